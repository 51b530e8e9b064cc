import { describe, expect, it } from 'vitest';
import { handled, MR, slices } from '../../testing/factories.ts';
import { phasesHandler } from './handler.ts';

describe('phases', () => {
  it('are a display set each, counted', () => {
    const items = [0, 40, 80].flatMap((TriggerTime) => slices(4, 8, { TriggerTime }));
    expect(handled(phasesHandler, items, MR).sets).toEqual([
      ['phase 1 of 3', 4],
      ['phase 2 of 3', 4],
      ['phase 3 of 3', 4],
    ]);
  });
  it('are the n-th times of each position where hearts beat unevenly', () => {
    const items = slices(6, 8).flatMap((slice, at) =>
      Array.from({ length: 25 }, (_, n) => ({ ...slice, TriggerTime: n * (36 + at) })),
    );
    // The last phases of slow beats come after the first of quick ones, so it takes the number of phases to be sure.
    expect(handled(phasesHandler, items, MR).sets).toEqual([]);
    const sets = handled(phasesHandler, items, { ...MR, CardiacNumberOfImages: 25 }).sets;
    expect(sets).toHaveLength(25);
    expect(sets[2]).toEqual(['phase 3 of 25', 6]);
  });
  it('go by the delay, and by the part of the cycle', () => {
    const delays = [0, 100].flatMap((NominalCardiacTriggerDelayTime) =>
      slices(4, 8, { NominalCardiacTriggerDelayTime }),
    );
    expect(handled(phasesHandler, delays, MR).sets).toEqual([
      ['phase 1 of 2', 4],
      ['phase 2 of 2', 4],
    ]);
    const parts = [40, 75].flatMap((NominalPercentageOfCardiacPhase) =>
      slices(4, 8, { NominalPercentageOfCardiacPhase }),
    );
    expect(handled(phasesHandler, parts).sets).toEqual([
      ['40 % of the cycle', 4],
      ['75 % of the cycle', 4],
    ]);
  });
  it('of a single slice stay one run, which is left to the stack', () => {
    const items = Array.from({ length: 25 }, (_, n) => ({ ...slices(1)[0], TriggerTime: n * 33 }));
    expect(handled(phasesHandler, items, MR)).toMatchObject({ sets: [], left: 25 });
  });
  it('are not a trigger time on every slice', () => {
    const items = slices(20).map((s, i) => ({ ...s, TriggerTime: i * 13 }));
    expect(handled(phasesHandler, items, MR).sets).toEqual([]);
  });
});
