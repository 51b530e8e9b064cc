import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import {
  codedClip,
  codedStack,
  studyUIDOf,
  writeStudy,
  type FixtureObject,
} from '../../e2e/fixtures/objects.ts';

/** A study to open, and the size of its images, whose numbers are read from the screen. */
export interface BenchStudy {
  readonly uid: string;
  readonly patient: string;
  readonly rows: number;
  readonly columns: number;
  /** Thumbnails that its browser must show to be full. */
  readonly series: number;
}

const study = (name: string, rows: number, columns: number, series: number): BenchStudy => ({
  uid: studyUIDOf(name),
  patient: `BENCH-${name.toUpperCase()}`,
  rows,
  columns,
  series,
});

export const studies = {
  /** 1000 slices and 30 more. */
  ct: study('ct', 512, 512, 2),
  /** 60 series of 20. */
  mr: study('mr', 256, 256, 60),
  /** Four large images. */
  mg: study('mg', 4000, 3000, 4),
  /** Two clips of 200 frames. */
  us: study('us', 480, 640, 2),
} as const;
export type StudyName = keyof typeof studies;
export const ctSlices = 1000;
/** Small studies beside them, for the list. */
const others = 600;

const about = (name: StudyName) => ({
  study: name,
  rows: studies[name].rows,
  columns: studies[name].columns,
  attributes: { PatientID: studies[name].patient, PatientName: `Bench^${name.toUpperCase()}` },
});

function* objects(): Generator<FixtureObject> {
  for (const [series, slices] of [ctSlices, 30].entries())
    for (let first = 1; first <= slices; first += 50) {
      const origin = [-120, -120, (first - 1) * 0.5] as const;
      const part = { series: series + 1, slices: Math.min(50, slices - first + 1), firstInstance: first };
      yield* codedStack({ ...about('ct'), ...part, origin, spacing: 0.5, pixelSpacing: [0.47, 0.47] });
    }
  for (let series = 1; series <= 60; series += 1)
    yield* codedStack({ ...about('mr'), series, slices: 20, Modality: 'MR' });
  for (let series = 1; series <= 4; series += 1)
    yield* codedStack({ ...about('mg'), series, slices: 1, Modality: 'MG' });
  for (let series = 1; series <= 2; series += 1) yield codedClip({ ...about('us'), series, frames: 200 });
  for (let index = 0; index < others; index += 1) {
    const PatientID = `LIST${String(index).padStart(4, '0')}`;
    const StudyDate = new Date(Date.UTC(2020, 0, 1 + index)).toISOString().slice(0, 10).replaceAll('-', '');
    const attributes = { PatientID, PatientName: `List^Patient ${index}`, StudyDate };
    yield* codedStack({ study: `list-${index}`, slices: 1, rows: 16, columns: 16, attributes });
  }
}

/** The folder of files, some 900 MB: written once, and kept under `.cache`. */
export async function workloadFolder(root: string): Promise<string> {
  const folder = join(root, '.cache', 'bench', 'workload-1');
  if (existsSync(folder)) return folder;
  console.error(`Writing the workload to ${folder} (once, a minute or two) ...`);
  const draft = `${folder}.draft`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  await writeStudy(draft, objects());
  await rename(draft, folder);
  return folder;
}
