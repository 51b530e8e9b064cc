import { describe, expect, it } from 'vitest';
import { datePresets, parseDateFilter, writeDateFilter } from './studyDate.ts';

const today = '20261103';
const range = (typed: string) => {
  const parsed = parseDateFilter(typed, today);
  return parsed.ok ? parsed.range : `problem: ${parsed.problem}`;
};

describe('a study date filter', () => {
  it.each([
    ['', ''],
    ['2026-11-03', '20261103'],
    ['20261103', '20261103'],
    ['2026', '20260101-20261231'],
    ['2024-02', '20240201-20240229'],
    ['today', '20261103'],
    ['Yesterday', '20261102'],
    ['2026-01-01..2026-02-01', '20260101-20260201'],
    ['2026-01-01 to today', '20260101-20261103'],
    ['2026-01..', '20260101-'],
    ['..2026-01', '-20260131'],
    ['20260101-20260201', '20260101-20260201'],
    ['20260101-', '20260101-'],
    ['-20260201', '-20260201'],
  ])('reads %j as %j', (typed, expected) => {
    expect(range(typed)).toBe(expected);
  });

  it.each(['2026-13-01', '2026-02-30', 'last week', '..', '-', '(((((((('.repeat(12_000)])(
    'says what is wrong with %.20j',
    (typed) => {
      const began = performance.now();
      expect(range(typed)).toMatch(/^problem: /);
      expect(performance.now() - began).toBeLessThan(50);
    },
  );

  it('refuses a range that ends before it begins', () => {
    expect(range('2026-02-01..2026-01-01')).toContain('ends before it begins');
  });

  it('writes what it reads, so that a link shows what was typed', () => {
    for (const qido of ['', '20261103', '20260101-20260201', '20260101-', '-20260201']) {
      expect(range(writeDateFilter(qido))).toBe(qido);
    }
  });

  it('counts the days of a preset with today among them', () => {
    const week = datePresets(new Date(2026, 10, 3)).find(({ label }) => label === 'Last 7 days');
    expect(week?.range).toBe('20261028-20261103');
  });
});
