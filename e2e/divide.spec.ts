import AxeBuilder from '@axe-core/playwright';
import { type Locator, type Page } from '@playwright/test';
import { codedStack, seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { preview, setLayout, strokeOver } from './gestures.ts';
import {
  canvasPixels,
  expect,
  hooks,
  openStudy,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const study = 'divide';
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study, series: 1, slices: 9, SeriesDescription: 'First' }),
      ...codedStack({ study, series: 2, slices: 7, SeriesDescription: 'Second' }),
      ...codedStack({ study, series: 3, slices: 5, SeriesDescription: 'Third' }),
    ]),
  );
});
test.afterAll(() => archive.close());

const series = (page: Page, number: number): Locator =>
  page.locator(
    `[data-testid="study-browser"] [data-series-uid="${seriesUIDOf(study, number)}"][data-display-set-uid]`,
  );
const layout = (page: Page) => hooks.grid(page).getAttribute('data-layout');
const hasLayout = (page: Page, text: string) => expect(hooks.grid(page)).toHaveAttribute('data-layout', text);
const border = (page: Page, first: number, second: number): Locator =>
  page.getByRole('separator', { name: `Border between viewports ${first} and ${second}` });

async function open(page: Page, rows = 1, columns = 1): Promise<void> {
  await openStudy(page, archive, studyUIDOf(study));
  await rendered(hooks.viewport(page, 1));
  await setLayout(page, rows, columns);
}

/** Holds an element over a part of a viewport, from 0,0 at its upper left to 1,1. */
async function holdOver(page: Page, from: Locator, to: Locator, x: number, y: number): Promise<void> {
  await from.scrollIntoViewIfNeeded();
  await from.hover();
  await page.mouse.down();
  const box = await to.boundingBox();
  if (!box) throw new Error('the viewport is not on the page');
  const [left, top] = [box.x + x * box.width, box.y + y * box.height];
  await page.mouse.move(left - 6, top - 6, { steps: 4 });
  await page.mouse.move(left, top);
  // A browser tells a drop target of a drag that rests on it, too.
  await page.mouse.move(left + 1, top + 1);
}

/** The viewports in their order: id, series in its pixels, place in hundredths of the grid. */
async function screen(page: Page): Promise<readonly string[]> {
  const ids = await hooks
    .viewports(page)
    .evaluateAll((elements) => elements.map((element) => element.getAttribute('data-viewport-id') ?? ''));
  const grid = await hooks.grid(page).boundingBox();
  const lines: string[] = [];
  for (const id of ids) {
    const viewport = page.locator(`[data-viewport-id="${id}"]`);
    const box = await viewport.boundingBox();
    if (!box || !grid) throw new Error('a viewport has no size');
    const isEmpty = (await viewport.getAttribute('data-display-set-uid')) === '';
    const shown = isEmpty ? 'empty' : `series ${(await sliceOnCanvas(viewport))?.series}`;
    const place = [
      (box.x - grid.x) / grid.width,
      (box.y - grid.y) / grid.height,
      box.width / grid.width,
      box.height / grid.height,
    ].map((part) => Math.round(part * 100));
    lines.push(`${id} ${shown} ${place.join(' ')}`);
  }
  return lines;
}
const becomes = (page: Page, lines: readonly string[]) => expect.poll(() => screen(page)).toEqual(lines);

/** What is read twice in a row. */
async function settled(read: () => Promise<string>): Promise<string> {
  let last = await read();
  await expect
    .poll(async () => {
      const now = await read();
      const isStill = now === last;
      last = now;
      return isStill;
    })
    .toBe(true);
  return last;
}

/** Marks the element in which a viewport draws: it must never be another one. */
const mark = (viewport: Locator) =>
  viewport.evaluate((element) => element.querySelector('canvas')?.setAttribute('data-marked', ''));
const isMarked = (viewport: Locator) => expect(viewport.locator('canvas[data-marked]')).toHaveCount(1);

test('a thumbnail dropped at an edge gets a new viewport there; the others keep their pictures', async ({
  page,
}) => {
  await open(page, 1, 2);
  await series(page, 2).dragTo(hooks.viewport(page, 2));
  await rendered(hooks.viewport(page, 2));
  await mark(hooks.viewport(page, 1));
  await mark(hooks.viewport(page, 2));
  await holdOver(page, series(page, 3), hooks.viewport(page, 1), 0.9, 0.5);
  await expect(preview(hooks.viewport(page, 1))).toHaveAttribute('data-zone', 'right');
  await expect(preview(hooks.viewport(page, 1))).toContainText('New viewport at the right: Third');
  const half = await preview(hooks.viewport(page, 1)).boundingBox();
  const first = await hooks.viewport(page, 1).boundingBox();
  expect(half?.width).toBeCloseTo((first?.width ?? 0) / 2, 0);
  await page.mouse.up();
  await becomes(page, [
    'viewport-1 series 1 0 0 25 100',
    'viewport-3 series 3 25 0 25 100',
    'viewport-2 series 2 50 0 50 100',
  ]);
  await isMarked(hooks.viewport(page, 1));
  await isMarked(hooks.viewport(page, 2));
  await expect(hooks.viewport(page, 3)).toHaveAttribute('data-active', 'true');
  await expect(hooks.viewport(page, 3)).toHaveAccessibleName('Viewport 2: Third');

  await holdOver(page, series(page, 1), hooks.viewport(page, 2), 0.5, 0.05);
  await expect(preview(hooks.viewport(page, 2))).toHaveAttribute('data-zone', 'above');
  await page.mouse.up();
  await becomes(page, [
    'viewport-1 series 1 0 0 25 100',
    'viewport-3 series 3 25 0 25 100',
    'viewport-4 series 1 50 0 50 50',
    'viewport-2 series 2 50 50 50 50',
  ]);
});

test('drops at edges and in the middle are taken back and made again, one by one', async ({ page }) => {
  await open(page);
  const start = await screen(page);
  await holdOver(page, series(page, 3), hooks.viewport(page, 1), 0.05, 0.5);
  await page.mouse.up();
  const split = ['viewport-2 series 3 0 0 50 100', 'viewport-1 series 1 50 0 50 100'];
  await becomes(page, split);
  await holdOver(page, series(page, 2), hooks.viewport(page, 1), 0.5, 0.5);
  await expect(preview(hooks.viewport(page, 1))).toHaveAttribute('data-zone', 'middle');
  await page.mouse.up();
  const replaced = ['viewport-2 series 3 0 0 50 100', 'viewport-1 series 2 50 0 50 100'];
  await becomes(page, replaced);
  await page.keyboard.press('Control+z');
  await becomes(page, split);
  await page.keyboard.press('Control+z');
  await becomes(page, start);
  await page.keyboard.press('Control+y');
  await page.keyboard.press('Control+y');
  await becomes(page, replaced);
});

test('Escape during such a drag leaves everything as it was', async ({ page }) => {
  await open(page);
  const before = await screen(page);
  await holdOver(page, series(page, 2), hooks.viewport(page, 1), 0.05, 0.5);
  await expect(preview(hooks.viewport(page, 1))).toHaveAttribute('data-zone', 'left');
  await page.keyboard.press('Escape');
  await expect(preview(hooks.viewport(page, 1))).toHaveCount(0);
  await page.mouse.up();
  expect(await screen(page)).toEqual(before);
});

test('a viewport dragged to the edge of another moves there, and its place closes', async ({ page }) => {
  await open(page, 1, 3);
  await series(page, 2).dragTo(hooks.viewport(page, 2));
  await series(page, 3).dragTo(hooks.viewport(page, 3));
  await rendered(hooks.viewport(page, 3));
  await hooks.viewport(page, 1).hover();
  await holdOver(
    page,
    page.getByRole('button', { name: 'Drag viewport 1 onto another to swap' }),
    hooks.viewport(page, 3),
    0.5,
    0.95,
  );
  await expect(preview(hooks.viewport(page, 3))).toHaveText('Move viewport 1 below');
  await page.mouse.up();
  await becomes(page, [
    'viewport-2 series 2 0 0 50 100',
    'viewport-3 series 3 50 0 50 50',
    'viewport-1 series 1 50 50 50 50',
  ]);
  await page.keyboard.press('Control+z');
  await becomes(page, [
    'viewport-1 series 1 0 0 33 100',
    'viewport-2 series 2 33 0 33 100',
    'viewport-3 series 3 67 0 33 100',
  ]);
});

test('by keyboard: Shift and arrows make room, Delete empties, Shift+Delete closes; all of it can be undone', async ({
  page,
}) => {
  await open(page);
  await hooks.viewport(page, 1).focus();
  await page.keyboard.press('Shift+ArrowRight');
  await becomes(page, ['viewport-1 series 1 0 0 50 100', 'viewport-2 empty 50 0 50 100']);
  await expect(hooks.viewport(page, 2)).toBeFocused();
  await page.keyboard.press('Shift+ArrowUp');
  await hasLayout(page, 'cvrvv..');
  await expect(hooks.viewport(page, 3)).toBeFocused();
  await expect(hooks.viewport(page, 3)).toHaveAccessibleName('Viewport 2: empty');
  // Places, not ids, are what arrows and numbers go by.
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(hooks.viewport(page, 1)).toBeFocused();
  await page.keyboard.press('Alt+ArrowRight');
  await page.keyboard.press('Alt+ArrowDown');
  await expect(hooks.viewport(page, 2)).toBeFocused();
  await series(page, 3).focus();
  await page.keyboard.press('2');
  await expect(hooks.viewport(page, 3)).toHaveAttribute('data-image-count', '5');
  await rendered(hooks.viewport(page, 3));
  await hooks.viewport(page, 3).focus();
  await page.keyboard.press('Delete');
  await expect(hooks.viewport(page, 3)).toHaveAttribute('data-state', 'empty');
  await page.keyboard.press('Shift+Delete');
  await becomes(page, ['viewport-1 series 1 0 0 50 100', 'viewport-2 empty 50 0 50 100']);
  await expect(hooks.viewport(page, 2)).toBeFocused();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await becomes(page, [
    'viewport-1 series 1 0 0 50 100',
    'viewport-3 series 3 50 0 50 50',
    'viewport-2 empty 50 50 50 50',
  ]);
  for (let step = 0; step < 3; step += 1) await page.keyboard.press('Control+z');
  await becomes(page, ['viewport-1 series 1 0 0 100 100']);
});

test('by menu: split right, split below, close; the last viewport stays', async ({ page }) => {
  await open(page);
  const choose = async (viewport: number, number: number, item: string) => {
    await hooks.viewport(page, viewport).hover();
    await page.getByRole('button', { name: `Viewport ${number} menu` }).click();
    await page.getByRole('menuitem', { name: item }).click();
  };
  await choose(1, 1, 'Split right');
  await hasLayout(page, '1x2');
  await choose(2, 2, 'Split below');
  await hasLayout(page, 'cvrvv..');
  await choose(2, 2, 'Close this viewport');
  await hasLayout(page, '1x2');
  await choose(3, 2, 'Close this viewport');
  await hasLayout(page, '1x1');
  await hooks.viewport(page, 1).hover();
  await page.getByRole('button', { name: 'Viewport 1 menu' }).click();
  await expect(page.getByRole('menuitem', { name: 'Close this viewport' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
});

test('layouts of several sizes by picture, and the way back to the mode’s own', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Layout', exact: true }).click();
  await page.getByRole('button', { name: 'One large above a row of three' }).click();
  await becomes(page, [
    'viewport-1 series 1 0 0 100 67',
    'viewport-2 empty 0 67 33 33',
    'viewport-3 empty 33 67 33 33',
    'viewport-4 empty 67 67 33 33',
  ]);
  await expect(hooks.grid(page)).not.toHaveAttribute('data-rows', /./);
  await page.reload();
  await rendered(hooks.viewport(page, 1));
  await hasLayout(page, 'r2vcvvv..');
  await page.getByRole('button', { name: 'Layout', exact: true }).click();
  await expect(page.getByRole('button', { name: 'One large above a row of three' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  const axe = await new AxeBuilder({ page })
    .include('[role="dialog"]')
    .include('[data-testid="viewport-grid"]')
    .analyze();
  expect(axe.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
  await page.getByRole('button', { name: 'As the mode has it' }).click();
  await expect(hooks.grid(page)).toHaveAttribute('data-rows', '1');
});

test('a border is dragged: live, one step, the canvases stay; a double click evens out', async ({ page }) => {
  await open(page, 1, 2);
  await series(page, 2).dragTo(hooks.viewport(page, 2));
  await rendered(hooks.viewport(page, 2));
  await mark(hooks.viewport(page, 1));
  const line = border(page, 1, 2);
  await expect(line).toHaveAttribute('aria-valuenow', '50');
  const box = await line.boundingBox();
  const grid = await hooks.grid(page).boundingBox();
  if (!box || !grid) throw new Error('there is no border');
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + 2, y);
  await page.mouse.down();
  await page.mouse.move(box.x + 2 + grid.width / 8, y, { steps: 3 });
  await expect
    .poll(async () =>
      Math.round((((await hooks.viewport(page, 1).boundingBox())?.width ?? 0) / grid.width) * 100),
    )
    .toBe(62);
  await page.mouse.move(box.x + 2 + grid.width / 4, y, { steps: 3 });
  await page.mouse.up();
  await becomes(page, ['viewport-1 series 1 0 0 75 100', 'viewport-2 series 2 75 0 25 100']);
  await isMarked(hooks.viewport(page, 1));
  await page.keyboard.press('Control+z');
  await becomes(page, ['viewport-1 series 1 0 0 50 100', 'viewport-2 series 2 50 0 50 100']);
  await page.keyboard.press('Control+y');
  await becomes(page, ['viewport-1 series 1 0 0 75 100', 'viewport-2 series 2 75 0 25 100']);
  await line.dblclick();
  await hasLayout(page, '1x2');
  // Escape gives a drag up.
  const even = await line.boundingBox();
  if (!even) throw new Error('there is no border');
  await page.mouse.move(even.x + 2, y);
  await page.mouse.down();
  await page.mouse.move(even.x - 150, y, { steps: 3 });
  await expect.poll(() => layout(page)).not.toBe('1x2');
  await page.keyboard.press('Escape');
  await hasLayout(page, '1x2');
  await page.mouse.up();
  await hasLayout(page, '1x2');
});

test('zoom and place of a picture outlast a border that is moved away and back', async ({ page }) => {
  await open(page, 1, 2);
  const first = hooks.viewport(page, 1);
  await first.press('z');
  await strokeOver(page, first, { x: 0, y: -60 });
  await first.press('p');
  await strokeOver(page, first, { x: 40, y: 25 });
  const pixels = async () => Buffer.from((await canvasPixels(first)).data).toString('base64');
  const before = await settled(pixels);
  await border(page, 1, 2).press('Home');
  const narrow = await settled(pixels);
  expect(narrow).not.toBe(before);
  await page.keyboard.press('Control+z');
  await expect.poll(async () => (await pixels()) === before).toBe(true);
});

test('a border by keyboard: arrows, Home and End, Enter; the borders of a grid move together, with Alt alone', async ({
  page,
}) => {
  await open(page, 2, 2);
  const upper = border(page, 1, 2);
  await upper.focus();
  for (let step = 0; step < 5; step += 1) await page.keyboard.press('ArrowRight');
  await expect(upper).toHaveAttribute('aria-valuenow', '60');
  await expect(border(page, 3, 4)).toHaveAttribute('aria-valuenow', '60');
  await page.keyboard.press('Alt+ArrowLeft');
  await expect(upper).toHaveAttribute('aria-valuenow', '58');
  await expect(border(page, 3, 4)).toHaveAttribute('aria-valuenow', '60');
  await page.keyboard.press('Home');
  const narrow = await hooks.viewport(page, 1).boundingBox();
  expect(narrow?.width ?? 0).toBeGreaterThan(70);
  await page.keyboard.press('Enter');
  await expect(upper).toHaveAttribute('aria-valuenow', '50');
  await expect(upper).toBeFocused();
});

test('the last layout of a mode and modality is taken up by the next study that is opened, filled', async ({
  page,
}) => {
  await open(page);
  await page.getByRole('button', { name: 'Layout', exact: true }).click();
  await page.getByRole('button', { name: 'One and a column of two' }).click();
  await hasLayout(page, 'cvrvv..');
  const next = await page.context().newPage();
  await openStudy(next, archive, studyUIDOf(study));
  await hasLayout(next, 'cvrvv..');
  await becomes(next, [
    'viewport-1 series 1 0 0 50 100',
    'viewport-2 series 2 50 0 50 50',
    'viewport-3 series 3 50 50 50 50',
  ]);
  await next.getByRole('button', { name: 'Layout', exact: true }).click();
  await next.getByRole('button', { name: 'As the mode has it' }).click();
  const own = await layout(next);
  const again = await page.context().newPage();
  await openStudy(again, archive, studyUIDOf(study));
  await rendered(hooks.viewport(again, 1));
  expect(await layout(again)).toBe(own);
});
