import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { inflateRawSync } from 'node:zlib';
import { TransferSyntax, isNative } from '../dicom/syntaxes.ts';
import { codestreamSize } from './codestream.ts';
import { checkFormat, frameBytes, PixelError, type DecodedFrame, type FrameFormat } from './image.ts';
import { decodeRle } from './rle.ts';

const require = createRequire(import.meta.url);

/** The common shape of the emscripten decoders that Cornerstone publishes. */
interface WasmDecoder {
  getEncodedBuffer(length: number): Uint8Array;
  getDecodedBuffer(): Uint8Array;
  getFrameInfo(): {
    width: number;
    height: number;
    bitsPerSample: number;
    componentCount: number;
    isSigned?: boolean;
  };
  decode(): void;
  getInterleaveMode?(): number;
  delete(): void;
}
type WasmModule = Readonly<Record<string, new () => WasmDecoder>>;

const modules = new Map<string, Promise<WasmModule>>();

function wasm(name: string): Promise<WasmModule> {
  const known = modules.get(name);
  if (known !== undefined) return known;
  const factory = require(name) as (options: object) => Promise<WasmModule>; // the codec packages have no types
  // Their complaints about damaged data belong in the error, not on the console.
  const loading = factory({ print: () => undefined, printErr: () => undefined });
  modules.set(name, loading);
  return loading;
}

type Family = 'jpeg8' | 'jpeg12' | 'lossless' | 'jls' | 'j2k' | 'htj2k';

function familyOf(transferSyntax: string): Family | undefined {
  const n = Number(/^1\.2\.840\.10008\.1\.2\.4\.(\d+)$/.exec(transferSyntax)?.[1]);
  if (n === 50) return 'jpeg8';
  if (n >= 51 && n <= 56) return 'jpeg12';
  if (n >= 57 && n <= 70) return 'lossless';
  if (n === 80 || n === 81) return 'jls';
  if (n >= 90 && n <= 93) return 'j2k';
  if (n >= 201 && n <= 203) return 'htj2k';
  return undefined;
}

/** Whether {@link decodeFrame} knows the syntax. */
export const canDecode = (transferSyntax: string): boolean =>
  isNative(transferSyntax) ||
  transferSyntax === TransferSyntax.Rle ||
  transferSyntax === TransferSyntax.EncapsulatedUncompressed ||
  transferSyntax === TransferSyntax.DeflatedFrames ||
  familyOf(transferSyntax) !== undefined;

/**
 * Decodes one frame. The result says what it holds: JPEG colour comes out as RGB, JPEG 2000 without its transform.
 * @throws PixelError when the syntax is not known, or the frame does not fit its description or is damaged
 */
export async function decodeFrame(encoded: Uint8Array, format: FrameFormat): Promise<DecodedFrame> {
  checkFormat(format);
  const { transferSyntax } = format;
  if (isNative(transferSyntax) || transferSyntax === TransferSyntax.EncapsulatedUncompressed) {
    const needed = frameBytes(format);
    if (encoded.length < needed) throw new PixelError('damaged', 'its pixel data is too short');
    return { bytes: encoded.subarray(0, needed), format };
  }
  if (transferSyntax === TransferSyntax.DeflatedFrames) return inflated(encoded, format);
  const { Rows, Columns, SamplesPerPixel, BitsAllocated } = format;
  if (transferSyntax === TransferSyntax.Rle) {
    const bytes = decodeRle(encoded, Rows * Columns, SamplesPerPixel, BitsAllocated);
    const photometric = format.PhotometricInterpretation === 'YBR_FULL_422' ? 'YBR_FULL' : undefined;
    return { bytes, format: decodedFormat(format, photometric) };
  }
  const family = familyOf(transferSyntax);
  if (family === undefined)
    throw new PixelError('unsupported', `no decoder for transfer syntax ${transferSyntax}`);
  checkHeader(encoded, format);
  try {
    return await decodeWith(family, encoded, format);
  } catch (error) {
    if (error instanceof PixelError) throw error;
    throw new PixelError('damaged', 'its compressed data cannot be decoded');
  }
}

/** @see PS3.5 A.4.13: each frame is deflated by itself */
function inflated(encoded: Uint8Array, format: FrameFormat): DecodedFrame {
  const needed = frameBytes(format);
  let bytes: Buffer;
  try {
    bytes = inflateRawSync(encoded, { maxOutputLength: needed + 2 });
  } catch {
    throw new PixelError('damaged', 'its deflated data is damaged');
  }
  if (bytes.length < needed) throw new PixelError('damaged', 'its deflated data ends too early');
  return { bytes: bytes.subarray(0, needed), format: decodedFormat(format) };
}

const decodedFormat = (format: FrameFormat, photometric?: string): FrameFormat => ({
  ...format,
  transferSyntax: TransferSyntax.ExplicitLittleEndian,
  PlanarConfiguration: 0,
  ...(photometric === undefined ? {} : { PhotometricInterpretation: photometric }),
});

/** The stream's own size has to be the one announced: decoders allocate by it. */
function checkHeader(encoded: Uint8Array, { Rows, Columns, SamplesPerPixel }: FrameFormat): void {
  const size = codestreamSize(encoded);
  if (size === undefined) throw new PixelError('damaged', 'its compressed data has no header');
  if (size.width !== Columns || size.height !== Rows || size.components !== SamplesPerPixel)
    throw new PixelError(
      'damaged',
      `its compressed image is ${size.width} x ${size.height} x ${size.components}, announced is ${Columns} x ${Rows} x ${SamplesPerPixel}`,
    );
}

function decodeWith(family: Family, encoded: Uint8Array, format: FrameFormat): Promise<DecodedFrame> {
  const precision = codestreamSize(encoded)?.precision ?? 8;
  switch (family) {
    case 'jpeg8':
      return precision > 8 ? jpeg12(encoded, format, precision) : jpeg8(encoded, format);
    case 'jpeg12':
      return precision > 8 ? jpeg12(encoded, format, precision) : jpeg8(encoded, format);
    case 'lossless':
      return lossless(encoded, format);
    case 'jls':
      return withWasm('@cornerstonejs/codec-charls/decodewasmjs', 'JpegLSDecoder', encoded, format);
    case 'j2k':
      return withWasm('@cornerstonejs/codec-openjpeg/decodewasmjs', 'J2KDecoder', encoded, format);
    case 'htj2k':
      return withWasm('@cornerstonejs/codec-openjph/wasmjs', 'HTJ2KDecoder', encoded, format);
  }
}

const jpeg8 = (encoded: Uint8Array, format: FrameFormat) =>
  withWasm(
    '@cornerstonejs/codec-libjpeg-turbo-8bit/decodewasmjs',
    'JPEGDecoder',
    encoded,
    format.SamplesPerPixel === 3 ? { ...format, PhotometricInterpretation: 'RGB' } : format,
  );

async function withWasm(
  module: string,
  name: string,
  encoded: Uint8Array,
  format: FrameFormat,
): Promise<DecodedFrame> {
  const Decoder = (await wasm(module))[name];
  if (Decoder === undefined) throw new PixelError('unsupported', `the decoder ${name} is missing`);
  const decoder = new Decoder();
  try {
    decoder.getEncodedBuffer(encoded.length).set(encoded);
    decoder.decode();
    const info = decoder.getFrameInfo();
    const bytes = Uint8Array.from(decoder.getDecodedBuffer());
    const planar = name === 'JpegLSDecoder' && decoder.getInterleaveMode?.() === 0 && info.componentCount > 1;
    const { PhotometricInterpretation: stored } = format;
    // The component transform of JPEG 2000 is undone by its decoder.
    const photometric = /^YBR_(RCT|ICT)$/.test(stored)
      ? 'RGB'
      : stored === 'YBR_FULL_422'
        ? 'YBR_FULL'
        : stored;
    const result = { ...decodedFormat(format, photometric), PlanarConfiguration: planar ? 1 : 0 };
    return fitted(bytes, info.bitsPerSample > 8 ? 16 : 8, result);
  } finally {
    decoder.delete();
  }
}

interface Jpeg12 {
  parse(data: Uint8Array): void;
  colorTransform: boolean;
  getData16(width: number, height: number): Uint16Array;
}

async function jpeg12(encoded: Uint8Array, format: FrameFormat, precision: number): Promise<DecodedFrame> {
  if (format.SamplesPerPixel !== 1)
    throw new PixelError('unsupported', 'JPEG colour of 12 bits is not supported');
  // The loader does not export this file of its own, the only 12-bit decoder there is in JavaScript.
  const path = require.resolve('@cornerstonejs/dicom-image-loader').replace(/index\.js$/, 'codecs/jpeg.js');
  const module: { default: new () => Jpeg12 } = await import(pathToFileURL(path).href);
  const decoder = new module.default();
  decoder.parse(encoded);
  decoder.colorTransform = false;
  const samples = decoder.getData16(format.Columns, format.Rows);
  // This decoder scales its level shift by 255/4095 rather than 1/16, which makes every sample 15 too high.
  if (precision === 12)
    for (let i = 0; i < samples.length; i++) samples[i] = Math.max(0, (samples[i] ?? 0) - 15);
  const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
  return fitted(bytes, 16, decodedFormat(format));
}

interface LosslessDecoder {
  decode(buffer: ArrayBufferLike, offset: number, length: number, bytes: number): { buffer: ArrayBufferLike };
}

function lossless(encoded: Uint8Array, format: FrameFormat): Promise<DecodedFrame> {
  const { Decoder } = require('@cornerstonejs/jpeg-lossless-decoder-js') as {
    Decoder: new () => LosslessDecoder; // its types do not say so
  };
  const bits = format.BitsAllocated <= 8 ? 8 : 16;
  const own = Uint8Array.from(encoded);
  const decoded = new Decoder().decode(own.buffer, 0, own.length, bits / 8);
  return Promise.resolve(fitted(new Uint8Array(decoded.buffer), bits, decodedFormat(format)));
}

/** Samples in the announced width, with the sign extended from the bits stored. @throws PixelError when too few */
function fitted(bytes: Uint8Array, bits: 8 | 16, format: FrameFormat): DecodedFrame {
  const count = format.Rows * format.Columns * format.SamplesPerPixel;
  if (bytes.length < (count * bits) / 8)
    throw new PixelError('damaged', 'its compressed data ends too early');
  if (format.BitsAllocated === bits) return { bytes: signed(bytes, count, bits, format), format };
  if (bits === 8 && format.BitsAllocated === 16) {
    const wide = new Uint8Array(count * 2);
    for (let i = 0; i < count; i++) wide[2 * i] = bytes[i] ?? 0;
    return { bytes: signed(wide, count, 16, format), format };
  }
  if (bits === 8 && format.BitsAllocated === 1) {
    const packed = new Uint8Array(Math.ceil(count / 8));
    for (let i = 0; i < count; i++)
      if (bytes[i] !== 0) packed[i >> 3] = (packed[i >> 3] ?? 0) | (1 << (i & 7));
    return { bytes: packed, format };
  }
  if (bits === 16 && format.BitsAllocated === 8) {
    const narrow = new Uint8Array(count);
    for (let i = 0; i < count; i++) narrow[i] = bytes[2 * i] ?? 0;
    return { bytes: narrow, format };
  }
  throw new PixelError('unsupported', `compressed samples of ${format.BitsAllocated} bits are not supported`);
}

function signed(bytes: Uint8Array, count: number, bits: number, format: FrameFormat): Uint8Array {
  const { PixelRepresentation, BitsStored } = format;
  const used = bytes.subarray(0, (count * bits) / 8);
  if (PixelRepresentation !== 1 || bits !== 16 || BitsStored >= 16 || BitsStored < 1) return used;
  const copy = Uint8Array.from(used);
  const samples = new Int16Array(copy.buffer);
  const shift = 16 - BitsStored;
  for (let i = 0; i < count; i++) samples[i] = ((samples[i] ?? 0) << (shift + 16)) >> (shift + 16);
  return copy;
}
