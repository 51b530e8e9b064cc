import { lstatSync, watch, type FSWatcher } from 'node:fs';
import { basename } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import type { IndexingMessage, IndexingRequest, ScannedFile, SkippedFile } from './fileRecord.ts';
import { scanFile } from './scanFile.ts';
import { walk } from './walk.ts';

/** What the archive starts this worker with. */
export interface IndexingData {
  readonly module: string;
  readonly folders: readonly string[];
  /** Milliseconds between full looks at the folders, which catch what the system's notices miss. */
  readonly rescanMs: number;
}

const { folders, rescanMs } = workerData as IndexingData; // workerData is untyped; only archive.ts starts this
const BATCH = 250;
const SETTLE_MS = 300;

interface Known {
  readonly size: number;
  readonly mtimeMs: number;
  readonly indexed: boolean;
  /** When it was scanned: a file scanned as it was being written is looked at once more. */
  readonly scannedAt: number;
}

const known = new Map<string, Known>();
let round = 0;
const post = (message: IndexingMessage) => parentPort?.postMessage(message);

/** One pass over all folders: new and changed files are read, those that have gone are reported. */
async function pass(): Promise<void> {
  const seen = new Set<string>();
  const entered = new Set<string>();
  let files: ScannedFile[] = [];
  let skipped: SkippedFile[] = [];
  let changed = false;
  const flush = () => {
    if (files.length > 0) post({ type: 'files', files });
    if (skipped.length > 0) post({ type: 'skipped', files: skipped });
    files = [];
    skipped = [];
  };
  const skip = (file: SkippedFile) => {
    seen.add(file.path);
    if (known.has(file.path)) return;
    known.set(file.path, { size: -1, mtimeMs: -1, indexed: false, scannedAt: 0 });
    skipped.push(file);
    changed = true;
  };
  let looked = 0;
  for (const folder of folders) {
    for (const path of walk(folder, skip, (inner) => entered.add(inner))) {
      if (seen.has(path)) continue;
      seen.add(path);
      if (++looked % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
      const before = known.get(path);
      const stat = statOf(path);
      if (stat === undefined) continue;
      const settled = before !== undefined && before.scannedAt - stat.mtimeMs > 2000;
      const same = before?.size === stat.size && before.mtimeMs === stat.mtimeMs;
      if (same && (settled || before.indexed)) continue;
      if (same && before.scannedAt - stat.mtimeMs > 0 && Date.now() - before.scannedAt < 2000) continue;
      const result = basename(path) === 'DICOMDIR' ? { path, reason: 'it is a DICOMDIR' } : scanFile(path);
      known.set(path, { ...stat, indexed: !('reason' in result), scannedAt: Date.now() });
      changed = true;
      if ('reason' in result) skipped.push(result);
      else files.push(result);
      // The first files go out at once: somebody is looking at an empty list.
      if (files.length + skipped.length >= (known.size < 50 ? 10 : BATCH)) flush();
    }
  }
  flush();
  const gone = [...known.keys()].filter((path) => !seen.has(path));
  for (const path of gone) known.delete(path);
  if (gone.length > 0) post({ type: 'gone', paths: gone });
  watchFolders(entered);
  post({ type: 'round', round: round++, changed: changed || gone.length > 0 });
}

function statOf(path: string): { size: number; mtimeMs: number } | undefined {
  try {
    const { size, mtimeMs } = lstatSync(path);
    return { size, mtimeMs };
  } catch {
    // Gone between listing and looking: the next pass reports it.
    return undefined;
  }
}

let running: Promise<void> | undefined;
let again = false;
function rescan(): void {
  if (running !== undefined) {
    again = true;
    return;
  }
  running = pass().finally(() => {
    running = undefined;
    if (again) {
      again = false;
      schedule(SETTLE_MS);
    }
  });
}

let timer: NodeJS.Timeout | undefined;
/** Several notices in a row lead to one pass. */
function schedule(delayMs: number): void {
  if (timer !== undefined) return;
  timer = setTimeout(() => {
    timer = undefined;
    rescan();
  }, delayMs);
}

const MAX_WATCHED = 4000;
const watched = new Map<string, FSWatcher>();

/**
 * Watches each folder by itself: the recursive watch of Node 20 holds a handle for every file. Beyond the limit, and
 * where the system refuses, the regular passes still see everything.
 */
function watchFolders(folders: ReadonlySet<string>): void {
  for (const [folder, watcher] of watched)
    if (!folders.has(folder)) {
      watcher.close();
      watched.delete(folder);
    }
  for (const folder of folders) {
    if (watched.size >= MAX_WATCHED) return;
    if (watched.has(folder)) continue;
    try {
      const watcher = watch(folder, () => schedule(SETTLE_MS));
      watcher.on('error', () => {
        watcher.close();
        watched.delete(folder);
      });
      watched.set(folder, watcher);
    } catch {
      // No more handles to be had: the passes have to do.
      return;
    }
  }
}

/** Regular passes, further apart where one takes long: looking must not become the main work. */
async function keepLooking(): Promise<never> {
  for (;;) {
    const started = Date.now();
    rescan();
    await running;
    const rest = Math.max(rescanMs, 20 * (Date.now() - started));
    await new Promise((resolve) => setTimeout(resolve, rest));
  }
}

parentPort?.on('message', ({ id }: IndexingRequest) => {
  // A pass under way may already have been where the change is: the asked one begins afterwards.
  void Promise.resolve(running)
    .then(() => {
      rescan();
      return running;
    })
    .then(() => post({ type: 'rescanned', id }));
});
await keepLooking();
