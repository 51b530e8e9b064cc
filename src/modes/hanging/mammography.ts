import type { HangingPlace, HangingRule, StudyTest, Test } from '../../core/hanging/rule.ts';

/** Mammograms: right breast at the left of the screen, the chest walls facing each other, one scale. */

type Side = 'R' | 'L';

const sideNames = { R: 'right', L: 'left' } as const;
/** The right breast is at the left, so its chest wall is at the right of its viewport. */
const walls = { R: 'right', L: 'left' } as const;

const readable: readonly Test[] = [
  { attribute: 'Modality', is: 'MG' },
  { attribute: 'forProcessing', is: 'no' },
];

const plain: Test = { attribute: 'multiFrame', is: 'no' };
const tomosynthesis: Test = { attribute: 'multiFrame', is: 'yes' };

function viewOf(side: Side, view: string, more: Partial<HangingPlace> = {}): HangingPlace {
  return {
    name: `${side} ${view}`,
    match: {
      required: [...readable, { attribute: 'side', is: side }, { attribute: 'view', is: view }],
      // The usual exposure before its tomosynthesis, where there are both.
      preferred: [{ ...plain, weight: 2 }],
    },
    presentation: { chestWall: walls[side], scale: 'breasts' },
    ...more,
  };
}

const pair = (view: string, needed = false) => [viewOf('R', view, { needed }), viewOf('L', view, { needed })];

const mammograms: StudyTest = { of: readable };

function withTomosynthesis(side: Side, view: string) {
  const place = (name: string, test: Test): HangingPlace =>
    viewOf(side, view, {
      name,
      needed: true,
      match: {
        required: [...readable, { attribute: 'side', is: side }, { attribute: 'view', is: view }, test],
      },
      sync: 'breast',
    });
  return {
    name: `${side} ${view} with tomosynthesis`,
    layout: { rows: 1, columns: 2 },
    viewports: [place(`${side} ${view}`, plain), place(`${side} ${view} tomosynthesis`, tomosynthesis)],
  };
}

const large = (view: string) => ({
  name: `${view} side by side`,
  layout: { rows: 1, columns: 2 },
  viewports: pair(view, true),
});

const tomosynthesisStages = [
  withTomosynthesis('R', 'CC'),
  withTomosynthesis('L', 'CC'),
  withTomosynthesis('R', 'MLO'),
  withTomosynthesis('L', 'MLO'),
];

const oneBreast = (side: Side): HangingRule => ({
  id: `mammography-${sideNames[side]}`,
  name: `Mammography, ${sideNames[side]} breast`,
  description: 'The two views of one breast side by side, then with tomosynthesis',
  when: [mammograms],
  stages: [
    {
      name: 'CC and MLO',
      layout: { rows: 1, columns: 2 },
      viewports: [viewOf(side, 'CC', { needed: true }), viewOf(side, 'MLO', { needed: true })],
    },
    withTomosynthesis(side, 'CC'),
    withTomosynthesis(side, 'MLO'),
  ],
});

export const mammographyRules: readonly HangingRule[] = [
  {
    id: 'mammography-four-views',
    name: 'Mammography, four views',
    description: 'R CC and L CC over R MLO and L MLO, then each pair large, then with tomosynthesis',
    when: [mammograms],
    stages: [
      {
        name: 'Four views',
        layout: { rows: 2, columns: 2 },
        viewports: [...pair('CC'), ...pair('MLO')],
        // With one view missing its place stays empty: the others stay where they are expected.
        atLeast: 3,
        needed: true,
      },
      large('CC'),
      large('MLO'),
      ...tomosynthesisStages,
    ],
  },
  {
    id: 'mammography-two-sides',
    name: 'Mammography, one view of both sides',
    description: 'The same view of both breasts side by side',
    when: [mammograms],
    stages: [large('MLO'), large('CC'), ...tomosynthesisStages],
  },
  oneBreast('R'),
  oneBreast('L'),
];
