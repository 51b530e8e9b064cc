import { follow, type CineRun } from '../core/cineClock.ts';
import { familyRate, fastestFamily } from '../core/displaySet/familyRate.ts';
import { imageAt } from '../core/displaySet/images.ts';
import { familiesOf, sameImageIn, type Family } from '../core/displaySet/siblings.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { shownImage } from '../core/shownImage.ts';
import {
  setByHand,
  type CineChange,
  type CineState,
  type ShowOptions,
  type ViewportState,
} from '../core/viewport.ts';
import { cellOf, changeCell } from './hanging.ts';
import type { ViewerParts } from './viewerParts.ts';

/** What is on its way in a viewport through times, phases, b-values or echoes. */
export interface FourDState {
  /** The member asked for last, until it is on the canvas. */
  readonly pending: number | undefined;
  readonly playing: boolean;
  /** How it is played, where that was chosen; counts while the viewport shows members of that family. */
  readonly chosen?: ChosenCine;
}

interface ChosenCine {
  readonly assignment: number;
  readonly kind: Family['kind'];
  readonly loop: CineState['loop'];
  /** Set by hand; absent: the speed of the data. */
  readonly framesPerSecond?: number;
}

/** Going through the display sets of a family in one viewport; no step of it is one of the hanging. */
export interface FourD {
  /** The families of what a viewport shows, the telling one first; the same list while nothing changes. */
  families(viewportId: string): readonly Family[];
  state(viewportId: string): FourDState;
  subscribe(listener: () => void): () => void;
  /** Shows the same place in another member, with the same window, zoom and plane. Resolves when it is drawn, or cannot be. */
  goTo(viewportId: string, family: Family, to: number): Promise<void>;
  /** To the next member or the one before, staying at the ends. False where there is no family. */
  step(viewportId: string, by: 1 | -1): boolean;
  /** How its members are played, as of a clip. */
  cine(viewportId: string, family: Family): CineState;
  /** Speed and order of what is played, and playing itself. False where there is no family. */
  setCine(viewportId: string, change: Pick<CineChange, 'playing' | 'framesPerSecond' | 'loop'>): boolean;
  setPlaying(viewportId: string, playing: boolean): boolean;
  /** Loads the same place of the others beforehand; returns the way to stop. */
  prepare(viewportId: string, family: Family): () => void;
}

const idle: FourDState = { pending: undefined, playing: false };

export function createFourD({ store, live }: Pick<ViewerParts, 'store' | 'live'>): FourD {
  const states = new Map<string, FourDState>();
  const requests = new Map<string, number>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const listeners = new Set<() => void>();
  const known = new Map<string, { readonly key: readonly unknown[]; readonly families: readonly Family[] }>();

  const stateOf = (viewportId: string) => states.get(viewportId) ?? idle;
  const change = (viewportId: string, to: Partial<FourDState>) => {
    states.set(viewportId, { ...stateOf(viewportId), ...to });
    for (const listener of listeners) listener();
  };
  const shown = (viewportId: string): DisplaySet | undefined => {
    const { hanging, displaySets } = store.getState();
    const uid = cellOf(hanging, viewportId)?.displaySetInstanceUID;
    return uid === undefined ? undefined : displaySets.get(uid);
  };

  function families(viewportId: string): readonly Family[] {
    const displaySet = shown(viewportId);
    if (!displaySet) return [];
    const { displaySets } = store.getState();
    const index = displaySet.parts.length > 0 ? (indexOf(live.state(viewportId)) ?? 0) : 0;
    const part = displaySet.parts.findIndex(({ start, count }) => index >= start && index < start + count);
    const key = [displaySet, displaySets, part];
    const before = known.get(viewportId);
    if (before?.key.every((each, i) => each === key[i])) return before.families;
    const found = familiesOf(displaySet, displaySets.values(), index);
    known.set(viewportId, { key, families: found });
    return found;
  }

  async function goTo(viewportId: string, family: Family, to: number): Promise<void> {
    const member = family.members[to];
    const own = family.members[family.at];
    const handle = live.handle(viewportId);
    const cell = cellOf(store.getState().hanging, viewportId);
    const before = live.state(viewportId);
    const index = indexOf(before);
    if (!member || !own || !handle || !cell || index === undefined || cell.kind === undefined) return;
    const target = member.displaySet;
    const image = imageAt(target, sameImageIn(own, index, member));
    if (target.displaySetInstanceUID === cell.displaySetInstanceUID && target === own.displaySet) {
      if (image && before.image?.index !== image.index) handle.scrollTo(image.index);
      change(viewportId, { pending: undefined });
      return;
    }
    const request = (requests.get(viewportId) ?? 0) + 1;
    requests.set(viewportId, request);
    change(viewportId, { pending: to });
    const presentation = before.presentation ?? cell.presentation;
    const options: ShowOptions = {
      kind: cell.kind,
      inPlace: true,
      // A plane is found by its place in the patient.
      ...(image && !before.plane
        ? { image: { SOPInstanceUID: image.instance.SOPInstanceUID, frame: image.frame } }
        : {}),
      ...(presentation ? { presentation } : {}),
    };
    await handle.show(target, options);
    if (requests.get(viewportId) !== request) return;
    change(viewportId, { pending: undefined });
    const after = live.state(viewportId);
    const { hanging } = store.getState();
    const isStill = cellOf(hanging, viewportId)?.assignment === cell.assignment;
    if (!isStill || after.displaySetInstanceUID !== target.displaySetInstanceUID) return;
    // Under the same assignment: what is on the canvas already stays there.
    store.setState({
      hanging: changeCell(hanging, viewportId, {
        displaySetInstanceUID: target.displaySetInstanceUID,
        image: options.image ?? cell.image,
        presentation: after.presentation ?? presentation,
      }),
    });
  }

  const runOf = (family: Family, { loop, framesPerSecond }: CineState): CineRun => ({
    first: 0,
    last: family.members.length - 1,
    loop,
    duration: () => 1000 / framesPerSecond,
  });

  function chosenFor(viewportId: string, { kind }: Family): ChosenCine {
    const assignment = cellOf(store.getState().hanging, viewportId)?.assignment ?? 0;
    const { chosen } = stateOf(viewportId);
    const isStill = chosen?.assignment === assignment && chosen.kind === kind;
    return isStill ? chosen : { assignment, kind, loop: 'loop' };
  }

  function cineOf(viewportId: string, family: Family): CineState {
    const { loop, framesPerSecond } = chosenFor(viewportId, family);
    const { playing } = stateOf(viewportId);
    const dataRate = familyRate(family);
    return framesPerSecond === undefined
      ? { playing, loop, ...dataRate }
      : { playing, loop, framesPerSecond, source: setByHand, dataRate };
  }

  /** One step of playing; the next follows when this one is drawn, and its time has come. */
  async function play(viewportId: string, step: 1 | -1 = 1): Promise<void> {
    const [family] = families(viewportId);
    if (!family || !stateOf(viewportId).playing) return change(viewportId, { playing: false });
    const from = performance.now();
    const next = follow(runOf(family, cineOf(viewportId, family)), { index: family.at, step });
    await goTo(viewportId, family, next.index);
    if (!stateOf(viewportId).playing) return;
    if (live.state(viewportId).status === 'error') return change(viewportId, { playing: false });
    // As fast as is wanted by now.
    const due = 1000 / cineOf(viewportId, family).framesPerSecond;
    const wait = Math.max(0, due - (performance.now() - from));
    timers.set(
      viewportId,
      setTimeout(() => void play(viewportId, next.step), wait),
    );
  }

  function setPlaying(viewportId: string, playing: boolean): boolean {
    if (playing && families(viewportId).length === 0) return false;
    if (playing === stateOf(viewportId).playing) return true;
    clearTimeout(timers.get(viewportId));
    change(viewportId, { playing });
    if (playing) void play(viewportId);
    return true;
  }

  return {
    families,
    state: stateOf,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    goTo,
    step(viewportId, by) {
      const [family] = families(viewportId);
      if (!family) return false;
      const from = stateOf(viewportId).pending ?? family.at;
      const to = Math.min(family.members.length - 1, Math.max(0, from + by));
      if (to !== from) void goTo(viewportId, family, to);
      return true;
    },
    cine: cineOf,
    setCine(viewportId, { playing, framesPerSecond: speed, loop }) {
      const [family] = families(viewportId);
      if (!family) return false;
      const { framesPerSecond: former, ...rest } = chosenFor(viewportId, family);
      const given = typeof speed === 'number' && Number.isFinite(speed) ? speed : former;
      const wanted = speed === 'data' || given === undefined ? undefined : within(given);
      const chosen = {
        ...rest,
        loop: loop ?? rest.loop,
        ...(wanted === undefined ? {} : { framesPerSecond: wanted }),
      };
      change(viewportId, { chosen });
      return playing === undefined || setPlaying(viewportId, playing);
    },
    setPlaying,
    prepare(viewportId, family) {
      const own = family.members[family.at];
      const index = indexOf(live.state(viewportId));
      const handle = live.handle(viewportId);
      if (!own || index === undefined || !handle?.prepare) return () => undefined;
      // Those that come next first, then round.
      const { members, at } = family;
      const order = [...members.slice(at + 1), ...members.slice(0, at).reverse()];
      return handle.prepare(
        order.flatMap((member) => {
          const image = imageAt(member.displaySet, sameImageIn(own, index, member));
          if (!image || member.displaySet === own.displaySet) return [];
          const { SOPInstanceUID } = image.instance;
          return [{ displaySet: member.displaySet, image: { SOPInstanceUID, frame: image.frame } }];
        }),
      );
    },
  };
}

const within = (framesPerSecond: number) => Math.min(fastestFamily, Math.max(1, framesPerSecond));

const indexOf = (live: ViewportState): number | undefined => shownImage(live)?.index;
