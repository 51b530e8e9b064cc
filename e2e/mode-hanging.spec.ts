import { codedStack, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { expect, hooks, openStudy, rendered, startArchive, test, type TestArchive } from './support.ts';

const mammogram = '1.2.840.10008.5.1.4.1.1.1.2';
const pet = '1.2.840.10008.5.1.4.1.1.128';
const view = (series: number, ImageLaterality: string, ViewPosition: string) =>
  codedStack({
    study: 'breasts',
    series,
    slices: 1,
    Modality: 'MG',
    SeriesDescription: 'Screening',
    attributes: { SOPClassUID: mammogram, ImageLaterality, ViewPosition },
  });
const petSeries = (study: string, FrameOfReferenceUID: string) =>
  codedStack({
    study,
    series: 2,
    slices: 5,
    Modality: 'PT',
    SeriesDescription: 'PET',
    attributes: { SOPClassUID: pet, FrameOfReferenceUID },
  });
const ctSeries = (study: string) =>
  codedStack({
    study,
    series: 1,
    slices: 5,
    SeriesDescription: 'CT',
    attributes: { FrameOfReferenceUID: '2.25.1' },
  });

let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...view(1, 'L', 'MLO'),
      ...view(2, 'L', 'CC'),
      ...view(3, 'R', 'MLO'),
      ...view(4, 'R', 'CC'),
      ...ctSeries('fused'),
      ...petSeries('fused', '2.25.1'),
      ...ctSeries('apart'),
      ...petSeries('apart', '2.25.2'),
    ]),
  );
});
test.afterAll(() => archive.close());

test('mammograms are hung by side and view, whatever their series numbers', async ({ page }) => {
  await openStudy(page, archive, studyUIDOf('breasts'), { mode: 'mammography' });
  for (const [index, name] of ['R CC', 'L CC', 'R MLO', 'L MLO'].entries()) {
    const viewport = hooks.viewport(page, index + 1);
    await rendered(viewport);
    await expect(viewport).toHaveAccessibleName(new RegExp(`Screening, ${name}$`));
    await expect(hooks.thumbnails(page).nth(index)).toContainText(name);
  }
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-active', 'true');
});

test('PET is fused on the CT of its frame of reference, and the picker says so', async ({ page }) => {
  await openStudy(page, archive, studyUIDOf('fused'), { mode: 'fusion' });
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1)).toHaveAccessibleName('Viewport 1: PET');
  const row = hooks.thumbnail(page, 'PET');
  await row.focus();
  await row.press('e');
  await expect(page.getByTestId('explain-panel')).toContainText('Fused on series 1 CT');
});

test('without a shared frame of reference the picker says why PET cannot be fused', async ({ page }) => {
  await openStudy(page, archive, studyUIDOf('apart'));
  await hooks.modePicker(page).click();
  const fusion = page.locator('[data-mode-option="fusion"]');
  await expect(fusion).toHaveAttribute('aria-disabled', 'true');
  await expect(fusion).toHaveAccessibleDescription(/No frame of reference has both PET and CT/);
  await expect(page.locator('[data-mode-option="volume"]')).not.toHaveAttribute('aria-disabled', 'true');
});
