import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { keyObjects, predecessor, segmentation } from './fixtures/derived.ts';
import { codedStack, seriesUIDOf, sr, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { hold, metadataOf } from './routes.ts';
import {
  expect,
  hooks,
  openStudy,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const name = 'derived';
const study = studyUIDOf(name);
const everyImage = { series: 1, instances: [1, 2, 3, 4, 5, 6] };
let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: name, series: 1, slices: 6, SeriesDescription: 'Axial' }),
      // Two images of a series that nobody sent.
      segmentation({ study: name, series: 2, images: [everyImage, { series: 9, instances: [1, 2] }] }),
      keyObjects({ study: name, series: 3, images: [{ series: 1, instances: [4] }] }),
      keyObjects({
        study: name,
        series: 4,
        SeriesDescription: 'Rejected',
        title: ['113001', 'Rejected for Quality Reasons'],
        images: [{ series: 1, instances: [2, 3] }],
      }),
      sr({ study: name, series: 5, title: 'First reading', image: { series: 1, instance: 5 } }),
      sr({
        study: name,
        series: 6,
        title: 'Second reading',
        attributes: { ...predecessor(name, 5), ContentTime: '150000' },
      }),
    ]),
  );
});
test.afterAll(() => archive.close());

const thumbnailOf = (page: Page, series: number) =>
  page.locator(`[data-testid="study-browser"] [data-series-uid="${seriesUIDOf(name, series)}"]`);
const card = (page: Page, viewport: number) => hooks.viewport(page, viewport).getByTestId('object-card');

async function showIn(page: Page, series: number, viewport: number) {
  await thumbnailOf(page, series).dragTo(hooks.viewport(page, viewport));
  await rendered(hooks.viewport(page, viewport));
}

// Three series are asked for at a time, by number: these are orders in which answers can come.
const orders: readonly (readonly number[])[] = [
  [1, 2, 3, 4, 5, 6],
  [3, 4, 5, 6, 2, 1],
  [2, 1, 4, 3, 6, 5],
];
for (const order of orders) {
  test(`references are the same when series arrive in the order ${order.join(', ')}`, async ({ page }) => {
    const held = new Map<number, Awaited<ReturnType<typeof hold>>>();
    for (const series of order) held.set(series, await hold(page, metadataOf(seriesUIDOf(name, series))));
    await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
    await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', '0');
    for (const [index, series] of order.entries()) {
      await held.get(series)?.release();
      await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', String(index + 1));
    }
    await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
    await showIn(page, 2, 2);
    await expect(card(page, 2)).toContainText('Axial');
    await expect(card(page, 2)).toContainText('6 of 6 images');
    await expect(card(page, 2)).toContainText('2 of 8 objects are not in this study');
    await showIn(page, 3, 2);
    await expect(card(page, 2)).toContainText('1 of 6 images');
    await expect(thumbnailOf(page, 1)).toHaveAccessibleName(
      /Warning: 2 of 6 images are rejected for quality reasons \(series 4\)/,
    );
    await expect(thumbnailOf(page, 5)).toHaveAccessibleName(
      /Warning: Superseded by “Second reading” of 2026-01-02 15:00 \(series 6\)/,
    );
    await expect(thumbnailOf(page, 6)).not.toHaveAccessibleName(/Superseded/);
  });
}

test('a card tells what is still on its way, and fills in when it has come', async ({ page }) => {
  const images = await hold(page, metadataOf(seriesUIDOf(name, 1)));
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
  await thumbnailOf(page, 2).dblclick();
  await rendered(hooks.viewport(page, 1));
  await expect(card(page, 1)).toContainText('8 of 8 objects are not here yet');
  await images.release();
  await expect(card(page, 1)).toContainText('6 of 6 images');
  await expect(card(page, 1)).toContainText('2 of 8 objects are not in this study');
});

test('a segmentation tells its segments, and shows its images in the next viewport', async ({ page }) => {
  await openStudy(page, archive, study);
  await showIn(page, 2, 1);
  const segments = card(page, 1).getByRole('list', { name: '2 segments' });
  await expect(segments.getByRole('listitem')).toHaveText([/Liver.*automatic, Fixture/, /Spleen/]);
  await expect(card(page, 1)).toContainText('Reader, Rita');
  await card(page, 1)
    .getByRole('button', { name: 'Show 1 Axial, 6 of 6 images, in the next viewport' })
    .click();
  await rendered(hooks.viewport(page, 2));
  await expect(hooks.viewport(page, 2)).toHaveAttribute('data-image-count', '6');
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-viewport-kind', 'card');
});

test('cards have no serious fault of accessibility', async ({ page }) => {
  await openStudy(page, archive, study);
  for (const series of [2, 4]) {
    await showIn(page, series, 1);
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    expect(violations.filter(({ impact }) => impact === 'serious' || impact === 'critical')).toEqual([]);
  }
});

test('a key image is opened by keyboard, on the image that was chosen', async ({ page }) => {
  await openStudy(page, archive, study, { extra: `&SeriesInstanceUID=${seriesUIDOf(name, 3)}` });
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await expect(card(page, 1)).toContainText('Of Interest');
  const button = card(page, 1).getByRole('button', { name: /^Show 1 Axial, 1 of 6 images/ });
  await button.focus();
  await button.press('Enter');
  await rendered(hooks.viewport(page, 2));
  expect(await sliceOnCanvas(hooks.viewport(page, 2))).toMatchObject({ number: 4 });
});

test('rejected images are marked on the stack and its scroll bar', async ({ page }) => {
  await openStudy(page, archive, study);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await expect(viewport.getByTestId('overlay-warning')).toHaveText(
    '2 of 6 images are rejected for quality reasons (series 4)',
  );
  await showIn(page, 4, 2);
  await expect(card(page, 2)).toContainText('the images are rejected for quality reasons');
});

test('a superseded report stays readable and leads to the current one', async ({ page }) => {
  await openStudy(page, archive, study);
  await showIn(page, 5, 1);
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-viewport-kind', 'document');
  await expect(hooks.viewport(page, 1)).toContainText('First reading');
  await hooks.viewport(page, 1).hover();
  await page.getByRole('button', { name: 'Viewport 1 menu' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Show in the card' }).click();
  await expect(card(page, 1)).toContainText('Superseded by “Second reading” of 2026-01-02 15:00 (series 6)');
  await card(page, 1)
    .getByRole('list', { name: 'Referred to by' })
    .getByRole('button', { name: /^Show 6 Second reading/ })
    .click();
  await expect(hooks.viewport(page, 2)).toContainText('Second reading');
});

test('a preview says what an object is about before it is dropped', async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  const from = await thumbnailOf(page, 2).boundingBox();
  const to = await hooks.viewport(page, 2).boundingBox();
  if (!from || !to) throw new Error('both are on the screen');
  await page.mouse.move(from.x + 20, from.y + 20);
  await page.mouse.down();
  await page.mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 8 });
  await expect(page.getByTestId('drop-preview')).toContainText(
    'Organs, 1 object, card; about series 1 Axial',
  );
  await page.mouse.up();
  await rendered(hooks.viewport(page, 2));
});

test('in a single viewport, what is referred to makes room for itself', async ({ page }) => {
  await openStudy(page, archive, study, { mode: 'raw' });
  await expect(hooks.grid(page)).toHaveAttribute('data-columns', '1');
  await thumbnailOf(page, 3).dblclick();
  await rendered(hooks.viewport(page, 1));
  await hooks.viewport(page, 1).hover();
  await page.getByRole('button', { name: 'Viewport 1 menu' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Show in the card' }).click();
  await card(page, 1)
    .getByRole('button', { name: /^Show 1 CT Image, instance 4/ })
    .click();
  await expect(hooks.grid(page)).toHaveAttribute('data-columns', '2');
  await rendered(hooks.viewport(page, 2));
  await expect(hooks.viewport(page, 2)).toHaveAccessibleName('Viewport 2: CT Image, instance 4');
});
