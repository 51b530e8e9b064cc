import { type Locator, type Page } from '@playwright/test';
import { codedClip, codedStack, seriesUIDOf, sr, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { drop, hangingOf, setLayout, strokeOver } from './gestures.ts';
import {
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

const study = 'layouts';
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study, series: 1, slices: 9, SeriesDescription: 'First' }),
      ...codedStack({ study, series: 2, slices: 7, SeriesDescription: 'Second' }),
      ...codedStack({ study, series: 3, slices: 5, SeriesDescription: 'Third' }),
      codedClip({ study, series: 4, frames: 6, SeriesDescription: 'Fourth' }),
      sr({ study, series: 5, SeriesDescription: 'Report' }),
    ]),
  );
});
test.afterAll(() => archive.close());

const series = (page: Page, number: number): Locator =>
  page.locator(
    `[data-testid="study-browser"] [data-series-uid="${seriesUIDOf(study, number)}"][data-display-set-uid]`,
  );

async function open(page: Page): Promise<void> {
  await openStudy(page, archive, studyUIDOf(study));
  await rendered(hooks.viewport(page, 1));
}

/** A two by two of four series, the second on its last image with another window. */
async function openFour(page: Page): Promise<void> {
  await open(page);
  await setLayout(page, 2, 2);
  for (const number of [2, 3, 4]) {
    await series(page, number).focus();
    await page.keyboard.press(String(number));
    await rendered(hooks.viewport(page, number));
  }
  const second = hooks.viewport(page, 2);
  await second.press('End');
  await expect(second).toHaveAttribute('data-image-index', '6');
  await strokeOver(page, second, { x: 60, y: 0 });
  await expect(view(second)).not.toContainText('W 400');
}
const view = (viewport: Locator) => viewport.getByTestId('overlay-view');

const allRendered = async (page: Page, numbers: readonly number[]) => {
  for (const number of numbers) await rendered(hooks.viewport(page, number));
};

test('one to four rows and columns, each by the picker', async ({ page }) => {
  await open(page);
  for (const rows of [1, 2, 3, 4]) {
    for (const columns of [1, 2, 3, 4]) {
      await setLayout(page, rows, columns);
      await expect(hooks.viewports(page)).toHaveCount(rows * columns);
      await rendered(hooks.viewport(page, 1));
    }
  }
  const boxes = await hooks.viewports(page).evaluateAll((elements) =>
    elements.map((element) => {
      const { width, height } = element.getBoundingClientRect();
      return `${Math.round(width / 4)}x${Math.round(height / 4)}`;
    }),
  );
  expect(new Set(boxes).size).toBeLessThanOrEqual(2);
  expect((await sliceOnCanvas(hooks.viewport(page, 1)))?.series).toBe(1);
});

test('the layout picker by keyboard: L, arrows, Enter; Escape leaves things as they are', async ({
  page,
}) => {
  await open(page);
  await hooks.viewport(page, 1).focus();
  await page.keyboard.press('l');
  await expect(page.getByRole('button', { name: '1 by 1', exact: true })).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await expect(hooks.viewports(page)).toHaveCount(4);
  await expect(hooks.grid(page)).toHaveAttribute('data-rows', '2');
  await page.keyboard.press('l');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '1 by 1', exact: true })).toHaveCount(0);
  await expect(hooks.viewports(page)).toHaveCount(4);
});

test('shrinking hides and growing shows again: the same series, images and windows', async ({ page }) => {
  await openFour(page);
  const before = await hangingOf(page);
  const window = await view(hooks.viewport(page, 2)).textContent();
  await setLayout(page, 1, 1);
  await expect(hooks.viewports(page)).toHaveCount(1);
  expect((await hangingOf(page))[0]).toBe(before[0]);
  await setLayout(page, 2, 2);
  await allRendered(page, [1, 2, 3, 4]);
  await expect.poll(() => hangingOf(page)).toEqual(before);
  await expect(view(hooks.viewport(page, 2))).toHaveText(window ?? '');
  await expect.poll(() => sliceOnCanvas(hooks.viewport(page, 2))).toMatchObject({ series: 2, number: 7 });
  // What still fits keeps its place in order.
  await setLayout(page, 1, 3);
  await allRendered(page, [1, 2, 3]);
  expect((await hangingOf(page)).slice(0, 3)).toEqual(before.slice(0, 3));
});

test('a double click fills the screen with one viewport and goes back; so does key M', async ({ page }) => {
  await openFour(page);
  const before = await hangingOf(page);
  const third = hooks.viewport(page, 3);
  const small = await third.boundingBox();
  await third.dblclick({ position: { x: 60, y: 200 } });
  await expect(hooks.viewport(page, 1)).toBeHidden();
  await expect(third).toBeVisible();
  const large = await third.boundingBox();
  expect(large?.width ?? 0).toBeGreaterThan((small?.width ?? 0) * 1.8);
  await rendered(third);
  await expect.poll(async () => (await sliceOnCanvas(third))?.series).toBe(3);
  await third.dblclick({ position: { x: 60, y: 200 } });
  await expect(hooks.viewport(page, 1)).toBeVisible();
  await expect.poll(() => hangingOf(page)).toEqual(before);
  for (const number of [1, 2, 3, 4]) {
    await expect.poll(async () => (await sliceOnCanvas(hooks.viewport(page, number)))?.series).toBe(number);
  }
  await page.keyboard.press('m');
  await expect(hooks.viewport(page, 1)).toBeHidden();
  await page.keyboard.press('m');
  await expect(hooks.viewport(page, 1)).toBeVisible();
});

test('layout, series, images and windows survive a reload', async ({ page }) => {
  await openFour(page);
  await series(page, 5).focus();
  await page.keyboard.press('4');
  await expect(hooks.viewport(page, 4)).toHaveAttribute('data-viewport-kind', 'document');
  await rendered(hooks.viewport(page, 4));
  const before = await hangingOf(page);
  const window = await view(hooks.viewport(page, 2)).textContent();
  await page.reload();
  await expect(hooks.viewports(page)).toHaveCount(4);
  await allRendered(page, [1, 2, 3, 4]);
  await expect.poll(() => hangingOf(page)).toEqual(before);
  await expect(view(hooks.viewport(page, 2))).toHaveText(window ?? '');
  await expect.poll(() => sliceOnCanvas(hooks.viewport(page, 2))).toMatchObject({ series: 2, number: 7 });
});

test('what is hidden is hidden through a mode switch and back, too', async ({ page }) => {
  await openFour(page);
  const before = await hangingOf(page);
  await setLayout(page, 1, 1);
  await chooseMode(page, 'raw');
  await rendered(hooks.viewport(page, 1));
  await chooseMode(page, 'viewer');
  await rendered(hooks.viewport(page, 1));
  await setLayout(page, 2, 2);
  await allRendered(page, [1, 2, 3, 4]);
  await expect.poll(() => hangingOf(page)).toEqual(before);
});

test('a layout can be undone and done again', async ({ page }) => {
  await openFour(page);
  const before = await hangingOf(page);
  await setLayout(page, 1, 2);
  await page.keyboard.press('Control+z');
  await expect(hooks.viewports(page)).toHaveCount(4);
  await allRendered(page, [1, 2, 3, 4]);
  await expect.poll(() => hangingOf(page)).toEqual(before);
  await page.keyboard.press('Control+Shift+z');
  await expect(hooks.viewports(page)).toHaveCount(2);
  await allRendered(page, [1, 2]);
});

test('a drop into a viewport of the small layout leaves the hidden ones alone', async ({ page }) => {
  await openFour(page);
  await setLayout(page, 1, 1);
  await drop(page, series(page, 3), hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-count', '5');
  await setLayout(page, 2, 2);
  await allRendered(page, [1, 2, 3, 4]);
  for (const [viewport, shown] of [
    [1, 3],
    [2, 2],
    [3, 3],
    [4, 4],
  ] as const) {
    await expect.poll(async () => (await sliceOnCanvas(hooks.viewport(page, viewport)))?.series).toBe(shown);
  }
});

test('any other layout of at most sixteen viewports can be typed, and survives a reload', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('button', { name: 'Layout', exact: true }).click();
  const field = page.getByRole('textbox', { name: 'Rows x columns' });
  await field.fill('4x5');
  await field.press('Enter');
  await expect(page.getByText('At most 16 viewports; that would be 20.')).toBeVisible();
  await field.fill('1x5');
  await field.press('Enter');
  await expect(hooks.grid(page)).toHaveAttribute('data-columns', '5');
  await expect(hooks.viewports(page)).toHaveCount(5);
  await series(page, 2).dragTo(hooks.viewport(page, 4));
  await rendered(hooks.viewport(page, 4));
  await page.reload();
  await expect(hooks.grid(page)).toHaveAttribute('data-columns', '5');
  await rendered(hooks.viewport(page, 4));
  await expect(hooks.viewport(page, 4)).toHaveAttribute('data-image-count', '7');
});
