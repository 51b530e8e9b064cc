import type { DataSource } from '../../../core/dataSource.ts';
import type { Instance } from '../../../core/dicom/instance.ts';
import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { describeError, isAbort } from '../../../core/errors.ts';
import type { TaskRun } from '../../../state/tasks.ts';
import { inParallel } from './inParallel.ts';

export interface SavedSeries {
  readonly zip: Blob;
  readonly saved: number;
  /** Files that could not be had, with the reason. */
  readonly missing: readonly { readonly SOPInstanceUID: string; readonly reason: string }[];
}

/** Files fetched at a time. */
const LANES = 3;

/**
 * The DICOM files of a display set as the archive holds them, in one ZIP file in
 * the order of the display set. What cannot be had is listed in the ZIP and told;
 * the others are saved.
 * @throws DataSourceError when nothing at all could be had.
 */
export async function saveSeries(
  displaySet: DisplaySet,
  dataSource: DataSource,
  { signal, onProgress }: TaskRun,
): Promise<SavedSeries> {
  const { downloadZip } = await import('client-zip');
  const instances = onceEach(displaySet.instances);
  const missing: SavedSeries['missing'][number][] = [];
  let bytes = 0;
  let fetched = 0;
  let failure: unknown;
  const fetchOne = async (instance: Instance): Promise<Blob | undefined> => {
    try {
      const file = await dataSource.retrieveInstance(instance, { signal, priority: 'background' });
      bytes += file.size;
      return file;
    } catch (error) {
      if (signal.aborted || isAbort(error)) throw error;
      failure ??= error;
      missing.push({ SOPInstanceUID: instance.SOPInstanceUID, reason: describeError(error) });
      return undefined;
    } finally {
      fetched++;
      const megabytes = (bytes / 1e6).toFixed(1);
      onProgress(fetched / instances.length, `${fetched} of ${instances.length} files, ${megabytes} MB`);
    }
  };
  const files: (Blob | undefined)[] = [];
  await inParallel(LANES, instances, async (instance, at) => {
    files[at] = await fetchOne(instance);
  });
  if (missing.length === instances.length) throw failure ?? new Error('It has no files.');

  const digits = String(instances.length).length;
  const entries = files.flatMap((input, at) =>
    input ? [{ name: `${String(at + 1).padStart(Math.max(4, digits), '0')}.dcm`, input }] : [],
  );
  const list = missing.map(({ SOPInstanceUID, reason }) => `${SOPInstanceUID}\t${reason}`).join('\n');
  if (missing.length > 0) entries.push({ name: 'missing.txt', input: new Blob([`${list}\n`]) });
  signal.throwIfAborted();
  const zip = await downloadZip(entries.map((entry) => ({ ...entry, lastModified: new Date() }))).blob();
  return { zip, saved: instances.length - missing.length, missing };
}

/** Parts of an object, and pictures of it, are in the same file. */
function onceEach(instances: readonly Instance[]): readonly Instance[] {
  return [...new Map(instances.map((instance) => [instance.SOPInstanceUID, instance])).values()];
}

/** "CT 2 Axial lung.zip": nothing of the patient. */
export const zipName = ({ Modality, SeriesNumber, numImageFrames }: DisplaySet): string =>
  `${[Modality, SeriesNumber, numImageFrames > 0 ? `${numImageFrames} images` : 'objects'].filter((part) => part !== undefined && part !== '').join(' ')}.zip`;
