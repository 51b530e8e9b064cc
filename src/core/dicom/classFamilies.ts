import { SopClass } from './sopClass.ts';

/** SOP classes that several parts of the viewer mean by one word. */

export const ctClasses: readonly string[] = [
  SopClass.CTImageStorage,
  SopClass.EnhancedCTImageStorage,
  SopClass.LegacyConvertedEnhancedCTImageStorage,
];

export const mrClasses: readonly string[] = [
  SopClass.MRImageStorage,
  SopClass.EnhancedMRImageStorage,
  SopClass.LegacyConvertedEnhancedMRImageStorage,
];

export const petClasses: readonly string[] = [
  SopClass.PositronEmissionTomographyImageStorage,
  SopClass.EnhancedPETImageStorage,
  SopClass.LegacyConvertedEnhancedPETImageStorage,
];

/** Cross-sections that can make a volume. */
export const crossSectionalClasses: readonly string[] = [...ctClasses, ...mrClasses, ...petClasses];

export const mammographyClasses: readonly string[] = [
  SopClass.DigitalMammographyXRayImageStorageForPresentation,
  SopClass.DigitalMammographyXRayImageStorageForProcessing,
  SopClass.BreastProjectionXRayImageStorageForPresentation,
  SopClass.BreastProjectionXRayImageStorageForProcessing,
  SopClass.BreastTomosynthesisImageStorage,
];

/** Radiographs that are hung by side and view like mammograms. */
export const radiographClasses: readonly string[] = [
  SopClass.ComputedRadiographyImageStorage,
  SopClass.DigitalXRayImageStorageForPresentation,
  SopClass.DigitalXRayImageStorageForProcessing,
];
