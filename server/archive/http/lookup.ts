import type { Archive } from '../archive.ts';
import type { FileRecord } from '../indexing/fileRecord.ts';
import { RequestError } from './errors.ts';

/** The UIDs of a WADO-RS path. */
export interface PathUids {
  readonly study?: string;
  readonly series?: string;
  readonly instance?: string;
}

/** `/studies/1/series/2/instances/3` */
export const instancePath = (file: FileRecord): string =>
  `/studies/${file.StudyInstanceUID}/series/${file.SeriesInstanceUID}/instances/${file.SOPInstanceUID}`;

/** @throws RequestError 404 */
export function findInstance(
  archive: Archive,
  { study = '', series = '', instance = '' }: PathUids,
): FileRecord {
  const file = archive.index.instance({
    StudyInstanceUID: study,
    SeriesInstanceUID: series,
    SOPInstanceUID: instance,
  });
  if (file === undefined) throw new RequestError(404, 'There is no such instance here.');
  return file;
}

/** The instances of a study, of a series or the one instance. @throws RequestError 404 */
export function findInstances(archive: Archive, uids: PathUids): FileRecord[] {
  if (uids.instance !== undefined) return [findInstance(archive, uids)];
  const study = archive.index.studies.get(uids.study ?? '');
  if (study === undefined) throw new RequestError(404, 'There is no such study here.');
  if (uids.series === undefined) return [...study.series.values()].flatMap((series) => series.files());
  const series = study.series.get(uids.series);
  if (series === undefined) throw new RequestError(404, 'There is no such series here.');
  return series.files();
}

/** Paths of the three levels, under which WADO-RS has its resources. */
export const levelPaths = [
  '/studies/:study',
  '/studies/:study/series/:series',
  '/studies/:study/series/:series/instances/:instance',
] as const;
