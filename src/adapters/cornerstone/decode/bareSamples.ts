import { toDisplayPixels, type DisplayPixels } from '../pixels/displayPixels.ts';
import { readNativeSamples } from '../pixels/samples.ts';
import type { DecodeTask } from './messages.ts';

/** Pixels of a frame that is not compressed; its bytes are used up by it. */
export const decodeBareSamples = ({ bytes, description, bigEndian }: DecodeTask): DisplayPixels =>
  toDisplayPixels(readNativeSamples(bytes, description, bigEndian), description, false);
