import type { DataSource, SeriesMetadata, SeriesSummary, StudySummary } from '../core/dataSource.ts';
import type { Instance } from '../core/dicom/instance.ts';
import { DataSourceError } from '../core/errors.ts';

/** An archive in memory: what it holds can be changed, held back, and made to fail. */
export interface FakeDataSource extends DataSource {
  /** Adds instances, or replaces those with the same SOPInstanceUID. */
  put(instances: readonly Instance[]): void;
  /** Forgets a series. */
  remove(SeriesInstanceUID: string): void;
  /** From now on every request whose name contains this text fails; without an error it works again. */
  fail(text: string, error?: DataSourceError): void;
  /** Holds back every request whose name contains this text until the returned function is called. */
  hold(text: string): () => void;
  /** Names of the requests so far: `series 1.2.3`, `metadata 1.2.3.4`, `one of 1.2.3.4`, `study 1.2.3`. */
  readonly asked: readonly string[];
}

export function fakeDataSource(instances: readonly Instance[] = [], id = 'fake'): FakeDataSource {
  const held = new Map<string, Instance>();
  const failures = new Map<string, DataSourceError>();
  const gates = new Map<string, Promise<void>>();
  const asked: string[] = [];

  async function request<T>(name: string, signal: AbortSignal, answer: () => T): Promise<T> {
    asked.push(name);
    for (const [text, gate] of gates) if (name.includes(text)) await orAbort(gate, signal);
    signal.throwIfAborted();
    for (const [text, error] of failures) if (name.includes(text)) throw error;
    return answer();
  }

  const ofStudy = (uid: string) =>
    [...held.values()].filter(({ StudyInstanceUID }) => StudyInstanceUID === uid);
  const notOffered = () => Promise.reject(new DataSourceError('server', 'The fake does not offer this.'));

  const source: FakeDataSource = {
    id,
    displayName: id,
    asked,
    put: (more) => more.forEach((instance) => held.set(instance.SOPInstanceUID, instance)),
    remove(SeriesInstanceUID) {
      for (const [uid, instance] of held)
        if (instance.SeriesInstanceUID === SeriesInstanceUID) held.delete(uid);
    },
    fail(text, error) {
      if (error) failures.set(text, error);
      else failures.delete(text);
    },
    hold(text) {
      const { promise, resolve } = withResolvers();
      gates.set(text, promise);
      return () => {
        gates.delete(text);
        resolve();
      };
    },
    searchStudies: ({ limit, offset }, signal) =>
      request(`studies from ${offset}`, signal, () => {
        const uids = [...new Set([...held.values()].map(({ StudyInstanceUID }) => StudyInstanceUID))];
        const studies = uids.slice(offset, offset + limit).map((uid) => summaryOf(ofStudy(uid)));
        return { studies, hasMore: uids.length > offset + limit, warnings: [] };
      }),
    findStudy: (uid, signal) =>
      request(`study ${uid}`, signal, () => (ofStudy(uid).length > 0 ? summaryOf(ofStudy(uid)) : undefined)),
    searchSeries: (uid, signal) =>
      request(`series ${uid}`, signal, () => {
        const bySeries = new Map<string, Instance[]>();
        for (const instance of ofStudy(uid)) {
          bySeries.set(instance.SeriesInstanceUID, [
            ...(bySeries.get(instance.SeriesInstanceUID) ?? []),
            instance,
          ]);
        }
        return [...bySeries.values()].map(seriesSummaryOf);
      }),
    retrieveSeriesMetadata: ({ SeriesInstanceUID }, { signal }) =>
      request(`metadata ${SeriesInstanceUID}`, signal, (): SeriesMetadata => {
        const found = [...held.values()].filter((each) => each.SeriesInstanceUID === SeriesInstanceUID);
        if (found.length === 0) throw new DataSourceError('notFound', 'The fake does not have this series.');
        return { instances: found, problems: [] };
      }),
    findInstanceAt: ({ StudyInstanceUID, SeriesInstanceUID }, index, signal) =>
      request(`place in ${SeriesInstanceUID}`, signal, () => {
        const found = [...held.values()].filter((each) => each.SeriesInstanceUID === SeriesInstanceUID)[
          index
        ];
        return found && { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID: found.SOPInstanceUID };
      }),
    retrieveOneInstance: ({ SeriesInstanceUID }, which, signal) =>
      request(`one of ${SeriesInstanceUID}`, signal, () => {
        const found = [...held.values()].filter((each) => each.SeriesInstanceUID === SeriesInstanceUID);
        return 'index' in which
          ? found[which.index]
          : found.find(({ SOPInstanceUID }) => SOPInstanceUID === which.SOPInstanceUID);
      }),
    retrieveInstanceMetadata: notOffered,
    retrieveFrame: notOffered,
    retrieveBulkData: notOffered,
    retrieveInstance: notOffered,
    retrieveThumbnail: () => Promise.resolve(undefined),
  };
  source.put(instances);
  return source;
}

function seriesSummaryOf(instances: readonly Instance[]): SeriesSummary {
  const [first] = instances;
  if (!first) throw new Error('a series has at least one instance');
  return {
    StudyInstanceUID: first.StudyInstanceUID,
    SeriesInstanceUID: first.SeriesInstanceUID,
    NumberOfSeriesRelatedInstances: instances.length,
    ...(first.Modality === undefined ? {} : { Modality: first.Modality }),
    ...(first.SeriesNumber === undefined ? {} : { SeriesNumber: first.SeriesNumber }),
    ...(first.SeriesDescription === undefined ? {} : { SeriesDescription: first.SeriesDescription }),
    ...(first.SeriesDate === undefined ? {} : { SeriesDate: first.SeriesDate }),
    ...(first.SeriesTime === undefined ? {} : { SeriesTime: first.SeriesTime }),
  };
}

const summaryOf = (instances: readonly Instance[]): StudySummary => ({
  StudyInstanceUID: instances[0]?.StudyInstanceUID ?? '',
  ModalitiesInStudy: [...new Set(instances.flatMap(({ Modality }) => Modality ?? []))],
  NumberOfStudyRelatedInstances: instances.length,
  ...(instances[0]?.PatientName === undefined ? {} : { PatientName: instances[0].PatientName }),
  ...(instances[0]?.PatientID === undefined ? {} : { PatientID: instances[0].PatientID }),
  ...(instances[0]?.StudyDate === undefined ? {} : { StudyDate: instances[0].StudyDate }),
});

function withResolvers() {
  let resolve = (): void => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

function orAbort(promise: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const onAbort = () => reject(new DOMException('Aborted', 'AbortError'));
    if (signal.aborted) onAbort();
    signal.addEventListener('abort', onAbort, { once: true });
    void promise.then(resolve);
  });
}
