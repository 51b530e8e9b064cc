import type { HarnessSet } from './harness/main.ts';
import { flatClip, flatStack, onePicture, quarters, base64 } from './harness/pictures.ts';
import { expect, test, type Page } from './harness/serve.ts';

const corners = [
  [0.25, 0.25],
  [0.75, 0.25],
  [0.25, 0.75],
  [0.75, 0.75],
] as const;

/** Shows a set and reads its four quarters from the canvas. */
async function shown(page: Page, set: HarnessSet) {
  return page.evaluate(
    async ({ set: given, points }) => {
      const { harness } = window;
      harness.add(given);
      await harness.mount();
      await harness.show(given.uid);
      return {
        pixels: points.map(([x, y]) => harness.pixel(x, y)),
        state: harness.state(),
      };
    },
    { set, points: corners },
  );
}

const gray = (...levels: number[]) => levels.map((level) => [level, level, level]);

function expectNear(
  actual: readonly (readonly number[])[],
  expected: readonly (readonly number[])[],
  by = 1,
) {
  expect(actual).toHaveLength(expected.length);
  for (const [i, pixel] of expected.entries())
    for (const [c, level] of pixel.entries())
      expect(
        Math.abs((actual[i]?.[c] ?? NaN) - level),
        `quarter ${i} is ${String(actual[i])}, expected ${String(pixel)}`,
      ).toBeLessThanOrEqual(by);
}

test.describe('values on the canvas', () => {
  const cases: readonly [name: string, set: HarnessSet, expected: readonly (readonly number[])[]][] = [
    [
      'signed CT with rescale and its window',
      onePicture(
        'ct',
        {
          PixelRepresentation: 1,
          BitsStored: 12,
          HighBit: 11,
          RescaleSlope: 2,
          RescaleIntercept: -100,
          WindowCenter: [40],
          WindowWidth: [400],
        },
        // -160 HU is the last black, 239 HU the first white (PS3.3 C.11.2.1.2.1).
        quarters(new Int16Array(64 * 64), [-30, 70, 169, -500]),
      ),
      gray(0, 127.8, 254.4, 0),
    ],
    [
      'MONOCHROME1: the least value is white',
      onePicture(
        'm1',
        { PhotometricInterpretation: 'MONOCHROME1', WindowCenter: [128], WindowWidth: [256] },
        quarters(new Uint16Array(64 * 64), [0, 255, 55, 200]),
      ),
      gray(255, 0, 200, 55),
    ],
    [
      'bits above BitsStored do not count',
      onePicture(
        'bits',
        { BitsStored: 8, HighBit: 7, WindowCenter: [128], WindowWidth: [256] },
        quarters(new Uint16Array(64 * 64), [0xf000, 0x0f64, 0x1032, 200]),
      ),
      gray(0, 100, 50, 200),
    ],
    [
      'a window that cannot be gives way to one computed from the pixels, padding left out',
      onePicture(
        'auto',
        {
          PixelRepresentation: 1,
          WindowCenter: [NaN],
          WindowWidth: [0],
          PixelPaddingValue: -2000,
          RescaleSlope: 0,
          RescaleIntercept: 5,
        },
        quarters(new Int16Array(64 * 64), [-2000, 0, 1000, 500]),
      ),
      gray(0, 0, 255, 127.5),
    ],
    [
      'LINEAR_EXACT',
      onePicture(
        'exact',
        { VOILUTFunction: 'LINEAR_EXACT', WindowCenter: [100], WindowWidth: [100] },
        quarters(new Uint16Array(64 * 64), [50, 100, 150, 75]),
      ),
      gray(0, 127.5, 255, 63.75),
    ],
    [
      'SIGMOID',
      onePicture(
        'sigmoid',
        { VOILUTFunction: 'SIGMOID', WindowCenter: [100], WindowWidth: [40] },
        quarters(new Uint16Array(64 * 64), [0, 100, 110, 200]),
      ),
      gray(0, 127.5, 255 / (1 + Math.exp(-1)), 255),
    ],
    [
      '32-bit values',
      onePicture(
        'wide',
        { BitsAllocated: 32, BitsStored: 32, HighBit: 31 },
        quarters(new Uint32Array(64 * 64), [0, 1_000_000, 250_000, 500_000]),
      ),
      gray(0, 255, 63.75, 127.5),
    ],
    [
      'a VOI LUT where there is no window',
      onePicture(
        'voilut',
        { VOILUTSequence: [{ LUTDescriptor: [4, 10, 8], LUTData: [0, 200, 100, 255] }] },
        quarters(new Uint16Array(64 * 64), [10, 11, 12, 900]),
      ),
      gray(0, 200, 100, 255),
    ],
    [
      'a modality LUT',
      onePicture(
        'modlut',
        {
          ModalityLUTSequence: [{ LUTDescriptor: [4, 0, 16], LUTData: [0, 100, 1000, 2000] }],
          WindowCenter: [1000.5],
          WindowWidth: [2001],
        },
        quarters(new Uint16Array(64 * 64), [0, 1, 2, 3]),
      ),
      gray(0, 12.75, 127.5, 255),
    ],
  ];
  for (const [name, set, expected] of cases)
    test(name, async ({ harnessPage }) => {
      const { pixels, state } = await shown(harnessPage, set);
      expect(state.failure).toBeUndefined();
      expect(state.status).toBe('rendered');
      expectNear(pixels, expected);
    });

  const primaries = [
    [255, 0, 0],
    [0, 255, 0],
    [0, 0, 255],
    [200, 100, 50],
  ];
  const colour = { SamplesPerPixel: 3, BitsAllocated: 8, BitsStored: 8, HighBit: 7, Modality: 'US' } as const;
  const ybr = primaries.map(([r = 0, g = 0, b = 0]) =>
    [
      Math.round(0.299 * r + 0.587 * g + 0.114 * b),
      Math.round(-0.1687 * r - 0.3313 * g + 0.5 * b + 128),
      Math.round(0.5 * r - 0.4187 * g - 0.0813 * b + 128),
    ].map((v) => Math.min(255, v)),
  );
  const interleaved = quarters(new Uint8Array(64 * 64 * 3), primaries, 64, 3);
  const planar = new Uint8Array(interleaved.length);
  for (let i = 0; i < 64 * 64; i++)
    for (let c = 0; c < 3; c++) planar[c * 4096 + i] = interleaved[i * 3 + c] ?? 0;
  const half = new Uint8Array(64 * 64 * 2);
  for (let y = 0; y < 64; y++)
    for (let x = 0; x < 64; x += 2) {
      const [Y = 0, cb = 0, cr = 0] = ybr[(y < 32 ? 0 : 2) + (x < 32 ? 0 : 1)] ?? [];
      half.set([Y, Y, cb, cr], (y * 64 + x) * 2);
    }
  const table = (channel: number) => ({
    InlineBinary: base64(Uint16Array.from(primaries, (p) => (p[channel] ?? 0) * 257)),
  });
  const colours: readonly [string, HarnessSet][] = [
    [
      'RGB',
      onePicture('rgb', { ...colour, PhotometricInterpretation: 'RGB', PlanarConfiguration: 0 }, interleaved),
    ],
    [
      'RGB by plane',
      onePicture('plane', { ...colour, PhotometricInterpretation: 'RGB', PlanarConfiguration: 1 }, planar),
    ],
    [
      'YBR_FULL',
      onePicture(
        'ybr',
        { ...colour, PhotometricInterpretation: 'YBR_FULL', PlanarConfiguration: 0 },
        quarters(new Uint8Array(64 * 64 * 3), ybr, 64, 3),
      ),
    ],
    [
      'YBR_FULL_422',
      onePicture(
        'ybr422',
        { ...colour, PhotometricInterpretation: 'YBR_FULL_422', PlanarConfiguration: 0 },
        half,
      ),
    ],
    [
      'PALETTE COLOR, inline',
      onePicture(
        'palette',
        {
          PhotometricInterpretation: 'PALETTE COLOR',
          BitsAllocated: 8,
          BitsStored: 8,
          HighBit: 7,
          RedPaletteColorLookupTableDescriptor: [4, 5, 16],
          GreenPaletteColorLookupTableDescriptor: [4, 5, 16],
          BluePaletteColorLookupTableDescriptor: [4, 5, 16],
          RedPaletteColorLookupTableData: table(0),
          GreenPaletteColorLookupTableData: table(1),
          BluePaletteColorLookupTableData: table(2),
        },
        quarters(new Uint8Array(64 * 64), [5, 6, 7, 8]),
      ),
    ],
    [
      'PALETTE COLOR, as bulk data',
      onePicture(
        'bulkpalette',
        {
          PhotometricInterpretation: 'PALETTE COLOR',
          BitsAllocated: 8,
          BitsStored: 8,
          HighBit: 7,
          RedPaletteColorLookupTableDescriptor: [4, 0, 16],
          GreenPaletteColorLookupTableDescriptor: [4, 0, 16],
          BluePaletteColorLookupTableDescriptor: [4, 0, 16],
          RedPaletteColorLookupTableData: { BulkDataURI: 'r' },
          GreenPaletteColorLookupTableData: { BulkDataURI: 'g' },
          BluePaletteColorLookupTableData: { BulkDataURI: 'b' },
        },
        quarters(new Uint8Array(64 * 64), [0, 1, 2, 3]),
        { bulk: { r: table(0).InlineBinary, g: table(1).InlineBinary, b: table(2).InlineBinary } },
      ),
    ],
  ];
  for (const [name, set] of colours)
    test(name, async ({ harnessPage }) => {
      const { pixels, state } = await shown(harnessPage, set);
      expect(state.failure).toBeUndefined();
      expectNear(pixels, primaries, name.startsWith('YBR') ? 3 : 1);
    });

  test('pixels that are not square are drawn in their shape', async ({ harnessPage }) => {
    const wide = onePicture(
      'wide-pixels',
      { PixelSpacing: [1, 2], WindowCenter: [128], WindowWidth: [256] },
      new Uint16Array(64 * 64).fill(200),
    );
    await shown(harnessPage, wide);
    const column = await harnessPage.evaluate(() =>
      [0.05, 0.2, 0.3, 0.7, 0.8, 0.95].map((y) => window.harness.pixel(0.5, y)[0]),
    );
    // Twice as wide as high: the picture fills the width and the middle half of the height.
    expectNear([column.map((v) => v ?? 0)], [[0, 0, 200, 200, 0, 0]]);
  });
});

test('a stack opens in the middle, a clip on its first frame, a link on its image', async ({
  harnessPage,
}) => {
  const sets = [flatStack('stack', 9), flatClip('clip', 7)];
  const seen = await harnessPage.evaluate(async (given) => {
    const { harness } = window;
    for (const set of given) harness.add(set);
    await harness.mount();
    await harness.show('stack');
    const middle = [harness.state().image, harness.pixel(0.5, 0.5)[0]];
    await harness.show('clip');
    const first = [harness.state().image, harness.pixel(0.5, 0.5)[0]];
    await harness.show('stack', { image: { SOPInstanceUID: '1.2.3.stack.2', frame: 1 } });
    return { middle, first, linked: [harness.state().image, harness.pixel(0.5, 0.5)[0]] };
  }, sets);
  expect(seen.middle).toEqual([{ index: 4, SOPInstanceUID: '1.2.3.stack.5', frame: 1 }, 50]);
  expect(seen.first).toEqual([{ index: 0, SOPInstanceUID: '1.2.3.clip', frame: 1 }, 10]);
  expect(seen.linked).toEqual([{ index: 1, SOPInstanceUID: '1.2.3.stack.2', frame: 1 }, 20]);
});

test('the wheel goes one image a notch, and state and pixels always agree', async ({ harnessPage }) => {
  await shown(harnessPage, flatStack('wheel', 20));
  await harnessPage.mouse.move(256, 256);
  for (let n = 0; n < 5; n++) await harnessPage.mouse.wheel(0, 120);
  await expect.poll(() => harnessPage.evaluate(() => window.harness.state().image?.index)).toBe(14);
  expect(await harnessPage.evaluate(() => window.harness.pixel(0.5, 0.5)[0])).toBe(150);
  for (let n = 0; n < 30; n++) await harnessPage.mouse.wheel(0, -120);
  await expect.poll(() => harnessPage.evaluate(() => window.harness.state().image?.index)).toBe(0);
  expect(await harnessPage.evaluate(() => window.harness.pixel(0.5, 0.5)[0])).toBe(10);
});

test('the whole stack is loaded in the background, each image once', async ({ harnessPage }) => {
  await shown(harnessPage, flatStack('prefetch', 12));
  await expect
    .poll(() => harnessPage.evaluate(() => window.harness.state().loaded))
    .toEqual(Array.from({ length: 12 }, () => 1));
  const requests = await harnessPage.evaluate(() => window.harness.requests);
  expect(new Set(requests).size).toBe(12);
  expect(requests).toHaveLength(12);
});

test('A and then B within a moment, A slow: B is shown, never A under its label', async ({ harnessPage }) => {
  const slow = flatStack('slow', 3, 1, { delayMs: 400 });
  const quick = flatStack('quick', 3, 10);
  const result = await harnessPage.evaluate(
    async ([a, b]) => {
      const { harness } = window;
      harness.add(a);
      harness.add(b);
      await harness.mount();
      const first = harness.show('slow');
      const second = harness.show('quick');
      await Promise.all([first, second]);
      const atOnce = harness.state().displaySetInstanceUID;
      // Longer than A needs: what it brings must go nowhere.
      await new Promise((resolve) => setTimeout(resolve, 700));
      return {
        atOnce,
        state: harness.state(),
        pixel: harness.pixel(0.5, 0.5)[0],
        wrong: harness.seen.filter(
          (s) => s.image && !s.image.SOPInstanceUID.includes(s.displaySetInstanceUID ?? '?'),
        ).length,
      };
    },
    [slow, quick] as const,
  );
  expect(result.atOnce).toBe('quick');
  expect(result.state.image?.SOPInstanceUID).toBe('1.2.3.quick.2');
  expect(result.pixel).toBe(110);
  expect(result.wrong).toBe(0);
});

test('the same pictures under another display set: no request, no blank, same window', async ({
  harnessPage,
}) => {
  const set = flatStack('before', 5);
  const after: HarnessSet = { ...set, uid: 'after', instances: set.instances.slice(1) };
  const result = await harnessPage.evaluate(
    async ([one, two]) => {
      const { harness } = window;
      harness.add(one);
      harness.add(two);
      await harness.mount();
      await harness.show('before');
      harness.handle().setPresentation({ zoom: 2, windowCenter: 100, windowWidth: 200 });
      while (harness.state().loaded?.includes(0)) await new Promise((resolve) => setTimeout(resolve, 20));
      const requests = harness.requests.length;
      const { image, presentation } = harness.handle().getState();
      harness.seen.length = 0;
      await harness.show('after', {
        keepPixels: true,
        ...(image ? { image } : {}),
        ...(presentation ? { presentation } : {}),
      });
      const { status, displaySetInstanceUID, image: now, presentation: kept } = harness.state();
      return {
        requests: harness.requests.length - requests,
        states: harness.seen.map((s) => s.status),
        now: { status, displaySetInstanceUID, now, kept },
        pixel: harness.pixel(0.5, 0.5)[0],
      };
    },
    [set, after] as const,
  );
  expect(result.requests).toBe(0);
  expect(new Set(result.states)).toEqual(new Set(['rendered']));
  expect(result.now).toMatchObject({
    status: 'rendered',
    displaySetInstanceUID: 'after',
    now: { index: 1, SOPInstanceUID: '1.2.3.before.3' },
    kept: { zoom: 2, windowCenter: 100, windowWidth: 200 },
  });
  expect(result.pixel).toBe(Math.round((30 / 199) * 255));
});

test('what is set is what is read back, and a resize keeps it', async ({ harnessPage }) => {
  await shown(harnessPage, flatStack('round', 3));
  const given = {
    windowCenter: 60.5,
    windowWidth: 121,
    zoom: 1.5,
    pan: [0.1, -0.2],
    rotation: 270,
    flipHorizontal: true,
    flipVertical: false,
    invert: true,
  } as const;
  const read = await harnessPage.evaluate(async (presentation) => {
    const { harness } = window;
    harness.handle().setPresentation(presentation);
    const once = harness.state().presentation;
    const cell = document.getElementById('cell');
    if (cell) cell.style.width = '300px';
    harness.handle().resize();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return { once, afterResize: harness.state(), pixel: harness.pixel(0.5, 0.5)[0] };
  }, given);
  expect(read.once).toEqual(given);
  expect(read.afterResize.presentation).toEqual(given);
  // 300 of 512 wide, a quarter turned: the height of 64 pixels has to fit in 300.
  expect(read.afterResize.magnification).toBeCloseTo((1.5 * 300) / 64, 5);
  expectNear([[read.pixel ?? 0]], [[255 - (20 / 120) * 255]]);
});

test('turning and mirroring move pixels and letters alike', async ({ harnessPage }) => {
  const set = onePicture(
    'turn',
    { ImageOrientationPatient: [1, 0, 0, 0, 1, 0], WindowCenter: [128], WindowWidth: [256] },
    quarters(new Uint16Array(64 * 64), [10, 20, 30, 40]),
  );
  await shown(harnessPage, set);
  const view = (change: object) =>
    harnessPage.evaluate(
      ([c, points]) => {
        const { harness } = window;
        harness.handle().reset();
        harness.handle().setPresentation(c);
        const o = harness.state().orientation;
        return {
          pixels: points.map(([x, y]) => harness.pixel(x, y)[0]),
          letters: o && `${o.left}${o.top}${o.right}${o.bottom}`,
        };
      },
      [change, corners] as const,
    );
  expect(await view({})).toEqual({ pixels: [10, 20, 30, 40], letters: 'RALP' });
  expect(await view({ rotation: 90 })).toEqual({ pixels: [30, 10, 40, 20], letters: 'PRAL' });
  expect(await view({ rotation: 180 })).toEqual({ pixels: [40, 30, 20, 10], letters: 'LPRA' });
  expect(await view({ flipHorizontal: true })).toEqual({ pixels: [20, 10, 40, 30], letters: 'LARP' });
  expect(await view({ flipVertical: true })).toEqual({ pixels: [30, 40, 10, 20], letters: 'RPLA' });
  expect(await view({ rotation: 90, flipHorizontal: true })).toEqual({
    pixels: [10, 30, 20, 40],
    letters: 'ARPL',
  });
});

test('a bad slice says so, shows nothing, and scrolling goes on', async ({ harnessPage }) => {
  const set = flatStack('bad', 5);
  const frames = {
    ...set.frames,
    '1.2.3.bad.2/1': { base64: base64(new Uint8Array(100)), transferSyntaxUID: '1.2.840.10008.1.2.1' },
    '1.2.3.bad.4/1': { fails: 'The archive answered 500.' },
  };
  const result = await harnessPage.evaluate(
    async (given) => {
      const { harness } = window;
      const at = async (index: number) => {
        harness.handle().scrollTo(index);
        const isAwaited = () => {
          const { status, pendingIndex } = harness.state();
          return status === 'loading' || (status === 'rendered' && pendingIndex !== undefined);
        };
        while (isAwaited()) await new Promise((resolve) => setTimeout(resolve, 10));
        const { status, failure, image } = harness.state();
        return { status, reason: failure?.reason, index: image?.index, pixel: harness.pixel(0.5, 0.5)[0] };
      };
      harness.add(given);
      await harness.mount();
      await harness.show('bad');
      return [await at(1), await at(0), await at(3), await at(4), harness.state().failedImages] as const;
    },
    { ...set, frames },
  );
  expect(result[0]).toMatchObject({
    status: 'error',
    reason: 'The image is cut off: 100 of 4,096 bytes arrived.',
    pixel: 0,
  });
  expect(result[0].index).toBeUndefined();
  expect(result[1]).toMatchObject({ status: 'rendered', index: 0, pixel: 10 });
  expect(result[2]).toMatchObject({ status: 'error', reason: 'The archive answered 500.', pixel: 0 });
  expect(result[3]).toMatchObject({ status: 'rendered', index: 4, pixel: 50 });
  expect(result[4].map(([index]) => index).sort()).toEqual([1, 3]);
});

test('noise in place of a code stream is told, and the next series still decodes', async ({
  harnessPage,
}) => {
  const noise = Uint8Array.from({ length: 5000 }, (_, i) => (i * 7919) % 251);
  const jpegHead = [0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 0, 64, 0, 64, 1, 1, 0x11, 0];
  const j2kHead = [
    0xff, 0x4f, 0xff, 0x51, 0, 41, 0, 0, 0, 0, 0, 64, 0, 0, 0, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 64, 0, 0,
    0, 64, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 7, 1, 1,
  ];
  const streams: readonly [string, number[]][] = [
    ['1.2.840.10008.1.2.4.50', jpegHead],
    ['1.2.840.10008.1.2.4.70', [...jpegHead.slice(0, 3), 0xc3, ...jpegHead.slice(4)]],
    ['1.2.840.10008.1.2.4.80', [...jpegHead.slice(0, 3), 0xf7, ...jpegHead.slice(4)]],
    ['1.2.840.10008.1.2.4.90', j2kHead],
    ['1.2.840.10008.1.2.4.201', j2kHead],
    ['1.2.840.10008.1.2.5', [3, 0, 0, 0, 64, 0, 0, 0]],
    ['1.2.840.10008.1.2.4.50', []],
    ['1.2.3.4.5', []],
  ];
  for (const [i, [transferSyntaxUID, head]] of streams.entries()) {
    const bytes = new Uint8Array([...head, ...noise]);
    const set = onePicture(`noise${i}`, { BitsAllocated: 8, BitsStored: 8, HighBit: 7 }, bytes);
    const frames = { [`1.2.3.noise${i}/1`]: { base64: base64(bytes), transferSyntaxUID } };
    const state = await harnessPage.evaluate(
      async (given) => {
        const { harness } = window;
        harness.add(given);
        if (given.uid === 'noise0') await harness.mount();
        await harness.show(given.uid);
        const { status, failure } = harness.state();
        return { status, reason: failure?.reason };
      },
      { ...set, frames },
    );
    // A decoder may take noise for a picture; what it may not do is hang, or go on with half of it.
    if (transferSyntaxUID !== '1.2.840.10008.1.2.5' && !transferSyntaxUID.endsWith('.50'))
      expect(state, transferSyntaxUID).toMatchObject({ status: 'error' });
    if (state.status === 'error') expect(state.reason, transferSyntaxUID).toMatch(/\w+ \w+/);
  }
  await harnessPage.evaluate(
    async (given) => {
      window.harness.add(given);
      await window.harness.show('good');
    },
    flatStack('good', 3),
  );
  expect(await harnessPage.evaluate(() => window.harness.pixel(0.5, 0.5)[0])).toBe(20);
});

test('twenty swaps and mounts leave as many canvases and contexts as one', async ({ harnessPage }) => {
  const counts = await harnessPage.evaluate(
    async (sets) => {
      const { harness } = window;
      const original = HTMLCanvasElement.prototype.getContext;
      const all = new Set<WebGL2RenderingContext>();
      HTMLCanvasElement.prototype.getContext = function (
        this: HTMLCanvasElement,
        type: string,
        ...rest: unknown[]
      ) {
        const context: unknown = Reflect.apply(original, this, [type, ...rest]);
        if (context instanceof WebGL2RenderingContext) all.add(context);
        return context;
      } as typeof original;
      const count = () => ({
        canvases: document.querySelectorAll('canvas').length,
        contexts: [...all].filter((context) => !context.isContextLost()).length,
      });
      for (const set of sets) harness.add(set);
      await harness.mount();
      await harness.show('one');
      const before = count();
      for (let n = 0; n < 20; n++) {
        // A document takes the cell and gives it back.
        harness.dispose();
        const left = document.querySelectorAll('#cell *').length;
        if (left > 0) throw new Error(`${left} elements stayed behind`);
        await harness.mount();
        await harness.show(n % 2 === 0 ? 'two' : 'one');
      }
      HTMLCanvasElement.prototype.getContext = original;
      return { before, after: count() };
    },
    [flatStack('one', 3), flatStack('two', 3, 5)],
  );
  expect(counts.after).toEqual(counts.before);
  expect(counts.after.canvases).toBe(2);
  expect(counts.after.contexts).toBe(0);
});

test('dragging with the mouse: window, pan with the middle, zoom with the right button', async ({
  harnessPage,
}) => {
  await shown(harnessPage, flatStack('drag', 3));
  const drag = async (button: 'left' | 'middle' | 'right', dx: number, dy: number) => {
    await harnessPage.mouse.move(256, 256);
    await harnessPage.mouse.down({ button });
    await harnessPage.mouse.move(256 + dx, 256 + dy, { steps: 4 });
    await harnessPage.mouse.up({ button });
    return harnessPage.evaluate(() => window.harness.state().presentation);
  };
  const windowed = await drag('left', 40, 20);
  expect(windowed?.windowWidth).toBeGreaterThan(256);
  expect(windowed?.windowCenter).toBeGreaterThan(128);
  const panned = await drag('middle', 128, 64);
  expect(panned?.pan).toEqual([0.25, 0.125]);
  const zoomed = await drag('right', 0, -50);
  expect(zoomed?.zoom).toBeCloseTo(1.01 ** 50, 5);
  await harnessPage.evaluate(() => window.harness.handle().setPrimaryTool('scroll'));
  await drag('left', 0, 40);
  await expect.poll(() => harnessPage.evaluate(() => window.harness.state().image?.index)).toBe(2);
});

test('a clip plays at its own rate, says where the rate comes from, and stops at a scroll', async ({
  harnessPage,
}) => {
  const clip = flatClip('cine', 24, { FrameRate: 20, FrameRateSource: 'FrameTime' });
  const result = await harnessPage.evaluate(async (given) => {
    const { harness } = window;
    harness.add(given);
    await harness.mount('cell', true);
    await harness.show('cine');
    while (harness.state().loaded?.includes(0)) await new Promise((resolve) => setTimeout(resolve, 20));
    const started = performance.now();
    let changes = 0;
    let last = harness.state().image?.index;
    const stop = harness.handle().subscribe(() => {
      const index = harness.handle().getState().image?.index;
      if (index !== undefined && index !== last) changes += (index - (last ?? 0) + 24) % 24;
      last = index;
    });
    await new Promise((resolve) => setTimeout(resolve, 2000));
    stop();
    const rate = (changes * 1000) / (performance.now() - started);
    const playing = harness.state().cine;
    harness.handle().scrollBy(1);
    return { rate, playing, stopped: harness.state().cine };
  }, clip);
  expect(result.playing).toMatchObject({
    playing: true,
    framesPerSecond: 20,
    source: 'FrameTime',
    loop: 'loop',
  });
  expect(result.rate).toBeGreaterThan(16);
  expect(result.rate).toBeLessThan(22);
  expect(result.stopped?.playing).toBe(false);
});

test('marks say lossy and calibration in words', async ({ harnessPage }) => {
  const { state } = await shown(
    harnessPage,
    onePicture(
      'marks',
      {
        PixelSpacing: [],
        LossyImageCompression: '01',
        LossyImageCompressionRatio: [12],
        LossyImageCompressionMethod: ['ISO_10918_1'],
      },
      new Uint16Array(64 * 64),
    ),
  );
  expect(state.marks).toEqual(['Lossy 12:1, JPEG', 'Not calibrated: pixels only']);
  expect(state.orientation).toBeUndefined();
});

test('a picture can be saved, and a thumbnail is made in its shape', async ({ harnessPage }) => {
  const wide = onePicture(
    'thumb',
    { Rows: 32, WindowCenter: [128], WindowWidth: [256] },
    quarters(new Uint16Array(64 * 32), [90, 20, 30, 40]),
  );
  await shown(harnessPage, wide);
  const made = await harnessPage.evaluate(async () => ({
    png: await window.harness.capture(),
    thumbnail: await window.harness.thumbnail('thumb', 32),
  }));
  expect(made.png?.type).toBe('image/png');
  expect(made.png?.size).toBeGreaterThan(500);
  expect(made.thumbnail).toEqual({ width: 32, height: 16, pixel: [90, 90, 90] });
});

test('the graphics card is lost: the same picture comes back without it, and a mark says so', async ({
  page,
  harnessUrl,
}) => {
  await page.goto(`${harnessUrl}?renderer=gpu`);
  await page.waitForFunction(() => 'harness' in window);
  const result = await page.evaluate(
    async (set) => {
      const { harness } = window;
      const contexts: WebGL2RenderingContext[] = [];
      const original = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = function (
        this: HTMLCanvasElement,
        type: string,
        ...rest: unknown[]
      ) {
        const context: unknown = Reflect.apply(original, this, [type, ...rest]);
        if (context instanceof WebGL2RenderingContext) contexts.push(context);
        return context;
      } as typeof original;
      harness.add(set);
      await harness.mount();
      await harness.show('lost');
      harness.handle().setPresentation({ zoom: 1.5, windowCenter: 60.5, windowWidth: 121 });
      harness.handle().scrollTo(3);
      while (harness.state().image?.index !== 3) await new Promise((resolve) => setTimeout(resolve, 20));
      const before = {
        image: harness.state().image,
        presentation: harness.state().presentation,
        pixel: harness.pixel(0.5, 0.5)[0],
      };
      for (const context of contexts)
        if (!context.isContextLost()) context.getExtension('WEBGL_lose_context')?.loseContext();
      const started = performance.now();
      while (
        !harness.state().marks.some((mark) => mark.includes('graphics card')) &&
        performance.now() - started < 3000
      )
        await new Promise((resolve) => setTimeout(resolve, 20));
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      const after = {
        image: harness.state().image,
        presentation: harness.state().presentation,
        pixel: harness.pixel(0.5, 0.5)[0],
      };
      return { before, after, marks: harness.state().marks, ms: performance.now() - started };
    },
    flatStack('lost', 5),
  );
  expect(result.before.pixel).toBe(85);
  expect(result.after).toEqual(result.before);
  expect(result.marks).toContain('Drawn without the graphics card');
  expect(result.ms).toBeLessThan(3000);
});
