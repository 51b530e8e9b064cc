/// <reference lib="webworker" />
import { describeError } from '../../../core/errors.ts';
import { toDisplayPixels } from '../pixels/displayPixels.ts';
import { normalizeDecoded, type Samples } from '../pixels/samples.ts';
import { decodeBareSamples } from './bareSamples.ts';
import type { DecodeReply, DecodeRequest, DecodeTask } from './messages.ts';

/**
 * Decodes one frame after another, off the page's thread. The codecs are
 * Cornerstone's and come with the first compressed frame; bare samples need none.
 */
const scope = self as unknown as DedicatedWorkerGlobalScope; // the page's `self` is declared, this file runs in a worker

/** What a codec prints goes into the reason that the reader is given, not to the console. */
const said: string[] = [];
const keep = (...parts: unknown[]) => void said.push(parts.join(' '));
Object.assign(console, { error: keep, warn: keep });

scope.addEventListener('message', (event: MessageEvent<Partial<DecodeRequest>>) => {
  const request = event.data;
  // The codecs' own module listens here too, for messages of another shape.
  if (typeof request?.hangarTask !== 'number') return;
  void answer(request as DecodeRequest);
});

async function answer(request: DecodeRequest): Promise<void> {
  const { hangarTask } = request;
  said.length = 0;
  try {
    const pixels = await decode(request);
    const reply: DecodeReply = { hangarTask, pixels };
    scope.postMessage(reply, [pixels.data.buffer as ArrayBuffer]);
  } catch (error) {
    const reply: DecodeReply = {
      hangarTask,
      error: [describeError(error), said[0]].filter(Boolean).join(' '),
    };
    scope.postMessage(reply);
  }
}

async function decode(task: DecodeTask) {
  const { bytes, description, transferSyntaxUID } = task;
  if (transferSyntaxUID === undefined) return decodeBareSamples(task);

  // The package does not export its decoder without the whole of Cornerstone core; this one module has no more than the codecs.
  const { decodeImageFrame } =
    await import('../../../../node_modules/@cornerstonejs/dicom-image-loader/dist/esm/decodeImageFrameWorker.js');
  // Interleaved is what every decoder here returns, and what RLE is asked for.
  const interleaved = { ...description, planarConfiguration: 0 as const };
  const decoded: { pixelData?: unknown } = await decodeImageFrame(
    {
      rows: description.rows,
      columns: description.columns,
      samplesPerPixel: description.samplesPerPixel,
      photometricInterpretation: description.photometricInterpretation,
      planarConfiguration: 0,
      bitsAllocated: description.bitsAllocated,
      bitsStored: description.bitsStored,
      pixelRepresentation: description.signed ? 1 : 0,
    },
    transferSyntaxUID,
    bytes,
    {},
    { preScale: { enabled: false }, allowFloatRendering: true },
    undefined,
  );
  if (!isSamples(decoded.pixelData)) throw new Error('The decoder gave no pixels.');
  if (is12BitJpeg(transferSyntaxUID, description.bitsAllocated)) levelShift(decoded.pixelData);
  const isRgb = description.samplesPerPixel === 3 && /\.4\.(50|11[012])$/.test(transferSyntaxUID);
  return toDisplayPixels(normalizeDecoded(decoded.pixelData, interleaved), interleaved, isRgb);
}

/** The lossy JPEG processes of 12 bits (PS3.5 A.4.1): extended, and the retired ones beside it. */
const is12BitJpeg = (transferSyntaxUID: string, bitsAllocated: number): boolean =>
  bitsAllocated === 16 && /\.4\.5[135]$/.test(transferSyntaxUID);

/** The decoder scales its level shift by 255/4095 where 1/16 is right: every sample comes 15 too high. */
function levelShift(samples: Samples): void {
  for (let at = 0; at < samples.length; at += 1) samples[at] = Math.max(0, (samples[at] ?? 0) - 15);
}

function isSamples(value: unknown): value is Samples {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}
