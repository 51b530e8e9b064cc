import { goalOf, isStartOf, linkedBy, startBeside, startOf } from '../core/linking/follow.ts';
import { changeGroup, groupOf, linkedWith, type LinkGroup, type LinkStart } from '../core/linking/linking.ts';
import { linkedZoomPan, type Shown } from '../core/linking/viewSync.ts';
import { likeLayer, windowLayers, type WindowPart } from '../core/linking/windowLayers.ts';
import type { Box } from '../core/viewTransform.ts';
import { visibleCells } from './hanging.ts';
import { LinkedViewport, type LinkedPart } from './linkedViewport.ts';
import { stationOf, type LiveStation } from './linkStation.ts';
import type { Viewer } from './viewer.ts';
import type { LinkStatus, ViewerState } from './viewerState.ts';

const sameStart = (a: LinkStart | undefined, b: LinkStart | undefined): boolean =>
  a === b || JSON.stringify(a) === JSON.stringify(b);

export interface LinkSyncOptions {
  /** Runs something once before the next picture of the screen; returns how to give it up. */
  schedule(run: () => void): () => void;
  /** The size of a viewport's picture, CSS pixels; undefined while it has none. */
  boxOf(viewportId: string): Box | undefined;
}

/**
 * Lets linked viewports follow the one that the reader scrolls, windows, enlarges
 * or turns, and all of a frame of reference the crosshair. However often one
 * changes, the others are asked once a picture of the screen, for where it is
 * then; what they do in answer leads nobody.
 * @returns how to stop
 */
export function startLinkSync(
  { store, live, crosshair }: Pick<Viewer, 'store' | 'live' | 'crosshair'>,
  { schedule, boxOf }: LinkSyncOptions,
): () => void {
  const viewports = new Map<string, { readonly linked: LinkedViewport; readonly stop: () => void }>();
  /** Who leads, by group and by what; until the next picture. */
  const due = new Map<
    string,
    { readonly group: string; readonly name: LinkedPart; readonly leader: string }
  >();
  /** Who led last, by group. */
  const leaders = new Map<string, string>();
  const outside = new Set<string>();
  /** Something else was hung in them since they were last looked at. */
  const fresh = new Set<string>();
  let pointed = crosshair.get();
  let isCrosshairDue = false;
  let giveUp: (() => void) | undefined;

  const later = () => {
    giveUp ??= schedule(flush);
  };

  const visible = (): readonly string[] => {
    const { hanging, maximisedViewportId } = store.getState();
    const ids = visibleCells(hanging).map(({ id }) => id);
    return maximisedViewportId !== undefined && ids.includes(maximisedViewportId)
      ? [maximisedViewportId]
      : ids;
  };

  const cellOf = (id: string) => store.getState().hanging.cells.find((cell) => cell.id === id);

  function displaySetOf(id: string) {
    const uid = live.state(id).displaySetInstanceUID;
    return uid === undefined ? undefined : store.getState().displaySets.get(uid);
  }

  const isLed = (id: string) => live.state(id).cine?.led === true;

  const station = (id: string, group?: LinkGroup): LiveStation | undefined =>
    stationOf(live.state(id), displaySetOf(id), group?.starts[id]);

  function shown(id: string): Shown | undefined {
    const { picture, presentation } = live.state(id);
    const box = boxOf(id);
    return picture && presentation && box && box.width > 0 && box.height > 0
      ? { picture, presentation, box }
      : undefined;
  }

  /** Who the others of a group go to when nobody has scrolled: who led last, else the active one. */
  function leaderOf(group: LinkGroup, besides?: string): string | undefined {
    const { linking, hanging } = store.getState();
    const members = visible().filter(
      (id) => id !== besides && groupOf(linking, id)?.id === group.id && station(id) !== undefined,
    );
    return [leaders.get(group.id), hanging.activeViewportId, members[0]].find(
      (id) => id !== undefined && members.includes(id),
    );
  }

  function lead(group: LinkGroup, name: LinkedPart, leader: string) {
    if (!group.what[name === 'baseWindow' ? 'window' : name]) return;
    due.set(`${group.id} ${name}`, { group: group.id, name, leader });
    later();
  }

  function onNews(id: string) {
    const linked = viewports.get(id)?.linked;
    if (!linked) return;
    const { isOther, changed } = linked.hear();
    if (isOther) {
      outside.delete(id);
      later();
      return;
    }
    const group = groupOf(store.getState().linking, id);
    if (!group) return;
    for (const name of changed) {
      // Clips that play in step have a clock of their own.
      if (name === 'scroll' && isLed(id)) continue;
      if (name === 'scroll') {
        leaders.set(group.id, id);
        outside.delete(id);
      }
      lead(group, name, id);
    }
  }

  /** Where everyone is when a group begins is where differences are kept from. */
  function giveStarts() {
    const { linking } = store.getState();
    let next = linking;
    for (const group of linking.groups) {
      const starts = { ...group.starts };
      const members = visible().filter((id) => groupOf(linking, id) === group);
      const isPlaced = (id: string) => {
        const at = stationOf(live.state(id), displaySetOf(id), starts[id]);
        return at !== undefined && isStartOf(at);
      };
      for (const id of members) {
        const own = station(id);
        if (!own || isPlaced(id)) continue;
        const leader = leaders.get(group.id);
        const others = members.filter((each) => each !== id && isPlaced(each));
        const beside = leader !== undefined && others.includes(leader) ? leader : others[0];
        const other =
          beside === undefined
            ? undefined
            : stationOf(live.state(beside), displaySetOf(beside), starts[beside]);
        starts[id] = other ? startBeside(own, other, own.image) : startOf(own, own.image);
      }
      // A start that says no place is made anew each time, and is the same.
      const isSame = Object.keys(starts).every((id) => sameStart(starts[id], group.starts[id]));
      if (!isSame) next = changeGroup(next, group.id, { starts });
    }
    if (next !== linking) store.setState({ linking: next });
  }

  function tellStatus() {
    const { linking, linkStatus } = store.getState();
    const ids = visible();
    const status: Record<string, LinkStatus> = {};
    for (const id of ids) {
      const group = groupOf(linking, id);
      if (!group) continue;
      const own = station(id);
      status[id] = {
        with: linkedWith(linking, id, ids).map((viewportId) => {
          const other = station(viewportId);
          return { viewportId, by: own && other ? linkedBy(own, other, group.keepsDifference) : 'nothing' };
        }),
        isOutside: outside.has(id),
      };
    }
    if (JSON.stringify(status) !== JSON.stringify(linkStatus)) store.setState({ linkStatus: status });
  }

  function scrollTo(id: string, leader: string, group: LinkGroup) {
    const [source, target] = [station(leader, group), station(id, group)];
    if (!source || !target || isLed(id)) return;
    const goal = goalOf(source, target, group.keepsDifference);
    if (goal === 'outside') outside.add(id);
    else outside.delete(id);
    if (goal && goal !== 'outside') viewports.get(id)?.linked.goTo(goal.index);
  }

  function follow(id: string, leader: string, name: Exclude<LinkedPart, 'scroll'>) {
    const linked = viewports.get(id)?.linked;
    const { presentation } = live.state(leader);
    if (!linked || !presentation) return;
    if (name === 'rotation') linked.setRotation(presentation);
    else if (name === 'zoomPan') {
      const [source, target] = [shown(leader), shown(id)];
      if (source && target) linked.setZoomPan(linkedZoomPan(source, target));
    } else followWindow(linked, id, leader, name);
  }

  /** A window goes on to the layer that shows values of the same kind and unit, and to no other. */
  function followWindow(linked: LinkedViewport, id: string, leader: string, part: WindowPart) {
    const layersOf = (each: string) => {
      const { Modality, instances } = displaySetOf(each) ?? {};
      const RescaleType = instances?.[0]?.RescaleType;
      return windowLayers(live.state(each), {
        ...(Modality === undefined ? {} : { Modality }),
        ...(RescaleType === undefined ? {} : { RescaleType }),
      });
    };
    const changed = layersOf(leader).find((layer) => layer.part === part);
    const target = changed && likeLayer(layersOf(id), changed);
    if (target) linked.setWindow(target, changed);
  }

  /** What was hung afresh goes to where the others are, unless it was to open on an image. */
  function join() {
    const { linking } = store.getState();
    for (const id of fresh) {
      const group = groupOf(linking, id);
      if (group && !station(id)) continue;
      fresh.delete(id);
      const leader = group && leaderOf(group, id);
      if (!group?.what.scroll || leader === undefined || cellOf(id)?.image !== undefined) continue;
      scrollTo(id, leader, group);
    }
  }

  function flush() {
    giveUp = undefined;
    giveStarts();
    join();
    const { linking } = store.getState();
    const tasks = [...due.values()];
    due.clear();
    for (const { group: groupId, name, leader } of tasks) {
      const group = linking.groups.find(({ id }) => id === groupId);
      if (!group) continue;
      for (const id of linkedWith(linking, leader, visible())) {
        if (name === 'scroll') scrollTo(id, leader, group);
        else follow(id, leader, name);
      }
    }
    if (isCrosshairDue) followCrosshair();
    isCrosshairDue = false;
    tellStatus();
  }

  function followCrosshair() {
    const at = crosshair.get();
    if (!at || at.isBroughtBack) return;
    for (const id of visible()) {
      const linked = viewports.get(id)?.linked;
      const own = station(id);
      const nearest = own?.row.nearest(at.point, at.FrameOfReferenceUID, own.index);
      if (!linked || !own || !nearest || nearest.isOutside) continue;
      const { handle } = linked;
      if (own.through && handle.setPlane) {
        // Also where it was pointed at: planes are turned about this point. At the end, as it makes pictures anew.
        if (id === at.viewportId && at.isMoving) continue;
        if (nearest.index === own.index && at.isMoving) continue;
        if (nearest.index !== own.index) linked.expect(nearest.index);
        handle.setPlane({ through: at.point });
      } else if (id !== at.viewportId) linked.goTo(nearest.index);
    }
  }

  function track() {
    for (const { id } of store.getState().hanging.cells) {
      const handle = live.handle(id);
      const former = viewports.get(id);
      if (former?.linked.handle === handle) continue;
      former?.stop();
      viewports.delete(id);
      fresh.add(id);
      if (handle)
        viewports.set(id, {
          linked: new LinkedViewport(handle),
          stop: handle.subscribe(() => onNews(id)),
        });
    }
    later();
  }

  function onState(now: ViewerState, before: ViewerState) {
    if (now.hanging !== before.hanging) {
      const formerly = new Map(before.hanging.cells.map((cell) => [cell.id, cell.assignment]));
      for (const { id, assignment } of now.hanging.cells) if (formerly.get(id) !== assignment) fresh.add(id);
      if (formerly.size !== now.hanging.cells.length) track();
    }
    if (now.linking !== before.linking) {
      giveStarts();
      alignNew(now, before);
    }
    const isSame =
      now.linking === before.linking &&
      now.hanging === before.hanging &&
      now.displaySets === before.displaySets &&
      now.maximisedViewportId === before.maximisedViewportId;
    if (isSame) return;
    if (now.maximisedViewportId !== before.maximisedViewportId)
      for (const group of now.linking.groups) {
        const leader = leaderOf(group);
        if (leader !== undefined) lead(group, 'scroll', leader);
      }
    later();
  }

  /** Who is newly scrolled with others goes to where they are. */
  function alignNew(now: ViewerState, before: ViewerState) {
    const ids = visible();
    for (const group of now.linking.groups) {
      const former = before.linking.groups.find(({ id }) => id === group.id);
      const wasScrolled = (id: string) =>
        former?.what.scroll === true &&
        former.keepsDifference === group.keepsDifference &&
        groupOf(before.linking, id) === former;
      const members = ids.filter((id) => groupOf(now.linking, id) === group);
      const newcomers = members.filter((id) => !wasScrolled(id));
      if (newcomers.length === 0) continue;
      const [only] = newcomers;
      const leader = leaderOf(group, newcomers.length < members.length ? only : undefined);
      if (leader !== undefined) lead(group, 'scroll', leader);
    }
    for (const id of outside) if (!groupOf(now.linking, id)) outside.delete(id);
  }

  const stops = [
    live.subscribe(track),
    store.subscribe(onState),
    crosshair.subscribe(() => {
      if (pointed === crosshair.get()) return;
      pointed = crosshair.get();
      isCrosshairDue = true;
      later();
    }),
  ];
  track();
  return () => {
    giveUp?.();
    for (const stop of stops) stop();
    for (const { stop } of viewports.values()) stop();
  };
}
