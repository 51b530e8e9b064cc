import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { instanceHash, type GroupingRule, type SplitBy } from '../core/displaySet/rule.ts';
import { mergeRule, splitRule } from '../core/displaySet/proposeRule.ts';
import type { Extension } from '../core/extension/extension.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aSeries, slices } from '../testing/factories.ts';
import { fakeDataSource } from '../testing/fakeDataSource.ts';
import { readRules, writeRules } from '../core/displaySet/rulesJson.ts';
import { isLoading } from './selectors.ts';
import { createViewer } from './viewer.ts';

const views: Extension = {
  id: 'views',
  getViewportModule: () => [
    { kinds: ['stack', 'tags'], isImage: true, mount: () => Promise.reject(new Error('nothing is mounted')) },
  ],
};
const registry = createRegistry([...builtInHandlers, views], builtInModes);
const byEcho: SplitBy = { kind: 'attribute', attribute: 'EchoTime' };
const echoes = aSeries(
  slices(8).map((slice, i) => ({ ...slice, EchoTime: i % 2 === 0 ? 20 : 80 })),
  { SeriesInstanceUID: '1.2.3.4' },
);
const other = aSeries(slices(5), { SeriesInstanceUID: '1.2.3.5', SeriesNumber: 7 });

async function opened() {
  const viewer = createViewer({
    registry,
    dataSources: [fakeDataSource([...echoes, ...other])],
    modeId: 'viewer',
  });
  const state = viewer.store.getState;
  viewer.openStudies({ sourceId: 'fake', modeId: 'viewer', StudyInstanceUIDs: ['1.2.3'] });
  await vi.waitFor(() => expect(isLoading(state())).toBe(false));
  const shown = () => state().displaySets.get(state().hanging.cells[0]?.displaySetInstanceUID ?? '');
  const labels = () =>
    [...state().displaySets.values()].map(({ label, instances }) => `${label} ${instances.length}`);
  const find = (text: string) => {
    const found = [...state().displaySets.values()].find(({ label }) => label.includes(text));
    if (!found) throw new Error(`no display set ${text}`);
    return found;
  };
  const split = () => {
    const whole = [...state().displaySets.values()].find((set) => set.instances.length === 8);
    const rule = whole && splitRule(whole, byEcho, 'series');
    if (!rule) throw new Error('no rule');
    viewer.addRule(rule);
    return rule;
  };
  return { viewer, state, shown, labels, find, split };
}

describe('splits and merges in the history', () => {
  it('one Undo takes back the split, Redo makes it again, and viewports stay with their image', async () => {
    const { viewer, state, shown, labels, split } = await opened();
    const before = labels();
    const uid = shown()?.displaySetInstanceUID;
    split();
    expect(labels()).toEqual(['Axial, TE 20 ms 4', 'Axial, TE 80 ms 4', 'Axial 5']);
    expect(shown()?.label).toBe('Axial, TE 20 ms');
    viewer.undo();
    expect(labels()).toEqual(before);
    expect(shown()?.displaySetInstanceUID).toBe(uid);
    expect(state().rules).toEqual([]);
    viewer.redo();
    expect(labels()).toEqual(['Axial, TE 20 ms 4', 'Axial, TE 80 ms 4', 'Axial 5']);
    expect(shown()?.label).toBe('Axial, TE 20 ms');
  });

  it('undoes the last thing done, whatever it was', async () => {
    const { viewer, state, shown, labels, find, split } = await opened();
    split();
    viewer.showDisplaySet({ displaySetInstanceUID: find('TE 80').displaySetInstanceUID });
    expect(shown()?.label).toBe('Axial, TE 80 ms');
    viewer.undo();
    expect(shown()?.label).toBe('Axial, TE 20 ms');
    expect(state().rules).toHaveLength(1);
    viewer.undo();
    expect(labels()).toEqual(['Axial 8', 'Axial 5']);
    viewer.redo();
    viewer.redo();
    expect(shown()?.label).toBe('Axial, TE 80 ms');
  });

  it('comes back from another mode with the viewport on its image', async () => {
    const { viewer, shown, split } = await opened();
    const image = shown()?.instances[0]?.SOPInstanceUID;
    split();
    viewer.setMode('raw');
    viewer.undo();
    expect(shown()?.instances.map((i) => i.SOPInstanceUID)).toContain(image);
  });

  it('merges back, deletes and switches off, each a step', async () => {
    const { viewer, state, labels, find, split } = await opened();
    const rule = split();
    const merge = mergeRule([find('TE 20'), find('TE 80')], 'series');
    if (!merge) throw new Error('no rule');
    viewer.addRule(merge);
    expect(labels()).toEqual(['Axial, TE 20 ms + TE 80 ms 8', 'Axial 5']);
    viewer.setRuleEnabled(merge.id, false);
    expect(labels()).toHaveLength(3);
    viewer.removeRule(rule.id);
    expect(labels()).toEqual(['Axial 8', 'Axial 5']);
    viewer.undo();
    viewer.undo();
    viewer.undo();
    expect(labels()).toHaveLength(3);
    expect(state().rules.map(({ id }) => id)).toEqual([rule.id]);
  });

  it('the notice takes back its own step; once the rules changed again it leaves them', async () => {
    const { state, labels, split } = await opened();
    split();
    const [notice] = state().notices;
    expect(notice).toMatchObject({ title: 'Split by echo time', text: '1 display set became 2.' });
    notice?.action?.run();
    expect(labels()).toEqual(['Axial 8', 'Axial 5']);
    expect(state().notices).toEqual([]);
  });

  it('leaves the display sets of other series as they are', async () => {
    const { state, split } = await opened();
    const untouched = [...state().displaySets.values()].find((set) => set.instances.length === 5);
    split();
    expect(state().displaySets.get(untouched?.displaySetInstanceUID ?? '')).toBe(untouched);
  });

  it('outlives the study it was made in, and imports add only what is new', async () => {
    const { viewer, state, split } = await opened();
    const rule = split();
    viewer.closeStudies();
    expect(state().rules).toEqual([rule]);
    expect(viewer.importRules([rule])).toBe(0);
    expect(state().past).toEqual([]);
  });
});

describe('rules as a file', () => {
  const hash = instanceHash('1.2.3');
  const text = fc.string({ maxLength: 40 });
  const scope = fc.oneof(
    fc.record({
      kind: fc.constant('series' as const),
      seriesHash: fc.constant(hash),
      Modality: text,
      SeriesDescription: text,
    }),
    fc.record({
      kind: fc.constant('like' as const),
      Modality: text,
      SOPClassUID: text,
      SeriesDescription: text,
      Manufacturer: text,
    }),
  );
  const id = text.map((end) => `a.b.${end}`);
  const action = fc.oneof(
    fc.record({
      kind: fc.constant('split' as const),
      SOPClassHandlerId: id,
      by: fc.constantFrom<SplitBy>(byEcho, { kind: 'each' }, { kind: 'image', instanceHash: hash }),
    }),
    fc.record({
      kind: fc.constant('merge-despite' as const),
      SOPClassHandlerId: id,
      differing: fc.array(text, { minLength: 1 }),
    }),
  );

  it('come back as they were, under the id of their content', () => {
    fc.assert(
      fc.property(scope, action, fc.boolean(), (where, what, enabled) => {
        const rule: GroupingRule = { id: 'forged', enabled, scope: where, action: what };
        const { rules, problems } = readRules(writeRules([rule]));
        expect(problems).toEqual([]);
        expect(rules).toHaveLength(1);
        expect({ ...rules[0], id: 'forged' }).toEqual(rule);
        expect(rules[0]?.id).toMatch(/^[0-9a-f-]{36}$/);
      }),
    );
  });

  it.each([
    ['not JSON', 'nonsense', /not JSON/],
    ['something else', '{"hangar":"mode"}', /hangar/],
    ['a version to come', '{"hangar":"grouping-rules","version":2,"rules":[]}', /version/],
  ])('says what is wrong with %s', (_, given, problem) => {
    const { rules, problems } = readRules(given);
    expect(rules).toEqual([]);
    expect(problems.join()).toMatch(problem);
  });

  it('names a rule that is not understood and uses the others', () => {
    const good = {
      enabled: true,
      scope: { kind: 'series', seriesHash: hash, Modality: 'MR', SeriesDescription: '' },
      action: { kind: 'split', SOPClassHandlerId: 'a.b.c', by: { kind: 'each' } },
    };
    const bad = { ...good, action: { ...good.action, by: { kind: 'attribute', attribute: 'PatientName' } } };
    const given = JSON.stringify({ hangar: 'grouping-rules', version: 1, rules: [bad, good] });
    const { rules, problems } = readRules(given);
    expect(rules).toHaveLength(1);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(/^rules\.0\.action\.by\.attribute: /);
  });
});
