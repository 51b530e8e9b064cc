import { SopClass } from '../dicom/sopClass.ts';

/** MR images, also enhanced ones: those of a single frame are split as any image. */
export const mrClasses: readonly string[] = [
  SopClass.MRImageStorage,
  SopClass.EnhancedMRImageStorage,
  SopClass.EnhancedMRColorImageStorage,
  SopClass.LegacyConvertedEnhancedMRImageStorage,
];

export const petClasses: readonly string[] = [
  SopClass.PositronEmissionTomographyImageStorage,
  SopClass.EnhancedPETImageStorage,
  SopClass.LegacyConvertedEnhancedPETImageStorage,
];
