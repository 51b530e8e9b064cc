import { expect, it } from 'vitest';
import { InvalidQuery, matcher, wildcard } from './matching.ts';

const element = (vr: string, ...Value: Array<string | number | null>) => ({ vr, Value });
const name = (Alphabetic: string, Ideographic?: string) => ({
  vr: 'PN',
  Value: [{ Alphabetic, ...(Ideographic === undefined ? {} : { Ideographic }) }],
});
const match = (vr: string, value: string, given: Parameters<ReturnType<typeof matcher>>[0], fuzzy = false) =>
  matcher(vr, value, { fuzzy })(given);

it('matches codes by case and descriptions without', () => {
  expect(match('CS', 'CT', element('CS', 'CT'))).toBe(true);
  expect(match('CS', 'ct', element('CS', 'CT'))).toBe(false);
  expect(match('LO', 'head ct', element('LO', 'Head CT'))).toBe(true);
});

it('matches * and ? and nothing else specially', () => {
  expect(wildcard('a*c?', false)('abbbcd')).toBe(true);
  expect(wildcard('a*c?', false)('abbbc')).toBe(false);
  expect(wildcard('a.c', false)('abc')).toBe(false);
  expect(wildcard('*', false)('')).toBe(true);
  expect(wildcard('?', false)('\u{1F600}')).toBe(true);
});

it('stays quick on patterns made to be slow', () => {
  const started = performance.now();
  expect(wildcard(`${'*a'.repeat(1000)}b`, false)('a'.repeat(20_000))).toBe(false);
  expect(wildcard('('.repeat(100_000), false)('x')).toBe(false);
  expect(performance.now() - started).toBeLessThan(1000);
});

it('matches dates and ranges of them, open at either end', () => {
  const date = element('DA', '20240315');
  expect(match('DA', '20240315', date)).toBe(true);
  expect(match('DA', '20240301-20240331', date)).toBe(true);
  expect(match('DA', '-20240314', date)).toBe(false);
  expect(match('DA', '20240315-', date)).toBe(true);
  expect(match('DA', '20240101-20240201', date)).toBe(false);
  expect(match('DA', '20240315', element('DA'))).toBe(false);
});

it('compares times at the precision both have', () => {
  expect(match('TM', '1000-1100', element('TM', '103000.123'))).toBe(true);
  expect(match('TM', '10', element('TM', '1059'))).toBe(true);
  expect(match('TM', '1000-1029', element('TM', '103000'))).toBe(false);
});

it('refuses what is no date', () => {
  expect(() => matcher('DA', 'yesterday', { fuzzy: false })).toThrow(InvalidQuery);
  expect(() => matcher('DA', '20240101-20240102-20240103', { fuzzy: false })).toThrow(InvalidQuery);
});

it('matches names without regard to case, accents and trailing delimiters, in any script', () => {
  expect(match('PN', 'müller^hans', name('Muller^Hans^^'))).toBe(true);
  expect(match('PN', 'EXAM*', name('Example^Ada'))).toBe(true);
  expect(match('PN', 'Ada', name('Example^Ada'))).toBe(false);
  expect(match('PN', '山田*', name('Yamada^Tarou', '山田^太郎'))).toBe(true);
});

it('matches the beginning of any part of a name when asked to be fuzzy', () => {
  expect(match('PN', 'ada exa', name('Example^Ada'), true)).toBe(true);
  expect(match('PN', 'xample', name('Example^Ada'), true)).toBe(false);
});

it('takes lists of UIDs, separated by commas or backslashes', () => {
  expect(match('UI', '1.2,1.3', element('UI', '1.3'))).toBe(true);
  expect(match('UI', '1.2\\1.4', element('UI', '1.3'))).toBe(false);
});

it('takes an empty value or a star as "anything", also for what is absent', () => {
  expect(match('LO', '', undefined)).toBe(true);
  expect(match('LO', '*', undefined)).toBe(true);
  expect(match('LO', 'x', undefined)).toBe(false);
});
