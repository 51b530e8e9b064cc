import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { DataSourceError, describeError } from '../../core/errors.ts';
import { emptyViewportState, type ShowOptions, type ViewportState } from '../../core/viewport.ts';
import type { Appearance } from './appearance.ts';
import type { StackImage } from './imageStore.ts';
import { marksOf } from './marks.ts';
import { edgeLetters } from './orientation.ts';
import { pictureOf } from './picture.ts';
import { fitScale, type Box } from './presentation.ts';
import type { StackContent } from './stackContent.ts';

/** What one `show` put into a viewport; the newest wins, and whatever an older one still brings is dropped. */
export interface ShownContent extends StackContent {
  /** Identity of the list of images for what draws it. */
  readonly dataId: string;
  readonly controller: AbortController;
  readonly loaded: Uint8Array;
  readonly failed: Map<number, string>;
  readonly settled: { readonly promise: Promise<void>; readonly resolve: () => void };
}

export function newContent(
  base: StackContent,
  dataId: string,
  isHere: (imageId: string) => boolean,
): ShownContent {
  return {
    ...base,
    dataId,
    controller: new AbortController(),
    loaded: Uint8Array.from(base.imageIds, (imageId) => (isHere(imageId) ? 1 : 0)),
    failed: new Map(),
    settled: withResolvers(),
  };
}

/** The image that content opens on: the one asked for, the first of a clip, the middle of a stack. */
export function openingIndex(
  content: StackContent,
  displaySet: DisplaySet,
  image: ShowOptions['image'],
): number {
  const asked = image && content.indexOf(image);
  const isClip =
    displaySet.FrameRate !== undefined || displaySet.frameTimesMs !== undefined || displaySet.isMultiFrame;
  return asked ?? (isClip ? 0 : Math.floor((content.count - 1) / 2));
}

/** The state from which content starts; `former` while its picture stays on the canvas. */
export function openingState(
  content: ShownContent,
  target: number,
  { kind }: ShowOptions,
  former: ViewportState | undefined,
): ViewportState {
  return {
    ...(former ?? emptyViewportState),
    status: former ? 'rendered' : 'loading',
    displaySetInstanceUID: content.displaySet.displaySetInstanceUID,
    kind,
    imageCount: content.count,
    image: former ? content.position(target) : undefined,
    pendingIndex: former ? undefined : target,
    loaded: content.loaded,
    failedImages: content.failed,
    failure: undefined,
    cine: undefined,
  };
}

/** Whose images are on the canvas, for content that took the place of other content. */
export const namesOf = (content: ShownContent): Partial<ViewportState> => ({
  displaySetInstanceUID: content.displaySet.displaySetInstanceUID,
  imageCount: content.count,
  loaded: content.loaded.slice(),
  failedImages: new Map(content.failed),
});

export const nothingToShow: Partial<ViewportState> = {
  status: 'error',
  pendingIndex: undefined,
  failure: {
    title: 'There is nothing to show',
    reason: 'This display set has no images.',
    canRetry: false,
  },
};

/** What is said in place of an image that could not be had. */
export function failedState(content: ShownContent, index: number, error: unknown): Partial<ViewportState> {
  return {
    status: 'error',
    image: undefined,
    picture: undefined,
    pendingIndex: index,
    progress: undefined,
    orientation: undefined,
    magnification: undefined,
    failedImages: new Map(content.failed),
    failure: {
      title:
        content.count > 1
          ? `Image ${index + 1} of ${content.count} cannot be displayed`
          : 'This image cannot be displayed',
      reason: typeof error === 'string' ? error : describeError(error),
      canRetry: error instanceof DataSourceError ? error.canRetry : true,
    },
  };
}

/** What the overlay says of the image that is shown. */
export function describeImage(
  image: StackImage,
  appearance: Appearance,
  size: Box,
  more: readonly (string | undefined)[],
): Partial<ViewportState> {
  const { view } = appearance;
  return {
    picture: pictureOf(image),
    presentation: appearance.presentationOf(image),
    magnification: view.zoom * fitScale(size, image, view.rotation),
    orientation: edgeLetters(image.instance, image.frame, view),
    marks: [
      ...marksOf(image.instance, image.frame, image.transferSyntaxUID),
      ...more.filter((mark) => mark !== undefined),
    ],
  };
}

function withResolvers(): ShownContent['settled'] {
  let resolve = () => {};
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}
