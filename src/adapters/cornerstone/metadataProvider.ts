import type { Instance } from '../../core/dicom/instance.ts';
import { ownWindow, rescaleOf, voiFunctionOf } from './pixels/pixelDescription.ts';
import { drawnSpacing, physicalSpacing } from './pixelSpacing.ts';
import { planeOf } from './plane.ts';

/** Far more than there can be on screen at once. */
const KEPT = 2000;

/**
 * Answers Cornerstone's questions about an image from our own `Instance`:
 * no second copy of the metadata, no second reading of the JSON. What it knows of
 * an image outlives the pixels: Cornerstone may still be drawing one that has just
 * been put out of the cache, and takes no missing answer.
 */
export class MetadataStore {
  readonly #frames = new Map<string, { readonly instance: Instance; readonly frame: number }>();

  add(imageId: string, instance: Instance, frame: number): void {
    // The latest last: what goes is what was drawn longest ago.
    this.#frames.delete(imageId);
    this.#frames.set(imageId, { instance, frame });
    for (const oldest of this.#frames.keys()) {
      if (this.#frames.size <= KEPT) break;
      this.#frames.delete(oldest);
    }
  }

  /** For `metaData.addProvider`: undefined for what is not ours, so that the next provider is asked. */
  readonly get = (type: string, imageId: unknown): unknown => {
    const known = typeof imageId === 'string' ? this.#frames.get(imageId) : undefined;
    return known && moduleOf(type, known.instance, known.frame);
  };
}

/** One module of a frame under Cornerstone's name for it; undefined for a module that we do not have. */
export function moduleOf(type: string, instance: Instance, frame: number): unknown {
  switch (type) {
    case 'imagePlaneModule':
      return imagePlane(instance, frame);
    case 'imagePixelModule':
      return {
        rows: instance.Rows,
        columns: instance.Columns,
        samplesPerPixel: instance.SamplesPerPixel ?? 1,
        photometricInterpretation: instance.PhotometricInterpretation,
        planarConfiguration: instance.PlanarConfiguration,
        bitsAllocated: instance.BitsAllocated,
        bitsStored: instance.BitsStored,
        highBit: instance.HighBit,
        pixelRepresentation: instance.PixelRepresentation ?? 0,
        pixelAspectRatio: instance.PixelAspectRatio,
        smallestPixelValue: instance.SmallestImagePixelValue,
        largestPixelValue: instance.LargestImagePixelValue,
      };
    case 'generalSeriesModule':
      return {
        studyInstanceUID: instance.StudyInstanceUID,
        seriesInstanceUID: instance.SeriesInstanceUID,
        seriesNumber: instance.SeriesNumber,
        modality: instance.Modality ?? 'OT',
      };
    case 'generalImageModule':
    case 'sopCommonModule':
      return {
        sopClassUID: instance.SOPClassUID,
        sopInstanceUID: instance.SOPInstanceUID,
        instanceNumber: instance.InstanceNumber,
      };
    case 'frameModule':
      return {
        sopClassUID: instance.SOPClassUID,
        sopInstanceUID: instance.SOPInstanceUID,
        frameNumber: frame,
        numberOfFrames: instance.NumberOfFrames ?? 1,
      };
    case 'voiLutModule': {
      const window = ownWindow(instance, frame);
      return {
        windowCenter: window ? [window.center] : undefined,
        windowWidth: window ? [window.width] : undefined,
        voiLUTFunction: voiFunctionOf(instance, frame),
      };
    }
    case 'modalityLutModule': {
      const { slope, intercept, type: rescaleType } = rescaleOf(instance, frame);
      return { rescaleSlope: slope, rescaleIntercept: intercept, rescaleType };
    }
    case 'calibrationModule':
    case 'scalingModule':
      return {};
    default:
      return undefined;
  }
}

/**
 * Where there is no plane in the patient the image is laid on a plane of its
 * own, marked as such, so that it can be drawn; nothing may be read from it.
 */
function imagePlane(instance: Instance, frame: number) {
  const plane = planeOf(instance, frame);
  const { row, column } = drawnSpacing(instance, frame);
  const rowCosines = plane?.rowCosines ?? [1, 0, 0];
  const columnCosines = plane?.columnCosines ?? [0, 1, 0];
  return {
    frameOfReferenceUID: plane ? instance.FrameOfReferenceUID : undefined,
    rows: instance.Rows,
    columns: instance.Columns,
    imageOrientationPatient: [...rowCosines, ...columnCosines],
    rowCosines: [...rowCosines],
    columnCosines: [...columnCosines],
    imagePositionPatient: [...(plane?.position ?? [0, 0, 0])],
    sliceThickness: instance.SliceThickness,
    sliceLocation: instance.SliceLocation,
    pixelSpacing: [row, column],
    rowPixelSpacing: row,
    columnPixelSpacing: column,
    usingDefaultValues: plane === undefined || physicalSpacing(instance, frame) === undefined,
  };
}
