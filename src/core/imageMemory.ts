/** What the decoded images of one series take. */
export interface SeriesMemory {
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly Modality: string | undefined;
  readonly SeriesNumber: number | undefined;
  readonly SeriesDescription: string | undefined;
  /** Frames that are decoded and at hand. */
  readonly images: number;
  readonly bytes: number;
  /** Of these, what is on a screen or part of a volume that is open: it is never dropped. */
  readonly heldBytes: number;
}

/** Decoded images and volumes in memory. Numbers are bytes. */
export interface MemoryUsage {
  /** Pixels as they are drawn, the stored values that are kept beside them, and `madeBytes`. */
  readonly usedBytes: number;
  readonly limitBytes: number;
  /** Of these, what may be loaded ahead of readers; what they have looked at stays beside it. */
  readonly aheadBytes: number;
  readonly heldBytes: number;
  /** What open volumes need whole, whether it is here yet or not. */
  readonly reservedBytes: number;
  /** Of what is used: pictures that open volumes have made and keep, such as projections. */
  readonly madeBytes: number;
  /** Volumes in 3D on the graphics card; beside what is used, for that memory is the card's. */
  readonly cardBytes: number;
  /** Most bytes first. */
  readonly series: readonly SeriesMemory[];
}

/** The memory of the page for decoded images, as far as a reader sees and steers it. */
export interface ImageMemory {
  /** Cheap enough for every frame. */
  readonly usedBytes: number;
  readonly limitBytes: number;
  /** Looks at every image. */
  usage(): MemoryUsage;
  /** Told after images came or went, and of a new limit. */
  subscribe(listener: () => void): () => void;
  /** With undefined: as it comes, by the machine's memory. What is over the limit is dropped, except what is held. */
  setLimit(bytes: number | undefined): void;
  /**
   * Drops what is on no screen and in no open volume.
   * @returns bytes that were freed
   */
  freeUnused(): number;
}
