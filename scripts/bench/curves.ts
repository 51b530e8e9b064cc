import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startServer } from '../../server/server.ts';
import { generatedStudy, side, startGeneratedArchive, type Extent } from './generatedArchive.ts';
import { plot } from './plot.ts';
import { rowsShown } from './scenarios.ts';
import { buildProbe, seen, visit, type Figures, type Visit } from './session.ts';
import { spread, type Spread } from './spread.ts';

interface Curve {
  readonly name: string;
  readonly title: string;
  readonly of: string;
  readonly sizes: readonly number[];
  extent(size: number): Extent;
  run(visit: Visit, url: string, size: number): Promise<Figures>;
}
export interface MeasuredCurve {
  readonly name: string;
  readonly points: readonly { readonly size: number; readonly figures: Readonly<Record<string, Spread>> }[];
  /** Runs that came to nothing, with the reason. */
  readonly failures: readonly string[];
}

/** A thousand series take long on a machine with other work. */
const patienceMs = 300_000;

async function openStudy({ page }: Visit, url: string): Promise<Figures> {
  page.setDefaultTimeout(patienceMs);
  await page.goto(`${url}viewer?StudyInstanceUIDs=${generatedStudy(1)}`, { waitUntil: 'commit' });
  const { at } = await seen(page);
  await page.waitForSelector('[data-testid="study-browser"]:not([aria-busy="true"])');
  return { firstMs: at, allMs: await page.evaluate(() => performance.now()) };
}

const curves: readonly Curve[] = [
  {
    name: 'studies',
    title: 'The study list, by how many studies the archive has',
    of: 'studies',
    sizes: [10, 100, 1000, 10_000, 100_000],
    extent: (studies) => ({ studies, series: 1, slices: 1 }),
    async run({ page }, url, size) {
      await page.goto(url, { waitUntil: 'commit' });
      return { firstMs: await rowsShown(page, Math.min(20, size)) };
    },
  },
  {
    name: 'series',
    title: 'A study, by how many series of 5 slices it has',
    of: 'series',
    sizes: [10, 30, 100, 300, 1000],
    extent: (series) => ({ studies: 1, series, slices: 5 }),
    run: openStudy,
  },
  {
    name: 'slices',
    title: 'A study of one series, by how many slices it has',
    of: 'slices',
    sizes: [100, 300, 1000, 3000, 10_000],
    extent: (slices) => ({ studies: 1, series: 1, slices }),
    run: openStudy,
  },
];

/**
 * How time, main-thread time and memory grow with what the archive holds: measured against an archive that is made
 * up, and drawn as `cost-*.svg` into a folder.
 * @param done takes the figures after each curve, so that none is lost with a later one.
 */
export async function measureCurves(
  dist: string,
  folder: string,
  reps: number,
  done: (measured: readonly MeasuredCurve[]) => void,
): Promise<void> {
  let extent: Extent = { studies: 1, series: 1, slices: 1 };
  const archive = await startGeneratedArchive(() => extent);
  const server = await startServer({ folders: [], dist, port: 0, dicomwebProxy: archive.url });
  const image = { rows: side, columns: side };
  const measured: MeasuredCurve[] = [];
  try {
    const probe = await buildProbe();
    for (const curve of curves) {
      const points: MeasuredCurve['points'][number][] = [];
      const failures: string[] = [];
      for (const size of curve.sizes) {
        extent = curve.extent(size);
        const runs: Figures[] = [];
        for (let rep = 0; rep < reps; rep += 1) {
          try {
            runs.push(await visit(probe, image, (one) => curve.run(one, server.url, size)));
          } catch (error) {
            failures.push(`${size} ${curve.of}: ${error instanceof Error ? error.message : String(error)}`);
          }
        }
        console.error(`${size} ${curve.of}: ${JSON.stringify(runs.at(-1) ?? failures.at(-1))}`);
        if (runs.length > 0) points.push({ size, figures: spread(runs) });
      }
      measured.push({ name: curve.name, points, failures });
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `cost-${curve.name}.svg`), draw(curve, points));
      done(measured);
    }
  } finally {
    await server.close();
    await archive.close();
  }
}

function draw({ title, of, name }: Curve, points: MeasuredCurve['points']): string {
  const line = (text: string, figure: string) => ({
    name: text,
    points: points.flatMap(({ size, figures }) => {
      const value = figures[figure]?.median;
      return value === undefined ? [] : [[size, value] as const];
    }),
  });
  const first = line(name === 'studies' ? '20 rows' : 'first image', 'firstMs');
  const times = name === 'studies' ? [first] : [first, line('all listed', 'allMs')];
  return plot(title, of, [
    { title: 'Time, ms', lines: times },
    { title: 'Main thread, s', lines: [line('until then', 'mainThreadS')] },
    { title: 'JavaScript heap, MB', lines: [line('at the end', 'heapMB')] },
  ]);
}
