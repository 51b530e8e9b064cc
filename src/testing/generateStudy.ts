import fc from 'fast-check';
import type { Instance } from '../core/dicom/instance.ts';
import { readInstance } from './dicomJson.ts';
import { anyFault } from './generateFaults.ts';
import { allRecipes } from './series/all.ts';
import { dataSetsOf } from './series/series.ts';

/** A study as an archive might send it. The report of a failure names what is in it. */
export interface GeneratedStudy {
  readonly instances: readonly Instance[];
  readonly [fc.toStringMethod]: () => string;
}

const recipeNames = Object.keys(allRecipes);

/**
 * Studies that mix classes, vendors and geometries, with faults; the whole goes
 * through the door as an answer of an archive does. Duplicates stay in: what
 * keeps one of two is `organize`.
 * @param faults at most so many a study.
 */
export const anyStudy = (faults = 8): fc.Arbitrary<GeneratedStudy> =>
  fc
    .record({
      names: fc.array(fc.constantFrom(...recipeNames), { minLength: 1, maxLength: 3 }),
      /** What one scanner makes, sent as one series: its objects keep their own attributes. */
      inOneSeries: fc.boolean(),
      faults: fc.array(anyFault, { maxLength: faults }),
    })
    .map(({ names, inOneSeries, faults: wrong }) => {
      let dataSets = names.flatMap((name, i) => {
        const recipe = allRecipes[name];
        if (!recipe) throw new Error(`no recipe ${name}`);
        return dataSetsOf(recipe(), i + 1);
      });
      for (const { apply } of wrong) dataSets = [...apply(dataSets)];
      if (inOneSeries)
        dataSets = dataSets.map((dataSet) => ({
          ...dataSet,
          '0020000E': { vr: 'UI', Value: ['1.2.3.1'] },
          '00200011': { vr: 'IS', Value: [1] },
        }));
      const instances = dataSets.map(readInstance);
      const words = [names.join(' + '), inOneSeries ? 'as one series' : '', ...wrong.map(({ what }) => what)];
      return { instances, [fc.toStringMethod]: () => words.filter(Boolean).join('; ') };
    });

/** The same instances in another order. */
export const shuffled = (instances: readonly Instance[]): fc.Arbitrary<readonly Instance[]> =>
  fc.shuffledSubarray([...instances], { minLength: instances.length });
