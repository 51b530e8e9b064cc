import type { PersonName } from './instance.ts';

/** Values as people read them. Nonsense is returned as it came, never as an error. */

/**
 * PS3.5 6.2.1.1: "DOE^JANE^^DR" as "DOE, Jane, Dr"? No: family name, comma,
 * given and middle names, with prefix and suffix: "DOE, Jane". The ideographic
 * group, where there is one, follows in brackets.
 * @returns '' without a name.
 */
export function formatPersonName(name: PersonName | undefined): string {
  if (!name) return '';
  const alphabetic = formatGroup(name.Alphabetic);
  const ideographic = formatGroup(name.Ideographic, ' ');
  if (alphabetic && ideographic) return `${alphabetic} (${ideographic})`;
  return alphabetic || ideographic || formatGroup(name.Phonetic, ' ');
}

function formatGroup(group: string | undefined, separator = ', '): string {
  if (!group) return '';
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group
    .split('^')
    .map((part) => part.trim());
  const others = [given, middle].filter(Boolean).join(' ');
  const name = [family, others].filter(Boolean).join(separator);
  const titles = [prefix, suffix].filter(Boolean).join(', ');
  return [name, titles].filter(Boolean).join(', ');
}

/**
 * A date (DA, PS3.5 6.2) as the reader's locale writes it; the text as it is when it is no date; '' for none.
 * @param locale BCP 47; the reader's own by default
 */
export function formatDate(date: string | undefined, locale?: string): string {
  if (!date) return '';
  const parts = /^(\d{4})[.-]?(\d{2})[.-]?(\d{2})$/.exec(date.trim());
  if (!parts) return date;
  const [, year, month, day] = parts.map(Number);
  const time = Date.UTC(year ?? 0, (month ?? 1) - 1, day);
  const back = new Date(time);
  if (back.getUTCMonth() !== (month ?? 1) - 1 || back.getUTCDate() !== day) return date;
  return dateFormat(locale).format(back);
}

const dateFormats = new Map<string, Intl.DateTimeFormat>();
function dateFormat(locale: string | undefined): Intl.DateTimeFormat {
  const key = locale ?? '';
  let format = dateFormats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(locale, {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      timeZone: 'UTC',
    });
    dateFormats.set(key, format);
  }
  return format;
}

/** A time (TM, PS3.5 6.2) as HH:MM; the text as it is when it is no time; '' for none. */
export function formatTime(time: string | undefined): string {
  if (!time) return '';
  const parts = /^(\d{2}):?(\d{2})?/.exec(time.trim());
  if (!parts || Number(parts[1]) > 23 || Number(parts[2] ?? 0) > 59) return time;
  return `${parts[1]}:${parts[2] ?? '00'}`;
}

/** An age (AS, PS3.5 6.2) as people write it: "054Y" is "54y"; the text as it is when it is no age; '' for none. */
export function formatAge(age: string | undefined): string {
  if (!age) return '';
  const parts = /^0*(\d+)([DWMY])$/.exec(age.trim());
  return parts ? `${parts[1]}${(parts[2] ?? '').toLowerCase()}` : age;
}
