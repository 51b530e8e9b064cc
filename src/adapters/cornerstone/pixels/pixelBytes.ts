import type { Instance } from '../../../core/dicom/instance.ts';
import type { DisplayPixels } from './displayPixels.ts';

/** Bytes that a decoded frame takes: what is drawn, and the stored values where they are kept beside it. */
export const bytesOfPixels = ({ data, stored }: Pick<DisplayPixels, 'data' | 'stored'>): number =>
  data.byteLength + (stored && stored.buffer !== data.buffer ? stored.byteLength : 0);

/**
 * The same before it is decoded, for a frame in shades of grey (`toDisplayPixels`):
 * one byte for values of 0 to 255, two for all others; besides, the stored values
 * of more than 16 bits, of fractions, and under a modality LUT.
 */
export function bytesWhenDecoded({
  Rows = 0,
  Columns = 0,
  BitsAllocated = 16,
  PixelRepresentation = 0,
  ModalityLUTSequence,
}: Pick<
  Instance,
  'Rows' | 'Columns' | 'BitsAllocated' | 'PixelRepresentation' | 'ModalityLUTSequence'
>): number {
  const storedBytes = Math.max(1, Math.ceil(BitsAllocated / 8));
  const hasLut = (ModalityLUTSequence?.length ?? 0) > 0;
  const drawn = storedBytes > 1 || PixelRepresentation === 1 || hasLut ? 2 : 1;
  const beside = storedBytes > 2 || hasLut ? storedBytes : 0;
  return Rows * Columns * (drawn + beside);
}
