/** What the header of a compressed frame says about itself. */
export interface CodestreamSize {
  readonly width: number;
  readonly height: number;
  readonly components: number;
  readonly precision: number;
}

/**
 * Reads the size from the header of a JPEG, JPEG-LS or JPEG 2000 code stream, before anything is allocated for it.
 * `undefined` when there is no such header.
 */
export function codestreamSize(bytes: Uint8Array): CodestreamSize | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < 12) return undefined;
  if (view.getUint16(0) === 0xffd8) return jpegSize(view);
  const start = view.getUint32(0) === 0xff4fff51 ? 0 : findCodestream(bytes);
  return start === undefined ? undefined : jpeg2000Size(view, start);
}

/** @see ISO 10918-1 B.2.2, ISO 14495-1 C.2.2 */
function jpegSize(view: DataView): CodestreamSize | undefined {
  let at = 2;
  while (at + 4 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return undefined;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at++;
      continue;
    }
    const isFrame =
      marker === 0xf7 ||
      (marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc);
    if (isFrame && at + 10 <= view.byteLength)
      return {
        precision: view.getUint8(at + 4),
        height: view.getUint16(at + 5),
        width: view.getUint16(at + 7),
        components: view.getUint8(at + 9),
      };
    if (marker === 0xda || marker === 0xd9) return undefined;
    at += 2 + view.getUint16(at + 2);
  }
  return undefined;
}

/** @see ISO 15444-1 A.5.1 */
function jpeg2000Size(view: DataView, start: number): CodestreamSize | undefined {
  const at = start + 4;
  if (at + 38 > view.byteLength) return undefined;
  return {
    width: view.getUint32(at + 4) - view.getUint32(at + 12),
    height: view.getUint32(at + 8) - view.getUint32(at + 16),
    components: view.getUint16(at + 36),
    precision: at + 39 <= view.byteLength ? (view.getUint8(at + 38) & 0x7f) + 1 : 0,
  };
}

/** A JP2 file has boxes around its code stream, which DICOM does not want but some writers make. */
function findCodestream(bytes: Uint8Array): number | undefined {
  const limit = Math.min(bytes.length - 4, 4096);
  for (let at = 0; at < limit; at++)
    if (bytes[at] === 0xff && bytes[at + 1] === 0x4f && bytes[at + 2] === 0xff && bytes[at + 3] === 0x51)
      return at;
  return undefined;
}
