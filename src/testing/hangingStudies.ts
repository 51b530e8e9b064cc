import type { Instance } from '../core/dicom/instance.ts';
import { SopClass } from '../core/dicom/sopClass.ts';
import { organize } from '../core/displaySet/organize.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { factsOf } from '../core/hanging/studies.ts';
import type { Open } from '../core/hanging/match.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { instancesOf, picture, plane, range, type SeriesRecipe } from './series/series.ts';

/** Studies as they come from practice, for rules to hang. Each is a list of series, numbered from 1. */

type PlaneName = keyof typeof plane;

/** `count` slices 2 mm apart in one plane. */
export function sliceSeries(
  SeriesDescription: string,
  common: Partial<Instance> = {},
  { count = 6, name = 'axial' as PlaneName, spacing = 2 } = {},
): SeriesRecipe {
  const along = { axial: 2, sagittal: 0, coronal: 1 }[name];
  return {
    common: {
      ...picture,
      SOPClassUID: SopClass.CTImageStorage,
      Modality: 'CT',
      SeriesDescription,
      ImageType: ['ORIGINAL', 'PRIMARY'],
      FrameOfReferenceUID: '1.2.3.9',
      PixelSpacing: [1, 1],
      SliceThickness: spacing,
      ImageOrientationPatient: plane[name],
      ...common,
    },
    items: range(count).map((i) => ({
      ImagePositionPatient: [-125, -125, 0].map((value, axis) => value + (axis === along ? i * spacing : 0)),
    })),
  };
}

export const mrSeries = (
  SeriesDescription: string,
  common: Partial<Instance> = {},
  name: PlaneName = 'axial',
): SeriesRecipe =>
  sliceSeries(
    SeriesDescription,
    { SOPClassUID: SopClass.MRImageStorage, Modality: 'MR', ScanningSequence: ['SE'], ...common },
    { name },
  );

export const mammogram = (
  ImageLaterality: string,
  ViewPosition: string,
  common: Partial<Instance> = {},
): SeriesRecipe => ({
  common: {
    ...picture,
    Rows: 400,
    Columns: 300,
    SOPClassUID: SopClass.DigitalMammographyXRayImageStorageForPresentation,
    Modality: 'MG',
    SeriesDescription: `${ImageLaterality} ${ViewPosition}`,
    ImageType: ['ORIGINAL', 'PRIMARY'],
    ImagerPixelSpacing: [0.1, 0.1],
    ImageLaterality,
    ViewPosition,
    PatientOrientation: ImageLaterality === 'R' ? ['P', 'F'] : ['A', 'F'],
    ...common,
  },
  items: [{}],
});

export const radiograph = (
  SeriesDescription: string,
  ViewPosition: string | undefined,
  common: Partial<Instance> = {},
): SeriesRecipe => ({
  common: {
    ...picture,
    SOPClassUID: SopClass.ComputedRadiographyImageStorage,
    Modality: 'CR',
    SeriesDescription,
    ImageType: ['ORIGINAL', 'PRIMARY'],
    ...(ViewPosition !== undefined && { ViewPosition }),
    ...common,
  },
  items: [{}],
});

export const fourViews = (): readonly SeriesRecipe[] => [
  mammogram('L', 'MLO'),
  mammogram('R', 'CC'),
  mammogram('L', 'CC'),
  mammogram('R', 'MLO'),
];

export const mrBrain = (): readonly SeriesRecipe[] => [
  mrSeries('Survey', { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }),
  mrSeries('t1 brain sag', { RepetitionTime: 500, EchoTime: 10 }, 'sagittal'),
  mrSeries('ax', { RepetitionTime: 550, EchoTime: 12 }),
  mrSeries('ax tse', { RepetitionTime: 4500, EchoTime: 95 }),
  mrSeries('tirm dark-fluid', { RepetitionTime: 9000, EchoTime: 90, InversionTime: 2500 }),
  mrSeries('ep2d_diff', { DiffusionBValue: 1000, RepetitionTime: 5000, EchoTime: 80 }),
  mrSeries('ep2d_diff_ADC', {
    ImageType: ['DERIVED', 'PRIMARY', 'DIFFUSION', 'ADC'],
    RepetitionTime: 5000,
    EchoTime: 80,
  }),
  mrSeries('ax post', { RepetitionTime: 560, EchoTime: 12, ContrastBolusAgent: 'Gadolinium' }),
];

export const ctChest = (): readonly SeriesRecipe[] => [
  sliceSeries('Topogram', { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }, { count: 1 }),
  sliceSeries('Thorax 5.0 B31f', { ConvolutionKernel: ['B31f'], SliceThickness: 5 }),
  sliceSeries('Thorax 1.0 B31f', { ConvolutionKernel: ['B31f'], SliceThickness: 1 }),
  sliceSeries('Thorax 1.0 B70f', { ConvolutionKernel: ['B70f'], SliceThickness: 1 }),
  sliceSeries('Thorax cor', { ConvolutionKernel: ['B31f'] }, { name: 'coronal' }),
];

export const petCt = (): readonly SeriesRecipe[] => [
  sliceSeries('CT WB', { ConvolutionKernel: ['B31f'] }),
  ...['PET WB nac', 'PET WB'].map((name) =>
    sliceSeries(name, {
      SOPClassUID: SopClass.PositronEmissionTomographyImageStorage,
      Modality: 'PT',
      Units: 'BQML',
    }),
  ),
];

const registry = createRegistry(builtInHandlers, builtInModes);

/** What a mode makes of the series. */
export function displaySetsOf(
  recipes: readonly SeriesRecipe[],
  modeId = 'viewer',
  common: Partial<Instance> = {},
): readonly DisplaySet[] {
  const mode = registry.mode(modeId);
  const instances = recipes.flatMap((recipe, at) =>
    instancesOf({ ...recipe, common: { ...recipe.common, ...common } }, at + 1),
  );
  return mode ? organize(instances, registry.handlersFor(mode)).displaySets : [];
}

/** What is open, drawn in every way that it offers. */
export const openOf = (displaySets: readonly DisplaySet[], mainStudyUID?: string): Open => ({
  facts: factsOf(displaySets, mainStudyUID),
  usualKind: ({ viewportKinds }) => viewportKinds[0],
  canDraw: (kind) => kind !== 'fusion',
});
