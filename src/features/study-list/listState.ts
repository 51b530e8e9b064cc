import type { StudyQuery } from '../../core/dataSource.ts';
import { parseDateFilter } from './studyDate.ts';

/** The attributes that can be filtered by, as they are named in the URL and in QIDO-RS. */
export const filterKeywords = [
  'PatientName',
  'PatientID',
  'StudyDate',
  'ModalitiesInStudy',
  'StudyDescription',
  'AccessionNumber',
] as const;
export type FilterKeyword = (typeof filterKeywords)[number];

export const sortKeywords = [
  'PatientName',
  'PatientID',
  'PatientBirthDate',
  'StudyDate',
  'ModalitiesInStudy',
  'StudyDescription',
  'AccessionNumber',
  'NumberOfStudyRelatedSeries',
  'NumberOfStudyRelatedInstances',
] as const;
export type SortKeyword = (typeof sortKeywords)[number];

export interface SortOrder {
  readonly keyword: SortKeyword;
  readonly descending: boolean;
}

export const pageSizes = [50, 100, 500] as const;

/** What the URL says about the list. */
export interface ListState {
  /** As typed, except `StudyDate`, which is a QIDO-RS value. '' where nothing is asked. */
  readonly filters: Readonly<Record<FilterKeyword, string>>;
  readonly sort: SortOrder;
  /** From 0; in the URL from 1. */
  readonly page: number;
  readonly pageSize: number;
}

export const newestFirst: SortOrder = { keyword: 'StudyDate', descending: true };

/** The longest value of the VRs that are matched (LO, PN component group): longer never matches anything. */
export const filterLimit = 64;

/** Reads what it knows; what makes no sense counts as absent, because a link may be old or edited by hand. */
export function readListState(query: URLSearchParams, today: string): ListState {
  const read = (keyword: FilterKeyword) => {
    const value = (query.get(keyword) ?? '').slice(0, filterLimit);
    if (keyword !== 'StudyDate') return value;
    const date = parseDateFilter(value, today);
    return date.ok ? date.range : '';
  };
  const size = Number(query.get('pageSize'));
  const page = Number(query.get('page'));
  return {
    filters: {
      PatientName: read('PatientName'),
      PatientID: read('PatientID'),
      StudyDate: read('StudyDate'),
      ModalitiesInStudy: read('ModalitiesInStudy'),
      StudyDescription: read('StudyDescription'),
      AccessionNumber: read('AccessionNumber'),
    },
    sort: readSort(query.get('sort')),
    page: Number.isSafeInteger(page) && page > 1 ? page - 1 : 0,
    pageSize: pageSizes.find((known) => known === size) ?? pageSizes[0],
  };
}

/** A change written over the URL's parameters; those of others (`source`) stay, defaults are left out. */
export function writeListState(
  query: URLSearchParams,
  change: Partial<Omit<ListState, 'filters'>> & { filters?: Partial<ListState['filters']> },
): URLSearchParams {
  const next = new URLSearchParams(query);
  const set = (name: string, value: string) => (value === '' ? next.delete(name) : next.set(name, value));
  for (const keyword of filterKeywords) {
    const value = change.filters?.[keyword];
    if (value !== undefined) set(keyword, value.trim());
  }
  if (change.sort) set('sort', isNewestFirst(change.sort) ? '' : writeSort(change.sort));
  if (change.pageSize !== undefined) {
    set('pageSize', change.pageSize === pageSizes[0] ? '' : String(change.pageSize));
  }
  // Another search, order or size has pages of its own.
  const page = change.page ?? 0;
  set('page', page === 0 ? '' : String(page + 1));
  return next;
}

/** Whether anything is filtered. */
export const isFiltered = ({ filters }: ListState): boolean =>
  filterKeywords.some((keyword) => filters[keyword] !== '');

/**
 * The filters as QIDO-RS matches them (PS3.4 C.2.2.2). Names and descriptions match
 * anywhere, identifiers from their start; whoever writes `*` or `?` decides alone.
 * "Doe, Jane" is looked for as the archive stores it, `Doe^Jane`.
 */
export function toStudyQuery({ filters }: ListState, limit: number, offset: number): StudyQuery {
  const matches: Partial<Record<FilterKeyword, string>> = {};
  for (const keyword of filterKeywords) {
    const value = matchingValue(keyword, filters[keyword]);
    if (value !== '') matches[keyword] = value;
  }
  return { ...matches, limit, offset };
}

function matchingValue(keyword: FilterKeyword, typed: string): string {
  // A backslash separates values (PS3.5 6.4), and none of these can hold a control character.
  const value = typed.replace(notMatchable, ' ').trim();
  if (value === '' || keyword === 'StudyDate') return value;
  if (keyword === 'ModalitiesInStudy') return value.toUpperCase();
  if (/[*?]/.test(value)) return value;
  if (keyword === 'PatientName') return `*${value.replace(/,\s*/g, '^').replace(/\s+/g, '*')}*`;
  return keyword === 'StudyDescription' ? `*${value}*` : `${value}*`;
}

const notMatchable = /[\u0000-\u001F\u007F\\]/g;

function readSort(text: string | null): SortOrder {
  const descending = text?.startsWith('-') ?? false;
  const name = descending ? text?.slice(1) : text;
  const keyword = sortKeywords.find((known) => known === name);
  return keyword ? { keyword, descending } : newestFirst;
}

const writeSort = ({ keyword, descending }: SortOrder) => `${descending ? '-' : ''}${keyword}`;

const isNewestFirst = ({ keyword, descending }: SortOrder) =>
  keyword === newestFirst.keyword && descending === newestFirst.descending;
