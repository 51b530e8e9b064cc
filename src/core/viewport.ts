import type { DataSource, RequestPriority } from './dataSource.ts';
import type { Instance } from './dicom/instance.ts';
import type { DisplaySet, ViewportKind } from './displaySet/displaySet.ts';
import type { DisplaySetRelations } from './displaySet/relation.ts';
import type { FusionChange, FusionLook } from './fusion/look.ts';
import type { PointerBindings, PointingEvent, PrimaryTool } from './tools.ts';
import type { Extent } from './threeD/cropOnScreen.ts';
import type { ThreeDChange, ThreeDLook } from './threeD/look.ts';
import type { Picture } from './viewTransform.ts';
import type { CutName, PlaneChange, PlaneView } from './volume/planes.ts';

export {
  pointingTools,
  viewTools,
  type PointingEvent,
  type PointingTool,
  type PrimaryTool,
  type ViewTool,
} from './tools.ts';

/**
 * The viewport port: how the grid shows a display set without knowing what
 * draws it. An extension contributes `ViewportModule`s; the grid mounts one into
 * an element that it owns and listens to its state.
 */
export interface ViewportModule {
  /** Kinds it can show. */
  readonly kinds: readonly ViewportKind[];
  /** Whether the toolbar's image tools apply (window, zoom, scroll): documents say false. */
  readonly isImage: boolean;
  /** Starts to load what `mount` needs, because a study is being opened; a failure shows when it is mounted. */
  preload?(): void;
  /** Loads what it needs and mounts into `element`, which has a size. Never called twice for one element. */
  mount(element: HTMLElement, context: ViewportContext): Promise<ViewportHandle>;
}

export interface ViewportContext {
  readonly viewportId: string;
  readonly dataSource: DataSource;
  /** Clips start playing when shown. */
  readonly autoPlay: boolean;
  readonly study: StudyAround;
}

/** The study around a viewport: what it may know of other display sets, and ask for. */
export interface StudyAround {
  displaySet(displaySetInstanceUID: string): DisplaySet | undefined;
  relationsOf(displaySetInstanceUID: string): DisplaySetRelations;
  /** Whether anything here draws this kind. */
  canShow(kind: ViewportKind): boolean;
  /** Whether metadata is still on its way: what is missing may still come. */
  isLoading(): boolean;
  /** Tells when an answer of the above may be another one; returns the way to stop it. */
  subscribe(listener: () => void): () => void;
  /** What the other viewports show right now, each under the number and words by which the reader knows it. */
  shownElsewhere(): readonly { readonly label: string; readonly instance: Instance }[];
  /** Shows a display set in the next viewport, making room for one where there is none. */
  showBeside(displaySetInstanceUID: string, image?: ShowOptions['image']): void;
}

/** No other display set: for a viewport on its own. */
export const nothingAround: StudyAround = {
  displaySet: () => undefined,
  relationsOf: () => ({ references: [], referredToBy: [], messages: [] }),
  canShow: () => true,
  isLoading: () => false,
  subscribe: () => () => undefined,
  shownElsewhere: () => [],
  showBeside: () => undefined,
};

/** One frame of one instance of the display set that is shown. */
export interface ImagePosition {
  /** 0-based index among the display set's images. */
  readonly index: number;
  readonly SOPInstanceUID: string;
  /** From 1, as in DICOM. */
  readonly frame: number;
}

/** How the image is shown; what survives a mode switch, a swap, a reload by link. */
export interface Presentation {
  /** PS3.3 C.11.2.1.2: window centre and width in modality units, or in the output of `voiLut`; undefined for colour. */
  readonly windowCenter?: number;
  readonly windowWidth?: number;
  /** A VOI LUT of the image instead of a straight line (C.11.2.1.1), by its place in the sequence from 0. */
  readonly voiLut?: number;
  /** 1 = fitted to the viewport. */
  readonly zoom: number;
  /** In viewport heights, right and down positive; 0,0 = centred. */
  readonly pan: readonly [number, number];
  /** Zoom and pan are as the hanging rule frames it: in a viewport of another size they are others. */
  readonly framed?: true;
  /** Degrees clockwise: 0, 90, 180, 270. */
  readonly rotation: number;
  readonly flipHorizontal: boolean;
  readonly flipVertical: boolean;
  readonly invert: boolean;
  /** A colour map by its name, for pictures in shades of grey; absent: grey. */
  readonly colourMap?: string;
  /** Between pixels: smooth (the default), or each pixel a block of one colour. */
  readonly interpolation?: 'linear' | 'nearest';
  /** The plane of a volume; stacks keep it for the way back. */
  readonly plane?: PlaneView;
  /** How PET lies over CT or MR, and is projected; other viewports keep it for the way back. */
  readonly fusion?: FusionLook;
  /** How a volume is shown in 3D; other viewports keep it for the way back. */
  readonly threeD?: ThreeDLook;
}

/** What is cut out of a volume: the plane whose picture is on the canvas. */
export interface PlaneState {
  readonly view: PlaneView;
  /** Planes that this volume can be cut into. */
  readonly names: readonly CutName[];
  /** From 0, in the direction in which planes are counted; `ViewportState.imageCount` is their number. */
  readonly index: number;
  /** Where it lies, from the origin of the frame of reference: "A 12.5 mm". */
  readonly place: string;
  readonly mm: number;
  /** From one plane to the next, mm. */
  readonly stepMm: number;
  /** The slab that was blended, mm; 0 for a single plane. */
  readonly slabMm: number;
  /** Slices that the volume has, and those that were here when the picture was made. */
  readonly slices: number;
  readonly slicesHere: number;
  /** Drawn with fewer pixels while it is turned: the whole picture follows. */
  readonly isPreview?: boolean;
  /** The acquired image nearest to the plane: what a stack would open on. */
  readonly nearest: ImagePosition | undefined;
}

/** First and last frame of a part of a clip, 0-based, both included. */
export interface FrameRange {
  readonly first: number;
  readonly last: number;
}

/** A projection of a whole volume: what is on the canvas instead of a plane. */
export interface ProjectionState {
  /** From the front; to the patient's left side at 90. */
  readonly degrees: number;
  /** From 0; `ViewportState.imageCount` is the number of directions. */
  readonly index: number;
  /** "From the front", "From the left, 60°". */
  readonly from: string;
  /** Slices that the volume has, and those that were here when it was made. */
  readonly slices: number;
  readonly slicesHere: number;
  /** Made of fewer points: the whole picture follows. */
  readonly isPreview: boolean;
  /** The image in the middle of the volume: whose words are said. */
  readonly nearest: ImagePosition | undefined;
}

/** A volume in 3D: what is on the canvas instead of a plane. */
export interface ThreeDState {
  readonly look: ThreeDLook;
  /** Whose presets come first. */
  readonly modality: string;
  /** One value for each ray, not colours one behind the other. */
  readonly isProjection: boolean;
  /** The window of the images says what is seen; else a preset's own values do. */
  readonly isByWindow: boolean;
  /** Where the volume is in the patient: its crop box is drawn by it. */
  readonly extent: Extent;
  /** The crop box is shown, with a handle on each face. */
  readonly isCropping: boolean;
  /** "From the front". */
  readonly from: string;
  /** Slices that the volume has, and those that are in the picture. */
  readonly slices: number;
  readonly slicesHere: number;
  /** Made of fewer rays while it is moved: the whole picture follows. */
  readonly isPreview: boolean;
  /** The image in the middle of the volume: whose words are said. */
  readonly nearest: ImagePosition | undefined;
}

/** How the modality values of PET are said: times `factor`, in `unit`. */
export interface ValueScale {
  /** "SUVbw", or "PET" where there are no SUVs. */
  readonly label: string;
  readonly unit: string | undefined;
  /** 1 where there is no SUV. */
  readonly factor: number;
  /** "No SUV: the patient's weight is missing"; undefined where there are SUVs. */
  readonly reason: string | undefined;
}

/** What PET over CT is drawn from, for the tools that change it. */
export interface FusionState {
  readonly look: FusionLook;
  /** "SUVbw", or "PET" where there are no SUVs; why there are none. */
  readonly label: string;
  readonly unit: string | undefined;
  readonly noSuv: string | undefined;
  /** The window of the PET as it is drawn, in `unit`. */
  readonly petWindow: { readonly lower: number; readonly upper: number };
  /** What it lies on, "CT" or "MR"; undefined for the PET alone. */
  readonly base: string | undefined;
  /** The unit of its values; absent where it says none. */
  readonly baseUnit?: string | undefined;
  /** Its window, in modality units. */
  readonly baseWindow: { readonly center: number; readonly width: number } | undefined;
}

/** The source of a speed that somebody has set. */
export const setByHand = 'set by hand';

export interface CineState {
  readonly playing: boolean;
  readonly framesPerSecond: number;
  /** "RecommendedDisplayFrameRate", "FrameTime", "set by hand", "default (no rate in the data)". */
  readonly source: string;
  readonly loop: 'loop' | 'sweep';
  /** The part that is played; absent: all of it. */
  readonly range?: FrameRange;
  /** The speed of the data and where it is from, while another was set by hand. */
  readonly dataRate?: { readonly framesPerSecond: number; readonly source: string };
  /** Another clock moves it: it plays in step with other clips. */
  readonly led?: boolean;
}

export interface CineChange {
  readonly playing?: boolean;
  /** `data`: the speed of the data again. */
  readonly framesPerSecond?: number | 'data';
  readonly loop?: CineState['loop'];
  /** The part to play; `all`: the whole clip. */
  readonly range?: FrameRange | 'all';
  /** Another clock takes it over, until it is stopped, scrolled or replaced. */
  readonly led?: boolean;
  /** The frame to show now; only of a clip that is led. */
  readonly frame?: number;
}

export interface ViewportFailure {
  readonly title: string;
  readonly reason: string;
  readonly canRetry: boolean;
  /** Another kind that can show it, and what choosing it is called. */
  readonly instead?: { readonly kind: ViewportKind; readonly label: string };
}

/** Everything the frame around a viewport may say about it. Image, labels and pixels are of the same picture. */
export interface ViewportState {
  readonly status: 'empty' | 'loading' | 'rendered' | 'error';
  readonly displaySetInstanceUID: string | undefined;
  readonly kind: ViewportKind | undefined;
  readonly imageCount: number;
  /** The image whose pixels are on the canvas now; undefined before the first, and for planes between images. */
  readonly image: ImagePosition | undefined;
  /** Its shape and place: with it, points of the screen are found in the patient (core/viewTransform.ts). */
  readonly picture: Picture | undefined;
  /** The plane whose picture is on the canvas now; only for volumes. */
  readonly plane: PlaneState | undefined;
  /** The projection whose picture is on the canvas now. */
  readonly projection: ProjectionState | undefined;
  /** Only of volumes in 3D. */
  readonly threeD?: ThreeDState | undefined;
  /** Only of fused pictures and projections of PET. */
  readonly fusion: FusionState | undefined;
  /** Only of PET that is shown by itself. */
  readonly valueScale?: ValueScale | undefined;
  /** The image asked for last, when it is not yet on the canvas. */
  readonly pendingIndex: number | undefined;
  readonly presentation: Presentation | undefined;
  /** Screen pixels for one image pixel, for the overlay's "1.2x". */
  readonly magnification: number | undefined;
  /** Letters at left, top, right, bottom of the viewport (PS3.3 C.7.6.1.1.1); absent without valid geometry. */
  readonly orientation: { left: string; top: string; right: string; bottom: string } | undefined;
  /** Which images are decoded and at hand; index -> 1. For the scroll bar. */
  readonly loaded: Uint8Array | undefined;
  /** Images that could not be had, by index, with the reason. */
  readonly failedImages: ReadonlyMap<number, string>;
  readonly cine: CineState | undefined;
  /** Marks for the overlay, each in words: "lossy 12:1 (JPEG)", "not calibrated: pixels only". */
  readonly marks: readonly string[];
  /** Bytes so far of the first image, for the thin line. */
  readonly progress: number | undefined;
  readonly failure: ViewportFailure | undefined;
}

export const emptyViewportState: ViewportState = {
  status: 'empty',
  displaySetInstanceUID: undefined,
  kind: undefined,
  imageCount: 0,
  image: undefined,
  picture: undefined,
  plane: undefined,
  projection: undefined,
  threeD: undefined,
  fusion: undefined,
  valueScale: undefined,
  pendingIndex: undefined,
  presentation: undefined,
  magnification: undefined,
  orientation: undefined,
  loaded: undefined,
  failedImages: new Map(),
  cine: undefined,
  marks: [],
  progress: undefined,
  failure: undefined,
};

export interface ShowOptions {
  readonly kind: ViewportKind;
  /** Which image to open on; default the first (clips) or the middle (stacks). */
  readonly image?: { readonly SOPInstanceUID: string; readonly frame: number };
  /** Kept from before (mode switch, swap); default: the image's own window, fitted. */
  readonly presentation?: Presentation;
  /**
   * The same pictures under a new display set (mode switch): keep what is on the
   * canvas when the image is the same, decode nothing.
   */
  readonly keepPixels?: boolean;
  /**
   * Another time, b-value or echo of what is on the canvas: that stays, with its
   * labels, until the first picture of this is drawn.
   */
  readonly inPlace?: boolean;
  /** It stands in for a display set that is still to come, and which will be shown with the same picture. */
  readonly standsIn?: boolean;
  /** What is on the canvas stood in for this: where the reader has tried to scroll it, this begins one image on. */
  readonly goesOn?: boolean;
}

/** What one pixel of the picture on the canvas holds. */
export interface PixelValue {
  /** As stored, or red, green and blue; empty for a pixel that is computed between stored ones. */
  readonly stored: readonly number[];
  /** After the modality's rescale (PS3.3 C.11.1); absent for colour. */
  readonly modality?: number;
  /** Its unit, "HU": only where the object says it. */
  readonly unit?: string;
  /** What is said before all else: the SUV, or each of the pictures that lie over each other. */
  readonly readings?: readonly PixelReading[];
}

/** One number of a pixel, and what it is: "SUVbw 4.2 g/ml". */
export interface PixelReading {
  readonly label: string;
  readonly value: number;
  readonly unit?: string;
}

/** Two opposite corners, in CSS pixels from the upper left corner of the viewport. */
export interface ScreenRegion {
  readonly from: readonly [x: number, y: number];
  readonly to: readonly [x: number, y: number];
}

/** A display set that may be shown soon, and at which image. */
export interface Prepared {
  readonly displaySet: DisplaySet;
  readonly image: { readonly SOPInstanceUID: string; readonly frame: number };
}

export interface ViewportHandle {
  /** Latest wins: a second call makes the first one's results go nowhere. Resolves when rendered or failed. */
  show(displaySet: DisplaySet, options: ShowOptions): Promise<void>;
  clear(): void;
  getState(): ViewportState;
  subscribe(listener: () => void): () => void;

  /** Commands on images; a document ignores those that mean nothing to it. */
  scrollTo(index: number): void;
  scrollBy(delta: number): void;
  /** `undefined`: the image's own first window. */
  setWindow(window: { center: number; width: number } | undefined): void;
  setPresentation(change: Partial<Presentation>): void;
  fit(): void;
  reset(): void;
  /**
   * Cuts a volume another way; absent where there is no volume. A turned plane
   * keeps its point `through` where it is on the screen; a new `through` alone
   * brings the plane to that point and moves nothing else.
   */
  setPlane?(change: PlaneChange): void;
  /**
   * Loads what other display sets need to be shown as this one is: the same image,
   * or the slices of the same plane. Returns the way to stop; absent where nothing is loaded bit by bit.
   */
  prepare?(wanted: readonly Prepared[]): () => void;
  /**
   * Loads the image that a display set opens on, before all that nobody waits for: the reader is
   * about to show it. Returns the way to stop; absent where there is no such image.
   */
  expect?(displaySet: DisplaySet): () => void;
  setPrimaryTool(tool: PrimaryTool): void;
  /** Of planes with lines to take hold of: what else is pointed at. */
  readonly primaryTool?: PrimaryTool;
  /** What the buttons of the mouse, the wheel and fingers do; absent where they do nothing of ours. */
  setBindings?(bindings: PointerBindings): void;
  /** Fingers that did what the frame answers: held still, tapped twice. */
  onGesture?(listener: (gesture: 'hold' | 'twice') => void): () => void;
  /** Uses a pointing tool as if by the pointer: for the keyboard. */
  point?(event: PointingEvent): void;
  /** Sets the window to the values of the whole image, of what is seen of it, or of a region of the viewport. */
  fitWindow?(to: 'all' | 'seen' | ScreenRegion): void;
  /** Paints the picture around a point (CSS pixels of the viewport) as a lens would show it; false where there is none. */
  paintLens?(canvas: HTMLCanvasElement, at: readonly [number, number], factor: number): boolean;
  /** Tells of pointing tools in use; absent where there is nothing to point at. */
  onPointing?(listener: (event: PointingEvent) => void): () => void;
  /** Changes how PET lies over CT, or is projected; absent where nothing does. */
  setFusion?(change: FusionChange): void;
  /** Shows a volume another way; absent where there is none in 3D. */
  setThreeD?(change: ThreeDChange): void;
  /** Shows the crop box of a volume in 3D, or hides it; what is cropped stays. */
  setCropping?(isOn: boolean): void;
  /** The value of a pixel of the picture on the canvas, by column and row from 0; undefined outside it. */
  valueAt?(column: number, row: number): PixelValue | undefined;
  setCine(change: CineChange): void;
  /** Ask again for what failed. */
  retry(): void;

  /**
   * A small picture of one image, windowed as those on the canvas, neither turned
   * nor mirrored; undefined unless it is decoded and at hand: nothing is asked for.
   * @param size of its longer side, pixels
   */
  preview?(index: number, size: number): ImageData | undefined;
  /** PNG of what is shown, without the overlay; undefined when nothing is. */
  capture(): Promise<Blob | undefined>;
  resize(): void;
  dispose(): void;
}

/** A client-made thumbnail, for archives that do not render (contributed beside the viewport). */
export interface ThumbnailRenderer {
  readonly kinds: readonly ViewportKind[];
  render(
    displaySet: DisplaySet,
    size: number,
    context: {
      readonly dataSource: DataSource;
      readonly priority: RequestPriority;
      readonly signal: AbortSignal;
    },
  ): Promise<Blob | undefined>;
}
