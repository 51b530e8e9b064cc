import { compareStrings, sameItems } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';
import type { SplitAttribute, SplitValue } from './splitAttribute.ts';

/** Words of ImageType (PS3.3 C.7.6.1.1.2, C.8.2.1.1.1, C.8.3.1.1.1 and the makers' own) that make an image another thing. */
const flavours: Readonly<Record<string, string>> = {
  LOCALIZER: 'localizer',
  MPR: 'MPR',
  MIP: 'MIP',
  MINIP: 'MinIP',
  ADC: 'ADC',
  EADC: 'eADC',
  TRACEW: 'trace',
  TRACE: 'trace',
  FA: 'FA',
  'PHASE MAP': 'phase',
  PHASE: 'phase',
  P: 'phase',
  M: 'magnitude',
  MAGNITUDE: 'magnitude',
  R: 'real',
  REAL: 'real',
  I: 'imaginary',
  IMAGINARY: 'imaginary',
  WATER: 'water',
  FAT: 'fat',
  IN_PHASE: 'in phase',
  OUT_PHASE: 'out of phase',
  OPP_PHASE: 'out of phase',
  CSA: 'CSA',
  PERFUSION: 'perfusion',
  TTP: 'TTP',
  CBF: 'CBF',
  CBV: 'CBV',
  MTT: 'MTT',
  SUBTRACTION: 'subtraction',
  VELOCITY: 'velocity',
};

const isFlavour = (word: string) => Object.hasOwn(flavours, word);
const wordsOf = (ImageType: readonly string[]) => ImageType.map((value) => value.trim().toUpperCase());

/** What a word of ImageType, FrameType or ComplexImageComponent says the image is: "M" is "magnitude". */
export function flavourLabel(word: string): string | undefined {
  const known = word.trim().toUpperCase();
  return isFlavour(known) ? flavours[known] : undefined;
}

/** What an image is by its ImageType beyond its first two values: "localizer", "trace", "phase". */
export function flavoursOf({ ImageType = [] }: Pick<Instance, 'ImageType'>): readonly string[] {
  return [...new Set(ImageType.slice(2).flatMap((word) => flavourLabel(word) ?? []))];
}

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
  const values = wordsOf(ImageType);
  const told = values.slice(3).filter(isFlavour);
  const words = flavoursOf({ ImageType });
  const derived = values[0] === 'DERIVED' ? ['derived'] : [];
  return {
    key: [...values.slice(0, 3), ...told.sort(compareStrings)].join('\\'),
    label: (words.length > 0 ? words : derived).join(' '),
  };
}

/** The whole list as value; only the words that not every image has as label. */
export function typeWords(images: readonly Instance[]): readonly (SplitValue | undefined)[] {
  const lists = new Map<string, readonly string[]>();
  const keys = images.map(({ ImageType }) => {
    if (!ImageType || ImageType.length === 0) return undefined;
    const key = ImageType.map((value) => value.trim()).join('\\');
    if (!lists.has(key)) lists.set(key, wordsOf(ImageType));
    return key;
  });
  const common = (word: string) => [...lists.values()].every((list) => list.includes(word));
  const values = new Map(
    Array.from(lists, ([key, words]): [string, SplitValue] => {
      const telling = words.filter((word) => !common(word));
      return [key, { key, label: telling.join(' ').replaceAll('_', ' ').toLowerCase() }];
    }),
  );
  return keys.map((key) => (key === undefined ? undefined : values.get(key)));
}
