import type { Instance } from '../../core/dicom/instance.ts';
import type { StackImage } from './imageStore.ts';
import { lutOf, type Lut } from './pixels/lut.ts';
import type { Window } from './presentation.ts';

/** One VOI LUT of an image (PS3.3 C.11.2.1.1), ready to use. */
export interface VoiLut extends Lut {
  /** Its place in the image's sequence, from 0. */
  readonly index: number;
  /** The window that draws its whole output, from black to white. */
  readonly full: Window;
}

const known = new WeakMap<Instance, readonly VoiLut[]>();
const none: readonly VoiLut[] = [];

/** The VOI LUTs that an image brings with their data; one that cannot be used is passed over. */
export function voiLutsOf(instance: Instance): readonly VoiLut[] {
  if (!instance.VOILUTSequence) return none;
  const found = known.get(instance);
  if (found) return found;
  const luts = instance.VOILUTSequence.flatMap((item, index): VoiLut[] => {
    const lut = lutOf(item, instance);
    if (!lut) return [];
    const entries = 2 ** outputBits(lut);
    // LINEAR over all entries: 0 is the last black, the greatest entry the first white.
    return [{ ...lut, index, full: { center: entries / 2, width: entries } }];
  });
  known.set(instance, luts);
  return luts;
}

/** Bits that an entry has; tables declared wider than what they are filled with are common. */
function outputBits({ bits, values }: Lut): number {
  const greatest = values.reduce((most, value) => Math.max(most, value), 1);
  const needed = Math.ceil(Math.log2(greatest + 1));
  return bits >= 8 && bits <= 16 && needed <= bits && needed > bits - 4 ? bits : Math.max(needed, 1);
}

/** The same picture in the output of a LUT: windows count in that, from 0. */
export function throughLut(image: StackImage, { index, first, values, full }: VoiLut): StackImage {
  const { pixels } = image;
  const { data, slope, intercept } = pixels;
  const table = Uint16Array.from(values);
  const last = table.length - 1;
  const mapped = new Uint16Array(data.length);
  for (let at = 0; at < mapped.length; at++) {
    const entry = Math.round((data[at] ?? 0) * slope + intercept) - first;
    mapped[at] = table[entry < 0 ? 0 : entry > last ? last : entry] ?? 0;
  }
  const max = full.width - 1;
  return {
    ...image,
    imageId: `${image.imageId}?voi=${index}`,
    window: { ...full, explanation: undefined },
    voiFunction: 'LINEAR',
    pixels: { colour: false, data: mapped, min: 0, max, low: 0, high: max, slope: 1, intercept: 0 },
  };
}
