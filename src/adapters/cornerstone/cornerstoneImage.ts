import { utilities, type Types } from '@cornerstonejs/core';
import { drawGrey } from './drawGrey.ts';
import type { StackImage } from './imageStore.ts';

type EnabledElement = Parameters<NonNullable<Types.IImage['render']>>[0];

const made = new WeakMap<StackImage, Types.IImage>();

/**
 * A decoded frame as Cornerstone's image object, the same one each time. Slope
 * and intercept stay 1 and 0 and the window is the whole range: the viewport
 * turns modality windows into ranges of these numbers itself, alike for both of
 * Cornerstone's renderers.
 */
export function cornerstoneImage(stackImage: StackImage): Types.IImage {
  const known = made.get(stackImage);
  if (known) return known;
  const { imageId, rows, columns, spacing, pixels } = stackImage;
  const { data, colour, min, max } = pixels;
  const numberOfComponents = colour ? 3 : 1;
  const image = {
    imageId,
    rows,
    columns,
    width: columns,
    height: rows,
    color: colour,
    rgba: false,
    numberOfComponents,
    minPixelValue: min,
    maxPixelValue: max,
    slope: 1,
    intercept: 0,
    windowCenter: (min + max + 1) / 2,
    windowWidth: Math.max(max - min + 1, 2),
    invert: false,
    rowPixelSpacing: spacing.row,
    columnPixelSpacing: spacing.column,
    sizeInBytes: data.byteLength,
    dataType: data.constructor.name,
    getPixelData: () => data,
    voiLUTFunction: stackImage.voiFunction,
    ...(colour ? {} : { render: (element: EnabledElement) => drawGrey(stackImage, element) }),
    voxelManager: utilities.VoxelManager.createImageVoxelManager({
      scalarData: data,
      width: columns,
      height: rows,
      numberOfComponents,
    }),
  };
  // Cornerstone declares fields as required that only its own loader fills (getCanvas).
  const cornerstone = image as unknown as Types.IImage;
  made.set(stackImage, cornerstone);
  return cornerstone;
}
