import { writePart10, type Part10Options } from '../dicomWriter/writePart10.ts';
import type { NaturalDataset } from '../dicomWriter/dataset.ts';

/** A small CT image (8 x 8, sample = 10 x its index) as a Part 10 file; attributes by keyword override it. */
export function aFile(attributes: NaturalDataset = {}, options: Part10Options = {}): Uint8Array {
  const samples = Uint16Array.from({ length: 64 }, (_, i) => i * 10);
  return writePart10(
    {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
      SOPInstanceUID: '1.2.3.4.1',
      StudyInstanceUID: '1.2.3',
      SeriesInstanceUID: '1.2.3.4',
      StudyDate: '20240102',
      StudyTime: '101500',
      PatientName: 'Example^Ada',
      PatientID: 'A1',
      Modality: 'CT',
      SeriesNumber: 1,
      InstanceNumber: 1,
      Rows: 8,
      Columns: 8,
      BitsAllocated: 16,
      BitsStored: 16,
      HighBit: 15,
      PixelRepresentation: 0,
      SamplesPerPixel: 1,
      PhotometricInterpretation: 'MONOCHROME2',
      ...attributes,
    },
    { pixelData: new Uint8Array(samples.buffer), ...options },
  );
}
