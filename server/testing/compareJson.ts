import type { JsonDataSet, JsonElement, JsonValue } from '../archive/dicom/jsonModel.ts';

/** One attribute on which two answers about the same instance do not agree. */
export interface Difference {
  /** `00082218/0/00080100`: sequence, item, attribute. */
  readonly path: string;
  readonly kind: 'only ours' | 'only theirs' | 'vr' | 'value' | 'bulk';
  readonly ours: JsonElement | undefined;
  readonly theirs: JsonElement | undefined;
}

/** Every attribute, at any depth, on which the two data sets differ. */
export function compareDataSets(ours: JsonDataSet, theirs: JsonDataSet, prefix = ''): Difference[] {
  const differences: Difference[] = [];
  for (const tag of [...new Set([...Object.keys(ours), ...Object.keys(theirs)])].sort()) {
    const a = ours[tag];
    const b = theirs[tag];
    const path = prefix + tag;
    const differ = (kind: Difference['kind']) => differences.push({ path, kind, ours: a, theirs: b });
    if (a === undefined) differ('only theirs');
    else if (b === undefined) differ('only ours');
    else if (a.vr === 'SQ' && b.vr === 'SQ') differences.push(...compareItems(a, b, path));
    else if (a.vr !== b.vr) differ('vr');
    else if ((a.BulkDataURI === undefined) !== (b.BulkDataURI === undefined)) differ('bulk');
    else if (a.InlineBinary !== b.InlineBinary || !sameValues(a.Value, b.Value)) differ('value');
  }
  return differences;
}

function compareItems(a: JsonElement, b: JsonElement, path: string): Difference[] {
  const ours = a.Value ?? [];
  const theirs = b.Value ?? [];
  if (ours.length !== theirs.length) return [{ path, kind: 'value', ours: a, theirs: b }];
  return ours.flatMap((item, i) => compareDataSets(asDataSet(item), asDataSet(theirs[i]), `${path}/${i}/`));
}

const asDataSet = (value: JsonValue | undefined): JsonDataSet =>
  typeof value === 'object' && value !== null ? (value as JsonDataSet) : {}; // items of SQ are data sets

const sameValues = (a: JsonElement['Value'], b: JsonElement['Value']): boolean =>
  JSON.stringify(a ?? []) === JSON.stringify(b ?? []);
