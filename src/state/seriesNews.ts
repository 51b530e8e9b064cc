import type { SeriesEntry, SeriesKey } from './viewerState.ts';

type Change = Partial<SeriesEntry>;

/**
 * News of series on their way into the store. What is made of all series (the list, its counts, what patients there
 * are) is made again whenever some come in, so many series come in together: the work does not grow with the square
 * of their number.
 */
export interface SeriesNews {
  /** It is being fetched, or so much of it has come. */
  tell(key: SeriesKey, change: Change): void;
  /** It has come, or failed. @param atOnce somebody waits for it. */
  settle(key: SeriesKey, change: Change, atOnce: boolean): void;
  /** Forgets what has not come in yet. */
  end(): void;
}

export interface SeriesNewsOptions {
  /** All that are in the store. */
  readonly series: () => Readonly<Record<SeriesKey, SeriesEntry>>;
  readonly take: (changes: ReadonlyMap<SeriesKey, Change>) => void;
}

/** Up to so many series come in one by one. */
const oneByOne = 16;

/** So many milliseconds a series that there is, news waits at the longest: a quarter of a second of 1,000. */
const waitMsPerSeries = 0.25;

export function createSeriesNews({ series, take }: SeriesNewsOptions): SeriesNews {
  const counts = createCounter();
  let changes = new Map<SeriesKey, Change>();
  let settledNow = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function forget() {
    clearTimeout(timer);
    timer = undefined;
    changes = new Map();
    settledNow = 0;
  }

  function bringIn() {
    const news = changes;
    forget();
    take(news);
  }

  const add = (key: SeriesKey, change: Change) => void changes.set(key, { ...changes.get(key), ...change });
  const wait = () => (timer ??= setTimeout(bringIn, counts(series()).all * waitMsPerSeries));

  return {
    tell(key, change) {
      add(key, change);
      if (counts(series()).settled < oneByOne) bringIn();
      else wait();
    },
    settle(key, change, atOnce) {
      add(key, change);
      settledNow += 1;
      const { settled } = counts(series());
      // A share of those that are here: so often that it grows with the logarithm only.
      if (atOnce || settled < oneByOne || settledNow >= settled / 8) bringIn();
      else wait();
    },
    end: forget,
  };
}

/** How many series there are, and how many of them have come or failed: counted once a change of them. */
function createCounter() {
  let last: Readonly<Record<SeriesKey, SeriesEntry>> | undefined;
  let counts = { all: 0, settled: 0 };
  return (series: Readonly<Record<SeriesKey, SeriesEntry>>) => {
    if (series === last) return counts;
    last = series;
    const all = Object.values(series);
    const settled = all.filter(({ status }) => status === 'ready' || status === 'failed').length;
    counts = { all: all.length, settled };
    return counts;
  };
}
