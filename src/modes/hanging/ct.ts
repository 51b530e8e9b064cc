import type {
  HangingPlace,
  HangingRule,
  PlacePresentation,
  StudyTest,
  Test,
} from '../../core/hanging/rule.ts';

/** CT with its reconstructions: each with the window it was made for, other planes beside. */

const slices: readonly Test[] = [
  { attribute: 'Modality', is: 'CT' },
  { attribute: 'localizer', is: 'no' },
  { attribute: 'images', atLeast: 3 },
];
const axial: Test = { attribute: 'plane', is: 'axial' };
const soft: Test = { attribute: 'kernelKind', is: 'soft' };
const sharpFor = (kind: 'lung' | 'bone'): Test => ({ attribute: 'kernelKind', anyOf: [kind, 'sharp'] });

const atLeastOne = (...tests: readonly Test[]): StudyTest => ({ of: [...slices, ...tests] });

function reconstruction(
  name: string,
  test: Test,
  window: string,
  preferred: readonly Test[] = [],
): HangingPlace {
  return {
    name,
    needed: true,
    match: {
      required: [...slices, axial, test],
      preferred,
      sort: [{ by: 'sliceThickness' }, { by: 'images', descending: true }],
    },
    presentation: { window },
    sync: 'axial',
  };
}

/** The series of that plane where the scanner has made one, else the volume cut that way. */
function otherPlane(
  plane: 'sagittal' | 'coronal',
  source: string,
  shown: Pick<PlacePresentation, 'window' | 'windowFrom'>,
): HangingPlace {
  return {
    name: plane === 'sagittal' ? 'Sagittal' : 'Coronal',
    match: {
      required: [...slices, { attribute: 'plane', is: plane }],
      preferred: [soft],
      sort: [{ by: 'sliceThickness' }],
    },
    presentation: shown,
    orElse: {
      sameAs: source,
      kinds: ['volume'],
      presentation: { ...shown, plane },
    },
  };
}

/** Two reconstructions side by side, and a stage with the other planes below. */
function ofRegion(
  rule: Pick<HangingRule, 'id' | 'name' | 'description' | 'when'>,
  first: HangingPlace,
  second: HangingPlace,
  window: string,
): HangingRule {
  return {
    ...rule,
    stages: [
      { name: 'Axial', layout: { rows: 1, columns: 2 }, viewports: [first, second] },
      {
        name: 'With sagittal and coronal',
        layout: { rows: 2, columns: 2 },
        viewports: [
          first,
          second,
          otherPlane('sagittal', first.name, { window }),
          otherPlane('coronal', first.name, { window }),
        ],
        atLeast: 3,
      },
    ],
  };
}

const isHead: Test = {
  attribute: 'words',
  matches: '\\b(head|brain|skull|neuro|kopf|schaedel|schadel|crane|cerebr|cranial|cranium|testa)',
};

/** One body in three directions is read in one window: that of the axial images, where they bring one. */
const alike = { window: 'soft tissue', windowFrom: 'Axial' } as const;

export const ctRules: readonly HangingRule[] = [
  ofRegion(
    {
      id: 'ct-head',
      name: 'CT of the head',
      description: 'Brain and bone side by side, then with sagittal and coronal planes',
      when: [atLeastOne(isHead, soft), atLeastOne(isHead, sharpFor('bone'))],
    },
    reconstruction('Axial brain', soft, 'brain'),
    reconstruction('Axial bone', sharpFor('bone'), 'bone', [{ attribute: 'kernelKind', is: 'bone' }]),
    'brain',
  ),
  ofRegion(
    {
      id: 'ct-bone',
      name: 'CT with a bone reconstruction',
      description: 'Soft tissue and bone side by side, then with sagittal and coronal planes',
      when: [
        atLeastOne({ attribute: 'kernelKind', is: 'bone' }),
        { of: [{ attribute: 'Modality', is: 'PT' }], atMost: 0 },
      ],
    },
    reconstruction('Axial soft tissue', soft, 'soft tissue'),
    reconstruction('Axial bone', { attribute: 'kernelKind', is: 'bone' }, 'bone'),
    'soft tissue',
  ),
  ofRegion(
    {
      id: 'ct-lung',
      name: 'CT with a lung reconstruction',
      description: 'Mediastinum and lung side by side, then with sagittal and coronal planes',
      when: [atLeastOne(sharpFor('lung')), { of: [{ attribute: 'Modality', is: 'PT' }], atMost: 0 }],
    },
    reconstruction('Axial soft tissue', soft, 'mediastinum'),
    reconstruction('Axial lung', sharpFor('lung'), 'lung', [{ attribute: 'kernelKind', is: 'lung' }]),
    'mediastinum',
  ),
  {
    id: 'ct-three-planes',
    name: 'CT in three planes',
    description: 'Axial, sagittal and coronal: the series of each plane, or the volume cut that way',
    automatic: false,
    when: [atLeastOne(axial)],
    stages: [
      {
        name: 'Three planes',
        layout: { rows: 1, columns: 3 },
        viewports: [
          {
            name: 'Axial',
            needed: true,
            match: {
              required: [...slices, axial],
              preferred: [{ attribute: 'volume', is: 'yes', weight: 3 }, soft],
              sort: [{ by: 'sliceThickness' }, { by: 'images', descending: true }],
            },
            presentation: alike,
          },
          otherPlane('sagittal', 'Axial', alike),
          otherPlane('coronal', 'Axial', alike),
        ],
        atLeast: 2,
      },
    ],
  },
];
