import { naturalize } from '../core/dicom/dataSet.ts';
import type { Instance } from '../core/dicom/instance.ts';
import type { AnyTagTable } from '../core/dicom/tagTable.ts';
import { instanceTags } from '../core/dicom/tags.ts';

/** An element of the DICOM JSON Model (PS3.18 annex F). */
export interface JsonElement {
  readonly vr: string;
  readonly Value?: unknown;
  readonly BulkDataURI?: string;
  readonly InlineBinary?: string;
}
/** A data set of the DICOM JSON Model, by tag: what an archive sends. */
export type JsonDataSet = Readonly<Record<string, JsonElement>>;

/** Attributes as an archive would send them; the opposite of `naturalize`. */
export function toDicomJson(attributes: Partial<Instance>): JsonDataSet {
  const { hasPixelData, privateBValue: _, privatePet: __, ...tagged } = attributes;
  return {
    ...writeItem(tagged, instanceTags),
    ...(hasPixelData && { '7FE00010': { vr: 'OW', BulkDataURI: 'bulk/pixels' } }),
  };
}

function writeItem(item: object, table: AnyTagTable): JsonDataSet {
  const elements: Record<string, JsonElement> = {};
  for (const [keyword, value] of Object.entries(item)) {
    const entry = table[keyword];
    if (entry === undefined || value === undefined) continue;
    const [tag, kind] = entry;
    elements[tag] = writeElement(value, kind);
  }
  return elements;
}

function writeElement(value: unknown, kind: AnyTagTable[string][1]): JsonElement {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (typeof kind === 'object') {
    const table = kind.items();
    return { vr: 'SQ', Value: values.map((item) => writeItem(Object(item), table)) };
  }
  if (kind === 'bulk') return { vr: 'OB', ...Object(value) };
  if (kind === 'name') return { vr: 'PN', Value: values };
  return { vr: kind === 'number' || kind === 'numbers' ? 'DS' : 'LO', Value: values };
}

/** What the viewer makes of a data set: through the same door as an archive's answer. Its UIDs are there. */
export function readInstance(json: unknown): Instance {
  const read = naturalize(json)?.attributes;
  const { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, SOPClassUID = '' } = read ?? {};
  if (!StudyInstanceUID || !SeriesInstanceUID || !SOPInstanceUID) throw new Error('a data set without UIDs');
  return { ...read, StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID, SOPClassUID };
}
