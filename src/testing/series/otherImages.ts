import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { axialAt, each, type Item, picture, range, type SeriesRecipe, stack } from './series.ts';

/** PET, nuclear medicine, ultrasound, angiography, projections, photographs, slides, video. */

const pet: Partial<Instance> = {
  ...picture,
  SOPClassUID: SopClass.PositronEmissionTomographyImageStorage,
  Modality: 'PT',
  SeriesDescription: 'PET',
  ImageType: ['ORIGINAL', 'PRIMARY'],
  FrameOfReferenceUID: '1.2.3.9',
  PixelSpacing: [4, 4],
  Units: 'BQML',
};

export const petStatic = (FrameOfReferenceUID = '1.2.3.9'): SeriesRecipe => ({
  common: { ...pet, FrameOfReferenceUID, SeriesType: ['WHOLE BODY', 'IMAGE'] },
  items: stack(6),
});

/** Three time frames of four slices (C.8.9.4.1.9). */
export const petDynamic = (): SeriesRecipe => ({
  common: { ...pet, SeriesType: ['DYNAMIC', 'IMAGE'] },
  items: each([0, 30_000, 60_000], range(4), (FrameReferenceTime, i) => ({
    ...axialAt(i * 5),
    FrameReferenceTime,
  })),
});

/** What should be two series: a static one and a gated one, of the same positions. */
export const petSeriesTypes = (): SeriesRecipe => ({
  common: pet,
  items: each(['STATIC', 'GATED'], range(4), (type, i) => ({
    ...axialAt(i * 5),
    SeriesType: [type, 'IMAGE'],
  })),
});

/** Two energy windows of two detectors in one object (C.8.4.8); stored detector by detector. */
export const nmVectors = (): SeriesRecipe => ({
  common: {
    ...picture,
    SOPClassUID: SopClass.NuclearMedicineImageStorage,
    Modality: 'NM',
    SeriesDescription: 'Bone',
    ImageType: ['ORIGINAL', 'PRIMARY', 'WHOLE BODY', 'EMISSION'],
  },
  items: [
    {
      NumberOfFrames: 4,
      FrameIncrementPointer: ['00540010', '00540020'],
      EnergyWindowVector: [1, 2, 1, 2],
      DetectorVector: [1, 1, 2, 2],
    },
  ],
});

const clip = (item: Item, common: Partial<Instance> = {}): SeriesRecipe => ({
  common: {
    ...picture,
    SOPClassUID: SopClass.UltrasoundMultiFrameImageStorage,
    Modality: 'US',
    SeriesDescription: 'Heart',
    ImageType: ['ORIGINAL', 'PRIMARY'],
    ...common,
  },
  items: [{ NumberOfFrames: 5, ...item }],
});

/** One clip for each way to say how fast (C.7.6.5). */
export const clipRates = {
  recommended: () => clip({ RecommendedDisplayFrameRate: 15, CineRate: 30, FrameTime: 40 }),
  cineRate: () => clip({ CineRate: 30, FrameTime: 40 }),
  frameTime: () => clip({ FrameTime: 40, EffectiveDuration: 10 }),
  vector: () => clip({ FrameTimeVector: [0, 20, 40, 20, 40], EffectiveDuration: 10 }),
  duration: () => clip({ EffectiveDuration: 0.5 }),
  none: () => clip({}),
  zero: () => clip({ RecommendedDisplayFrameRate: 0, CineRate: -1, FrameTime: 0 }),
};
export const angiography = (): SeriesRecipe =>
  clip(
    { FrameTime: 66.7 },
    {
      SOPClassUID: SopClass.XRayAngiographicImageStorage,
      Modality: 'XA',
      SeriesDescription: 'LCA',
      ImageType: ['ORIGINAL', 'PRIMARY', 'SINGLE PLANE'],
    },
  );

export const ultrasoundStills = (): SeriesRecipe => ({
  common: {
    ...picture,
    SOPClassUID: SopClass.UltrasoundImageStorage,
    Modality: 'US',
    SeriesDescription: 'Liver',
  },
  items: range(3).map((i) => ({ Rows: 400 + i * 100 })),
});

const mammogram: Partial<Instance> = {
  ...picture,
  SOPClassUID: SopClass.DigitalMammographyXRayImageStorageForPresentation,
  Modality: 'MG',
  SeriesDescription: 'Screening',
  ImageType: ['DERIVED', 'PRIMARY'],
};
/** The four standard views, out of their order. */
export const mammograms = (): SeriesRecipe => ({
  common: mammogram,
  items: [
    { ImageLaterality: 'L', ViewPosition: 'MLO' },
    { ImageLaterality: 'R', ViewPosition: 'CC' },
    { ImageLaterality: 'L', ViewPosition: 'CC' },
    { ImageLaterality: 'R', ViewPosition: 'MLO' },
  ],
});
export const tomosynthesis = (): SeriesRecipe => ({
  common: {
    ...mammogram,
    SOPClassUID: SopClass.BreastTomosynthesisImageStorage,
    SeriesDescription: 'Tomo',
    ImageLaterality: 'L',
    ViewPosition: 'CC',
  },
  items: [{ NumberOfFrames: 10 }],
});
export const chestXRays = (): SeriesRecipe => ({
  common: {
    ...picture,
    SOPClassUID: SopClass.DigitalXRayImageStorageForPresentation,
    Modality: 'DX',
    SeriesDescription: 'Chest',
  },
  items: [{ ViewPosition: 'PA' }, { ViewPosition: 'LL' }],
});
export const manyXRays = (count: number): SeriesRecipe => ({
  ...chestXRays(),
  items: range(count).map(() => ({ ViewPosition: 'PA' })),
});

export const secondaryCaptures = (): SeriesRecipe => ({
  common: {
    ...picture,
    SOPClassUID: SopClass.SecondaryCaptureImageStorage,
    Modality: 'OT',
    SeriesDescription: 'Screens',
  },
  items: [{}, {}],
});
export const photographs = (): SeriesRecipe => ({
  common: {
    ...picture,
    SOPClassUID: SopClass.VLPhotographicImageStorage,
    Modality: 'XC',
    SeriesDescription: 'Wound',
    SamplesPerPixel: 3,
    PhotometricInterpretation: 'RGB',
  },
  items: [{}, {}],
});
export const endoscopyVideo = (): SeriesRecipe => ({
  common: {
    ...picture,
    SOPClassUID: SopClass.VideoEndoscopicImageStorage,
    Modality: 'ES',
    SeriesDescription: 'Gastroscopy',
  },
  items: [{ NumberOfFrames: 250, CineRate: 25 }],
});

/** A slide: two levels of one pyramid, and its label. */
export const wholeSlide = (): SeriesRecipe => ({
  common: {
    ...picture,
    SOPClassUID: SopClass.VLWholeSlideMicroscopyImageStorage,
    Modality: 'SM',
    SeriesDescription: 'HE',
    FrameOfReferenceUID: '1.2.3.12',
    ContainerIdentifier: 'S1-A',
    DimensionOrganizationType: 'TILED_FULL',
    ImagedVolumeWidth: 15,
  },
  items: [
    {
      ImageType: ['ORIGINAL', 'PRIMARY', 'VOLUME', 'NONE'],
      NumberOfFrames: 16,
      TotalPixelMatrixColumns: 1024,
      TotalPixelMatrixRows: 1024,
    },
    {
      ImageType: ['DERIVED', 'PRIMARY', 'VOLUME', 'RESAMPLED'],
      NumberOfFrames: 4,
      TotalPixelMatrixColumns: 512,
      TotalPixelMatrixRows: 512,
    },
    {
      ImageType: ['ORIGINAL', 'PRIMARY', 'LABEL', 'NONE'],
      NumberOfFrames: 1,
      TotalPixelMatrixColumns: 256,
      TotalPixelMatrixRows: 256,
    },
  ],
});
