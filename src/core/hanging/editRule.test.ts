import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInModes } from '../../modes/index.ts';
import { countViewports, toLayout } from '../layout/layout.ts';
import { gridPresets, unevenPresets } from '../layout/presets.ts';
import {
  freeGroup,
  linkGroups,
  MAX_STAGES,
  renamedPlace,
  withLink,
  withoutStage,
  withSource,
  withStageAfter,
  withStageLayout,
  withStageMoved,
} from './editRule.ts';
import { lintRule } from './lint.ts';
import type { HangingRule, HangingStage } from './rule.ts';

const rules: readonly HangingRule[] = builtInModes.flatMap(({ hangingRules = [] }) => hangingRules);
const layouts = [...gridPresets, ...unevenPresets].map(({ layout }) => layout);
const errorsOf = (rule: HangingRule) => lintRule(rule).filter(({ severity }) => severity === 'error');
const someRule = fc.constantFrom(...rules);

describe('a rule that is edited', () => {
  it('stays one that can be hung, whatever layouts are chosen; a larger one has everything again', () => {
    fc.assert(
      fc.property(
        someRule,
        fc.array(fc.constantFrom(...layouts), { minLength: 1, maxLength: 6 }),
        (rule, chosen) => {
          const [stage] = rule.stages;
          if (!stage) throw new Error('no stage');
          let now = { stage, spare: [] as HangingStage['viewports'] };
          for (const layout of chosen) {
            now = { ...withStageLayout(now, layout), spare: [...withStageLayout(now, layout).spare] };
            expect(now.stage.viewports).toHaveLength(countViewports(toLayout(now.stage.layout)));
            expect(errorsOf({ ...rule, stages: [now.stage] })).toEqual([]);
          }
          const back = withStageLayout(now, { rows: 4, columns: 4 }).stage;
          expect(back.viewports.slice(0, stage.viewports.length)).toEqual(stage.viewports);
        },
      ),
    );
  });

  it('has as many stages as were added and not removed, each under a name of its own, at most twenty', () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant('add' as const), at: fc.nat(20) }),
      fc.record({ kind: fc.constant('remove' as const), at: fc.nat(20) }),
      fc.record({ kind: fc.constant('move' as const), at: fc.nat(20), by: fc.constantFrom<1 | -1>(1, -1) }),
    );
    fc.assert(
      fc.property(someRule, fc.array(step, { maxLength: 40 }), (start, steps) => {
        let rule = start;
        let count = start.stages.length;
        for (const one of steps) {
          const at = one.at % rule.stages.length;
          const stage = rule.stages[at];
          if (!stage) throw new Error('no stage');
          if (one.kind === 'add') {
            rule = withStageAfter(rule, at, stage);
            if (count < MAX_STAGES) expect(rule.stages[at + 1]).toMatchObject({ viewports: stage.viewports });
            count = Math.min(MAX_STAGES, count + 1);
          } else if (one.kind === 'remove') {
            rule = withoutStage(rule, at);
            count = Math.max(1, count - 1);
          } else {
            const to = at + one.by;
            rule = withStageMoved(rule, at, one.by);
            if (to >= 0 && to < count) expect(rule.stages[to]).toBe(stage);
          }
          expect(rule.stages).toHaveLength(count);
          expect(new Set(rule.stages.map(({ name }) => name)).size).toBe(count);
          expect(errorsOf(rule)).toEqual([]);
        }
      }),
    );
  });

  const stage: HangingStage = {
    name: 'Two',
    layout: { rows: 1, columns: 3 },
    viewports: [
      { name: 'One', match: { required: [{ attribute: 'Modality', is: 'CT' }] }, needed: true, sync: 'A' },
      { name: 'Two', sameAs: 'One' },
      { name: 'Three', match: {}, orElse: { sameAs: 'One' } },
    ],
  };

  it('names a viewport anew everywhere', () => {
    expect(renamedPlace(stage, 0, 'First').viewports).toEqual([
      { ...stage.viewports[0], name: 'First' },
      { name: 'Two', sameAs: 'First' },
      { name: 'Three', match: {}, orElse: { sameAs: 'First' } },
    ]);
    const like = (windowFrom: string) => ({ windowFrom, window: 'soft tissue' });
    const alike: HangingStage = {
      ...stage,
      viewports: [
        { name: 'One', match: {}, presentation: like('One') },
        { name: 'Two', match: {}, orElse: { sameAs: 'One', presentation: like('One') } },
      ],
    };
    expect(renamedPlace(alike, 0, 'First').viewports).toEqual([
      { name: 'First', match: {}, presentation: like('First') },
      { name: 'Two', match: {}, orElse: { sameAs: 'First', presentation: like('First') } },
    ]);
    const rule = (windowFrom: string): HangingRule => ({
      id: 'a',
      name: 'A',
      stages: [{ ...alike, viewports: [{ name: 'One', match: {}, presentation: like(windowFrom) }] }],
    });
    expect(errorsOf(rule('One'))).toEqual([]);
    expect(errorsOf(rule('Nobody'))).toMatchObject([{ text: expect.stringContaining('“Nobody”') }]);
  });

  it('keeps the conditions of a viewport that is to stay empty; one that shows another’s pictures has none', () => {
    const [one] = stage.viewports;
    if (!one) throw new Error('no viewport');
    const empty = withSource(one, 'empty');
    expect(empty).toEqual({ name: 'One', match: one.match, empty: true, sync: 'A' });
    expect(withSource(empty, 'match')).toEqual({ name: 'One', match: one.match, sync: 'A' });
    expect(withSource(one, { sameAs: 'Zero' })).toEqual({
      name: 'One',
      sameAs: 'Zero',
      needed: true,
      sync: 'A',
    });
  });

  it('links viewports in groups by name', () => {
    const [one, two, three] = stage.viewports;
    if (!one || !two || !three) throw new Error('no viewport');
    const linked = { viewports: [one, withLink(two, 'A'), withLink(three, 'B')] };
    expect([...linkGroups(linked)]).toEqual([
      ['A', [1, 2]],
      ['B', [3]],
    ]);
    expect(freeGroup(linked)).toBe('C');
    expect(withLink(one, undefined)).not.toHaveProperty('sync');
  });
});
