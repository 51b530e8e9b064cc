import type { DataSource, SeriesSummary } from '../core/dataSource.ts';
import { DataSourceError, describeError, isAbort } from '../core/errors.ts';
import type { MetadataQueue } from './metadataQueue.ts';
import type { NoticeCommands } from './notices.ts';
import type { OpenRequest } from './openRequest.ts';
import type { SeriesNews } from './seriesNews.ts';
import { compareSeries, WITHOUT_PICTURES } from './seriesOrder.ts';
import type { ViewerParts } from './viewerParts.ts';
import { seriesKey, type SeriesEntry, type SeriesKey, type StudyEntry } from './viewerState.ts';

/** The studies that are open now, and what is under way for them. */
export interface OpenSession {
  /** Studies that are opened beside the first ones, or closed, change it. */
  request: OpenRequest;
  readonly abort: AbortController;
  readonly queue: MetadataQueue;
  readonly news: SeriesNews;
  /** Whether the first viewport still waits for what the link or the study gives it. */
  waitingForFirst: boolean;
  /** What hangs where was kept over a reload, or is in the link. */
  readonly isRestored: boolean;
}

/** How studies and series come from the archive into the store. Nothing here rejects: failures are entries and notices. */
export interface StudyLoading {
  changeStudy(StudyInstanceUID: string, change: Partial<StudyEntry>): void;
  changeSeries(changes: ReadonlyMap<SeriesKey, Partial<SeriesEntry>>): void;
  loadStudy(current: OpenSession, StudyInstanceUID: string): Promise<void>;
  /** @param isAwaited its metadata comes in at once, without what comes beside it. */
  loadSeries(current: OpenSession, key: SeriesKey, isAwaited: () => boolean): Promise<void>;
  /** How many series were new, changed or gone. */
  refreshStudy(current: OpenSession, StudyInstanceUID: string): Promise<number>;
}

export interface StudyLoadingOptions extends Pick<ViewerParts, 'store' | 'modes'> {
  readonly notify: NoticeCommands['notify'];
  source(): DataSource;
  /** A study has come or failed. */
  onSettled(current: OpenSession): void;
}

export function createStudyLoading({
  store,
  modes,
  notify,
  source,
  onSettled,
}: StudyLoadingOptions): StudyLoading {
  const get = store.getState;

  function changeStudy(StudyInstanceUID: string, change: Partial<StudyEntry>) {
    store.setState(({ studies }) => {
      const study = studies[StudyInstanceUID];
      return study ? { studies: { ...studies, [StudyInstanceUID]: { ...study, ...change } } } : {};
    });
  }

  function changeSeries(changes: ReadonlyMap<SeriesKey, Partial<SeriesEntry>>) {
    store.setState(({ series }) => {
      const changed = { ...series };
      let isChanged = false;
      for (const [key, change] of changes) {
        // A study that was closed meanwhile has none.
        const entry = series[key];
        if (!entry) continue;
        changed[key] = { ...entry, ...change };
        isChanged = true;
      }
      return isChanged ? { series: changed } : {};
    });
  }

  /** The study's own row decorates the header; a failure to have it is told only where it matters. */
  async function loadSummary({ abort: { signal } }: OpenSession, StudyInstanceUID: string) {
    const found = await source().findStudy(StudyInstanceUID, signal);
    if (found && !signal.aborted) changeStudy(StudyInstanceUID, { summary: found });
    return found !== undefined;
  }

  async function loadStudy(current: OpenSession, StudyInstanceUID: string) {
    const { signal } = current.abort;
    const summary = loadSummary(current, StudyInstanceUID);
    // The series do not wait for it; a header without the study's description is no reason to fail the study.
    summary.catch(() => undefined);
    try {
      const list = await source().searchSeries(StudyInstanceUID, signal);
      // The session has ended, or the study has been closed meanwhile.
      if (signal.aborted || !get().studies[StudyInstanceUID]) return;
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
    onSettled(current);
  }

  /** Takes the archive's list: what is new waits for its metadata, what is here is kept. */
  function listSeries({ request, queue }: OpenSession, list: readonly SeriesSummary[]) {
    const known = get().series;
    const entries = list.map((summary) => {
      const former = known[seriesKey(summary)];
      return former ? { ...former, summary } : listed(summary);
    });
    store.setState(({ series }) => ({
      series: { ...series, ...Object.fromEntries(entries.map((entry) => [entry.key, entry])) },
    }));
    const imagesFirst = modes.get(get().modeId)?.order !== 'handlers';
    const rank = ({ summary }: SeriesEntry) =>
      (summary.SeriesInstanceUID === request.SeriesInstanceUID ? -2 : 0) +
      (imagesFirst && WITHOUT_PICTURES.has(summary.Modality ?? '') ? 1 : 0);
    const due = entries.filter((entry) => !known[entry.key] || isOutdated(entry));
    due
      .sort((a, b) => rank(a) - rank(b) || compareSeries(a.summary, b.summary))
      .forEach(({ key }) => queue.add(key));
    return due.length;
  }

  async function refreshStudy(current: OpenSession, StudyInstanceUID: string): Promise<number> {
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

  async function loadSeries(current: OpenSession, key: SeriesKey, isAwaited: () => boolean) {
    const entry = get().series[key];
    const { news, abort } = current;
    const { signal } = abort;
    if (!entry || signal.aborted) return;
    const again = entry.status === 'ready';
    news.tell(key, {
      ...(again ? { refreshing: true } : { status: 'loading', error: undefined }),
      loaded: 0,
      waitingSeconds: undefined,
    });
    try {
      const { instances, problems } = await source().retrieveSeriesMetadata(entry.summary, {
        signal,
        onProgress: throttle((loaded, total) => news.tell(key, { loaded, total, waitingSeconds: undefined })),
        onWait: (seconds) => news.tell(key, { waitingSeconds: seconds }),
      });
      if (signal.aborted) return;
      if (instances.length === 0) {
        throw new DataSourceError(
          'malformed',
          problems[0]?.text ?? 'The server sent no instances for this series.',
        );
      }
      news.settle(key, { status: 'ready', refreshing: false, instances, problems }, isAwaited());
    } catch (error) {
      if (isAbort(error) || signal.aborted) return;
      if (again) {
        news.settle(key, { refreshing: false }, isAwaited());
        notify({
          kind: 'error',
          title: `${nameOf(entry)} could not be refreshed`,
          text: `${describeError(error)} What was here before is kept.`,
          transient: false,
        });
        return;
      }
      news.settle(key, { status: 'failed', error: asDataSourceError(error) }, isAwaited());
    }
  }

  return { changeStudy, changeSeries, loadStudy, loadSeries, refreshStudy };
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
