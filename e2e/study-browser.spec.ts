import type { Page } from '@playwright/test';
import {
  brokenPixels,
  codedClip,
  codedStack,
  manySeries,
  pdf,
  sr,
  studyUIDOf,
  unknownClass,
  writeStudy,
} from './fixtures/objects.ts';
import { anyRendered } from './routes.ts';
import {
  chooseMode,
  expect,
  hooks,
  openStudy,
  recordRequests,
  rendered,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const study = studyUIDOf('list');
let archive: TestArchive;
test.beforeAll(async () => {
  const at = (SeriesTime: string) => ({ SeriesDate: '20260102', SeriesTime });
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({
        study: 'list',
        series: 1,
        slices: 3,
        SeriesDescription: 'Axial',
        attributes: at('120500'),
      }),
      ...codedStack({
        study: 'list',
        series: 2,
        slices: 9,
        missing: [4, 5],
        SeriesDescription: 'With a gap',
        attributes: at('120400'),
      }),
      ...codedStack({
        study: 'list',
        series: 10,
        Modality: 'MR',
        slices: 4,
        SeriesDescription: 'T2 tse',
        attributes: at('120300'),
      }),
      codedClip({
        study: 'list',
        series: 11,
        frames: 12,
        SeriesDescription: 'Clip',
        attributes: at('120200'),
      }),
      sr({ study: 'list', series: 12, attributes: at('120600') }),
      pdf({ study: 'list', series: 13, attributes: at('120700') }),
      brokenPixels({ study: 'list', series: 14, attributes: at('120800') }),
      unknownClass({ study: 'list', series: 15, attributes: at('120900') }),
    ]),
  );
});
test.afterAll(() => archive.close());

test.use({ viewport: { width: 1280, height: 1000 } });

const numbers = (page: Page) =>
  hooks
    .thumbnails(page)
    .evaluateAll((elements) =>
      elements
        .sort((a, b) => Number(a.getAttribute('aria-posinset')) - Number(b.getAttribute('aria-posinset')))
        .map((element) => Number(/^Series (\d+)/.exec(element.getAttribute('aria-label') ?? '')?.[1])),
    );

test('every set has its picture or an honest glyph, and none stays pending', async ({ page }) => {
  await openStudy(page, archive, study);
  await expect(hooks.thumbnails(page)).toHaveCount(8);
  await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
  for (const [text, status] of [
    ['Axial', 'image'],
    ['Clip', 'image'],
    ['Radiology Report', 'icon'],
    ['Fixture document', 'icon'],
    ['Private object', 'icon'],
  ] as const) {
    const thumbnail = hooks.thumbnail(page, text);
    await expect(thumbnail).toHaveAttribute('data-thumbnail', status);
    await expect(thumbnail.locator(status === 'image' ? 'img' : 'svg').first()).toBeVisible();
  }
  await expect(hooks.thumbnail(page, 'Broken')).toHaveAttribute('data-thumbnail', /icon|error/);
  const widths = await page
    .locator('[data-thumbnail="image"] img')
    .evaluateAll((images) =>
      images.map((image) => image instanceof HTMLImageElement && image.naturalWidth > 1),
    );
  expect(widths.every(Boolean)).toBe(true);
});

test('a server that renders nothing: the viewer makes the pictures', async ({ page }) => {
  await page.route(anyRendered, (route) => route.fulfill({ status: 404, body: '' }));
  await openStudy(page, archive, study);
  for (const text of ['Axial', 'With a gap', 'T2 tse', 'Clip']) {
    await expect(hooks.thumbnail(page, text)).toHaveAttribute('data-thumbnail', 'image');
  }
  await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
  const varied = await page.locator('[data-thumbnail="image"] img').evaluateAll(async (images) => {
    const greys = async (image: Element) => {
      if (!(image instanceof HTMLImageElement)) return 0;
      await image.decode();
      const canvas = document.createElement('canvas');
      canvas.width = image.naturalWidth;
      canvas.height = image.naturalHeight;
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const data = context?.getImageData(0, 0, canvas.width, canvas.height).data ?? [];
      return new Set(data.filter((_, at) => at % 4 === 0)).size;
    };
    return Promise.all(images.map(greys));
  });
  expect(varied.every((count) => count > 8)).toBe(true);
});

test('a row and its accessible name say description, modality, number and count', async ({ page }) => {
  await openStudy(page, archive, study);
  for (const [text, name, count] of [
    ['Axial', 'Series 1, Axial, CT, 3 images', '3 images'],
    ['Clip', 'Series 11, Clip, US, 1 clip, 12 frames', '1 clip, 12 frames'],
    ['Radiology Report', 'Series 12, Radiology Report, SR, 1 document', '1 document'],
    ['Fixture document', 'Series 13, Fixture document, DOC, 1 document', '1 document'],
  ] as const) {
    const thumbnail = hooks.thumbnail(page, text);
    await expect(thumbnail).toHaveAccessibleName(new RegExp(`^${name}`));
    await expect(thumbnail).toContainText(count);
  }
  const gap = hooks.thumbnail(page, 'With a gap');
  await expect(gap).toHaveAccessibleName(/Warning: .*missing/);
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.thumbnail(page, 'Axial')).toHaveAccessibleName(/shown in viewport 1$/);
});

test('sorted by number and by date, both ways: 2 comes before 10', async ({ page }) => {
  await openStudy(page, archive, study);
  const up = [1, 2, 10, 11, 12, 13, 14, 15];
  const byDate = [11, 10, 2, 1, 12, 13, 14, 15];
  for (const [choice, order] of [
    ['Series number, lowest first', up],
    ['Series number, highest first', [...up].reverse()],
    ['Date and time, oldest first', byDate],
    ['Date and time, newest first', [...byDate].reverse()],
    ['As the mode orders them', up],
  ] as const) {
    await page.getByRole('button', { name: 'Sort series' }).click();
    await page.getByRole('menuitemradio', { name: choice }).click();
    await expect.poll(() => numbers(page)).toEqual(order);
  }
});

test('filtered by text, by modality and by warning; cleared with Escape', async ({ page }) => {
  await openStudy(page, archive, study);
  const filter = page.getByRole('searchbox', { name: 'Filter series' });
  for (const [text, left] of [
    ['tse', [10]],
    ['MR', [10]],
    ['ct', [1, 2, 14]],
    ['15', [15]],
  ] as const) {
    await filter.fill(text);
    await expect.poll(() => numbers(page)).toEqual(left);
  }
  await filter.fill('nothing like it');
  await expect(hooks.browser(page)).toContainText('No series matches');
  await filter.press('Escape');
  await expect(hooks.thumbnails(page)).toHaveCount(8);

  const warnings = page.getByRole('button', { name: 'Only series with warnings' });
  await warnings.click();
  await expect(warnings).toHaveAttribute('aria-pressed', 'true');
  await expect(hooks.thumbnail(page, 'With a gap')).toBeVisible();
  await expect(hooks.thumbnail(page, 'T2 tse')).toHaveCount(0);
  await warnings.click();
  await expect(hooks.thumbnails(page)).toHaveCount(8);
  // What is filtered out is not lost: the numbers are those of the study.
  await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', '8');
});

test('the list by keyboard: arrows, Home, End, Enter and numbers', async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  const list = page.getByRole('listbox', { name: 'Series' });
  await page.getByRole('searchbox', { name: 'Filter series' }).focus();
  const focused = list.locator(':focus');
  await expect(async () => {
    await page.keyboard.press('Tab');
    await expect(focused).toHaveCount(1, { timeout: 200 });
  }).toPass();
  await expect(focused).toHaveAccessibleName(/^Series 1,/);
  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveAccessibleName(/^Series 2,/);
  await page.keyboard.press('End');
  await expect(focused).toHaveAccessibleName(/^Series 15,/);
  await page.keyboard.press('ArrowUp');
  await expect(focused).toHaveAccessibleName(/^Series 14,/);
  await page.keyboard.press('Home');
  await expect(focused).toHaveAccessibleName(/^Series 1,/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-count', '7');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('2');
  await expect(hooks.viewport(page, 2)).toHaveAttribute('data-image-count', '4');
  await rendered(hooks.viewport(page, 2));
});

test('the series menu, by pointer and by key', async ({ page }) => {
  await openStudy(page, archive, study);
  const thumbnail = hooks.thumbnail(page, 'T2 tse');
  await thumbnail.hover();
  await page.getByRole('button', { name: 'Series menu' }).click();
  await page.getByRole('menuitem', { name: 'Open in viewport 2' }).click();
  await expect(hooks.viewport(page, 2)).toHaveAttribute('data-image-count', '4');
  await thumbnail.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Show its tags' }).click();
  await expect(hooks.viewport(page, 2)).toHaveAttribute('data-viewport-kind', 'tags');
  await thumbnail.focus();
  await page.keyboard.press('Shift+F10');
  await page.getByRole('menuitem', { name: /^Why/ }).click();
  await expect(page.getByTestId('explain-panel')).toHaveAttribute(
    'data-display-set-uid',
    (await thumbnail.getAttribute('data-display-set-uid')) ?? '',
  );
  await thumbnail.click({ button: 'right' });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toHaveCount(0);
});

const headings = (page: Page) => hooks.browser(page).locator('[data-group]');
const viewOf = (page: Page) => hooks.browser(page).getByTestId('browser-view');
const resetButton = (page: Page) =>
  hooks.browser(page).getByRole('button', { name: 'Show everything as the mode lists it' });

async function groupBy(page: Page, choice: string): Promise<void> {
  await page.getByRole('button', { name: 'Group series' }).click();
  await page.getByRole('menuitemradio', { name: choice }).click();
}

test('grouped by plane, handler, acquisition and series, with counts; undone at once', async ({ page }) => {
  await openStudy(page, archive, study);
  await expect(resetButton(page)).toBeDisabled();
  await groupBy(page, 'By plane');
  await expect(headings(page)).toHaveText(['Axial4', 'No plane4']);
  await expect(viewOf(page)).toHaveText('8 display sets · by plane');

  await groupBy(page, 'By handler');
  await expect(headings(page).filter({ hasText: 'stack (image-stack)' })).toHaveText(/4$/);
  await expect(headings(page).last()).toHaveText('Taken by no handler1');

  await groupBy(page, 'By acquisition');
  await expect(headings(page)).toHaveText(['No acquisition number8']);

  await groupBy(page, 'By series');
  await expect(headings(page)).toHaveCount(8);
  await expect(headings(page).first()).toHaveText('Series 1: Axial1');

  await resetButton(page).click();
  await expect(headings(page)).toHaveCount(0);
  await expect(viewOf(page)).toHaveText('8 display sets');
  await expect(resetButton(page)).toBeDisabled();
});

test('filtered by what is chosen: the list says how many it hides, the sums stay those of the study', async ({
  page,
}) => {
  await openStudy(page, archive, study);
  const received = await hooks.browser(page).getAttribute('data-received-instances');
  const menu = page.getByRole('button', { name: /^Filter by/ });
  await menu.click();
  await page.getByRole('menuitemcheckbox', { name: 'CT (3)' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'MR (1)' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Axial (4)' }).click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'MR (1)' })).toHaveAttribute(
    'aria-checked',
    'true',
  );
  await page.keyboard.press('Escape');
  await expect.poll(() => numbers(page)).toEqual([1, 2, 10, 14]);
  await expect(viewOf(page)).toHaveText('4 of 8, 4 hidden');
  await expect(menu).toHaveAccessibleName('Filter by, 3 chosen');
  await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', '8');
  await expect(hooks.browser(page)).toHaveAttribute('data-received-instances', received ?? '');

  await page.getByRole('searchbox', { name: 'Filter series' }).fill('tse');
  await expect.poll(() => numbers(page)).toEqual([10]);
  await page.getByRole('searchbox', { name: 'Filter series' }).fill('report');
  await expect(hooks.browser(page)).toContainText('No series matches. The filter hides 8.');
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(hooks.thumbnails(page)).toHaveCount(8);
  await expect(menu).toHaveAccessibleName('Filter by');
});

test('filter, groups and order outlive a mode switch and a reload, and leave nothing in storage', async ({
  page,
}) => {
  await openStudy(page, archive, study);
  await groupBy(page, 'By plane');
  await page.getByRole('searchbox', { name: 'Filter series' }).fill('ct');
  await page.getByRole('button', { name: 'Sort series' }).click();
  await page.getByRole('menuitemradio', { name: 'Series number, highest first' }).click();
  const says = /hidden · by plane · highest number first$/;
  await expect.poll(() => numbers(page)).toEqual([14, 2, 1]);
  await expect(viewOf(page)).toHaveText(says);

  await chooseMode(page, 'raw');
  await expect(viewOf(page)).toHaveText(says);
  await chooseMode(page, 'viewer');
  await expect.poll(() => numbers(page)).toEqual([14, 2, 1]);

  await page.reload();
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  await expect(viewOf(page)).toHaveText(says);
  await expect(page.getByRole('searchbox', { name: 'Filter series' })).toHaveValue('ct');
  await expect.poll(() => numbers(page)).toEqual([14, 2, 1]);
  const stored = await page.evaluate(() =>
    JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)]),
  );
  expect(stored).not.toContain('by plane');
  expect(stored).not.toContain('"ct"');

  // Opened afresh, nothing is hidden.
  await page.goto(archive.url);
  await hooks.study(page, study).dblclick();
  await expect(viewOf(page)).toHaveText('8 display sets');
});

test('grouping and filtering by keyboard', async ({ page }) => {
  await openStudy(page, archive, study);
  await page.getByRole('button', { name: 'Group series' }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('End');
  await expect(page.getByRole('menuitemradio', { name: 'By plane' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(headings(page).first()).toHaveText('Axial4');

  await page.getByRole('button', { name: /^Filter by/ }).focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('m');
  await expect(page.getByRole('menuitemcheckbox', { name: 'MR (1)' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(viewOf(page)).toHaveText('1 of 8, 7 hidden · by plane');
  await page.keyboard.press('Escape');
  await resetButton(page).focus();
  await page.keyboard.press('Enter');
  await expect(viewOf(page)).toHaveText('8 display sets');
});

test('in groups the arrow keys go from row to row, over the headings', async ({ page }) => {
  await openStudy(page, archive, study);
  await groupBy(page, 'By plane');
  await hooks.thumbnail(page, 'Axial').focus();
  const focused = page.getByRole('listbox', { name: 'Series' }).locator(':focus');
  for (const number of [2, 10, 14, 11, 12]) {
    await page.keyboard.press('ArrowDown');
    await expect(focused).toHaveAccessibleName(new RegExp(`^Series ${number},`));
  }
  await page.keyboard.press('Home');
  await expect(focused).toHaveAccessibleName(/^Series 1,/);
});

test('300 series: only what can be seen is drawn and asked for', async ({ page }) => {
  test.setTimeout(120_000);
  const many = await startArchive((folder) => writeStudy(folder, manySeries({ series: 300, instances: 1 })));
  try {
    const requests = recordRequests(page);
    const pictures = () =>
      new Set(
        requests.urls
          .filter((url) => anyRendered.test(url))
          .map((url) => /instances\/([0-9.]+)/.exec(url)?.[1]),
      );
    await page.goto(`${many.url}viewer?StudyInstanceUIDs=${studyUIDOf('many-300')}`);
    await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', '300', { timeout: 60_000 });
    await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
    await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
    await expect.poll(() => pictures().size).toBeGreaterThan(5);
    expect(await hooks.thumbnails(page).count()).toBeLessThan(25);
    expect(pictures().size).toBeLessThan(25);
    await expect(hooks.thumbnails(page).first()).toHaveAttribute('aria-setsize', '300');

    await hooks.thumbnails(page).first().focus();
    await page.keyboard.press('End');
    const last = page.locator('[aria-posinset="300"]');
    await expect(last).toBeFocused();
    await expect(last).toHaveAccessibleName(/^Series 300,/);
    await expect(last).toHaveAttribute('data-thumbnail', 'image');
    await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
    expect(await hooks.thumbnails(page).count()).toBeLessThan(25);
    // Grouped, the list is as long and as light.
    await groupBy(page, 'By series');
    await expect(page.locator('[aria-posinset="300"]')).toBeVisible();
    expect(await hooks.thumbnails(page).count()).toBeLessThan(25);
    // A jump over 280 rows asks for the pictures at its end, not for those it flew over.
    expect(pictures().size).toBeLessThan(60);
  } finally {
    await many.close();
  }
});
