import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadedGradient } from './ScrollBar.tsx';

/** The lighter runs as [from, to] in percent. */
function runs(gradient: string): (readonly [number, number])[] {
  return [...gradient.matchAll(/var\(--control\) ([\d.]+)% ([\d.]+)%/g)].map((match) => [
    Number(match[1]),
    Number(match[2]),
  ]);
}

describe('the loaded part of the scroll bar', () => {
  test('nothing known, nothing drawn', () => {
    expect(loadedGradient(undefined)).toBe('none');
    expect(loadedGradient(new Uint8Array(0))).toBe('none');
  });

  test('runs of loaded images, with hard edges', () => {
    expect(runs(loadedGradient(Uint8Array.of(1, 1, 0, 0)))).toEqual([[0, 50]]);
    expect(runs(loadedGradient(Uint8Array.of(0, 1, 1, 0)))).toEqual([[25, 75]]);
    expect(runs(loadedGradient(Uint8Array.of(1, 0, 0, 1)))).toEqual([
      [0, 25],
      [75, 100],
    ]);
    expect(runs(loadedGradient(Uint8Array.of(0, 0)))).toEqual([]);
    expect(runs(loadedGradient(Uint8Array.of(1)))).toEqual([[0, 100]]);
  });

  test('a part is light only when all of its images are here', () => {
    const loaded = new Uint8Array(1280).fill(1);
    loaded[645] = 0;
    const [first, second] = runs(loadedGradient(loaded));
    expect(first?.[0]).toBe(0);
    expect(first?.[1]).toBeLessThanOrEqual((645 / 1280) * 100);
    expect(second?.[0]).toBeGreaterThanOrEqual((646 / 1280) * 100);
    expect(second?.[1]).toBe(100);
  });

  test('however many images, it stays small, covers the bar without gaps and promises nothing that is not here', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1 }), { minLength: 1, maxLength: 600 }), (bits) => {
        const gradient = loadedGradient(Uint8Array.from(bits));
        const stops = [...gradient.matchAll(/([\d.]+)% ([\d.]+)%/g)].map((match) => [
          Number(match[1]),
          Number(match[2]),
        ]);
        expect(stops.length).toBeLessThanOrEqual(128);
        expect(stops[0]?.[0]).toBe(0);
        expect(stops.at(-1)?.[1]).toBe(100);
        stops.slice(1).forEach(([from], index) => expect(from).toBe(stops[index]?.[1]));
        for (const [from, to] of runs(gradient)) {
          const first = Math.ceil((from / 100) * bits.length - 0.1);
          const last = Math.floor((to / 100) * bits.length + 0.1);
          expect(bits.slice(first, last).every((bit) => bit === 1)).toBe(true);
        }
      }),
    );
  });
});
