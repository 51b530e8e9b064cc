import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRegistry } from '../extension/registry.ts';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { aClip, aHandler, anInstance, aSeries, slices, takeAll } from '../../testing/factories.ts';
import { SopClass } from '../dicom/sopClass.ts';
import type { Instance } from '../dicom/instance.ts';
import { changedParts, diffDisplaySets } from './diff.ts';
import type { DisplaySet } from './displaySet.ts';
import { organize } from './organize.ts';

const registry = createRegistry(builtInHandlers, []);
const ids = [...registry.handlers.keys()];
const stack = 'image-stack.sopClassHandlerModule.stack';
const clip = 'multi-frame.sopClassHandlerModule.clip';
const study = [
  ...aSeries(slices(4)),
  aClip({ SeriesInstanceUID: '1.2.3.5', InstanceNumber: 1 }),
  aClip({ SeriesInstanceUID: '1.2.3.5', InstanceNumber: 2 }),
  anInstance({ SeriesInstanceUID: '1.2.3.6', SOPClassUID: SopClass.RawDataStorage }),
];

function setsOf(order: readonly string[], instances: readonly Instance[] = study): readonly DisplaySet[] {
  const { displaySets, unsupported } = organize(
    instances,
    registry.handlersFor({ id: 'test', sopClassHandlers: order }),
  );
  return [...displaySets, ...unsupported];
}

const labels = (sets: readonly DisplaySet[]) => sets.map(({ label }) => label);

describe('what a changed order changes', () => {
  it('says nothing where nothing differs', () => {
    const { same, changed, added, gone } = diffDisplaySets(setsOf([clip, stack]), setsOf([clip, stack]));
    expect(same).toHaveLength(4);
    expect([changed, added, gone]).toEqual([[], [], []]);
  });

  it('compares images, not UIDs: another handler that makes the same is no change', () => {
    const by = (name: string) => organize(study, [aHandler(name, ['*'], takeAll)]).displaySets;
    const { same, changed, added, gone } = diffDisplaySets(by('one'), by('two'));
    expect(
      same.map(({ before, after }) => before.displaySetInstanceUID !== after.displaySetInstanceUID),
    ).toEqual([true, true, true]);
    expect([changed, added, gone]).toEqual([[], [], []]);
  });

  it('finds the clips that a stack above them swallows', () => {
    const diff = diffDisplaySets(setsOf([clip, stack]), setsOf([stack, clip]));
    // The two clips become one stack, which starts with the first of them.
    expect(labels(diff.gone)).toEqual(['Cine, clip 2']);
    expect(diff.changed.map(({ before, what }) => [before.label, what])).toEqual([
      ['Cine, clip 1', ['images', 'label']],
    ]);
    expect(diff.added).toEqual([]);
    expect(diff.same).toHaveLength(2);
  });

  it('tells another order of the same images from other images', () => {
    const [set] = setsOf([stack], aSeries(slices(3)));
    if (!set) throw new Error('no stack');
    const turned = { ...set, displaySetInstanceUID: '2.25.1', instances: [...set.instances].reverse() };
    expect(diffDisplaySets([set], [turned])).toMatchObject({
      changed: [{ what: ['order'] }],
      added: [],
      gone: [],
    });
    expect(changedParts(set, { ...set, viewportKinds: ['volume'] })).toEqual(['kind']);
    expect(changedParts(set, { ...set, label: 'Other' })).toEqual(['label']);
    expect(changedParts(set, { ...set, instances: set.instances.slice(1), numImageFrames: 2 })).toEqual([
      'images',
    ]);
  });

  it('does not take one series for another that uses the same instance UIDs', () => {
    const [set] = setsOf([stack], aSeries(slices(3)));
    if (!set) throw new Error('no stack');
    const other = { ...set, SeriesInstanceUID: '1.2.3.99' };
    expect(diffDisplaySets([set], [other])).toMatchObject({ added: [other], gone: [set], same: [] });
  });
});

const orders = fc.shuffledSubarray(ids);
const studies = fc
  .array(
    fc.record({
      kind: fc.constantFrom('slices', 'clip', 'raw'),
      count: fc.integer({ min: 1, max: 4 }),
    }),
    { maxLength: 5 },
  )
  .map((all) =>
    all.flatMap(({ kind, count }, s) => {
      const SeriesInstanceUID = `1.2.3.${s + 10}`;
      if (kind === 'slices') return aSeries(slices(count), { SeriesInstanceUID });
      return Array.from({ length: count }, (_, i) =>
        kind === 'clip'
          ? aClip({ SeriesInstanceUID, InstanceNumber: i + 1 })
          : anInstance({
              SeriesInstanceUID,
              InstanceNumber: i + 1,
              SOPClassUID: SopClass.RawDataStorage,
            }),
      );
    }),
  );

describe('for any study and any two orders', () => {
  it('applying the difference gives exactly the second grouping', () => {
    fc.assert(
      fc.property(studies, orders, orders, (instances, one, two) => {
        const before = setsOf(one, instances);
        const after = setsOf(two, instances);
        const diff = diffDisplaySets(before, after);
        const left = new Set(before);
        for (const set of diff.gone) expect(left.delete(set)).toBe(true);
        const applied = [...diff.same, ...diff.changed].map((pair) => {
          expect(left.delete(pair.before)).toBe(true);
          return pair.after;
        });
        expect(left.size).toBe(0);
        expect(new Set([...applied, ...diff.added])).toEqual(new Set(after));
        expect(applied.length + diff.added.length).toBe(after.length);
        for (const { before: a, after: b } of diff.same) expect(changedParts(a, b)).toEqual([]);
        for (const { what } of diff.changed) expect(what.length).toBeGreaterThan(0);
      }),
    );
  });

  it('the way back is the same way: what appears vanishes again', () => {
    fc.assert(
      fc.property(studies, orders, orders, (instances, one, two) => {
        const there = diffDisplaySets(setsOf(one, instances), setsOf(two, instances));
        const back = diffDisplaySets(setsOf(two, instances), setsOf(one, instances));
        expect(back.gone).toHaveLength(there.added.length);
        expect(back.added).toHaveLength(there.gone.length);
        expect(back.changed).toHaveLength(there.changed.length);
      }),
    );
  });
});
