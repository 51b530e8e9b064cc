import type { StudyQuery } from '../../core/dataSource.ts';
import type { SeriesIdentity } from '../../core/dicom/instance.ts';
import { DataSourceError } from '../../core/errors.ts';
import { rootText, seriesPath } from './paths.ts';

/** Attributes of a study row that a server need not send unasked (PS3.18 Table 10.6.3-3). */
const STUDY_FIELDS = [
  '00081030', // StudyDescription
  '00080061', // ModalitiesInStudy
  '00201206', // NumberOfStudyRelatedSeries
  '00201208', // NumberOfStudyRelatedInstances
  '00100030', // PatientBirthDate
  '00100040', // PatientSex
].join(',');

/** The same for a series row (PS3.18 Table 10.6.3-4). */
export const SERIES_FIELDS = [
  '00080060', // Modality
  '00200011', // SeriesNumber
  '0008103E', // SeriesDescription
  '00080021', // SeriesDate
  '00080031', // SeriesTime
  '00201209', // NumberOfSeriesRelatedInstances
].join(',');

const DATE_OR_RANGE = /^(?:\d{8}|\d{8}-(?:\d{8})?|-\d{8})$/;

/**
 * The query parameters of a study search (PS3.18 10.6.1.2). Text is looked for
 * anywhere in the value unless the user placed wildcards; in a name, "doe, jane"
 * means DOE^JANE. Fuzzy matching is not asked for: servers differ in it.
 * @throws DataSourceError rejected: a StudyDate that is neither a date nor a range
 */
export function studyQueryParameters(query: StudyQuery): Record<string, string> {
  const parameters: Record<string, string> = {};
  const set = (keyword: string, value: string): void => {
    if (value !== '') parameters[keyword] = value;
  };
  set('PatientName', anywhere((query.PatientName ?? '').trim().replaceAll(/\s*,\s*/g, '^')));
  set('PatientID', query.isWholePatientID ? (query.PatientID ?? '') : anywhere(query.PatientID ?? ''));
  set('AccessionNumber', anywhere(query.AccessionNumber ?? ''));
  set('StudyDescription', anywhere(query.StudyDescription ?? ''));
  set('ModalitiesInStudy', (query.ModalitiesInStudy ?? '').trim());
  set('StudyDate', checkedDate(query.StudyDate ?? ''));
  return {
    ...parameters,
    includefield: STUDY_FIELDS,
    limit: String(query.limit),
    offset: String(query.offset),
  };
}

/**
 * The address that `searchStudies` asks, written as dicomweb-client writes it.
 * @param root from `resolveRoot`.
 * @throws DataSourceError as `studyQueryParameters`
 */
export function studySearchUrl(root: URL, query: StudyQuery): string {
  return `${rootText(root)}/studies?${queryText(studyQueryParameters(query))}`;
}

/** The address that `findStudy` asks, written as dicomweb-client writes it. */
export const oneStudyUrl = (root: URL, StudyInstanceUID: string): string =>
  `${rootText(root)}/studies?${queryText(oneStudyParameters(StudyInstanceUID))}`;

/** The address that `searchSeries` asks, written as dicomweb-client writes it. */
export const seriesSearchUrl = (root: URL, StudyInstanceUID: string): string =>
  `${rootText(root)}/studies/${StudyInstanceUID}/series?${queryText({ includefield: SERIES_FIELDS })}`;

/** The parameters by which one instance of a series is asked for, by its place in the archive's list, from 0. */
export const instanceAtParameters = (index: number): Record<string, string> => ({
  limit: '1',
  offset: String(index),
});

/** The address of that search, written as dicomweb-client writes it. */
export const instanceAtUrl = (root: URL, series: SeriesIdentity, index: number): string =>
  `${rootText(root)}${seriesPath(series)}/instances?${queryText(instanceAtParameters(index))}`;

const queryText = (parameters: Readonly<Record<string, string>>): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');

export const oneStudyParameters = (StudyInstanceUID: string): Record<string, string> => ({
  StudyInstanceUID,
  includefield: STUDY_FIELDS,
  limit: '2',
});

function anywhere(text: string): string {
  const value = text.trim();
  return value === '' || /[*?]/.test(value) ? value : `*${value}*`;
}

function checkedDate(text: string): string {
  const value = text.trim();
  if (value === '' || DATE_OR_RANGE.test(value)) return value;
  throw new DataSourceError(
    'rejected',
    'The study date to look for is not a date. Write it as YYYYMMDD, or as a range YYYYMMDD-YYYYMMDD.',
  );
}

/**
 * Which rows of an answer are the page that was asked for. A server that ignores
 * `limit` (PS3.18 lets it) sends more; whether it ignored `offset` too is told by
 * its own count where it gives one.
 */
export function pageOf<T>(
  rows: readonly T[],
  { limit, offset }: Pick<StudyQuery, 'limit' | 'offset'>,
  total: number | undefined,
  warnings: readonly string[],
): { rows: readonly T[]; hasMore: boolean; total: number | undefined } {
  if (rows.length > limit) {
    const keptOffset = total !== undefined && offset > 0 && rows.length === total - offset;
    const from = keptOffset ? 0 : offset;
    return {
      rows: rows.slice(from, from + limit),
      hasMore: rows.length > from + limit,
      total: total ?? rows.length,
    };
  }
  const saidMore = warnings.some((warning) => /\badditional\b|\bmore results\b/i.test(warning));
  const hasMore =
    rows.length > 0 &&
    (total === undefined ? rows.length >= limit || saidMore : offset + rows.length < total);
  return { rows, hasMore, total };
}

/** X-Total-Count, not in the standard but usual. */
export function totalCount(headers: Headers | undefined): number | undefined {
  const text = headers?.get('X-Total-Count')?.trim() ?? '';
  return /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

/** The texts of the Warning header (RFC 7234 5.5; PS3.18 8.3.4.4), without code and agent. */
export function warningTexts(headers: Headers | undefined): string[] {
  const value = headers?.get('Warning') ?? '';
  if (value === '') return [];
  const quoted = [...value.matchAll(/\b\d{3} [^\s"]+ "((?:[^"\\]|\\.)*)"/g)];
  if (quoted.length > 0) return quoted.map(([, text = '']) => text.replaceAll(/\\(.)/g, '$1'));
  return [value.replace(/^\d{3}\s+(?:\S+:\s*)?/, '').slice(0, 500)];
}
