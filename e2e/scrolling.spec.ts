import { type Locator, type Page } from '@playwright/test';
import { codedStack, readCode, seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { middleOf } from './gestures.ts';
import { recordSightings, type Sighting } from './recorder.ts';
import {
  expect,
  hooks,
  openStudy,
  recordRequests,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const study = 'scrolling';
const slices = 1000;
/** One image of 256 x 256 in memory, bytes. */
const imageBytes = 256 * 256 * 2;
const frames = '**/frames/**';
let archive: TestArchive;

test.beforeAll(async () => {
  test.setTimeout(120_000);
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study, series: 1, slices, SeriesDescription: 'Thousand', spacing: 1 }),
      ...codedStack({ study, series: 2, slices: 20, SeriesDescription: 'Twenty' }),
    ]),
  );
});
test.afterAll(() => archive.close());
test.describe.configure({ timeout: 120_000 });

async function open(page: Page, series = 1): Promise<Locator> {
  await openStudy(page, archive, studyUIDOf(study), {
    extra: `&SeriesInstanceUID=${seriesUIDOf(study, series)}`,
  });
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  return viewport;
}

const bar = (viewport: Locator) => viewport.getByRole('slider', { name: 'Image in viewport 1' });
const tip = (viewport: Locator) => viewport.getByTestId('position-tip');
const index = (viewport: Locator) => expect(viewport).toHaveAttribute('data-image-index', /^\d+$/);
const at = (viewport: Locator, value: number) =>
  expect(viewport).toHaveAttribute('data-image-index', String(value), { timeout: 30_000 });
const isLoaded = (viewport: Locator) =>
  bar(viewport).evaluate((element) => !element.style.backgroundImage.includes('transparent'));

/** Where an image is on the scroll bar, in CSS pixels of the page. */
async function placeOf(viewport: Locator, image: number, count: number) {
  const box = await bar(viewport).boundingBox();
  if (!box) throw new Error('no scroll bar');
  return { x: box.x + 4, y: box.y + 3 + ((box.height - 6) * image) / (count - 1) };
}

/** Each picture is the one that hooks and corners name: the code of a slice is its index plus one. */
function expectHonest(sightings: readonly Sighting[], series: number, count: number): void {
  const own = sightings.filter(({ viewportId }) => viewportId === 'viewport-1');
  expect(own.filter(({ index: i, code }) => code?.series !== series || code.number !== i + 1)).toEqual([]);
  expect(
    own.filter(({ index: i, overlay }) => overlay !== '' && !overlay.includes(`im ${i + 1}/${count}`)),
  ).toEqual([]);
}

test('a thousand slices by wheel, keys and bar: each one seen is the one named, and the end is the latest', async ({
  page,
}) => {
  const viewport = await open(page);
  await viewport.press('Home');
  await at(viewport, 0);
  const seen = await recordSightings(page);
  const { x, y } = await middleOf(viewport);
  await page.mouse.move(x, y);
  // The wheel never skips: as many images as notches, also faster than they can be loaded.
  for (let notch = 0; notch < 300; notch += 1) await page.mouse.wheel(0, 100);
  await at(viewport, 300);
  for (let notch = 0; notch < 40; notch += 1) await page.mouse.wheel(0, -100);
  await at(viewport, 260);
  await viewport.focus();
  for (let press = 0; press < 30; press += 1) await page.keyboard.press('PageDown');
  await at(viewport, 560);
  const from = await placeOf(viewport, 560, slices);
  const to = await placeOf(viewport, 100, slices);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 60 });
  await page.mouse.move(from.x, from.y + 400, { steps: 60 });
  await page.mouse.up();
  await viewport.focus();
  await page.keyboard.press('End');
  await at(viewport, slices - 1);
  await rendered(viewport);
  await expect.poll(() => sliceOnCanvas(viewport)).toEqual({ series: 1, number: slices });
  await expect(viewport.getByTestId('overlay-image')).toHaveText(`im ${slices}/${slices}`);
  const sightings = await seen();
  expect(sightings.length).toBeGreaterThan(60);
  expectHonest(sightings, 1, slices);
});

test('a slow archive: what is passed is cancelled, the latest comes first, and what is awaited is said', async ({
  page,
}) => {
  // Nothing is answered but the first image, until it is let.
  let answered = 0;
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  await page.route(frames, async (route) => {
    answered += 1;
    if (answered > 1) await gate;
    await route.continue().catch(() => undefined);
  });
  const viewport = await open(page);
  await index(viewport);
  const first = Number(await viewport.getAttribute('data-image-index'));
  const cancelled = new Set<string>();
  page.on('requestfailed', (request) => cancelled.add(request.url()));
  const seen = await recordSightings(page);
  const from = await placeOf(viewport, first, slices);
  const to = await placeOf(viewport, 950, slices);
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move(to.x, to.y, { steps: 50 });
  await page.mouse.up();
  const words = viewport.getByTestId('pending-words');
  await expect(words).toHaveText(/^Loading image 95\d of 1000$/);
  // What is seen is still the former picture, and everything says so.
  await at(viewport, first);
  await expect(viewport.getByTestId('overlay-image')).toHaveText(`im ${first + 1}/${slices}`);
  expect(await sliceOnCanvas(viewport)).toEqual({ series: 1, number: first + 1 });
  await expect.poll(() => cancelled.size).toBeGreaterThan(5);

  release();
  const wanted = Number((await bar(viewport).getAttribute('aria-valuenow')) ?? 0) - 1;
  await at(viewport, wanted);
  await expect(words).toHaveCount(0);
  const sightings = (await seen()).filter(({ viewportId }) => viewportId === 'viewport-1');
  expectHonest(sightings, 1, slices);
  // Of what was passed only the few that were on their way came up, in that order, and none after the latest.
  const seenOnes = [...new Set(sightings.map(({ index: i }) => i))];
  expect(seenOnes).toEqual([...seenOnes].sort((a, b) => a - b));
  expect([seenOnes[0], seenOnes.at(-1)]).toEqual([first, wanted]);
  expect(seenOnes.length).toBeLessThanOrEqual(4);
});

test('the memory for images is kept to, and what is around the reader is in it', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('hangar.imageMemoryMB', '64'));
  const viewport = await open(page);
  const memory = page.getByTestId('memory');
  const limit = 64 * 1024 ** 2;
  await expect(memory).toHaveAttribute('data-limit', String(limit));
  const used = async () => Number(await memory.getAttribute('data-used'));
  await viewport.press('Home');
  await at(viewport, 0);
  await expect.poll(used, { timeout: 60_000 }).toBeGreaterThan(limit * 0.95);
  expect(await used()).toBeLessThanOrEqual(limit);

  const isHere = async (image: number) => {
    const { x, y } = await placeOf(viewport, image, slices);
    // From beside it: a move of no pixel is none.
    await page.mouse.move(x - 2, y + 3);
    await page.mouse.move(x, y);
    const shown = Number(await tip(viewport).getAttribute('data-index'));
    expect(Math.abs(shown - image)).toBeLessThan(3);
    return (await tip(viewport).getAttribute('data-here')) === 'true';
  };
  expect(await isHere(200)).toBe(true);
  await viewport.focus();
  await page.keyboard.press('End');
  await page.keyboard.press('PageUp');
  await at(viewport, slices - 11);
  // 512 images fit; the reader goes up from 989, so most of what is here lies before it.
  await expect.poll(() => isHere(800), { timeout: 60_000 }).toBe(true);
  await expect.poll(() => isHere(50)).toBe(false);
  expect(await used()).toBeLessThanOrEqual(limit);
  await rendered(viewport);
  expect(await sliceOnCanvas(viewport)).toEqual({ series: 1, number: slices - 10 });
});

test('the memory panel: what takes how much, free what is not on screen, another limit, by mouse and by keys', async ({
  page,
}) => {
  const viewport = await open(page, 2);
  await expect.poll(() => isLoaded(viewport)).toBe(true);
  const memory = page.getByTestId('memory');
  await expect(memory).toHaveAttribute('data-used', String(20 * imageBytes));
  await expect(memory).toHaveAccessibleName(/^Memory for images: 3 MB of /);
  await memory.click();
  const panel = page.getByTestId('memory-panel');
  const line = panel.locator(`[data-series-uid="${seriesUIDOf(study, 2)}"]`);
  await expect(line).toHaveText('CT 2 Twenty20 images, 3 MBin viewport 1');
  await expect(panel.getByTestId('memory-ahead')).toHaveText('256 MB');
  await panel.getByRole('button', { name: 'Free what is not on screen' }).click();
  await expect(line).toHaveAttribute('data-images', '1');
  await expect(memory).toHaveAttribute('data-used', String(imageBytes));
  await expect(panel.getByRole('button', { name: 'Free what is not on screen' })).toBeDisabled();
  await expect(viewport).toHaveAttribute('data-state', 'rendered');

  const limit = panel.getByRole('slider', { name: 'At most' });
  await limit.focus();
  await page.keyboard.press('Home');
  await expect(limit).toHaveAttribute('aria-valuetext', '128 MB');
  await expect(memory).toHaveAttribute('data-limit', String(128 * 1024 ** 2));
  await expect(panel.getByTestId('memory-ahead')).toHaveText('128 MB');
  expect(await page.evaluate(() => localStorage.getItem('hangar.imageMemoryMB'))).toBe('128');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(limit).not.toHaveAttribute('aria-valuetext', '128 MB');
  expect(await page.evaluate(() => localStorage.getItem('hangar.imageMemoryMB'))).toBeNull();
  await page.keyboard.press('Escape');
  await expect(panel).toHaveCount(0);

  // What was freed comes back when it is scrolled to.
  await viewport.focus();
  await page.keyboard.press('End');
  await at(viewport, 19);
  await expect.poll(() => sliceOnCanvas(viewport)).toEqual({ series: 2, number: 20 });
  await expect.poll(() => isLoaded(viewport)).toBe(true);
});

/** The code in the small picture beside the scroll bar. */
async function codeInTip(viewport: Locator) {
  const { width, height, data } = await tip(viewport)
    .locator('canvas')
    .evaluate((canvas: HTMLCanvasElement) => {
      const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
      return { width: canvas.width, height: canvas.height, data: [...(pixels?.data ?? [])] };
    });
  return readCode({ width, height, data }, { x: 0, y: 0, width, height });
}

test('pointing at the bar shows a small picture of what is there, with number and place, and asks for nothing', async ({
  page,
}) => {
  const viewport = await open(page, 2);
  await expect.poll(() => isLoaded(viewport)).toBe(true);
  const { urls } = recordRequests(page);
  for (const image of [0, 7, 19]) {
    const { x, y } = await placeOf(viewport, image, 20);
    await page.mouse.move(x, y);
    await expect(tip(viewport)).toHaveAttribute('data-index', String(image));
    await expect(tip(viewport)).toContainText(`${image + 1}/20`);
    await expect(tip(viewport)).toContainText(image === 0 ? 'H0 mm' : `H${image * 2.5} mm`);
    await expect.poll(() => codeInTip(viewport)).toEqual({ series: 2, number: image + 1 });
  }
  // Only looked at: the picture stays.
  await at(viewport, 9);
  await page.mouse.down();
  await at(viewport, 19);
  const { x, y } = await placeOf(viewport, 3, 20);
  await page.mouse.move(x, y, { steps: 8 });
  await at(viewport, 3);
  await expect.poll(() => codeInTip(viewport)).toEqual({ series: 2, number: 4 });
  await page.mouse.up();
  await page.mouse.move(x - 200, y);
  await expect(tip(viewport)).toHaveCount(0);
  expect(urls).toEqual([]);
});

test('the same by keyboard: the bar has the focus, keys move it, and the small picture follows', async ({
  page,
}) => {
  const viewport = await open(page, 2);
  await expect.poll(() => isLoaded(viewport)).toBe(true);
  await viewport.focus();
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(bar(viewport)).toBeFocused({ timeout: 200 });
  }).toPass();
  await expect(tip(viewport)).toHaveAttribute('data-index', '9');
  for (const [key, value] of [
    ['ArrowDown', 10],
    ['End', 19],
    ['PageUp', 9],
    ['Home', 0],
  ] as const) {
    await page.keyboard.press(key);
    await at(viewport, value);
    await expect(bar(viewport)).toHaveAttribute('aria-valuetext', `Image ${value + 1} of 20`);
    await expect(tip(viewport)).toHaveAttribute('data-index', String(value));
    await expect.poll(() => codeInTip(viewport)).toEqual({ series: 2, number: value + 1 });
  }
  await page.keyboard.press('Shift+Tab');
  await expect(tip(viewport)).toHaveCount(0);
});

test('the small picture is windowed and turned as the picture is', async ({ page }) => {
  const viewport = await open(page, 2);
  await expect.poll(() => isLoaded(viewport)).toBe(true);
  await viewport.press('i');
  await expect(viewport.getByTestId('overlay-view')).toContainText('inverted');
  const { x, y } = await placeOf(viewport, 5, 20);
  await page.mouse.move(x, y);
  await expect(tip(viewport)).toHaveAttribute('data-index', '5');
  const corner = () =>
    tip(viewport)
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => canvas.getContext('2d')?.getImageData(2, 2, 1, 1).data[0]);
  // The first block of the code is white.
  await expect.poll(corner).toBeLessThan(20);
  await page.keyboard.press('i');
  await expect.poll(corner).toBeGreaterThan(235);
  await page.keyboard.press('r');
  await expect
    .poll(() =>
      tip(viewport)
        .locator('canvas')
        .evaluate((canvas) => canvas.style.transform),
    )
    .toContain('rotate(90deg)');
});
