import { compareStrings, sameItems } from '../collections.ts';
import type { SplitAttribute, SplitValue } from './splitAttribute.ts';

/** Words of ImageType (PS3.3 C.7.6.1.1.2, C.8.2.1.1.1, C.8.3.1.1.1 and the makers' own) that make an image another thing. */
const flavours: Readonly<Record<string, string>> = {
  LOCALIZER: 'localizer',
  MPR: 'MPR',
  MIP: 'MIP',
  MINIP: 'MinIP',
  ADC: 'ADC',
  TRACEW: 'trace',
  FA: 'FA',
  'PHASE MAP': 'phase',
  PHASE: 'phase',
  P: 'phase',
  M: 'magnitude',
  R: 'real',
  REAL: 'real',
  I: 'imaginary',
  IMAGINARY: 'imaginary',
  CSA: 'CSA',
  PERFUSION: 'perfusion',
  TTP: 'TTP',
  CBF: 'CBF',
  CBV: 'CBV',
  MTT: 'MTT',
  SUBTRACTION: 'subtraction',
  VELOCITY: 'velocity',
};

/** Derived or original, primary or secondary, the third value, and the words above wherever they stand. */
export const imageType: SplitAttribute = {
  id: 'type',
  name: 'image type',
  kind: 'always',
  same: (a, b) => sameItems(a.ImageType, b.ImageType),
  classify(images) {
    const known = new Map<string, SplitValue>();
    return images.map(({ ImageType }) => {
      if (!ImageType) return undefined;
      const text = ImageType.join('\\');
      let value = known.get(text);
      if (!value) known.set(text, (value = imageTypeValue(ImageType)));
      return value;
    });
  },
};

function imageTypeValue(ImageType: readonly string[]): SplitValue {
  const values = ImageType.map((value) => value.trim().toUpperCase());
  const told = values.slice(3).filter((value) => Object.hasOwn(flavours, value));
  const words = [
    ...new Set(
      values
        .slice(2)
        .flatMap((value) => (Object.hasOwn(flavours, value) ? flavours[value] : undefined) ?? []),
    ),
  ];
  const derived = values[0] === 'DERIVED' ? ['derived'] : [];
  return {
    key: [...values.slice(0, 3), ...told.sort(compareStrings)].join('\\'),
    label: (words.length > 0 ? words : derived).join(' '),
  };
}
