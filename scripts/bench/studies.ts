import { readSeriesMetadata } from '../../src/core/dicom/naturalize.ts';
import type { Instance } from '../../src/core/dicom/instance.ts';
import { SopClass } from '../../src/core/dicom/sopClass.ts';

/**
 * Studies to measure with, made as the viewer gets them: the text of an
 * archive's answer, parsed and read, so that every value is an object of its own.
 */

type Json = Readonly<Record<string, { readonly vr: string; readonly Value: readonly unknown[] }>>;

/** What the slices of one series are. */
export type Shape = 'CT stack' | 'two echoes' | 'diffusion' | 'mixed';
export const shapes: readonly Shape[] = ['CT stack', 'two echoes', 'diffusion', 'mixed'];

const study = '1.2.826.0.1.3680043.8.498.1';
const of = (vr: string, ...Value: readonly unknown[]) => ({ vr, Value });

/** A slice in 29 attributes, as in the answer to a metadata request (PS3.18 F). */
function slice(series: string, uid: string, number: number, position: number, own: Json): Json {
  return {
    '0020000D': of('UI', study),
    '0020000E': of('UI', series),
    '00080018': of('UI', uid),
    '00080016': of('UI', SopClass.CTImageStorage),
    '00100010': { vr: 'PN', Value: [{ Alphabetic: 'DOE^JANE' }] },
    '00100020': of('LO', '4711'),
    '00080020': of('DA', '20261103'),
    '00080030': of('TM', '101500'),
    '00080060': of('CS', 'CT'),
    '00200011': of('IS', 2),
    '0008103E': of('LO', 'Axial'),
    '00200013': of('IS', number),
    '00200052': of('UI', '1.2.826.0.1.3680043.8.498.2'),
    '00080008': of('CS', 'ORIGINAL', 'PRIMARY', 'AXIAL'),
    '00200037': of('DS', 1, 0, 0, 0, 1, 0),
    '00200032': of('DS', -125, -125, position * 1.25),
    '00280030': of('DS', 0.5, 0.5),
    '00180050': of('DS', 1.25),
    '00280010': of('US', 512),
    '00280011': of('US', 512),
    '00280002': of('US', 1),
    '00280004': of('CS', 'MONOCHROME2'),
    '00280100': of('US', 16),
    '00280101': of('US', 12),
    '00280102': of('US', 11),
    '00280103': of('US', 1),
    '00281053': of('DS', 1),
    '00281052': of('DS', -1024),
    '00281050': of('DS', 40),
    '00281051': of('DS', 400),
    ...own,
  };
}

const MR = { '00080016': of('UI', SopClass.MRImageStorage), '00080060': of('CS', 'MR') };

/** @param i which of the series, from 0. @returns where it lies, in slices, and what it has of its own. */
const slicesOf: Readonly<
  Record<Shape, (i: number, count: number) => readonly [position: number, own: Json]>
> = {
  'CT stack': (i) => [i, {}],
  'two echoes': (i) => [i >> 1, { ...MR, '00180081': of('DS', i % 2 === 0 ? 12 : 81) }],
  // b = 0 and two others, one after another.
  diffusion: (i, count) => {
    const positions = Math.ceil(count / 3);
    const b = [0, 500, 1000][Math.floor(i / positions)] ?? 0;
    return [i % positions, { ...MR, '00189087': of('FD', b) }];
  },
  // A localizer in front, two kernels, and an object without a picture at the end.
  mixed: (i, count) => {
    if (i < 2)
      return [
        i,
        { '00200037': of('DS', 1, 0, 0, 0, 0, -1), '00080008': of('CS', 'ORIGINAL', 'PRIMARY', 'LOCALIZER') },
      ];
    if (i === count - 1) return [i, { '00080016': of('UI', SopClass.RawDataStorage), '00280010': of('US') }];
    return [i >> 1, { '00181210': of('SH', i % 2 === 0 ? 'B30f' : 'B70s') }];
  },
};

export interface StudyOptions {
  readonly instances: number;
  readonly series: number;
  readonly shape: Shape;
}

/** What the archive answers for one series, as text. */
export function metadataText(series: number, count: number, shape: Shape): string {
  return JSON.stringify(Array.from({ length: count }, (_, i) => entry(series, i, count, shape)));
}

function entry(series: number, i: number, count: number, shape: Shape): Json {
  const { SeriesInstanceUID } = seriesIdentity(series);
  const [position, own] = slicesOf[shape](i, count);
  return slice(SeriesInstanceUID, `${SeriesInstanceUID}.${1_000_000 + i}`, i + 1, position, own);
}

export const seriesIdentity = (series: number) => ({
  StudyInstanceUID: study,
  SeriesInstanceUID: `1.2.826.0.1.3680043.8.498.${10_000_000 + series}`,
});

/** Entries parsed at once: the text of a million would not fit into one string. */
const pieceSize = 5000;

/** The instances series by series, in the order in which a device made them. */
export function aStudy({ instances, series, shape }: StudyOptions): readonly (readonly Instance[])[] {
  const each = Math.round(instances / series);
  return Array.from({ length: series }, (_, s) => {
    const list: Instance[] = [];
    for (let from = 0; from < each; from += pieceSize) {
      const length = Math.min(pieceSize, each - from);
      const entries = Array.from({ length }, (_unused, i) => entry(s, from + i, each, shape));
      const json: unknown = JSON.parse(JSON.stringify(entries));
      for (const instance of readSeriesMetadata(json, seriesIdentity(s)).instances) list.push(instance);
    }
    return list;
  });
}

/** Another order that is the same every time, as an archive's table may give it. */
export function shuffled<T>(items: readonly T[]): T[] {
  const list = [...items];
  let state = 7;
  for (let i = list.length - 1; i > 0; i--) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const j = state % (i + 1);
    const [a, b] = [list[i], list[j]];
    if (a !== undefined && b !== undefined) [list[i], list[j]] = [b, a];
  }
  return list;
}
