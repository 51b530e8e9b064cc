import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSeriesNews } from './seriesNews.ts';
import type { SeriesEntry, SeriesKey } from './viewerState.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function setUp(count: number) {
  const keys = Array.from({ length: count }, (_, index) => `1.2.3/${index}`);
  let series: Readonly<Record<SeriesKey, SeriesEntry>> = Object.fromEntries(
    keys.map((key): [string, SeriesEntry] => [key, listed(key)]),
  );
  const taken: ReadonlyMap<SeriesKey, Partial<SeriesEntry>>[] = [];
  const news = createSeriesNews({
    series: () => series,
    take(changes) {
      taken.push(changes);
      const changed = [...changes].map(([key, change]) => [
        key,
        { ...listed(key), ...series[key], ...change },
      ]);
      series = { ...series, ...Object.fromEntries(changed) };
    },
  });
  const come = (key: string, atOnce = false) => news.settle(key, { status: 'ready' }, atOnce);
  const here = () => Object.values(series).filter(({ status }) => status === 'ready').length;
  return { keys, news, taken, come, here };
}

const listed = (key: SeriesKey): SeriesEntry => ({
  key,
  summary: { StudyInstanceUID: '1.2.3', SeriesInstanceUID: key },
  status: 'listed',
  instances: [],
  problems: [],
  error: undefined,
  loaded: 0,
  total: undefined,
  waitingSeconds: undefined,
});

it('lets the first series in as they come, each with its progress', () => {
  const { keys, news, taken, come } = setUp(10);
  for (const key of keys) {
    news.tell(key, { status: 'loading' });
    come(key);
  }
  expect(taken).toHaveLength(20);
});

it('brings many in together: ten times as many series, a few times more often', () => {
  const times = [100, 1000, 10_000].map((count) => {
    const { keys, news, taken, come, here } = setUp(count);
    for (const key of keys) {
      news.tell(key, { status: 'loading' });
      come(key);
    }
    vi.runAllTimers();
    expect(here()).toBe(count);
    return taken.length;
  });
  const [hundred = 0, thousand = 0, tenThousand = 0] = times;
  expect(thousand - hundred).toBeLessThan(30);
  expect(tenThousand - thousand).toBeLessThan(30);
});

it('keeps no series waiting for others that do not come', () => {
  const { keys, come, here } = setUp(1000);
  for (const key of keys.slice(0, 130)) come(key);
  const before = here();
  expect(before).toBeLessThan(130);
  vi.advanceTimersByTime(250);
  expect(here()).toBe(130);
});

it('shows progress of a series that takes long, though many are here', () => {
  const { keys, news, taken, come } = setUp(100);
  for (const key of keys.slice(0, 99)) come(key);
  vi.runAllTimers();
  const before = taken.length;
  news.tell('1.2.3/99', { status: 'loading', loaded: 0 });
  news.tell('1.2.3/99', { loaded: 500 });
  expect(taken).toHaveLength(before);
  vi.advanceTimersByTime(25);
  expect(taken.at(-1)?.get('1.2.3/99')).toEqual({ status: 'loading', loaded: 500 });
});

it('lets in at once what somebody waits for, and with it what has come before', () => {
  const { keys, come, here } = setUp(1000);
  for (const key of keys.slice(0, 130)) come(key);
  expect(here()).toBeLessThan(130);
  come('1.2.3/999', true);
  expect(here()).toBe(131);
});

it('forgets what has not come in when the studies are left', () => {
  const { keys, news, come, here } = setUp(1000);
  for (const key of keys.slice(0, 130)) come(key);
  const before = here();
  news.end();
  vi.runAllTimers();
  expect(here()).toBe(before);
});
