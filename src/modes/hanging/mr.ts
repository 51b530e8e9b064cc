import type { Condition, HangingPlace, HangingRule, StudyTest, Test } from '../../core/hanging/rule.ts';

/** MR by weighting and plane. */

const images: readonly Test[] = [
  { attribute: 'Modality', is: 'MR' },
  { attribute: 'localizer', is: 'no' },
  { attribute: 'images', atLeast: 3 },
];

const weighted = (...values: readonly string[]): Condition => ({ attribute: 'weighting', anyOf: values });
const inPlane = (plane: string): Condition => ({ attribute: 'plane', is: plane });
const withoutContrast: Condition = { attribute: 'contrast', is: 'no' };

function sequence(
  name: string,
  required: readonly Test[],
  preferred: readonly (Test & { readonly weight?: number })[] = [],
  more: Partial<HangingPlace> = {},
): HangingPlace {
  return {
    name,
    match: { required: [...images, ...required], preferred },
    sync: 'slices',
    ...more,
  };
}

const region = (pattern: string): StudyTest => ({
  of: [
    { attribute: 'Modality', is: 'MR' },
    { attribute: 'words', matches: pattern },
  ],
});

const isAxial = { ...inPlane('axial'), weight: 2 };
const t1 = sequence('T1', [weighted('T1')], [isAxial, { ...withoutContrast, weight: 3 }]);
const t2 = sequence('T2', [weighted('T2')], [isAxial]);
const flair = sequence('FLAIR', [weighted('FLAIR')], [isAxial]);
const dwi: HangingPlace = {
  ...sequence('DWI', [weighted('DWI')], [isAxial, { attribute: 'bValue', atLeast: 500, weight: 3 }]),
  match: {
    required: [...images, weighted('DWI')],
    preferred: [isAxial, { attribute: 'bValue', atLeast: 500, weight: 3 }],
    sort: [{ by: 'bValue', descending: true }],
  },
};

export const mrRules: readonly HangingRule[] = [
  {
    id: 'mr-brain',
    name: 'MR of the brain',
    description: 'T1, T2, FLAIR and diffusion; then diffusion with ADC; then before and after contrast',
    when: [
      {
        of: [
          { attribute: 'Modality', is: 'MR' },
          {
            any: [
              {
                attribute: 'words',
                matches: '\\b(brain|head|neuro|kopf|schadel|cerebr|crane|encephal|stroke)',
              },
              weighted('FLAIR'),
            ],
          },
        ],
      },
    ],
    stages: [
      {
        name: 'T1, T2, FLAIR, DWI',
        layout: { rows: 2, columns: 2 },
        viewports: [t1, t2, flair, dwi],
        atLeast: 3,
        needed: true,
      },
      {
        name: 'Diffusion',
        layout: { rows: 1, columns: 2 },
        viewports: [
          { ...dwi, needed: true },
          sequence('ADC', [weighted('ADC')], [isAxial], { needed: true }),
        ],
      },
      {
        name: 'Before and after contrast',
        layout: { rows: 1, columns: 2 },
        viewports: [
          sequence('T1', [weighted('T1'), withoutContrast], [isAxial], { needed: true }),
          sequence('T1 with contrast', [weighted('T1'), { attribute: 'contrast', is: 'yes' }], [isAxial], {
            needed: true,
          }),
        ],
      },
    ],
  },
  {
    id: 'mr-spine',
    name: 'MR of the spine',
    description: 'Sagittal T1 and T2, and axial T2',
    when: [
      region(
        '\\b(spine|spinal|lumbar|cervical|l-?spine|c-?spine|t-?spine|lws|hws|bws|rachis|wirbel|colonna|columna)',
      ),
    ],
    stages: [
      {
        name: 'Sagittal T1 and T2, axial',
        layout: { rows: 1, columns: 3 },
        viewports: [
          sequence('Sagittal T1', [weighted('T1'), inPlane('sagittal')], [withoutContrast]),
          sequence(
            'Sagittal T2',
            [weighted('T2', 'STIR'), inPlane('sagittal')],
            [{ ...weighted('T2'), weight: 2 }],
          ),
          sequence(
            'Axial T2',
            [weighted('T2', 'T2*', 'PD', 'T1'), inPlane('axial')],
            [{ ...weighted('T2'), weight: 2 }],
          ),
        ],
        atLeast: 2,
      },
    ],
  },
  {
    id: 'mr-joint',
    name: 'MR of a joint',
    description: 'Sagittal, coronal and axial, fluid-sensitive where there is a choice',
    when: [
      region(
        '\\b(knee|knie|genou|rodilla|ginocchio|shoulder|schulter|epaule|ankle|wrist|hip|elbow|foot|hand|osg|handgelenk)\\b',
      ),
    ],
    stages: [
      {
        name: 'Three planes',
        layout: { rows: 1, columns: 3 },
        viewports: (['sagittal', 'coronal', 'axial'] as const).map((plane) =>
          sequence(
            plane.charAt(0).toUpperCase() + plane.slice(1),
            [inPlane(plane), weighted('PD', 'T2', 'STIR', 'T1', 'T2*')],
            [
              { ...weighted('PD', 'T2', 'STIR'), weight: 3 },
              { ...weighted('PD'), weight: 1 },
            ],
          ),
        ),
        atLeast: 2,
      },
    ],
  },
];
