import type { Instance } from '../dicom/instance.ts';

/** How a display set can be shown. Extensions may add kinds of their own. */
export type ViewportKind =
  | 'stack'
  | 'volume'
  | 'volume3d'
  | 'video'
  | 'wholeslide'
  | 'ecg'
  | 'document'
  | 'tags'
  | (string & {});

/** Something the reader should know about a display set, in words with numbers. */
export interface DisplaySetMessage {
  readonly severity: 'info' | 'warning' | 'error';
  /** Machine-readable, stable: `missing-slices`, `duplicate-positions`, `mixed-patients`, ... */
  readonly code: string;
  /** Sentence case, with values: "Slices 117 to 119 are missing". */
  readonly text: string;
  /** 0-based image indices the message is about, for marks along the scroll bar. */
  readonly imageIndices?: readonly number[];
}

/** One picture of a display set: an instance (by its index in `instances`) and a frame from 1. */
export interface ImageRef {
  readonly instanceIndex: number;
  readonly frame: number;
}

/**
 * A run of a display set's images that is one thing: a stack, an echo, a time of
 * an instance that holds several. An instance is never divided among display
 * sets, so what would be several of them is several parts of one.
 */
export interface DisplaySetPart {
  /** Stable within the display set: the values that tell it apart. */
  readonly key: string;
  /** In words: "stack 2", "TE 81 ms". */
  readonly label: string;
  /** Index of its first image. */
  readonly start: number;
  /** Images, one or more. */
  readonly count: number;
}

/** What a display set says of other objects, as its own attributes have it; resolved against the study by `resolveReferences`. */
export interface DisplaySetReference {
  /** In words, for the card: "segmented images", "key images", "planned on". */
  readonly purpose: string;
  readonly StudyInstanceUID?: string;
  readonly SeriesInstanceUID?: string;
  /** Empty: the whole series, or all that shares the frame of reference. */
  readonly SOPInstanceUIDs: readonly string[];
  /** The fallback link where no instance is named (PS3.3 C.7.4.1). */
  readonly FrameOfReferenceUID?: string;
  /** Where a frame of reference is the link: only objects of these classes are meant. */
  readonly SOPClassUIDs?: readonly string[];
}

/** Whether the images make a volume, and if not what is in the way (dicom-facts: geometry). */
export interface GeometryVerdict {
  readonly reconstructable: boolean;
  /** One sentence: "240 positions, 1.25 mm apart" or "not a volume: 2 positions missing". */
  readonly summary: string;
  readonly findings: readonly DisplaySetMessage[];
  /** Median distance between neighbouring positions along the normal, mm. */
  readonly spacingMm?: number;
  readonly positions?: number;
}

/**
 * What a handler returns for one display set. It supplies what only it knows;
 * `organize` fills in the rest from the instances.
 */
export interface DisplaySetInput {
  readonly instances: readonly Instance[];
  /** Which group of the series this is: the stable part of the identity. Absent means ''. */
  readonly splitKey?: string;
  /** The split in words for the label: "TE 81 ms", "b = 1000". */
  readonly splitLabel?: string;
  /** The split by attribute, for the explanation. */
  readonly splitValues?: Readonly<Record<string, string>>;
  /**
   * The words that each attribute would add to the label, by its id, said or not:
   * `organize` says them where another handler's display set of the series says its own.
   */
  readonly splitWords?: Readonly<Record<string, string>>;
  /** What the instances are ordered by, for the explanation: "position along the normal (S to I)". */
  readonly sortedBy?: string;
  /** Order of the images when it is not instance after instance, or not all frames. */
  readonly images?: readonly ImageRef[];
  /** Runs of the ordered images, first to last, that cover them all. Absent: the images are one. */
  readonly parts?: readonly DisplaySetPart[];
  readonly label?: string;
  readonly viewportKinds?: readonly ViewportKind[];
  readonly messages?: readonly DisplaySetMessage[];
  readonly FrameRate?: number;
  readonly FrameRateSource?: string;
  readonly isMultiFrame?: boolean;
  readonly numImageFrames?: number;
  readonly geometry?: GeometryVerdict;
  /** Every object this one is about, whether it has arrived or not. */
  readonly references?: readonly DisplaySetReference[];
  /** Why the handler took these, in its own words. */
  readonly reason?: string;
  /** Which instance stands for the set in a thumbnail (index into `instances`); default the middle image. */
  readonly representativeImageIndex?: number;
  /** Anything else that a handler sets; kept under `attributes`. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** Something that can be hung in a viewport. Plain data, made only by `organize`. */
export interface DisplaySet {
  readonly displaySetInstanceUID: string;
  readonly SOPClassHandlerId: string;
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly SeriesNumber: number | undefined;
  readonly SeriesDate: string | undefined;
  readonly SeriesTime: string | undefined;
  readonly SeriesDescription: string;
  readonly Modality: string;
  /** Frames per second (never ms), with where it came from in `FrameRateSource`. */
  readonly FrameRate: number | undefined;
  readonly FrameRateSource: string | undefined;
  /** Increment to each frame from the one before it, ms; only with a FrameTimeVector. */
  readonly frameTimesMs: readonly number[] | undefined;
  readonly isMultiFrame: boolean;
  /** Frames, not instances. 0 for objects without pictures. */
  readonly numImageFrames: number;
  readonly viewportKinds: readonly ViewportKind[];
  readonly label: string;
  readonly splitKey: string;
  readonly splitLabel: string | undefined;
  readonly instances: readonly Instance[];
  /** Absent: instance after instance, frame after frame. */
  readonly images: readonly ImageRef[] | undefined;
  /** [] where the images are one; else two or more that cover them all. */
  readonly parts: readonly DisplaySetPart[];
  readonly messages: readonly DisplaySetMessage[];
  readonly geometry: GeometryVerdict | undefined;
  readonly references: readonly DisplaySetReference[];
  readonly representativeImageIndex: number;
  /** True for the display sets that stand for unclaimed instances. */
  readonly unsupported: boolean;
  readonly attributes: Readonly<Record<string, unknown>>;
}
