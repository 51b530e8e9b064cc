import { realpathSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Instance } from '../../src/core/dicom/instance.ts';
import { readSeriesMetadata } from '../../src/core/dicom/naturalize.ts';
import type { FileRecord } from '../archive/indexing/fileRecord.ts';
import { scanFile } from '../archive/indexing/scanFile.ts';
import { walk } from '../archive/indexing/walk.ts';
import { readLayout } from '../archive/retrieve/layout.ts';
import { metadataOf } from '../archive/retrieve/metadata.ts';
import { jsonText } from '../archive/dicom/jsonModel.ts';

export interface SkippedFile {
  /** From the folder on. */
  readonly path: string;
  readonly reason: string;
}

export interface FolderContent {
  readonly instances: readonly Instance[];
  /** Files that gave no instance; with `instances` they are all files found. */
  readonly skippedFiles: readonly SkippedFile[];
  /** Instances that are used although something of them could not be read. */
  readonly notes: readonly SkippedFile[];
}

/**
 * The instances of all Part 10 files below folders, through the same reading
 * and the same door as over DICOMweb, so that what is explained is what is shown.
 * A folder may be given by a symbolic link; links inside are named, not followed.
 * @throws Error when one of the folders cannot be read
 */
export async function readFolders(folders: readonly string[]): Promise<FolderContent> {
  const reading: Reading = { instances: [], skippedFiles: [], notes: [], firstPath: new Map() };
  // All are looked at before the first is read: a wrong name is told at once.
  for (const root of folders.map(realFolder))
    await readInto(reading, root, folders.length === 1 ? undefined : root.named);
  const { instances, skippedFiles, notes } = reading;
  return { instances, skippedFiles, notes };
}

export const readFolder = (folder: string): Promise<FolderContent> => readFolders([folder]);

interface Reading {
  readonly instances: Instance[];
  readonly skippedFiles: SkippedFile[];
  readonly notes: SkippedFile[];
  /** By series and SOP Instance UID: the file that is used. */
  readonly firstPath: Map<string, string>;
}

interface RealFolder {
  readonly named: string;
  readonly path: string;
}

function realFolder(named: string): RealFolder {
  let path: string;
  try {
    path = realpathSync(named);
  } catch (error) {
    throw new Error(`${named} is not there, or may not be read`, { cause: error });
  }
  if (!statSync(path).isDirectory()) throw new Error(`${named} is not a folder`);
  return { named, path };
}

/** @param prefix put before the names of files, where there are several folders */
async function readInto(reading: Reading, { path: root }: RealFolder, prefix: string | undefined) {
  const { instances, skippedFiles, notes, firstPath } = reading;
  const name = (path: string) =>
    prefix === undefined ? relative(root, path) || '.' : join(prefix, relative(root, path));
  const skip = (path: string, reason: string) => skippedFiles.push({ path: name(path), reason });

  for (const path of walk(root, (skipped) => skip(skipped.path, skipped.reason))) {
    const file = scanFile(path);
    if ('reason' in file) {
      skip(path, file.reason);
      continue;
    }
    const key = `${file.SeriesInstanceUID}\n${file.SOPInstanceUID}`;
    const earlier = firstPath.get(key);
    if (earlier !== undefined) {
      skip(path, `it has the same SOP Instance UID as ${earlier}, which is used`);
      continue;
    }
    const read = await readInstance(file);
    const [instance] = read.instances;
    if (!instance) {
      skip(path, read.problem ?? 'its metadata cannot be read');
      continue;
    }
    if (read.problem !== undefined) notes.push({ path: name(path), reason: read.problem });
    firstPath.set(key, name(path));
    instances.push(instance);
  }
}

async function readInstance(file: Omit<FileRecord, 'study' | 'series' | 'instance'>): Promise<{
  readonly instances: readonly Instance[];
  readonly problem: string | undefined;
}> {
  const { StudyInstanceUID, SeriesInstanceUID } = file;
  try {
    const layout = await readLayout({ ...file, study: {}, series: {}, instance: {} });
    // Through JSON text, as it would come over the wire.
    const json: unknown = JSON.parse(jsonText(metadataOf(layout, '')));
    const { instances, problems } = readSeriesMetadata([json], { StudyInstanceUID, SeriesInstanceUID });
    return { instances, problem: problems.map(({ text }) => text).join(' ') || undefined };
  } catch (error) {
    return { instances: [], problem: error instanceof Error ? error.message : String(error) };
  }
}
