import type { SeriesSummary } from '../core/dataSource.ts';
import { indexOfImage } from '../core/displaySet/images.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import type { OrganizedSeries } from '../core/displaySet/organized.ts';
import { DataSourceError, describeError, isAbort } from '../core/errors.ts';
import type { HangingCommands } from './hangingCommands.ts';
import { remapHanging, sameHanging, withLiveState } from './hanging.ts';
import { createMetadataQueue, type MetadataQueue } from './metadataQueue.ts';
import { changeBetween } from './modeChange.ts';
import type { NoticeCommands } from './notices.ts';
import { compareSeries } from './selectors.ts';
import type { ViewerParts } from './viewerParts.ts';
import {
  emptyHanging,
  initialState,
  seriesKey,
  type Hanging,
  type SeriesEntry,
  type SeriesKey,
  type StudyEntry,
} from './viewerState.ts';

/** What a link asks for (docs: URLs). */
export interface OpenRequest {
  readonly sourceId: string;
  readonly modeId: string;
  readonly StudyInstanceUIDs: readonly string[];
  readonly SeriesInstanceUID?: string;
  readonly SOPInstanceUID?: string;
  readonly frame?: number;
  readonly displaySetInstanceUID?: string;
  /** A hanging kept by the browser's history for a reload. */
  readonly hanging?: Hanging;
}

export interface SessionCommands {
  /** Opens studies, leaving those that were open; asking for the same again does nothing. */
  openStudies(request: OpenRequest): void;
  closeStudies(): void;
  retryStudy(StudyInstanceUID: string): void;
  retrySeries(key: SeriesKey): void;
  /** Fetches this series' metadata before the others. */
  needSeries(key: SeriesKey): void;
  /** Organizes what is here by another mode: no request, no decode; viewports keep what they show. */
  setMode(modeId: string): void;
  dismissModeChange(): void;
  /** The reader looks at the thumbnails again: those missing may be fetched. */
  wantThumbnails(): void;
}

const PARALLEL_SERIES = 3;
/** Objects without pictures come after the images: the first picture does not wait for a report. */
const WITHOUT_PICTURES = new Set([
  'SR',
  'PR',
  'KO',
  'SEG',
  'RTSTRUCT',
  'RTPLAN',
  'RTRECORD',
  'REG',
  'DOC',
  'FID',
]);

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

  async function loadStudy(current: Session, StudyInstanceUID: string) {
    const { signal } = current.abort;
    // The study's own row decorates the header; the series do not wait for it.
    const summary = source()
      .findStudy(StudyInstanceUID, signal)
      .then((found) => {
        if (found) changeStudy(StudyInstanceUID, { summary: found });
        return found !== undefined;
      });
    try {
      const list = await source().searchSeries(StudyInstanceUID, signal);
      if (signal.aborted) return;
      if (list.length === 0) {
        changeStudy(StudyInstanceUID, { status: (await summary) ? 'empty' : 'unknown' });
        return;
      }
      listSeries(current, list);
      changeStudy(StudyInstanceUID, { status: 'ready' });
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      const failure = asDataSourceError(error);
      changeStudy(StudyInstanceUID, {
        status: failure.kind === 'notFound' ? 'unknown' : 'failed',
        error: failure,
      });
    } finally {
      // A header without the study's description is no reason to fail the study: its instances name it too.
      await summary.catch(() => undefined);
    }
  }

  function listSeries(current: Session, list: readonly SeriesSummary[]) {
    const { request, queue } = current;
    const entries = Object.fromEntries(list.map((summary) => [seriesKey(summary), listed(summary)]));
    store.setState(({ series }) => ({ series: { ...series, ...entries } }));
    const rank = (summary: SeriesSummary) =>
      (summary.SeriesInstanceUID === request.SeriesInstanceUID ? -2 : 0) +
      (WITHOUT_PICTURES.has(summary.Modality ?? '') ? 1 : 0);
    [...list]
      .sort((a, b) => rank(a) - rank(b) || compareSeries(a, b))
      .forEach((summary) => queue.add(seriesKey(summary)));
  }

  async function loadSeries(current: Session, key: SeriesKey) {
    const entry = get().series[key];
    const { signal } = current.abort;
    if (!entry || signal.aborted) return;
    changeSeries(key, { status: 'loading', error: undefined, loaded: 0, waitingSeconds: undefined });
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
      changeSeries(key, { status: 'ready', instances, problems });
      organize();
      hangFirst(current);
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      changeSeries(key, { status: 'failed', error: asDataSourceError(error) });
      hangFirst(current);
    }
  }

  /** What the current mode makes of what is here; series that did not change are not organized again. */
  function organize() {
    const { modeId, series } = get();
    const organized = organizer.organize(modeId, series);
    store.setState({ organized, displaySets: indexDisplaySets(organized) });
  }

  /** Shows the first picture, or what the link names, as soon as it can be known. */
  function hangFirst(current: Session) {
    if (!current.waitingForFirst) return;
    const { request } = current;
    const entries = Object.values(get().series).sort((a, b) => compareSeries(a.summary, b.summary));
    const settled = ({ status }: SeriesEntry) => status === 'ready' || status === 'failed';
    const everything = entries.length > 0 && entries.every(settled);
    const wanted = wantedDisplaySet(request, entries, everything);
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

  function wantedDisplaySet(
    request: OpenRequest,
    entries: readonly SeriesEntry[],
    everything: boolean,
  ): DisplaySet | 'wait' | string | undefined {
    const { organized, displaySets } = get();
    const { displaySetInstanceUID, SeriesInstanceUID, SOPInstanceUID } = request;
    if (displaySetInstanceUID !== undefined) {
      const found = displaySets.get(displaySetInstanceUID);
      return (
        found ?? (everything ? `No display set ${displaySetInstanceUID} in this study and mode.` : 'wait')
      );
    }
    if (SOPInstanceUID !== undefined) {
      const image = { SOPInstanceUID, frame: request.frame ?? 1 };
      for (const set of displaySets.values()) {
        if (SeriesInstanceUID !== undefined && set.SeriesInstanceUID !== SeriesInstanceUID) continue;
        if (holdsInstance(set, image)) return set;
      }
      return everything ? `No instance ${SOPInstanceUID} in this study.` : 'wait';
    }
    if (SeriesInstanceUID !== undefined) {
      const entry = entries.find(({ summary }) => summary.SeriesInstanceUID === SeriesInstanceUID);
      if (!entry) return everything ? `No series ${SeriesInstanceUID} in this study.` : 'wait';
      if (entry.status === 'failed') return `Series ${SeriesInstanceUID} could not be loaded.`;
      if (entry.status !== 'ready') return 'wait';
      return firstShowable(organized[entry.key]) ?? `Nothing of series ${SeriesInstanceUID} can be shown.`;
    }
    // The first image series in reading order; a later one does not overtake it by answering sooner.
    for (const entry of entries) {
      if (WITHOUT_PICTURES.has(entry.summary.Modality ?? '') && !everything) continue;
      if (entry.status === 'failed') continue;
      if (entry.status !== 'ready') return 'wait';
      const images = mainImages(organized[entry.key]);
      if (images) return images;
    }
    if (!everything) return 'wait';
    return entries.map((entry) => firstShowable(organized[entry.key])).find(Boolean);
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
        waitingForFirst: !request.hanging,
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

const firstShowable = (series: OrganizedSeries | undefined): DisplaySet | undefined =>
  series?.displaySets[0] ?? series?.unsupported[0];

/** The set with most pictures: a series opens on its stack, not on the localizer before it. */
function mainImages(series: OrganizedSeries | undefined): DisplaySet | undefined {
  let main: DisplaySet | undefined;
  for (const set of series?.displaySets ?? []) {
    if (set.numImageFrames > (main?.numImageFrames ?? 0)) main = set;
  }
  return main;
}

const holdsInstance = (set: DisplaySet, image: { SOPInstanceUID: string; frame: number }): boolean =>
  indexOfImage(set, image) >= 0 ||
  (set.numImageFrames === 0 &&
    set.instances.some(({ SOPInstanceUID }) => SOPInstanceUID === image.SOPInstanceUID));

function setHolding(
  series: OrganizedSeries | undefined,
  image: { SOPInstanceUID: string; frame: number },
): DisplaySet | undefined {
  return [...(series?.displaySets ?? []), ...(series?.unsupported ?? [])].find((set) =>
    holdsInstance(set, image),
  );
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
