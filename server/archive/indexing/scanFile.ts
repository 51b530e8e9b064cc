import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { tagHex } from '../dicom/dictionary.ts';
import { attributeText } from '../dicom/jsonModel.ts';
import { asciiValue, NotDicom, parseHead, type DataSet, type ParsedHead } from '../dicom/part10.ts';
import type { ScannedFile, SkippedFile } from './fileRecord.ts';

const FIRST_READ = 64 * 1024;
/** A head that goes on for longer than this is not worth the memory. */
const LARGEST_HEAD = 64 * 2 ** 20;
/** The last attribute the index wants is Number of Frames to Bits Allocated. */
const LAST_INDEXED_TAG = 0x00280100;

const studyTags = [
  0x00080020, 0x00080030, 0x00080050, 0x00080090, 0x00080201, 0x00081030, 0x00100010, 0x00100020, 0x00100021,
  0x00100030, 0x00100040, 0x00101010, 0x0020000d, 0x00200010,
];
const seriesTags = [
  0x00080021, 0x00080031, 0x00080060, 0x00080070, 0x00080080, 0x0008103e, 0x00081010, 0x00081090, 0x00180015,
  0x00181030, 0x0020000e, 0x00200011, 0x00200052, 0x00200060, 0x00400244, 0x00400245,
];
const instanceTags = [
  0x00080008, 0x00080016, 0x00080018, 0x00080022, 0x00080023, 0x00080032, 0x00080033, 0x00200012, 0x00200013,
  0x00280008, 0x00280010, 0x00280011, 0x00280100,
];

const DIRECTORY_CLASS = '1.2.840.10008.1.3.10';

const failures: Readonly<Record<string, string>> = {
  EACCES: 'it may not be read',
  EPERM: 'it may not be read',
  ENOENT: 'it has gone',
  ELOOP: 'it is a symbolic link',
};

/**
 * Reads the head of one file and says what it adds to the index, or why it is skipped. Never throws.
 * Synchronous: it runs in the indexing worker.
 */
export function scanFile(path: string): ScannedFile | SkippedFile {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
    const stat = fstatSync(descriptor);
    if (!stat.isFile()) return { path, reason: 'it is not a regular file' };
    const head = readHead(descriptor, stat.size);
    return recordOf(path, stat.size, stat.mtimeMs, head);
  } catch (error) {
    if (error instanceof NotDicom) return { path, reason: error.message };
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    return { path, reason: failures[code] ?? `it cannot be read${code === '' ? '' : ` (${code})`}` };
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function readHead(descriptor: number, size: number): ParsedHead {
  for (let want = FIRST_READ; ; want *= 4) {
    const length = Math.min(want, size, LARGEST_HEAD);
    const buffer = Buffer.allocUnsafeSlow(length);
    const read = readSync(descriptor, buffer, 0, length, 0);
    const complete = read >= size || read < length;
    const head = parseHead(buffer.subarray(0, read), { complete, stopAfter: LAST_INDEXED_TAG });
    if (head.ended !== 'short' || complete || length >= LARGEST_HEAD) return head;
  }
}

function recordOf(path: string, size: number, mtimeMs: number, head: ParsedHead): ScannedFile | SkippedFile {
  const { root, meta } = head;
  const mediaClass = asciiValue(meta, 0x00020002);
  if (mediaClass === DIRECTORY_CLASS) return { path, reason: 'it is a DICOMDIR' };
  const StudyInstanceUID = asciiValue(root, 0x0020000d);
  const SeriesInstanceUID = asciiValue(root, 0x0020000e);
  const SOPInstanceUID = asciiValue(root, 0x00080018) ?? asciiValue(meta, 0x00020003);
  if (StudyInstanceUID === undefined || SeriesInstanceUID === undefined || SOPInstanceUID === undefined) {
    const cut = head.problem === undefined ? '' : ` (${head.problem})`;
    return { path, reason: `it has no study, series or instance UID${cut}` };
  }
  for (const uid of [StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID])
    if (!/^[0-9A-Za-z.\-_]{1,128}$/.test(uid)) return { path, reason: 'one of its UIDs is not a UID' };
  return {
    path,
    size,
    mtimeMs,
    StudyInstanceUID,
    SeriesInstanceUID,
    SOPInstanceUID,
    transferSyntax: head.transferSyntax,
    study: pick(root, studyTags),
    series: pick(root, seriesTags),
    instance: pick(root, instanceTags),
    hasPixels: root.elements.has(0x00280010),
  };
}

function pick(root: DataSet, tags: readonly number[]): string {
  const picked: string[] = [];
  for (const tag of tags) {
    const element = root.elements.get(tag);
    if (element === undefined || element.vr === 'SQ' || element.length > 4096) continue;
    const text = attributeText(root, tag, { bulkDataUri: () => '' });
    if (text === undefined || text.startsWith('{"vr":"UN"')) continue;
    picked.push(`"${tagHex(tag)}":${text}`);
  }
  return `{${picked.join(',')}}`;
}
