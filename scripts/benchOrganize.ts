/**
 * `npm run bench:organize`: what organizing costs, from a thousand instances to a
 * million, beside the published display set rules of `@cornerstonejs/metadata` on
 * the same instances. Processor time rather than time on the clock, because other
 * programs run too; it includes the engine's own threads (compiling, collecting
 * garbage). The best of several runs.
 */
import { availableParallelism, cpus } from 'node:os';
import { defaultDisplaySetSplitRules, groupInstancesBySplitRules } from '@cornerstonejs/metadata';
import { groupBy } from '../src/core/collections.ts';
import type { Instance } from '../src/core/dicom/instance.ts';
import { SopClass } from '../src/core/dicom/sopClass.ts';
import { organize } from '../src/core/displaySet/organize.ts';
import { createRegistry } from '../src/core/extension/registry.ts';
import { builtInHandlers } from '../src/extensions/builtInHandlers.ts';
import { builtInModes } from '../src/modes/index.ts';
import { viewerMode } from '../src/modes/viewer.ts';
import { createOrganizer } from '../src/state/organizer.ts';
import type { SeriesEntry } from '../src/state/viewerState.ts';

const registry = createRegistry(builtInHandlers, builtInModes);

/** Values that the archive sent are different objects in every instance, equal or not; so they are here. */
function aSlice(series: number, number: number, SOPInstanceUID: string): Instance {
  const SeriesInstanceUID = `1.2.826.0.1.3680043.8.498.${10_000_000 + series}`;
  return {
    StudyInstanceUID: '1.2.826.0.1.3680043.8.498.1',
    SeriesInstanceUID,
    SOPInstanceUID: SOPInstanceUID || `${SeriesInstanceUID}.${1_000_000 + number}`,
    SOPClassUID: SopClass.CTImageStorage,
    PatientName: { Alphabetic: 'DOE^JANE' },
    PatientID: '4711',
    StudyDate: '20261103',
    StudyTime: '101500',
    Modality: 'CT',
    SeriesNumber: series + 1,
    SeriesDescription: `Axial ${series}`,
    InstanceNumber: number,
    FrameOfReferenceUID: '1.2.826.0.1.3680043.8.498.2',
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    ImagePositionPatient: [-125, -125, number * 1.25],
    PixelSpacing: [0.5, 0.5],
    SliceThickness: 1.25,
    Rows: 512,
    Columns: 512,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 1,
    RescaleSlope: 1,
    RescaleIntercept: -1024,
    WindowCenter: [40],
    WindowWidth: [400],
  };
}

type Kind = 'in order' | 'shuffled, random UIDs';

/** A study of equal series: as a device counts, or as an anonymizer and an archive's table leave it. */
function aStudy(count: number, series: number, kind: Kind): Instance[] {
  const each = Math.round(count / series);
  const instances: Instance[] = [];
  for (let s = 0; s < series; s++)
    for (let i = 0; i < each; i++) {
      const name = kind === 'in order' ? '' : `2.25.${BigInt(`0x${digits(s * each + i)}`)}`;
      instances.push(aSlice(s, i + 1, name));
    }
  if (kind !== 'in order') shuffle(instances);
  return instances;
}

/** 30 digits that look like chance and are the same every time. */
function digits(i: number): string {
  const part = (factor: number) => (Math.imul(i + 1, factor) >>> 0).toString(16).padStart(8, '0');
  return `${part(0x9e3779b1)}${part(0x85ebca77)}${part(0xc2b2ae3d)}${i.toString(16).padStart(6, '0')}`;
}

function shuffle(items: unknown[]): void {
  let state = 7;
  for (let i = items.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    [items[i], items[j]] = [items[j], items[i]];
  }
}

/** Processor time of one run, ms: the best of at least 3, and of as many as fit into 2 s. */
function best(run: () => unknown): number {
  let least = Infinity;
  const end = performance.now() + 2000;
  for (let i = 0; i < 3 || (performance.now() < end && i < 30); i++) {
    globalThis.gc?.();
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    least = Math.min(least, (user + system) / 1000);
  }
  return least;
}

interface Row {
  readonly what: string;
  readonly 'CPU ms': string;
  readonly 'us each': string;
  readonly 'display sets': number;
  readonly "Cornerstone's rules, CPU ms": string;
}
const rows: Row[] = [];

function add(what: string, instances: number, sets: number, ms: number, theirs?: number): void {
  rows.push({
    what,
    'CPU ms': ms.toFixed(ms < 10 ? 2 : 0),
    'us each': ((ms * 1000) / instances).toFixed(2),
    'display sets': sets,
    "Cornerstone's rules, CPU ms": theirs === undefined ? '' : theirs.toFixed(0),
  });
  console.error(what, ms.toFixed(1));
}

function handlersOf(modeId: string) {
  const mode = registry.mode(modeId);
  if (!mode) throw new Error(`no mode ${modeId}`);
  return registry.handlersFor(mode);
}

/** Their grouping only: no ids, labels, geometry or explanation. */
function byTheirRules(series: readonly (readonly Instance[])[]): void {
  for (const instances of series)
    // Their instance is naturalized as ours is, with lists that are not read-only.
    groupInstancesBySplitRules(
      instances as unknown as Parameters<typeof groupInstancesBySplitRules>[0],
      defaultDisplaySetSplitRules,
    );
}

function bySeries(instances: readonly Instance[]): readonly (readonly Instance[])[] {
  return [...groupBy(instances, (i) => i.SeriesInstanceUID).values()];
}

function measureSizes(): void {
  const handlers = handlersOf('viewer');
  for (const count of [1e3, 1e4, 1e5, 1e6])
    for (const series of [1, count / 100])
      for (const kind of ['in order', 'shuffled, random UIDs'] as const) {
        const instances = aStudy(count, series, kind);
        const lists = bySeries(instances);
        const sets = organize(instances, handlers).displaySets.length;
        const ms = best(() => organize(instances, handlers));
        // Their comparison of a million takes minutes.
        const theirs = count <= 1e5 ? best(() => byTheirRules(lists)) : undefined;
        add(
          `${count.toLocaleString('en')} in ${series.toLocaleString('en')} series, ${kind}`,
          count,
          sets,
          ms,
          theirs,
        );
      }
}

function entry(key: string, instances: readonly Instance[]): SeriesEntry {
  const [first] = instances;
  return {
    key,
    summary: { StudyInstanceUID: first?.StudyInstanceUID ?? '', SeriesInstanceUID: key },
    status: 'ready',
    instances,
    problems: [],
    error: undefined,
    loaded: 0,
    total: undefined,
    waitingSeconds: undefined,
  };
}

const noRules: readonly never[] = [];

/** As the viewer does it: a switch to each mode, and one series of many that changed. */
function measureViewer(): void {
  const study = bySeries(aStudy(5000, 100, 'in order'));
  const series = Object.fromEntries(study.map((instances, i) => [`1.2.${i}`, entry(`1.2.${i}`, instances)]));
  for (const mode of builtInModes) {
    let sets = 0;
    const ms = best(() => {
      const organized = createOrganizer(registry).organize(mode, { series, rules: noRules });
      sets = Object.values(organized).reduce((sum, one) => sum + one.displaySets.length, 0);
    });
    add(`5,000 in 100 series, switch to "${mode.id}"`, 5000, sets, ms);
  }
  const large = bySeries(aStudy(1e5, 1000, 'in order'));
  let all = Object.fromEntries(large.map((instances, i) => [`1.2.${i}`, entry(`1.2.${i}`, instances)]));
  const organizer = createOrganizer(registry);
  organizer.organize(viewerMode, { series: all, rules: noRules });
  const ms = best(() => {
    const changed = all['1.2.500'];
    if (changed) all = { ...all, '1.2.500': { ...changed, instances: [...changed.instances] } };
    organizer.organize(viewerMode, { series: all, rules: noRules });
  });
  add('1 changed series of 100 among 100,000', 100, 1, ms);
}

measureViewer();
measureSizes();
console.log(
  `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${availableParallelism()} cores, ${cpus()[0]?.model ?? ''}`,
);
console.table(rows);
