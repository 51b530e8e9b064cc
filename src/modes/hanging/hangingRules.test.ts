import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintRule } from '../../core/hanging/lint.ts';
import { firstRule, tryRule, type RuleResult } from '../../core/hanging/match.ts';
import { headerWindow } from '../../core/hanging/windowFrom.ts';
import { problemsOf } from '../../core/hanging/rulesJson.ts';
import type { SeriesRecipe } from '../../testing/series/series.ts';
import {
  ctChest,
  displaySetsOf,
  fourViews,
  mammogram,
  mrBrain,
  mrSeries,
  openOf,
  petCt,
  radiograph,
  sliceSeries,
} from '../../testing/hangingStudies.ts';
import { builtInModes } from '../index.ts';

const rulesOf = (modeId: string) => builtInModes.find(({ id }) => id === modeId)?.hangingRules ?? [];

function hungIn(modeId: string, recipes: readonly SeriesRecipe[]): RuleResult | undefined {
  return firstRule(rulesOf(modeId), openOf(displaySetsOf(recipes, modeId)));
}

/** Rule, and what each viewport of its first stage shows. */
function told(result: RuleResult | undefined) {
  return [
    result?.rule.id,
    ...(result?.first?.places ?? []).map(({ place, chosen }) => [
      place.name,
      chosen?.displaySet.SeriesDescription ?? 'nothing',
    ]),
  ];
}

const all = builtInModes.flatMap(({ hangingRules = [] }) => hangingRules);

describe('every rule of a mode', () => {
  it.each(all.map((rule) => [rule.id, rule] as const))('%s has nothing that lint finds', (_, rule) => {
    expect(problemsOf(JSON.parse(JSON.stringify(rule)))).toEqual([]);
    expect(lintRule(rule, { kinds: new Set(['stack', 'volume', 'fusion', 'mip']) })).toEqual([]);
  });

  it('has an id of its own in its mode', () => {
    for (const { hangingRules = [] } of builtInModes)
      expect(new Set(hangingRules.map(({ id }) => id)).size).toBe(hangingRules.length);
  });

  it.each(
    Object.entries({ ctChest, fourViews, mrBrain, petCt }).flatMap(([name, make]) =>
      ['viewer', 'mammography', 'fusion'].map((mode) => [name, mode, make] as const),
    ),
  )('%s in %s is hung the same whatever the order of arrival', (_, mode, make) => {
    const sets = displaySetsOf(make(), mode);
    const expected = firstRule(rulesOf(mode), openOf(sets));
    fc.assert(
      fc.property(fc.shuffledSubarray([...sets], { minLength: sets.length }), (shuffled) => {
        expect(firstRule(rulesOf(mode), openOf(shuffled))).toEqual(expected);
      }),
      { numRuns: 40 },
    );
  });
});

describe('mammography', () => {
  it.each(['mammography', 'viewer'])('hangs the four views by side and view in %s', (mode) => {
    expect(told(hungIn(mode, fourViews()))).toEqual([
      'mammography-four-views',
      ['R CC', 'R CC'],
      ['L CC', 'L CC'],
      ['R MLO', 'R MLO'],
      ['L MLO', 'L MLO'],
    ]);
  });

  it('leaves the place of a missing view empty, and says what is missing', () => {
    const result = hungIn('mammography', fourViews().slice(1));
    expect(told(result).at(-1)).toEqual(['L MLO', 'nothing']);
    expect(result?.first?.places[3]?.reason).toBe('nothing where side is L and view is MLO');
  });

  it('hangs one view of both sides, and both views of one side, in two viewports', () => {
    expect(told(hungIn('mammography', [mammogram('L', 'CC'), mammogram('R', 'CC')]))).toEqual([
      'mammography-two-sides',
      ['R CC', 'R CC'],
      ['L CC', 'L CC'],
    ]);
    expect(told(hungIn('mammography', [mammogram('L', 'MLO'), mammogram('L', 'CC')]))).toEqual([
      'mammography-left',
      ['L CC', 'L CC'],
      ['L MLO', 'L MLO'],
    ]);
  });

  it('does not hang what a computer is to work on first', () => {
    const raw = mammogram('R', 'CC', {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.1.2.1',
      SeriesDescription: 'raw',
    });
    expect(told(hungIn('mammography', [raw, ...fourViews()]))[1]).toEqual(['R CC', 'R CC']);
  });

  it('has tomosynthesis beside the view as a stage of its own', () => {
    const tomosynthesis = mammogram('R', 'CC', {
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.13.1.3',
      SeriesDescription: 'R CC Tomo',
      NumberOfFrames: 30,
    });
    const result = hungIn('mammography', [...fourViews(), tomosynthesis]);
    expect(told(result)[1]).toEqual(['R CC', 'R CC']);
    const stage = result?.stages.find(({ stage: { name } }) => name === 'R CC with tomosynthesis');
    expect(stage?.refusal).toBeUndefined();
    expect(stage?.places[1]?.chosen?.displaySet.SeriesDescription).toBe('R CC Tomo');
    expect(result?.stages.find(({ stage: { name } }) => name.startsWith('L CC with'))?.refusal).toBe(
      'Nothing for L CC tomosynthesis: nothing where side is L and it is multi-frame',
    );
  });
});

describe('radiographs', () => {
  it.each([
    ['by the view', [radiograph('Chest', 'LL'), radiograph('Chest', 'PA')]],
    ['by the description', [radiograph('Chest lat', undefined), radiograph('Chest pa', undefined)]],
  ])('hang frontal before lateral, %s', (_, recipes) => {
    const result = hungIn('viewer', recipes);
    expect(result?.rule.id).toBe('radiographs-frontal-lateral');
    expect(result?.first?.places.map(({ chosen }) => chosen?.displaySet.SeriesNumber)).toEqual([2, 1]);
  });

  it('hang both sides with the right one at the left', () => {
    const knee = (ImageLaterality: string) => radiograph('Knee', 'AP', { ImageLaterality });
    const result = hungIn('viewer', [knee('L'), knee('R')]);
    expect(result?.rule.id).toBe('radiographs-both-sides');
    expect(result?.first?.places.map(({ chosen }) => chosen?.displaySet.SeriesNumber)).toEqual([2, 1]);
  });

  it('hang both sides in two views in four viewports', () => {
    const views = (['L', 'R'] as const).flatMap((ImageLaterality) =>
      ['LL', 'AP'].map((view) => radiograph('Knee', view, { ImageLaterality })),
    );
    const result = hungIn('viewer', views);
    expect(result?.rule.id).toBe('radiographs-both-sides-two-views');
    expect(result?.first?.places.map(({ chosen }) => chosen?.displaySet.SeriesNumber)).toEqual([4, 2, 3, 1]);
  });

  it('are left alone where there is one', () => {
    expect(hungIn('viewer', [radiograph('Chest', 'PA')])).toBeUndefined();
  });
});

describe('MR', () => {
  it('of the brain is hung by weighting, axial before sagittal, without contrast', () => {
    const result = hungIn('viewer', mrBrain());
    expect(told(result)).toEqual([
      'mr-brain',
      ['T1', 'ax'],
      ['T2', 'ax tse'],
      ['FLAIR', 'tirm dark-fluid'],
      ['DWI', 'ep2d_diff'],
    ]);
    const stages = result?.stages.map(({ stage, refusal }) => [stage.name, refusal]);
    expect(stages?.slice(1)).toEqual([
      ['Diffusion', undefined],
      ['Before and after contrast', undefined],
    ]);
    const t1 = result?.first?.places[0]?.chosen;
    expect(t1?.required.map(({ found, how }) => [found, how])).toContainEqual([
      'weighting T1',
      'TR 550 ms, TE 12 ms',
    ]);
  });

  it('of the spine is hung sagittal T1, sagittal T2 and axial', () => {
    const spine = { StudyDescription: 'MRI lumbar spine' };
    const recipes = [
      mrSeries('ax', { ...spine, RepetitionTime: 4000, EchoTime: 100 }),
      mrSeries('sag a', { ...spine, RepetitionTime: 4000, EchoTime: 100 }, 'sagittal'),
      mrSeries('sag b', { ...spine, RepetitionTime: 500, EchoTime: 10 }, 'sagittal'),
    ];
    expect(told(hungIn('viewer', recipes))).toEqual([
      'mr-spine',
      ['Sagittal T1', 'sag b'],
      ['Sagittal T2', 'sag a'],
      ['Axial T2', 'ax'],
    ]);
  });

  it('of a knee is hung by plane, fluid-sensitive before T1', () => {
    const knee = { BodyPartExamined: 'KNEE' };
    const pd = { ...knee, RepetitionTime: 3000, EchoTime: 30 };
    const recipes = [
      mrSeries('t1 sag', { ...knee, RepetitionTime: 500, EchoTime: 10 }, 'sagittal'),
      mrSeries('pd sag', pd, 'sagittal'),
      mrSeries('pd cor', pd, 'coronal'),
      mrSeries('pd ax', pd),
    ];
    expect(told(hungIn('viewer', recipes))).toEqual([
      'mr-joint',
      ['Sagittal', 'pd sag'],
      ['Coronal', 'pd cor'],
      ['Axial', 'pd ax'],
    ]);
  });
});

describe('CT', () => {
  it('is hung with its reconstructions, the thin ones, each with its window', () => {
    const result = hungIn('viewer', ctChest());
    expect(told(result)).toEqual([
      'ct-lung',
      ['Axial soft tissue', 'Thorax 1.0 B31f'],
      ['Axial lung', 'Thorax 1.0 B70f'],
    ]);
    const [, more] = result?.stages ?? [];
    expect(more?.places.map(({ chosen }) => [chosen?.displaySet.SeriesDescription, chosen?.kind])).toEqual([
      ['Thorax 1.0 B31f', 'stack'],
      ['Thorax 1.0 B70f', 'stack'],
      // No series of that plane: cut from the volume.
      ['Thorax 1.0 B31f', 'volume'],
      ['Thorax cor', 'stack'],
    ]);
    expect(more?.places[2]?.instead).toBe('nothing where plane is sagittal');
  });

  it('of the head is hung with brain and bone', () => {
    const head = { StudyDescription: 'CT Head' };
    const result = hungIn('viewer', [
      sliceSeries('Head bone', { ...head, ConvolutionKernel: ['BONE'] }),
      sliceSeries('Head std', { ...head, ConvolutionKernel: ['STANDARD'] }),
    ]);
    expect(told(result)).toEqual(['ct-head', ['Axial brain', 'Head std'], ['Axial bone', 'Head bone']]);
    expect(result?.first?.places.map(({ place }) => place.presentation?.window)).toEqual(['brain', 'bone']);
  });

  it('of one reconstruction is left alone, and three planes are offered by hand', () => {
    const recipes = [sliceSeries('Abdomen', { ConvolutionKernel: ['B31f'] })];
    expect(hungIn('viewer', recipes)).toBeUndefined();
    const open = openOf(displaySetsOf(recipes, 'viewer'));
    const planes = rulesOf('viewer').find(({ id }) => id === 'ct-three-planes');
    const result = planes && tryRule(planes, open);
    expect(
      result?.first?.places.map(({ place, chosen }) => [chosen?.kind, place.presentation?.plane]),
    ).toEqual([
      ['stack', undefined],
      ['volume', 'sagittal'],
      ['volume', 'coronal'],
    ]);
  });
});

describe('CT in three planes', () => {
  const rule = rulesOf('viewer').find(({ id }) => id === 'ct-three-planes');
  const windowsOf = (...recipes: readonly SeriesRecipe[]) =>
    rule &&
    tryRule(rule, openOf(displaySetsOf(recipes, 'viewer'))).first?.places.map(
      ({ place }) => place.presentation?.window,
    );

  it('opens all three in the window that the axial images bring, else in the one of the rule', () => {
    const ofHeader = { WindowCenter: [7, 40], WindowWidth: [0, 80] };
    const brain = { center: 40, width: 80 };
    expect(windowsOf(sliceSeries('Head', ofHeader))).toEqual([brain, brain, brain]);
    expect(windowsOf(sliceSeries('Head'))).toEqual(['soft tissue', 'soft tissue', 'soft tissue']);
    const coronal = sliceSeries(
      'Head cor',
      { WindowCenter: [500], WindowWidth: [2500] },
      { name: 'coronal' },
    );
    expect(windowsOf(sliceSeries('Head', ofHeader), coronal)).toEqual([brain, brain, brain]);
  });

  it('takes the window of a frame from its functional groups', () => {
    const group = { FrameVOILUTSequence: [{ WindowCenter: [7], WindowWidth: [9] }] };
    const [displaySet] = displaySetsOf([
      sliceSeries('Enhanced', {
        SharedFunctionalGroupsSequence: [group],
        WindowCenter: [1],
        WindowWidth: [2],
      }),
    ]);
    expect(displaySet && headerWindow(displaySet)).toEqual({ center: 7, width: 9 });
  });
});

describe('PET with CT', () => {
  it('is hung fused where that can be drawn, corrected for attenuation, with a projection', () => {
    const sets = displaySetsOf(petCt(), 'fusion');
    const kindsOf = (canDraw: (kind: string) => boolean) =>
      firstRule(rulesOf('fusion'), { ...openOf(sets), canDraw })?.first?.places.map(({ chosen }) => [
        chosen?.displaySet.SeriesDescription,
        chosen?.kind,
      ]);
    const [, ...others] = [
      ['PET WB', 'fusion'],
      ['CT WB', 'volume'],
      ['PET WB', 'volume'],
      ['PET WB', 'mip'],
    ];
    expect(kindsOf(() => true)).toEqual([['PET WB', 'fusion'], ...others]);
    expect(kindsOf((kind) => kind !== 'fusion')).toEqual([['PET WB', 'volume'], ...others]);
  });
});
