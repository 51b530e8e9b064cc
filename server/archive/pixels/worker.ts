import { parentPort } from 'node:worker_threads';
import { decodeFrame } from './codecs.ts';
import { PixelError, type FrameFormat } from './image.ts';
import { renderFrame, type RenderRequest } from './render.ts';

export interface PixelTask {
  readonly id: number;
  readonly encoded: Uint8Array;
  readonly format: FrameFormat;
  /** Draw the frame; without, its decoded samples are wanted. */
  readonly render?: RenderRequest;
}

export type PixelResult =
  | { readonly id: number; readonly ok: true; readonly bytes: Uint8Array; readonly format: FrameFormat }
  | {
      readonly id: number;
      readonly ok: false;
      readonly kind: 'unsupported' | 'damaged';
      readonly reason: string;
    };

async function perform({ id, encoded, format, render }: PixelTask): Promise<PixelResult> {
  try {
    const frame = await decodeFrame(encoded, format);
    const bytes = render === undefined ? frame.bytes : renderFrame(frame, render);
    return { id, ok: true, bytes: Uint8Array.from(bytes), format: frame.format };
  } catch (error) {
    if (error instanceof PixelError) return { id, ok: false, kind: error.kind, reason: error.message };
    return { id, ok: false, kind: 'damaged', reason: 'its pixel data cannot be decoded' };
  }
}

parentPort?.on('message', (task: PixelTask) => {
  void perform(task).then((result) => {
    if (result.ok) parentPort?.postMessage(result, [result.bytes.buffer as ArrayBuffer]); // made by Uint8Array.from
    else parentPort?.postMessage(result);
  });
});
