import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import {
  ctChest,
  displaySetsOf,
  fourViews,
  mammogram,
  mrBrain,
  mrSeries,
  openOf,
  sliceSeries,
} from '../../testing/hangingStudies.ts';
import { attributeIds } from './attributes.ts';
import { describeTest, tryTest } from './condition.ts';
import { commonScale, framingOf } from './framing.ts';
import { lintRule } from './lint.ts';
import { tryRule } from './match.ts';
import { readPattern } from './pattern.ts';
import { proposeRule } from './propose.ts';
import type { HangingRule, Test } from './rule.ts';
import { isHangingRule, problemsOf, readHangingRules, writeHangingRules } from './rulesJson.ts';
import { factsOf } from './studies.ts';
import { chestWallTurn } from './turn.ts';
import { weightingOf } from './weighting.ts';

const simple: HangingRule = {
  id: 'simple',
  name: 'Simple',
  stages: [
    {
      name: 'One',
      layout: { rows: 1, columns: 2 },
      viewports: [{ name: 'A', match: { required: [{ attribute: 'Modality', is: 'CT' }] } }],
    },
  ],
};

describe('conditions', () => {
  const [facts] = factsOf(displaySetsOf([sliceSeries('Thorax  DÉPISTAGE_lung', { SliceThickness: 1.5 })]));
  const met = (condition: Test) => (facts ? tryTest(condition, facts).met : undefined);

  test.each<[Test, boolean]>([
    [{ attribute: 'Modality', is: 'ct' }, true],
    [{ attribute: 'SeriesDescription', contains: 'depistage lung' }, true],
    [{ attribute: 'SeriesDescription', contains: ['brain', 'thorax'] }, true],
    [{ attribute: 'SeriesDescription', lacks: 'lung' }, false],
    [{ attribute: 'ProtocolName', lacks: 'lung' }, true],
    [{ attribute: 'SeriesDescription', matches: '^thorax .*lung$' }, true],
    [{ attribute: 'sliceThickness', atMost: 1.5 }, true],
    [{ attribute: 'sliceThickness', atLeast: 2 }, false],
    [{ attribute: 'bValue', atLeast: 0 }, false],
    [{ attribute: 'bValue', given: false }, true],
    [{ attribute: 'plane', noneOf: ['sagittal'] }, true],
    [{ attribute: 'kind', is: 'volume' }, true],
    [
      {
        any: [
          { attribute: 'plane', is: 'coronal' },
          { attribute: 'images', is: 6 },
        ],
      },
      true,
    ],
  ])('%j is %s', (condition, expected) => {
    expect(met(condition)).toBe(expected);
    expect(describeTest(condition)).not.toBe('');
  });

  it.each<[Parameters<typeof describeTest>[0], string]>([
    [{ attribute: 'Modality', is: 'CT' }, 'modality is CT'],
    [{ attribute: 'localizer', is: 'no' }, 'it is no localizer'],
    [{ attribute: 'contrast', is: 'yes' }, 'it has contrast agent'],
    [{ attribute: 'sliceThickness', atMost: 2 }, 'slice thickness is at most 2 mm'],
    [{ attribute: 'words', matches: '\\b(knee|knie)' }, 'any description names knee or knie'],
    [
      { attribute: 'words', matches: '\\b(p\\.a\\.|l-?spine|a|b)\\b' },
      'any description names p.a., lspine, a or another of 4 words',
    ],
    [{ attribute: 'words', matches: 't[12]' }, 'any description is like “t[12]”'],
    [
      {
        any: [
          { attribute: 'plane', is: 'axial' },
          { attribute: 'images', atLeast: 3 },
        ],
      },
      'plane is axial, or number of images is at least 3',
    ],
  ])('are read as sentences: %j', (condition, expected) => {
    expect(describeTest(condition)).toBe(expected);
  });

  it('say what was found, and from what it was concluded', () => {
    expect(facts && tryTest({ attribute: 'kernelKind', is: 'bone' }, facts)).toEqual({
      met: false,
      asked: 'reconstruction is bone',
      found: 'reconstruction lung',
      how: 'the description says “Thorax  DÉPISTAGE_lung”',
    });
  });
});

describe('patterns', () => {
  test.each([
    ['(a+)+', 'a group must not be repeated'],
    ['a*b*c*', 'there are more than 2 repetitions'],
    ['(?=a)', 'looking ahead or back is not allowed'],
    ['(a)\\1', '“\\1” is not allowed'],
    ['[abc', 'a class is not closed'],
    ['a?a?a?a?a?a?a?', 'there are more than 6 “?”'],
    ['', 'the pattern is empty'],
    ['(a', 'the pattern is no regular expression'],
  ])('%s is refused', (text, reason) => expect(readPattern(text)).toEqual({ reason }));

  it('cannot run away, whatever is typed', () => {
    const piece = fc.constantFrom('a', '.', '[a-c]', '\\w', '(a|ab)', '*', '+', '?', '{1,9}', '|', '$', 'b');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const read = readPattern(pieces.join(''));
        if (!('pattern' in read)) return;
        const start = performance.now();
        read.pattern.test('a'.repeat(128));
        expect(performance.now() - start).toBeLessThan(1000);
      }),
    );
  });
});

describe('files of rules', () => {
  it('are read as they were written, also those that are switched off', () => {
    const rules = [
      { enabled: true, rule: simple },
      { enabled: false, rule: { ...simple, id: 'other' } },
    ];
    expect(readHangingRules(writeHangingRules(rules))).toEqual({ rules, problems: [] });
  });

  test.each<[object, string]>([
    [{ stages: [] }, 'stages must not be empty.'],
    [{ id: 'A B' }, 'id must be lower case letters, digits and dashes, 64 at most.'],
    [{ whn: [] }, '“whn” is not known here.'],
    [
      { when: [{ of: [{ attribute: 'Modality', is: 'CT', contains: 'C' }] }] },
      'when[0].of[0] must have exactly one of',
    ],
    [
      { when: [{ of: [{ any: [{ attribute: 'Modality', matches: '(a+)+' }] }] }] },
      'when[0].of[0].any[0].matches a group must not be repeated.',
    ],
    [
      { when: [{ of: [{ attribute: 'plane', atLeast: 3 }] }] },
      'when[0].of[0].atLeast cannot be asked of plane, which is a text.',
    ],
    [
      { stages: [{ ...simple.stages[0], layout: { rows: 9, columns: 9 } }] },
      'stages[0].layout must have at most 16 viewports.',
    ],
  ])('%j is told with its path', (change, problem) => {
    expect(problemsOf({ ...simple, ...change }).join(' ')).toContain(problem);
  });

  it('never throw, whatever is in them', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(readHangingRules(text).rules).toEqual([]);
      }),
    );
  });
});

test('lint names stages that can never be hung and values that never are', () => {
  const [stage] = simple.stages;
  const place = stage?.viewports[0];
  if (!stage || !place) throw new Error('the rule has a stage');
  const texts = (rule: HangingRule) => lintRule(rule, { handlers: new Set() }).map(({ text }) => text);
  expect(texts(simple)).toEqual([]);
  expect(texts({ ...simple, stages: [{ ...stage, layout: 'viewport', viewports: [place, place] }] })).toEqual(
    ['Stage “One” cannot be hung: 2 pictures for 1 viewport.', '“A” is there twice.'],
  );
  expect(
    texts({
      ...simple,
      stages: [{ ...stage, atLeast: 2, viewports: [{ name: 'B', sameAs: 'A' }] }],
      when: [{ of: [{ attribute: 'plane', is: 'transverse' }] }, { of: [{ attribute: 'handler', is: 'x' }] }],
    }),
  ).toEqual([
    'Stage “One” can never be hung: it wants 2 of 1 viewports filled.',
    'No viewport before it is called “A”.',
    'plane is never “transverse”; it is axial, sagittal, coronal, oblique.',
    'There is no handler “x” here.',
  ]);
});

describe('priors', () => {
  const study = (uid: string, StudyDate: string, PatientID = '4711') =>
    displaySetsOf([sliceSeries(uid)], 'viewer', { StudyInstanceUID: uid, StudyDate, PatientID });
  const places = (uids: readonly string[]) =>
    factsOf([
      ...study('1.1', '20240101'),
      ...study('1.2', '20260101'),
      ...study('1.3', '20250101'),
      ...study('1.4', '20270101', 'another'),
    ])
      .filter(({ displaySet }) => uids.includes(displaySet.StudyInstanceUID))
      .map(({ prior, daysBefore }) => [prior, daysBefore]);

  it('are counted from the newest study of the patient; those of others are in no rule', () => {
    const facts = factsOf(
      [...study('1.1', '20240101'), ...study('1.2', '20260101'), ...study('1.4', '20270101', 'another')],
      '1.1',
    );
    expect(facts.map(({ prior, daysBefore }) => [prior, daysBefore])).toEqual([
      [1, 731],
      [0, 0],
      [undefined, -365],
    ]);
    expect(places(['1.4'])).toEqual([[0, 0]]);
  });

  it('are hung where a viewport asks for them', () => {
    const beside: HangingRule = {
      ...simple,
      stages: [
        {
          name: 'Compare',
          layout: { rows: 1, columns: 2 },
          viewports: [{ name: 'Now' }, { name: 'Before', prior: 1 }],
        },
      ],
    };
    const open = openOf([...study('1.1', '20240101'), ...study('1.2', '20260101')]);
    expect(
      tryRule(beside, open).first?.places.map(({ chosen }) => chosen?.displaySet.StudyInstanceUID),
    ).toEqual(['1.2', '1.1']);
  });
});

describe('the chest wall', () => {
  const turn = (right: string, bottom: string, side: 'left' | 'right', laterality = 'R', view = 'MLO') => {
    const found = chestWallTurn(
      { PatientOrientation: [right, bottom], ImageLaterality: laterality, ViewPosition: view },
      side,
    );
    return 'turn' in found ? found.turn : found.reason;
  };

  it('comes to its side as stored, mirrored, or turned, with the feet or the middle below', () => {
    expect(turn('P', 'F', 'right')).toEqual({ rotation: 0, flipHorizontal: false });
    expect(turn('A', 'F', 'right')).toEqual({ rotation: 0, flipHorizontal: true });
    expect(turn('A', 'H', 'right')).toEqual({ rotation: 180, flipHorizontal: false });
    expect(turn('F', 'A', 'right')).toEqual({ rotation: 90, flipHorizontal: false });
    expect(turn('P', 'L', 'right', 'R', 'CC')).toEqual({ rotation: 0, flipHorizontal: false });
    expect(turn('P', 'R', 'right', 'R', 'CC')).toEqual({ rotation: 180, flipHorizontal: true });
  });

  it('is never guessed', () => {
    expect(turn('', '', 'right')).toContain('not given');
    expect(turn('L', 'F', 'right')).toContain('does not say where the chest wall is');
  });
});

test('pictures of one group have one scale, and lie against their edge', () => {
  const box = { width: 400, height: 300 };
  const large = { box, rotation: 0, picture: { rows: 300, columns: 200, spacing: { row: 1, column: 1 } } };
  const small = {
    box,
    rotation: 0,
    picture: { rows: 200, columns: 100, spacing: { row: 0.5, column: 0.5 } },
  };
  const scale = commonScale([large, small]);
  expect(scale).toBe(1);
  expect(framingOf(large, scale, 'right')).toEqual({ zoom: 1, pan: [100 / 300, 0] });
  // 100 mm high at 1 pixel a mm, where fitted it would be 300 pixels.
  const framed = framingOf(small, scale, 'left');
  expect(framed.zoom).toBeCloseTo(1 / 3);
  expect(framed.pan[0]).toBeCloseTo(-(400 - 50) / 2 / 300);
});

test.each([
  [{ RepetitionTime: 500, EchoTime: 12 }, '', 'T1'],
  [{ RepetitionTime: 4000, EchoTime: 100 }, '', 'T2'],
  [{ RepetitionTime: 3000, EchoTime: 30 }, '', 'PD'],
  [{ RepetitionTime: 9000, EchoTime: 120, InversionTime: 2500 }, '', 'FLAIR'],
  [{ RepetitionTime: 4000, EchoTime: 60, InversionTime: 160 }, '', 'STIR'],
  [{ RepetitionTime: 600, EchoTime: 20, ScanningSequence: ['GR'] }, '', 'T2*'],
  [{ RepetitionTime: 2000, EchoTime: 3, InversionTime: 900, ScanningSequence: ['GR'] }, '', 'T1'],
  [{ RepetitionTime: 4000, EchoTime: 100 }, 'T2_FLAIR_ax', 'FLAIR'],
  [{ RepetitionTime: 4000, EchoTime: 100 }, 'T1 ax', 'T2'],
  [{}, 't1_mprage_sag', 'T1'],
  [{ DiffusionBValue: 800 }, '', 'DWI'],
  [{ ImageType: ['DERIVED', 'PRIMARY', 'ADC'], DiffusionBValue: 800 }, '', 'ADC'],
  [{}, 'Series 5', undefined],
])('%j “%s” is %s', (image, description, expected) => {
  const [instance] = displaySetsOf([mrSeries('x', image)])[0]?.instances ?? [];
  expect(instance && weightingOf(instance, description)?.value).toBe(expected);
});

describe('a rule of the screen', () => {
  it.each(Object.entries({ ctChest, fourViews, mrBrain }))(
    'of %s finds again what it was made of, in another study of its kind',
    (_, make) => {
      const sets = displaySetsOf(make());
      const shown = sets
        .slice(0, 4)
        .map((displaySet) => ({ displaySet, kind: 'stack', presentation: undefined }));
      const rule = proposeRule('own', 'Own', 'viewport', shown, openOf(sets));
      const inGrid = { ...rule, stages: rule.stages.map((s) => ({ ...s, layout: { rows: 2, columns: 2 } })) };
      expect(problemsOf(JSON.parse(JSON.stringify(inGrid)))).toEqual([]);
      expect(isHangingRule(inGrid)).toBe(true);
      expect(JSON.stringify(rule)).not.toMatch(/DOE|4711/);
      const again = displaySetsOf(make(), 'viewer', { StudyInstanceUID: '9.9', PatientID: 'other' });
      const found = tryRule(inGrid, openOf(again)).first?.places.map(
        ({ chosen }) => chosen?.displaySet.SeriesDescription,
      );
      expect(found).toEqual(shown.map(({ displaySet }) => displaySet.SeriesDescription));
    },
  );

  it('leaves out a description that names the patient', () => {
    const sets = displaySetsOf([sliceSeries('DOE JANE thorax')]);
    const rule = proposeRule(
      'own',
      'Own',
      'viewport',
      sets.map((displaySet) => ({ displaySet, kind: undefined, presentation: undefined })),
      openOf(sets),
    );
    expect(JSON.stringify(rule)).not.toContain('DOE');
  });
});

test('attributes are read of anything without a fault', () => {
  const sets = displaySetsOf([mammogram('R', 'CC'), ...mrBrain(), ...ctChest()]);
  for (const facts of factsOf(sets))
    for (const attribute of attributeIds)
      expect(typeof tryTest({ attribute, given: true }, facts).met).toBe('boolean');
});
