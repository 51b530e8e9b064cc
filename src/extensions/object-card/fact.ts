import { formatDate, formatTime } from '../../core/dicom/format.ts';
import type { Code } from '../../core/dicom/instance.ts';

/** One thing an object says of itself. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

/** Several of a kind: segments, structures, leads. */
export interface FactList {
  readonly title: string;
  readonly items: readonly FactItem[];
}

export interface FactItem {
  readonly name: string;
  readonly detail?: string;
  /** As CSS has it: "rgb(255 0 0)". */
  readonly colour?: string;
}

export interface ObjectFactSheet {
  readonly facts: readonly Fact[];
  readonly lists: readonly FactList[];
}

/** A fact, or none where there is no value. */
export function fact(label: string, value: string | number | undefined): readonly Fact[] {
  if (value === undefined || value === '') return [];
  return [{ label, value: typeof value === 'number' ? value.toLocaleString() : value }];
}

/** A list, or none where it would be empty. */
export function list(title: string, items: readonly FactItem[]): readonly FactList[] {
  return items.length > 0 ? [{ title, items }] : [];
}

/** "12 contours", "1 contour". */
export const plural = (count: number, noun: string): string =>
  `${count.toLocaleString()} ${noun}${count === 1 ? '' : 's'}`;

export const joined = (...parts: readonly (string | undefined)[]): string =>
  parts.filter((part) => part !== undefined && part !== '').join(', ');

export const meaning = (codes: readonly Code[] | undefined): string | undefined => codes?.[0]?.CodeMeaning;

/** A unit by its code, which is how UCUM writes it, else by its name. */
export const unitOf = (codes: readonly Code[] | undefined): string | undefined =>
  codes?.[0]?.CodeValue ?? meaning(codes);

/** As the reader's locale writes it; without one as ISO 8601. */
export const dateAndTime = (date: string | undefined, time?: string, locale?: string): string =>
  [formatDate(date, locale), formatTime(time)].filter(Boolean).join(' ');

/** A coded word of DICOM as people write it: "SEMIAUTOMATIC" to "semiautomatic". */
export const word = (code: string | undefined): string | undefined =>
  code === undefined || code === '' ? undefined : code.toLowerCase().replaceAll('_', ' ');
