import { groupBy } from '../../core/collections.ts';
import { ANY_SOP_CLASS, sopClassEntry, sopClassGroups, sopClassName } from '../../core/dicom/sopClass.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';

/** "CT Image, MR Image and 12 more": what a handler reads, on one line. */
export function sopClassesInShort({ sopClassUids }: Pick<SopClassHandler, 'sopClassUids'>): string {
  const named = sopClassUids.filter((uid) => uid !== ANY_SOP_CLASS);
  if (named.length < sopClassUids.length && named.length === 0) return 'Every SOP class';
  const names = named.slice(0, 2).map(sopClassName);
  if (named.length < sopClassUids.length) return `${names.join(', ')} and every other SOP class`;
  const more = named.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${more} more` : names.join(' and ');
}

export interface SopClassesOfGroup {
  /** What kind of object, in words. */
  readonly group: string;
  readonly names: readonly string[];
}

/** All of them, by kind of object. */
export function sopClassesByGroup({
  sopClassUids,
}: Pick<SopClassHandler, 'sopClassUids'>): readonly SopClassesOfGroup[] {
  const groups = groupBy(
    sopClassUids.filter((uid) => uid !== ANY_SOP_CLASS),
    (uid) => {
      const group = sopClassEntry(uid)?.group;
      return group === undefined ? 'other' : sopClassGroups[group];
    },
  );
  const all = [...groups].map(([group, uids]) => ({ group, names: uids.map(sopClassName) }));
  return sopClassUids.includes(ANY_SOP_CLASS) ? [...all, { group: 'every other SOP class', names: [] }] : all;
}

/** "1 instance", "1,204 instances". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString()}\u00A0${count === 1 ? one : many}`;
