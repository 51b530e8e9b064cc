import type { HangingRule, Test } from '../../core/hanging/rule.ts';

const pet: readonly Test[] = [
  { attribute: 'Modality', is: 'PT' },
  { attribute: 'images', atLeast: 3 },
];
const ct: readonly Test[] = [
  { attribute: 'Modality', is: 'CT' },
  { attribute: 'localizer', is: 'no' },
  { attribute: 'images', atLeast: 3 },
];

/** Black on white, as PET is read. */
const dark = { invert: true } as const;

export const petCtRules: readonly HangingRule[] = [
  {
    id: 'pet-ct',
    name: 'PET and CT',
    description: 'PET on CT, the CT, the PET, and its projection from the front',
    when: [{ of: pet }, { of: ct }],
    stages: [
      {
        name: 'Fused, CT, PET and projection',
        layout: { rows: 2, columns: 2 },
        viewports: [
          {
            name: 'PET on CT',
            needed: true,
            match: {
              required: pet,
              preferred: [
                { attribute: 'kind', is: 'fusion', weight: 3 },
                // What was not corrected for attenuation is looked at to check, not to read.
                { attribute: 'words', lacks: ['nac', 'uncorrected', 'non ac', 'no ac'], weight: 2 },
                { attribute: 'volume', is: 'yes' },
              ],
              sort: [{ by: 'images', descending: true }],
            },
            kinds: ['fusion', 'volume', 'stack'],
            sync: 'slices',
          },
          {
            name: 'CT',
            needed: true,
            match: {
              required: ct,
              preferred: [
                { attribute: 'plane', is: 'axial', weight: 2 },
                { attribute: 'kernelKind', is: 'soft' },
                { attribute: 'volume', is: 'yes' },
              ],
              sort: [{ by: 'images', descending: true }],
            },
            presentation: { window: 'soft tissue' },
            sync: 'slices',
          },
          {
            name: 'PET',
            sameAs: 'PET on CT',
            kinds: ['volume', 'stack'],
            presentation: dark,
            sync: 'slices',
          },
          {
            name: 'PET projection',
            sameAs: 'PET on CT',
            kinds: ['mip', 'volume'],
            presentation: { ...dark, plane: 'coronal', slabMm: 600, blend: 'max' },
          },
        ],
        atLeast: 3,
      },
    ],
  },
];
