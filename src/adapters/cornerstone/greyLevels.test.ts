import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isFramedByRule } from '../../core/hanging/framing.ts';
import { colourMapNamed } from '../../core/colour/colourMaps.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { Appearance } from './appearance.ts';
import { greyTable, type GreyLook } from './greyLevels.ts';
import type { StackImage } from './imageStore.ts';
import { windowOfPart } from './regionWindow.ts';

const look: GreyLook = { lower: 100, upper: 300, isSigmoid: false, isInverted: false, colourMap: undefined };
const levels = (table: Uint32Array) => [...table].map((colour) => colour & 255);

describe('the table of greys', () => {
  it('is black up to the lower end, white from the upper, even between', () => {
    const table = levels(greyTable(look, 0, 400));
    expect([table[0], table[100], table[200], table[300], table[400]]).toEqual([0, 0, 128, 255, 255]);
  });

  it('never falls, and inverted never rises; both are opaque', () => {
    const looks = fc.record({
      lower: fc.double({ min: -500, max: 500, noNaN: true }),
      width: fc.double({ min: 0.001, max: 2000, noNaN: true }),
      isSigmoid: fc.boolean(),
    });
    fc.assert(
      fc.property(looks, ({ lower, width, isSigmoid }) => {
        const given = { ...look, lower, upper: lower + width, isSigmoid };
        const up = levels(greyTable(given, -300, 300));
        const down = levels(greyTable({ ...given, isInverted: true }, -300, 300));
        const isWrong = (level: number, at: number) =>
          level < (up[at - 1] ?? 0) || Math.abs(level + (down[at] ?? NaN) - 255) > 1;
        expect(up.filter(isWrong)).toEqual([]);
        expect([...greyTable(given, 0, 5)].every((colour) => colour >>> 24 === 255)).toBe(true);
      }),
    );
  });

  it('has the first and the last colour of a map at the ends, the other way round when inverted', () => {
    const { table: map = new Uint8Array() } = colourMapNamed('hot-iron') ?? {};
    const colours = (isInverted: boolean) =>
      [...greyTable({ ...look, colourMap: 'hot-iron', isInverted }, 100, 300)].map((c) => [
        c & 255,
        (c >> 8) & 255,
        (c >> 16) & 255,
      ]);
    const last = [...map.subarray(765, 768)];
    expect([colours(false)[0], colours(false).at(-1)]).toEqual([[...map.subarray(0, 3)], last]);
    expect(colours(true)[0]).toEqual(last);
  });
});

const instance: Instance = {
  StudyInstanceUID: '1',
  SeriesInstanceUID: '1.1',
  SOPInstanceUID: '1.1.1',
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.1.2',
  VOILUTSequence: [
    { LUTDescriptor: [4, 0, 8], LUTData: [0, 10, 200, 255] },
    { LUTDescriptor: [4, 0, 8], LUTData: [255, 200, 10, 0] },
  ],
};
const image: StackImage = {
  imageId: 'a',
  instance,
  frame: 1,
  pixels: {
    colour: false,
    data: Uint8Array.of(0, 1, 2, 3),
    min: 0,
    max: 3,
    low: 0,
    high: 3,
    slope: 1,
    intercept: 0,
  },
  transferSyntaxUID: undefined,
  window: undefined,
  voiFunction: 'LINEAR',
  invertedByNature: false,
  spacing: { row: 1, column: 1 },
  rows: 2,
  columns: 2,
};

describe('the appearance', () => {
  it('takes the first LUT where there is no window, and says which', () => {
    const appearance = new Appearance();
    expect([...appearance.drawnAs(image).image.pixels.data]).toEqual([0, 10, 200, 255]);
    expect(appearance.presentationOf(image)).toMatchObject({
      voiLut: 0,
      windowCenter: 128,
      windowWidth: 256,
    });
    const windowed = { ...image, window: { center: 2, width: 4, explanation: undefined } };
    expect(appearance.drawnAs(windowed).image).toBe(windowed);
  });

  it('windows the output of a LUT when dragged, and leaves it for a window that is chosen', () => {
    const appearance = new Appearance();
    appearance.change({ voiLut: 1 });
    appearance.adjustWindow({ center: 100, width: 50 }, image);
    expect(appearance.presentationOf(image)).toMatchObject({ voiLut: 1, windowCenter: 100, windowWidth: 50 });
    const kept = appearance.presentationOf(image);
    const other = new Appearance();
    other.take(kept, false);
    expect(other.presentationOf(image)).toEqual(kept);
    appearance.setWindow({ center: 2, width: 4 });
    expect(appearance.presentationOf(image)).not.toHaveProperty('voiLut');
    expect(appearance.drawnAs(image).image).toBe(image);
  });

  it('is framed by a rule until somebody zooms or moves it', () => {
    const appearance = new Appearance();
    appearance.change({ zoom: 2, pan: [0.3, 0], framed: true });
    appearance.change({ invert: true });
    expect(appearance.view).toMatchObject({ zoom: 2, framed: true, invert: true });
    const other = new Appearance();
    other.take(appearance.view, false);
    expect(other.view.framed).toBe(true);
    appearance.change({ pan: [0.2, 0] });
    expect(appearance.view).not.toHaveProperty('framed');
    other.change({ zoom: 3 });
    expect(other.view).not.toHaveProperty('framed');
    expect([isFramedByRule(undefined), isFramedByRule({ zoom: 1, pan: [0, 0] })]).toEqual([true, true]);
    expect(isFramedByRule({ zoom: 2, pan: [0.3, 0], framed: true })).toBe(true);
    expect(isFramedByRule({ zoom: 2, pan: [0.3, 0] })).toBe(false);
  });

  it('resets all of it', () => {
    const appearance = new Appearance();
    const before = appearance.presentationOf(image);
    appearance.change({ colourMap: 'hot', interpolation: 'nearest', rotation: 90, voiLut: 1, zoom: 3 });
    appearance.reset();
    expect(appearance.presentationOf(image)).toEqual(before);
  });

  it('knows no map that is not there, and keeps no grey', () => {
    const appearance = new Appearance();
    appearance.change({ colourMap: 'no-such-map' });
    expect(appearance.view).not.toHaveProperty('colourMap');
    appearance.change({ colourMap: 'hot' });
    appearance.change({ colourMap: 'grey' });
    expect(appearance.view).not.toHaveProperty('colourMap');
  });
});

describe('the window of a part', () => {
  it('leaves out padding, and single outliers of many', () => {
    const data = Uint16Array.from({ length: 10_000 }, (_, at) =>
      at === 5 ? 60_000 : at === 6 ? 0 : 100 + (at % 101),
    );
    const noisy: StackImage = {
      ...image,
      rows: 100,
      columns: 100,
      pixels: { ...image.pixels, data, min: 0, max: 60_000, low: 100, high: 60_000 },
    };
    const window = windowOfPart(noisy, { left: 0, top: 0, rows: 100, columns: 100 });
    expect(window?.center).toBeCloseTo(150.5, 0);
    expect(window?.width).toBeGreaterThan(97);
    expect(window?.width).toBeLessThanOrEqual(102);
  });
});
