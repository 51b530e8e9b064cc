import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { firstDisplaySet, setHolding } from './firstDisplaySet.ts';
import type { HangingCommands } from './hangingCommands.ts';
import { remapHanging, withLiveState } from './hanging.ts';
import { indexDisplaySets } from './indexDisplaySets.ts';
import { createMetadataQueue } from './metadataQueue.ts';
import { linkedOrder, tellOfUnknown } from './linkedOrder.ts';
import { changeBetween, type ModeInForce } from './modeChange.ts';
import type { ModeOrder } from './modeCatalog.ts';
import type { NoticeCommands } from './notices.ts';
import type { OpenRequest } from './openRequest.ts';
import { isLoading } from './selectors.ts';
import { createStudyLoading, type OpenSession } from './studyLoading.ts';
import type { ViewerParts } from './viewerParts.ts';
import {
  emptyHanging,
  initialState,
  seriesKey,
  type Hanging,
  type SeriesKey,
  type ViewerState,
  type ViewportCell,
} from './viewerState.ts';

export interface SessionCommands {
  /** Opens studies, leaving those that were open; asking for the same again does nothing. */
  openStudies(request: OpenRequest): void;
  closeStudies(): void;
  retryStudy(StudyInstanceUID: string): void;
  retrySeries(key: SeriesKey): void;
  /**
   * Asks the archive again what the open studies hold: new series are added,
   * series with another number of instances and those that failed are fetched
   * again. What is shown stays, also when the archive does not answer.
   */
  refreshStudies(): void;
  /** Fetches this series' metadata before the others. */
  needSeries(key: SeriesKey): void;
  /**
   * Organizes what is here by another mode, or by another order of its handlers:
   * no request, no decode; viewports keep what they show. Without an order the
   * mode keeps the one that the reader gave it.
   */
  setMode(modeId: string, order?: ModeOrder): void;
  dismissModeChange(): void;
  /** The reader looks at the thumbnails again: those missing may be fetched. */
  wantThumbnails(): void;
}

const PARALLEL_SERIES = 3;

export function createSessionCommands(
  parts: ViewerParts,
  hangingCommands: HangingCommands,
  { notify, announce }: NoticeCommands,
): SessionCommands {
  const { store, modes, organizer, live, dataSources } = parts;
  const get = store.getState;
  let session: OpenSession | undefined;

  const source = () => {
    const found = dataSources.get(get().sourceId);
    if (!found) throw new Error(`No data source ${get().sourceId}`);
    return found;
  };

  const loading = createStudyLoading({
    store,
    modes,
    notify,
    source,
    onInstances: () => organize(),
    onSettled: (current) => hangFirst(current),
  });

  /** What the current mode makes of what is here; series that did not change are not organized again. */
  function organize() {
    const mode = modes.get(get().modeId);
    const organized = mode ? organizer.organize(mode, get()) : {};
    const before = get().displaySets;
    const displaySets = indexDisplaySets(organized);
    store.setState({ organized, displaySets });
    const isLost = ({ displaySetInstanceUID: uid }: ViewportCell) =>
      uid !== undefined && before.has(uid) && !displaySets.has(uid);
    if (get().hanging.cells.some(isLost)) rehang(isLost, before);
  }

  /** News about a series can regroup it: a viewport goes to the set that now holds its image, or says why it is empty. */
  function rehang(isLost: (cell: ViewportCell) => boolean, before: ReadonlyMap<string, DisplaySet>) {
    store.setState(({ hanging, organized }) => ({
      hanging: {
        ...hanging,
        cells: withLiveState(hanging, live.state).cells.map((cell) => {
          const former = isLost(cell) ? before.get(cell.displaySetInstanceUID ?? '') : undefined;
          if (!former) return cell;
          const [first] = former.instances;
          const image = cell.image ?? (first && { SOPInstanceUID: first.SOPInstanceUID, frame: 1 });
          const next = image && setHolding(organized[seriesKey(former)], image);
          if (next) return { ...cell, displaySetInstanceUID: next.displaySetInstanceUID };
          const absence = { title: former.label, reason: 'It is no longer in the study.' };
          return { ...cell, displaySetInstanceUID: undefined, kind: undefined, image: undefined, absence };
        }),
      },
    }));
  }

  /** A hanging kept over a reload may name what has left the archive since: said once everything else is here. */
  function tellOfMissing() {
    const { hanging, displaySets } = get();
    const { studies, series } = get();
    // What failed may come with a retry: until then nothing is known to be missing.
    const hasFailed = [...Object.values(studies), ...Object.values(series)].some(
      ({ status }) => status === 'failed',
    );
    if (isLoading(get()) || hasFailed) return;
    const isMissing = ({ displaySetInstanceUID: uid }: ViewportCell) =>
      uid !== undefined && !displaySets.has(uid);
    if (!hanging.cells.some(isMissing)) return;
    const absence = {
      title: 'Not here any more',
      reason: 'What this viewport showed is not in the study now.',
    };
    const emptied = { displaySetInstanceUID: undefined, kind: undefined, image: undefined, absence };
    store.setState({
      hanging: {
        ...hanging,
        cells: hanging.cells.map((cell) => (isMissing(cell) ? { ...cell, ...emptied } : cell)),
      },
    });
  }

  /** Shows the first picture, or what the link names, as soon as it can be known. */
  function hangFirst(current: OpenSession) {
    if (!current.waitingForFirst) {
      tellOfMissing();
      return;
    }
    const { request } = current;
    const wanted = firstDisplaySet(request, get(), modes.get(get().modeId));
    if (wanted === 'wait') return;
    current.waitingForFirst = false;
    if (typeof wanted === 'string') {
      store.setState(({ hanging }) => ({
        hanging: {
          ...hanging,
          cells: hanging.cells.map((cell, index) =>
            index === 0 ? { ...cell, absence: { title: 'Not in this study', reason: wanted } } : cell,
          ),
        },
      }));
      notify({
        kind: 'error',
        title: 'The link names something that is not here',
        text: wanted,
        transient: false,
      });
      return;
    }
    if (!wanted) return;
    const { SOPInstanceUID, frame } = request;
    const instance =
      SOPInstanceUID ?? (frame === undefined ? undefined : wanted.instances[0]?.SOPInstanceUID);
    hangingCommands.showDisplaySet({
      viewportId: 'viewport-1',
      displaySetInstanceUID: wanted.displaySetInstanceUID,
      undoable: false,
      ...(instance === undefined ? {} : { image: { SOPInstanceUID: instance, frame: frame ?? 1 } }),
    });
  }

  const commands: SessionCommands = {
    openStudies(request) {
      const former = session?.request;
      if (
        session &&
        former &&
        former.sourceId === request.sourceId &&
        former.StudyInstanceUIDs.join() === request.StudyInstanceUIDs.join()
      ) {
        commands.setMode(request.modeId, linkedOrder(parts.registry, request)?.known ?? 'original');
        return;
      }
      session?.abort.abort();
      organizer.clear();
      const linked = linkedOrder(parts.registry, request);
      const orders = linked ? modes.withOrder({}, request.modeId, linked.known) : {};
      const mode = modes.under(orders, request.modeId);
      const layout = mode?.layout ?? { rows: 1, columns: 1 };
      const current: OpenSession = {
        request,
        abort: new AbortController(),
        queue: createMetadataQueue(PARALLEL_SERIES, (key) => loading.loadSeries(current, key)),
        // A page that was reloaded before anything hung in it has nothing to restore.
        waitingForFirst: !request.hanging?.cells.some((cell) => cell.displaySetInstanceUID !== undefined),
      };
      session = current;
      store.setState({
        ...initialState(request.sourceId, request.modeId, layout),
        ...kept(get()),
        orders,
        hanging: request.hanging ?? emptyHanging(layout),
        studyOrder: request.StudyInstanceUIDs,
        studies: Object.fromEntries(
          request.StudyInstanceUIDs.map((StudyInstanceUID) => [
            StudyInstanceUID,
            { StudyInstanceUID, summary: undefined, status: 'loading', error: undefined },
          ]),
        ),
      });
      if (linked) tellOfUnknown(linked, parts, notify);
      for (const uid of request.StudyInstanceUIDs) void loading.loadStudy(current, uid);
    },

    closeStudies() {
      session?.abort.abort();
      session = undefined;
      organizer.clear();
      const { sourceId, modeId, hanging } = get();
      store.setState({ ...initialState(sourceId, modeId, hanging.layout), ...kept(get()) });
    },

    retryStudy(StudyInstanceUID) {
      if (!session) return;
      source().resume?.();
      loading.changeStudy(StudyInstanceUID, { status: 'loading', error: undefined });
      void loading.loadStudy(session, StudyInstanceUID);
    },

    retrySeries(key) {
      if (!session) return;
      source().resume?.();
      loading.changeSeries(key, { status: 'listed', error: undefined });
      session.queue.add(key);
      session.queue.prefer(key);
    },

    refreshStudies() {
      const current = session;
      if (!current) return;
      source().resume?.();
      const { studies, studyOrder } = get();
      const open = studyOrder.filter((uid) => studies[uid]?.status === 'ready' && !studies[uid].refreshing);
      for (const uid of studyOrder) {
        if (studies[uid]?.status !== 'ready' && studies[uid]?.status !== 'loading') commands.retryStudy(uid);
      }
      announce('Asking the archive what is new.');
      void Promise.all(open.map((uid) => loading.refreshStudy(current, uid))).then((changes) => {
        if (current.abort.signal.aborted || open.length === 0 || changes.some((count) => count > 0)) return;
        notify({
          kind: 'info',
          title: 'Nothing new',
          text: 'The archive holds the same series and instances as are open here.',
          transient: true,
        });
      });
    },

    needSeries: (key) => session?.queue.prefer(key),

    setMode(modeId, order) {
      const state = get();
      const orders = order === undefined ? state.orders : modes.withOrder(state.orders, modeId, order);
      const mode = modes.under(orders, modeId);
      const former = modes.get(state.modeId);
      if (!mode || mode === former) return;
      const [from, to] = [
        { id: state.modeId, order: state.orders[state.modeId] },
        { id: modeId, order: orders[modeId] },
      ];
      const organized = organizer.organize(mode, state);
      const displaySets = indexDisplaySets(organized);
      store.setState({ modeId, orders, organized, displaySets, thumbnailsWanted: false });
      const remap = (hanging: Hanging) =>
        remapHanging(hanging, {
          fromModeId: homeKey(from),
          toModeId: homeKey(to),
          toModeName: mode.displayName,
          before: state.displaySets,
          after: displaySets,
          findSetOf: (image, former) => setHolding(organized[seriesKey(former)], image),
          kindFor(displaySet, formerKind) {
            const verdict = parts.kindFor(displaySet, formerKind);
            return 'kind' in verdict ? verdict.kind : undefined;
          },
        });
      const hanging = remap(withLiveState(state.hanging, live.state));
      const change = changeBetween(from, to, state.displaySets, displaySets);
      store.setState({
        hanging,
        past: state.past.map(remap),
        future: state.future.map(remap),
        modeChange: change,
        carrying: undefined,
        explaining: undefined,
      });
      announce(`Mode ${mode.displayName}: ${displaySets.size} display sets.`);
    },

    dismissModeChange: () => store.setState({ modeChange: undefined }),
    wantThumbnails() {
      if (!get().thumbnailsWanted) store.setState({ thumbnailsWanted: true });
    },
  };
  return commands;
}

/** What a viewport showed is remembered by what made the display sets: the mode and the order given to it. */
const homeKey = ({ id, order }: ModeInForce) => (order ? `${id} ${order.join()}` : id);

/** What the reader made outlives the study it was made in. */
const kept = ({ userModes, rules }: ViewerState) => ({ userModes, rules });
