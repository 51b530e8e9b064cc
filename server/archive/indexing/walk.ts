import { opendirSync, realpathSync, type Dirent } from 'node:fs';
import { join } from 'node:path';
import type { SkippedFile } from './fileRecord.ts';

const MAX_DEPTH = 64;

/**
 * The regular files below a real folder, folder by folder and by name, but for those whose name begins with a dot,
 * and what is in such folders. Symbolic links are never followed: what one points at inside the folder is found by
 * walking anyway, and what lies outside is not ours to show.
 * @param skip told about what is passed over
 * @param enter told about each folder that is looked into
 */
export function* walk(
  root: string,
  skip: (file: SkippedFile) => void,
  enter: (folder: string) => void = () => undefined,
): Generator<string> {
  const folders: Array<{ path: string; depth: number }> = [{ path: root, depth: 0 }];
  for (;;) {
    const folder = folders.pop();
    if (folder === undefined) return;
    let entries: Dirent[];
    try {
      entries = entriesOf(folder.path);
    } catch {
      skip({ path: folder.path, reason: 'the folder may not be read' });
      continue;
    }
    enter(folder.path);
    const inner: string[] = [];
    for (const entry of entries) {
      // Notes that programs keep for themselves, such as .DS_Store: nobody takes them for images.
      if (entry.name.startsWith('.')) continue;
      const path = join(folder.path, entry.name);
      if (entry.isDirectory()) inner.push(path);
      else if (entry.isFile()) yield path;
      else if (entry.isSymbolicLink()) skip({ path, reason: linkReason(path, root) });
      else skip({ path, reason: 'it is not a regular file' });
    }
    if (inner.length > 0 && folder.depth >= MAX_DEPTH) {
      skip({ path: folder.path, reason: 'its folders are nested too deep' });
      continue;
    }
    for (const path of inner.reverse()) folders.push({ path, depth: folder.depth + 1 });
  }
}

function entriesOf(path: string): Dirent[] {
  const folder = opendirSync(path);
  try {
    const entries: Dirent[] = [];
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) entries.push(entry);
    return entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  } finally {
    folder.closeSync();
  }
}

function linkReason(path: string, root: string): string {
  try {
    const target = realpathSync(path);
    return target === root || target.startsWith(`${root}/`)
      ? 'it is a symbolic link to something in the folder'
      : 'it is a symbolic link that leads outside the folder';
  } catch {
    return 'it is a symbolic link that leads nowhere';
  }
}
