/** What was typed as a date, as QIDO-RS wants it. `range` is '' when nothing was typed. */
export type DateFilter =
  | { readonly ok: true; readonly range: string }
  | { readonly ok: false; readonly problem: string };

const problem = 'Write a date as 2026-11-03, or a range as 2026-11-01..2026-11-30.';

/**
 * A study date filter as people write it: a day (`2026-11-03`, `20261103`), a month
 * (`2026-11`), a year, `today`, `yesterday`, or two of them with `..` or ` to ` between,
 * either of which may be missing; and QIDO-RS's own `YYYYMMDD-YYYYMMDD`.
 * @param today the day that "today" is, as YYYYMMDD
 * @returns `YYYYMMDD`, or a range as PS3.18 8.3.4.6 / PS3.4 C.2.2.2.5.1 write it
 */
export function parseDateFilter(typed: string, today: string): DateFilter {
  const text = typed.trim().toLowerCase();
  if (text === '') return { ok: true, range: '' };
  if (text.length > 40) return { ok: false, problem };
  const [from, to] = splitRange(text);
  if (to === undefined) {
    const span = parseSpan(from, today);
    if (!span) return { ok: false, problem };
    return { ok: true, range: span.first === span.last ? span.first : `${span.first}-${span.last}` };
  }
  const first = from === '' ? '' : parseSpan(from, today)?.first;
  const last = to === '' ? '' : parseSpan(to, today)?.last;
  if (first === undefined || last === undefined || (first === '' && last === '')) {
    return { ok: false, problem };
  }
  if (first !== '' && last !== '' && first > last) {
    return { ok: false, problem: 'The range ends before it begins.' };
  }
  return { ok: true, range: first === last ? first : `${first}-${last}` };
}

/** The QIDO-RS value as the filter shows it: `2026-11-01..2026-11-30`. What is not such a value stays as it is. */
export function writeDateFilter(range: string): string {
  const match = /^(\d{8})?(-)?(\d{8})?$/.exec(range);
  if (!match) return range;
  const [, from, dash, to] = match;
  const dots = dash === undefined ? '' : '..';
  return `${withDashes(from)}${dots}${withDashes(to)}`;
}

/** The presets of the menu, each as the QIDO-RS value that it stands for today. */
export function datePresets(now = new Date()): readonly { readonly label: string; readonly range: string }[] {
  const today = dayOf(now);
  const since = (days: number) => `${dayOf(daysBefore(now, days))}-${today}`;
  const yesterday = dayOf(daysBefore(now, 1));
  return [
    { label: 'Any date', range: '' },
    { label: 'Today', range: today },
    { label: 'Yesterday', range: yesterday },
    { label: 'Last 7 days', range: since(6) },
    { label: 'Last 30 days', range: since(29) },
    { label: 'Last 12 months', range: since(364) },
  ];
}

/** A day of the reader's calendar, YYYYMMDD; today without one. */
export function dayOf(date = new Date()): string {
  const pad = (value: number) => String(value).padStart(2, '0');
  return `${String(date.getFullYear()).padStart(4, '0')}${pad(date.getMonth() + 1)}${pad(date.getDate())}`;
}

const daysBefore = (date: Date, days: number) =>
  new Date(date.getFullYear(), date.getMonth(), date.getDate() - days);

const withDashes = (day: string | undefined) =>
  day === undefined ? '' : `${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6, 8)}`;

function splitRange(text: string): readonly [string, string | undefined] {
  const qido = /^(\d{8})?-(\d{8})?$/.exec(text);
  if (qido) return [qido[1] ?? '', qido[2] ?? ''];
  for (const separator of ['..', '–', ' to ', ' - ']) {
    const at = text.indexOf(separator);
    if (at >= 0) return [text.slice(0, at).trim(), text.slice(at + separator.length).trim()];
  }
  return [text, undefined];
}

/** A day, a month or a year as its first and last day. */
function parseSpan(text: string, today: string): { first: string; last: string } | undefined {
  if (text === 'today') return { first: today, last: today };
  if (text === 'yesterday') {
    const [year, month, day] = [today.slice(0, 4), today.slice(4, 6), today.slice(6, 8)].map(Number);
    const yesterday = dayOf(new Date(year ?? 0, (month ?? 1) - 1, (day ?? 1) - 1));
    return { first: yesterday, last: yesterday };
  }
  const match = /^(\d{4})(?:[-./]?(\d{2})(?:[-./]?(\d{2}))?)?$/.exec(text);
  if (!match) return undefined;
  const [, year = '', month, day] = match;
  if (month === undefined) return { first: `${year}0101`, last: `${year}1231` };
  const lastDay = new Date(Number(year), Number(month), 0).getDate();
  if (Number(month) < 1 || Number(month) > 12) return undefined;
  if (day === undefined) return { first: `${year}${month}01`, last: `${year}${month}${lastDay}` };
  if (Number(day) < 1 || Number(day) > lastDay) return undefined;
  return { first: `${year}${month}${day}`, last: `${year}${month}${day}` };
}
