import type { Condition, HangingPlace, HangingRule, Test } from '../../core/hanging/rule.ts';

/** Radiographs in pairs. */

const radiograph: readonly Test[] = [
  { attribute: 'Modality', anyOf: ['CR', 'DX', 'DR'] },
  { attribute: 'forProcessing', is: 'no' },
];

const frontal: readonly Condition[] = [
  { attribute: 'view', anyOf: ['PA', 'AP', 'postero-anterior', 'antero-posterior'] },
  { attribute: 'words', matches: '\\b(pa|ap|p\\.a\\.|a\\.p\\.)\\b' },
];
const lateral: readonly Condition[] = [
  { attribute: 'view', anyOf: ['LL', 'RL', 'LAT', 'LATERAL', 'LLAT', 'RLAT', 'LL LAT', 'ML', 'LM'] },
  { attribute: 'view', contains: 'lateral' },
  { attribute: 'SeriesDescription', matches: '\\b(lat|lateral|seitlich|profil|seit)\\b' },
];

/** The view that the object gives counts before words of a description, which may be of the whole study. */
const frontalPlace = (more: Partial<HangingPlace> = {}, tests: readonly Test[] = []): HangingPlace => ({
  name: 'Frontal',
  needed: true,
  match: {
    required: [...radiograph, ...tests, { any: frontal }, notLateral],
    preferred: [
      { attribute: 'view', is: 'PA', weight: 3 },
      { attribute: 'view', is: 'AP', weight: 2 },
    ],
  },
  ...more,
});

const notLateral: Test = {
  attribute: 'view',
  noneOf: ['LL', 'RL', 'LAT', 'LATERAL', 'LLAT', 'RLAT', 'ML', 'LM'],
};

const lateralPlace = (more: Partial<HangingPlace> = {}, tests: readonly Test[] = []): HangingPlace => ({
  name: 'Lateral',
  needed: true,
  match: {
    required: [...radiograph, ...tests, { any: lateral }, { attribute: 'view', noneOf: ['PA', 'AP'] }],
    preferred: [{ attribute: 'view', anyOf: ['LL', 'RL', 'LATERAL', 'LAT'], weight: 2 }],
  },
  ...more,
});

const ofSide = (side: 'R' | 'L'): Test => ({ attribute: 'side', is: side });

export const radiographRules: readonly HangingRule[] = [
  {
    id: 'radiographs-both-sides-two-views',
    name: 'Both sides in two views',
    description: 'Right at the left, left at the right; frontal over lateral',
    when: [{ of: radiograph }],
    stages: [
      {
        name: 'Both sides in two views',
        layout: { rows: 2, columns: 2 },
        viewports: [
          frontalPlace({ name: 'Right, frontal' }, [ofSide('R')]),
          frontalPlace({ name: 'Left, frontal' }, [ofSide('L')]),
          lateralPlace({ name: 'Right, lateral' }, [ofSide('R')]),
          lateralPlace({ name: 'Left, lateral' }, [ofSide('L')]),
        ],
      },
    ],
  },
  {
    id: 'radiographs-frontal-lateral',
    name: 'Frontal and lateral',
    description: 'PA or AP beside the lateral view',
    when: [{ of: radiograph }],
    stages: [
      {
        name: 'Frontal and lateral',
        layout: { rows: 1, columns: 2 },
        viewports: [frontalPlace(), lateralPlace()],
      },
    ],
  },
  {
    id: 'radiographs-both-sides',
    name: 'Right and left',
    description: 'The same joint of both sides: right at the left, left at the right',
    when: [{ of: radiograph }],
    stages: [
      {
        name: 'Right and left',
        layout: { rows: 1, columns: 2 },
        viewports: (['R', 'L'] as const).map((side) => ({
          name: side === 'R' ? 'Right' : 'Left',
          needed: true,
          match: {
            required: [...radiograph, ofSide(side)],
            preferred: [{ any: frontal }],
          },
        })),
      },
    ],
  },
];
