/**
 * `npm run bench:organize`: what organizing costs, from a thousand instances to a
 * million, beside the published display set rules of `@cornerstonejs/metadata` on
 * the same instances in the same run, bundled as the page is. It takes three to four minutes and four
 * gigabytes, and says which of the targets in docs/organize.md are reached.
 */
import { availableParallelism, cpus } from 'node:os';
import { defaultDisplaySetSplitRules, groupInstancesBySplitRules } from '@cornerstonejs/metadata';
import cornerstone from '@cornerstonejs/metadata/package.json' with { type: 'json' };
import { readSeriesMetadata } from '../src/core/dicom/naturalize.ts';
import type { Instance } from '../src/core/dicom/instance.ts';
import { organize } from '../src/core/displaySet/organize.ts';
import { createRegistry } from '../src/core/extension/registry.ts';
import { builtInHandlers } from '../src/extensions/builtInHandlers.ts';
import { builtInModes } from '../src/modes/index.ts';
import { viewerMode } from '../src/modes/viewer.ts';
import { createOrganizer, type GroupingState } from '../src/state/organizer.ts';
import type { SeriesEntry } from '../src/state/viewerState.ts';
import { count, markdownTable, type Measured, measure, ms } from './bench/measure.ts';
import { aStudy, metadataText, seriesIdentity, type Shape, shapes, shuffled } from './bench/studies.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const handlers = registry.handlersFor(viewerMode);

interface Row {
  readonly what: string;
  readonly instances: number;
  readonly displaySets: number | undefined;
  readonly time: Measured;
  readonly theirs: Measured | undefined;
}
const rows: Row[] = [];

function add(row: Row): Row {
  rows.push(row);
  console.error(`${row.what}: ${ms(row.time.median)} ms`);
  return row;
}

/** Their instance is naturalized as ours is, with lists that are not read-only. */
type TheirInstances = Parameters<typeof groupInstancesBySplitRules>[0];

/** Grouping only: no ids, labels, geometry or explanation. */
const byTheirRules = (series: readonly (readonly Instance[])[]) => () => {
  for (const instances of series)
    groupInstancesBySplitRules(instances as unknown as TheirInstances, defaultDisplaySetSplitRules);
};

/** The published rules compare each instance with all others of its series somewhere: a longer series takes minutes. */
const theirLongestSeries = 10_000;

type Arrival = 'in order' | 'shuffled';
type Study = ReturnType<typeof aStudy>;

async function measureOrganize(study: Study, shape: Shape, arrival: Arrival): Promise<Row> {
  const instances = arrival === 'in order' ? study.flat() : shuffled(study.flat());
  const total = instances.length;
  const longest = Math.max(...study.map(({ length }) => length));
  const compared = arrival === 'in order' && total <= 1e5 && longest <= theirLongestSeries;
  let displaySets = 0;
  const time = await measure(() => {
    displaySets = organize(instances, handlers).displaySets.length;
  }, total >= 1e6);
  return add({
    what: `${shape}: ${count(total)} in ${count(study.length)} series, ${arrival}`,
    instances: total,
    displaySets,
    time,
    theirs: compared ? await measure(byTheirRules(study), total >= 1e4) : undefined,
  });
}

/** @returns rows by how many instances they are of. */
async function measureSizes(many: boolean): Promise<Readonly<Record<Arrival, ReadonlyMap<number, Row>>>> {
  const rowsOf = { 'in order': new Map<number, Row>(), shuffled: new Map<number, Row>() };
  for (const total of [1e3, 1e4, 1e5, 1e6]) {
    const study = aStudy({ instances: total, series: many ? total / 100 : 1, shape: 'CT stack' });
    for (const arrival of ['in order', 'shuffled'] as const)
      rowsOf[arrival].set(total, await measureOrganize(study, 'CT stack', arrival));
  }
  return rowsOf;
}

function stateOf(study: readonly (readonly Instance[])[]): GroupingState {
  const entries = study.map((instances, i): [string, SeriesEntry] => {
    const key = `series ${i}`;
    const summary = seriesIdentity(i);
    return [
      key,
      {
        key,
        summary,
        status: 'ready',
        instances,
        problems: [],
        error: undefined,
        loaded: 0,
        total: undefined,
        waitingSeconds: undefined,
      },
    ];
  });
  return { series: Object.fromEntries(entries), rules: [] };
}

/** As the viewer does it: every mode anew on 5,000 instances in 100 series. */
async function measureModes(): Promise<readonly Row[]> {
  const state = stateOf(aStudy({ instances: 5000, series: 100, shape: 'CT stack' }));
  const measured: Row[] = [];
  for (const mode of builtInModes) {
    let organized = {};
    const time = await measure(() => (organized = createOrganizer(registry).organize(mode, state)));
    const made: Record<string, { displaySets: readonly unknown[] }> = organized;
    const displaySets = Object.values(made).reduce((sum, one) => sum + one.displaySets.length, 0);
    const what = `switch to ${mode.displayName}: 5,000 in 100 series`;
    measured.push(add({ what, instances: 5000, displaySets, time, theirs: undefined }));
  }
  return measured;
}

/** One series of many has got other instances; the rest is remembered. */
async function measureChange(): Promise<Row> {
  let state = stateOf(aStudy({ instances: 1e5, series: 1000, shape: 'CT stack' }));
  const organizer = createOrganizer(registry);
  organizer.organize(viewerMode, state);
  const time = await measure(() => {
    const changed = state.series['series 500'];
    if (!changed) throw new Error('no such series');
    const series = { ...state.series, 'series 500': { ...changed, instances: [...changed.instances] } };
    state = { ...state, series };
    organizer.organize(viewerMode, state);
  });
  const what = '1 changed series of 100 in a study of 100,000';
  return add({ what, instances: 100, displaySets: 1, time, theirs: undefined });
}

async function measureReading(): Promise<Row> {
  const json: unknown = JSON.parse(metadataText(0, 1000, 'CT stack'));
  const time = await measure(() => readSeriesMetadata(json, seriesIdentity(0)));
  return add({
    what: 'reading the metadata of 1,000',
    instances: 1000,
    displaySets: undefined,
    time,
    theirs: undefined,
  });
}

interface Target {
  readonly what: string;
  readonly limit: number;
  readonly value: number;
  readonly unit: string;
}

const perInstance = (row: Row) => (row.time.median * 1000) / row.instances;

async function run(): Promise<readonly Target[]> {
  const reading = await measureReading();
  const modes = await measureModes();
  const change = await measureChange();
  const targets: Target[] = [];
  for (const many of [false, true]) {
    const rowsOf = await measureSizes(many);
    for (const arrival of ['in order', 'shuffled'] as const) {
      const [small, large] = [rowsOf[arrival].get(1e4), rowsOf[arrival].get(1e6)];
      if (!small || !large) throw new Error('sizes are missing');
      const where = `${many ? 'in 10,000 series' : 'in one series'}, ${arrival}`;
      targets.push({ what: `1,000,000 ${where}`, limit: 2000, value: large.time.median, unit: 'ms' });
      const value = perInstance(large) / perInstance(small);
      const what = `time an instance, 1,000,000 to 10,000, ${many ? 'in many series' : 'in one series'}, ${arrival}`;
      targets.push({ what, limit: 1.5, value, unit: 'times' });
    }
  }
  for (const shape of shapes.slice(1))
    await measureOrganize(aStudy({ instances: 1e5, series: 500, shape }), shape, 'in order');
  const slowest = modes.reduce((a, b) => (b.time.median > a.time.median ? b : a));
  return [
    ...targets,
    { what: change.what, limit: 5, value: change.time.median, unit: 'ms' },
    { what: `slowest of the modes (${slowest.what})`, limit: 100, value: slowest.time.median, unit: 'ms' },
    { what: reading.what, limit: 8, value: reading.time.median, unit: 'ms' },
  ];
}

const targets = await run();
const head = [
  'what',
  'median ms',
  'best ms',
  'µs an instance',
  'display sets',
  "Cornerstone's rules, median ms",
];
const table = rows.map((row) => [
  row.what,
  ms(row.time.median),
  ms(row.time.best),
  perInstance(row).toFixed(2),
  row.displaySets === undefined ? '' : count(row.displaySets),
  row.theirs ? ms(row.theirs.median) : '',
]);
console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? 'unknown processor'}, @cornerstonejs/metadata ${cornerstone.version}\n`,
);
console.log(markdownTable(head, table));
console.log();
console.log(
  markdownTable(
    ['target', 'at most', 'measured', ''],
    targets.map(({ what, limit, value, unit }) => [
      what,
      `${limit} ${unit}`,
      `${ms(value)} ${unit}`,
      value <= limit ? 'reached' : 'NOT reached',
    ]),
  ),
);
