import { describe, expect, it } from 'vitest';
import type { Instance } from '../../../core/dicom/instance.ts';
import { checkFrame } from './checkFrame.ts';
import { toDisplayPixels } from './displayPixels.ts';
import { loadPalette } from './palette.ts';
import { describePixels, ownWindow, rescaleOf } from './pixelDescription.ts';
import { normalizeDecoded, readNativeSamples } from './samples.ts';

const instance: Instance = {
  StudyInstanceUID: '1',
  SeriesInstanceUID: '1.1',
  SOPInstanceUID: '1.1.1',
  SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
  Rows: 2,
  Columns: 2,
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  BitsAllocated: 16,
  BitsStored: 12,
  HighBit: 11,
  PixelRepresentation: 1,
};
const described = (change: Partial<Instance> = {}) =>
  describePixels({ ...instance, ...change }, 1, undefined);
const bytes = (...words: number[]) => new Uint8Array(Uint16Array.from(words).buffer);
const native = '1.2.840.10008.1.2.1';

describe('the pixel module, checked before anything is allocated', () => {
  it.each([
    ['no rows', { Rows: undefined }, 'Rows is missing'],
    ['no pixels', { Columns: 0 }, 'Columns is 0'],
    ['too many pixels', { Rows: 65_535, Columns: 65_535 }, 'more than can be shown'],
    ['16384 squared', { Rows: 16_384, Columns: 16_384 }, 'more than can be shown'],
    ['two samples', { SamplesPerPixel: 2 }, '2 samples'],
    ['three samples of gray', { SamplesPerPixel: 3 }, 'do not go with MONOCHROME2'],
    ['no bits', { BitsAllocated: undefined }, 'No bits allocated'],
    ['more stored than allocated', { BitsStored: 17 }, '17 bits stored'],
    ['an unknown model', { PhotometricInterpretation: 'HSV' }, '"HSV" is not known'],
    [
      'a palette that is missing',
      { PhotometricInterpretation: 'PALETTE COLOR' },
      'palette of this image is missing',
    ],
  ])('refuses %s', (_, change, text) => {
    expect(() => described(change as Partial<Instance>)).toThrow(text);
  });

  it('takes a high bit that cannot be as the usual one', () => {
    expect(described({ HighBit: 3 }).highBit).toBe(11);
    expect(described({ HighBit: 15 }).highBit).toBe(15);
  });

  it('looks the rescale and the window up per frame, then shared, then in the instance', () => {
    const enhanced: Instance = {
      ...instance,
      RescaleSlope: 9,
      WindowCenter: [9],
      WindowWidth: [9],
      SharedFunctionalGroupsSequence: [
        {
          PixelValueTransformationSequence: [{ RescaleSlope: 2, RescaleIntercept: 1 }],
          FrameVOILUTSequence: [{ WindowCenter: [20], WindowWidth: [30] }],
        },
      ],
      PerFrameFunctionalGroupsSequence: [
        {},
        { PixelValueTransformationSequence: [{ RescaleSlope: 3, RescaleIntercept: 4 }] },
      ],
    };
    expect(rescaleOf(enhanced, 1)).toMatchObject({ slope: 2, intercept: 1, claimed: true });
    expect(rescaleOf(enhanced, 2)).toMatchObject({ slope: 3, intercept: 4 });
    expect(ownWindow(enhanced, 2)).toMatchObject({ center: 20, width: 30 });
  });

  it.each([
    ['slope 0', { RescaleSlope: 0, RescaleIntercept: 5 }],
    ['an infinite slope', { RescaleSlope: Infinity }],
    ['no rescale', {}],
  ])('claims no units with %s', (_, change) => {
    expect(rescaleOf({ ...instance, ...change }, 1)).toEqual({
      slope: 1,
      intercept: 0,
      claimed: false,
      type: undefined,
    });
  });

  it('passes over windows that cannot be', () => {
    const windows = { WindowCenter: [Number.NaN, 40, 50], WindowWidth: [100, 0, 350] };
    expect(ownWindow({ ...instance, ...windows }, 1)).toMatchObject({ center: 50, width: 350 });
    expect(ownWindow({ ...instance, WindowCenter: [40], WindowWidth: [-1] }, 1)).toBeUndefined();
  });
});

describe('the bytes of a frame, checked before they are decoded', () => {
  const d = described({ NumberOfFrames: 3 });
  it('takes exactly the samples, or one byte of padding more', () => {
    expect(checkFrame(new Uint8Array(8), native, d)).toMatchObject({ kind: 'native', length: 8 });
    expect(checkFrame(new Uint8Array(9), undefined, d)).toMatchObject({ kind: 'native', length: 8 });
  });
  it.each([
    ['nothing', new Uint8Array(0), 'no pixel data'],
    ['half', new Uint8Array(4), 'cut off: 4 of 8 bytes'],
    ['too much', new Uint8Array(24), '24 bytes where 8 were expected'],
    ['a web page', new TextEncoder().encode('<!DOCTYPE html><html>sign in</html>'), 'page of text'],
    ['JSON', new TextEncoder().encode('{"error":"no"}'), 'page of text'],
  ])('refuses %s', (_, payload, text) => {
    const verdict = checkFrame(payload, native, d);
    expect(verdict).toMatchObject({ kind: 'refused' });
    expect(verdict.kind === 'refused' && verdict.reason).toContain(text);
  });
  it('knows big endian by the claim only', () => {
    expect(checkFrame(new Uint8Array(8), '1.2.840.10008.1.2.2', d)).toMatchObject({ bigEndian: true });
  });
  it('refuses a code stream of another size, before a decoder allocates for it', () => {
    const j2k = new Uint8Array(60);
    j2k.set([0xff, 0x4f, 0xff, 0x51, 0, 41, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
    j2k.set([0, 1], 40);
    expect(checkFrame(j2k, '1.2.840.10008.1.2.4.90', d)).toMatchObject({
      reason: 'The pixel data holds 4294967295 x 4294967295 pixels, the image should have 2 x 2.',
    });
  });
  it('reads the syntax from the stream where the server does not say it', () => {
    const jpeg = Uint8Array.from([0xff, 0xd8, 0xff, 0xc3, 0, 11, 12, 0, 2, 0, 2, 1, 1, 0x11, 0, 0, 0]);
    expect(checkFrame(jpeg, undefined, d)).toEqual({
      kind: 'compressed',
      transferSyntaxUID: '1.2.840.10008.1.2.4.70',
    });
  });
  it('takes samples that a server decoded but still labels with the stored syntax', () => {
    expect(checkFrame(new Uint8Array(8), '1.2.840.10008.1.2.4.90', d)).toMatchObject({ kind: 'native' });
  });
  it('counts half the colour of 4:2:2', () => {
    const us = described({
      PhotometricInterpretation: 'YBR_FULL_422',
      SamplesPerPixel: 3,
      BitsAllocated: 8,
      BitsStored: 8,
      HighBit: 7,
    });
    expect(checkFrame(new Uint8Array(8), native, us)).toMatchObject({ kind: 'native', length: 8 });
  });
});

describe('samples', () => {
  it('extends signs from BitsStored and drops what lies above', () => {
    expect([...readNativeSamples(bytes(0x0fff, 0xf7ff, 0x0800, 0), described(), false)]).toEqual([
      -1, 2047, -2048, 0,
    ]);
  });
  it('shifts samples whose high bit is not the lowest it can be', () => {
    const d = described({ HighBit: 15, PixelRepresentation: 0 });
    expect([...readNativeSamples(bytes(0xabc0, 0x0010, 0, 0), d, false)]).toEqual([0xabc, 1, 0, 0]);
  });
  it('makes the samples in the buffer of the bytes, wherever in it they begin', () => {
    for (const offset of [0, 1, 2, 3]) {
      const bytes = new Uint8Array([...Array<number>(offset).fill(9), 0xff, 0xff, 0x02, 0xf0]).subarray(
        offset,
      );
      const signed = described({ PixelRepresentation: 1, BitsStored: 12, HighBit: 11 });
      const samples = readNativeSamples(bytes, signed, false);
      expect([...samples]).toEqual([-1, 2]);
      expect(samples.buffer).toBe(bytes.buffer);
    }
  });

  it('reads big endian, from any offset', () => {
    const padded = new Uint8Array([9, 0, 1, 1, 0, 0, 2, 0, 3]).subarray(1);
    const d = described({ PixelRepresentation: 0 });
    expect([...readNativeSamples(padded, d, true)]).toEqual([1, 256, 2, 3]);
  });
  it('unpacks bits, the lowest first', () => {
    const d = described({ BitsAllocated: 1, BitsStored: 1, HighBit: 0, PixelRepresentation: 0 });
    expect([...readNativeSamples(new Uint8Array([0b0101]), d, false)]).toEqual([1, 0, 1, 0]);
  });
  it('gives a decoder that forgot the sign its sign', () => {
    expect([...normalizeDecoded(Uint16Array.of(0xffff, 0x0fff, 1, 0x0800), described())]).toEqual([
      -1, -1, 1, -2048,
    ]);
  });
});

describe('pixels for the canvas', () => {
  it('keeps padding out of the range of the image', () => {
    const d = described({ PixelPaddingValue: -2000, PixelPaddingRangeLimit: -1990 });
    expect(toDisplayPixels(Int16Array.of(-2000, -1995, 10, 20), d, false)).toMatchObject({
      min: -2000,
      max: 20,
      low: 10,
      high: 20,
    });
  });
  it('steps fractions and 32 bits without losing their units', () => {
    const d = described({
      BitsAllocated: 32,
      BitsStored: 32,
      HighBit: 31,
      RescaleSlope: 2,
      RescaleIntercept: 1,
    });
    const p = toDisplayPixels(Float32Array.of(0, 0.25, 0.5, 1), d, false);
    const value = (i: number) => (p.data[i] ?? NaN) * p.slope + p.intercept;
    expect(value(0)).toBeCloseTo(1, 4);
    expect(value(1)).toBeCloseTo(1.5, 3);
    expect(value(3)).toBeCloseTo(3, 4);
  });
  it('refuses a decoder that gave too little', () => {
    expect(() => toDisplayPixels(Int16Array.of(1, 2, 3), described(), false)).toThrow(
      'gave 3 values where 4',
    );
  });
});

describe('palettes', () => {
  const palette: Instance = {
    ...instance,
    PhotometricInterpretation: 'PALETTE COLOR',
    RedPaletteColorLookupTableDescriptor: [3, 0, 16],
    GreenPaletteColorLookupTableDescriptor: [3, 0, 16],
    BluePaletteColorLookupTableDescriptor: [3, 0, 16],
  };
  const inline = (data: Uint8Array) => ({ InlineBinary: btoa(String.fromCharCode(...data)) });
  const none = () => Promise.reject(new Error('asked for bulk data'));
  it('takes the high byte of 16-bit entries, and the low one where only that is used', async () => {
    const found = await loadPalette(
      {
        ...palette,
        RedPaletteColorLookupTableData: inline(bytes(0xff00, 0x8000, 0)),
        GreenPaletteColorLookupTableData: inline(bytes(255, 128, 0)),
        BluePaletteColorLookupTableData: inline(bytes(0, 0, 0x1000)),
      },
      none,
    );
    expect([...(found?.red ?? [])]).toEqual([255, 128, 0]);
    expect([...(found?.green ?? [])]).toEqual([255, 128, 0]);
    expect([...(found?.blue ?? [])]).toEqual([0, 0, 16]);
  });
  it('expands discrete and linear segments', async () => {
    const segments = inline(bytes(0, 1, 0, 1, 2, 0x0200));
    const found = await loadPalette(
      {
        ...palette,
        SegmentedRedPaletteColorLookupTableData: segments,
        SegmentedGreenPaletteColorLookupTableData: segments,
        SegmentedBluePaletteColorLookupTableData: segments,
      },
      none,
    );
    expect([...(found?.red ?? [])]).toEqual([0, 1, 2]);
  });
  it('says which table is too short', async () => {
    const whole = inline(bytes(1, 2, 3));
    await expect(
      loadPalette(
        {
          ...palette,
          RedPaletteColorLookupTableData: whole,
          GreenPaletteColorLookupTableData: inline(bytes(1)),
          BluePaletteColorLookupTableData: whole,
        },
        none,
      ),
    ).rejects.toThrow('The Green palette has 1 of 3 entries.');
  });
});
