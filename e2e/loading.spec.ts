import type { Page } from '@playwright/test';
import { codedClip, codedStack, seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { anyFrame, hold, metadataOf } from './routes.ts';
import {
  expect,
  hooks,
  recordRequests,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const LARGE = 40;

let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: 'large', series: 1, slices: LARGE, SeriesDescription: 'Thin axial' }),
      ...codedStack({ study: 'large', series: 2, slices: 4, SeriesDescription: 'Thick' }),
      ...codedStack({ study: 'small', series: 1, slices: 5, SeriesDescription: 'Axial' }),
      codedClip({ study: 'small', series: 2, frames: 6, SeriesDescription: 'Clip' }),
      codedClip({ study: 'clip', series: 1, frames: 8, SeriesDescription: 'Clip' }),
      ...codedStack({ study: 'clip', series: 2, slices: 3, SeriesDescription: 'Stills' }),
    ]),
  );
});
test.afterAll(() => archive.close());

const open = (page: Page, name: string, more = '') =>
  page.goto(`${archive.url}viewer?StudyInstanceUIDs=${studyUIDOf(name)}${more}`);

/** The end of each address, without the study: enough to tell requests apart. */
const kinds = (urls: readonly string[]) =>
  urls.map((url) => {
    if (/\/frames\/\d+$/.test(url)) return `frame ${/instances\/[\d.]*?(\d+)\/frames/.exec(url)?.[1]}`;
    if (url.includes('/rendered')) return 'thumbnail';
    if (/instances\/[\d.]+\/metadata$/.test(url)) return 'one instance';
    if (/series\/[\d.]+\/metadata$/.test(url)) return 'series metadata';
    if (/\/instances\?/.test(url)) return 'which instance';
    if (/\/series\?/.test(url)) return 'series';
    return 'study';
  });
const withoutFrameNumber = (list: readonly string[]) =>
  list.map((kind) => kind.replace(/^frame .*/, 'frame'));

/** Notes in the page when the first picture is seen on a canvas of the grid. */
const watchCanvas = (page: Page) =>
  page.addInitScript(() => {
    const [side, bright] = [32, 100];
    const small = Object.assign(document.createElement('canvas'), { width: side, height: side });
    const context = small.getContext('2d', { willReadFrequently: true });
    const look = () => {
      for (const canvas of document.querySelectorAll<HTMLCanvasElement>('[data-viewport-id] canvas')) {
        if (!context || canvas.width === 0 || canvas.height === 0) continue;
        context.drawImage(canvas, 0, 0, side, side);
        const { data } = context.getImageData(0, 0, side, side);
        if (!data.some((value, i) => i % 4 < 3 && value > bright)) continue;
        document.documentElement.dataset['seenAt'] = String(performance.now());
        return;
      }
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });

/** What the page had asked the archive for when the first picture was seen. */
const askedBeforeSeen = (page: Page) =>
  page.evaluate(() => {
    const seenAt = Number(document.documentElement.dataset['seenAt']);
    const asked = performance.getEntriesByType('resource');
    return asked
      .filter(({ name, startTime }) => name.includes('/dicom-web/') && !(startTime > seenAt))
      .map(({ name }) => name);
  });

for (const { name, study, expected } of [
  { name: 'a small series', study: 'small', expected: ['frame', 'series', 'series metadata', 'study'] },
  {
    name: 'a clip',
    study: 'clip',
    // Which instance it is is asked for so that its frame need not wait for the metadata.
    expected: ['frame', 'series', 'series metadata', 'study', 'which instance'],
  },
  {
    name: 'a large series',
    study: 'large',
    expected: ['frame', 'one instance', 'series', 'study', 'which instance'],
  },
]) {
  test(`${name}: nothing is asked for that its first picture does not need`, async ({ page }) => {
    const requests = recordRequests(page);
    const frames = await hold(page, anyFrame);
    await watchCanvas(page);
    await open(page, study);
    await expect.poll(() => frames.count()).toBe(1);
    const before = withoutFrameNumber(kinds(requests.urls)).sort();
    expect(before).toEqual(expected);
    await frames.release();
    await rendered(hooks.viewport(page, 1));
    await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
    await expect(hooks.thumbnails(page)).toHaveCount(2);
    for (const thumbnail of await hooks.thumbnails(page).all())
      await expect(thumbnail).toHaveAttribute('data-thumbnail', 'image');
    // Not between its drawing and its being seen either.
    expect(withoutFrameNumber(kinds(await askedBeforeSeen(page))).sort()).toEqual(expected);
    // Whatever became of the early picture: nothing was asked for twice.
    await expect.poll(() => new Set(requests.urls).size === requests.urls.length).toBe(true);
  });
}

test('a large series is seen before it has come: its picture stays, and no word counts it until then', async ({
  page,
}) => {
  const metadata = await hold(page, metadataOf(seriesUIDOf('large', 1)));
  const requests = recordRequests(page);
  await open(page, 'large');
  const viewport = hooks.viewport(page, 1);
  await expect.poll(async () => (await sliceOnCanvas(viewport))?.series).toBe(1);
  const early = await sliceOnCanvas(viewport);
  await expect(viewport).toHaveAttribute('data-state', 'loading');
  await expect(viewport).toHaveAttribute('data-display-set-uid', '');
  expect(await viewport.getAttribute('data-image-count')).toBeNull();
  const overlay = viewport.getByTestId('viewport-overlay');
  await expect(overlay).toContainText('Thin axial');
  await expect(overlay).toContainText(`No. ${early?.number}`);
  await expect(overlay.getByTestId('overlay-image')).toHaveCount(0);
  // The rest comes meanwhile.
  await expect(hooks.thumbnail(page, 'Thick')).toHaveAttribute('data-thumbnail', 'image');

  await metadata.release();
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-image-count', String(LARGE));
  expect(await sliceOnCanvas(viewport)).toEqual(early);
  const index = Number(await viewport.getAttribute('data-image-index'));
  await expect(overlay.getByTestId('overlay-image')).toHaveText(`im ${index + 1}/${LARGE}`);
  await expect(overlay).toContainText(`No. ${early?.number}`);
  await expect.poll(() => kinds(requests.urls).filter((kind) => kind.startsWith('frame')).length).toBe(LARGE);
  expect(new Set(requests.urls).size).toBe(requests.urls.length);
});

test('a large series has its thumbnail before its metadata, and shows it on', async ({ page }) => {
  const metadata = await hold(page, metadataOf(seriesUIDOf('large', 1)));
  const requests = recordRequests(page);
  await open(page, 'large');
  const row = hooks.browser(page).locator(`[data-series-row="${seriesUIDOf('large', 1)}"]`);
  const picture = row.locator('img');
  await expect(picture).toBeVisible();
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBeGreaterThan(0);
  const url = await picture.getAttribute('src');
  const thumbnailsOfIt = () =>
    requests.urls.filter((one) => one.includes(seriesUIDOf('large', 1)) && one.includes('/rendered'));
  expect(thumbnailsOfIt()).toHaveLength(1);

  await metadata.release();
  const thumbnail = hooks.thumbnail(page, 'Thin axial');
  await expect(thumbnail).toHaveAttribute('data-thumbnail', 'image');
  await expect(thumbnail.locator('img')).toHaveAttribute('src', url ?? '');
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  expect(thumbnailsOfIt()).toHaveLength(1);
});

test('the reader who acts while only the early picture is here is not overruled', async ({ page }) => {
  const metadata = await hold(page, metadataOf(seriesUIDOf('large', 1)));
  await open(page, 'large');
  const viewport = hooks.viewport(page, 1);
  await expect.poll(async () => (await sliceOnCanvas(viewport))?.series).toBe(1);
  await hooks.thumbnail(page, 'Thick').dblclick();
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-image-count', '4');
  expect((await sliceOnCanvas(viewport))?.series).toBe(2);
  await metadata.release();
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  await expect(viewport).toHaveAttribute('data-image-count', '4');
  expect((await sliceOnCanvas(viewport))?.series).toBe(2);
});

test('the wheel that was turned while only the early picture is here takes the series one image on', async ({
  page,
}) => {
  const metadata = await hold(page, metadataOf(seriesUIDOf('large', 1)));
  await open(page, 'large');
  const viewport = hooks.viewport(page, 1);
  await expect.poll(async () => (await sliceOnCanvas(viewport))?.series).toBe(1);
  const early = await sliceOnCanvas(viewport);
  await viewport.hover();
  await page.mouse.wheel(0, 100);
  await metadata.release();
  await rendered(viewport);
  await expect.poll(() => sliceOnCanvas(viewport)).toEqual({ series: 1, number: (early?.number ?? 0) + 1 });
});

test('when the series cannot be had after all, its early picture goes and its row says why', async ({
  page,
}) => {
  await page.route(metadataOf(seriesUIDOf('large', 1)), (route) => route.fulfill({ status: 404, body: '' }));
  await open(page, 'large');
  await expect(hooks.browser(page).locator(`[data-series-row="${seriesUIDOf('large', 1)}"]`)).toContainText(
    'does not have this series',
  );
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  expect((await sliceOnCanvas(viewport))?.series).toBe(2);
});

test('the canvas with the picture is the first of its viewport', async ({ page }) => {
  await open(page, 'small');
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1).locator('canvas').first()).toBeVisible();
});
