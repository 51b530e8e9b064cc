import type { DataSource, RequestPriority } from '../../core/dataSource.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { plainLook } from './appearance.ts';
import { getImageStore, type StackImage } from './imageStore.ts';
import { smallPicture } from './smallPicture.ts';
import { stackContent } from './stackContent.ts';

/**
 * A small picture of a display set's representative image, made here because
 * the archive makes none. Never larger than `size` either way, shape kept.
 * @throws what loading the image throws.
 */
export async function drawThumbnail(
  displaySet: DisplaySet,
  size: number,
  context: {
    readonly dataSource: DataSource;
    readonly priority: RequestPriority;
    readonly signal: AbortSignal;
  },
): Promise<Blob | undefined> {
  const content = stackContent(displaySet, context.dataSource);
  const source =
    content.source(displaySet.representativeImageIndex) ??
    content.source(Math.floor((content.count - 1) / 2));
  if (!source) return undefined;
  const image = await getImageStore().load(source, {
    signal: context.signal,
    priority: context.priority,
  });
  const canvas = drawSmall(image, size);
  return new Promise((resolve) => canvas.toBlob((blob) => resolve(blob ?? undefined), 'image/png'));
}

function drawSmall(image: StackImage, size: number) {
  const { image: drawn, window } = plainLook(image);
  const picture = smallPicture(drawn, size, { window, invert: false });
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  canvas.getContext('2d')?.putImageData(picture, 0, 0);
  return canvas;
}
