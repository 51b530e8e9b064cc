import type { Types } from '@cornerstonejs/core';

type EnabledElement = Parameters<NonNullable<Types.IImage['render']>>[0];

let scratch: HTMLCanvasElement | undefined;

/**
 * Draws a grayscale image under a SIGMOID window (PS3.3 C.11.2.1.3.1) where no
 * graphics card does it: Cornerstone's software path knows only straight lines.
 */
export function drawSigmoid({ canvas, image, viewport, transform }: EnabledElement): void {
  const context = canvas?.getContext('2d');
  if (!canvas || !context || !image || !transform) return;
  const { windowCenter = 0.5, windowWidth = 2 } = viewport?.voi ?? {};
  // The range arrives as the LINEAR window over it; its middle and extent are what the curve needs.
  const center = single(windowCenter) - 0.5;
  const width = Math.max(single(windowWidth) - 1, 1e-6);
  const table = sigmoidTable(
    image.minPixelValue,
    image.maxPixelValue,
    center,
    width,
    viewport?.invert ?? false,
  );

  scratch ??= document.createElement('canvas');
  if (scratch.width !== image.columns) scratch.width = image.columns;
  if (scratch.height !== image.rows) scratch.height = image.rows;
  const small = scratch.getContext('2d');
  if (!small) return;
  const picture = small.createImageData(image.columns, image.rows);
  const pixels = image.getPixelData();
  for (let i = 0, at = 0; i < pixels.length; i++, at += 4) {
    const level = table[(pixels[i] ?? 0) - image.minPixelValue] ?? 0;
    picture.data[at] = level;
    picture.data[at + 1] = level;
    picture.data[at + 2] = level;
    picture.data[at + 3] = 255;
  }
  small.putImageData(picture, 0, 0);

  context.setTransform(1, 0, 0, 1, 0, 0);
  context.fillStyle = 'black';
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingEnabled = viewport?.pixelReplication !== true;
  const [a, b, c, d, e, f] = transform.getMatrix();
  context.setTransform(a, b, c, d, e, f);
  context.drawImage(scratch, 0, 0);
}

/** Gray level of each pixel value from `min` to `max`. */
export function sigmoidTable(
  min: number,
  max: number,
  center: number,
  width: number,
  invert: boolean,
): Uint8ClampedArray {
  return Uint8ClampedArray.from({ length: max - min + 1 }, (_, i) => {
    const level = 255 / (1 + Math.exp((-4 * (min + i - center)) / width));
    return invert ? 255 - level : level;
  });
}

const single = (value: number | number[]): number => (typeof value === 'number' ? value : (value[0] ?? 0));
