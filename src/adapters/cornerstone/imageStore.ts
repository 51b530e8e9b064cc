import type { DataSource, RequestPriority } from '../../core/dataSource.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { describeError, isAbort, RenderError } from '../../core/errors.ts';
import type { ImageMemory, MemoryUsage } from '../../core/imageMemory.ts';
import { decodeBareSamples } from './decode/bareSamples.ts';
import { DecodePool } from './decode/decodePool.ts';
import type { DecodeTask } from './decode/messages.ts';
import { SharedDecoding } from './decode/sharedDecoding.ts';
import { checkFrame } from './pixels/checkFrame.ts';
import {
  describePixels,
  ownWindow,
  voiFunctionOf,
  type OwnWindow,
  type VoiFunction,
} from './pixels/pixelDescription.ts';
import type { DisplayPixels } from './pixels/displayPixels.ts';
import { loadLuts } from './pixels/lut.ts';
import { loadPalette } from './pixels/palette.ts';
import { bytesOfPixels } from './pixels/pixelBytes.ts';
import { drawnSpacing, type Spacing } from './pixelSpacing.ts';
import { Reservations, seriesMemory, Tally } from './seriesMemory.ts';

export const scheme = 'hangar';

/** More is loaded ahead only where the reader allows much more memory: 256 MB. */
const mostAhead = 256 * 1024 ** 2;

/** One frame of one instance, and where it comes from. */
export interface ImageSource {
  readonly dataSource: DataSource;
  readonly instance: Instance;
  readonly frame: number;
}

/** A decoded frame with what is needed to draw it. Knows nothing of what draws it. */
export interface StackImage {
  readonly imageId: string;
  readonly instance: Instance;
  readonly frame: number;
  readonly pixels: DisplayPixels;
  /** Transfer syntax the frame came in, for the lossy mark. */
  readonly transferSyntaxUID: string | undefined;
  /** The object's own first window; undefined when it has none that is usable. */
  readonly window: OwnWindow | undefined;
  readonly voiFunction: VoiFunction;
  readonly invertedByNature: boolean;
  /** Spacing that it is drawn with, in mm or only in proportion. */
  readonly spacing: Spacing;
  readonly rows: number;
  readonly columns: number;
}

/** Independent of the display set: the same picture under another grouping is not fetched again. */
export function imageIdOf({ dataSource, instance, frame }: ImageSource): string {
  return `${scheme}:${dataSource.id}/${instance.SeriesInstanceUID}/${instance.SOPInstanceUID}/${frame}`;
}

interface LoadOptions {
  readonly signal: AbortSignal;
  readonly priority: RequestPriority;
  readonly onProgress?: (loaded: number) => void;
}

/** A viewport, as far as memory is concerned. */
export interface ImageUser {
  /** Whether the image belongs to the stack that is open there. */
  holds(imageId: string): boolean;
  /** Whether it is the one on the canvas. */
  shows(imageId: string): boolean;
  /** How far an image that it holds is from where the reader is, in images; the farthest is dropped first. */
  distance?(imageId: string): number;
}

/**
 * Decoded images, bounded in bytes, least recently used out first. What belongs
 * to a stack that is open is passed over while there is anything else to drop;
 * after that the image farthest from its reader goes. What is on a screen stays.
 */
export class ImageStore implements ImageMemory {
  readonly #ownBudget: number;
  #budget: number;
  readonly #images = new Map<string, StackImage>();
  readonly #decoding: SharedDecoding<StackImage>;
  readonly #listeners = new Set<(imageId: string, present: boolean) => void>();
  readonly #users = new Set<ImageUser>();
  readonly #reserved = new Reservations();
  readonly #made = new Tally();
  readonly #onCard = new Tally();
  readonly #watchers = new Set<() => void>();
  #bytes = 0;
  #loadedAhead = 0;

  constructor(pool: DecodePool, budgetBytes: number) {
    this.#decoding = new SharedDecoding(pool);
    this.#ownBudget = budgetBytes;
    this.#budget = budgetBytes;
  }

  get usedBytes(): number {
    return this.#bytes + this.#made.bytes;
  }

  get limitBytes(): number {
    return this.#budget;
  }

  /** What may be loaded ahead of readers, all together. */
  get aheadBytes(): number {
    return Math.min(this.#budget, Math.max(mostAhead, this.#budget / 4));
  }

  subscribe(listener: () => void): () => void {
    this.#watchers.add(listener);
    return () => this.#watchers.delete(listener);
  }

  usage(): MemoryUsage {
    const series = seriesMemory(this.#images.values(), (imageId) => this.#isOnScreen(imageId));
    return {
      usedBytes: this.usedBytes,
      limitBytes: this.#budget,
      aheadBytes: this.aheadBytes,
      heldBytes: series.reduce((sum, { heldBytes }) => sum + heldBytes, this.#made.bytes),
      reservedBytes: this.#reserved.bytes,
      madeBytes: this.#made.bytes,
      cardBytes: this.#onCard.bytes,
      series,
    };
  }

  setLimit(bytes: number | undefined): void {
    const budget = bytes ?? this.#ownBudget;
    if (budget === this.#budget || !(budget > 0)) return;
    this.#budget = budget;
    this.#shrink('');
    this.#tell();
  }

  freeUnused(): number {
    const before = this.#bytes;
    this.clear();
    return before - this.#bytes;
  }

  peek(imageId: string): StackImage | undefined {
    const found = this.#images.get(imageId);
    if (found) {
      this.#images.delete(imageId);
      this.#images.set(imageId, found);
    }
    return found;
  }

  has(imageId: string): boolean {
    return this.#images.has(imageId);
  }

  /** Told whenever an image comes or goes. */
  onChange(listener: (imageId: string, present: boolean) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Registers a viewport: the images of its stack are dropped last, the one on its screen never. */
  use(user: ImageUser): () => void {
    this.#users.add(user);
    return () => this.#users.delete(user);
  }

  /**
   * Whether `bytes` more can be had without dropping an image of a stack that is
   * open; or, given a distance, only such as are farther from their readers.
   */
  hasRoomFor(bytes: number, distance = Infinity): boolean {
    let free = this.#budget - this.usedBytes;
    if (free >= bytes) return true;
    for (const [imageId, { pixels }] of this.#images) {
      const worth = this.#distanceOf(imageId);
      if (worth === undefined || worth > distance) free += bytesOfPixels(pixels);
      if (free >= bytes) return true;
    }
    return false;
  }

  /** A stack is loaded ahead until the signal fires, and has its part of `aheadBytes`. */
  loadAhead(signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#loadedAhead += 1;
    signal.addEventListener('abort', () => (this.#loadedAhead -= 1), { once: true });
  }

  /**
   * Whether images of so many bytes each are loaded ahead as far as this. Where all memory may be used for it, as
   * long as there is any; else within a stack's part of `aheadBytes`, of which a fifth lies behind the reader, where
   * an image counts as four times as far.
   */
  isInReach(bytes: number, distance: number): boolean {
    if (this.aheadBytes === this.#budget) return true;
    return distance * bytes * 1.25 <= this.aheadBytes / Math.max(1, this.#loadedAhead);
  }

  /**
   * Sets memory aside for images that are needed all at once: a volume. The same
   * `key` in two viewports counts once.
   * @returns what gives it back; or how much is free for it, when that is not enough.
   */
  reserve(key: string, bytes: number): (() => void) | { readonly freeBytes: number } {
    const others = this.#reserved.bytes;
    if (!this.#reserved.has(key) && others + bytes > this.#budget)
      return { freeBytes: this.#budget - others };
    const release = this.#reserved.add(key, bytes);
    this.#tell();
    return () => {
      release();
      this.#tell();
    };
  }

  /**
   * Counts pictures that an open volume has made and keeps: they are part of what is
   * used, and what is on no screen makes room for them.
   * @returns what takes them off again
   */
  countMade(bytes: number): () => void {
    return this.#count(this.#made, bytes);
  }

  /** Counts a volume on the graphics card, whose memory is not the page's. @returns what takes it off again */
  countOnCard(bytes: number): () => void {
    return this.#count(this.#onCard, bytes);
  }

  #count(tally: Tally, bytes: number): () => void {
    const remove = tally.add(bytes);
    this.#shrink('');
    this.#tell();
    return () => {
      remove();
      this.#tell();
    };
  }

  /**
   * The image, from memory or fetched, checked and decoded.
   * @throws DicomError, DataSourceError or RenderError in words; the signal's reason when it is aborted.
   */
  async load(source: ImageSource, options: LoadOptions): Promise<StackImage> {
    const imageId = imageIdOf(source);
    const known = this.peek(imageId);
    if (known) return known;
    const running = this.#decoding.join(imageId, options);
    if (running) return running;
    const { dataSource, instance, frame } = source;
    // What can be said from metadata alone is said before anything is asked for.
    describePixels(instance, frame, instance.RedPaletteColorLookupTableDescriptor ? emptyPalette : undefined);
    const [data, palette] = await Promise.all([
      dataSource.retrieveFrame(
        {
          StudyInstanceUID: instance.StudyInstanceUID,
          SeriesInstanceUID: instance.SeriesInstanceUID,
          SOPInstanceUID: instance.SOPInstanceUID,
          frame,
        },
        {
          signal: options.signal,
          priority: options.priority,
          ...(options.onProgress ? { onProgress: options.onProgress } : {}),
        },
      ),
      loadPalette(instance, (uri) =>
        dataSource.retrieveBulkData(uri, { signal: options.signal, priority: options.priority }),
      ),
      loadLuts(instance, (uri) =>
        dataSource.retrieveBulkData(uri, { signal: options.signal, priority: options.priority }),
      ),
    ]);
    const description = describePixels(instance, frame, palette);
    const verdict = checkFrame(data.bytes, data.transferSyntaxUID, description);
    if (verdict.kind === 'refused') throw new RenderError(verdict.reason);

    const meanwhile = this.peek(imageId) ?? this.#decoding.join(imageId, options);
    if (meanwhile) return meanwhile;
    const isNative = verdict.kind === 'native';
    const task: DecodeTask = {
      bytes: isNative ? data.bytes.subarray(0, verdict.length) : data.bytes,
      description,
      transferSyntaxUID: isNative ? undefined : verdict.transferSyntaxUID,
      bigEndian: isNative && verdict.bigEndian,
    };
    return this.#decoding.start(imageId, task, options, async (decoded) => {
      try {
        return this.#put(source, await decoded, data.transferSyntaxUID);
      } catch (error) {
        if (isAbort(error)) throw error;
        // A machine out of memory gets all of it back that is not on a screen.
        if (/allocation failed|out of memory/i.test(describeError(error))) this.clear();
        throw error instanceof Error ? new RenderError(error.message, { cause: error }) : error;
      }
    });
  }

  /** Drops all that is on no screen: after the tab has run out of memory. */
  clear(): void {
    for (const imageId of this.#images.keys()) if (!this.#isOnScreen(imageId)) this.#drop(imageId);
    this.#tell();
  }

  #put(source: ImageSource, pixels: DisplayPixels, transferSyntaxUID: string | undefined): StackImage {
    const { instance, frame } = source;
    const imageId = imageIdOf(source);
    const entry: StackImage = {
      imageId,
      instance,
      frame,
      pixels,
      transferSyntaxUID,
      window: ownWindow(instance, frame),
      voiFunction: voiFunctionOf(instance, frame),
      invertedByNature: isInverted(instance),
      spacing: drawnSpacing(instance, frame),
      rows: instance.Rows ?? 0,
      columns: instance.Columns ?? 0,
    };
    this.#images.set(imageId, entry);
    this.#bytes += bytesOfPixels(pixels);
    this.#shrink(imageId);
    for (const listener of this.#listeners) listener(imageId, true);
    this.#tell();
    return entry;
  }

  #shrink(keep: string): void {
    for (const imageId of this.#images.keys()) {
      if (this.usedBytes <= this.#budget) return;
      if (imageId !== keep && this.#distanceOf(imageId) === undefined) this.#drop(imageId);
    }
    while (this.usedBytes > this.#budget) {
      const farthest = this.#farthest(keep);
      if (farthest === undefined) return;
      this.#drop(farthest);
    }
  }

  #farthest(keep: string): string | undefined {
    let found: string | undefined;
    let most = 0;
    for (const imageId of this.#images.keys()) {
      const distance = imageId === keep ? 0 : (this.#distanceOf(imageId) ?? 0);
      if (distance <= most) continue;
      most = distance;
      found = imageId;
    }
    return found;
  }

  #drop(imageId: string): void {
    const entry = this.#images.get(imageId);
    if (!entry) return;
    this.#images.delete(imageId);
    this.#bytes -= bytesOfPixels(entry.pixels);
    for (const listener of this.#listeners) listener(imageId, false);
  }

  /** To the nearest reader: 0 on a screen; undefined when it is of no stack that is open. */
  #distanceOf(imageId: string): number | undefined {
    let nearest: number | undefined;
    for (const user of this.#users) {
      if (!user.holds(imageId)) continue;
      if (user.shows(imageId)) return 0;
      nearest = Math.min(nearest ?? Infinity, Math.max(1, user.distance?.(imageId) ?? 1));
    }
    return nearest;
  }

  #isOnScreen(imageId: string): boolean {
    for (const user of this.#users) if (user.shows(imageId)) return true;
    return false;
  }

  #tell(): void {
    for (const watcher of this.#watchers) watcher();
  }
}

const emptyPalette = { first: 0, red: new Uint8Array(1), green: new Uint8Array(1), blue: new Uint8Array(1) };

/** PS3.3 C.7.6.3.1.2 and C.11.6.1.2: the least value is drawn white. */
function isInverted({ PhotometricInterpretation, PresentationLUTShape }: Instance): boolean {
  return PhotometricInterpretation?.trim() === 'MONOCHROME1' || PresentationLUTShape?.trim() === 'INVERSE';
}

let shared: { readonly store: ImageStore; readonly pool: DecodePool } | undefined;

function getShared() {
  if (shared) return shared;
  const pool = new DecodePool(workerCount(), decodeBareSamples);
  return (shared = { store: new ImageStore(pool, imageBudget()), pool });
}

/** The page's images: viewports and thumbnails share them. */
export const getImageStore = (): ImageStore => getShared().store;

/**
 * Has a decoder ready for the first image, in case it is compressed. Two processors have enough to do with the page:
 * there it starts when it is needed.
 */
export function warmDecoder(): void {
  if (navigator.hardwareConcurrency > 2) getShared().pool.warm();
}

function workerCount(): number {
  return Math.max(1, Math.min(4, (navigator.hardwareConcurrency || 2) - 1));
}

/** A quarter of the machine's memory, at most 1 GB; 512 MB where the browser does not say how much there is. */
function imageBudget(): number {
  const gigabytes = 'deviceMemory' in navigator ? Number(navigator.deviceMemory) : Number.NaN;
  const quarter = Number.isFinite(gigabytes) ? gigabytes / 4 : 0.5;
  return Math.round(Math.min(1, quarter) * 1024 ** 3);
}
