/** What a stored frame is, as its data set says. */
export interface FrameFormat {
  readonly transferSyntax: string;
  readonly Rows: number;
  readonly Columns: number;
  readonly SamplesPerPixel: number;
  readonly BitsAllocated: number;
  readonly BitsStored: number;
  readonly PixelRepresentation: number;
  readonly PlanarConfiguration: number;
  readonly PhotometricInterpretation: string;
  /** Pixel data are floats (7FE0,0008) or doubles (7FE0,0009). */
  readonly float: boolean;
}

/** A decoded frame: little endian samples of 1, 8, 16, 32 or 64 bits. */
export interface DecodedFrame {
  readonly bytes: Uint8Array;
  readonly format: FrameFormat;
}

/** A frame cannot be decoded or drawn; `kind` tells unsupported from damaged. */
export class PixelError extends Error {
  override name = 'PixelError';
  readonly kind: 'unsupported' | 'damaged';
  constructor(kind: 'unsupported' | 'damaged', message: string) {
    super(message);
    this.kind = kind;
  }
}

/** The largest frame that is decoded, in bytes. */
export const LARGEST_DECODED = 256 * 2 ** 20;

/** Bytes of one decoded frame. YBR_FULL_422 has two samples a pixel, and bits are packed. */
export function frameBytes(format: FrameFormat): number {
  const { Rows, Columns, SamplesPerPixel, BitsAllocated, PhotometricInterpretation } = format;
  const subsampled = PhotometricInterpretation === 'YBR_FULL_422' && SamplesPerPixel === 3;
  return Math.ceil((Rows * Columns * (subsampled ? 2 : SamplesPerPixel) * BitsAllocated) / 8);
}

/** @throws PixelError when the numbers make no image, or one that is too large */
export function checkFormat(format: FrameFormat): void {
  const { Rows, Columns, SamplesPerPixel, BitsAllocated } = format;
  if (Rows < 1 || Columns < 1) throw new PixelError('damaged', 'it does not say how large its image is');
  if (![1, 8, 16, 32, 64].includes(BitsAllocated))
    throw new PixelError('unsupported', `samples of ${BitsAllocated} bits are not supported`);
  if (![1, 3, 4].includes(SamplesPerPixel))
    throw new PixelError('unsupported', `${SamplesPerPixel} samples a pixel are not supported`);
  if (frameBytes(format) > LARGEST_DECODED)
    throw new PixelError(
      'unsupported',
      `an image of ${Columns} x ${Rows} pixels is larger than this server decodes`,
    );
}
