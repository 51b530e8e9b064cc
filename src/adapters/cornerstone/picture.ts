import type { Measured, PatientPlane, Picture } from '../../core/viewTransform.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import type { PixelValue } from '../../core/viewport.ts';
import type { StackImage } from './imageStore.ts';
import { planeOf } from './plane.ts';
import { physicalSpacing, repeatsDetector } from './pixelSpacing.ts';
import { rescaleOf } from './pixels/pixelDescription.ts';

/** Shape and place of a decoded picture. */
export function pictureOf(image: StackImage): Picture {
  const { rows, columns, spacing } = image;
  return { rows, columns, spacing, measured: measuredIn(image), plane: patientPlane(image) };
}

function measuredIn({ instance, frame }: StackImage): Measured | undefined {
  const physical = physicalSpacing(instance, frame);
  switch (physical?.source) {
    case 'PixelSpacing':
      if (instance.PixelSpacingCalibrationType) return 'calibrated';
      return repeatsDetector(instance) ? 'detector' : 'patient';
    case 'ImagerPixelSpacing':
      return 'detector';
    case 'NominalScannedPixelSpacing':
      return 'film';
    default:
      // Regions of an ultrasound image have spacings of their own; the picture as a whole has none.
      return undefined;
  }
}

function patientPlane({ instance, frame }: StackImage): PatientPlane | undefined {
  const plane = planeOf(instance, frame);
  const physical = physicalSpacing(instance, frame);
  // Spacing at the detector or on film says nothing of places in the patient.
  if (!plane || physical?.source !== 'PixelSpacing') return undefined;
  return {
    FrameOfReferenceUID: instance.FrameOfReferenceUID,
    origin: plane.position,
    right: plane.rowCosines,
    down: plane.columnCosines,
    spacing: physical.spacing,
  };
}

/**
 * What a pixel of a decoded picture holds: as it was stored, and in the units of
 * its modality (PS3.3 C.11.1).
 * @returns undefined outside the picture
 */
export function pixelValue(image: StackImage, column: number, row: number): PixelValue | undefined {
  const { rows, columns, pixels, instance, frame } = image;
  if (!(column >= 0 && row >= 0 && column < columns && row < rows)) return undefined;
  const at = Math.floor(row) * columns + Math.floor(column);
  if (pixels.colour) return { stored: [...pixels.data.subarray(at * 3, at * 3 + 3)] };
  const data = pixels.data[at];
  if (data === undefined) return undefined;
  const unit = unitOf(instance, frame);
  const inUnit = unit === undefined ? {} : { unit };
  if (pixels.isComputed) return { stored: [], modality: data * pixels.slope + pixels.intercept, ...inUnit };
  const stored = pixels.stored?.[at] ?? data;
  const rescale = rescaleOf(instance, frame);
  return {
    stored: [stored],
    modality: pixels.isThroughLut ? data : stored * rescale.slope + rescale.intercept,
    ...inUnit,
  };
}

/** The unit of modality values, only where the object says it; US is "unspecified" (PS3.3 C.11.1.1.2). */
function unitOf(instance: Instance, frame: number): string | undefined {
  const { claimed, type } = rescaleOf(instance, frame);
  const said = claimed ? type : instance.ModalityLUTSequence?.[0]?.ModalityLUTType;
  if (said !== undefined) return said === 'US' ? undefined : said;
  if (!claimed) return undefined;
  // C.8.9.1: what the rescale of PET makes; C.8.2.1: that of CT, except for localizers.
  if (instance.Modality === 'PT') return instance.Units === 'CNTS' ? undefined : instance.Units;
  return instance.Modality === 'CT' && instance.ImageType?.[2] !== 'LOCALIZER' ? 'HU' : undefined;
}
