import type { Page } from '@playwright/test';
import { codedStack, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { hold } from './routes.ts';
import { expect, hooks, recordRequests, rendered, startArchive, test, type TestArchive } from './support.ts';

const COUNT = 120;
/** Study 000 is the oldest; every third is an MR, every tenth patient is called Lindqvist. */
const name = (index: number) => `study-${String(index).padStart(3, '0')}`;
const day = (index: number) =>
  new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10).replaceAll('-', '');

let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(
      folder,
      Array.from({ length: COUNT }, (_, index) =>
        codedStack({
          study: name(index),
          slices: 1,
          rows: 32,
          columns: 32,
          Modality: index % 3 === 0 ? 'MR' : 'CT',
          attributes: {
            PatientName: index % 10 === 0 ? `Lindqvist^Sara ${index}` : `Okafor^Ben ${index}`,
            PatientID: `P${String(index).padStart(4, '0')}`,
            StudyDate: day(index),
            AccessionNumber: `ACC${index}`,
            StudyDescription: index === 42 ? 'Whole spine' : 'Routine',
          },
        }),
      ).flat(),
    ),
  );
});
test.afterAll(() => archive.close());

const rows = (page: Page) => hooks.studyList(page).locator('[data-study-uid]');
const filter = (page: Page, attribute: string) => hooks.studyList(page).locator(`[name="${attribute}"]`);

test('the newest studies come first, a page at a time, with only the rows in view drawn', async ({
  page,
}) => {
  await page.goto(archive.url);
  await expect(
    page.getByRole('grid', { name: 'Studies' }).or(page.getByRole('table', { name: 'Studies' })),
  ).toBeVisible();
  await expect(hooks.studyList(page)).toHaveAttribute('aria-busy', 'false');
  await expect(rows(page).first()).toHaveAttribute('data-study-uid', studyUIDOf(name(COUNT - 1)));
  expect(await rows(page).count()).toBeLessThan(50);
  await expect(page.getByText(`1–50 of ${COUNT}`)).toBeVisible();

  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText(`51–100 of ${COUNT}`)).toBeVisible();
  await expect(rows(page).first()).toHaveAttribute('data-study-uid', studyUIDOf(name(COUNT - 51)));
  await page.reload();
  await expect(page.getByText(`51–100 of ${COUNT}`)).toBeVisible();
});

/** All after the first 50. */
const theRest = /\/dicom-web\/studies\?.*offset=50/;

test('the first 50 are shown while the rest is on its way, and put in order when it is here', async ({
  page,
}) => {
  const rest = await hold(page, theRest);
  await page.goto(archive.url);
  await expect(rows(page).first()).toBeVisible();
  await expect.poll(() => rest.count()).toBe(1);
  await expect(hooks.studyList(page)).toHaveAttribute('aria-busy', 'true');
  await expect(page.getByText('The first 50 studies; the others are on their way').first()).toBeVisible();
  await rest.release();
  await expect(hooks.studyList(page)).toHaveAttribute('aria-busy', 'false');
  await expect(rows(page).first()).toHaveAttribute('data-study-uid', studyUIDOf(name(COUNT - 1)));
  await expect(page.getByText(`${COUNT} studies`).first()).toBeVisible();
  await expect(page.getByText(`1–50 of ${COUNT}`)).toBeVisible();
});

test('the first 50 stay when the rest cannot be had, and that is said', async ({ page }) => {
  await page.route(theRest, (route) => route.fulfill({ status: 500, body: '' }));
  await page.goto(archive.url);
  await expect(page.getByText('the others could not be listed').first()).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  await expect(hooks.studyList(page)).toHaveAttribute('aria-busy', 'false');
  await page.unroute(theRest);
  await page.getByRole('button', { name: 'Search again' }).click();
  await expect(page.getByText(`1–50 of ${COUNT}`)).toBeVisible();
});

test('rows that the reader is among stay where they are until the reader leaves them or asks', async ({
  page,
}) => {
  for (const leave of ['pointer', 'button'] as const) {
    await page.mouse.move(1, 1);
    const rest = await hold(page, theRest);
    await page.goto(archive.url);
    await expect.poll(() => rest.count()).toBe(1);
    const third = rows(page).nth(2);
    const uid = (await third.getAttribute('data-study-uid')) ?? '';
    await third.hover();
    await rest.release();
    await expect(page.getByRole('button', { name: 'Show all in order' })).toBeVisible();
    await expect(hooks.studyList(page)).toHaveAttribute('aria-busy', 'false');
    await expect(third).toHaveAttribute('data-study-uid', uid);
    if (leave === 'pointer') await page.mouse.move(1, 1);
    else await page.getByRole('button', { name: 'Show all in order' }).press('Enter');
    await expect(page.getByRole('button', { name: 'Show all in order' })).toHaveCount(0);
    await expect(rows(page).first()).toHaveAttribute('data-study-uid', studyUIDOf(name(COUNT - 1)));
    await page.unroute(theRest);
  }
});

test('the archive is asked before the code that draws the list is here, and once', async ({ page }) => {
  const studies: string[] = [];
  const configurations: string[] = [];
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route('**/assets/index-*.js', async (route) => {
    await held;
    await route.continue();
  });
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    if (pathname.endsWith('/studies')) studies.push(request.url());
    if (pathname.endsWith('/config.json')) configurations.push(request.url());
  });
  const opened = page.goto(`${archive.url}?PatientName=lindqvist`);
  await expect.poll(() => studies.length).toBe(1);
  await expect(hooks.studyList(page)).toHaveCount(0);
  release();
  await opened;
  await expect(rows(page)).toHaveCount(12);
  await expect(hooks.studyList(page)).toHaveAttribute('aria-busy', 'false');
  expect(studies).toHaveLength(1);
  // The preload and what takes it are one request.
  expect(new Set(configurations).size).toBe(1);

  await page.getByRole('button', { name: 'Search again' }).click();
  await expect.poll(() => studies.length).toBe(2);
});

test('filtering starts by itself, is in the address, and survives a reload and Back', async ({ page }) => {
  await page.goto(archive.url);
  await expect(rows(page).first()).toBeVisible();
  await filter(page, 'PatientName').fill('lindqvist');
  await expect(page.getByText('1–12 of 12')).toBeVisible();
  expect(new URL(page.url()).searchParams.get('PatientName')).toBe('lindqvist');

  await filter(page, 'ModalitiesInStudy').fill('MR');
  await filter(page, 'ModalitiesInStudy').press('Enter');
  await expect(page.getByText('1–4 of 4')).toBeVisible();
  await page.reload();
  await expect(page.getByText('1–4 of 4')).toBeVisible();
  await expect(filter(page, 'PatientName')).toHaveValue('lindqvist');

  await rows(page).first().dblclick();
  await rendered(hooks.viewport(page, 1));
  await page.goBack();
  await expect(page.getByText('1–4 of 4')).toBeVisible();
});

test('each attribute filters by its own QIDO-RS name', async ({ page }) => {
  const cases: readonly (readonly [string, string, string])[] = [
    ['PatientID', 'P0007', name(7)],
    ['AccessionNumber', 'ACC33', name(33)],
    ['StudyDescription', 'spine', name(42)],
    ['StudyDate', '2026-02-01', name(31)],
  ];
  for (const [attribute, value, study] of cases) {
    await page.goto(archive.url);
    await expect(rows(page).first()).toBeVisible();
    const asked = page.waitForRequest((request) => new URL(request.url()).searchParams.has(attribute));
    await filter(page, attribute).fill(value);
    await filter(page, attribute).press('Enter');
    await asked;
    await expect(page.getByText('1–1 of 1')).toBeVisible();
    await expect(rows(page)).toHaveAttribute('data-study-uid', studyUIDOf(study));
  }
});

test('a column header sorts, both ways, and says so', async ({ page }) => {
  await page.goto(archive.url);
  await expect(rows(page).first()).toBeVisible();
  const header = hooks.studyList(page).getByRole('columnheader', { name: 'Patient ID' });
  await header.getByRole('button').first().click();
  await expect(rows(page).first()).toHaveAttribute('data-study-uid', studyUIDOf(name(0)));
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await header.getByRole('button').first().click();
  await expect(rows(page).first()).toHaveAttribute('data-study-uid', studyUIDOf(name(COUNT - 1)));
  await expect(header).toHaveAttribute('aria-sort', 'descending');
});

test('by keyboard: down, down, Enter opens; the panel shows the series of what is selected', async ({
  page,
}) => {
  await page.goto(archive.url);
  await rows(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const third = name(COUNT - 3);
  await expect(rows(page).and(page.locator('[aria-selected="true"]'))).toHaveAttribute(
    'data-study-uid',
    studyUIDOf(third),
  );
  const panel = page
    .getByRole('complementary')
    .or(page.getByRole('region', { name: 'Selected study' }))
    .first();
  await expect(panel).toContainText(`P${String(COUNT - 3).padStart(4, '0')}`);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(
    new RegExp(`/viewer\\?StudyInstanceUIDs=${studyUIDOf(third).replaceAll('.', '\\.')}`),
  );
  await rendered(hooks.viewport(page, 1));
});

test('the row’s menu offers each mode that suits, and the reason for one that does not', async ({ page }) => {
  await page.goto(archive.url);
  await rows(page).first().click({ button: 'right' });
  const menu = page.getByRole('menu');
  await expect(menu.getByRole('menuitem', { name: 'General', exact: true })).toBeVisible();
  const cine = menu.locator('[data-mode-option="cine"]');
  await expect(cine).toHaveAttribute('aria-disabled', 'true');
  await expect(cine).toContainText(/\w+ \w+/);
  await menu.locator('[data-mode-option="raw"]').click();
  await expect(page).toHaveURL(/\/raw\?/);
});

test('nothing found, and an archive that fails: each says what to do, and Try again does it', async ({
  page,
}) => {
  await page.goto(`${archive.url}?PatientName=nobody-of-this-name`);
  await expect(page.getByText(/No stud(y|ies) match/)).toBeVisible();
  await page.getByRole('button', { name: /Clear/ }).last().click();
  await expect(page.getByText(`1–50 of ${COUNT}`)).toBeVisible();

  for (const [status, words] of [
    [401, /sign in/i],
    [403, /may not/i],
    [500, /failed to answer/i],
  ] as const) {
    await page.route(/\/dicom-web\/studies\?/, (route) => route.fulfill({ status, body: '' }));
    await page.goto(archive.url);
    await expect(page.getByRole('alert')).toContainText(words, { timeout: 30_000 });
    await page.unroute(/\/dicom-web\/studies\?/);
    await page.getByRole('button', { name: /Try again/ }).click();
    await expect(page.getByText(`1–50 of ${COUNT}`)).toBeVisible();
  }
  await page.route(/\/dicom-web\/studies\?/, (route) => route.abort('connectionrefused'));
  await page.goto(archive.url);
  await expect(page.getByRole('alert')).toContainText(/cannot be reached/i, { timeout: 30_000 });
});

test('typing fast asks once, and an answer to an old question is never shown', async ({ page }) => {
  await page.goto(archive.url);
  await expect(rows(page).first()).toBeVisible();
  const requests = recordRequests(page);
  await filter(page, 'PatientName').pressSequentially('lindqvist', { delay: 20 });
  await expect(page.getByText('1–12 of 12')).toBeVisible();
  const searches = requests.urls.filter((url) => url.includes('PatientName'));
  expect(searches.length).toBeLessThanOrEqual(3);
});

test('text of a file is shown as text, whatever it says', async ({ page }) => {
  const hostile = await startArchive((folder) =>
    writeStudy(
      folder,
      codedStack({
        study: 'hostile',
        slices: 1,
        rows: 32,
        columns: 32,
        SeriesDescription: '<img src=x onerror=alert(2)>',
        attributes: {
          PatientName: '<script>alert(1)</script>',
          PatientID: '"><b>bold</b>',
          StudyDescription: 'a \u202e desrever <i>b</i>',
          StudyDate: '20260101',
        },
      }),
    ),
  );
  page.on('dialog', () => {
    throw new Error('text of a file was run');
  });
  try {
    await page.goto(hostile.url);
    const row = hooks.study(page, studyUIDOf('hostile'));
    await expect(row).toContainText('<script>alert(1)</script>');
    await expect(row).toContainText('"><b>bold</b>');
    await row.click();
    const panel = page.getByRole('region', { name: 'Selected study' });
    await expect(panel).toContainText('<img src=x onerror=alert(2)>');
    await expect(page.locator('script:not([src]), img[src="x"], [data-study-uid] :is(b, i)')).toHaveCount(0);
    // A character that turns the writing direction must not turn what stands beside it.
    await expect(row.locator('bdi').first()).toBeVisible();
  } finally {
    await hostile.close();
  }
});

test('pages go on through an archive that answers with fewer than it is asked for', async ({ page }) => {
  await page.route(/\/dicom-web\/studies\?/, async (route) => {
    const url = new URL(route.request().url());
    url.searchParams.set('limit', '40');
    const answer = await route.fetch({ url: url.href });
    await route.fulfill({ response: answer });
  });
  await page.goto(archive.url);
  await expect(page.getByText(/^1–50 of/)).toBeVisible();
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText(/^51–100 of/)).toBeVisible();
  await page.getByRole('button', { name: 'Next page' }).click();
  await expect(page.getByText(`101–${COUNT} of ${COUNT}`)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Next page' })).toBeDisabled();
  await expect(rows(page).last()).toHaveAttribute('data-study-uid', studyUIDOf(name(0)));
});

test('an archive that ignores the limit and the offset is listed once, not over and over', async ({
  page,
}) => {
  const asked: string[] = [];
  await page.route(/\/dicom-web\/studies\?/, async (route) => {
    const url = new URL(route.request().url());
    asked.push(url.search);
    url.searchParams.set('limit', '10000');
    url.searchParams.delete('offset');
    const answer = await route.fetch({ url: url.href });
    const headers = answer.headers();
    delete headers['x-total-count'];
    await route.fulfill({ response: answer, headers });
  });
  await page.goto(archive.url);
  await expect(page.getByText(/^1–50 of/)).toBeVisible();
  for (const shown of ['51–100', `101–${COUNT}`]) {
    await page.getByRole('button', { name: 'Next page' }).click();
    await expect(page.getByText(new RegExp(`^${shown} of`))).toBeVisible();
  }
  await expect(rows(page).last()).toHaveAttribute('data-study-uid', studyUIDOf(name(0)));
  expect(asked.length).toBeLessThanOrEqual(3);
});

test('the panel says when the series cannot be listed, and Try again lists them', async ({ page }) => {
  await page.route(/\/dicom-web\/studies\/[^/]+\/series\?/, (route) =>
    route.fulfill({ status: 500, body: '' }),
  );
  await page.goto(archive.url);
  await rows(page).first().click();
  const panel = page.getByRole('region', { name: 'Selected study' });
  await expect(panel.getByRole('alert')).toContainText('cannot be listed', { timeout: 30_000 });
  await page.unroute(/\/dicom-web\/studies\/[^/]+\/series\?/);
  await panel.getByRole('button', { name: 'Try again' }).click();
  await expect(panel.getByRole('alert')).toHaveCount(0);
  await expect(panel.getByRole('region', { name: 'Series', exact: true }).getByRole('listitem')).toHaveCount(
    1,
  );
});

test('a study opens without an empty page between, when its code is here', async ({ page }) => {
  await page.goto(archive.url);
  // Asked for when the study page's own code has come.
  const isHere = () =>
    page.evaluate(() =>
      performance.getEntriesByType('resource').some(({ name: url }) => /mountStack/.test(url)),
    );
  await expect.poll(isHere).toBe(true);
  await page.evaluate(() => {
    const find = (selector: string) => document.querySelector(selector) !== null;
    new MutationObserver(() => {
      if (!find('[data-testid="study-list"]') && !find('[data-viewport-id]')) console.log('an empty page');
    }).observe(document.body, { childList: true, subtree: true });
  });
  const said: string[] = [];
  page.on('console', (message) => said.push(message.text()));
  await rows(page).first().dblclick();
  await rendered(hooks.viewport(page, 1));
  expect(said).not.toContain('an empty page');
});
