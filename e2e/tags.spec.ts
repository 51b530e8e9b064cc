import { type Locator, type Page } from '@playwright/test';
import { codedStack, instanceUIDOf, seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { phantom } from './fixtures/phantoms.ts';
import { expect, hooks, openStudy, rendered, startArchive, test, type TestArchive } from './support.ts';

const study = 'tags';
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study, series: 1, slices: 5, SeriesDescription: 'Axial' }),
      ...codedStack({ study, series: 2, slices: 3, Modality: 'MR', SeriesDescription: 'Other' }),
      ...phantom({
        study,
        series: 3,
        size: [32, 32, 9],
        spacing: [2, 2, 2],
        row: [1, 0, 0],
        column: [0, 1, 0],
        origin: [-32, -32, 0],
        ball: [0, 0, 8],
        enhanced: true,
        SeriesDescription: 'Enhanced',
      }),
    ]),
  );
});
test.afterAll(() => archive.close());

async function open(page: Page, series = 1): Promise<Locator> {
  await openStudy(page, archive, studyUIDOf(study), {
    extra: `&SeriesInstanceUID=${seriesUIDOf(study, series)}`,
  });
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  return viewport;
}

const row = (viewport: Locator, tag: string) => viewport.getByRole('row').filter({ hasText: tag });

test('one key shows the tags of the image that is looked at, and brings the image back', async ({ page }) => {
  const viewport = await open(page);
  await viewport.focus();
  await page.keyboard.press('End');
  await expect(viewport).toHaveAttribute('data-image-index', '4');
  await page.keyboard.press('Shift+T');
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'tags');
  await expect(viewport.getByText('Object 5 of 5')).toBeVisible();
  await viewport.getByRole('searchbox').fill('SOPInstanceUID');
  await expect(row(viewport, '(0008,0018)')).toContainText(instanceUIDOf(study, 1, 5));
  await viewport.focus();
  await page.keyboard.press('Shift+T');
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-image-index', '4');
});

test('an object is compared with its neighbour: what differs is marked, and can stand alone', async ({
  page,
}) => {
  const viewport = await open(page);
  await viewport.focus();
  await page.keyboard.press('Shift+T');
  await viewport.getByRole('combobox', { name: 'Compare with another object' }).selectOption('next');
  const number = row(viewport, '(0020,0013)');
  await viewport.getByRole('searchbox').fill('0020');
  await expect(number).toHaveAttribute('data-differs', 'true');
  await expect(number.getByRole('cell')).toHaveText(['(0020,0013)', 'IS', 'InstanceNumber', '3', '≠ 4']);
  await expect(row(viewport, '(0020,000D)')).not.toHaveAttribute('data-differs');
  await viewport.getByRole('searchbox').fill('');
  await viewport.getByRole('checkbox', { name: 'Differences only' }).check();
  await expect(row(viewport, '(0020,000D)')).toHaveCount(0);
  await expect(number).toBeVisible();
});

test('it is compared with what another viewport shows, also where that has other attributes', async ({
  page,
}) => {
  const viewport = await open(page);
  await page.getByRole('button', { name: 'Layout' }).click();
  await page.getByRole('button', { name: '1 by 2' }).click();
  await hooks.thumbnail(page, 'Other').dragTo(hooks.viewport(page, 2));
  await rendered(hooks.viewport(page, 2));
  await viewport.focus();
  await page.keyboard.press('Shift+T');
  const choice = viewport.getByRole('combobox', { name: 'Compare with another object' });
  await choice.selectOption({ label: 'Viewport 2: Other, image 2' });
  await viewport.getByRole('searchbox').fill('RescaleSlope');
  await expect(row(viewport, '(0028,1053)').getByRole('cell').last()).toHaveText('≠ absent');
  await viewport.getByRole('searchbox').fill('0008,0060');
  await expect(row(viewport, '(0008,0060)').getByRole('cell').last()).toHaveText('≠ MR');
});

test('of an enhanced object the frame that is looked at speaks for itself', async ({ page }) => {
  const viewport = await open(page, 3);
  await viewport.focus();
  await page.keyboard.press('Home');
  await expect(viewport).toHaveAttribute('data-image-index', '0');
  const frame = Number(await viewport.getAttribute('data-frame'));
  await page.keyboard.press('Shift+T');
  const choice = viewport.getByRole('combobox', { name: 'Frame' });
  await expect(choice).toHaveValue(String(frame));
  await viewport.getByRole('searchbox').fill('0020,0032');
  await expect(viewport.getByRole('row')).toHaveCount(2);
  await choice.selectOption('');
  await expect.poll(() => viewport.getByRole('row').count()).toBeGreaterThan(2);
});
