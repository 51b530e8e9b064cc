import { type Locator, type Page } from '@playwright/test';
import {
  codedClip,
  codedStack,
  instanceUIDOf,
  lossyImage,
  orientation,
  seriesUIDOf,
  studyUIDOf,
  writeStudy,
} from './fixtures/objects.ts';
import { middleOf, strokeOver } from './gestures.ts';
import { recordSightings } from './recorder.ts';
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

const study = 'tools';
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study, series: 1, slices: 40, SeriesDescription: 'Axial' }),
      codedClip({ study, series: 2, frames: 24, frameTime: 100, SeriesDescription: 'Clip' }),
      ...codedStack({ study, series: 3, slices: 10, SeriesDescription: 'One bad' }),
      lossyImage({ study, series: 4, SeriesDescription: 'Lossy' }),
      ...codedStack({
        study,
        series: 5,
        slices: 3,
        orientation: orientation.coronal,
        SeriesDescription: 'Coronal',
      }),
      codedClip({ study, series: 6, frames: 8, frameTime: 0, SeriesDescription: 'No rate' }),
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

const view = (viewport: Locator) => viewport.getByTestId('overlay-view');
const tool = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Image tools' }).getByRole('button', { name, exact: true });

/** Window, as the overlay says it. */
async function windowOf(viewport: Locator): Promise<{ width: number; center: number }> {
  const [, width, center] =
    /W (-?[\d.]+) L (-?[\d.]+)/.exec((await view(viewport).textContent()) ?? '') ?? [];
  return { width: Number(width), center: Number(center) };
}

/** The middle's mean grey, and which parts of the canvas are black: enough to tell a window, a zoom and a pan. */
async function pictureOf(viewport: Locator): Promise<string> {
  const { width, height, data } = await canvasPixels(viewport);
  const cells: number[] = [];
  for (let row = 0; row < 24; row += 1) {
    for (let column = 0; column < 24; column += 1) {
      const x = Math.floor(((column + 0.5) / 24) * width);
      const y = Math.floor(((row + 0.5) / 24) * height);
      cells.push(data[(y * width + x) * 4] ?? 0);
    }
  }
  return cells.map((cell) => cell.toString(16).padStart(2, '0')).join('');
}

const letters = (viewport: Locator) => viewport.getByTestId('orientation-letters');

test('the window follows the mouse: right is wider, up or down is brighter, and overlay and picture agree', async ({
  page,
}) => {
  const viewport = await open(page);
  await expect(view(viewport)).toContainText('W 400 L 40');
  const before = await pictureOf(viewport);
  await strokeOver(page, viewport, { x: 120, y: 0 });
  await expect.poll(async () => (await windowOf(viewport)).width).toBeGreaterThan(420);
  expect((await windowOf(viewport)).center).toBe(40);
  await expect.poll(() => pictureOf(viewport)).not.toBe(before);
  const wide = await windowOf(viewport);
  await strokeOver(page, viewport, { x: 0, y: 100 });
  await expect.poll(async () => (await windowOf(viewport)).center).not.toBe(40);
  expect((await windowOf(viewport)).width).toBeCloseTo(wide.width, 0);

  // What the overlay says is what the pixels have: the ring's levels under that window.
  const { width, center } = await windowOf(viewport);
  const pixels = await canvasPixels(viewport);
  const side = Math.min(pixels.width, pixels.height);
  const at =
    (Math.floor((pixels.height - side) / 2 + side / 32) * pixels.width +
      Math.floor(pixels.width / 2 - side / 2 + side / 32)) *
    4;
  // The first block of the code is white: 40 + 0.5 * 400 * 1.1 = 260 HU.
  const expected = Math.min(255, Math.max(0, ((260 - (center - 0.5)) / (width - 1) + 0.5) * 255));
  expect(Math.abs((pixels.data[at] ?? 0) - expected)).toBeLessThan(3);
});

test('presets for CT, and the image’s own window again', async ({ page }) => {
  const viewport = await open(page);
  await tool(page, 'Window presets').click();
  await page
    .getByRole('menuitem', { name: /^Lung/ })
    .or(page.getByRole('menuitemcheckbox', { name: /^Lung/ }))
    .click();
  await expect(view(viewport)).toContainText('W 1500 L -600');
  await tool(page, 'Window presets').click();
  await page.getByRole('menuitem', { name: 'The image’s default' }).click();
  await expect(view(viewport)).toContainText('W 400 L 40');
});

test('zoom, pan, fit, rotate, flip, invert and reset, by the toolbar', async ({ page }) => {
  const viewport = await open(page);
  const fitted = await pictureOf(viewport);
  const zoomText = (await view(viewport).textContent()) ?? '';

  await tool(page, 'Zoom').click();
  await expect(tool(page, 'Zoom')).toHaveAttribute('aria-pressed', 'true');
  await strokeOver(page, viewport, { x: 0, y: -80 });
  await expect(view(viewport)).not.toHaveText(zoomText);
  await expect.poll(() => pictureOf(viewport)).not.toBe(fitted);
  await tool(page, 'Fit to viewport').click();
  await expect(view(viewport)).toHaveText(zoomText);
  await expect.poll(() => pictureOf(viewport)).toBe(fitted);

  await tool(page, 'Pan').click();
  await strokeOver(page, viewport, { x: 60, y: 40 });
  await expect.poll(() => pictureOf(viewport)).not.toBe(fitted);
  await tool(page, 'Fit to viewport').click();
  await expect.poll(() => pictureOf(viewport)).toBe(fitted);

  for (const [name, mark] of [
    ['Rotate by 90°', '90°'],
    ['Flip left and right', 'flipped'],
    ['Flip top and bottom', 'flipped'],
    ['Invert', 'inverted'],
  ] as const) {
    await tool(page, name).click();
    await expect(view(viewport)).toContainText(mark);
    await expect.poll(() => pictureOf(viewport)).not.toBe(fitted);
    await tool(page, 'Reset the view').click();
    await expect(view(viewport)).not.toContainText(mark);
    await expect.poll(() => pictureOf(viewport)).toBe(fitted);
  }
});

test('the same by keys, and the other buttons of the mouse', async ({ page }) => {
  const viewport = await open(page);
  const fitted = await pictureOf(viewport);
  await viewport.focus();
  for (const [key, mark] of [
    ['r', '90°'],
    ['h', 'flipped'],
    ['v', 'flipped'],
    ['i', 'inverted'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(view(viewport)).toContainText(mark);
    await page.keyboard.press('0');
    await expect(view(viewport)).not.toContainText(mark);
    await expect.poll(() => pictureOf(viewport)).toBe(fitted);
  }
  for (const [key, name] of [
    ['z', 'Zoom'],
    ['p', 'Pan'],
    ['s', 'Scroll through images'],
    ['w', 'Window and level'],
  ] as const) {
    await page.keyboard.press(key);
    await expect(tool(page, name)).toHaveAttribute('aria-pressed', 'true');
  }
  await strokeOver(page, viewport, { x: 0, y: -60 }, 'right');
  await expect.poll(() => pictureOf(viewport)).not.toBe(fitted);
  await page.keyboard.press('f');
  await expect.poll(() => pictureOf(viewport)).toBe(fitted);
  await strokeOver(page, viewport, { x: 50, y: 0 }, 'middle');
  await expect.poll(() => pictureOf(viewport)).not.toBe(fitted);
  await page.keyboard.press('0');
  await expect.poll(() => pictureOf(viewport)).toBe(fitted);
});

test('one notch of the wheel is one image; thirty quick ones skip nothing, and each picture is the one named', async ({
  page,
}) => {
  const viewport = await open(page);
  await viewport.press('Home');
  await expect(viewport).toHaveAttribute('data-image-index', '0');
  await rendered(viewport);
  const { x, y } = await middleOf(viewport);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 100);
  await expect(viewport).toHaveAttribute('data-image-index', '1');
  await page.mouse.wheel(0, -100);
  await expect(viewport).toHaveAttribute('data-image-index', '0');

  const seen = await recordSightings(page);
  for (let notch = 0; notch < 30; notch += 1) await page.mouse.wheel(0, 120);
  await expect(viewport).toHaveAttribute('data-image-index', '30');
  await rendered(viewport);
  await expect.poll(() => sliceOnCanvas(viewport)).toEqual({ series: 1, number: 31 });
  await expect(viewport.getByTestId('overlay-image')).toHaveText('im 31/40');
  const sightings = (await seen()).filter(({ viewportId }) => viewportId === 'viewport-1');
  expect(sightings.length).toBeGreaterThan(1);
  // InstanceNumber is the index plus one here, and the code is the InstanceNumber.
  expect(sightings.filter(({ index, code }) => code?.series !== 1 || code.number !== index + 1)).toEqual([]);
  expect(
    sightings.filter(({ index, overlay }) => overlay !== '' && !overlay.includes(`im ${index + 1}/40`)),
  ).toEqual([]);
  const order = sightings.map(({ index }) => index);
  expect(order).toEqual([...order].sort((a, b) => a - b));

  // Past the end it stays at the end.
  for (let notch = 0; notch < 15; notch += 1) await page.mouse.wheel(0, 120);
  await expect(viewport).toHaveAttribute('data-image-index', '39');
  await expect.poll(() => sliceOnCanvas(viewport)).toEqual({ series: 1, number: 40 });
});

test('arrows, Page Up and Down, Home and End scroll', async ({ page }) => {
  const viewport = await open(page);
  await viewport.focus();
  const index = (value: number) => expect(viewport).toHaveAttribute('data-image-index', String(value));
  await page.keyboard.press('Home');
  await index(0);
  for (const [key, value] of [
    ['ArrowDown', 1],
    ['ArrowRight', 2],
    ['PageDown', 12],
    ['ArrowUp', 11],
    ['ArrowLeft', 10],
    ['PageUp', 0],
    ['ArrowUp', 0],
    ['End', 39],
  ] as const) {
    await page.keyboard.press(key);
    await index(value);
  }
  await rendered(viewport);
  await expect.poll(() => sliceOnCanvas(viewport)).toEqual({ series: 1, number: 40 });
});

test('the scroll bar shows position and what is loaded, and can be dragged', async ({ page }) => {
  const viewport = await open(page);
  const bar = viewport.getByRole('slider', { name: 'Image in viewport 1' });
  await expect(bar).toHaveAttribute('aria-valuemax', '40');
  await expect(bar).toHaveAttribute('aria-valuetext', 'Image 20 of 40');
  // All is loaded in the end: one lighter run from top to bottom.
  await expect
    .poll(() => bar.evaluate((element) => element.style.backgroundImage))
    .toMatch(
      /^linear-gradient\((to bottom, )?var\(--[\w-]+\) 0(\.00)?%,? ?(var\(--[\w-]+\) )?100(\.00)?%\)$/,
    );
  const box = await bar.boundingBox();
  if (!box) throw new Error('no scroll bar');
  await page.mouse.move(box.x + 4, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 4, box.y + box.height - 1, { steps: 5 });
  await expect(viewport).toHaveAttribute('data-image-index', '39');
  await page.mouse.move(box.x + 4, box.y - 20, { steps: 5 });
  await expect(viewport).toHaveAttribute('data-image-index', '0');
  await page.mouse.up();
  await expect(bar).toHaveAttribute('aria-valuenow', '1');
  await expect.poll(() => sliceOnCanvas(viewport)).toEqual({ series: 1, number: 1 });
});

test('one bad slice of ten: nine scroll, the tenth says so and never shows its neighbour; Try again mends it', async ({
  page,
}) => {
  // Not the one in the middle, on which a stack opens.
  const bad = instanceUIDOf(study, 3, 8);
  await page.route(`**/instances/${bad}/frames/**`, (route) => route.fulfill({ status: 500, body: 'no' }));
  const viewport = await open(page, 3);
  await viewport.press('Home');
  const seen = await recordSightings(page);
  const { x, y } = await middleOf(viewport);
  await page.mouse.move(x, y);
  for (let index = 0; index < 10; index += 1) {
    if (index > 0) await page.mouse.wheel(0, 100);
    if (index === 7) {
      await expect(viewport).toHaveAttribute('data-state', 'error');
      await expect(viewport.getByRole('alert')).toContainText('Image 8 of 10');
      expect(await viewport.getAttribute('data-sop-instance-uid')).toBeNull();
      expect(await sliceOnCanvas(viewport)).toBeUndefined();
    } else {
      await expect(viewport).toHaveAttribute('data-image-index', String(index));
      await rendered(viewport);
      await expect.poll(() => sliceOnCanvas(viewport)).toEqual({ series: 3, number: index + 1 });
    }
  }
  for (let index = 9; index > 7; index -= 1) await page.mouse.wheel(0, -100);
  await expect(viewport).toHaveAttribute('data-state', 'error');
  const wrong = (await seen()).filter(
    ({ index, code }) => code?.series !== 3 || code.number !== index + 1 || index === 7,
  );
  expect(wrong).toEqual([]);

  await page.unroute(`**/instances/${bad}/frames/**`);
  await viewport.getByRole('button', { name: 'Try again' }).click();
  await rendered(viewport);
  await expect.poll(() => sliceOnCanvas(viewport)).toEqual({ series: 3, number: 8 });
});

test('a clip plays at its true rate and says where the rate is from; speed, back and forth, pause', async ({
  page,
}) => {
  const viewport = await open(page, 2);
  const cine = viewport.getByTestId('cine');
  await expect(cine).toContainText('10 fps');
  await expect(cine).toContainText('FrameTime');
  await expect(cine).toHaveAttribute('data-playing', 'false');
  await expect(viewport).toHaveAttribute('data-image-count', '24');

  // Frames at 10 a second, measured by the page's own clock.
  await cine.getByRole('button', { name: 'Play', exact: true }).click();
  await expect(cine).toHaveAttribute('data-playing', 'true');
  await expect(cine.getByRole('button', { name: 'Pause' })).toBeVisible();
  const rate = await viewport.evaluate(
    (element) =>
      new Promise<number>((resolve) => {
        let first: number | undefined;
        let changes = 0;
        const observer = new MutationObserver(() => {
          const now = performance.now();
          if (first === undefined) first = now;
          else changes += 1;
          if (changes === 20) {
            observer.disconnect();
            resolve((changes * 1000) / (now - first));
          }
        });
        observer.observe(element, { attributes: true, attributeFilter: ['data-image-index'] });
      }),
  );
  expect(rate).toBeGreaterThan(7.5);
  expect(rate).toBeLessThan(11);

  await viewport.press('c');
  await expect(cine).toHaveAttribute('data-playing', 'false');
  const at = await viewport.getAttribute('data-image-index');
  await expect.poll(async () => (await sliceOnCanvas(viewport))?.number).toBe(Number(at) + 1);

  const speed = cine.getByRole('slider', { name: 'Frames per second' });
  await speed.focus();
  await page.keyboard.press('ArrowRight');
  await expect(cine).toContainText('11 fps');
  await expect(cine).toContainText('set by hand');
  await cine.getByRole('button', { name: /Playing in a loop/ }).click();
  await expect(cine.getByRole('button', { name: /Playing back and forth/ })).toBeVisible();
  // Back and forth: from the last frame it turns.
  await viewport.press('End');
  await expect(viewport).toHaveAttribute('data-image-index', '23');
  await viewport.press('c');
  await expect(viewport).toHaveAttribute('data-image-index', /^(22|21|20|19)$/);
  await viewport.press('c');
});

test('a clip without a rate says that its speed is a guess', async ({ page }) => {
  const viewport = await open(page, 6);
  await expect(viewport.getByTestId('cine')).toContainText('default (no rate in the data)');
});

test('the corners say who, what, which image, how it is windowed; key O hides them', async ({ page }) => {
  const viewport = await open(page);
  const overlay = viewport.getByTestId('viewport-overlay');
  for (const text of [
    'Fixture, Test',
    'T-tools',
    'Fixture tools',
    'CT 1',
    'Axial',
    'im 20/40',
    'W 400 L 40',
  ]) {
    await expect(overlay).toContainText(text);
  }
  await expect(view(viewport)).toContainText(/\d\.\d+x/);
  await page.keyboard.press('o');
  await expect(overlay).toHaveCount(0);
  await expect(tool(page, 'Text on images')).toHaveAttribute('aria-pressed', 'false');
  await tool(page, 'Text on images').click();
  await expect(overlay).toHaveCount(1);
});

test('orientation letters follow turning and mirroring', async ({ page }) => {
  const viewport = await open(page);
  await expect(letters(viewport)).toHaveText('RALP');
  await viewport.press('r');
  await expect(letters(viewport)).toHaveText('PRAL');
  await viewport.press('0');
  await expect(letters(viewport)).toHaveText('RALP');
  await viewport.press('h');
  await expect(letters(viewport)).toHaveText('LARP');
  await viewport.press('v');
  await expect(letters(viewport)).toHaveText('LPRA');
  await viewport.press('0');
  await hooks.thumbnail(page, 'Coronal').dblclick();
  await expect(viewport).toHaveAttribute('data-image-count', '3');
  await expect(letters(viewport)).toHaveText('RHLF');
  // No geometry, no letters.
  await hooks.thumbnail(page, 'Clip').dblclick();
  await expect(viewport).toHaveAttribute('data-image-count', '24');
  await rendered(viewport);
  await expect(letters(viewport)).toHaveCount(0);
});

test('what was compressed with loss or has no spacing says so', async ({ page }) => {
  const viewport = await open(page, 4);
  const overlay = viewport.getByTestId('viewport-overlay');
  await expect(overlay).toContainText(/lossy 12:1/i);
  await expect(overlay).toContainText(/not calibrated/i);
  await hooks.thumbnail(page, 'Axial').dblclick();
  await expect(viewport).toHaveAttribute('data-image-count', '40');
  await expect(overlay).not.toContainText(/lossy|calibrated/i);
});

test('colour has no window to drag, and says none', async ({ page }) => {
  const viewport = await open(page, 4);
  await expect(viewport.getByTestId('viewport-overlay')).not.toContainText('W ');
  const before = await pictureOf(viewport);
  await strokeOver(page, viewport, { x: 80, y: 30 });
  await viewport.press('i');
  await expect(viewport.getByTestId('viewport-overlay')).toContainText('inverted');
  await viewport.press('i');
  await expect.poll(() => pictureOf(viewport)).toBe(before);
});

const pick = async (page: Page, menu: string, name: string | RegExp) => {
  await tool(page, menu).click();
  await page.getByRole('menuitem', { name }).or(page.getByRole('menuitemcheckbox', { name })).first().click();
};

/** Number before the x: screen pixels for one image pixel. */
const magnified = async (viewport: Locator) =>
  Number(/([\d.]+)x/.exec((await viewport.getByTestId('viewport-overlay').textContent()) ?? '')?.[1]);

test('the magnifier is under the pointer, enlarged by the wheel; by keys it is placed, moved, enlarged and closed', async ({
  page,
}) => {
  const viewport = await open(page);
  const lens = viewport.getByTestId('lens');
  await page.keyboard.press('u');
  await expect(tool(page, 'Magnifier')).toHaveAttribute('aria-pressed', 'true');
  const { x, y } = await middleOf(viewport);
  await page.mouse.move(x, y);
  await page.mouse.down();
  await expect(lens.locator('canvas')).toHaveAttribute('data-painted', 'true');
  await page.mouse.move(x + 60, y - 40, { steps: 3 });
  const middle = await middleOf(lens);
  expect(Math.abs(middle.x - (x + 60))).toBeLessThan(2);
  expect(Math.abs(middle.y - (y - 40))).toBeLessThan(2);
  const index = await viewport.getAttribute('data-image-index');
  const factor = Number(await lens.getAttribute('data-factor'));
  await page.mouse.wheel(0, -100);
  await expect(lens).toHaveAttribute('data-factor', String(factor + 0.5));
  expect(await viewport.getAttribute('data-image-index')).toBe(index);
  await page.mouse.up();
  await expect(lens).toHaveCount(0);

  await viewport.focus();
  await page.keyboard.press('u');
  await expect(lens).toBeVisible();
  const placed = await middleOf(lens);
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(async () => Math.round((await middleOf(lens)).x - placed.x)).toBe(40);
  expect(await viewport.getAttribute('data-image-index')).toBe(index);
  for (let press = 0; press < 9; press += 1) await page.keyboard.press('+');
  await expect(lens).toHaveAttribute('data-factor', '6');
  await page.keyboard.press('Escape');
  await expect(lens).toHaveCount(0);
});

test('the probe says column, row, place and value; it stays on its pixel until Escape', async ({ page }) => {
  const viewport = await open(page);
  const probe = viewport.getByTestId('probe');
  await tool(page, 'Probe').click();
  const { x, y } = await middleOf(viewport.locator('[data-image]'));
  await page.mouse.click(x, y);
  await expect(probe).toContainText('128, 128');
  await expect(probe).toContainText(/Patient, mm[LR] [\d.]+, [AP] [\d.]+, [HF] [\d.]+/);
  await expect(probe).toContainText(/Value-?\d+ HU/);
  const said = (await probe.textContent()) ?? '';
  // The place follows the image, the pixel stays.
  await viewport.focus();
  await page.keyboard.press('Escape');
  await expect(probe).toHaveCount(0);
  await page.keyboard.press('b');
  await expect(probe).toContainText('Column, row128, 128');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(probe).toContainText('129, 138');
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 100);
  await expect(viewport).toHaveAttribute('data-image-index', '20');
  await expect(probe).toContainText('129, 138');
  await expect(probe).not.toHaveText(said);
  // Turned, the arrows follow the screen.
  await page.keyboard.press('r');
  await page.keyboard.press('ArrowRight');
  await expect(probe).toContainText('129, 137');
  await page.keyboard.press('Escape');
  await expect(probe).toHaveCount(0);
});

test('the probe reads colour as red, green and blue', async ({ page }) => {
  const viewport = await open(page, 4);
  await page.keyboard.press('b');
  await viewport.focus();
  await page.keyboard.press('b');
  await expect(viewport.getByTestId('probe')).toContainText(/ColourR \d+, G \d+, B \d+/);
  await expect(viewport.getByTestId('probe')).not.toContainText('HU');
});

test('colour maps, pixel blocks and the key that resets all of it', async ({ page }) => {
  const viewport = await open(page);
  const colours = async () => {
    const { data } = await canvasPixels(viewport);
    for (let at = 0; at < data.length; at += 4)
      if (Math.abs((data[at] ?? 0) - (data[at + 2] ?? 0)) > 60) return true;
    return false;
  };
  const levels = async () =>
    new Set((await canvasPixels(viewport)).data.filter((_, at) => at % 4 === 0)).size;
  const fitted = await pictureOf(viewport);
  expect(await colours()).toBe(false);
  await pick(page, 'Colour map', 'Hot iron');
  await expect.poll(colours).toBe(true);
  await pick(page, 'Colour map', 'Grey');
  await expect.poll(colours).toBe(false);
  await viewport.focus();
  await page.keyboard.press('Alt+i');
  await page.keyboard.press('Alt+i');
  await expect.poll(colours).toBe(true);
  for (let press = 0; press < 8; press += 1) await page.keyboard.press('+');
  await page.keyboard.press('y');
  await tool(page, 'More tools').click();
  await expect(page.getByRole('menuitemcheckbox', { name: 'Pixel blocks' })).toHaveAttribute(
    'aria-checked',
    'true',
  );
  await page.keyboard.press('Escape');
  const blocks = await levels();
  await viewport.focus();
  await page.keyboard.press('y');
  await expect.poll(levels).toBeGreaterThan(blocks);
  await page.keyboard.press('0');
  await expect.poll(() => pictureOf(viewport)).toBe(fitted);
});

test('the window of a region, by a drag with Shift, by the tool and by keys; presets by number', async ({
  page,
}) => {
  const viewport = await open(page);
  await page.keyboard.down('Shift');
  const { x, y } = await middleOf(viewport);
  await page.mouse.move(x - 80, y - 80);
  await page.mouse.down();
  await page.mouse.move(x + 40, y + 40, { steps: 4 });
  await expect(viewport.getByTestId('window-region')).toBeVisible();
  await page.mouse.up();
  await page.keyboard.up('Shift');
  await expect(viewport.getByTestId('window-region')).toHaveCount(0);
  await expect.poll(async () => (await windowOf(viewport)).width).not.toBe(400);
  await viewport.focus();
  await page.keyboard.press('6');
  await expect.poll(() => windowOf(viewport)).toEqual({ width: 1500, center: -600 });
  await page.keyboard.press('Alt+w');
  await expect.poll(() => windowOf(viewport)).toEqual({ width: 400, center: 40 });
  await page.keyboard.press('Control+Shift+ArrowRight');
  await expect.poll(() => windowOf(viewport)).toEqual({ width: 440, center: 40 });
  await page.keyboard.press('Shift+J');
  await page.keyboard.press('Shift+J');
  for (const key of ['Shift+ArrowRight', 'Shift+ArrowDown']) await page.keyboard.press(key);
  await expect(viewport.getByTestId('window-region')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await windowOf(viewport)).width).not.toBe(440);
  const all = await windowOf(viewport);
  await page.keyboard.press('Alt+a');
  await expect.poll(() => windowOf(viewport)).not.toEqual(all);
});

test('pixel for pixel, true size, zoom and pan by keys', async ({ page }) => {
  const viewport = await open(page);
  await viewport.focus();
  await page.keyboard.press('Shift+Z');
  await expect.poll(() => magnified(viewport)).toBe(1);
  await page.keyboard.press('-');
  await expect.poll(() => magnified(viewport)).toBe(0.83);
  await page.keyboard.press('Shift+X');
  const perMm = 96 / 25.4;
  // As many screen pixels for a pixel as it has millimetres, by the bar of known length.
  const bar = viewport.getByTestId('scale-bar');
  await expect
    .poll(async () => {
      const [, length = NaN, unit] = /([\d.]+) ?(cm|mm)/.exec((await bar.textContent()) ?? '') ?? [];
      return Number(await bar.getAttribute('data-length')) / (Number(length) * (unit === 'cm' ? 10 : 1));
    })
    .toBeCloseTo(perMm, 1);
  await page.keyboard.press('f');
  const fitted = await pictureOf(viewport);
  await page.keyboard.press('Control+ArrowRight');
  await expect.poll(() => pictureOf(viewport)).not.toBe(fitted);
  await page.keyboard.press('Control+ArrowLeft');
  await expect.poll(() => pictureOf(viewport)).toBe(fitted);
});

test('the whole screen for the page, and for one viewport, and back', async ({ page }) => {
  const viewport = await open(page);
  await viewport.focus();
  const owner = () =>
    page.evaluate(
      () =>
        document.fullscreenElement?.getAttribute('data-viewport-id') ?? document.fullscreenElement?.tagName,
    );
  await page.keyboard.press('Shift+F');
  await expect.poll(owner).toBe('HTML');
  await page.keyboard.press('Shift+F');
  await expect.poll(owner).toBeUndefined();
  await page.keyboard.press('Shift+M');
  await expect.poll(owner).toBe('viewport-1');
  await page.keyboard.press('Shift+M');
  await expect.poll(owner).toBeUndefined();
});

test('the palette fits at any width: what has no room is in its menu, and works from there', async ({
  page,
}) => {
  const viewport = await open(page);
  const bar = page.getByRole('toolbar', { name: 'Image tools' });
  for (const width of [1920, 1280, 900, 700]) {
    await page.setViewportSize({ width, height: 800 });
    await expect(tool(page, 'More tools')).toBeVisible();
    await expect
      .poll(() => bar.evaluate((element) => element.scrollWidth - element.clientWidth))
      .toBeLessThanOrEqual(0);
    const tops = await bar
      .getByRole('button')
      .evaluateAll((buttons) => buttons.map((button) => Math.round(button.getBoundingClientRect().top / 8)));
    expect(new Set(tops).size).toBe(1);
  }
  await expect(tool(page, 'Flip top and bottom')).toHaveCount(0);
  await tool(page, 'More tools').click();
  await page.getByRole('menuitem', { name: 'Flip top and bottom' }).click();
  await expect(letters(viewport)).toHaveText('RPLA');
});

test.describe('by touch', () => {
  test.use({ hasTouch: true });

  /** Fingers at places of the viewport, in CSS pixels of the page. */
  async function fingers(page: Page) {
    const session = await page.context().newCDPSession(page);
    const send = (
      type: 'touchStart' | 'touchMove' | 'touchEnd',
      places: readonly (readonly [number, number])[],
    ) =>
      session.send('Input.dispatchTouchEvent', {
        type,
        touchPoints: places.map(([x, y], id) => ({ x, y, id })),
      });
    return send;
  }

  test('one finger uses the tool, two pan and enlarge, a double tap fits, a held one picks up', async ({
    page,
  }) => {
    const viewport = await open(page);
    const { x, y } = await middleOf(viewport);
    const touch = await fingers(page);
    await touch('touchStart', [[x, y]]);
    for (let step = 1; step <= 6; step += 1) await touch('touchMove', [[x + step * 20, y]]);
    await touch('touchEnd', []);
    await expect.poll(async () => (await windowOf(viewport)).width).toBeGreaterThan(420);
    const fitted = await magnified(viewport);
    await touch('touchStart', [
      [x - 50, y],
      [x + 50, y],
    ]);
    for (let step = 1; step <= 5; step += 1)
      await touch('touchMove', [
        [x - 50 - step * 10, y],
        [x + 50 + step * 10, y],
      ]);
    await touch('touchEnd', []);
    await expect.poll(() => magnified(viewport)).toBeCloseTo(fitted * 2, 1);
    for (const tap of [1, 2]) {
      await touch('touchStart', [[x + tap, y]]);
      await touch('touchEnd', []);
    }
    await expect.poll(() => magnified(viewport)).toBe(fitted);
    expect(await hooks.grid(page).getAttribute('data-maximised')).toBeNull();
    await touch('touchStart', [[x, y + 60]]);
    const told = page.getByRole('status').filter({ has: page.getByRole('button', { name: 'Cancel' }) });
    await expect(told).toContainText('Tap a viewport to put it down.');
    await expect(told).toBeVisible();
    // Letting go of it puts nothing down yet.
    await touch('touchEnd', []);
    await told.getByRole('button', { name: 'Cancel' }).click();
    await expect(told).toHaveCount(0);
  });
});
