import type { SeriesSummary, StudySummary } from '../dataSource.ts';
import { isObject, naturalize } from './dataSet.ts';
import { isUid } from './uid.ts';

/**
 * QIDO-RS answers (PS3.18 10.6.3.3), read at the door like metadata. An entry
 * without a usable UID cannot be opened, so it is left out; one that comes
 * twice is listed once.
 */

/** @returns studies in the archive's order; none when the answer is not a list. */
export function readStudies(json: unknown): StudySummary[] {
  return unique(json, (entry) => {
    const a = naturalize(entry)?.attributes;
    if (!a?.StudyInstanceUID || !isUid(a.StudyInstanceUID)) return undefined;
    const modalities = readTexts(entry, '00080061');
    const study: StudySummary = {
      StudyInstanceUID: a.StudyInstanceUID,
      ...pick(a, [
        'PatientName',
        'PatientID',
        'PatientBirthDate',
        'PatientSex',
        'StudyDate',
        'StudyTime',
        'StudyDescription',
        'AccessionNumber',
      ]),
      ModalitiesInStudy: modalities.length > 0 ? modalities : a.Modality ? [a.Modality] : [],
      ...readCount(entry, '00201206', 'NumberOfStudyRelatedSeries'),
      ...readCount(entry, '00201208', 'NumberOfStudyRelatedInstances'),
    };
    return [study.StudyInstanceUID, study];
  });
}

/** @returns the series of one study in the archive's order; an entry that names another study is left out. */
export function readSeriesList(json: unknown, StudyInstanceUID: string): SeriesSummary[] {
  return unique(json, (entry) => {
    const a = naturalize(entry)?.attributes;
    if (!a?.SeriesInstanceUID || !isUid(a.SeriesInstanceUID)) return undefined;
    if (a.StudyInstanceUID !== undefined && a.StudyInstanceUID !== StudyInstanceUID) return undefined;
    const series: SeriesSummary = {
      StudyInstanceUID,
      SeriesInstanceUID: a.SeriesInstanceUID,
      ...pick(a, ['Modality', 'SeriesNumber', 'SeriesDescription', 'SeriesDate', 'SeriesTime']),
      ...readCount(entry, '00201209', 'NumberOfSeriesRelatedInstances'),
    };
    return [series.SeriesInstanceUID, series];
  });
}

function unique<T>(
  json: unknown,
  read: (entry: unknown) => readonly [uid: string, item: T] | undefined,
): T[] {
  const byUid = new Map<string, T>();
  for (const entry of Array.isArray(json) ? json : []) {
    const item = read(entry);
    if (item && !byUid.has(item[0])) byUid.set(item[0], item[1]);
  }
  return [...byUid.values()];
}

type Picked<T, K extends keyof T> = { [P in K]?: NonNullable<T[P]> };

/** The named attributes that have a value. */
function pick<T extends object, K extends keyof T>(object: T, keys: readonly K[]): Picked<T, K> {
  const picked: Picked<T, K> = {};
  for (const key of keys) {
    const value = object[key];
    if (value !== undefined && value !== null) picked[key] = value;
  }
  return picked;
}

function readValues(entry: unknown, tag: string): readonly unknown[] {
  const element = isObject(entry) ? entry[tag] : undefined;
  const value = isObject(element) ? element['Value'] : undefined;
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function readTexts(entry: unknown, tag: string): string[] {
  const texts = readValues(entry, tag).flatMap((value) =>
    typeof value === 'string' ? value.split('\\') : [],
  );
  return [...new Set(texts.map((text) => text.trim()).filter(Boolean))];
}

function readCount<K extends string>(
  entry: unknown,
  tag: string,
  keyword: K,
): { readonly [P in K]?: number } {
  const [value] = readValues(entry, tag);
  const count = typeof value === 'string' && /^\s*\d+\s*$/.test(value) ? Number(value) : value;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 0) return {};
  // A computed key widens to an index signature; the object has exactly that key.
  return { [keyword]: count } as { readonly [P in K]: number };
}
