import type { PersonName } from './instance.ts';

/** Values as people read them. Nonsense comes back as it was, never as an error; absence as ''. */

/**
 * A person's name (PS3.5 6.2.1.1): family name, comma, given and middle names,
 * then prefix and suffix: "DOE, Jane" stays in the case it was written in. The
 * ideographic group follows in brackets: "YAMADA, Tarou (山田 太郎)".
 */
export function formatPersonName(name: PersonName | undefined): string {
  if (!name) return '';
  const alphabetic = formatGroup(name.Alphabetic, ', ');
  const ideographic = formatGroup(name.Ideographic, ' ');
  if (alphabetic && ideographic) return `${alphabetic} (${ideographic})`;
  return alphabetic || ideographic || formatGroup(name.Phonetic, ' ');
}

function formatGroup(group: string | undefined, separator: string): string {
  if (!group) return '';
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group
    .split('^')
    .map((part) => part.trim());
  const others = [given, middle].filter(Boolean).join(' ');
  const name = [family, others].filter(Boolean).join(separator);
  return [name, prefix, suffix].filter(Boolean).join(', ');
}

/** A calendar day. */
export interface DicomDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/**
 * PS3.5 6.2 DA: YYYYMMDD, or YYYY.MM.DD of before 1993.
 * @returns undefined for anything else, and for days that do not exist.
 */
export function parseDate(da: string | undefined): DicomDate | undefined {
  const match = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})$/.exec(da?.trim() ?? '');
  if (!match) return undefined;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  const date = new Date(Date.UTC(year, month - 1, day));
  date.setUTCFullYear(year);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day ? { year, month, day } : undefined;
}

/** A date as the reader's locale writes it; without a locale as ISO 8601: "2026-11-03". */
export function formatDate(da: string | undefined, locale?: string): string {
  const date = parseDate(da);
  if (!date) return da ?? '';
  const { year, month, day } = date;
  if (locale === undefined) return `${pad(year, 4)}-${pad(month)}-${pad(day)}`;
  const utc = new Date(Date.UTC(year, month - 1, day));
  utc.setUTCFullYear(year);
  return dateFormat(locale)?.format(utc) ?? formatDate(da);
}

const formats = new Map<string, Intl.DateTimeFormat | undefined>();
/** Made once a locale: making one is slow, and a study list formats thousands of dates. */
function dateFormat(locale: string): Intl.DateTimeFormat | undefined {
  if (!formats.has(locale)) {
    try {
      const options = { year: 'numeric', month: '2-digit', day: '2-digit', timeZone: 'UTC' } as const;
      formats.set(locale, new Intl.DateTimeFormat(locale, options));
    } catch {
      formats.set(locale, undefined); // not a locale: ISO 8601 then
    }
  }
  return formats.get(locale);
}

/**
 * Makes ready what writes dates and numbers. The first use in a page takes some 12 ms, in which a browser
 * reads all that it knows of languages: done while the page waits for something else, it holds up nothing.
 */
export function warmFormats(locale: string): void {
  dateFormat(locale)?.format(0);
  (0).toLocaleString();
}

/** PS3.5 6.2 TM: "101530.123" as "10:15:30", "1015" as "10:15"; a fraction of a second is left out. */
export function formatTime(tm: string | undefined): string {
  const match = /^(\d{2}):?(\d{2})?:?(\d{2})?(\.\d*)?$/.exec(tm?.trim() ?? '');
  if (!match) return tm ?? '';
  const [, hours, minutes = '00', seconds] = match;
  if (Number(hours) > 23 || Number(minutes) > 59 || Number(seconds ?? 0) > 60) return tm ?? '';
  return seconds === undefined ? `${hours}:${minutes}` : `${hours}:${minutes}:${seconds}`;
}

/** PS3.5 6.2 AS: "054Y" as "54y", "006M" as "6m". */
export function formatAge(age: string | undefined): string {
  const match = /^(\d{1,3})([DWMY])$/.exec(age?.trim().toUpperCase() ?? '');
  return match ? `${Number(match[1])}${(match[2] ?? '').toLowerCase()}` : (age ?? '');
}

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');
