import { asciiValue, numberValue, type DataSet } from '../dicom/part10.ts';
import { jsonText, toJson, type JsonDataSet, type JsonElement } from '../dicom/jsonModel.ts';
import { tagHex } from '../dicom/dictionary.ts';
import type { Layout } from './layout.ts';

/** Stands for the instance's own URL in cached JSON text; control characters cannot occur in JSON. */
const PLACE = '\u0001';

/**
 * The metadata of an instance, with bulk data under its own URL.
 * @see PS3.18 10.4.1.1.2, annex F
 */
export function metadataOf({ head, pixels }: Layout, instanceUrl: string): JsonDataSet {
  const json: Record<string, JsonElement> = toJson(head.root, {
    bulkDataUri: (path) => `${instanceUrl}/bulkdata/${path}`,
  });
  json['00083002'] ??= { vr: 'UI', Value: [head.transferSyntax] };
  if (pixels !== undefined)
    json[tagHex(pixels.tag)] =
      pixels.spans.length === 0
        ? { vr: pixels.vr }
        : { vr: pixels.vr, BulkDataURI: `${instanceUrl}/bulkdata/${tagHex(pixels.tag)}` };
  return json;
}

/** As {@link metadataOf}, as text in which {@link withUrl} puts the URL: the same text serves every name of the host. */
export const metadataText = (layout: Layout): string =>
  jsonText(metadataOf(layout, PLACE)).replaceAll('\\u0001', PLACE);

export const withUrl = (text: string, instanceUrl: string): string => text.replaceAll(PLACE, instanceUrl);

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
