import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { viewerMode } from '../../modes/viewer.ts';
import { aClip, aHandler, anInstance, aSeries, slices } from '../../testing/factories.ts';
import { SopClass } from '../dicom/sopClass.ts';
import type { Instance } from '../dicom/instance.ts';
import { createRegistry } from '../extension/registry.ts';
import { describeRule } from './describeRule.ts';
import type { DisplaySet } from './displaySet.ts';
import { organize, organizeSeries } from './organize.ts';
import {
  groupingRule,
  instanceHash,
  maxRuleGroups,
  seriesHash,
  type GroupingRule,
  type SplitBy,
} from './rule.ts';
import { ruleAttributeIds } from './ruleAttributes.ts';
import { mergeRule, splitMisfit, splitRule, type RuleReach } from './proposeRule.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const handlers = registry.handlersFor(viewerMode);
const byEcho: SplitBy = { kind: 'attribute', attribute: 'EchoTime' };

/** A stack that its handler leaves whole: one image a position, of two echo times. */
const twoEchoes = aSeries(
  slices(12, 5).map((slice, i) => ({ ...slice, EchoTime: i % 2 === 0 ? 20 : 80 })),
  { Modality: 'MR', SOPClassUID: SopClass.MRImageStorage, Manufacturer: 'ACME' },
);

const one = (instances: readonly Instance[], rules: readonly GroupingRule[] = []) =>
  organizeSeries(instances, handlers, rules);
const onlySet = (instances: readonly Instance[]): DisplaySet => {
  const [set, ...others] = one(instances).displaySets;
  if (!set || others.length > 0) throw new Error('one display set was expected');
  return set;
};
const required = (rule: GroupingRule | undefined) => {
  if (!rule) throw new Error('no rule');
  return rule;
};
const split = (set: DisplaySet, by: SplitBy, reach: RuleReach = 'series') =>
  required(splitRule(set, by, reach));
const shape = (sets: readonly DisplaySet[]) =>
  sets.map(({ label, instances }) => [label, instances.map((i) => i.InstanceNumber)]);

describe('a split by hand', () => {
  it('makes a display set of each value, smallest first, and says so', () => {
    const { displaySets, trace } = one(twoEchoes, [split(onlySet(twoEchoes), byEcho)]);
    expect(shape(displaySets)).toEqual([
      ['Axial, TE 20 ms', [1, 3, 5, 7, 9, 11]],
      ['Axial, TE 80 ms', [2, 4, 6, 8, 10, 12]],
    ]);
    expect(displaySets.map(({ geometry }) => geometry?.spacingMm)).toEqual([10, 10]);
    const took = trace.handlers.find(({ outcome }) => outcome === 'took');
    expect(took?.reason).toMatch(/split by hand by echo time \(rule [0-9a-f]{8}\)/);
    expect(took?.displaySets[0]?.splitValues['by hand, echo time']).toBe('TE 20 ms');
  });

  it('has an identity of its content: a rule that says the same gives the same UIDs', () => {
    const rule = split(onlySet(twoEchoes), byEcho);
    const uids = (rules: readonly GroupingRule[]) =>
      one(twoEchoes, rules).displaySets.map((set) => set.displaySetInstanceUID);
    expect(uids([{ ...rule, id: 'another' }])).toEqual(uids([rule]));
    expect(groupingRule(rule.scope, rule.action).id).toBe(rule.id);
    const more = [
      ...twoEchoes,
      anInstance({
        ...twoEchoes[0],
        SOPInstanceUID: '9.9',
        InstanceNumber: 13,
        EchoTime: 140,
        ImagePositionPatient: [-125, -125, 60],
      }),
    ];
    expect(one(more, [rule]).displaySets.map((set) => set.displaySetInstanceUID)).toEqual(
      expect.arrayContaining(uids([rule])),
    );
  });

  it('at an image: before it, and from it on', () => {
    const uid = twoEchoes[4]?.SOPInstanceUID ?? '';
    const rule = split(onlySet(twoEchoes), { kind: 'image', instanceHash: instanceHash(uid) });
    expect(shape(one(twoEchoes, [rule]).displaySets)).toEqual([
      ['Axial, before instance 5', [1, 2, 3, 4]],
      ['Axial, from instance 5', [5, 6, 7, 8, 9, 10, 11, 12]],
    ]);
  });

  it('into single images, up to a limit that is told', () => {
    const rule = split(onlySet(twoEchoes), { kind: 'each' });
    expect(one(twoEchoes, [rule]).displaySets).toHaveLength(12);
    const many = aSeries(slices(maxRuleGroups + 1));
    const { displaySets } = one(many, [split(onlySet(many), { kind: 'each' })]);
    expect(displaySets).toHaveLength(1);
    expect(displaySets[0]?.messages.map(({ code }) => code)).toContain('rule-does-not-fit');
    expect(displaySets[0]?.messages.at(-1)?.text).toContain('it would make 61 display sets, more than 60');
  });

  it('that no longer fits says why and changes nothing', () => {
    const rule = split(onlySet(twoEchoes), byEcho);
    const same = twoEchoes.map((instance) => ({ ...instance, EchoTime: 20 }));
    const { displaySets } = one(same, [rule]);
    expect(shape(displaySets)).toEqual(shape(one(same).displaySets));
    expect(displaySets[0]?.messages.at(-1)).toMatchObject({
      code: 'rule-does-not-fit',
      text: expect.stringMatching(/split by echo time .*: /),
    });
  });

  it('is silent in a mode whose handlers made nothing it speaks of, in another series, and when off', () => {
    const rule = split(onlySet(twoEchoes), byEcho);
    const raw = registry.handlersFor(builtInModes.find(({ id }) => id === 'raw') ?? viewerMode);
    expect(organizeSeries(twoEchoes, raw, [rule])).toEqual(organizeSeries(twoEchoes, raw));
    const other = twoEchoes.map((instance) => ({ ...instance, SeriesInstanceUID: '5.5.5' }));
    expect(one(other, [rule])).toEqual(one(other));
    expect(one(twoEchoes, [{ ...rule, enabled: false }])).toEqual(one(twoEchoes));
  });

  it('for series like it works in those, and only in those', () => {
    const rule = split(onlySet(twoEchoes), byEcho, 'like');
    const other = twoEchoes.map((i) => ({ ...i, SeriesInstanceUID: '5.5.5', SeriesNumber: 9 }));
    expect(one(other, [rule]).displaySets).toHaveLength(2);
    const foreign = other.map((instance) => ({ ...instance, Manufacturer: 'Other' }));
    expect(one(foreign, [rule])).toEqual(one(foreign));
  });

  it('keeps frames of a multi-frame instance together', () => {
    const clip = organizeSeries([aClip()], handlers).displaySets[0];
    if (!clip) throw new Error('no clip');
    expect(splitMisfit(clip, { kind: 'each' })).toMatch(/never torn apart/);
    expect(one([aClip()], [split(clip, { kind: 'each' })]).displaySets).toHaveLength(1);
  });
});

describe('a merge by hand', () => {
  const halves = [
    ...aSeries(slices(4, 5), { Modality: 'MR', SOPClassUID: SopClass.MRImageStorage, Rows: 256 }),
    ...aSeries(
      slices(4, 5).map((_, i) => ({ InstanceNumber: i + 5, ImagePositionPatient: [-125, -125, 25 + i * 5] })),
      {
        Modality: 'MR',
        SOPClassUID: SopClass.MRImageStorage,
        Rows: 128,
      },
    ),
  ];

  it('puts display sets together in the order of their positions, and says so', () => {
    const sets = one(halves).displaySets;
    expect(sets).toHaveLength(2);
    const { displaySets, trace } = one(halves, [required(mergeRule(sets, 'series'))]);
    expect(displaySets.map(({ numImageFrames }) => numImageFrames)).toEqual([8]);
    expect(displaySets[0]?.instances.map((i) => i.InstanceNumber)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(displaySets[0]?.label).toBe('Axial, 512 x 256 + 512 x 128');
    expect(trace.handlers.find(({ outcome }) => outcome === 'took')?.reason).toMatch(
      /merged by hand from 2 display sets \(rule /,
    );
  });

  it('keeps the label free of repetition where a set that was split is split again', () => {
    const varied = halves.map((image, i) => ({ ...image, EchoTime: i % 2 === 0 ? 20 : 80 }));
    const [first] = one(varied).displaySets;
    if (!first) throw new Error('no display set');
    expect(one(varied, [split(first, byEcho)]).displaySets.map(({ label }) => label)).toEqual([
      'Axial, 512 x 256, TE 20 ms',
      'Axial, 512 x 256, TE 80 ms',
      'Axial, 512 x 128',
    ]);
  });

  it('undoes a split by hand to the same images', () => {
    const rule = split(onlySet(twoEchoes), byEcho);
    const merge = required(mergeRule(one(twoEchoes, [rule]).displaySets, 'series'));
    const { displaySets } = one(twoEchoes, [rule, merge]);
    expect(displaySets.map((set) => set.instances)).toEqual(
      one(twoEchoes).displaySets.map((set) => set.instances),
    );
  });

  it('for series like it names what the display sets differ in', () => {
    const rule = required(mergeRule(one(halves).displaySets, 'like', one(halves).trace));
    expect(rule.action).toMatchObject({ kind: 'merge-despite', differing: ['image size'] });
    const other = halves.map((i) => ({
      ...i,
      SeriesInstanceUID: '5.5',
      SOPInstanceUID: `5.5${i.SOPInstanceUID}`,
    }));
    expect(one(other, [rule]).displaySets).toHaveLength(1);
    expect(describeRule(rule)).toBe(
      'Merge what differs only in image size: every display set of image-stack stack, in every series with Modality MR, SOP class MR Image, description Axial, manufacturer not given',
    );
  });

  it('crosses handlers: the first has it, the other says where it went', () => {
    const odd = aHandler('odd', [SopClass.CTImageStorage], (all) => ({
      instances: all.filter((i) => (i.InstanceNumber ?? 0) % 2 === 1),
      splitKey: 'odd',
    }));
    const rest = aHandler('rest', [SopClass.CTImageStorage], (instances) => ({
      instances,
      splitKey: 'rest',
    }));
    const series = aSeries(slices(4));
    const rule = required(mergeRule(organizeSeries(series, [odd, rest]).displaySets, 'series'));
    const { displaySets, trace } = organizeSeries(series, [odd, rest], [rule]);
    expect(displaySets.map((set) => [set.SOPClassHandlerId, set.instances.length])).toEqual([[odd.id, 4]]);
    expect(trace.handlers[1]?.reason).toMatch(/merged by hand into a display set of test.*odd/);
  });

  it('never puts two patients together', () => {
    const two = [
      ...aSeries(slices(3), { PatientID: 'A' }),
      ...aSeries(
        slices(3).map((_, i) => ({ InstanceNumber: i + 4 })),
        { PatientID: 'B' },
      ),
    ];
    const sets = one(two).displaySets;
    expect(sets).toHaveLength(2);
    expect(mergeRule(sets, 'series')).toBeUndefined();
    const forced = groupingRule(
      { kind: 'series', seriesHash: seriesHash('1.2.3.4'), Modality: 'CT', SeriesDescription: '' },
      { kind: 'merge', displaySets: sets },
    );
    const { displaySets } = one(two, [forced]);
    expect(displaySets).toHaveLength(2);
    expect(displaySets[0]?.messages.map(({ text }) => text).join()).toMatch(/more than one patient/);
  });
});

describe('what is kept of a rule', () => {
  it('holds no UID of the study and nothing of the patient', () => {
    const set = onlySet(twoEchoes);
    const rules = [
      split(set, byEcho),
      split(set, byEcho, 'like'),
      split(set, { kind: 'image', instanceHash: instanceHash(set.instances[3]?.SOPInstanceUID ?? '') }),
    ];
    const text = JSON.stringify(rules);
    for (const secret of ['1.2.3', 'DOE', 'JANE', '4711']) expect(text).not.toContain(`"${secret}`);
    expect(text).not.toMatch(/"1\.2\.3/);
  });

  it('also where the description names the patient', () => {
    const set = onlySet(twoEchoes.map((instance) => ({ ...instance, SeriesDescription: 'Doe, Jane brain' })));
    expect(splitRule(set, byEcho, 'like')).toBeUndefined();
    expect(JSON.stringify(split(set, byEcho))).not.toMatch(/doe|jane/i);
  });
});

/** Series that mix what rules look at, under rules drawn without knowing whether they fit. */
const instanceArbitrary = fc.record({
  EchoTime: fc.constantFrom(20, 20.1, 80),
  Rows: fc.constantFrom(256, 512),
  AcquisitionNumber: fc.constantFrom(1, 2),
  SOPClassUID: fc.constantFrom(SopClass.MRImageStorage, SopClass.CTImageStorage, SopClass.RawDataStorage),
});
const seriesArbitrary = fc
  .array(instanceArbitrary, { minLength: 1, maxLength: 14 })
  .map((items) => aSeries(items.map((item, i) => ({ ...item, ImagePositionPatient: [0, 0, i * 4] }))));
const choices = fc.array(
  fc.record({
    pick: fc.nat(9),
    other: fc.nat(9),
    merge: fc.boolean(),
    reach: fc.constantFrom<RuleReach>('series', 'like'),
    attribute: fc.constantFrom(...ruleAttributeIds),
    by: fc.constantFrom('attribute', 'image', 'each'),
  }),
  { maxLength: 4 },
);
type Choice = typeof choices extends fc.Arbitrary<readonly (infer T)[]> ? T : never;

/** Makes each rule on what the rules before it gave, as a reader would. */
function rulesOf(series: readonly Instance[], made: readonly Choice[]): GroupingRule[] {
  const rules: GroupingRule[] = [];
  for (const { pick, other, merge, reach, attribute, by } of made) {
    const { displaySets, trace } = one(series, rules);
    const set = displaySets[pick % Math.max(1, displaySets.length)];
    const second = displaySets[other % Math.max(1, displaySets.length)];
    if (!set || !second) continue;
    const image = set.instances[other % set.instances.length]?.SOPInstanceUID ?? '';
    const splitBy: SplitBy =
      by === 'attribute'
        ? { kind: 'attribute', attribute }
        : by === 'image'
          ? { kind: 'image', instanceHash: instanceHash(image) }
          : { kind: 'each' };
    const rule = merge ? mergeRule([set, second], reach, trace) : splitRule(set, splitBy, reach);
    if (rule) rules.push(rule);
  }
  return rules;
}

describe('the laws of organize, under rules', () => {
  it('every instance is in exactly one display set or unclaimed', () => {
    fc.assert(
      fc.property(seriesArbitrary, choices, (series, made) => {
        const { displaySets, unclaimed } = one(series, rulesOf(series, made));
        const uids = [
          ...displaySets.flatMap((set) => set.instances.map((i) => i.SOPInstanceUID)),
          ...unclaimed.map(({ instance }) => instance.SOPInstanceUID),
        ];
        expect(uids.sort()).toEqual(series.map((i) => i.SOPInstanceUID).sort());
        expect(new Set(displaySets.map((set) => set.displaySetInstanceUID)).size).toBe(displaySets.length);
      }),
    );
  });

  it('any order of arrival gives the same value', () => {
    const shuffled = seriesArbitrary.chain((series) =>
      fc.tuple(fc.constant(series), fc.shuffledSubarray(series, { minLength: series.length }), choices),
    );
    fc.assert(
      fc.property(shuffled, ([series, other, made]) => {
        const rules = rulesOf(series, made);
        expect(organize(other, handlers, rules)).toEqual(organize(series, handlers, rules));
      }),
    );
  });

  it('rules change neither what handlers took nor the series beside', () => {
    fc.assert(
      fc.property(seriesArbitrary, choices, (series, made) => {
        const rules = rulesOf(series, made);
        const counts = (given: readonly GroupingRule[]) =>
          one(series, given).trace.handlers.map(({ took, offered, outcome }) => [took, offered, outcome]);
        expect(counts(rules)).toEqual(counts([]));
      }),
    );
  });
});
