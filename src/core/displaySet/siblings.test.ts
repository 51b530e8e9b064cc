import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { phasesHandler } from '../../extensions/cardiac/handler.ts';
import { bValuesHandler } from '../../extensions/diffusion/handler.ts';
import { framesHandler } from '../../extensions/enhanced/handler.ts';
import { echoesHandler } from '../../extensions/multi-echo/handler.ts';
import { positionsHandler } from '../../extensions/temporal/handler.ts';
import { anInstance, handled, MR, slices } from '../../testing/factories.ts';
import { SopClass } from '../dicom/sopClass.ts';
import type { Instance } from '../dicom/instance.ts';
import type { DisplaySet } from './displaySet.ts';
import { familyRate } from './familyRate.ts';
import { imageAt } from './images.ts';
import { organizeSeries } from './organize.ts';
import { familiesOf, sameImageIn } from './siblings.ts';

const labels = (sets: readonly DisplaySet[], of = 0) => {
  const [first] = sets;
  const asked = sets[of] ?? first;
  return asked ? familiesOf(asked, sets, 0).map(({ members }) => members.map(({ label }) => label)) : [];
};

const timed = (times: readonly number[], count = 4) =>
  times.flatMap((TemporalPositionIdentifier) => slices(count, 5, { TemporalPositionIdentifier }));

describe('families', () => {
  it('of times are in their order, and each member finds the same, whatever order all come in', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { minLength: 2, maxLength: 6 }),
        fc.integer({ min: 2, max: 6 }),
        fc.infiniteStream(fc.nat()),
        (times, count, order) => {
          const numbers = order[Symbol.iterator]();
          const items = timed(times, count)
            .map((item) => ({ item, rank: numbers.next().value ?? 0 }))
            .sort((a, b) => a.rank - b.rank)
            .map(({ item }) => item);
          const { displaySets } = handled(positionsHandler, items, MR);
          const shuffled = [...displaySets].sort((a, b) => a.splitKey.length - b.splitKey.length);
          const sorted = [...times].sort((a, b) => a - b);
          for (const set of displaySets) {
            const [family, ...others] = familiesOf(set, shuffled, 0);
            expect(others).toEqual([]);
            expect(family?.kind).toBe('time');
            expect(family?.members.map(({ label }) => label)).toEqual(sorted.map((n) => `Time ${n}`));
            expect(family?.members[family.at]?.displaySet).toBe(set);
            const gaps = Array.from({ length: 12 }, (_, i) => i + 1).filter(
              (n) => n > (sorted[0] ?? 0) && n < (sorted.at(-1) ?? 0) && !sorted.includes(n),
            );
            const span = (sorted.at(-1) ?? 0) - (sorted[0] ?? 0);
            expect(family?.missing).toEqual(span < 2 * sorted.length ? gaps.map(String) : []);
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it('lead from an image to the one at the same place', () => {
    const { displaySets } = handled(positionsHandler, timed([1, 2, 3], 6), MR);
    const [family] = displaySets[0] ? familiesOf(displaySets[0], displaySets, 0) : [];
    const [from, , to] = family?.members ?? [];
    if (!from || !to) throw new Error('no family');
    for (let index = 0; index < 6; index++) {
      const found = imageAt(to.displaySet, sameImageIn(from, index, to))?.instance;
      const here = imageAt(from.displaySet, index)?.instance;
      expect(found?.ImagePositionPatient).toEqual(here?.ImagePositionPatient);
      expect(found?.TemporalPositionIdentifier).toBe(3);
    }
  });

  it('are of b-values, though the directions of one are several', () => {
    const items = [
      ...slices(4, 5, { DiffusionBValue: 0 }),
      ...[1, 2, 3].flatMap(() => slices(4, 5, { DiffusionBValue: 800 })),
      ...slices(4, 5, { DiffusionBValue: 400 }),
    ];
    const { displaySets } = handled(bValuesHandler, items, MR);
    expect(labels(displaySets)).toEqual([['b = 0', 'b = 400', 'b = 800']]);
    const [family] = displaySets[0] ? familiesOf(displaySets[0], displaySets, 0) : [];
    const [b0, , b800] = family?.members ?? [];
    if (!b0 || !b800) throw new Error('no family');
    const found = imageAt(b800.displaySet, sameImageIn(b0, 2, b800))?.instance;
    expect(found?.ImagePositionPatient).toEqual(imageAt(b0.displaySet, 2)?.instance.ImagePositionPatient);
  });

  it('are of echoes and of phases', () => {
    const echoes = [10, 20, 30].flatMap((EchoTime, i) => slices(4, 5, { EchoTime, EchoNumbers: [i + 1] }));
    expect(labels(handled(echoesHandler, echoes, MR).displaySets)).toEqual([
      ['TE 10 ms', 'TE 20 ms', 'TE 30 ms'],
    ]);
    const phases = [0, 20, 40].flatMap((NominalPercentageOfCardiacPhase) =>
      slices(4, 5, { NominalPercentageOfCardiacPhase }),
    );
    expect(labels(handled(phasesHandler, phases).displaySets)).toEqual([
      ['Phase 0 %', 'Phase 20 %', 'Phase 40 %'],
    ]);
  });

  it('are not of one set alone, nor of sets at other places or of another series', () => {
    const { displaySets } = handled(positionsHandler, timed([1, 2]), MR);
    const [first, second] = displaySets;
    if (!first || !second) throw new Error('no sets');
    expect(familiesOf(first, [first], 0)).toEqual([]);
    expect(familiesOf(first, [first, { ...second, SeriesInstanceUID: '1.9' }], 0)).toEqual([]);
    expect(familiesOf(first, [first, { ...second, SOPClassHandlerId: 'other' }], 0)).toEqual([]);
    const moved = second.instances.map((instance): Instance => ({
      ...instance,
      ImagePositionPatient: [-125, -125, 400 + (instance.InstanceNumber ?? 0)],
    }));
    expect(familiesOf(first, [first, { ...second, instances: moved }], 0)).toEqual([]);
    expect(familiesOf({ ...first, splitKey: 'x' }, displaySets, 0)).toEqual([]);
  });

  it('are of the parts of one enhanced object', () => {
    const frames = [1, 2, 3].flatMap((TemporalPositionIndex) =>
      [0, 5, 10, 15].map((z) => ({
        FrameContentSequence: [{ TemporalPositionIndex }],
        PlanePositionSequence: [{ ImagePositionPatient: [0, 0, z] }],
      })),
    );
    const enhanced = anInstance({
      SOPClassUID: SopClass.EnhancedMRImageStorage,
      Modality: 'MR',
      NumberOfFrames: frames.length,
      SharedFunctionalGroupsSequence: [
        {
          PixelMeasuresSequence: [{ PixelSpacing: [1, 1] }],
          PlaneOrientationSequence: [{ ImageOrientationPatient: [1, 0, 0, 0, 1, 0] }],
        },
      ],
      PerFrameFunctionalGroupsSequence: frames,
    });
    const registered = {
      id: 'test.sopClassHandlerModule.frames',
      extensionId: 'test',
      handler: framesHandler,
    };
    const [set] = organizeSeries([enhanced], [registered]).displaySets;
    if (!set) throw new Error('no set');
    expect(set.parts).toHaveLength(3);
    const [family] = familiesOf(set, [set], 5);
    expect(family?.at).toBe(1);
    expect(family?.members.map(({ start, count }) => [start, count])).toEqual([
      [0, 4],
      [4, 4],
      [8, 4],
    ]);
    const [, second, third] = family?.members ?? [];
    expect(second && third && sameImageIn(second, 6, third)).toBe(10);
  });
});

describe('the rate of a family', () => {
  const rateOf = (items: readonly Partial<Instance>[], handler = positionsHandler, common = MR) => {
    const { displaySets } = handled(handler, items, common);
    const [family] = displaySets[0] ? familiesOf(displaySets[0], displaySets, 0) : [];
    if (!family) throw new Error('no family');
    return familyRate(family);
  };
  it('is the true one where that can be seen', () => {
    expect(rateOf(timed([1, 2, 3]).map((item) => ({ ...item, TemporalResolution: 250 })))).toEqual({
      framesPerSecond: 4,
      source: 'TemporalResolution, 250 ms a step',
    });
    const phases = Array.from({ length: 10 }, (_, i) =>
      slices(4, 5, { NominalPercentageOfCardiacPhase: i * 10, NominalInterval: 800 }),
    ).flat();
    expect(rateOf(phases, phasesHandler)).toEqual({
      framesPerSecond: 12.5,
      source: 'NominalInterval 800 ms, 80 ms a step',
    });
  });
  it('is a default that is said to be one', () => {
    expect(rateOf(timed([1, 2, 3]))).toEqual({ framesPerSecond: 4, source: 'default (no rate in the data)' });
    expect(rateOf(timed([1, 2, 3]).map((item) => ({ ...item, TemporalResolution: 5000 })))).toEqual({
      framesPerSecond: 4,
      source: 'default (true: one each 5 s, TemporalResolution)',
    });
  });
});
