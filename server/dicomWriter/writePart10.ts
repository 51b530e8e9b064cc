import { DicomDict, type DcmjsDict } from './dcmjs.ts';
import {
  DatasetError,
  denaturalize,
  evenBuffer,
  type NaturalDataset,
  type PrivateElement,
  privateDict,
} from './dataset.ts';
import { TransferSyntax } from './sopClass.ts';
import { uidFromName } from './uid.ts';

export interface Part10Options {
  /** Explicit VR Little Endian without it. Only that, Implicit VR and encapsulated syntaxes are written. */
  readonly transferSyntaxUID?: string;
  /** Native pixel data, all frames in one; or a list of compressed frames (PS3.5 A.4), one fragment each. */
  readonly pixelData?: Uint8Array | readonly Uint8Array[];
  readonly privateElements?: readonly PrivateElement[];
}

const implementationClassUID = uidFromName('implementation/1');

/**
 * A DICOM file (PS3.10 7.1): the same bytes for the same arguments, always.
 * Text is UTF-8 (ISO_IR 192), which is written into the data set.
 *
 * @throws DatasetError when an attribute is unknown or cannot hold its value,
 *   or when the data set has no SOPClassUID or SOPInstanceUID.
 */
export function writePart10(dataset: NaturalDataset, options: Part10Options = {}): Uint8Array {
  const { SOPClassUID, SOPInstanceUID } = dataset;
  if (typeof SOPClassUID !== 'string' || typeof SOPInstanceUID !== 'string') {
    throw new DatasetError('a file needs a SOPClassUID and a SOPInstanceUID');
  }
  const meta: DcmjsDict = {
    '00020001': { vr: 'OB', Value: [new Uint8Array([0, 1]).buffer] },
    '00020002': { vr: 'UI', Value: [SOPClassUID] },
    '00020003': { vr: 'UI', Value: [SOPInstanceUID] },
    '00020010': { vr: 'UI', Value: [options.transferSyntaxUID ?? TransferSyntax.ExplicitVRLittleEndian] },
    '00020012': { vr: 'UI', Value: [implementationClassUID] },
    '00020013': { vr: 'SH', Value: ['HANGAR_1'] },
  };
  const file = new DicomDict(meta);
  file.dict = {
    ...denaturalize({ ...dataset, SpecificCharacterSet: 'ISO_IR 192' }),
    ...privateDict(options.privateElements ?? []),
  };
  const { pixelData } = options;
  if (pixelData instanceof Uint8Array) {
    const vr = dataset['BitsAllocated'] === 8 ? 'OB' : 'OW';
    file.dict['7FE00010'] = { vr, Value: [evenBuffer(pixelData)] };
  } else if (pixelData !== undefined) {
    file.dict['7FE00010'] = { vr: 'OB', Value: pixelData.map((frame) => evenBuffer(frame)) };
  }
  return new Uint8Array(file.write({ fragmentMultiframe: false }));
}
