import { Bench } from 'tinybench';

/** Time on the clock of one run, ms. */
export interface Measured {
  readonly median: number;
  readonly best: number;
  readonly runs: number;
}

/**
 * Runs something often enough to be sure of its median: for a second, at least
 * three times, after a warm-up; rubbish is collected before each run, not in it.
 */
export async function measure(run: () => unknown, slow = false): Promise<Measured> {
  const collect = () => globalThis.gc?.();
  const bench = new Bench({
    time: slow ? 0 : 700,
    iterations: slow ? 3 : 5,
    warmupTime: slow ? 0 : 150,
    warmupIterations: slow ? 1 : 3,
    throws: true,
  });
  bench.add('it', () => void run(), { beforeEach: collect });
  const [task] = await bench.run();
  const result = task?.result;
  if (!result || !('latency' in result)) throw new Error('nothing was measured');
  const { p50, min, samplesCount } = result.latency;
  return { median: p50, best: min, runs: samplesCount };
}

/** Rows as a Markdown table; numbers to the right. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const rule = head.map((_, i) => (i === 0 ? '---' : '---:'));
  return [line(head), line(rule), ...rows.map(line)].join('\n');
}

export const ms = (value: number): string => value.toFixed(value < 10 ? 2 : value < 100 ? 1 : 0);
export const count = (value: number): string => value.toLocaleString('en');
