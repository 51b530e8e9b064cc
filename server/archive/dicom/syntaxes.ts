/** Transfer syntaxes by name (PS3.5 section 10 and annex A). */
export const TransferSyntax = {
  ImplicitLittleEndian: '1.2.840.10008.1.2',
  ExplicitLittleEndian: '1.2.840.10008.1.2.1',
  EncapsulatedUncompressed: '1.2.840.10008.1.2.1.98',
  Deflated: '1.2.840.10008.1.2.1.99',
  ExplicitBigEndian: '1.2.840.10008.1.2.2',
  JpegBaseline: '1.2.840.10008.1.2.4.50',
  JpegExtended: '1.2.840.10008.1.2.4.51',
  Rle: '1.2.840.10008.1.2.5',
  DeflatedFrames: '1.2.840.10008.1.2.8.1',
} as const;

const native = new Set<string>([
  TransferSyntax.ImplicitLittleEndian,
  TransferSyntax.ExplicitLittleEndian,
  TransferSyntax.Deflated,
  TransferSyntax.ExplicitBigEndian,
  // Private GE form of implicit little endian with big endian pixels.
  '1.2.840.113619.5.2',
]);

/** Whether pixel data in this syntax is a plain run of samples, not fragments. */
export const isNative = (transferSyntax: string): boolean => native.has(transferSyntax);

/**
 * The media type a stored frame is sent with.
 * @see PS3.18 table 8.7.3-5
 */
export function mediaTypeOf(transferSyntax: string): string {
  if (isNative(transferSyntax)) return 'application/octet-stream';
  if (transferSyntax === TransferSyntax.EncapsulatedUncompressed) return 'application/octet-stream';
  if (transferSyntax === TransferSyntax.DeflatedFrames) return 'application/x-deflate';
  if (transferSyntax === TransferSyntax.Rle) return 'image/dicom-rle';
  const jpeg = /^1\.2\.840\.10008\.1\.2\.4\.(\d+)(?:\.1)?$/.exec(transferSyntax)?.[1];
  const n = Number(jpeg);
  if (n >= 50 && n <= 70) return 'image/jpeg';
  if (n === 80 || n === 81) return 'image/jls';
  if (n === 90 || n === 91) return 'image/jp2';
  if (n === 92 || n === 93) return 'image/jpx';
  if (n === 100 || n === 101) return 'video/mpeg2';
  if (n >= 102 && n <= 106) return 'video/mp4';
  if (n === 107 || n === 108) return 'video/H265';
  if (n >= 110 && n <= 112) return 'image/jxl';
  if (n >= 201 && n <= 203) return 'image/jphc';
  return 'application/octet-stream';
}

/** Whether the syntax is a video stream, which has one bit stream for all frames. */
export const isVideo = (transferSyntax: string): boolean => mediaTypeOf(transferSyntax).startsWith('video/');
