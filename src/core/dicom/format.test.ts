import { describe, expect, it } from 'vitest';
import { formatAge, formatDate, formatPersonName, formatTime, parseDate } from './format.ts';

describe('formatPersonName', () => {
  it.each([
    [{ Alphabetic: 'DOE^Jane' }, 'DOE, Jane'],
    [{ Alphabetic: 'DOE^Jane^Q^Dr^MD' }, 'DOE, Jane Q, Dr, MD'],
    [{ Alphabetic: 'DOE' }, 'DOE'],
    [{ Alphabetic: '^Jane' }, 'Jane'],
    [
      { Alphabetic: 'Yamada^Tarou', Ideographic: '山田^太郎', Phonetic: 'やまだ^たろう' },
      'Yamada, Tarou (山田 太郎)',
    ],
    [{ Ideographic: '山田^太郎' }, '山田 太郎'],
    [{}, ''],
    [undefined, ''],
  ])('%j reads %s', (name, text) => {
    expect(formatPersonName(name)).toBe(text);
  });
});

describe('dates, times and ages', () => {
  it('writes dates as ISO 8601 or as the locale does', () => {
    expect(formatDate('20261103')).toBe('2026-11-03');
    expect(formatDate('20261103', 'en-US')).toBe('11/03/2026');
    expect(formatDate('20261103', 'de')).toBe('03.11.2026');
    expect(formatDate('1993.01.31')).toBe('1993-01-31');
  });
  it('returns nonsense as it came, and a wrong locale is no error', () => {
    expect(formatDate('20260231')).toBe('20260231');
    expect(formatDate('yesterday')).toBe('yesterday');
    expect(formatDate('20261103', 'no_such locale!')).toBe('2026-11-03');
    expect(formatDate(undefined)).toBe('');
    expect(formatTime('2560')).toBe('2560');
    expect(formatAge('old')).toBe('old');
  });
  it('knows leap years and years before 100', () => {
    expect(parseDate('20240229')).toEqual({ year: 2024, month: 2, day: 29 });
    expect(parseDate('20230229')).toBeUndefined();
    expect(parseDate('00440315')).toEqual({ year: 44, month: 3, day: 15 });
  });
  it('shortens times and ages', () => {
    expect(formatTime('101530.123456')).toBe('10:15:30');
    expect(formatTime('1015')).toBe('10:15');
    expect(formatTime('10')).toBe('10:00');
    expect(formatAge('054Y')).toBe('54y');
    expect(formatAge('006M')).toBe('6m');
  });
});
