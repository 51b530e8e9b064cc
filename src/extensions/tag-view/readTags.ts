import type { DicomJson, DicomJsonElement } from '../../core/dataSource.ts';

/** One line of the table, in the object's order; the attributes of a sequence's items follow it, deeper. */
export interface TagRow {
  /** Where it is: `00081140.0.00081150`. */
  readonly path: string;
  readonly depth: number;
  /** `(0008,1140)`; '' for an item of a sequence. */
  readonly tag: string;
  readonly vr: string;
  /** PS3.6 keyword; the private creator in quotes; "Item 1"; '' when the dictionary does not have it. */
  readonly name: string;
  readonly value: string;
  /** Whether rows one deeper follow. */
  readonly hasChildren: boolean;
}

/** PS3.6 keyword by tag (`00100010`). */
export type TagDictionary = ReadonlyMap<string, string>;

const maxRows = 200_000;
const valueLimit = 4000;

type Task =
  | { readonly depth: number; readonly path: string; readonly dataset: DicomJson; readonly item?: number }
  | { readonly depth: number; readonly path: string; readonly row: TagRow };

/**
 * The DICOM JSON of one object as lines. Iterative, because the nesting is the
 * sender's choice; at most 200,000 lines.
 * @see PS3.18 F.2, PS3.5 7.8 Private Data Elements
 */
export function readTags(dataset: DicomJson, dictionary: TagDictionary): TagRow[] {
  const rows: TagRow[] = [];
  const stack: Task[] = [{ depth: 0, path: '', dataset }];
  for (let task = stack.pop(); task && rows.length < maxRows; task = stack.pop()) {
    if ('row' in task) {
      rows.push(task.row);
      continue;
    }
    // One by one: a call has no room for the items of a long sequence as arguments.
    for (const next of readDataset(task.dataset, task.depth, task.path, dictionary).reverse())
      stack.push(next);
  }
  return rows;
}

function readDataset(dataset: DicomJson, depth: number, path: string, dictionary: TagDictionary): Task[] {
  const tasks: Task[] = [];
  for (const tag of Object.keys(dataset).sort()) {
    const element = dataset[tag];
    if (!element) continue;
    const here = `${path}${tag}`;
    const items = element.vr === 'SQ' ? (element.Value ?? []) : [];
    tasks.push({
      depth,
      path: here,
      row: {
        path: here,
        depth,
        tag: writeTag(tag),
        vr: element.vr ?? '',
        name: nameOf(tag, dataset, dictionary),
        value: writeValue(element),
        hasChildren: items.length > 0,
      },
    });
    items.forEach((item, index) => {
      const itemPath = `${here}.${index}`;
      const inner: DicomJson = isDataset(item) ? item : {};
      const row = {
        path: itemPath,
        depth: depth + 1,
        tag: '',
        vr: '',
        name: `Item ${index + 1}`,
        value: Object.keys(inner).length === 0 ? 'empty' : '',
        hasChildren: Object.keys(inner).length > 0,
      };
      tasks.push({ depth: depth + 1, path: itemPath, row });
      tasks.push({ depth: depth + 2, path: `${itemPath}.`, dataset: inner });
    });
  }
  return tasks;
}

const isDataset = (value: unknown): value is DicomJson =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const writeTag = (tag: string) =>
  /^[0-9A-Fa-f]{8}$/.test(tag) ? `(${tag.slice(0, 4)},${tag.slice(4)})` : tag.slice(0, 40);

function nameOf(tag: string, dataset: DicomJson, dictionary: TagDictionary): string {
  const upper = tag.toUpperCase();
  const known = dictionary.get(upper);
  if (known !== undefined) return known;
  const group = Number.parseInt(upper.slice(0, 4), 16);
  const element = Number.parseInt(upper.slice(4), 16);
  if (element === 0) return 'GroupLength';
  // Overlays and curves repeat their group (PS3.5 7.6).
  if (group >= 0x6000 && group <= 0x601e) return dictionary.get(`6000${upper.slice(4)}`) ?? '';
  if (group % 2 === 0) return '';
  if (element >= 0x10 && element <= 0xff) return 'PrivateCreator';
  const block = upper.slice(4, 6);
  const creator = dataset[`${upper.slice(0, 4)}00${block}`]?.Value?.[0];
  return typeof creator === 'string' ? `“${creator.slice(0, 64)}”` : 'private, without a creator';
}

function writeValue(element: DicomJsonElement): string {
  if (element.vr === 'SQ') {
    const count = element.Value?.length ?? 0;
    return count === 1 ? '1 item' : `${count} items`;
  }
  if (element.BulkDataURI !== undefined) return 'bulk data, kept at the archive';
  if (element.InlineBinary !== undefined) {
    return `${Math.floor((element.InlineBinary.length * 3) / 4).toLocaleString()} bytes`;
  }
  let text = '';
  for (const value of element.Value ?? []) {
    text += `${text === '' ? '' : '\\'}${writeOne(value)}`;
    if (text.length > valueLimit) return `${text.slice(0, valueLimit)}…`;
  }
  return text;
}

function writeOne(value: unknown): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  if (isPersonName(value)) {
    // PS3.5 6.2.1.1: the groups as they are in the object.
    return [value.Alphabetic, value.Ideographic, value.Phonetic]
      .map((group) => (typeof group === 'string' ? group : ''))
      .join('=')
      .replace(/=+$/, '');
  }
  return JSON.stringify(value)?.slice(0, valueLimit) ?? '';
}

const isPersonName = (
  value: object,
): value is { Alphabetic?: unknown; Ideographic?: unknown; Phonetic?: unknown } =>
  'Alphabetic' in value || 'Ideographic' in value || 'Phonetic' in value;

/**
 * The rows that are to be seen: with a filter those that contain it, wherever they
 * are; else all but what lies below a collapsed one.
 */
export function visibleRows<Row extends TagRow & { readonly other?: string | undefined }>(
  rows: readonly Row[],
  filter: string,
  collapsed: ReadonlySet<string>,
): readonly Row[] {
  // "(0010,0010)", "0010,0010" and "00100010" are the same tag to whoever types it.
  const wanted = filter.trim().toLowerCase();
  if (wanted !== '') {
    const asTag = wanted.replace(/[(),\s]/g, '');
    return rows.filter(
      ({ tag, name, value, other }) =>
        name.toLowerCase().includes(wanted) ||
        value.toLowerCase().includes(wanted) ||
        other?.toLowerCase().includes(wanted) ||
        (asTag !== '' && tag.replace(/[(),]/g, '').toLowerCase().startsWith(asTag)),
    );
  }
  if (collapsed.size === 0) return rows;
  const visible: Row[] = [];
  let hiddenBelow = Number.POSITIVE_INFINITY;
  for (const row of rows) {
    if (row.depth > hiddenBelow) continue;
    hiddenBelow = collapsed.has(row.path) ? row.depth : Number.POSITIVE_INFINITY;
    visible.push(row);
  }
  return visible;
}

/** Lines to paste elsewhere. None begins with what a spreadsheet takes for a formula. */
export const writeLines = (
  rows: readonly (TagRow & { readonly other?: string | undefined; readonly differs?: boolean })[],
): string =>
  rows
    .map(
      ({ depth, tag, vr, name, value, other, differs }) =>
        `${'  '.repeat(Math.min(depth, 20))}${[tag, vr, name].filter(Boolean).join(' ')}: ${value}${differs ? ` ≠ ${other ?? 'absent'}` : ''}`,
    )
    .join('\n');
