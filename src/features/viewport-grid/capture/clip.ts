import { frameSchedule, type ClipFrame } from './frameSchedule.ts';
import type { ViewportHandle } from '../../../core/viewport.ts';
import type { TaskRun } from '../../../state/tasks.ts';
import { pictureOf, viewportElement } from './picture.ts';

export interface ClipRequest {
  readonly viewportId: string;
  readonly handle: ViewportHandle;
  /** Increments between frames as recorded, ms (PS3.3 C.7.6.5). */
  readonly frameTimesMs: readonly number[] | undefined;
  readonly withText: boolean;
}

/** Longest clip that is made, frames: beyond it the file helps nobody and the browser runs out of memory. */
export const maxClipFrames = 2000;

/**
 * The images of a viewport one after another as a WebM video, each shown for as
 * long as the data say. The viewport goes through its images meanwhile and is
 * afterwards where it was.
 * @throws Error in words where the browser cannot encode video, or an image cannot be shown.
 */
export async function clipOf(
  { viewportId, handle, frameTimesMs, withText }: ClipRequest,
  { signal, onProgress }: TaskRun,
): Promise<Blob> {
  if (typeof VideoEncoder === 'undefined') throw new Error('This browser cannot make videos.');
  const { BufferTarget, CanvasSource, Output, QUALITY_HIGH, WebMOutputFormat, getFirstEncodableVideoCodec } =
    await import('mediabunny');
  const { cine, imageCount, image, plane } = handle.getState();
  const start = plane?.index ?? image?.index ?? 0;
  if (imageCount > maxClipFrames)
    throw new Error(`It has ${imageCount.toLocaleString()} images; a video takes ${maxClipFrames} at most.`);
  handle.setCine({ playing: false });
  const frames = frameSchedule(imageCount, cine?.framesPerSecond ?? 10, frameTimesMs);
  try {
    const first = await frameCanvas(viewportId, handle, frames[0], withText, signal);
    // Encoders want even numbers of pixels.
    const canvas = document.createElement('canvas');
    canvas.width = first.width + (first.width % 2);
    canvas.height = first.height + (first.height % 2);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('The browser gave no canvas.');
    const codec = await getFirstEncodableVideoCodec(['vp9', 'vp8', 'av1'], {
      width: canvas.width,
      height: canvas.height,
    });
    if (!codec) throw new Error('This browser has no video encoder for pictures of this size.');
    const target = new BufferTarget();
    const output = new Output({ format: new WebMOutputFormat(), target });
    const source = new CanvasSource(canvas, { codec, bitrate: QUALITY_HIGH });
    output.addVideoTrack(source);
    await output.start();
    try {
      for (const frame of frames) {
        const picture =
          frame.index === 0 ? first : await frameCanvas(viewportId, handle, frame, withText, signal);
        context.fillStyle = '#000';
        context.fillRect(0, 0, canvas.width, canvas.height);
        context.drawImage(picture, 0, 0);
        await source.add(frame.startMs / 1000, frame.durationMs / 1000);
        onProgress((frame.index + 1) / frames.length, `${frame.index + 1} of ${frames.length} images`);
      }
      await output.finalize();
    } catch (error) {
      await output.cancel();
      throw error;
    }
    if (!target.buffer) throw new Error('The encoder gave no video.');
    return new Blob([target.buffer], { type: 'video/webm' });
  } finally {
    handle.scrollTo(start);
  }
}

/** One image, when it is on the canvas, with or without the words over it. */
async function frameCanvas(
  viewportId: string,
  handle: ViewportHandle,
  frame: ClipFrame | undefined,
  withText: boolean,
  signal: AbortSignal,
): Promise<ImageBitmap> {
  if (!frame) throw new Error('There are no images.');
  await shown(handle, frame.index, signal);
  if (!viewportElement(viewportId)) throw new Error('The viewport is gone.');
  return createImageBitmap(await pictureOf(viewportId, handle, withText));
}

/** Resolves when this image is on the canvas. */
function shown(handle: ViewportHandle, index: number, signal: AbortSignal): Promise<void> {
  const { displaySetInstanceUID } = handle.getState();
  return new Promise<void>((resolve, reject) => {
    const end = (settle: () => void) => {
      stop();
      signal.removeEventListener('abort', onAbort);
      settle();
    };
    const look = () => {
      const { status, image, plane, failure, ...live } = handle.getState();
      if (live.displaySetInstanceUID !== displaySetInstanceUID)
        end(() => reject(new Error('The viewport shows something else now.')));
      else if (status === 'rendered' && (plane?.index ?? image?.index) === index) end(resolve);
      else if (status === 'error' && failure)
        end(() => reject(new Error(`${failure.title}: ${failure.reason}`)));
    };
    const onAbort = () => end(() => reject(signal.reason as Error));
    const stop = handle.subscribe(look);
    signal.addEventListener('abort', onAbort);
    handle.scrollTo(index);
    if (signal.aborted) onAbort();
    else look();
  });
}
