import { SopClass } from '../core/dicom/sopClass.ts';
import type { Instance } from '../core/dicom/instance.ts';
import type { DisplaySetInput } from '../core/displaySet/displaySet.ts';
import { organizeSeries } from '../core/displaySet/organize.ts';
import type { HandlerResult, RegisteredHandler, SopClassHandler } from '../core/extension/sopClassHandler.ts';

/**
 * All test data: deterministic, valid by default, overridden by keyword. A bug
 * starts as a line here that reproduces it.
 */

/** An axial CT slice of an invented patient; `anInstance({ Modality: 'MR' })`. */
export function anInstance(overrides: Partial<Instance> = {}): Instance {
  const { InstanceNumber = 1, SeriesInstanceUID = '1.2.3.4' } = overrides;
  return {
    StudyInstanceUID: '1.2.3',
    SeriesInstanceUID,
    SOPInstanceUID: `${SeriesInstanceUID}.${InstanceNumber}`,
    SOPClassUID: SopClass.CTImageStorage,
    PatientName: { Alphabetic: 'DOE^JANE' },
    PatientID: '4711',
    StudyDate: '20261103',
    StudyTime: '101500',
    Modality: 'CT',
    SeriesNumber: 2,
    SeriesDescription: 'Axial',
    InstanceNumber,
    FrameOfReferenceUID: '1.2.3.9',
    ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
    ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
    ImagePositionPatient: [-125, -125, InstanceNumber * 5],
    PixelSpacing: [0.5, 0.5],
    Rows: 512,
    Columns: 512,
    SamplesPerPixel: 1,
    PhotometricInterpretation: 'MONOCHROME2',
    BitsAllocated: 16,
    BitsStored: 12,
    HighBit: 11,
    PixelRepresentation: 1,
    ...overrides,
  };
}

/** Attributes of a slice at this height, mm. */
export function at(z: number, overrides: Partial<Instance> = {}): Partial<Instance> {
  return { ImagePositionPatient: [-125, -125, z], ...overrides };
}

/** Instances of one series, numbered from 1 in the order given, each with its own UID. */
export function aSeries(items: readonly Partial<Instance>[], common: Partial<Instance> = {}): Instance[] {
  return items.map((item, i) => anInstance({ InstanceNumber: i + 1, ...common, ...item }));
}

/** `count` slices `spacing` mm apart, from 0 upwards. */
export function slices(count: number, spacing = 5, overrides: Partial<Instance> = {}): Partial<Instance>[] {
  return Array.from({ length: count }, (_, i) => at(i * spacing, overrides));
}

/** A multi-frame ultrasound clip. */
export function aClip(overrides: Partial<Instance> = {}): Instance {
  const {
    ImageOrientationPatient: _o,
    ImagePositionPatient: _p,
    PixelSpacing: _s,
    ...rest
  } = anInstance({
    SOPClassUID: SopClass.UltrasoundMultiFrameImageStorage,
    Modality: 'US',
    SeriesDescription: 'Cine',
    ImageType: ['ORIGINAL', 'PRIMARY'],
    NumberOfFrames: 30,
    FrameTime: 33.33,
    ...overrides,
  });
  return rest;
}

/** A handler as the registry knows it, under `test.sopClassHandlerModule.NAME`. */
export function aHandler(
  name: string,
  sopClassUids: readonly string[],
  getDisplaySetsFromSeries: (instances: readonly Instance[]) => HandlerResult,
): RegisteredHandler {
  const handler = { name, sopClassUids, getDisplaySetsFromSeries };
  return { id: `test.sopClassHandlerModule.${name}`, extensionId: 'test', handler };
}

/** One display set of everything offered. */
export const takeAll = (instances: readonly Instance[]): DisplaySetInput[] => [
  { instances, splitKey: 'all' },
];

/** An MR slice's class and type, for `aSeries`. */
export const MR: Partial<Instance> = {
  Modality: 'MR',
  SOPClassUID: SopClass.MRImageStorage,
  ImageType: ['ORIGINAL', 'PRIMARY', 'M'],
};

/** What one handler alone makes of a series: split and image count of each display set, and what it leaves and why. */
export function handled(
  handler: SopClassHandler,
  items: readonly Partial<Instance>[],
  common: Partial<Instance> = {},
) {
  const registered = { id: `test.sopClassHandlerModule.${handler.name}`, extensionId: 'test', handler };
  const { displaySets, unclaimed, trace } = organizeSeries(aSeries(items, common), [registered]);
  return {
    displaySets,
    sets: displaySets.map((set): [string, number] => [set.splitLabel ?? '', set.numImageFrames]),
    left: unclaimed.length,
    reason: trace.handlers[0]?.reason ?? '',
  };
}
