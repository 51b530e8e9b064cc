import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { axialAt, each, type Item, picture, plane, range, type SeriesRecipe, stack } from './series.ts';

/** CT series: geometry, sizes, image types, acquisitions (PS3.3 C.8.2). */

const ct: Partial<Instance> = {
  ...picture,
  SOPClassUID: SopClass.CTImageStorage,
  Modality: 'CT',
  SeriesDescription: 'Chest',
  ImageType: ['ORIGINAL', 'PRIMARY', 'AXIAL'],
  FrameOfReferenceUID: '1.2.3.9',
  PixelSpacing: [0.8, 0.8],
  SliceThickness: 5,
};

const ofItems = (items: readonly Item[], common: Partial<Instance> = {}): SeriesRecipe => ({
  common: { ...ct, ...common },
  items,
});
/** Axial slices at these heights, mm. */
const atHeights = (heights: readonly number[], common?: Partial<Instance>) =>
  ofItems(heights.map(axialAt), common);

export const axialStack = (count = 6): SeriesRecipe => ofItems(stack(count));

export const withLocalizer = (): SeriesRecipe =>
  ofItems([
    {
      ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'],
      ImageOrientationPatient: plane.sagittal,
      ImagePositionPatient: [0, -125, 60],
      Rows: 512,
    },
    ...stack(6),
  ]);

/** Three planes, as before many examinations. */
export const threePlaneLocalizer = (): SeriesRecipe =>
  ofItems(
    each([2, 1, 0], range(3), (axis, i) => ({
      ImageOrientationPatient: [plane.sagittal, plane.coronal, plane.axial][axis] ?? [],
      ImagePositionPatient: [-125, -125, -125].map((from, along) => (along === axis ? from + i * 20 : from)),
    })),
    { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'], SeriesDescription: 'Scout' },
  );

export const mixedMatrices = (): SeriesRecipe =>
  ofItems([...stack(4), ...stack(3, 5, { Rows: 512, Columns: 512 })]);

/** Rounding of the direction cosines: one plane all the same. */
export const nearlyOneOrientation = (): SeriesRecipe =>
  ofItems(
    range(6).map((i) => ({
      ...axialAt(i * 5),
      ImageOrientationPatient: [1, i * 0.0002, 0, -i * 0.0002, 1, 0],
    })),
  );

export const twoFramesOfReference = (): SeriesRecipe =>
  ofItems([...stack(4), ...stack(4, 5, { FrameOfReferenceUID: '1.2.3.10' })]);

export const originalAndReformatted = (): SeriesRecipe =>
  ofItems([
    ...stack(5),
    ...stack(4, 5, { ImageType: ['DERIVED', 'SECONDARY', 'MPR'] }),
    ...stack(3, 5, { ImageType: ['DERIVED', 'SECONDARY', 'MIP'] }),
  ]);

/** The same five positions before contrast and in two phases after. */
export const threeAcquisitions = (): SeriesRecipe =>
  ofItems(
    each([1, 2, 3], range(5), (AcquisitionNumber, i) => ({ ...axialAt(i * 5), AcquisitionNumber })),
    { ContrastBolusAgent: 'agent' },
  );

/** Vendors that count every slice as an acquisition. */
export const acquisitionEachSlice = (): SeriesRecipe =>
  ofItems(stack(6).map((item, i) => ({ ...item, AcquisitionNumber: i + 1 })));

/** One slice of two kernels: neither kernel has more than one image at a position. */
export const twoKernels = (): SeriesRecipe =>
  ofItems(
    each(['B30f', 'B70f'], range(4), (kernel, i) => ({ ...axialAt(i * 5), ConvolutionKernel: [kernel] })),
  );

export const missingSlice = (): SeriesRecipe => atHeights([0, 5, 10, 20, 25, 30]);
export const duplicateSlice = (): SeriesRecipe => atHeights([0, 5, 10, 10, 15, 20]);
export const irregularSpacing = (): SeriesRecipe => atHeights([0, 5, 9, 15, 18, 25]);
export const singleSlice = (): SeriesRecipe => atHeights([0]);
export const twoSlices = (): SeriesRecipe => atHeights([0, 5]);

/** A tilted gantry: 20 degrees about the x axis, but the table still moves along z. */
export const tiltedGantry = (): SeriesRecipe => {
  const [cos, sin] = [Math.cos((20 * Math.PI) / 180), Math.sin((20 * Math.PI) / 180)];
  return ofItems(
    range(6).map((i) => ({
      ImageOrientationPatient: [1, 0, 0, 0, cos, sin],
      ImagePositionPatient: [-125, -125, i * 5],
    })),
    { GantryDetectorTilt: 20 },
  );
};

/** Slices one of which lies 2 mm aside of the rest. */
export const sheared = (): SeriesRecipe =>
  ofItems(
    range(6).map((i) => ({
      ImageOrientationPatient: plane.axial,
      ImagePositionPatient: [i === 3 ? -123 : -125, -125, i * 5],
    })),
  );

export const mixedPixelSpacing = (): SeriesRecipe =>
  ofItems([...stack(3), ...range(3).map((i) => ({ ...axialAt(15 + i * 5), PixelSpacing: [0.5, 0.5] }))]);

export const withoutPositions = (): SeriesRecipe => ofItems(range(4).map(() => ({})));

/** Enhanced CT (A.38): one object, its positions in the functional groups; last slice first. */
export const enhancedCt = (frames = 4): SeriesRecipe => ({
  common: { ...ct, SOPClassUID: SopClass.EnhancedCTImageStorage, SeriesDescription: 'Enhanced' },
  items: [
    {
      NumberOfFrames: frames,
      SharedFunctionalGroupsSequence: [
        {
          PlaneOrientationSequence: [{ ImageOrientationPatient: plane.axial }],
          PixelMeasuresSequence: [{ PixelSpacing: [0.8, 0.8], SliceThickness: 5 }],
        },
      ],
      PerFrameFunctionalGroupsSequence: range(frames).map((i) => ({
        PlanePositionSequence: [{ ImagePositionPatient: [-125, -125, (frames - 1 - i) * 5] }],
      })),
    },
  ],
});

/** A legacy-converted object (A.70): what were three slices, without dimensions. */
export const legacyConvertedCt = (): SeriesRecipe => {
  const { common, items } = enhancedCt(3);
  return {
    common: {
      ...common,
      SOPClassUID: SopClass.LegacyConvertedEnhancedCTImageStorage,
      SeriesDescription: 'Converted',
    },
    items,
  };
};

/** Images turned about one axis, 30 degrees each, as a rotating projection: not six stacks. */
export const rotating = (): SeriesRecipe =>
  ofItems(
    range(6).map((i) => {
      const [cos, sin] = [Math.cos((i * Math.PI) / 6), Math.sin((i * Math.PI) / 6)];
      return { ImageOrientationPatient: [cos, sin, 0, 0, 0, -1], ImagePositionPatient: [0, 0, 0] };
    }),
    { ImageType: ['DERIVED', 'SECONDARY', 'MIP'] },
  );

export const somePositions = (): SeriesRecipe =>
  ofItems([...stack(4), { ImageOrientationPatient: plane.axial }]);

/** One of the slices is of somebody else, or says so. */
export const twoPatients = (): SeriesRecipe =>
  ofItems(stack(4).map((item, i) => (i === 3 ? { ...item, PatientID: '4712' } : item)));

/** The second slice was sent twice, under one UID. */
export const sentTwice = (): SeriesRecipe =>
  ofItems([...stack(4), { ...axialAt(5), SOPInstanceUID: '1.2.3.1.2', InstanceNumber: 2 }]);

/** Sent from the head down, numbered from the feet up. */
export const numberedBackwards = (): SeriesRecipe => atHeights([20, 15, 10, 5, 0]);
