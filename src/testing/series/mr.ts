import type { FunctionalGroups, Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import type { JsonDataSet } from '../dicomJson.ts';
import { axialAt, each, type Item, picture, plane, range, type SeriesRecipe } from './series.ts';

/** MR series: echoes, diffusion, time, components (PS3.3 C.8.3, C.8.13). */

const mr: Partial<Instance> = {
  ...picture,
  SOPClassUID: SopClass.MRImageStorage,
  Modality: 'MR',
  SeriesDescription: 'Brain',
  ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'SE'],
  FrameOfReferenceUID: '1.2.3.9',
  PixelSpacing: [1, 1],
  SliceThickness: 5,
  EchoTime: 80,
  RepetitionTime: 4000,
};

const ofItems = (items: readonly Item[], common: Partial<Instance> = {}): SeriesRecipe => ({
  common: { ...mr, ...common },
  items,
});

/** Every value at every one of `slices` positions, volume after volume. */
const volumes = <T>(values: readonly T[], of: (value: T) => Item, slices = 4): readonly Item[] =>
  each(values, range(slices), (value, i) => ({ ...axialAt(i * 5), ...of(value) }));

export const multiEcho = (): SeriesRecipe =>
  ofItems(volumes([20, 60, 100], (EchoTime) => ({ EchoTime, EchoNumbers: [EchoTime / 40 + 0.5] })));

/** Echo times as some scanners round them: two echoes, not five. */
export const roundedEchoTimes = (): SeriesRecipe =>
  ofItems(
    each([20, 80], range(4), (EchoTime, i) => ({ ...axialAt(i * 5), EchoTime: EchoTime * (1 + 0.002 * i) })),
  );

/** b = 0 once, b = 1000 in three directions. */
export const diffusionStandard = (): SeriesRecipe =>
  ofItems(
    volumes([0, 1000, 1000, 1000], (DiffusionBValue) => ({ DiffusionBValue })),
    { SeriesDescription: 'DWI', ImageType: ['ORIGINAL', 'PRIMARY', 'DIFFUSION', 'NONE'] },
  );

/** The b-value in a private element, under its creator or under another's. */
function privateB(group: string, creator: string, tag: string, value: unknown): JsonDataSet {
  return {
    [`${group}0010`]: { vr: 'LO', Value: [creator] },
    [`${group}10${tag}`]: { vr: 'UN', Value: [value] },
  };
}
const diffusionPrivate = (raw: (b: number) => JsonDataSet, Manufacturer: string): SeriesRecipe =>
  ofItems(
    volumes([0, 800], (b) => ({ raw: raw(b) })),
    { SeriesDescription: 'DWI', Manufacturer, ImageType: ['ORIGINAL', 'PRIMARY', 'OTHER'] },
  );
export const diffusionGe = (creator = 'GEMS_PARM_01'): SeriesRecipe =>
  diffusionPrivate((b) => privateB('0043', creator, '39', `${b + 1e9}\\8\\0\\0`), 'GE MEDICAL SYSTEMS');
export const diffusionSiemens = (creator = 'SIEMENS MR HEADER'): SeriesRecipe =>
  diffusionPrivate((b) => privateB('0019', creator, '0C', String(b)), 'SIEMENS');
export const diffusionPhilips = (creator = 'Philips Imaging DD 001'): SeriesRecipe =>
  diffusionPrivate((b) => privateB('2001', creator, '03', b), 'Philips');

export const traceAndAdc = (): SeriesRecipe =>
  ofItems(
    volumes(['TRACEW', 'ADC'], (word) => ({ ImageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', word] })),
    { SeriesDescription: 'DWI maps' },
  );

export const temporal = (): SeriesRecipe =>
  ofItems(
    volumes([1, 2, 3], (TemporalPositionIdentifier) => ({ TemporalPositionIdentifier })),
    { NumberOfTemporalPositions: 3, SeriesDescription: 'Perfusion' },
  );

/** Half of the volume at each time: these are two slabs, not a volume in time. */
export const temporalOfOtherPositions = (): SeriesRecipe =>
  ofItems(
    range(6).map((i) => ({ ...axialAt(i * 5), TemporalPositionIdentifier: i < 3 ? 1 : 2 })),
    { SeriesDescription: 'Two slabs' },
  );

export const cardiacPhases = (): SeriesRecipe =>
  ofItems(
    each(range(4), range(5), (slice, phase) => ({ ...axialAt(slice * 8), TriggerTime: phase * 40 })),
    { SeriesDescription: 'Cine SA', CardiacNumberOfImages: 5, NominalInterval: 200 },
  );

export const complexComponents = (): SeriesRecipe =>
  ofItems(
    volumes(['MAGNITUDE', 'PHASE'], (ComplexImageComponent) => ({ ComplexImageComponent })),
    { ImageType: ['ORIGINAL', 'PRIMARY', 'OTHER'] },
  );

/** Components as the older objects have them: the third or fourth word of ImageType. */
export const componentsByImageType = (): SeriesRecipe =>
  ofItems(volumes(['M', 'P', 'R', 'I'], (word) => ({ ImageType: ['ORIGINAL', 'PRIMARY', word, 'FFE'] })));

const dimension = (...pointers: readonly string[]) =>
  pointers.map((DimensionIndexPointer) => ({ DimensionIndexPointer }));

const enhanced = (frames: readonly FunctionalGroups[], item: Item = {}): SeriesRecipe => ({
  common: {
    ...mr,
    SOPClassUID: SopClass.EnhancedMRImageStorage,
    SeriesDescription: 'Enhanced MR',
    SharedFunctionalGroupsSequence: [
      {
        PlaneOrientationSequence: [{ ImageOrientationPatient: plane.axial }],
        PixelMeasuresSequence: [{ PixelSpacing: [1, 1], SliceThickness: 5 }],
      },
    ],
  },
  items: [{ NumberOfFrames: frames.length, PerFrameFunctionalGroupsSequence: frames, ...item }],
});

/** Two stacks of three slices each, told apart by StackID and the first dimension; stored slice by slice. */
export const enhancedTwoStacks = (): SeriesRecipe =>
  enhanced(
    each([1, 2, 3], ['1', '2'], (position, StackID) => ({
      FrameContentSequence: [
        { StackID, InStackPositionNumber: position, DimensionIndexValues: [Number(StackID), position] },
      ],
      PlanePositionSequence: [{ ImagePositionPatient: [Number(StackID) * 300, -125, position * 5] }],
    })),
    { DimensionIndexSequence: dimension('00209056', '00209057') },
  );

/** Three times of three slices, time slowest by the dimensions, stored the other way round. */
export const enhancedTemporal = (): SeriesRecipe =>
  enhanced(
    each([1, 2, 3], [1, 2, 3], (position, time) => ({
      FrameContentSequence: [
        {
          StackID: '1',
          InStackPositionNumber: position,
          TemporalPositionIndex: time,
          DimensionIndexValues: [time, position],
        },
      ],
      PlanePositionSequence: [{ ImagePositionPatient: [-125, -125, position * 5] }],
    })),
    { DimensionIndexSequence: dimension('00209128', '00209057') },
  );

/** b = 0 and b = 1000 at three positions, in the diffusion macro. */
export const enhancedDiffusion = (): SeriesRecipe =>
  enhanced(
    each([0, 1000], [1, 2, 3], (DiffusionBValue, position) => ({
      FrameContentSequence: [{ StackID: '1', InStackPositionNumber: position }],
      PlanePositionSequence: [{ ImagePositionPatient: [-125, -125, position * 5] }],
      MRDiffusionSequence: [{ DiffusionBValue }],
    })),
  );

/** One logical object of 12 frames in parts of 3 (PS3.3 7.5.1); parts may not have come, and the total not be told. */
export const concatenation = (parts: readonly number[], total: number | 'not told' = 4): SeriesRecipe => ({
  common: {
    ...mr,
    SOPClassUID: SopClass.EnhancedMRImageStorage,
    SeriesDescription: 'In parts',
    ConcatenationUID: '1.2.3.77',
    SOPInstanceUIDOfConcatenationSource: '1.2.3.78',
    InstanceNumber: 1,
    NumberOfFrames: 3,
    ...(total === 'not told' ? {} : { InConcatenationTotalNumber: total }),
  },
  items: parts.map((part) => ({
    InConcatenationNumber: part,
    ConcatenationFrameOffsetNumber: (part - 1) * 3,
    SharedFunctionalGroupsSequence: [
      { PlaneOrientationSequence: [{ ImageOrientationPatient: plane.axial }] },
    ],
    PerFrameFunctionalGroupsSequence: range(3).map((i) => ({
      PlanePositionSequence: [{ ImagePositionPatient: [-125, -125, ((part - 1) * 3 + i) * 5] }],
    })),
  })),
});

/** Scanners that vary the echo time a little from slice to slice: one stack. */
export const echoEachSlice = (): SeriesRecipe =>
  ofItems(range(6).map((i) => ({ ...axialAt(i * 5), EchoTime: 80 + i * 4 })));

/** 65 times of two slices: more groups than anybody would scroll through. */
export const tooManyTimes = (): SeriesRecipe =>
  ofItems(
    each(range(65, 1), range(2), (TemporalPositionIdentifier, i) => ({
      ...axialAt(i * 5),
      TemporalPositionIdentifier,
    })),
    { SeriesDescription: 'Dynamic' },
  );

/** Two images have no echo time at all: that is a value of its own. */
export const echoTimeAbsentOnSome = (): SeriesRecipe => {
  const { EchoTime: _, ...common } = mr;
  return {
    common,
    items: each([20, undefined], range(4), (EchoTime, i) => ({
      ...axialAt(i * 5),
      ...(EchoTime !== undefined && { EchoTime }),
    })),
  };
};
