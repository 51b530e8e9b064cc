import { inflateRawSync } from 'node:zlib';
import dicomParser from 'dicom-parser';
import type { Instance } from '../../src/core/dicom/instance.ts';

/** The image part of one single-frame Part 10 file, for tests that decode files found beside the repository. */
export function readPicture(file: Uint8Array): {
  instance: Instance;
  frame: Uint8Array;
  transferSyntaxUID: string;
} {
  const dataSet = dicomParser.parseDicom(file, {
    inflater: (bytes: Uint8Array, position: number) => {
      const rest = inflateRawSync(bytes.subarray(position));
      const whole = new Uint8Array(position + rest.length);
      whole.set(bytes.subarray(0, position));
      whole.set(rest, position);
      return whole;
    },
  });
  const number = (tag: string) => dataSet.floatString(tag);
  const short = (tag: string) => dataSet.uint16(tag);
  const defined = <T extends object>(object: T) =>
    Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
  const center = number('x00281050');
  const width = number('x00281051');
  const instance = defined({
    StudyInstanceUID: dataSet.string('x0020000d') ?? '1',
    SeriesInstanceUID: dataSet.string('x0020000e') ?? '1',
    SOPInstanceUID: dataSet.string('x00080018') ?? '1',
    SOPClassUID: dataSet.string('x00080016') ?? '1',
    Modality: dataSet.string('x00080060'),
    Rows: short('x00280010'),
    Columns: short('x00280011'),
    SamplesPerPixel: short('x00280002'),
    PhotometricInterpretation: dataSet.string('x00280004'),
    PlanarConfiguration: short('x00280006'),
    BitsAllocated: short('x00280100'),
    BitsStored: short('x00280101'),
    HighBit: short('x00280102'),
    PixelRepresentation: short('x00280103'),
    RescaleSlope: number('x00281053'),
    RescaleIntercept: number('x00281052'),
    WindowCenter: center === undefined ? undefined : [center],
    WindowWidth: width === undefined ? undefined : [width],
  });
  const element = dataSet.elements['x7fe00010'];
  if (!element) throw new Error('no pixel data');
  const frame = element.encapsulatedPixelData
    ? joinFragments(dataSet, element)
    : dataSet.byteArray.subarray(element.dataOffset, element.dataOffset + element.length);
  return {
    instance: instance as unknown as Instance,
    frame: Uint8Array.from(frame),
    transferSyntaxUID: dataSet.string('x00020010')?.trim() ?? '',
  };
}

/** All fragments of the only frame. */
function joinFragments(dataSet: dicomParser.DataSet, element: dicomParser.Element): Uint8Array {
  const parts = (element.fragments ?? []).map((f) =>
    dataSet.byteArray.subarray(f.position, f.position + f.length),
  );
  return Uint8Array.from(Buffer.concat(parts));
}
