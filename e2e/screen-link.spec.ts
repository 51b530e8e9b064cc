import { type Locator, type Page } from '@playwright/test';
import { codedStack, instanceUIDOf, seriesUIDOf, sr, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { phantom } from './fixtures/phantoms.ts';
import { setLayout, strokeOver } from './gestures.ts';
import { copyLink, screen, still } from './screens.ts';
import {
  chooseMode,
  expect,
  hooks,
  openStudy,
  rendered,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const study = 'screen-link';
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study, series: 1, slices: 9, SeriesDescription: 'First' }),
      ...codedStack({ study, series: 2, slices: 7, SeriesDescription: 'Second' }),
      sr({ study, series: 3, SeriesDescription: 'Report' }),
      ...phantom({
        study: 'screen-volume',
        series: 1,
        SeriesDescription: 'Volume',
        size: [48, 40, 24],
        spacing: [1, 1.25, 2.5],
        row: [1, 0, 0],
        column: [0, 1, 0],
        origin: [-24, -25, 100],
        ball: [-4.5, 7.5, 127.5],
      }),
    ]),
  );
});
test.afterAll(() => archive.close());

const series = (page: Page, number: number): Locator =>
  page.locator(
    `[data-testid="study-browser"] [data-series-uid="${seriesUIDOf(study, number)}"][data-display-set-uid]`,
  );

/** Four viewports of several sizes: one turned, zoomed and moved, one inverted in another window, a report, an empty one. */
async function arrange(page: Page): Promise<void> {
  await openStudy(page, archive, studyUIDOf(study));
  const [first, second, third] = [1, 2, 3].map((number) => hooks.viewport(page, number));
  if (!first || !second || !third) throw new Error('no viewport');
  await rendered(first);
  await page.getByRole('button', { name: 'Layout', exact: true }).click();
  await page.getByRole('button', { name: 'One large and a column of three' }).click();
  await series(page, 2).dragTo(second);
  await series(page, 3).dragTo(third);
  await rendered(second);
  await rendered(third);
  await second.press('End');
  await expect(second).toHaveAttribute('data-image-index', '6');
  await strokeOver(page, second, { x: 40, y: 20 });
  await second.press('i');
  await first.press('Home');
  await first.press('ArrowDown');
  await expect(first).toHaveAttribute('data-image-index', '1');
  await first.press('r');
  await first.press('h');
  await first.press('z');
  await strokeOver(page, first, { x: 0, y: -70 });
  await first.press('p');
  await strokeOver(page, first, { x: 33, y: 21 });
  const line = page.getByRole('separator', { name: 'Border between viewports 1 and 2' });
  await line.press('ArrowLeft');
  await hooks.viewport(page, 2).focus();
}

test('a link to the screen opens in a clean profile as it was, word by word and pixel by pixel', async ({
  page,
  context,
  browser,
}) => {
  await arrange(page);
  const link = await copyLink(page, context);
  expect(link.length).toBeLessThan(2000);
  expect(decodeURIComponent(link)).not.toMatch(/DOE|JANE|First|Second/i);
  const before = await screen(page);
  const shown = [await still(hooks.viewport(page, 1)), await still(hooks.viewport(page, 2))];

  const clean = await browser.newContext({
    viewport: page.viewportSize(),
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const other = await clean.newPage();
  await other.goto(link);
  await expect(hooks.browser(other)).toHaveAttribute('aria-busy', 'false');
  for (const number of [1, 2, 3]) await rendered(hooks.viewport(other, number));
  await expect.poll(() => screen(other)).toEqual(before);
  for (const [index, number] of [1, 2].entries()) {
    await expect.poll(async () => (await still(hooks.viewport(other, number))) === shown[index]).toBe(true);
  }
  // A reload keeps what has been done since, not what the link said.
  await hooks.viewport(other, 1).press('End');
  await expect(hooks.viewport(other, 1)).toHaveAttribute('data-image-index', '8');
  await setLayout(other, 1, 1);
  await other.reload();
  await rendered(hooks.viewport(other, 1));
  await expect(hooks.viewports(other)).toHaveCount(1);
  await expect(hooks.viewport(other, 1)).toHaveAttribute('data-image-index', '8');
  await clean.close();
});

test('planes of a volume, their place and slab, open as they were', async ({ page, context, browser }) => {
  await openStudy(page, archive, studyUIDOf('screen-volume'), { mode: 'volume' });
  const [first, second, third] = [1, 2, 3].map((number) => hooks.viewport(page, number));
  if (!first || !second || !third) throw new Error('no viewport');
  await rendered(first);
  await first.press('k');
  for (const viewport of [first, second, third]) await rendered(viewport);
  await second.press('PageDown');
  await second.press(']');
  await expect(second).toHaveAttribute('data-slab', /./);
  await third.press('r');
  await strokeOver(page, third, { x: 20, y: 10 });
  const link = await copyLink(page, context);
  const shown = [await still(first), await still(second), await still(third)];
  const before = await screen(page);
  const clean = await browser.newContext({
    viewport: page.viewportSize(),
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  const other = await clean.newPage();
  await other.goto(link);
  await expect(hooks.browser(other)).toHaveAttribute('aria-busy', 'false');
  for (const number of [1, 2, 3]) await rendered(hooks.viewport(other, number));
  await expect.poll(() => screen(other)).toEqual(before);
  for (const [index, number] of [1, 2, 3].entries()) {
    await expect.poll(async () => (await still(hooks.viewport(other, number))) === shown[index]).toBe(true);
  }
  await clean.close();
});

test('by key; where the clipboard is forbidden the link is in a field, selected', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', { value: undefined });
  });
  await openStudy(page, archive, studyUIDOf(study));
  await rendered(hooks.viewport(page, 1));
  await hooks.viewport(page, 1).focus();
  await page.keyboard.press('Shift+S');
  const field = page.getByRole('textbox', { name: 'Link to this screen' });
  await expect(field).toBeFocused();
  const link = await field.inputValue();
  expect(link).toContain('&screen=2.');
  const selected = await field.evaluate((element) =>
    element instanceof HTMLInputElement ? (element.selectionEnd ?? 0) - (element.selectionStart ?? 0) : 0,
  );
  expect(selected).toBe(link.length);
  await page.keyboard.press('Escape');
  await expect(field).toHaveCount(0);
});

test('the mode, an order of handlers and a viewport that fills the screen are part of it', async ({
  page,
  context,
  browser,
}) => {
  const order = 'image-stack.sopClassHandlerModule.stack,structured-report.sopClassHandlerModule.report';
  await openStudy(page, archive, studyUIDOf(study), { extra: `&handlers=${order}` });
  await rendered(hooks.viewport(page, 1));
  await setLayout(page, 1, 2);
  await series(page, 2).dragTo(hooks.viewport(page, 2));
  await rendered(hooks.viewport(page, 2));
  await hooks.viewport(page, 2).press('m');
  await expect(hooks.grid(page)).toHaveAttribute('data-maximised', 'viewport-2');
  const link = await copyLink(page, context);
  expect(link).toContain('&handlers=');
  const clean = await browser.newContext({ viewport: page.viewportSize() });
  const other = await clean.newPage();
  await other.goto(link);
  await rendered(hooks.viewport(other, 2));
  await expect(hooks.grid(other)).toHaveAttribute('data-maximised', 'viewport-2');
  await expect(hooks.modePicker(other)).toHaveAttribute('data-edited', /.*/);
  await clean.close();
  await page.keyboard.press('m');
  await chooseMode(page, 'raw');
  await rendered(hooks.viewport(page, 1));
  const raw = await copyLink(page, context);
  expect(new URL(raw).pathname).toMatch(/\/raw$/);
});

test('what is not here any more is named in a notice and in its viewport; the rest opens', async ({
  page,
}) => {
  await openStudy(page, archive, studyUIDOf(study));
  await rendered(hooks.viewport(page, 1));
  const uid = (await series(page, 2).getAttribute('data-display-set-uid')) ?? '';
  const first = (await series(page, 1).getAttribute('data-display-set-uid')) ?? '';
  const cells = [
    [first, 'stack', instanceUIDOf(study, 1, 3), 1, 0],
    ['2.25.1234', 'stack', 0, 0, 0],
    // Another grouping's set, by an image that is here.
    ['2.25.99', 'stack', instanceUIDOf(study, 2, 4), 1, 0],
    [uid, 'stack', '1.2.3.4', 1, 0],
  ];
  const text = Buffer.from(JSON.stringify(['2x2', 1, 0, cells])).toString('base64url');
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${studyUIDOf(study)}&screen=1.${text}`);
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-sop-instance-uid', instanceUIDOf(study, 1, 3));
  await expect(hooks.viewport(page, 2)).toContainText('Not in this study');
  await expect(hooks.viewport(page, 2)).toContainText('2.25.1234');
  await rendered(hooks.viewport(page, 3));
  await expect(hooks.viewport(page, 3)).toHaveAttribute('data-sop-instance-uid', instanceUIDOf(study, 2, 4));
  await rendered(hooks.viewport(page, 4));
  const notice = page.getByText('Not everything on the link’s screen is here').locator('..');
  await expect(notice).toContainText('viewport 2: display set 2.25.1234');
  await expect(notice).toContainText('viewport 3: grouped otherwise here, shown in Second');
  await expect(notice).toContainText('viewport 4: image 1.2.3.4 is not in Second');
});

test('a damaged link says so and opens the study as it comes', async ({ page }) => {
  await openStudy(page, archive, studyUIDOf(study), { extra: '&screen=1.abcdef' });
  await rendered(hooks.viewport(page, 1));
  await expect(page.getByText('The screen that the link describes cannot be read')).toBeVisible();
  await expect(page.getByText(/It is damaged: perhaps a part of it was lost/)).toBeVisible();
});
