import { isStandardTag, parseTag, tagHex, dictionaryVr } from '../dicom/dictionary.ts';
import type { JsonDataSet, JsonElement, JsonValue } from '../dicom/jsonModel.ts';
import type { FileRecord } from '../indexing/fileRecord.ts';
import type { ArchiveIndex, SeriesEntry, StudyEntry } from '../indexing/index.ts';
import { InvalidQuery, matcher, type Match } from './matching.ts';

export type Level = 'study' | 'series' | 'instance';

export interface QidoRequest {
  readonly level: Level;
  readonly StudyInstanceUID?: string;
  readonly SeriesInstanceUID?: string;
  readonly query: URLSearchParams;
}

/** One answer, with the file that can tell more about it. */
export interface QidoResult {
  readonly attributes: JsonDataSet;
  readonly file: FileRecord;
}

export interface QidoAnswer {
  readonly results: readonly QidoResult[];
  /** Before `limit` and `offset`. */
  readonly total: number;
  readonly warnings: readonly string[];
  /** Attributes asked for by `includefield` that the index does not hold; `all` for everything. */
  readonly extraFields: readonly number[] | 'all';
}

const MAX_LIMIT = 10_000;
const control = new Set([
  'limit',
  'offset',
  'includefield',
  'fuzzymatching',
  'emptyvaluematching',
  'multiplevaluematching',
  'orderby',
  'accept',
]);

interface Plan {
  readonly keys: ReadonlyArray<{ readonly hex: string; readonly match: Match }>;
  readonly limit: number;
  readonly offset: number;
  readonly order: ReadonlyArray<{ readonly hex: string; readonly down: boolean }>;
  readonly warnings: string[];
  readonly extraFields: readonly number[] | 'all';
}

const defaultOrder: Record<Level, string> = {
  study: '-StudyDate,-StudyTime,PatientName,StudyInstanceUID',
  series: '-StudyDate,-StudyTime,StudyInstanceUID,SeriesNumber,SeriesInstanceUID',
  instance:
    '-StudyDate,-StudyTime,StudyInstanceUID,SeriesNumber,SeriesInstanceUID,InstanceNumber,SOPInstanceUID',
};

/**
 * Answers a QIDO-RS search.
 * @throws InvalidQuery when a parameter cannot be understood
 * @see PS3.18 section 10.6
 */
export function qido(index: ArchiveIndex, request: QidoRequest): QidoAnswer {
  const plan = planOf(request);
  const found: QidoResult[] = [];
  for (const study of studiesFor(index, request)) collect(study, request, plan, found);
  if (request.level === 'study' || plan.order.length > 0) sortBy(found, plan.order);
  const results = found.slice(plan.offset, plan.offset + plan.limit);
  const mixed = new Set(results.map((result) => result.file.StudyInstanceUID));
  const warnings = [...plan.warnings];
  for (const uid of mixed) {
    const patients = index.studies.get(uid)?.patients.size ?? 0;
    if (patients > 1) warnings.push(`The files of study ${uid} name ${patients} different patients`);
  }
  const remaining = found.length - plan.offset - results.length;
  if (remaining > 0 && !request.query.has('limit'))
    warnings.push(`There are ${remaining} additional results that can be requested`);
  return { results, total: found.length, warnings, extraFields: plan.extraFields };
}

function studiesFor(index: ArchiveIndex, { StudyInstanceUID, query }: QidoRequest): Iterable<StudyEntry> {
  const wanted = StudyInstanceUID ?? query.get('StudyInstanceUID') ?? query.get('0020000D');
  if (wanted === null || wanted === '' || wanted.includes('*')) return index.studies.values();
  const all =
    StudyInstanceUID === undefined
      ? [...query.getAll('StudyInstanceUID'), ...query.getAll('0020000D')]
      : [StudyInstanceUID];
  const uids = new Set(all.flatMap((value) => value.split(/[,\\]/)));
  return [...uids].flatMap((uid) => index.studies.get(uid.trim()) ?? []);
}

function planOf({ level, query }: QidoRequest): Plan {
  const warnings: string[] = [];
  const grouped = new Map<number, string[]>();
  const fuzzy = flag(query, 'fuzzymatching');
  for (const [name, value] of query) {
    if (control.has(name.toLowerCase())) continue;
    const tag = parseTag(name);
    const supported = tag !== undefined && isIndexed(tagHex(tag), level);
    if (!supported) {
      const shown = /^[\w.]{1,64}$/.test(name) ? name : 'a parameter with an unusual name';
      warnings.push(`${shown} is not supported here and was not used for matching`);
      continue;
    }
    grouped.set(tag, [...(grouped.get(tag) ?? []), value]);
  }
  const keys = [...grouped].map(([tag, values]) => ({
    hex: tagHex(tag),
    match: matchAny(tag, values, fuzzy),
  }));
  return {
    keys,
    limit: Math.min(MAX_LIMIT, wholeNumber(query, 'limit', MAX_LIMIT)),
    offset: wholeNumber(query, 'offset', 0),
    order: orderOf(query.get('orderby') ?? defaultOrder[level], warnings),
    warnings,
    extraFields: fieldsOf(query, warnings),
  };
}

/** A repeated parameter, and a comma in modalities and UIDs, means any of the values. */
function matchAny(tag: number, values: readonly string[], fuzzy: boolean): Match {
  const vr =
    tag === 0x00080061 || tag === 0x00080062 ? (tag === 0x00080062 ? 'UI' : 'CS') : dictionaryVr(tag);
  const separate = vr === 'CS' ? values.flatMap((value) => value.split(/[,\\]/)) : values;
  const matches = separate.map((value) => matcher(vr, value, { fuzzy }));
  return (element) => matches.some((match) => match(element));
}

const indexed: Record<Level, Set<string>> = {
  study: new Set(
    '00080020 00080030 00080050 00080061 00080062 00080090 00081030 00100010 00100020 00100021 00100030 00100040 00101010 0020000D 00200010 00201206 00201208'.split(
      ' ',
    ),
  ),
  series: new Set(
    '00080021 00080031 00080060 00080070 00080080 0008103E 00081010 00081090 00180015 00181030 0020000E 00200011 00200052 00200060 00400244 00400245 00201209'.split(
      ' ',
    ),
  ),
  instance: new Set(
    '00080016 00080018 00080022 00080023 00080032 00080033 00083002 00200012 00200013 00280008 00280010 00280011 00280100'.split(
      ' ',
    ),
  ),
};

function isIndexed(hex: string, level: Level): boolean {
  if (indexed.study.has(hex)) return true;
  // On the study list, people also search by what belongs to series, such as Modality.
  if (indexed.series.has(hex)) return level !== 'study';
  return level === 'instance' && indexed.instance.has(hex);
}

const flag = (query: URLSearchParams, name: string): boolean => query.get(name)?.toLowerCase() === 'true';

function wholeNumber(query: URLSearchParams, name: string, otherwise: number): number {
  const text = query.get(name);
  if (text === null) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw new InvalidQuery(`${name} must be a whole number`);
  return Number(text);
}

function orderOf(text: string, warnings: string[]): Plan['order'] {
  const order: Array<{ hex: string; down: boolean }> = [];
  for (const part of text.split(',').slice(0, 8)) {
    const down = part.startsWith('-');
    const tag = parseTag(part.replace(/^[+-]/, '').trim());
    if (tag === undefined) warnings.push('orderby names an attribute that is not known');
    else order.push({ hex: tagHex(tag), down });
  }
  return order;
}

function fieldsOf(query: URLSearchParams, warnings: string[]): Plan['extraFields'] {
  const tags: number[] = [];
  for (const name of query.getAll('includefield').flatMap((value) => value.split(','))) {
    if (name.trim().toLowerCase() === 'all') return 'all';
    const tag = parseTag(name.trim());
    if (tag === undefined || !(isStandardTag(tag) || /^[0-9A-F]{8}$/i.test(name.trim())))
      warnings.push('includefield names an attribute that is not known');
    else tags.push(tag);
  }
  return tags;
}

function collect(study: StudyEntry, request: QidoRequest, plan: Plan, found: QidoResult[]): void {
  const summary = studySummary(study);
  const studyKeys = plan.keys.filter(({ hex }) => indexed.study.has(hex));
  if (!studyKeys.every(({ hex, match }) => match(summary.attributes[hex]))) return;
  if (request.level === 'study') {
    found.push(summary);
    return;
  }
  const below = plan.keys.filter(({ hex }) => !indexed.study.has(hex));
  for (const series of seriesFor(study, request)) {
    const entry = seriesSummary(series);
    const seriesKeys = below.filter(({ hex }) => indexed.series.has(hex));
    if (!seriesKeys.every(({ hex, match }) => match(entry.attributes[hex]))) continue;
    if (request.level === 'series') {
      found.push({ attributes: { ...summary.attributes, ...entry.attributes }, file: entry.file });
      continue;
    }
    const instanceKeys = below.filter(({ hex }) => indexed.instance.has(hex));
    for (const [file] of series.instances.values()) {
      if (file === undefined) continue;
      const attributes = instanceAttributes(file);
      if (!instanceKeys.every(({ hex, match }) => match(attributes[hex]))) continue;
      found.push({ attributes: { ...summary.attributes, ...entry.attributes, ...attributes }, file });
    }
  }
}

function seriesFor(study: StudyEntry, { SeriesInstanceUID }: QidoRequest): Iterable<SeriesEntry> {
  if (SeriesInstanceUID === undefined) return study.series.values();
  const series = study.series.get(SeriesInstanceUID);
  return series === undefined ? [] : [series];
}

const value = (vr: string, ...Value: JsonValue[]): JsonElement => ({ vr, Value });

const summaries = new WeakMap<StudyEntry, { revision: number; summary: QidoResult }>();

function studySummary(study: StudyEntry): QidoResult {
  const kept = summaries.get(study);
  if (kept?.revision === study.revision) return kept.summary;
  const modalities = new Set<string>();
  const classes = new Set<string>();
  let instances = 0;
  let first: FileRecord | undefined;
  for (const series of study.series.values()) {
    instances += series.instances.size;
    for (const [file] of series.instances.values()) {
      if (file === undefined) continue;
      if (first === undefined || file.path < first.path) first = file;
      add(modalities, file.series['00080060']);
      add(classes, file.instance['00080016']);
    }
  }
  if (first === undefined) throw new Error('a study without files is never kept');
  const attributes: JsonDataSet = {
    '00080005': value('CS', 'ISO_IR 192'),
    '00080056': value('CS', 'ONLINE'),
    '00080061': { vr: 'CS', ...(modalities.size > 0 ? { Value: [...modalities].sort() } : {}) },
    '00080062': { vr: 'UI', ...(classes.size > 0 ? { Value: [...classes].sort() } : {}) },
    ...first.study,
    '00201206': value('IS', study.series.size),
    '00201208': value('IS', instances),
  };
  const summary = { attributes, file: first };
  summaries.set(study, { revision: study.revision, summary });
  return summary;
}

const add = (to: Set<string>, element: JsonElement | undefined): void => {
  const first = element?.Value?.[0];
  if (typeof first === 'string') to.add(first);
};

function seriesSummary(series: SeriesEntry): QidoResult {
  let first: FileRecord | undefined;
  for (const [file] of series.instances.values())
    if (file !== undefined && (first === undefined || file.path < first.path)) first = file;
  if (first === undefined) throw new Error('a series without files is never kept');
  return {
    attributes: { ...first.series, '00201209': value('IS', series.instances.size) },
    file: first,
  };
}

const instanceAttributes = (file: FileRecord): JsonDataSet => ({
  ...file.instance,
  '00080056': value('CS', 'ONLINE'),
  '00083002': value('UI', file.transferSyntax),
});

/** Sorts in place; what lacks the attribute comes last in either direction. Stable. */
function sortBy(results: QidoResult[], order: Plan['order']): void {
  const keyed = results.map((result) => ({
    result,
    keys: order.map(({ hex }) => sortKey(result.attributes[hex]?.Value?.[0])),
  }));
  keyed.sort((a, b) => {
    for (const [i, { down }] of order.entries()) {
      const x = a.keys[i];
      const y = b.keys[i];
      if (x === y) continue;
      if (x === undefined) return 1;
      if (y === undefined) return -1;
      return (x < y ? -1 : 1) * (down ? -1 : 1);
    }
    return 0;
  });
  for (const [i, { result }] of keyed.entries()) results[i] = result;
}

function sortKey(first: JsonValue | undefined): string | number | undefined {
  if (first === null || first === undefined) return undefined;
  if (typeof first !== 'object') return typeof first === 'string' ? first.toLowerCase() : first;
  const name = 'Alphabetic' in first ? first.Alphabetic : undefined;
  return typeof name === 'string' ? name.toLowerCase() : undefined;
}
