import type { Figures } from './session.ts';

export interface Spread {
  readonly median: number;
  readonly least: number;
  readonly most: number;
  readonly runs: number;
}

/** Median and range of each figure over its runs; a figure that a run has not is left out of it. */
export function spread(runs: readonly Figures[]): Record<string, Spread> {
  const names = new Set(runs.flatMap((run) => Object.keys(run)));
  return Object.fromEntries(
    [...names].flatMap((name) => {
      const values = runs.map((run) => run[name] ?? Number.NaN).filter(Number.isFinite);
      values.sort((a, b) => a - b);
      if (values.length === 0) return [];
      const [low = 0, high = 0] = [values[(values.length - 1) >> 1], values[values.length >> 1]];
      const [least = 0, most = 0] = [values[0], values.at(-1)];
      return [[name, { median: (low + high) / 2, least, most, runs: values.length }]];
    }),
  );
}
