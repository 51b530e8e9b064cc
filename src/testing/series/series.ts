import type { Instance } from '../../core/dicom/instance.ts';
import { type JsonDataSet, readInstance, toDicomJson } from '../dicomJson.ts';

/** One object of a series: its attributes, and elements that no keyword of ours names (`raw`: private ones). */
export type Item = Partial<Instance> & { readonly raw?: JsonDataSet };

/**
 * A series as a device makes it, before it is part of a study: what its objects
 * share and how each differs, in the order of InstanceNumber from 1.
 */
export interface SeriesRecipe {
  readonly common: Partial<Instance>;
  readonly items: readonly Item[];
}

/** The study that all recipes are part of, unless they say otherwise. */
export const studyUID = '1.2.3';
export const seriesUIDOf = (SeriesNumber: number): string => `${studyUID}.${SeriesNumber}`;
export const instanceUIDOf = (SeriesNumber: number, InstanceNumber: number): string =>
  `${seriesUIDOf(SeriesNumber)}.${InstanceNumber}`;

const general: Partial<Instance> = {
  StudyInstanceUID: studyUID,
  PatientName: { Alphabetic: 'DOE^JANE' },
  PatientID: '4711',
  StudyDate: '20261103',
  StudyTime: '101500',
};

/** The Image Pixel module (PS3.3 C.7.6.3) of a grey image. */
export const picture: Partial<Instance> = {
  Rows: 256,
  Columns: 256,
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  BitsAllocated: 16,
  BitsStored: 12,
  HighBit: 11,
  PixelRepresentation: 0,
  hasPixelData: true,
};

export const plane = {
  axial: [1, 0, 0, 0, 1, 0],
  coronal: [1, 0, 0, 0, 0, -1],
  sagittal: [0, 1, 0, 0, 0, -1],
} as const;

/** The Image Plane module (C.7.6.2) of an axial slice at this height, mm. */
export function axialAt(z: number): Partial<Instance> {
  return { ImageOrientationPatient: plane.axial, ImagePositionPatient: [-125, -125, z] };
}

/** `count` axial slices, `spacing` mm apart. */
export const stack = (count: number, spacing = 5, shared: Item = {}): readonly Item[] =>
  range(count).map((i) => ({ ...axialAt(i * spacing), ...shared }));

/** The series as an archive sends it; UIDs are made of its number and each object's place. */
export function dataSetsOf({ common, items }: SeriesRecipe, SeriesNumber = 1): readonly JsonDataSet[] {
  return items.map(({ raw, ...item }, i) => ({
    ...toDicomJson({
      ...general,
      SeriesInstanceUID: seriesUIDOf(SeriesNumber),
      SOPInstanceUID: instanceUIDOf(SeriesNumber, i + 1),
      SeriesNumber,
      InstanceNumber: i + 1,
      ...common,
      ...item,
    }),
    ...raw,
  }));
}

/** The series as the viewer has it. */
export const instancesOf = (recipe: SeriesRecipe, SeriesNumber = 1): readonly Instance[] =>
  dataSetsOf(recipe, SeriesNumber).map(readInstance);

export const range = (count: number, from = 0): readonly number[] =>
  Array.from({ length: count }, (_, i) => from + i);

/** Every pair, the first slowest: volumes one after the other. */
export const each = <A, B, C>(as: readonly A[], bs: readonly B[], make: (a: A, b: B) => C): readonly C[] =>
  as.flatMap((a) => bs.map((b) => make(a, b)));
