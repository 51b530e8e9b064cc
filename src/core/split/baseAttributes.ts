import type { Instance } from '../dicom/instance.ts';
import { sopClassName } from '../dicom/sopClass.ts';
import { displaySetNamespace, uuidV5 } from '../dicom/uid.ts';
import { patientKey, patientsAmong, patientText } from '../displaySet/patients.ts';
import { imageType } from './imageType.ts';
import { orientation } from './orientation.ts';
import { byText, type SplitAttribute, type SplitValue } from './splitAttribute.ts';

/** What different values of never share a stack, whichever handler makes it. */

/** Two patients in one series is a fault; their images must not share a stack. Hashed: names stay out of identities. */
const patient: SplitAttribute = {
  id: 'patient',
  name: 'patient',
  kind: 'always',
  same: (a, b) =>
    a.PatientID === b.PatientID &&
    a.PatientName?.Alphabetic === b.PatientName?.Alphabetic &&
    a.PatientName?.Ideographic === b.PatientName?.Ideographic,
  classify(images) {
    if (patientsAmong(images).length < 2) return images.map(() => undefined);
    return byFirst(images, patientKey, (key, image) => ({
      key: uuidV5(displaySetNamespace, key),
      label: patientText(image),
    }));
  },
};

const sopClass = byText('always', 'class', 'SOP class', (i) => i.SOPClassUID, sopClassName);

const matrix: SplitAttribute = {
  ...byText(
    'always',
    'matrix',
    'image size',
    ({ Rows, Columns }) => `${Columns}x${Rows}`,
    (_, { Rows, Columns }) => `${Columns} x ${Rows}`,
  ),
  same: (a, b) => a.Rows === b.Rows && a.Columns === b.Columns,
};

const colours: Readonly<Record<string, string>> = {
  colour: 'colour',
  'PALETTE COLOR': 'palette colour',
  MONOCHROME2: 'greyscale',
  MONOCHROME1: 'inverted greyscale',
};
const pixels = byText(
  'always',
  'pixels',
  'kind of pixels',
  ({ SamplesPerPixel, PhotometricInterpretation }) =>
    (SamplesPerPixel ?? 1) > 1 ? 'colour' : PhotometricInterpretation,
  (text) => colours[text] ?? text,
);

/** Numbered in the order of the images: a UID tells people nothing. */
const frameOfReference: SplitAttribute = {
  ...byText('always', 'frame', 'frame of reference', (i) => i.FrameOfReferenceUID),
  classify: (images) =>
    byFirst(
      images,
      ({ FrameOfReferenceUID = '' }) => FrameOfReferenceUID,
      (key, _, place) => ({ key, label: `frame of reference ${place}` }),
    ),
};

/** @param valueOf of a text that is not '', with its place from 1 in the order in which texts first come. */
function byFirst(
  images: readonly Instance[],
  textOf: (image: Instance) => string,
  valueOf: (text: string, image: Instance, place: number) => SplitValue,
): readonly (SplitValue | undefined)[] {
  const values = new Map<string, SplitValue>();
  return images.map((image) => {
    const text = textOf(image);
    if (text === '') return undefined;
    let value = values.get(text);
    if (!value) values.set(text, (value = valueOf(text, image, values.size + 1)));
    return value;
  });
}

/** What every image with pixels is split by. */
export const commonAttributes: readonly SplitAttribute[] = [patient, sopClass];

/** Images of one kind and size: secondary captures and others without a plane. */
export const matrixAttributes: readonly SplitAttribute[] = [matrix, pixels];

/** What else cross-sectional images are always split by. */
export const planeAttributes: readonly SplitAttribute[] = [frameOfReference, imageType, orientation];
