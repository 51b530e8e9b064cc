import type { DataSource } from '../../../core/dataSource.ts';
import { framePlane } from '../../../core/dicom/functionalGroups.ts';
import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import type { ImagePosition } from '../../../core/viewport.ts';
import { volumeOf, whyNoVolume, type VolumeGeometry } from '../../../core/volume/geometry.ts';
import { planeStacks, type PlaneStack } from '../../../core/volume/planes.ts';
import type { ImageSource } from '../imageStore.ts';
import { bytesWhenDecoded } from '../pixels/pixelBytes.ts';
import { stackContent } from '../stackContent.ts';

/** The images of a display set as the slices of a volume, counted from feet to head, right to left, front to back. */
export interface VolumeContent {
  readonly displaySet: DisplaySet;
  readonly geometry: VolumeGeometry;
  readonly planes: readonly [PlaneStack, ...PlaneStack[]];
  /** What decoding all of it takes, bytes. */
  readonly bytes: number;
  /** By slice. */
  readonly sources: readonly ImageSource[];
  readonly imageIds: readonly string[];
  /** The slice that a decoded image is, by its id; undefined for images of other display sets. */
  sliceOfId(imageId: string): number | undefined;
  /** The display set's image that a slice is. */
  position(slice: number): ImagePosition | undefined;
  sliceOf(image: { readonly SOPInstanceUID: string; readonly frame: number }): number | undefined;
}

/** @returns the volume, or in words why the display set is none. */
export function volumeContent(
  displaySet: DisplaySet,
  dataSource: DataSource,
): VolumeContent | { readonly reason: string } {
  const refused = whyNoVolume(displaySet.geometry);
  if (refused !== undefined) return { reason: refused };
  const stack = stackContent(displaySet, dataSource);
  const images = stack.imageIds.flatMap((imageId, index) => {
    const source = stack.source(index);
    return source ? [{ imageId, index, source }] : [];
  });
  if (images.some(({ source }) => (source.instance.SamplesPerPixel ?? 1) > 1))
    return { reason: 'The images are in colour; a volume has one value a voxel.' };
  const made = volumeOf(images.map(({ source }) => framePlane(source.instance, source.frame)));
  if ('reason' in made) return made;
  const [first, ...others] = planeStacks(made.geometry);
  if (!first) return { reason: 'No plane can be cut out of it.' };

  const slices = made.imageOfSlice.flatMap((image) => images[image] ?? []);
  const sliceById = new Map(slices.map(({ imageId }, slice) => [imageId, slice]));
  const sliceByIndex = new Map(slices.map(({ index }, slice) => [index, slice]));
  return {
    displaySet,
    geometry: made.geometry,
    planes: [first, ...others],
    bytes: slices.reduce((sum, { source }) => sum + bytesWhenDecoded(source.instance), 0),
    sources: slices.map(({ source }) => source),
    imageIds: slices.map(({ imageId }) => imageId),
    sliceOfId: (imageId) => sliceById.get(imageId),
    position: (slice) => stack.position(slices[slice]?.index ?? -1),
    sliceOf(image) {
      const index = stack.indexOf(image);
      return index === undefined ? undefined : sliceByIndex.get(index);
    },
  };
}

/** Why a volume does not fit, with numbers. */
export function tooLarge({ bytes, geometry }: VolumeContent, freeBytes: number): string {
  const [columns, rows, slices] = geometry.size;
  const count = slices.toLocaleString('en');
  return (
    `It has ${count} slices of ${columns} x ${rows} and needs ${megabytes(bytes)} at once; ` +
    `${megabytes(Math.max(0, freeBytes))} are free for it. The image viewer shows it slice by slice.`
  );
}

const megabytes = (bytes: number): string => `${Math.ceil(bytes / 1024 ** 2).toLocaleString('en')} MB`;
