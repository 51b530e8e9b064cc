import type { Page } from '@playwright/test';
import {
  type FixtureObject,
  codedStack,
  pdf,
  sr,
  studyUIDOf,
  unknownClass,
  writeStudy,
} from './fixtures/objects.ts';
import { expect, hooks, openStudy, rendered, startArchive, test, type TestArchive } from './support.ts';

const HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> & <b>bold</b>';

/** An encapsulated document that says it is a PDF and is a page with a script. */
const htmlAsPdf = (): FixtureObject =>
  pdf({
    study: 'papers',
    series: 5,
    title: 'Page',
    attributes: {
      EncapsulatedDocument: new TextEncoder().encode('<!doctype html><script>alert(3)</script> '),
    },
  });

const neverRun = (page: Page) =>
  page.on('dialog', () => {
    throw new Error('a document opened a dialog');
  });

let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: 'papers', series: 1, slices: 3, SeriesDescription: 'Axial' }),
      sr({ study: 'papers', series: 2, finding: HOSTILE }),
      pdf({ study: 'papers', series: 3, title: 'Leaflet' }),
      unknownClass({ study: 'papers', series: 4, SeriesDescription: 'Strange' }),
      htmlAsPdf(),
    ]),
  );
});
test.afterAll(() => archive.close());

test('a structured report opens as a document with headings', async ({ page }) => {
  await openStudy(page, archive, studyUIDOf('papers'));
  await hooks.browser(page).locator('[data-modality="SR"]').dblclick();
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'document');
  await expect(viewport.getByRole('heading').first()).toBeVisible();
});

test('the text of a report is shown as text, whatever it says', async ({ page }) => {
  neverRun(page);
  await openStudy(page, archive, studyUIDOf('papers'));
  await hooks.browser(page).locator('[data-modality="SR"]').dblclick();
  const viewport = hooks.viewport(page, 1);
  await expect(viewport).toContainText(HOSTILE);
  await expect(viewport.locator('script, img, b')).toHaveCount(0);
});

test('a document that is no PDF is told, and not opened as what it is', async ({ page }) => {
  neverRun(page);
  await openStudy(page, archive, studyUIDOf('papers'));
  await hooks.thumbnail(page, 'Page').dragTo(hooks.viewport(page, 1));
  const viewport = hooks.viewport(page, 1);
  await expect(viewport.getByRole('alert')).toContainText(/PDF/);
  await expect(viewport.locator('canvas:visible, iframe, object, embed')).toHaveCount(0);
});

test('a PDF opens page by page, without running anything it contains', async ({ page }) => {
  neverRun(page);
  await openStudy(page, archive, studyUIDOf('papers'));
  await hooks.thumbnail(page, 'Leaflet').dragTo(hooks.viewport(page, 1));
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'document');
  await expect(viewport.locator('canvas').first()).toBeVisible();
});

test('an object that nothing can draw is listed, says why, and shows its tags', async ({ page }) => {
  await openStudy(page, archive, studyUIDOf('papers'));
  await expect(hooks.browser(page)).toHaveAttribute('data-unclaimed-instances', '1');
  await expect(hooks.browser(page)).toContainText('1 not displayable');
  await hooks.thumbnail(page, 'Cannot be displayed').dblclick();
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'tags');
  await expect(viewport).toContainText('SOPInstanceUID');
  await page.goto(`${archive.url}reports?StudyInstanceUIDs=${studyUIDOf('papers')}`);
  await rendered(hooks.viewport(page, 1));
});
