import type { JsonElement, JsonValue } from '../dicom/jsonModel.ts';

/** Whether one attribute of a study, series or instance satisfies a key of the query. */
export type Match = (element: JsonElement | undefined) => boolean;

export interface MatchOptions {
  /** Names match from the beginning of any of their words. */
  readonly fuzzy: boolean;
}

/** A key that cannot be understood; the message is for the person who sent the query. */
export class InvalidQuery extends Error {
  override name = 'InvalidQuery';
}

/**
 * The matching of PS3.18 8.3.4 for one key: exact, wildcard, range, list of UIDs.
 * An empty value or a lone `*` matches everything.
 * @throws InvalidQuery for a date or time range that is none
 */
export function matcher(vr: string, value: string, options: MatchOptions): Match {
  if (value === '' || /^\*+$/.test(value)) return () => true;
  switch (vr) {
    case 'UI': {
      const uids = new Set(value.split(/[,\\]/).map((uid) => uid.trim()));
      return anyValue((v) => typeof v === 'string' && uids.has(v));
    }
    case 'DA':
    case 'TM':
    case 'DT':
      return rangeMatcher(vr, value);
    case 'PN': {
      const test = nameTest(value, options);
      return anyValue((v) => namesOf(v).some((name) => test(name)));
    }
    case 'IS':
    case 'DS':
    case 'US':
    case 'SS':
    case 'UL':
    case 'SL':
    case 'FL':
    case 'FD': {
      const wanted = Number(value);
      return anyValue((v) => v === wanted || String(v) === value);
    }
    default: {
      // Case matters for codes; for the descriptions people type it does not.
      const insensitive = vr !== 'CS' && vr !== 'AE';
      const test = wildcard(value, insensitive);
      return anyValue((v) => v !== null && typeof v !== 'object' && test(String(v)));
    }
  }
}

const anyValue =
  (test: (value: JsonValue) => boolean): Match =>
  (element) =>
    element?.Value?.some((value) => test(value)) === true;

/** The representations of a person's name, `Yamada^Tarou` and the like. */
const namesOf = (value: JsonValue): string[] => {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).filter((name): name is string => typeof name === 'string');
};

const folded = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').normalize('NFC').toLowerCase();

/** Trailing empty components do not make another name. */
const bareName = (name: string): string => folded(name).replace(/\^+$/, '');

function nameTest(value: string, { fuzzy }: MatchOptions): (name: string) => boolean {
  if (fuzzy) {
    const words = folded(value.replaceAll('*', ' '))
      .split(/[\s^=,]+/)
      .filter((word) => word !== '');
    return (name) => {
      const parts = folded(name).split(/[\s^=,]+/);
      return words.every((word) => parts.some((part) => part.startsWith(word)));
    };
  }
  const groups = value.split('=').filter((group) => group !== '');
  const tests = groups.map((group) => wildcard(bareName(group), false));
  return (name) => tests.some((test) => test(bareName(name)));
}

/**
 * A test for a pattern with `*` (any run) and `?` (any one character). At worst quadratic, never exponential:
 * each `*` needs only its latest attempt remembered.
 */
export function wildcard(pattern: string, insensitive: boolean): (text: string) => boolean {
  const wanted = insensitive ? pattern.toLowerCase() : pattern;
  if (!/[*?]/.test(wanted)) return (text) => (insensitive ? text.toLowerCase() : text) === wanted;
  const p = Array.from(wanted.replace(/\*{2,}/g, '*'));
  return (text) => {
    const t = Array.from(insensitive ? text.toLowerCase() : text);
    let i = 0;
    let j = 0;
    let star = -1;
    let resume = 0;
    while (i < t.length) {
      if (j < p.length && p[j] === '*') {
        star = j++;
        resume = i;
      } else if (j < p.length && (p[j] === '?' || p[j] === t[i])) {
        i++;
        j++;
      } else if (star >= 0) {
        j = star + 1;
        i = ++resume;
      } else return false;
    }
    while (j < p.length && p[j] === '*') j++;
    return j === p.length;
  };
}

const shapes = {
  DA: /^\d{8}$/,
  TM: /^\d{2}(\d{2}(\d{2}(\.\d{1,6})?)?)?$/,
  DT: /^\d{4}(\d{2}){0,5}(\.\d{1,6})?([+-]\d{4})?$/,
} as const;

/** What the shortest and the longest reading of a partial date or time is. */
const fillers = { DA: ['00000000', '99999999'], TM: ['000000.000000', '235959.999999'] } as const;

function rangeMatcher(vr: 'DA' | 'TM' | 'DT', value: string): Match {
  const clean = vr === 'DA' ? value.replaceAll('.', '') : vr === 'TM' ? value.replaceAll(':', '') : value;
  const parts = vr === 'DT' ? splitDateTimes(clean) : clean.split('-');
  if (parts.length > 2 || parts.every((part) => part === ''))
    throw new InvalidQuery(`"${value}" is not a date or time, nor a range of them`);
  for (const part of parts)
    if (part !== '' && !shapes[vr].test(part))
      throw new InvalidQuery(
        `"${value}" is not a ${vr === 'TM' ? 'time (HHMMSS)' : 'date (YYYYMMDD)'} or a range`,
      );
  const first = parts[0] ?? '';
  const last = parts.length === 1 ? first : (parts[1] ?? '');
  const [low, high] = vr === 'DT' ? (['', '99999999999999.999999'] as const) : fillers[vr];
  const from = first === '' ? low : first + low.slice(first.length);
  const to = last === '' ? high : last + high.slice(last.length);
  return anyValue((v) => {
    if (typeof v !== 'string') return false;
    const digits = v.replaceAll(vr === 'DA' ? '.' : ':', '');
    const full = vr === 'TM' ? digits + low.slice(digits.length) : digits;
    return full >= from && full <= to;
  });
}

/** `-` also begins an offset from UTC, which has four digits after it and ends the value. */
function splitDateTimes(value: string): string[] {
  const range =
    /^(\d{4,14}(?:\.\d{1,6})?(?:[+-]\d{4}(?=-|$))?)?-(\d{4,14}(?:\.\d{1,6})?(?:[+-]\d{4})?)?$/.exec(value);
  return range === null ? [value] : [range[1] ?? '', range[2] ?? ''];
}
