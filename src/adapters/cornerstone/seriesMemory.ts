import type { SeriesMemory } from '../../core/imageMemory.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import type { DisplayPixels } from './pixels/displayPixels.ts';
import { bytesOfPixels } from './pixels/pixelBytes.ts';

/** A decoded image, as far as memory is concerned. */
interface HeldImage {
  readonly imageId: string;
  readonly instance: Instance;
  readonly pixels: Pick<DisplayPixels, 'data' | 'stored'>;
}

type Writable<T> = { -readonly [Key in keyof T]: T[Key] };

/** What the images of each series take, most bytes first; `isHeld` says which are on a screen. */
export function seriesMemory(
  images: Iterable<HeldImage>,
  isHeld: (imageId: string) => boolean,
): readonly SeriesMemory[] {
  const series = new Map<string, Writable<SeriesMemory>>();
  for (const { imageId, instance, pixels } of images) {
    const { StudyInstanceUID, SeriesInstanceUID, Modality, SeriesNumber, SeriesDescription } = instance;
    const known = { StudyInstanceUID, SeriesInstanceUID, Modality, SeriesNumber, SeriesDescription };
    const entry = series.get(SeriesInstanceUID) ?? { ...known, images: 0, bytes: 0, heldBytes: 0 };
    entry.images++;
    const bytes = bytesOfPixels(pixels);
    entry.bytes += bytes;
    if (isHeld(imageId)) entry.heldBytes += bytes;
    series.set(SeriesInstanceUID, entry);
  }
  return [...series.values()].sort((a, b) => b.bytes - a.bytes);
}

/** Bytes that open volumes need whole, by what they are made of; the same in two viewports counts once. */
export class Reservations {
  readonly #byKey = new Map<string, { readonly bytes: number; users: number }>();

  get bytes(): number {
    let sum = 0;
    for (const { bytes } of this.#byKey.values()) sum += bytes;
    return sum;
  }

  has(key: string): boolean {
    return this.#byKey.has(key);
  }

  /** @returns what gives it back. */
  add(key: string, bytes: number): () => void {
    const entry = this.#byKey.get(key) ?? { bytes, users: 0 };
    entry.users++;
    this.#byKey.set(key, entry);
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      if (--entry.users === 0) this.#byKey.delete(key);
    };
  }
}

/** Bytes of what is neither decoded nor an image: counted as long as it is kept. */
export class Tally {
  #bytes = 0;

  get bytes(): number {
    return this.#bytes;
  }

  /** @returns what takes it off again; more than once is once. */
  add(bytes: number): () => void {
    this.#bytes += bytes;
    let isHeld = true;
    return () => {
      if (isHeld) this.#bytes -= bytes;
      isHeld = false;
    };
  }
}
