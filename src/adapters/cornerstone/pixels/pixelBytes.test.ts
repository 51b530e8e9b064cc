import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { toDisplayPixels } from './displayPixels.ts';
import { bytesOfPixels, bytesWhenDecoded } from './pixelBytes.ts';
import type { PixelDescription } from './pixelDescription.ts';
import type { Samples } from './samples.ts';

const [rows, columns] = [6, 5];
const count = rows * columns;
const kinds: readonly (readonly [bits: number, signed: 0 | 1, samples: () => Samples])[] = [
  [8, 0, () => new Uint8Array(count)],
  [8, 1, () => new Int8Array(count)],
  [16, 0, () => new Uint16Array(count)],
  [16, 1, () => new Int16Array(count)],
  [32, 0, () => new Uint32Array(count)],
  [32, 1, () => new Int32Array(count)],
  [32, 0, () => new Float32Array(count)],
  [64, 0, () => new Float64Array(count)],
];

test('what a grey frame will take when it is decoded is what it takes', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.boolean(), ([bits, signed, samples], hasLut) => {
      const isFraction = samples() instanceof Float32Array || samples() instanceof Float64Array;
      const isThroughLut = hasLut && !isFraction;
      const description = {
        rows,
        columns,
        samplesPerPixel: 1,
        photometricInterpretation: 'MONOCHROME2',
        slope: 1,
        intercept: 0,
        ...(isThroughLut ? { modalityLut: { first: 0, values: [1, 2, 3] } } : {}),
      } as unknown as PixelDescription; // as much of one as grey frames need
      const pixels = toDisplayPixels(samples(), description, false);
      const said = bytesWhenDecoded({
        Rows: rows,
        Columns: columns,
        BitsAllocated: bits,
        PixelRepresentation: signed,
        ...(isThroughLut ? { ModalityLUTSequence: [{}] } : {}),
      });
      expect(bytesOfPixels(pixels)).toBe(said);
    }),
  );
});

test('stored values that are the drawn ones are counted once', () => {
  const data = new Uint16Array(100);
  expect(bytesOfPixels({ data, stored: data })).toBe(200);
  expect(bytesOfPixels({ data, stored: new Int32Array(100) })).toBe(600);
});
