import type { DisplayPixels } from '../pixels/displayPixels.ts';
import type { PixelDescription } from '../pixels/pixelDescription.ts';

/** One frame to decode, as posted to the worker. The bytes have been checked. */
export interface DecodeTask {
  readonly bytes: Uint8Array;
  readonly description: PixelDescription;
  /** Undefined for bare samples. */
  readonly transferSyntaxUID: string | undefined;
  readonly bigEndian: boolean;
}

export interface DecodeRequest extends DecodeTask {
  readonly hangarTask: number;
}

export type DecodeReply = { readonly hangarTask: number } & (
  | { readonly pixels: DisplayPixels }
  | { readonly error: string }
);
