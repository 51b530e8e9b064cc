import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import type { Mode } from '../core/mode/mode.ts';
import { indexOfImage } from '../core/displaySet/images.ts';
import { createEarlyPictures } from './earlyPicture.ts';
import { createLayoutFiller } from './fillLayout.ts';
import { firstDisplaySet, setHolding } from './firstDisplaySet.ts';
import type { HangingCommands } from './hangingCommands.ts';
import type { StageHanger } from './hangingRules.ts';
import { createBackground } from './background.ts';
import { withLiveState } from './hanging.ts';
import { readersRules } from './borrowedRules.ts';
import { indexDisplaySets } from './indexDisplaySets.ts';
import { createInViewFirst } from './inViewFirst.ts';
import { createMetadataQueue } from './metadataQueue.ts';
import { openedInPlanes } from './openingPlanes.ts';
import { createLayoutMemory, rememberedLayout } from './layoutMemory.ts';
import { createMissingTeller } from './missing.ts';
import { linkedOrder, tellOfUnknown } from './linkedOrder.ts';
import { createOpening, seriesForFirst, type OpeningOptions } from './opening.ts';
import type { ModeOrder } from './modeCatalog.ts';
import { createModeSwitch } from './modeSwitch.ts';
import type { NoticeCommands } from './notices.ts';
import type { OpenRequest } from './openRequest.ts';
import { hangingOfScreen } from './screenLink.ts';
import { createSeriesNews } from './seriesNews.ts';
import { takeUpRest, tellOfScreenProblems } from './takeUpRest.ts';
import { createStudyLoading, type OpenSession } from './studyLoading.ts';
import type { ViewerParts } from './viewerParts.ts';
import { withoutStudy } from './withoutStudy.ts';
import {
  emptyHanging,
  initialState,
  seriesKey,
  type SeriesEntry,
  type SeriesKey,
  type ViewerState,
  type ViewportCell,
} from './viewerState.ts';

export interface SessionCommands {
  /** Opens studies, leaving those that were open; asking for the same again does nothing. */
  openStudies(request: OpenRequest): void;
  closeStudies(): void;
  /** Opens a study beside those that are open: nothing of them changes. */
  addStudy(StudyInstanceUID: string): void;
  /** Closes one of several; viewports that showed it say so. The first one stays. */
  removeStudy(StudyInstanceUID: string): void;
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
  /** A series whose metadata is still to come is in view; returns what says that it no longer is. */
  seeSeries(key: SeriesKey): () => void;
  /** A thumbnail in view is on its way; returns what says that it is here, or given up. */
  awaitThumbnail(): () => void;
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
  notices: NoticeCommands,
  { hanger, opening: options }: { hanger: StageHanger; opening: OpeningOptions | undefined },
): SessionCommands {
  const { store, modes, organizer, live, dataSources } = parts;
  const { notify, announce } = notices;
  const get = store.getState;
  const background = createBackground(store, organizer, notices);
  const modeSwitch = createModeSwitch(parts, background, notices, () => organize());
  const tellOfMissing = createMissingTeller(parts, notices);
  const layoutMemory = createLayoutMemory(parts);
  const fillLayout = createLayoutFiller(parts, hangingCommands, hanger);
  const opening = options && createOpening(parts, options);
  const early = createEarlyPictures(
    parts,
    () => source(),
    () => session?.queue.wake(),
  );
  const inView = createInViewFirst(() => session?.queue.wake());
  let session: OpenSession | undefined;
  store.subscribe((state, former) => {
    if (state.opening !== former.opening) session?.queue.wake();
  });

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
    onSettled: (current) => hang(current),
  });

  /** What of a session's series has come into the store, and what is made of it. */
  function takeNews(current: OpenSession, changes: ReadonlyMap<SeriesKey, Partial<SeriesEntry>>) {
    loading.changeSeries(changes);
    const all = [...changes.values()];
    if (all.some(({ instances }) => instances !== undefined)) organize();
    if (all.some(({ status }) => status === 'ready' || status === 'failed')) hang(current);
  }

  /**
   * What the current mode makes of what is here; series that did not change are
   * not organized again. Much at a time is made beside the page; a mode switch
   * that is under way takes with it what comes meanwhile.
   */
  function organize() {
    const mode = modes.get(get().modeId);
    if (mode && organizer.isLarge(mode, get())) {
      if (background.purpose !== undefined) return;
      const modeInForce = () => modes.get(get().modeId);
      background.run(modeSwitch.modeInForce(), modeInForce, () => organize());
      return;
    }
    regroup(mode);
    if (session) hang(session);
  }

  function regroup(mode: Mode | undefined) {
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

  function hang(current: OpenSession) {
    if (get().opening && current.waitingForFirst) early.ask(current.request, current.abort.signal);
    hangFirst(current);
    fillLayout(current);
    current.queue.wake();
  }

  /** Until the first picture is on the screen, only the series that it needs next. */
  function seriesDue({ request, waitingForFirst, isRestored }: OpenSession): (key: SeriesKey) => boolean {
    if (!get().opening) return inView.due(get().series);
    if (!waitingForFirst) return () => isRestored;
    if (early.isAwaited()) return () => false;
    const imagesFirst = modes.get(get().modeId)?.order !== 'handlers';
    const needed = seriesForFirst(request, get(), imagesFirst);
    return (key) => needed === 'all' || needed === key;
  }

  /** Whether the first picture waits for this series, and for no other. */
  function isAwaited({ request, waitingForFirst }: OpenSession, key: SeriesKey): boolean {
    const imagesFirst = modes.get(get().modeId)?.order !== 'handlers';
    return get().opening && waitingForFirst && seriesForFirst(request, get(), imagesFirst) === key;
  }

  /** Shows the first picture, or what the link names, as soon as it can be known. */
  function hangFirst(current: OpenSession) {
    // What is being made may hold it; then this is called again.
    if (get().organizing) return;
    if (!current.waitingForFirst) {
      tellOfMissing(current.request);
      return;
    }
    // The reader was quicker: what was chosen by hand stays.
    if (get().hanging.cells[0]?.displaySetInstanceUID !== undefined) {
      current.waitingForFirst = false;
      early.drop();
      return;
    }
    const { request } = current;
    const [first] = get().hanging.cells;
    const wanted = firstDisplaySet(request, get(), modes.get(get().modeId));
    if (wanted === 'wait') return;
    current.waitingForFirst = false;
    if (typeof wanted === 'string') {
      opening?.end();
      early.drop();
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
    if (!wanted || !first) {
      opening?.end();
      early.drop();
      return;
    }
    if (!request.screen) layoutMemory.recall();
    const { SOPInstanceUID, frame } = request;
    const instance =
      SOPInstanceUID ?? (frame === undefined ? undefined : wanted.instances[0]?.SOPInstanceUID);
    // What is on the screen already stays there, in its place among the others.
    const before = get().early?.image;
    const shown = before && indexOfImage(wanted, before) >= 0 ? before : undefined;
    const image = instance === undefined ? shown : { SOPInstanceUID: instance, frame: frame ?? 1 };
    hangingCommands.showDisplaySet({
      viewportId: first.id,
      displaySetInstanceUID: wanted.displaySetInstanceUID,
      undoable: false,
      ...(image === undefined ? {} : { image }),
    });
    if (!request.screen && rememberedLayout(get()) === undefined)
      store.setState(({ hanging, modeId }) => ({
        hanging: openedInPlanes(hanging, wanted, modes.get(modeId)),
      }));
    early.drop();
  }

  const commands: SessionCommands = {
    openStudies(request) {
      const former = session?.request;
      if (
        session &&
        former &&
        former.sourceId === request.sourceId &&
        former.StudyInstanceUIDs[0] === request.StudyInstanceUIDs[0] &&
        (former.StudyInstanceUIDs.join() === request.StudyInstanceUIDs.join() || !request.screen)
      ) {
        const { StudyInstanceUIDs: wanted } = request;
        for (const uid of former.StudyInstanceUIDs) if (!wanted.includes(uid)) commands.removeStudy(uid);
        wanted.forEach(commands.addStudy);
        commands.setMode(request.modeId, linkedOrder(parts.registry, request)?.known ?? 'original');
        return;
      }
      session?.abort.abort();
      early.drop();
      background.cancel();
      organizer.clear();
      const linked = linkedOrder(parts.registry, request);
      const orders = linked ? modes.withOrder({}, request.modeId, linked.known) : {};
      const mode = modes.under(orders, request.modeId);
      const layout = mode?.layout ?? { rows: 1, columns: 1 };
      const screen = request.screen && hangingOfScreen(request.screen);
      const hanging = request.hanging ?? screen;
      const rest = request.hanging ? request.rest : request.screen?.rest;
      // A page that was reloaded before anything hung in it has nothing to restore.
      const isRestored = hanging?.cells.some((cell) => cell.displaySetInstanceUID !== undefined) ?? false;
      const current: OpenSession = {
        request,
        abort: new AbortController(),
        queue: createMetadataQueue(
          PARALLEL_SERIES,
          (key, isPreferred) =>
            loading.loadSeries(current, key, () => isPreferred || isAwaited(current, key)),
          () => seriesDue(current),
        ),
        news: createSeriesNews({ series: () => get().series, take: (changes) => takeNews(current, changes) }),
        waitingForFirst: !isRestored,
        isRestored,
      };
      session = current;
      current.abort.signal.addEventListener('abort', current.news.end, { once: true });
      store.setState({
        ...initialState(request.sourceId, request.modeId, layout),
        ...kept(get()),
        orders,
        hanging: hanging ?? emptyHanging(layout),
        ...(hanging && hanging === screen && request.screen?.maximised
          ? { maximisedViewportId: hanging.activeViewportId }
          : {}),
        studyOrder: request.StudyInstanceUIDs,
        studies: Object.fromEntries(
          request.StudyInstanceUIDs.map((StudyInstanceUID) => [
            StudyInstanceUID,
            { StudyInstanceUID, summary: undefined, status: 'loading', error: undefined },
          ]),
        ),
      });
      tellOfScreenProblems(request, takeUpRest(parts, rest), notify);
      opening?.begin();
      if (linked) tellOfUnknown(linked, parts, notify);
      for (const uid of request.StudyInstanceUIDs) void loading.loadStudy(current, uid);
    },

    closeStudies() {
      session?.abort.abort();
      session = undefined;
      early.drop();
      opening?.end();
      background.cancel();
      organizer.clear();
      const { sourceId, modeId, hanging } = get();
      store.setState({ ...initialState(sourceId, modeId, hanging.layout), ...kept(get()) });
    },

    addStudy(StudyInstanceUID) {
      const { studyOrder } = get();
      if (!session || studyOrder.includes(StudyInstanceUID)) return;
      const entry = { StudyInstanceUID, summary: undefined, status: 'loading', error: undefined } as const;
      store.setState(({ studies }) => ({
        studyOrder: [...studyOrder, StudyInstanceUID],
        studies: { ...studies, [StudyInstanceUID]: entry },
      }));
      session.request = { ...session.request, StudyInstanceUIDs: get().studyOrder };
      void loading.loadStudy(session, StudyInstanceUID);
    },

    removeStudy(StudyInstanceUID) {
      const { studyOrder } = get();
      if (!session || studyOrder.indexOf(StudyInstanceUID) < 1) return;
      store.setState(withoutStudy(get(), StudyInstanceUID));
      session.request = { ...session.request, StudyInstanceUIDs: get().studyOrder };
      regroup(modes.get(get().modeId));
      announce('The study is closed.');
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
      loading.changeSeries(new Map([[key, { status: 'listed', error: undefined }]]));
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
    seeSeries: inView.see,
    awaitThumbnail: inView.awaitThumbnail,

    setMode: modeSwitch.setMode,

    dismissModeChange: () => store.setState({ modeChange: undefined }),
    wantThumbnails() {
      if (!get().thumbnailsWanted) store.setState({ thumbnailsWanted: true });
    },
  };
  return commands;
}

/** What the reader made outlives the study it was made in. */
const kept = (state: ViewerState) => ({
  userModes: state.userModes,
  rules: readersRules(state),
  preferences: state.preferences,
  tasks: state.tasks,
});
