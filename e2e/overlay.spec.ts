import { type Locator, type Page } from '@playwright/test';
import { codedClip, codedStack, seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { expect, hooks, openStudy, rendered, startArchive, test, type TestArchive } from './support.ts';

const study = 'overlay';
const other = 'overlay-other';
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive(async (folder) => {
    await writeStudy(folder, [
      ...codedStack({ study, series: 1, slices: 5, SeriesDescription: 'Axial' }),
      codedClip({ study, series: 2, frames: 8, frameTime: 100, SeriesDescription: 'Clip' }),
      ...codedStack({
        study,
        series: 3,
        slices: 1,
        Modality: 'CR',
        SeriesDescription: 'At the detector',
        // A projection has no plane in the patient.
        attributes: {
          ImagerPixelSpacing: [0.9375, 0.9375],
          ImageOrientationPatient: undefined,
          ImagePositionPatient: undefined,
        },
      }),
    ]);
    await writeStudy(folder, codedStack({ study: other, series: 1, slices: 3, SeriesDescription: 'Other' }));
  });
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

const said = (viewport: Locator, item: string) => viewport.locator(`[data-overlay-item="${item}"]`);
const settings = (page: Page) => page.getByTestId('overlay-settings');

test('the corners say what is usual for the kind of image, and nothing that is not known', async ({
  page,
}) => {
  const viewport = await open(page);
  await expect(said(viewport, 'patientName')).toHaveText('Fixture, Test');
  await expect(said(viewport, 'thickness')).toHaveText('Th 2.5 mm');
  await expect(said(viewport, 'echoTime')).toHaveCount(0);
  await page.keyboard.press('End');
  await expect(said(viewport, 'image')).toHaveText('im 5/5');
  await page.keyboard.press('o');
  await expect(viewport.getByTestId('viewport-overlay')).toHaveCount(0);
});

test('items are chosen by keyboard, seen at once, kept after a reload, and put back', async ({ page }) => {
  const viewport = await open(page);
  await viewport.focus();
  await page.keyboard.press('Shift+O');
  const upperLeft = settings(page).locator('[data-overlay-corner="topLeft"]');
  await expect(upperLeft.locator('[data-overlay-choice="patientName"]')).toContainText('Fixture, Test');
  await upperLeft.getByRole('combobox').focus();
  await page.keyboard.type('Birth');
  await page.keyboard.press('Enter');
  await expect(upperLeft.locator('[data-overlay-choice="birthDate"]')).toBeVisible();
  await expect(said(viewport, 'birthDate')).toHaveText(/\* .*1970/);
  await page.getByRole('button', { name: 'Birth date: up' }).press('Enter');
  await expect(upperLeft.locator('[data-overlay-choice]').nth(-2)).toHaveAttribute(
    'data-overlay-choice',
    'birthDate',
  );
  await page.getByRole('button', { name: 'Do not say: Slice thickness' }).press('Enter');
  await page.keyboard.press('Escape');
  await expect(settings(page)).toHaveCount(0);
  await expect(said(viewport, 'thickness')).toHaveCount(0);

  await page.reload();
  await rendered(viewport);
  await expect(said(viewport, 'birthDate')).toBeVisible();
  await expect(said(viewport, 'thickness')).toHaveCount(0);
  await viewport.focus();
  await page.keyboard.press('Shift+O');
  await page.getByRole('button', { name: 'As it comes' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(said(viewport, 'thickness')).toBeVisible();
  await expect(said(viewport, 'birthDate')).toHaveCount(0);
});

test('another kind of images keeps its own text', async ({ page }) => {
  const viewport = await open(page, 2);
  await viewport.focus();
  await page.keyboard.press('Shift+O');
  await expect(settings(page).getByRole('combobox', { name: 'Kind of images' })).toHaveValue('US');
  await page.getByRole('button', { name: 'Do not say: Image and how many there are' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(said(viewport, 'image')).toHaveCount(0);
  await hooks.thumbnail(page, 'Axial').dblclick();
  await expect(said(viewport, 'image')).toHaveText('im 3/5');
});

test('with two studies open every viewport names patient and date, also without text', async ({ page }) => {
  await openStudy(page, archive, `${studyUIDOf(study)},${studyUIDOf(other)}`);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await page.keyboard.press('o');
  await expect(said(viewport, 'image')).toHaveCount(0);
  await expect(said(viewport, 'patientName')).toHaveText('Fixture, Test');
  await expect(said(viewport, 'patient')).toContainText('T-overlay');
  await expect(said(viewport, 'studyDate')).toContainText('2026');
});

test('the scale bar is as long as it says, and says where at the detector; a clip without spacing has none', async ({
  page,
}) => {
  const viewport = await open(page);
  const bar = viewport.getByTestId('scale-bar');
  await expect(bar).toHaveText('5 cm');
  // Fitted, 256 columns of 0.9375 mm are as wide as the shorter side of the picture's ground.
  const box = await viewport.locator('[data-host]').boundingBox();
  const shorter = Math.min(box?.width ?? 0, box?.height ?? 0);
  const length = Number(await bar.getAttribute('data-length'));
  expect(length / ((50 / (256 * 0.9375)) * shorter)).toBeCloseTo(1, 2);
  await hooks.thumbnail(page, 'At the detector').dblclick();
  await expect(bar).toHaveText('5 cm at the detector');
  await hooks.thumbnail(page, 'Clip').dblclick();
  await expect(viewport.getByText('Not calibrated: pixels only')).toBeVisible();
  await expect(bar).toHaveCount(0);
});
