import { type Page } from '@playwright/test';
import { codedStack, seriesUIDOf, studyUIDOf, writeStudy, type FixtureOptions } from './fixtures/objects.ts';
import { hold, metadataOf } from './routes.ts';
import { expect, hooks, openStudy, rendered, startArchive, test, type TestArchive } from './support.ts';

const [now, before, stranger, nobody] = ['priors-now', 'priors-before', 'priors-stranger', 'priors-nobody'];
let archive: TestArchive;

const person = { PatientID: 'P-1', PatientName: 'Fixture^Prior', PatientBirthDate: '19700101' };
function stack(study: string, series: number, attributes: Record<string, unknown>, slices = 20) {
  const options: FixtureOptions = { study, series, attributes: { ...person, ...attributes } as never };
  return codedStack({ ...options, slices, SeriesDescription: `Axial ${study}` });
}

test.beforeAll(async () => {
  archive = await startArchive(async (folder) => {
    await writeStudy(folder, stack(now, 1, { StudyDate: '20260301' }));
    await writeStudy(folder, [
      ...stack(
        before,
        1,
        { StudyDate: '20240301', Modality: 'MR', SeriesDescription: 'Not of this kind' },
        3,
      ),
      ...stack(before, 2, { StudyDate: '20240301' }),
      ...stack(before, 3, { StudyDate: '20240301', SeriesDescription: 'Slow' }, 2),
    ]);
    await writeStudy(folder, stack(stranger, 1, { StudyDate: '20250301', PatientName: 'Other^Person' }, 3));
    await writeStudy(folder, stack(nobody, 1, { PatientID: '' }, 3));
  });
});
test.afterAll(() => archive.close());

const others = (page: Page) => page.getByTestId('other-studies');
const rowOf = (page: Page, study: string) =>
  others(page).locator(`[data-other-study="${studyUIDOf(study)}"]`);

async function open(page: Page, study = now) {
  await openStudy(page, archive, studyUIDOf(study));
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  return viewport;
}

test('the patient’s other studies are asked for on request, newest first, with a doubt where one is due', async ({
  page,
}) => {
  const queries: string[] = [];
  page.on('request', (request) => {
    if (/\/studies\?.*PatientID=P-1/.test(request.url())) queries.push(request.url());
  });
  await open(page);
  expect(queries).toEqual([]);
  await page.keyboard.press('Shift+Y');
  await expect(rowOf(page, stranger)).toContainText('Same ID, another name: Other, Person');
  expect(queries).toHaveLength(1);
  const listed = others(page).locator('[data-other-study]');
  await expect(listed).toHaveCount(2);
  await expect(listed.last()).toContainText('2 y earlier');
  await expect(listed.last()).not.toContainText('Same ID');
});

test('a prior opens beside the current study: nothing of it moves, the address names both, Back closes it', async ({
  page,
}) => {
  const viewport = await open(page);
  const uid = await viewport.getAttribute('data-sop-instance-uid');
  await page.keyboard.press('Shift+Y');
  await rowOf(page, before).getByRole('button', { name: /too/ }).click();
  await expect(hooks.thumbnail(page, `Axial ${before}`)).toBeVisible();
  await expect(page.getByTestId('study-browser')).toContainText('2 y earlier');
  await expect(viewport).toHaveAttribute('data-sop-instance-uid', uid ?? '');
  await expect(page).toHaveURL(new RegExp(`${studyUIDOf(now)},${studyUIDOf(before)}`));
  // It can be hung like any other, and says whose and when it is.
  await hooks.thumbnail(page, `Axial ${before}`).dblclick();
  await expect(viewport.getByTestId('prior-mark')).toHaveText('Other study: 2 y earlier');
  await page.goBack();
  await expect(hooks.thumbnail(page, `Axial ${before}`)).toHaveCount(0);
  await expect(viewport).toContainText('Its study has been closed.');
});

test('side by side with one key press more: the like of it, and the two scroll together', async ({
  page,
}) => {
  const viewport = await open(page);
  await page.keyboard.press('Shift+Y');
  await rowOf(page, before)
    .getByRole('button', { name: /side by side/ })
    .focus();
  await page.keyboard.press('Enter');
  const second = hooks.viewports(page).nth(1);
  await rendered(second);
  await expect(second.getByTestId('prior-mark')).toBeVisible();
  await expect(viewport.getByTestId('prior-mark')).toHaveCount(0);
  await expect(hooks.viewports(page).nth(1)).toHaveAttribute(
    'data-display-set-uid',
    (await hooks.thumbnail(page, `Axial ${before}`).getAttribute('data-display-set-uid')) ?? '',
  );
  const [here, there] = await Promise.all(
    [viewport, second].map(async (each) => Number(await each.getAttribute('data-image-index'))),
  );
  await viewport.focus();
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowDown');
  await expect(viewport).toHaveAttribute('data-image-index', String((here ?? 0) + 4));
  await expect(second).toHaveAttribute('data-image-index', String((there ?? 0) + 4));
});

test('a slow archive: the search says that it goes on, and can be cancelled and started again', async ({
  page,
}) => {
  await open(page);
  const held = await hold(page, /\/studies\?.*PatientID=P-1/);
  await page.keyboard.press('Shift+Y');
  await expect(others(page).getByRole('progressbar')).toBeVisible();
  await others(page).getByRole('button', { name: 'Cancel' }).press('Enter');
  await expect(others(page)).toContainText('Stopped before the archive had named them all.');
  await expect(others(page).getByRole('button', { name: /^Other studies/ })).toBeFocused();
  await held.release();
  await others(page).getByRole('button', { name: 'Search again' }).press('Enter');
  await expect(rowOf(page, before)).toBeVisible();
});

test('side by side does not wait for ever for a series of the other study, and names it', async ({
  page,
}) => {
  await page.clock.install();
  const viewport = await open(page);
  const held = await hold(page, metadataOf(seriesUIDOf(before, 3)));
  await page.keyboard.press('Shift+Y');
  await rowOf(page, before)
    .getByRole('button', { name: /side by side/ })
    .press('Enter');
  const tasks = page.getByTestId('tasks');
  await expect(tasks).toContainText('1 of 2 series are here');
  await expect(hooks.viewports(page).nth(1)).toHaveAttribute('data-state', 'empty');
  await page.clock.fastForward(11_000);
  const second = hooks.viewports(page).nth(1);
  await rendered(second);
  await expect(second.getByTestId('prior-mark')).toBeVisible();
  const said = page.getByText('Missing of that study: series 3, Slow (has not come yet).');
  await expect(said).toBeVisible();
  await held.release();
  await expect(viewport).toHaveAttribute('data-state', 'rendered');
});

test('a closed prior takes its images with it, and undo does not bring back what is not here', async ({
  page,
}) => {
  const viewport = await open(page);
  await page.keyboard.press('Shift+Y');
  await rowOf(page, before).getByRole('button', { name: /too/ }).click();
  await hooks.thumbnail(page, `Axial ${before}`).dblclick();
  await expect(viewport.getByTestId('prior-mark')).toBeVisible();
  await page.getByRole('button', { name: /^Close the study of/ }).click();
  await expect(viewport).toContainText('Its study has been closed.');
  await page.keyboard.press('Control+z');
  await expect(viewport).toHaveAttribute('data-state', 'rendered');
  await expect(viewport).toHaveAttribute('data-sop-instance-uid', /./);
  await expect(page).not.toHaveURL(new RegExp(studyUIDOf(before)));
});

test('without an ID, or without an answer, it says so', async ({ page }) => {
  await open(page, nobody);
  await page.keyboard.press('Shift+Y');
  await expect(others(page).getByRole('alert')).toContainText('no patient ID');
  await page.route(/\/studies\?.*PatientID/, (route) => route.fulfill({ status: 503 }));
  await page.goto(
    `${archive.url}viewer?StudyInstanceUIDs=${studyUIDOf(now)}&SeriesInstanceUID=${seriesUIDOf(now, 1)}`,
  );
  await rendered(hooks.viewport(page, 1));
  await page.keyboard.press('Shift+Y');
  await expect(others(page).getByRole('alert')).toBeVisible({ timeout: 30_000 });
  await page.unroute(/\/studies\?.*PatientID/);
  await others(page).getByRole('button', { name: 'Try again' }).click();
  await expect(rowOf(page, before)).toBeVisible();
});
