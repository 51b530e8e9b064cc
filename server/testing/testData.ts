import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** The folder of real DICOM files beside the project, or `undefined` (and a note) where there is none. */
export function testData(): string | undefined {
  const folder = process.env['HANGAR_TEST_DATA'] ?? resolve(root, '../shared/data');
  if (existsSync(folder)) return realpathSync(folder);
  console.log(
    `Tests on real files are skipped: there is no folder ${folder} (HANGAR_TEST_DATA names another).`,
  );
  return undefined;
}

/** The files below a folder, or the file itself. */
export function filesBelow(path: string): string[] {
  if (!statSync(path).isDirectory()) return [path];
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
