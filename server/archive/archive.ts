import { realpathSync, statSync } from 'node:fs';
import { relative } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FileRecord, IndexingMessage, IndexingRequest } from './indexing/fileRecord.ts';
import { ArchiveIndex } from './indexing/index.ts';
import type { IndexingData } from './indexing/worker.ts';
import { createPixelPool, type PixelPool } from './pixels/pool.ts';
import { BoundedCache } from './retrieve/cache.ts';
import { readLayout, type Layout } from './retrieve/layout.ts';
import { metadataText } from './retrieve/metadata.ts';

export interface ArchiveOptions {
  /** Folders whose files are shown, at any depth. */
  readonly folders: readonly string[];
  /** Milliseconds between full looks at the folders; 5 s unless told. */
  readonly rescanMs?: number;
  /** Told, in sentences without patient data, what happens. */
  readonly log?: (line: string) => void;
}

export interface ArchiveStatus {
  /** Whether the first pass over the folders is still going on. */
  readonly indexing: boolean;
  readonly files: number;
  readonly studies: number;
  readonly duplicates: ReadonlyArray<{ readonly SOPInstanceUID: string; readonly files: readonly string[] }>;
  readonly skipped: number;
  readonly skippedByReason: Readonly<Record<string, number>>;
  /** At most 1000 of the skipped files, named from their folder on. */
  readonly skippedFiles: ReadonlyArray<{ readonly path: string; readonly reason: string }>;
}

/** A read-only archive over folders of DICOM files. */
export interface Archive {
  readonly index: ArchiveIndex;
  status(): ArchiveStatus;
  /** Resolves when the first pass over the folders is over. */
  whenIndexed(): Promise<void>;
  /** Looks at the folders now; resolves when that is done. */
  rescan(): Promise<void>;
  layout(record: FileRecord): Promise<Layout>;
  /** See `metadataText`. */
  metadata(record: FileRecord): Promise<string>;
  readonly pixels: PixelPool;
  /** A drawn image, made once a key. */
  rendered(key: string, make: () => Promise<Uint8Array>): Promise<Uint8Array>;
  close(): Promise<void>;
}

const MiB = 2 ** 20;

/**
 * Starts indexing `folders` in a worker and answers from what is known so far.
 * @throws Error when a folder does not exist
 */
export function createArchive({ folders, rescanMs = 5000, log = () => undefined }: ArchiveOptions): Archive {
  const roots = folders.map((folder) => realFolder(folder));
  const index = new ArchiveIndex();
  const layouts = new BoundedCache<Layout>(96 * MiB);
  const texts = new BoundedCache<string>(96 * MiB);
  const images = new BoundedCache<Uint8Array>(64 * MiB);
  const pixels = createPixelPool();
  let rounds = 0;
  let closed = false;
  let summary = '';
  let lastAsked = 0;
  const asked = new Map<number, () => void>();
  const waiting: Array<{ round: number; resolve: () => void }> = [];
  const data: IndexingData = {
    module: new URL('./indexing/worker.ts', import.meta.url).href,
    folders: roots,
    rescanMs,
  };
  let worker = startWorker();

  function startWorker(): Worker {
    const started = new Worker(new URL('./workerBoot.mjs', import.meta.url), { workerData: data });
    started.unref();
    started.on('message', (message: IndexingMessage) => receive(message));
    started.on('error', () => {
      if (closed) return;
      log('Indexing stopped unexpectedly and starts again.');
      setTimeout(() => {
        if (!closed) worker = startWorker();
      }, 1000).unref();
    });
    return started;
  }

  function receive(message: IndexingMessage): void {
    if (closed) return;
    if (message.type === 'files') for (const file of message.files) index.add(file);
    if (message.type === 'skipped') for (const file of message.files) index.skip(file);
    if (message.type === 'gone') for (const path of message.paths) index.remove(path);
    if (message.type === 'rescanned') {
      asked.get(message.id)?.();
      asked.delete(message.id);
    }
    if (message.type !== 'round') return;
    rounds++;
    tellSkipped();
    for (const { resolve } of waiting.filter(({ round }) => rounds >= round)) resolve();
    waiting.splice(0, waiting.length, ...waiting.filter(({ round }) => rounds < round));
  }

  /** One line, again only when it would say something else. */
  function tellSkipped(): void {
    const line = skippedLine(index);
    if (line !== summary && line !== '') log(line);
    summary = line;
  }

  const round = (wanted: number) =>
    new Promise<void>((resolve) => {
      if (rounds >= wanted || closed) resolve();
      else waiting.push({ round: wanted, resolve });
    });
  const keyOf = (record: FileRecord) => `${record.path}\0${record.mtimeMs}\0${record.size}`;
  const named = (path: string) => {
    const root = roots.find((folder) => path === folder || path.startsWith(`${folder}/`));
    return root === undefined ? '' : relative(root, path) || '.';
  };

  const archive: Archive = {
    index,
    pixels,
    rendered: (key, make) => images.get(key, make, (image) => image.length),
    whenIndexed: () => round(1),
    rescan: () =>
      new Promise((resolve) => {
        if (closed) return resolve();
        asked.set(++lastAsked, resolve);
        worker.postMessage({ id: lastAsked } satisfies IndexingRequest);
      }),
    layout: (record) =>
      layouts.get(
        keyOf(record),
        () => readLayout(record),
        (layout) => layout.weight + 1024,
      ),
    metadata: (record) =>
      texts.get(
        keyOf(record),
        async () => metadataText(await readLayout(record)),
        (text) => text.length * 2,
      ),
    status: () => ({
      indexing: rounds === 0,
      files: index.fileCount,
      studies: index.studies.size,
      duplicates: index
        .duplicates()
        .slice(0, 1000)
        .map(({ SOPInstanceUID, paths }) => ({ SOPInstanceUID, files: paths.map((path) => named(path)) })),
      skipped: index.skipped.size,
      skippedByReason: countReasons(index),
      skippedFiles: [...index.skipped]
        .slice(0, 1000)
        .map(([path, reason]) => ({ path: named(path), reason })),
    }),
    close: async () => {
      closed = true;
      for (const { resolve } of waiting) resolve();
      for (const resolve of asked.values()) resolve();
      await Promise.all([worker.terminate(), pixels.close()]);
    },
  };
  return archive;
}

function realFolder(folder: string): string {
  const real = realpathSync(folder);
  if (!statSync(real).isDirectory()) throw new Error(`${folder} is not a folder`);
  return real;
}

function countReasons(index: ArchiveIndex): Record<string, number> {
  const counts = new Map<string, number>();
  for (const reason of index.skipped.values()) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return Object.fromEntries([...counts].sort(([, a], [, b]) => b - a));
}

function skippedLine(index: ArchiveIndex): string {
  const { size } = index.skipped;
  if (size === 0) return '';
  const reasons = Object.entries(countReasons(index));
  const shown = reasons.slice(0, 4).map(([reason, count]) => `${reason} (${count})`);
  if (reasons.length > 4) shown.push('other reasons');
  return `${size} ${size === 1 ? 'file' : 'files'} skipped: ${shown.join(', ')}. Details: /archive/status`;
}
