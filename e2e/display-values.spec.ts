import type { HarnessSet } from './harness/main.ts';
import { base64, onePicture, quarters, type Pixels } from './harness/pictures.ts';
import { expect, test, type Page } from './harness/serve.ts';

/**
 * Grey values on the canvas against a reference that is worked out here from the
 * words of PS3.3, and shares nothing with what draws.
 */

/** Stored value to modality value (C.11.1.1.2, C.11.1.1.1). */
type Modality = (stored: number) => number;
/** Modality value to a share of the greys, 0 to 1. */
type Voi = (value: number) => number;

const rescale =
  (slope: number, intercept: number): Modality =>
  (stored) =>
    stored * slope + intercept;
const asStored: Modality = (stored) => stored;

/** C.11.2.1.2.1, with ymin 0 and ymax 1. */
const linear =
  (c: number, w: number): Voi =>
  (x) => {
    if (x <= c - 0.5 - (w - 1) / 2) return 0;
    if (x > c - 0.5 + (w - 1) / 2) return 1;
    return (x - (c - 0.5)) / (w - 1) + 0.5;
  };
/** C.11.2.1.3.2. */
const linearExact =
  (c: number, w: number): Voi =>
  (x) => {
    if (x <= c - w / 2) return 0;
    if (x > c + w / 2) return 1;
    return (x - c) / w + 0.5;
  };
/** C.11.2.1.3.1. */
const sigmoid =
  (c: number, w: number): Voi =>
  (x) =>
    1 / (1 + Math.exp((-4 * (x - c)) / w));
/** C.11.1.1 and C.11.2.1.1: below the first value the first entry, above the last the last. */
const lookUp =
  (first: number, table: readonly number[]) =>
  (x: number): number => {
    const at = Math.round(x) - first;
    return table[Math.max(0, Math.min(table.length - 1, at))] ?? NaN;
  };
/** Between the least and the greatest that is there: what is shown where the object says nothing. */
const between =
  (low: number, high: number): Voi =>
  (x) =>
    Math.min(1, Math.max(0, (x - low) / (high - low)));

interface Case {
  readonly name: string;
  readonly attributes: Parameters<typeof onePicture>[1];
  /** The four quarters, as stored. */
  readonly stored: readonly [number, number, number, number];
  readonly array: (length: number) => Pixels;
  /** As it stands in the bytes, where that is not the number itself. */
  readonly encode?: (stored: number) => number;
  readonly modality?: Modality;
  readonly voi: Voi;
  readonly inverted?: boolean;
}

const u8 = (length: number) => new Uint8Array(length);
const u16 = (length: number) => new Uint16Array(length);
const i16 = (length: number) => new Int16Array(length);
const u32 = (length: number) => new Uint32Array(length);
const f32 = (length: number) => new Float32Array(length);
const bits = (allocated: number, stored = allocated, high = stored - 1) => ({
  BitsAllocated: allocated,
  BitsStored: stored,
  HighBit: high,
});
const signed = { PixelRepresentation: 1 } as const;
const windowed = (center: number, width: number) => ({ WindowCenter: [center], WindowWidth: [width] });

/** A curve that no straight line is: a square root over 1024 entries of 12 bits. */
const curve = Array.from({ length: 1024 }, (_, at) => Math.round(4095 * Math.sqrt(at / 1023)));

const cases: readonly Case[] = [
  {
    name: '8 bits, no rescale',
    attributes: { ...bits(8), ...windowed(100, 150) },
    stored: [0, 60, 130, 255],
    array: u8,
    voi: linear(100, 150),
  },
  {
    name: '16 bits, CT',
    attributes: { ...bits(16), ...signed, RescaleSlope: 1, RescaleIntercept: -1024, ...windowed(40, 400) },
    stored: [864, 1000, 1064, 1200],
    array: i16,
    modality: rescale(1, -1024),
    voi: linear(40, 400),
  },
  {
    name: 'a slope that is no whole number',
    attributes: { ...bits(16), RescaleSlope: 0.37, RescaleIntercept: 12.5, ...windowed(500, 700) },
    stored: [500, 1000, 1700, 2300],
    array: u16,
    modality: rescale(0.37, 12.5),
    voi: linear(500, 700),
  },
  {
    name: 'a slope that falls',
    attributes: { ...bits(16), RescaleSlope: -0.5, RescaleIntercept: 1000, ...windowed(600, 800) },
    stored: [0, 500, 1000, 1600],
    array: u16,
    modality: rescale(-0.5, 1000),
    voi: linear(600, 800),
  },
  {
    name: 'negative values',
    attributes: { ...bits(16), ...signed, ...windowed(-1000, 4000) },
    stored: [-3000, -1500, -200, 900],
    array: i16,
    voi: linear(-1000, 4000),
  },
  ...([10, 12, 14] as const).map((stored): Case => ({
    name: `${stored} bits stored in 16`,
    attributes: { ...bits(16, stored), ...windowed(2 ** (stored - 1), 2 ** stored) },
    stored: [0, 2 ** (stored - 2), 2 ** (stored - 1), 2 ** stored - 1],
    array: u16,
    // Above the stored bits lies something else.
    encode: (value) => value + 2 ** stored,
    voi: linear(2 ** (stored - 1), 2 ** stored),
  })),
  {
    name: '12 bits with the high bit at the top of 16',
    attributes: { ...bits(16, 12, 15), ...windowed(2000, 3000) },
    stored: [600, 1500, 2500, 3400],
    array: u16,
    encode: (value) => value * 16 + 9,
    voi: linear(2000, 3000),
  },
  {
    name: '10 bits, signed, with the high bit in the middle',
    attributes: { ...bits(16, 10, 12), ...signed, ...windowed(0, 900) },
    stored: [-400, -100, 50, 390],
    array: u16,
    encode: (value) => ((value & 0x3ff) << 3) | 0xe005,
    voi: linear(0, 900),
  },
  {
    name: '32 bits, more than 16 of them in use',
    attributes: { ...bits(32), ...windowed(3_000_000, 5_000_000) },
    stored: [600_000, 2_000_000, 3_500_000, 5_400_000],
    array: u32,
    voi: linear(3_000_000, 5_000_000),
  },
  {
    name: 'fractions',
    attributes: {
      BitsAllocated: 32,
      BitsStored: 32,
      HighBit: 31,
      PixelRepresentation: undefined as never,
      VOILUTFunction: 'LINEAR_EXACT',
      ...windowed(0.5, 1),
    },
    stored: [0, 0.25, 0.6, 1],
    array: f32,
    voi: linearExact(0.5, 1),
  },
  {
    name: 'LINEAR_EXACT, narrow',
    attributes: { ...bits(16), VOILUTFunction: 'LINEAR_EXACT', ...windowed(100, 10) },
    stored: [95, 98, 103, 105],
    array: u16,
    voi: linearExact(100, 10),
  },
  {
    name: 'LINEAR, as narrow: not the same',
    attributes: { ...bits(16), ...windowed(100, 10) },
    stored: [95, 98, 103, 104],
    array: u16,
    voi: linear(100, 10),
  },
  {
    name: 'SIGMOID over a rescale',
    attributes: {
      ...bits(16),
      VOILUTFunction: 'SIGMOID',
      RescaleSlope: 2,
      RescaleIntercept: -1000,
      ...windowed(200, 600),
    },
    stored: [350, 550, 650, 800],
    array: u16,
    modality: rescale(2, -1000),
    voi: sigmoid(200, 600),
  },
  {
    name: 'a VOI LUT of 12 bits',
    attributes: {
      ...bits(16, 10),
      VOILUTSequence: [{ LUTDescriptor: [1024, 0, 12], LUTData: curve }],
    },
    stored: [0, 64, 300, 1023],
    array: u16,
    voi: (x) => lookUp(0, curve)(x) / 4095,
  },
  {
    name: 'a VOI LUT after a rescale, that begins below nothing',
    attributes: {
      ...bits(16),
      RescaleSlope: 2,
      RescaleIntercept: -500,
      VOILUTSequence: [{ LUTDescriptor: [1024, -200, 12], LUTData: curve }],
    },
    stored: [100, 160, 300, 700],
    array: u16,
    modality: rescale(2, -500),
    voi: (x) => lookUp(-200, curve)(x) / 4095,
  },
  {
    name: 'a VOI LUT where the least value is white',
    attributes: {
      ...bits(16, 10),
      PhotometricInterpretation: 'MONOCHROME1',
      VOILUTSequence: [{ LUTDescriptor: [1024, 0, 12], LUTData: curve }],
    },
    stored: [0, 64, 300, 1023],
    array: u16,
    voi: (x) => lookUp(0, curve)(x) / 4095,
    inverted: true,
  },
  {
    name: 'a modality LUT, then a window',
    attributes: {
      ...bits(16, 10),
      ModalityLUTSequence: [{ LUTDescriptor: [1024, 0, 16], LUTData: curve }],
      ...windowed(2000, 3000),
    },
    stored: [30, 100, 300, 700],
    array: u16,
    modality: lookUp(0, curve),
    voi: linear(2000, 3000),
  },
  {
    name: 'MONOCHROME1',
    attributes: { ...bits(8), PhotometricInterpretation: 'MONOCHROME1', ...windowed(100, 150) },
    stored: [0, 60, 130, 255],
    array: u8,
    voi: linear(100, 150),
    inverted: true,
  },
  {
    name: 'PresentationLUTShape INVERSE',
    attributes: { ...bits(8), PresentationLUTShape: 'INVERSE', ...windowed(100, 150) },
    stored: [0, 60, 130, 255],
    array: u8,
    voi: linear(100, 150),
    inverted: true,
  },
  {
    name: 'MONOCHROME1 with a slope that falls',
    attributes: {
      ...bits(16),
      PhotometricInterpretation: 'MONOCHROME1',
      RescaleSlope: -1,
      RescaleIntercept: 4095,
      ...windowed(2048, 4096),
    },
    stored: [0, 1000, 2500, 4095],
    array: u16,
    modality: rescale(-1, 4095),
    voi: linear(2048, 4096),
    inverted: true,
  },
  {
    name: 'no window: from the least to the greatest, a range of padding left out',
    attributes: { ...bits(16), ...signed, PixelPaddingValue: -2000, PixelPaddingRangeLimit: -1500 },
    stored: [-1800, 100, 400, 900],
    array: i16,
    voi: between(100, 900),
  },
];

const points = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const;

async function greys(
  page: Page,
  set: HarnessSet,
  change: object = {},
): Promise<readonly (readonly number[])[]> {
  return page.evaluate(
    async ({ given, at, look }) => {
      const { harness } = window;
      harness.reset();
      harness.add(given);
      await harness.mount();
      await harness.show(given.uid);
      const { failure, presentation } = harness.handle().getState();
      if (Object.keys(look).length > 0) {
        harness.handle().setPresentation(look);
        // What is drawn is what is said, from then on.
        while (harness.handle().getState().presentation === presentation)
          await new Promise((resolve) => setTimeout(resolve, 5));
      }
      if (failure) throw new Error(`${failure.title}: ${failure.reason}`);
      return at.map(([x, y]) => harness.pixel(x, y));
    },
    { given: set, at: points, look: change },
  );
}

function pictureOfCase({ name, attributes, stored, array, encode = (value) => value }: Case): HarnessSet {
  const uid = name.replaceAll(/[^a-z0-9]/gi, '-');
  const pixels = quarters(array(64 * 64), stored.map(encode));
  const defined = Object.entries(attributes).filter(([, value]) => value !== undefined);
  const set = onePicture(uid, Object.fromEntries(defined), pixels);
  // Fractions have no pixel representation; the picture's default is taken off again.
  if (!('PixelRepresentation' in attributes) || attributes.PixelRepresentation !== undefined) return set;
  const instances = set.instances.map((instance) => {
    const { PixelRepresentation: _none, ...others } = instance;
    return others;
  });
  return { ...set, instances };
}

function expected({ stored, modality = asStored, voi, inverted = false }: Case): readonly number[] {
  return stored.map((value) => {
    const share = voi(modality(value));
    return 255 * (inverted ? 1 - share : share);
  });
}

test.describe('grey values are those of the standard', () => {
  for (const each of cases)
    test(each.name, async ({ harnessPage }) => {
      const seen = await greys(harnessPage, pictureOfCase(each));
      for (const [quarter, level] of expected(each).entries())
        for (const channel of seen[quarter] ?? [NaN])
          expect(
            Math.abs(channel - level),
            `quarter ${quarter}: ${seen[quarter]?.join(' ')}, not ${level.toFixed(2)}`,
          ).toBeLessThanOrEqual(1);
    });
});

test('one of several VOI LUTs can be chosen, and a window goes on in its output', async ({ harnessPage }) => {
  const ramp = Array.from({ length: 256 }, (_, at) => at);
  const steps = ramp.map((at) => (at < 128 ? 40 : 200));
  const set = onePicture(
    'two-luts',
    {
      ...bits(8),
      ...windowed(128, 256),
      VOILUTSequence: [
        { LUTDescriptor: [256, 0, 8], LUTData: ramp.map((at) => 255 - at) },
        { LUTDescriptor: [256, 0, 8], LUTData: steps, LUTExplanation: 'STEPS' },
      ],
    },
    quarters(u8(64 * 64), [10, 100, 130, 250]),
  );
  const levels = async (change: object) => (await greys(harnessPage, set, change)).map(([level]) => level);
  // The window comes first (C.11.2.1.2).
  expect(await levels({})).toEqual([10, 100, 130, 250]);
  const seen = await harnessPage.evaluate(async (at) => {
    const { harness } = window;
    const read = () => ({
      levels: at.map(([x, y]) => harness.pixel(x, y)[0]),
      ...harness.state().presentation,
    });
    /** A LUT is another picture to what draws: it is on the canvas a moment later. */
    const after = async (change: () => void) => {
      const { presentation } = harness.handle().getState();
      change();
      while (harness.handle().getState().presentation === presentation)
        await new Promise((resolve) => setTimeout(resolve, 5));
      return read();
    };
    const handle = harness.handle();
    const first = await after(() => handle.setPresentation({ voiLut: 0 }));
    const second = await after(() => handle.setPresentation({ voiLut: 1 }));
    const narrowed = await after(() =>
      handle.setPresentation({ voiLut: 1, windowCenter: 120.5, windowWidth: 321 }),
    );
    const straight = await after(() => handle.setWindow({ center: 128, width: 256 }));
    return { first, second, narrowed, straight };
  }, points);
  expect(seen.first).toMatchObject({ levels: [245, 155, 125, 5], voiLut: 0 });
  expect(seen.second).toMatchObject({
    levels: [40, 40, 200, 200],
    voiLut: 1,
    windowCenter: 128,
    windowWidth: 256,
  });
  const narrow = (x: number) => Math.round(255 * linear(120.5, 321)(x));
  expect(seen.narrowed.levels).toEqual([40, 40, 200, 200].map(narrow));
  expect(seen.straight.levels).toEqual([10, 100, 130, 250]);
  expect(seen.straight).not.toHaveProperty('voiLut');
});

test('LUTs that the archive keeps apart are fetched before the image is drawn; without them it is not', async ({
  harnessPage,
}) => {
  const words = Uint16Array.from(curve);
  const pixels = quarters(u16(64 * 64), [0, 64, 300, 1023]);
  const apart = onePicture(
    'apart',
    { ...bits(16, 10), VOILUTSequence: [{ LUTDescriptor: [1024, 0, 12], LUTData: { BulkDataURI: 'voi' } }] },
    pixels,
    { bulk: { voi: base64(words) } },
  );
  const seen = (await greys(harnessPage, apart)).map(([level]) => level);
  expect(seen).toEqual([0, 64, 300, 1023].map((x) => Math.round((255 * (curve[x] ?? NaN)) / 4095)));
  const lost = onePicture(
    'lost',
    {
      ...bits(16, 10),
      ModalityLUTSequence: [{ LUTDescriptor: [1024, 0, 16], LUTData: { BulkDataURI: 'gone' } }],
    },
    pixels,
  );
  await expect(greys(harnessPage, lost)).rejects.toThrow('no bulk data gone');
});

test('a colour map takes the place of the greys, inverted with them, and leaves colour alone', async ({
  harnessPage,
}) => {
  const grey = onePicture(
    'mapped',
    { ...bits(8), ...windowed(128, 256) },
    quarters(u8(64 * 64), [0, 86, 170, 255]),
  );
  // "Hot": thirds of the way black, red, yellow, white.
  const hot = [
    [0, 0, 0],
    [255, 0, 0],
    [255, 255, 0],
    [255, 255, 255],
  ];
  const near = (seen: readonly (readonly number[])[], wanted: readonly (readonly number[])[]) => {
    for (const [at, colour] of wanted.entries())
      for (const [channel, level] of colour.entries())
        expect(Math.abs((seen[at]?.[channel] ?? NaN) - level), `${seen.join(' | ')}`).toBeLessThanOrEqual(4);
  };
  near(await greys(harnessPage, grey, { colourMap: 'hot' }), hot);
  near(await greys(harnessPage, grey, { colourMap: 'hot', invert: true }), [...hot].reverse());
  const sigmoidal = onePicture(
    'mapped-sigmoid',
    { ...bits(8), VOILUTFunction: 'SIGMOID', ...windowed(128, 40) },
    quarters(u8(64 * 64), [0, 255, 0, 255]),
  );
  near(await greys(harnessPage, sigmoidal, { colourMap: 'hot' }), [hot[0] ?? [], hot[3] ?? []]);
  const rgb = onePicture(
    'unmapped',
    {
      ...bits(8),
      SamplesPerPixel: 3,
      PhotometricInterpretation: 'RGB',
      PlanarConfiguration: 0,
      Modality: 'US',
    },
    quarters(u8(64 * 64 * 3), [[9, 99, 199]], 64, 3),
  );
  expect((await greys(harnessPage, rgb, { colourMap: 'hot' }))[0]).toEqual([9, 99, 199]);
});

test('pixel blocks have one level each; smooth, there are others between them', async ({ harnessPage }) => {
  const set = onePicture(
    'blocks',
    { ...bits(8), Rows: 4, Columns: 4, ...windowed(128, 256) },
    quarters(u8(16), [0, 200, 200, 0], 4),
  );
  await greys(harnessPage, set);
  const across = (change: object) =>
    harnessPage.evaluate(async (look) => {
      const { harness } = window;
      const { presentation } = harness.handle().getState();
      harness.handle().setPresentation(look);
      while (harness.handle().getState().presentation === presentation)
        await new Promise((resolve) => setTimeout(resolve, 5));
      return [...new Set(Array.from({ length: 101 }, (_, at) => harness.pixel(0.3 + at * 0.004, 0.3)[0]))];
    }, change);
  expect((await across({ interpolation: 'nearest' })).sort()).toEqual([0, 200]);
  expect((await across({ interpolation: 'linear' })).length).toBeGreaterThan(10);
});

test('a pixel says what was stored, and its value in units only where the object gives them', async ({
  harnessPage,
}) => {
  const values = async (set: HarnessSet) => {
    await greys(harnessPage, set);
    return harnessPage.evaluate(() => {
      const handle = window.harness.handle();
      return [
        [5, 5],
        [40, 5],
        [5, 40],
        [40, 40],
      ].map(([column = 0, row = 0]) => handle.valueAt?.(column, row));
    });
  };
  const ct = onePicture(
    'value-ct',
    { ...bits(16), ...signed, RescaleSlope: 2, RescaleIntercept: -1000 },
    quarters(i16(64 * 64), [500, 520, -3, 0]),
  );
  expect(await values(ct)).toEqual([
    { stored: [500], modality: 0, unit: 'HU' },
    { stored: [520], modality: 40, unit: 'HU' },
    { stored: [-3], modality: -1006, unit: 'HU' },
    { stored: [0], modality: -1000, unit: 'HU' },
  ]);
  const wide = onePicture(
    'value-wide',
    { ...bits(32), Modality: 'NM' },
    quarters(u32(64 * 64), [7, 4_000_001, 123_457, 0]),
  );
  expect(await values(wide)).toEqual([
    { stored: [7], modality: 7 },
    { stored: [4_000_001], modality: 4_000_001 },
    { stored: [123_457], modality: 123_457 },
    { stored: [0], modality: 0 },
  ]);
  const looked = onePicture(
    'value-lut',
    {
      ...bits(16, 10),
      Modality: 'CR',
      ModalityLUTSequence: [{ LUTDescriptor: [1024, 0, 16], LUTData: curve, ModalityLUTType: 'OD' }],
    },
    quarters(u16(64 * 64), [0, 256, 1023, 5]),
  );
  expect((await values(looked))[1]).toEqual({ stored: [256], modality: curve[256], unit: 'OD' });
  const unspecified = onePicture(
    'value-us',
    { ...bits(16), Modality: 'MR', RescaleSlope: 2, RescaleIntercept: 1, RescaleType: 'US' },
    quarters(u16(64 * 64), [3, 4, 5, 6]),
  );
  expect((await values(unspecified))[0]).toEqual({ stored: [3], modality: 7 });
  const luted = onePicture(
    'value-voi',
    {
      ...bits(8),
      Modality: 'MG',
      VOILUTSequence: [{ LUTDescriptor: [4, 10, 8], LUTData: [0, 200, 100, 255] }],
    },
    quarters(u8(64 * 64), [10, 11, 12, 99]),
  );
  expect((await values(luted)).map((value) => value?.stored)).toEqual([[10], [11], [12], [99]]);
});

test('the window of a region, of what is seen, and of all values', async ({ harnessPage }) => {
  const set = onePicture(
    'region',
    { ...bits(16), ...windowed(500, 1000), PixelPaddingValue: 0 },
    quarters(u16(64 * 64), [100, 200, 900, 0]),
  );
  await greys(harnessPage, set);
  const fit = (to: Parameters<NonNullable<ReturnType<typeof window.harness.handle>['fitWindow']>>[0]) =>
    harnessPage.evaluate((what) => {
      window.harness.handle().fitWindow?.(what);
      const { windowCenter, windowWidth } = window.harness.state().presentation ?? {};
      return [windowCenter, windowWidth];
    }, to);
  // LINEAR from a to b: the centre half a value above the middle, the width one more than the distance.
  expect(await fit('all')).toEqual([500.5, 801]);
  const cell = await harnessPage.evaluate(() => {
    const box = document.getElementById('cell')?.getBoundingClientRect();
    return { width: box?.width ?? 0, height: box?.height ?? 0 };
  });
  const { width, height } = cell;
  const top = { from: [width * 0.3, height * 0.3], to: [width * 0.7, height * 0.4] } as const;
  expect(await fit(top)).toEqual([150.5, 101]);
  await harnessPage.evaluate(() => window.harness.handle().setPresentation({ zoom: 4, pan: [1.2, 0] }));
  expect(await fit('seen')).toEqual([500.5, 801]);
  // Where there is nothing but padding, nothing changes.
  await harnessPage.evaluate(() => window.harness.handle().fit());
  expect(await fit({ from: [width * 0.6, height * 0.6], to: [width * 0.9, height * 0.9] })).toEqual([
    500.5, 801,
  ]);
});

const axes = [
  ['L', [1, 0, 0]],
  ['R', [-1, 0, 0]],
  ['P', [0, 1, 0]],
  ['A', [0, -1, 0]],
  ['H', [0, 0, 1]],
  ['F', [0, 0, -1]],
] as const;
const pairs = axes.flatMap((row) =>
  axes
    .filter((column) => row[1].every((value, axis) => value === 0 || column[1][axis] === 0))
    .map((column) => [row, column] as const),
);

test('letters of all 24 axis permutations, upright, turned and mirrored, name the corner that lies there', async ({
  harnessPage,
}) => {
  expect(pairs).toHaveLength(24);
  const set = (row: (typeof axes)[number], column: (typeof axes)[number]) =>
    onePicture(
      `letters-${row[0]}${column[0]}`,
      { ...bits(8), ...windowed(128, 256), ImageOrientationPatient: [...row[1], ...column[1]] },
      // Brighter to the right by 40, downwards by 100: where an edge lies is read from the canvas.
      quarters(u8(64 * 64), [20, 60, 120, 160]),
    );
  const opposite: Readonly<Record<string, string>> = { L: 'R', R: 'L', P: 'A', A: 'P', H: 'F', F: 'H' };
  for (const [row, column] of pairs) {
    const seen = await harnessPage.evaluate(
      async ({ given, at }) => {
        const { harness } = window;
        harness.add(given);
        harness.reset();
        await harness.mount();
        await harness.show(given.uid);
        const views = [];
        for (const rotation of [0, 90, 180, 270])
          for (const flipHorizontal of [false, true])
            for (const flipVertical of [false, true]) {
              harness.handle().setPresentation({ rotation, flipHorizontal, flipVertical });
              const isDrawn = () => {
                const now = harness.handle().getState().presentation;
                return (
                  now?.rotation === rotation &&
                  now.flipHorizontal === flipHorizontal &&
                  now.flipVertical === flipVertical
                );
              };
              while (!isDrawn()) await new Promise((resolve) => setTimeout(resolve, 5));
              views.push({
                letters: harness.state().orientation,
                levels: at.map(([x, y]) => harness.pixel(x, y)[0] ?? NaN),
              });
            }
        return views;
      },
      { given: set(row, column), at: points },
    );
    expect(seen).toHaveLength(16);
    for (const { letters, levels } of seen) {
      const [leftTop = NaN, rightTop = NaN, leftBottom = NaN] = levels;
      // What lies at the right of the screen: the image's right or lower edge, or their opposites.
      const letterOf = (step: number) => {
        const along = Math.abs(step) > 70 ? column[0] : row[0];
        return step > 0 ? along : (opposite[along] ?? '');
      };
      const right = letterOf(rightTop - leftTop);
      const bottom = letterOf(leftBottom - leftTop);
      expect(letters).toEqual({ right, bottom, left: opposite[right], top: opposite[bottom] });
    }
  }
});
