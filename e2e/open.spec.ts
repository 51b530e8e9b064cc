import type { Locator, Page } from '@playwright/test';
import { codedClip, codedStack, seriesUIDOf, sr, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { anyMetadata, hold, metadataOf, seriesListOf } from './routes.ts';
import {
  canvasPixels,
  chooseMode,
  expect,
  hooks,
  openStudy,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const study = studyUIDOf('open');
let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: 'open', series: 1, slices: 9, SeriesDescription: 'Axial brain' }),
      ...codedStack({ study: 'open', series: 2, slices: 4, SeriesDescription: 'Thin' }),
      codedClip({ study: 'open', series: 3, frames: 6, SeriesDescription: 'Clip' }),
      sr({ study: 'open', series: 4 }),
    ]),
  );
});
test.afterAll(() => archive.close());

/** A series' row while it has no display set: waiting or failed. */
const seriesRow = (page: Page, series: number): Locator =>
  hooks.browser(page).locator(`[data-series-row="${seriesUIDOf('open', series)}"]`);

async function isPicture(viewport: Locator): Promise<boolean> {
  const { data } = await canvasPixels(viewport);
  const greys = new Set<number>();
  for (let at = 0; at < data.length; at += 4) greys.add(data[at] ?? 0);
  return greys.size > 8;
}

test('series are listed with their counts before any metadata has come', async ({ page }) => {
  const metadata = await hold(page, anyMetadata);
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
  for (const [series, name] of [
    [1, 'Series 1, Axial brain, CT, 9 images'],
    [2, 'Series 2, Thin, CT, 4 images'],
    [3, 'Series 3, Clip, US, 1 image'],
  ] as const) {
    await expect(seriesRow(page, series)).toHaveAccessibleName(name);
    await expect(seriesRow(page, series)).toContainText(name.split(', ')[3] ?? '');
  }
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'true');
  await expect(hooks.thumbnails(page)).toHaveCount(0);
  expect(metadata.count()).toBeGreaterThan(0);
  await metadata.release();
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  await expect(hooks.thumbnails(page)).toHaveCount(4);
});

test('the first image series is on the screen without a click, and the overlay speaks of it', async ({
  page,
}) => {
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
  const first = hooks.viewport(page, 1);
  await rendered(first);
  await expect(first).toHaveAttribute('data-active', 'true');
  expect(await isPicture(first)).toBe(true);
  const code = await sliceOnCanvas(first);
  expect(code?.series).toBe(1);
  const index = Number(await first.getAttribute('data-image-index'));
  const overlay = first.getByTestId('viewport-overlay');
  await expect(overlay).toContainText('Axial brain');
  await expect(overlay.getByTestId('overlay-image')).toHaveText(`im ${index + 1}/9`);
  await expect(overlay).toContainText(`No. ${code?.number}`);
});

test('a later series that answers sooner does not take the first place', async ({ page }) => {
  const slow = await hold(page, metadataOf(seriesUIDOf('open', 1)));
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
  await expect(hooks.thumbnail(page, 'Thin')).toBeVisible();
  await expect(hooks.thumbnail(page, 'Clip')).toBeVisible();
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-state', 'empty');
  await slow.release();
  await rendered(hooks.viewport(page, 1));
  expect((await sliceOnCanvas(hooks.viewport(page, 1)))?.series).toBe(1);
});

for (const fault of [
  {
    name: 'HTTP 500',
    answer: { status: 500, body: 'out of order' },
    says: /failed while preparing this series/,
  },
  {
    name: 'invalid JSON',
    answer: { status: 200, contentType: 'application/dicom+json', body: '[{"0008' },
    says: /cannot be read|cut short/,
  },
  {
    name: 'HTTP 404',
    answer: { status: 404, body: '' },
    says: /does not have this series/,
  },
] as const) {
  test(`one series with ${fault.name}: the others load, the row says why, Retry brings it`, async ({
    page,
  }) => {
    let recovered = false;
    await page.route(metadataOf(seriesUIDOf('open', 2)), (route) =>
      recovered ? route.continue() : route.fulfill(fault.answer),
    );
    await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
    const row = seriesRow(page, 2);
    await expect(row).toHaveRole('alert');
    await expect(row).toContainText(fault.says);
    await expect(hooks.thumbnails(page)).toHaveCount(3);
    await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
    await expect(hooks.browser(page)).toHaveAttribute('data-received-instances', '11');
    await rendered(hooks.viewport(page, 1));

    const retry = row.getByRole('button', { name: 'Retry series 2' });
    await retry.click();
    await expect(row).toContainText(fault.says);
    recovered = true;
    await retry.click();
    await expect(hooks.thumbnail(page, 'Thin')).toBeVisible();
    await expect(row).toHaveCount(0);
    await expect(hooks.browser(page)).toHaveAttribute('data-received-instances', '15');
    await hooks.thumbnail(page, 'Thin').dblclick();
    await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-count', '4');
    await rendered(hooks.viewport(page, 1));
  });
}

test('one series that hangs: the others load and its row says that it is loading', async ({ page }) => {
  const hanging = await hold(page, metadataOf(seriesUIDOf('open', 2)));
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.thumbnails(page)).toHaveCount(3);
  await expect(seriesRow(page, 2)).toContainText('Loading');
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'true');
  await hanging.release();
  await expect(hooks.thumbnails(page)).toHaveCount(4);
});

test('a series that stays silent until the deadline gets an error with Retry', async ({ page }) => {
  await page.clock.install();
  const hanging = await hold(page, metadataOf(seriesUIDOf('open', 2)));
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
  await expect(hooks.thumbnails(page)).toHaveCount(3);
  await expect(async () => {
    await page.clock.fastForward('00:31');
    await expect(seriesRow(page, 2)).toContainText('did not answer for 30 s', { timeout: 500 });
  }).toPass();
  await hanging.release();
  await seriesRow(page, 2).getByRole('button', { name: 'Retry series 2' }).click();
  await expect(hooks.thumbnails(page)).toHaveCount(4);
});

test('what cannot be opened says what is the matter and what to do, each in its own words', async ({
  page,
}) => {
  const messages: string[] = [];
  const alert = page.getByRole('alert');
  const note = async (says: RegExp) => {
    await expect(alert.or(page.getByRole('status')).filter({ hasText: says }).first()).toBeVisible();
    messages.push(await alert.or(page.getByRole('status')).filter({ hasText: says }).first().innerText());
  };

  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=1.2.3.404`);
  await note(/does not hold 1\.2\.3\.404/);
  await expect(page.getByRole('link', { name: 'Back to the studies' })).toBeVisible();

  await page.route(seriesListOf(study), (route) =>
    route.fulfill({ contentType: 'application/dicom+json', body: '[]' }),
  );
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
  await note(/without a single series/);
  await expect(page.getByRole('button', { name: 'Back to the studies' })).toBeVisible();
  await page.unrouteAll();

  let down = true;
  await page.route(/\/dicom-web\//, (route) => (down ? route.abort('connectionrefused') : route.continue()));
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
  await note(/cannot be reached.*Check the network/s);
  down = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await rendered(hooks.viewport(page, 1));
  await expect(alert).toHaveCount(0);
  await page.unrouteAll();

  let signedIn = false;
  await page.route(/\/dicom-web\//, (route) =>
    signedIn ? route.continue() : route.fulfill({ status: 401, body: '' }),
  );
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
  await note(/Sign in/);
  signedIn = true;
  await page.getByRole('button', { name: 'Try again' }).click();
  await rendered(hooks.viewport(page, 1));

  expect(new Set(messages).size).toBe(4);
});

test('one of two studies is unknown: it is named, and the other opens', async ({ page }) => {
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study},1.2.3.404`);
  await expect(page.getByRole('alert').filter({ hasText: '1.2.3.404' })).toBeVisible();
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', '4');
});

test('a reload keeps what hangs where, and the layout; Back returns to the list', async ({ page }) => {
  await page.goto(archive.url);
  await hooks.study(page, study).dblclick();
  await rendered(hooks.viewport(page, 1));
  await hooks.thumbnail(page, 'Thin').dragTo(hooks.viewport(page, 2));
  await rendered(hooks.viewport(page, 2));
  await hooks.viewport(page, 2).press('End');
  await expect(hooks.viewport(page, 2)).toHaveAttribute('data-image-index', '3');
  await page.getByRole('button', { name: /Layout/ }).click();
  await page
    .getByRole('menu')
    .or(page.getByRole('dialog'))
    .getByRole('button', { name: /2 ?(by|×|x) ?2/ })
    .click();
  await expect(hooks.grid(page)).toHaveAttribute('data-rows', '2');
  const uids = await Promise.all(
    [1, 2].map((number) => hooks.viewport(page, number).getAttribute('data-display-set-uid')),
  );

  await page.reload();
  for (const number of [1, 2]) {
    await rendered(hooks.viewport(page, number));
    await expect(hooks.viewport(page, number)).toHaveAttribute(
      'data-display-set-uid',
      uids[number - 1] ?? '',
    );
  }
  await expect(hooks.viewport(page, 2)).toHaveAttribute('data-image-index', '3');
  expect((await sliceOnCanvas(hooks.viewport(page, 2)))?.series).toBe(2);
  await expect(hooks.grid(page)).toHaveAttribute('data-rows', '2');
  await expect(hooks.grid(page)).toHaveAttribute('data-columns', '2');

  await page.goBack();
  await expect(hooks.study(page, study)).toBeVisible();
  await page.goForward();
  await rendered(hooks.viewport(page, 2));
  await expect(hooks.viewport(page, 2)).toHaveAttribute('data-image-index', '3');
});

test('leaving a study while it loads leaves nothing behind', async ({ page }) => {
  const metadata = await hold(page, anyMetadata);
  await page.goto(archive.url);
  await hooks.study(page, study).dblclick();
  await expect.poll(() => metadata.count()).toBeGreaterThan(0);
  await page.getByRole('button', { name: 'Back to the studies' }).click();
  await expect(hooks.study(page, study)).toBeVisible();
  await metadata.release();
  await hooks.study(page, study).dblclick();
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.browser(page)).toHaveAttribute('data-received-instances', '15');
  await openStudy(page, archive, study);
  await chooseMode(page, 'raw');
  await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', '15');
});
