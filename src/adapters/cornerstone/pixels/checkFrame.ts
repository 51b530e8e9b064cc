import type { PixelDescription } from './pixelDescription.ts';

/** Transfer syntaxes whose frames are bare samples (PS3.5 A.1 to A.3, A.5). */
export const implicitLittleEndian = '1.2.840.10008.1.2';
export const explicitLittleEndian = '1.2.840.10008.1.2.1';
export const explicitBigEndian = '1.2.840.10008.1.2.2';
const native = new Set([
  implicitLittleEndian,
  explicitLittleEndian,
  explicitBigEndian,
  '1.2.840.10008.1.2.1.99',
]);

const names: Readonly<Record<string, string>> = {
  '1.2.840.10008.1.2.5': 'RLE Lossless',
  '1.2.840.10008.1.2.1.98': 'Encapsulated Uncompressed',
  '1.2.840.10008.1.2.8.1': 'Deflated Image Frame',
  '1.2.840.10008.1.2.4.50': 'JPEG Baseline',
  '1.2.840.10008.1.2.4.51': 'JPEG Extended',
  '1.2.840.10008.1.2.4.53': 'JPEG Spectral Selection',
  '1.2.840.10008.1.2.4.55': 'JPEG Full Progression',
  '1.2.840.10008.1.2.4.57': 'JPEG Lossless',
  '1.2.840.10008.1.2.4.70': 'JPEG Lossless',
  '1.2.840.10008.1.2.4.80': 'JPEG-LS Lossless',
  '1.2.840.10008.1.2.4.81': 'JPEG-LS Lossy',
  '1.2.840.10008.1.2.4.90': 'JPEG 2000 Lossless',
  '1.2.840.10008.1.2.4.91': 'JPEG 2000',
  '1.2.840.10008.1.2.4.201': 'HTJ2K Lossless',
  '1.2.840.10008.1.2.4.202': 'HTJ2K Lossless RPCL',
  '1.2.840.10008.1.2.4.203': 'HTJ2K',
  '1.2.840.10008.1.2.4.110': 'JPEG XL Lossless',
  '1.2.840.10008.1.2.4.111': 'JPEG XL Recompression',
  '1.2.840.10008.1.2.4.112': 'JPEG XL',
};

/** "JPEG Baseline", or the UID when it has no name here. */
export const transferSyntaxName = (uid: string): string => names[uid] ?? uid;

/** Bytes that one frame of bare samples has (PS3.5 8.1, 8.2), without padding. */
export function nativeFrameLength(d: PixelDescription): number {
  const pixels = d.rows * d.columns;
  // Two luminance samples share one pair of chrominance samples (PS3.3 C.7.6.3.1.2).
  if (/^YBR_(FULL|PARTIAL)_422$/.test(d.photometricInterpretation)) return (pixels * 2 * d.bitsAllocated) / 8;
  return Math.ceil((pixels * d.samplesPerPixel * d.bitsAllocated) / 8);
}

export type FrameVerdict =
  | { readonly kind: 'native'; readonly bigEndian: boolean; readonly length: number }
  | { readonly kind: 'compressed'; readonly transferSyntaxUID: string }
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * What the bytes of a frame are, from what the server says and what they look
 * like, before anything is decoded. A frame that is not whole is refused:
 * nothing half is ever drawn.
 */
export function checkFrame(
  bytes: Uint8Array,
  claimedTransferSyntax: string | undefined,
  description: PixelDescription,
): FrameVerdict {
  if (bytes.length === 0) return refused('The server sent no pixel data for this image.');
  const expected = nativeFrameLength(description);
  const signature = signatureOf(bytes);
  if (signature === 'text') return refused('The server sent a page of text in place of the image.');

  const claim = claimedTransferSyntax;
  if (claim !== undefined && !native.has(claim)) {
    if (!names[claim]) return refused(`The transfer syntax ${claim} is not supported.`);
    // A server that decodes but still names the stored syntax: the exact length of the samples decides.
    const mustHaveSignature = /\.4\.(5|7|8|9|20)/.test(claim);
    if (mustHaveSignature && signature === undefined && bytes.length === expected)
      return { kind: 'native', bigEndian: false, length: expected };
    return checkHeader(bytes, claim, description);
  }
  if (fits(bytes.length, expected, description))
    return { kind: 'native', bigEndian: claim === explicitBigEndian, length: expected };
  if (signature !== undefined) return checkHeader(bytes, signature, description);
  return refused(
    bytes.length < expected
      ? `The image is cut off: ${bytes.length.toLocaleString('en')} of ${expected.toLocaleString('en')} bytes arrived.`
      : `The image has ${bytes.length.toLocaleString('en')} bytes where ${expected.toLocaleString('en')} were expected.`,
  );
}

function fits(length: number, expected: number, d: PixelDescription): boolean {
  if (length === expected) return true;
  // A value is padded to even length; a single frame may carry unused bytes behind its samples.
  return length === expected + 1 || (d.frames <= 1 && length > expected && length < expected * 2);
}

const refused = (reason: string): FrameVerdict => ({ kind: 'refused', reason });

/** The transfer syntax that a code stream's first bytes show, 'text' for HTML, JSON and the like, or undefined. */
function signatureOf(b: Uint8Array): string | undefined {
  if (b[0] === 0xff && b[1] === 0xd8 && b[2] === 0xff) {
    const frame = jpegFrame(b);
    if (frame?.marker === 0xc0) return '1.2.840.10008.1.2.4.50';
    if (frame?.marker === 0xc1) return '1.2.840.10008.1.2.4.51';
    if (frame?.marker === 0xc2) return '1.2.840.10008.1.2.4.55';
    if (frame?.marker === 0xc3) return '1.2.840.10008.1.2.4.70';
    if (frame?.marker === 0xf7) return '1.2.840.10008.1.2.4.80';
    return undefined;
  }
  if (b[0] === 0xff && b[1] === 0x4f && b[2] === 0xff && b[3] === 0x51) return '1.2.840.10008.1.2.4.90';
  const start = new TextDecoder('latin1').decode(b.subarray(0, 64)).trimStart().toLowerCase();
  return /^(<!doctype|<html|<\?xml|<head|<body|\{"|\[\{)/.test(start) ? 'text' : undefined;
}

/** A code stream whose own size is not the image's is not that image; found before a decoder allocates for it. */
function checkHeader(
  bytes: Uint8Array,
  transferSyntaxUID: string,
  { rows, columns, samplesPerPixel }: PixelDescription,
): FrameVerdict {
  const isJpeg = /\.4\.(5|7|8)\d$/.test(transferSyntaxUID);
  const isJpeg2000 = /\.4\.(9[01]|20[123])$/.test(transferSyntaxUID);
  const size = isJpeg ? jpegFrame(bytes) : isJpeg2000 ? jpeg2000Size(bytes) : undefined;
  if ((isJpeg || isJpeg2000) && !size)
    return refused(
      `The pixel data is not ${transferSyntaxName(transferSyntaxUID)}, as the server says it is.`,
    );
  if (size && (size.rows !== rows || size.columns !== columns))
    return refused(
      `The pixel data holds ${size.columns} x ${size.rows} pixels, the image should have ${columns} x ${rows}.`,
    );
  if (size && size.components !== samplesPerPixel)
    return refused(
      `The pixel data has ${size.components} samples per pixel, the image should have ${samplesPerPixel}.`,
    );
  return { kind: 'compressed', transferSyntaxUID };
}

interface CodestreamSize {
  readonly rows: number;
  readonly columns: number;
  readonly components: number;
}

/** ISO 10918-1 B.2.2: the frame header; 0 rows (given later by DNL) do not occur in DICOM. */
function jpegFrame(b: Uint8Array): (CodestreamSize & { marker: number }) | undefined {
  if (b[0] !== 0xff || b[1] !== 0xd8) return undefined;
  let at = 2;
  while (at + 9 < b.length) {
    if (b[at] !== 0xff) return undefined;
    const marker = b[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame =
      (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc) ||
      marker === 0xf7;
    if (isFrame) return { marker, rows: u16(b, at + 5), columns: u16(b, at + 7), components: b[at + 9] ?? 0 };
    at += 2 + u16(b, at + 2);
  }
  return undefined;
}

/** ISO 15444-1 A.5.1: the SIZ segment that follows SOC at once; a JP2 wrapper (found in the wild) is looked through. */
function jpeg2000Size(b: Uint8Array): CodestreamSize | undefined {
  let at = 0;
  if (u32(b, 0) === 12 && u32(b, 4) === 0x6a502020) {
    while (at < Math.min(b.length - 4, 65_536) && u32(b, at) !== 0xff4fff51) at++;
  }
  if (u32(b, at) !== 0xff4fff51 || b.length < at + 42) return undefined;
  return {
    columns: u32(b, at + 8) - u32(b, at + 16),
    rows: u32(b, at + 12) - u32(b, at + 20),
    components: u16(b, at + 40),
  };
}

const u16 = (b: Uint8Array, at: number): number => ((b[at] ?? 0) << 8) | (b[at + 1] ?? 0);
const u32 = (b: Uint8Array, at: number): number => u16(b, at) * 65_536 + u16(b, at + 2);
