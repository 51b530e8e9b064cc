import { asciiValue, numberValue, type DataSet } from '../dicom/part10.ts';
import { dataSetText, type JsonDataSet } from '../dicom/jsonModel.ts';
import { tagHex } from '../dicom/dictionary.ts';
import type { Layout } from './layout.ts';

/**
 * Stands for the instance's own URL in kept metadata text. JSON escapes control characters, so one can be nothing else.
 */
const PLACE = '\u0001';

/**
 * The metadata of an instance as JSON text, with bulk data under its own URL, which {@link withUrl} puts in: the same
 * text serves every name of the host.
 * @see PS3.18 10.4.1.1.2, annex F
 */
export function metadataText({ head, pixels }: Layout): string {
  const added = new Map<number, string>();
  if (!head.root.elements.has(0x00083002))
    added.set(0x00083002, `{"vr":"UI","Value":[${JSON.stringify(head.transferSyntax)}]}`);
  if (pixels !== undefined)
    added.set(
      pixels.tag,
      pixels.spans.length === 0
        ? `{"vr":"${pixels.vr}"}`
        : `{"vr":"${pixels.vr}","BulkDataURI":"${PLACE}/bulkdata/${tagHex(pixels.tag)}"}`,
    );
  return dataSetText(head.root, { bulkDataUri: (path) => `${PLACE}/bulkdata/${path}` }, added);
}

export const withUrl = (text: string, instanceUrl: string): string => text.replaceAll(PLACE, instanceUrl);

/** As {@link metadataText}, read. */
export function metadataOf(layout: Layout, instanceUrl: string): JsonDataSet {
  const json: JsonDataSet = JSON.parse(withUrl(metadataText(layout), instanceUrl)); // our own text
  return json;
}

/** What pixel data of an image means. Absent numbers are `undefined`. */
export interface PixelDescription {
  readonly Rows: number;
  readonly Columns: number;
  readonly SamplesPerPixel: number;
  readonly BitsAllocated: number;
  readonly BitsStored: number;
  readonly PixelRepresentation: number;
  readonly PlanarConfiguration: number;
  readonly NumberOfFrames: number;
  readonly PhotometricInterpretation: string;
}

/** @see PS3.3 C.7.6.3 */
export function describePixels(root: DataSet): PixelDescription {
  const number = (tag: number, otherwise: number) => numberValue(root, tag) ?? otherwise;
  const BitsAllocated = number(0x00280100, 0);
  return {
    Rows: number(0x00280010, 0),
    Columns: number(0x00280011, 0),
    SamplesPerPixel: number(0x00280002, 1),
    BitsAllocated,
    BitsStored: number(0x00280101, BitsAllocated),
    PixelRepresentation: number(0x00280103, 0),
    PlanarConfiguration: number(0x00280006, 0),
    NumberOfFrames: Math.max(1, Math.trunc(number(0x00280008, 1))),
    PhotometricInterpretation: asciiValue(root, 0x00280004) ?? 'MONOCHROME2',
  };
}
