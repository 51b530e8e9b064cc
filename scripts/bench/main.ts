import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { startServer } from '../../server/server.ts';
import { measureCurves } from './curves.ts';
import { markdownTable } from './measure.ts';
import { scenarios } from './scenarios.ts';
import { buildProbe, visit, type Figures } from './session.ts';
import { spread, type Spread } from './spread.ts';
import { traceLink } from './trace.ts';
import { studies, workloadFolder } from './workload.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Result {
  readonly scenario: string;
  readonly figures: Readonly<Record<string, Spread>>;
  readonly failures: readonly string[];
}

/** Where and when figures were made, to be written beside them. */
const circumstances = () => ({
  date: new Date().toISOString(),
  processors: `${cpus().length} x ${cpus()[0]?.model ?? 'unknown'}`,
  load: loadavg()[0],
  node: process.version,
});

const number = (value: number) => value.toFixed(Math.abs(value) < 10 ? 2 : Math.abs(value) < 100 ? 1 : 0);

async function measureScenarios(dist: string, names: readonly string[], reps: number): Promise<Result[]> {
  const server = await startServer({ folders: [await workloadFolder(root)], dist, port: 0 });
  try {
    await server.archive.whenIndexed();
    const probe = await buildProbe();
    const chosen = names.flatMap((name) => scenarios[name] ?? []);
    const runs = new Map(
      chosen.map((scenario) => [scenario, { figures: [] as Figures[], failures: [] as string[] }]),
    );
    // Round after round, so that what else the machine does falls on all of them alike.
    for (let rep = 0; rep < reps; rep += 1) {
      for (const [scenario, { figures, failures }] of runs) {
        try {
          figures.push(await visit(probe, scenario.image, (one) => scenario.run(one, server.url)));
        } catch (error) {
          failures.push(error instanceof Error ? error.message : String(error));
        }
        console.error(
          `${rep + 1}/${reps} ${scenario.name}: ${JSON.stringify(figures.at(-1) ?? failures.at(-1))}`,
        );
      }
    }
    return [...runs].map(([{ name }, { figures, failures }]) => ({
      scenario: name,
      figures: spread(figures),
      failures,
    }));
  } finally {
    await server.close();
  }
}

function write(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`);
  console.error(`Written: ${file}`);
}

const usage = `npm run bench -- [--reps N] [--scenarios ${Object.keys(scenarios).join(',')}] [--out FILE] [--dist FOLDER] [--curves] [--trace]`;

/** @returns the exit code: 1 when a run failed, 2 for words it does not know. */
export async function main(words: readonly string[]): Promise<number> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      reps: { type: 'string', default: '5' },
      scenarios: { type: 'string', default: Object.keys(scenarios).join(',') },
      out: { type: 'string' },
      dist: { type: 'string' },
      curves: { type: 'boolean', default: false },
      trace: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  const names = values.scenarios.split(',');
  const reps = Number(values.reps);
  const unknown = names.find((name) => !(name in scenarios));
  if (values.help || unknown !== undefined || !Number.isInteger(reps) || reps < 1) {
    console.error(unknown === undefined ? usage : `There is no scenario ${unknown}.\n${usage}`);
    return values.help ? 0 : 2;
  }
  let { dist } = values;
  if (dist === undefined) {
    dist = join(root, 'dist');
    const built = spawnSync(
      process.execPath,
      ['node_modules/vite/bin/vite.js', 'build', '--logLevel', 'warn'],
      {
        cwd: root,
        stdio: 'inherit',
      },
    );
    if (built.status !== 0) return 1;
  }
  if (values.curves) {
    const out = values.out ?? join(root, 'docs', 'figures', 'curves.json');
    let failures: readonly string[] = [];
    await measureCurves(dist, dirname(out), reps, (curves) => {
      failures = curves.flatMap((curve) => curve.failures);
      write(out, { ...circumstances(), reps, curves });
    });
    for (const failure of failures) console.error(`failed: ${failure}`);
    return failures.length > 0 ? 1 : 0;
  }
  if (values.trace) {
    const server = await startServer({ folders: [await workloadFolder(root)], dist, port: 0 });
    try {
      await server.archive.whenIndexed();
      const lines = await traceLink(
        `${server.url}viewer?StudyInstanceUIDs=${studies.ct.uid}`,
        await buildProbe(),
        studies.ct,
      );
      const cells = lines.map(({ from, to, where, what }) => [
        what,
        where,
        from.toFixed(0),
        (to - from).toFixed(0),
      ]);
      console.log(markdownTable(['what', 'where', 'from, ms', 'for, ms'], cells));
    } finally {
      await server.close();
    }
    return 0;
  }
  const results = await measureScenarios(dist, names, reps);
  write(values.out ?? join(root, '.cache', 'bench', 'results.json'), { ...circumstances(), reps, results });
  const lines = results.flatMap(({ scenario, figures }) =>
    Object.entries(figures).map(([name, { median, least, most, runs }], i) => [
      i === 0 ? scenario : '',
      name,
      number(median),
      `${number(least)} – ${number(most)}`,
      String(runs),
    ]),
  );
  console.log(markdownTable(['scenario', 'figure', 'median', 'range', 'runs'], lines));
  for (const { scenario, failures } of results)
    for (const failure of failures) console.error(`${scenario} failed: ${failure}`);
  return results.some(({ failures }) => failures.length > 0) ? 1 : 0;
}
