import type { Presentation } from '../src/core/viewport.ts';
import { onePicture, type Pixels } from './harness/pictures.ts';
import { expect, test } from './harness/serve.ts';

/** Every pixel another value, so that a shift by one shows. */
function slope<T extends Pixels>(pixels: T, columns: number, samples = 1): T {
  for (let at = 0; at < pixels.length; at++) {
    const pixel = Math.floor(at / samples);
    pixels[at] = ((pixel % columns) * 5 + Math.floor(pixel / columns) * 3 + (at % samples) * 40) % 251;
  }
  return pixels;
}

const grey = onePicture(
  'grey',
  { Rows: 40, Columns: 64, WindowCenter: [120], WindowWidth: [200], PixelSpacing: [1.5, 1] },
  slope(new Uint16Array(40 * 64), 64),
);
const inverse = onePicture(
  'inverse',
  { PhotometricInterpretation: 'MONOCHROME1', WindowCenter: [100], WindowWidth: [150] },
  slope(new Uint16Array(64 * 64), 64),
);
const colour = onePicture(
  'colour',
  {
    PhotometricInterpretation: 'RGB',
    SamplesPerPixel: 3,
    PlanarConfiguration: 0,
    BitsAllocated: 8,
    BitsStored: 8,
    HighBit: 7,
  },
  slope(new Uint8Array(64 * 64 * 3), 64, 3),
);

const looks: readonly Partial<Presentation>[] = [
  {},
  { windowCenter: 80.5, windowWidth: 60 },
  { zoom: 2.5, pan: [0.1, -0.2] },
  { rotation: 90 },
  { rotation: 270, flipHorizontal: true },
  { flipVertical: true, invert: true },
  { interpolation: 'nearest', zoom: 3 },
];

test('until Cornerstone is here a plain canvas draws, and what it draws is the same', async ({
  page,
  harnessUrl,
}) => {
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(String(error)));
  await page.setViewportSize({ width: 560, height: 1060 });
  await page.goto(`${harnessUrl}?renderer=cpu`);
  await page.waitForFunction(() => 'harness' in window);
  const result = await page.evaluate(
    async ({ sets, styles }) => {
      const { harness } = window;
      const neutral = { zoom: 1, pan: [0, 0] as const, rotation: 0, interpolation: 'linear' as const };
      const upright = { flipHorizontal: false, flipVertical: false, invert: false };
      const drawAll = async (uid: string) => {
        const made = [];
        for (const style of styles) {
          harness.handle().reset();
          harness.handle().setPresentation({ ...neutral, ...upright, ...style });
          const { windowCenter, zoom, rotation } = {
            windowCenter: undefined,
            zoom: 1,
            rotation: 0,
            ...style,
          };
          // Cornerstone may draw in the next frame.
          for (;;) {
            const now = harness.state().presentation;
            const isWindowed =
              windowCenter === undefined || now?.windowCenter === windowCenter || uid === 'colour';
            if (now?.zoom === zoom && now.rotation === rotation && isWindowed) break;
            await new Promise((resolve) => requestAnimationFrame(resolve));
          }
          made.push(harness.picture());
        }
        return made;
      };
      for (const set of sets) harness.add(set);
      await harness.mount('cell', false, 'canvas');
      const onCanvas = [];
      for (const { uid } of sets) {
        await harness.show(uid);
        onCanvas.push(await drawAll(uid));
      }
      const first = harness.surface();
      while (harness.surface() !== 'cornerstone') await new Promise((resolve) => setTimeout(resolve, 20));
      const canvases = document.querySelectorAll('#cell [data-surface] > div').length;
      const others: string[] = [];
      for (const [of, { uid }] of sets.entries()) {
        await harness.show(uid);
        for (const [at, { rgb }] of (await drawAll(uid)).entries()) {
          const former = onCanvas[of]?.[at]?.rgb ?? [];
          const unlike = rgb.filter((level, i) => level !== former[i]).length;
          if (unlike > 0) others.push(`${uid} ${JSON.stringify(styles[at])}: ${unlike} levels`);
        }
      }
      const different = new Set(onCanvas.flat().map(({ rgb }) => rgb.join())).size;
      return { first, canvases, others, different };
    },
    { sets: [grey, inverse, colour], styles: looks },
  );
  // The window means nothing to colour.
  expect(result).toEqual({ first: 'canvas', canvases: 1, others: [], different: 3 * looks.length - 1 });
  expect(problems).toEqual([]);
});

test('where Cornerstone cannot be had the canvas goes on drawing, and says so', async ({
  page,
  harnessUrl,
}) => {
  await page.route(/\/cornerstone[^/]*\.js/, (route) => route.abort());
  await page.goto(`${harnessUrl}?renderer=cpu`);
  await page.waitForFunction(() => 'harness' in window);
  const result = await page.evaluate(async (set) => {
    const { harness } = window;
    harness.add(set);
    await harness.mount('cell', false, 'canvas');
    await harness.show(set.uid);
    const before = harness.state().marks;
    while (harness.state().marks.length === before.length)
      await new Promise((resolve) => setTimeout(resolve, 20));
    harness.handle().setPresentation({ invert: true });
    return { status: harness.state().status, marks: harness.state().marks, surface: harness.surface() };
  }, grey);
  expect(result.status).toBe('rendered');
  expect(result.surface).toBe('canvas');
  expect(result.marks.join()).toContain('Drawn without Cornerstone');
});
