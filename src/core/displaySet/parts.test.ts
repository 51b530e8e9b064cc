import { describe, expect, it } from 'vitest';
import { aHandler, aSeries, slices } from '../../testing/factories.ts';
import { organizeSeries } from './organize.ts';
import { partAt, partsText } from './parts.ts';

const part = (values: Readonly<Record<string, string>>, start: number, count: number) => ({
  key: JSON.stringify(Object.entries(values)),
  label: Object.values(values).join(', '),
  start,
  count,
});
const withParts = (parts: unknown) => {
  const handler = aHandler('parts', ['1.2.840.10008.5.1.4.1.1.2'], (instances) => [
    // Whatever an extension gives.
    { instances, ...Object.fromEntries([['parts', parts]]) },
  ]);
  return organizeSeries(aSeries(slices(6)), [handler]);
};

describe('parts', () => {
  it('are kept where they cover the images, and told in the trace', () => {
    const parts = [part({ stack: '1' }, 0, 2), part({ stack: '2' }, 2, 4)];
    const { displaySets, trace } = withParts(parts);
    expect(displaySets[0]?.parts).toEqual(parts);
    expect(trace.handlers[0]?.displaySets[0]?.parts).toEqual(parts);
  });
  it.each([
    ['a gap', [part({}, 0, 2), part({}, 3, 3)]],
    ['too few images', [part({}, 0, 2), part({}, 2, 2)]],
    ['one only', [part({}, 0, 6)]],
    ['an empty one', [part({}, 0, 6), part({}, 6, 0)]],
    ['nonsense', 'two'],
    ['others', [{ start: 0, count: 6 }]],
  ])('are none with %s', (_, parts) => {
    expect(withParts(parts).displaySets[0]?.parts).toEqual([]);
  });
  it('are found by image', () => {
    const parts = [part({ b: '0' }, 0, 2), part({ b: '1000' }, 2, 4)];
    expect([0, 1, 2, 5, 6].map((index) => partAt({ parts }, index)?.label)).toEqual([
      '0',
      '0',
      '1000',
      '1000',
      undefined,
    ]);
  });
});

describe('parts in words', () => {
  const text = (...parts: ReturnType<typeof part>[]) => partsText({ parts, numImageFrames: 60 });
  it('names what differs, and counts', () => {
    expect(text()).toBe('');
    expect(text(part({ type: 'M', stack: '1' }, 0, 30), part({ type: 'M', stack: '2' }, 30, 30))).toBe(
      '2 stacks, 60 images',
    );
    const planes = [
      part({ orientation: 'a', stack: '1' }, 0, 30),
      part({ orientation: 's', stack: '2' }, 30, 30),
    ];
    expect(text(...planes)).toBe('2 stacks, 60 images');
    expect(text(part({ b: '0' }, 0, 30), part({ b: '1000' }, 30, 30))).toBe('2 b-values, 60 images');
  });
  it('says parts where several things differ, or nobody knows what', () => {
    expect(text(part({ b: '0', echo: '1' }, 0, 30), part({ b: '9', echo: '2' }, 30, 30))).toBe(
      '2 parts, 60 images',
    );
    expect(text({ ...part({}, 0, 30), key: 'left' }, { ...part({}, 30, 30), key: '[7]' })).toBe(
      '2 parts, 60 images',
    );
  });
});
