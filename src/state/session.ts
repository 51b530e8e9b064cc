import type { SeriesSummary } from '../core/dataSource.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import type { OrganizedSeries } from '../core/displaySet/organized.ts';
import { DataSourceError, describeError, isAbort } from '../core/errors.ts';
import { firstDisplaySet, setHolding, WITHOUT_PICTURES } from './firstDisplaySet.ts';
import type { HangingCommands } from './hangingCommands.ts';
import { remapHanging, sameHanging, withLiveState } from './hanging.ts';
import { createMetadataQueue, type MetadataQueue } from './metadataQueue.ts';
import { changeBetween } from './modeChange.ts';
import type { NoticeCommands } from './notices.ts';
import type { OpenRequest } from './openRequest.ts';
import { compareSeries, isLoading } from './selectors.ts';
import type { ViewerParts } from './viewerParts.ts';
import {
  emptyHanging,
  initialState,
  seriesKey,
  type Hanging,
  type SeriesEntry,
  type SeriesKey,
  type StudyEntry,
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
  /** Organizes what is here by another mode: no request, no decode; viewports keep what they show. */
  setMode(modeId: string): void;
  dismissModeChange(): void;
  /** The reader looks at the thumbnails again: those missing may be fetched. */
  wantThumbnails(): void;
}

const PARALLEL_SERIES = 3;

interface Session {
  readonly request: OpenRequest;
  readonly abort: AbortController;
  readonly queue: MetadataQueue;
  /** Whether the first viewport still waits for what the link or the study gives it. */
  waitingForFirst: boolean;
}

export function createSessionCommands(
  parts: ViewerParts,
  hangingCommands: HangingCommands,
  { notify, announce }: NoticeCommands,
): SessionCommands {
  const { store, registry, organizer, live, dataSources } = parts;
  const get = store.getState;
  let session: Session | undefined;

  const source = () => {
    const found = dataSources.get(get().sourceId);
    if (!found) throw new Error(`No data source ${get().sourceId}`);
    return found;
  };

  function changeStudy(StudyInstanceUID: string, change: Partial<StudyEntry>) {
    store.setState(({ studies }) => {
      const study = studies[StudyInstanceUID];
      return study ? { studies: { ...studies, [StudyInstanceUID]: { ...study, ...change } } } : {};
    });
  }

  function changeSeries(key: SeriesKey, change: Partial<SeriesEntry>) {
    store.setState(({ series }) => {
      const entry = series[key];
      return entry ? { series: { ...series, [key]: { ...entry, ...change } } } : {};
    });
  }

  /** The study's own row decorates the header; a failure to have it is told only where it matters. */
  async function loadSummary({ abort: { signal } }: Session, StudyInstanceUID: string) {
    const found = await source().findStudy(StudyInstanceUID, signal);
    if (found && !signal.aborted) changeStudy(StudyInstanceUID, { summary: found });
    return found !== undefined;
  }

  async function loadStudy(current: Session, StudyInstanceUID: string) {
    const { signal } = current.abort;
    const summary = loadSummary(current, StudyInstanceUID);
    // The series do not wait for it; a header without the study's description is no reason to fail the study.
    summary.catch(() => undefined);
    try {
      const list = await source().searchSeries(StudyInstanceUID, signal);
      if (signal.aborted) return;
      if (list.length === 0) {
        const known = await summary;
        if (signal.aborted) return;
        changeStudy(StudyInstanceUID, { status: known ? 'empty' : 'unknown' });
      } else {
        listSeries(current, list);
        changeStudy(StudyInstanceUID, { status: 'ready' });
      }
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      const failure = asDataSourceError(error);
      changeStudy(StudyInstanceUID, {
        status: failure.kind === 'notFound' ? 'unknown' : 'failed',
        error: failure,
      });
    }
    hangFirst(current);
  }

  /** Takes the archive's list: what is new waits for its metadata, what is here is kept. */
  function listSeries({ request, queue }: Session, list: readonly SeriesSummary[]) {
    const known = get().series;
    const entries = list.map((summary) => {
      const former = known[seriesKey(summary)];
      return former ? { ...former, summary } : listed(summary);
    });
    store.setState(({ series }) => ({
      series: { ...series, ...Object.fromEntries(entries.map((entry) => [entry.key, entry])) },
    }));
    const imagesFirst = registry.mode(get().modeId)?.order !== 'handlers';
    const rank = ({ summary }: SeriesEntry) =>
      (summary.SeriesInstanceUID === request.SeriesInstanceUID ? -2 : 0) +
      (imagesFirst && WITHOUT_PICTURES.has(summary.Modality ?? '') ? 1 : 0);
    const due = entries.filter((entry) => !known[entry.key] || isOutdated(entry));
    due
      .sort((a, b) => rank(a) - rank(b) || compareSeries(a.summary, b.summary))
      .forEach(({ key }) => queue.add(key));
    return due.length;
  }

  async function refreshStudy(current: Session, StudyInstanceUID: string): Promise<number> {
    const { signal } = current.abort;
    changeStudy(StudyInstanceUID, { refreshing: true });
    loadSummary(current, StudyInstanceUID).catch(() => undefined);
    try {
      const list = await source().searchSeries(StudyInstanceUID, signal);
      if (signal.aborted) return 0;
      const present = new Set(list.map(seriesKey));
      const gone = Object.values(get().series).filter(
        ({ key, summary }) => summary.StudyInstanceUID === StudyInstanceUID && !present.has(key),
      );
      if (gone.length > 0) {
        notify({
          kind: 'warning',
          title: 'No longer in the archive',
          text: `${gone.map(nameOf).join(', ')}. What is open here is kept until the study is left.`,
          transient: false,
        });
      }
      return listSeries(current, list) + gone.length;
    } catch (error) {
      if (isAbort(error) || signal.aborted) return 0;
      notify({
        kind: 'error',
        title: 'The study could not be refreshed',
        text: `${describeError(error)} What was open is unchanged.`,
        transient: false,
      });
      return 1;
    } finally {
      if (!signal.aborted) changeStudy(StudyInstanceUID, { refreshing: false });
    }
  }

  async function loadSeries(current: Session, key: SeriesKey) {
    const entry = get().series[key];
    const { signal } = current.abort;
    if (!entry || signal.aborted) return;
    const again = entry.status === 'ready';
    changeSeries(key, {
      ...(again ? { refreshing: true } : { status: 'loading', error: undefined }),
      loaded: 0,
      waitingSeconds: undefined,
    });
    try {
      const { instances, problems } = await source().retrieveSeriesMetadata(entry.summary, {
        signal,
        onProgress: throttle((loaded, total) =>
          changeSeries(key, { loaded, total, waitingSeconds: undefined }),
        ),
        onWait: (seconds) => changeSeries(key, { waitingSeconds: seconds }),
      });
      if (signal.aborted) return;
      if (instances.length === 0) {
        throw new DataSourceError(
          'malformed',
          problems[0]?.text ?? 'The server sent no instances for this series.',
        );
      }
      changeSeries(key, { status: 'ready', refreshing: false, instances, problems });
      organize();
      hangFirst(current);
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      if (again) {
        changeSeries(key, { refreshing: false });
        notify({
          kind: 'error',
          title: `${nameOf(entry)} could not be refreshed`,
          text: `${describeError(error)} What was here before is kept.`,
          transient: false,
        });
        return;
      }
      changeSeries(key, { status: 'failed', error: asDataSourceError(error) });
      hangFirst(current);
    }
  }

  /** What the current mode makes of what is here; series that did not change are not organized again. */
  function organize() {
    const { modeId, series } = get();
    const organized = organizer.organize(modeId, series);
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
  function hangFirst(current: Session) {
    if (!current.waitingForFirst) {
      tellOfMissing();
      return;
    }
    const { request } = current;
    const wanted = firstDisplaySet(request, get(), registry.mode(get().modeId));
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
        commands.setMode(request.modeId);
        return;
      }
      session?.abort.abort();
      organizer.clear();
      const mode = registry.mode(request.modeId);
      const layout = mode?.layout ?? { rows: 1, columns: 1 };
      const current: Session = {
        request,
        abort: new AbortController(),
        queue: createMetadataQueue(PARALLEL_SERIES, (key) => loadSeries(current, key)),
        // A page that was reloaded before anything hung in it has nothing to restore.
        waitingForFirst: !request.hanging?.cells.some((cell) => cell.displaySetInstanceUID !== undefined),
      };
      session = current;
      store.setState({
        ...initialState(request.sourceId, request.modeId, layout),
        hanging: request.hanging ?? emptyHanging(layout),
        studyOrder: request.StudyInstanceUIDs,
        studies: Object.fromEntries(
          request.StudyInstanceUIDs.map((StudyInstanceUID) => [
            StudyInstanceUID,
            { StudyInstanceUID, summary: undefined, status: 'loading', error: undefined },
          ]),
        ),
      });
      for (const uid of request.StudyInstanceUIDs) void loadStudy(current, uid);
    },

    closeStudies() {
      session?.abort.abort();
      session = undefined;
      organizer.clear();
      const { sourceId, modeId, hanging } = get();
      store.setState(initialState(sourceId, modeId, hanging.layout));
    },

    retryStudy(StudyInstanceUID) {
      if (!session) return;
      source().resume?.();
      changeStudy(StudyInstanceUID, { status: 'loading', error: undefined });
      void loadStudy(session, StudyInstanceUID);
    },

    retrySeries(key) {
      if (!session) return;
      source().resume?.();
      changeSeries(key, { status: 'listed', error: undefined });
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
      void Promise.all(open.map((uid) => refreshStudy(current, uid))).then((changes) => {
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

    setMode(modeId) {
      const state = get();
      const mode = registry.mode(modeId);
      if (!mode || modeId === state.modeId) return;
      const organized = organizer.organize(modeId, state.series);
      const displaySets = indexDisplaySets(organized);
      store.setState({ modeId, organized, displaySets, thumbnailsWanted: false });
      const remap = (hanging: Hanging) =>
        remapHanging(hanging, {
          fromModeId: state.modeId,
          toModeId: modeId,
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
      const change = changeBetween(state.modeId, modeId, state.displaySets, displaySets);
      store.setState({
        hanging: sameHanging(hanging, state.hanging) ? { ...hanging, cells: hanging.cells } : hanging,
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

/** The archive now holds another number of instances than came, or does not say how many, or it failed before. */
const isOutdated = ({ status, summary, instances, problems }: SeriesEntry): boolean => {
  if (status !== 'ready') return status === 'failed';
  const refused = problems.filter(({ verdict }) => verdict === 'refused').length;
  return summary.NumberOfSeriesRelatedInstances !== instances.length + refused;
};

const nameOf = ({ summary: { SeriesNumber, SeriesDescription = 'no description' } }: SeriesEntry): string =>
  SeriesNumber === undefined ? SeriesDescription : `Series ${SeriesNumber} (${SeriesDescription})`;

const listed = (summary: SeriesSummary): SeriesEntry => ({
  key: seriesKey(summary),
  summary,
  status: 'listed',
  instances: [],
  problems: [],
  error: undefined,
  loaded: 0,
  total: undefined,
  waitingSeconds: undefined,
});

function indexDisplaySets(organized: Readonly<Record<SeriesKey, OrganizedSeries>>): Map<string, DisplaySet> {
  const index = new Map<string, DisplaySet>();
  for (const { displaySets, unsupported } of Object.values(organized)) {
    for (const set of displaySets) index.set(set.displaySetInstanceUID, set);
    for (const set of unsupported) index.set(set.displaySetInstanceUID, set);
  }
  return index;
}

/** An unexpected failure is still told in words where it happened, with what was thrown as its cause. */
function asDataSourceError(error: unknown): DataSourceError {
  return error instanceof DataSourceError
    ? error
    : new DataSourceError('malformed', describeError(error), { cause: error });
}

/** At most ten times a second: progress is for eyes. */
function throttle(tell: (loaded: number, total: number | undefined) => void) {
  let last = 0;
  return (loaded: number, total: number | undefined) => {
    const now = performance.now();
    if (now - last < 100) return;
    last = now;
    tell(loaded, total);
  };
}
