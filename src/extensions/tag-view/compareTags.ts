import type { TagRow } from './readTags.ts';

/** A line of two objects: what the one says, and what the other one says in its place. */
export interface ComparedRow extends TagRow {
  /** What the object that it is compared with says; undefined where it has no such attribute. */
  readonly other: string | undefined;
  /** Whether only the other object has it. */
  readonly isOnlyThere: boolean;
  readonly differs: boolean;
}

/**
 * The lines of two objects side by side, in the order of the attributes. Items of
 * a sequence are compared by their number.
 * @param rows of `readTags`, whole.
 */
export function compareTags(rows: readonly TagRow[], others: readonly TagRow[]): readonly ComparedRow[] {
  const compared: ComparedRow[] = [];
  let [here, there] = [0, 0];
  while (here < rows.length || there < others.length) {
    const [row, other] = [rows[here], others[there]];
    const order = !row ? 1 : !other ? -1 : comparePaths(row.path, other.path);
    if (order <= 0) here += 1;
    if (order >= 0) there += 1;
    if (row && order < 0) compared.push({ ...row, other: undefined, isOnlyThere: false, differs: true });
    else if (other && order > 0)
      compared.push({ ...other, value: '', other: other.value, isOnlyThere: true, differs: true });
    else if (row && other) {
      const differs = row.value !== other.value || row.vr !== other.vr;
      compared.push({ ...row, other: other.value, isOnlyThere: false, differs });
    }
  }
  return compared;
}

/** Depth first: an item before what is in it, tags by their number, items by theirs. */
function comparePaths(a: string, b: string): number {
  if (a === b) return 0;
  const [first, second] = [a.split('.'), b.split('.')];
  for (let at = 0; at < Math.min(first.length, second.length); at += 1) {
    const [left = '', right = ''] = [first[at], second[at]];
    if (left === right) continue;
    // Odd places are numbers of items, even ones tags of eight digits.
    return at % 2 === 1 ? Number(left) - Number(right) : left < right ? -1 : 1;
  }
  return first.length - second.length;
}

/** Those that differ, with the sequences and items that they are in. */
export function differencesOnly<Row extends { readonly path: string; readonly differs: boolean }>(
  rows: readonly Row[],
): readonly Row[] {
  const kept = new Set<string>();
  for (const { path, differs } of rows) {
    if (!differs) continue;
    for (let end = path.length; end > 0; end = path.lastIndexOf('.', end - 1)) {
      const above = path.slice(0, end);
      if (kept.has(above)) break;
      kept.add(above);
    }
  }
  return rows.filter(({ path }) => kept.has(path));
}

const perFrame = '52009230';

/** Without what other frames say for themselves (PS3.3 C.7.6.16, Per-Frame Functional Groups). */
export function ofFrame<Row extends { readonly path: string }>(
  rows: readonly Row[],
  frame: number | undefined,
): readonly Row[] {
  if (frame === undefined) return rows;
  const own = `${perFrame}.${frame - 1}`;
  return rows.filter(
    ({ path }) => !path.startsWith(`${perFrame}.`) || path === own || path.startsWith(`${own}.`),
  );
}
