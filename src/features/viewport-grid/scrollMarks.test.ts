import { describe, expect, it } from 'vitest';
import type { DisplaySet, DisplaySetInput, DisplaySetMessage } from '../../core/displaySet/displaySet.ts';
import { organizeSeries } from '../../core/displaySet/organize.ts';
import { geometryVerdict } from '../../core/dicom/geometryVerdict.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import { aHandler, aSeries, at, slices } from '../../testing/factories.ts';
import { markAt, scrollMarks } from './scrollMarks.ts';

function withVerdict(
  instances: readonly Instance[],
  messages: readonly DisplaySetMessage[] | undefined,
): DisplaySetInput {
  const geometry = geometryVerdict(instances);
  return { instances, messages: messages ?? geometry?.findings ?? [], ...(geometry && { geometry }) };
}

/** One stack of the images as they are, with the messages of its geometry. */
function aStack(items: readonly Partial<Instance>[], messages?: readonly DisplaySetMessage[]): DisplaySet {
  const handler = aHandler('stack', [SopClass.CTImageStorage], (instances) => [
    withVerdict(instances, messages),
  ]);
  const [set] = organizeSeries(aSeries(items), [handler]).displaySets;
  if (!set) throw new Error('no display set');
  return set;
}

const without = (count: number, ...missing: readonly number[]) =>
  slices(count, 2.5).filter((_, i) => !missing.includes(i));

describe('marks of the geometry', () => {
  it('leaves a clean stack without a mark', () => {
    expect(scrollMarks(aStack(slices(12)))).toEqual([]);
  });

  it('marks a missing slice between its neighbours, with the distance', () => {
    const [mark, ...rest] = scrollMarks(aStack(without(12, 5)));
    expect(rest).toEqual([]);
    expect(mark).toMatchObject({ kind: 'gap', code: 'missing-slices', severity: 'warning', from: 4, to: 5 });
    expect(mark?.text).toMatch(/^1 of 12 slices is missing: 1 between images 5 and 6 .*5 mm instead of 2\.5/);
  });

  it('marks each of several gaps, with its own distance', () => {
    const marks = scrollMarks(aStack(without(30, 5, 12, 13)));
    expect(marks.map(({ from, to }) => [from, to])).toEqual([
      [4, 5],
      [10, 11],
    ]);
    const [first, second] = marks.map(({ text }) => text);
    expect(first).toBe('1 slice is missing between images 5 and 6: 5 mm instead of 2.5');
    expect(second).toBe('2 slices are missing between images 11 and 12: 7.5 mm instead of 2.5');
  });

  it('marks images at one position as images', () => {
    const repeated = [...slices(6), at(25.0)];
    expect(scrollMarks(aStack(repeated))).toMatchObject([
      { kind: 'images', code: 'duplicate-positions', from: 5, to: 6 },
    ]);
  });

  it('marks uneven gaps as gaps', () => {
    const uneven = [0, 5, 10, 17, 22, 27].map((z) => at(z));
    expect(scrollMarks(aStack(uneven))).toMatchObject([
      { kind: 'gap', code: 'irregular-spacing', from: 2, to: 3 },
    ]);
  });
});

it('folds images beside each other, and tells information from warnings', () => {
  const message = { severity: 'info', code: 'note', text: 'Look', imageIndices: [7, 2, 3, 4] } as const;
  expect(scrollMarks(aStack(slices(9), [message]))).toEqual([
    { kind: 'images', severity: 'info', code: 'note', from: 2, to: 4, text: 'Images 3 to 5. Look' },
    { kind: 'images', severity: 'info', code: 'note', from: 7, to: 7, text: 'Image 8. Look' },
  ]);
});

it('finds the mark under the pointer: inside it, or a few pixels off', () => {
  const marks = scrollMarks(aStack(without(12, 5)));
  const bar = { height: 106, count: 11 };
  expect(markAt(marks, 48, bar)).toBe(marks[0]);
  expect(markAt(marks, 40, bar)).toBe(marks[0]);
  expect(markAt(marks, 37, bar)).toBeUndefined();
  expect(markAt(marks, 60, bar)).toBeUndefined();
});
