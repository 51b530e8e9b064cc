import { type Locator, type Page } from '@playwright/test';
import { middleOf, strokeOver } from './gestures.ts';
import {
  brightness,
  expectedLevels,
  levelsOf,
  over,
  probed,
  realFile,
  realFiles,
  storedValue,
} from './realData.ts';
import { pixels, still } from './screens.ts';
import { canvasPixels, expect, rendered, test } from './support.ts';

/** Tools on images of real scanners; values and levels are compared with the files, read without the viewer. */
test.describe.configure({ timeout: 120_000 });

const view = (viewport: Locator) => viewport.getByTestId('overlay-view');
const tool = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Image tools' }).getByRole('button', { name, exact: true });

async function isColoured(viewport: Locator): Promise<boolean> {
  const { data } = await canvasPixels(viewport);
  for (let at = 0; at < data.length; at += 4)
    if (Math.abs((data[at] ?? 0) - (data[at + 2] ?? 0)) > 60) return true;
  return false;
}

over('ct-head-ge', ({ open }) => {
  test('a head CT turned, mirrored, inverted, in colours and blocks, and back to the same pixels', async ({
    page,
  }) => {
    const viewport = await open(page);
    const letters = viewport.getByTestId('orientation-letters');
    const fresh = await still(viewport);
    await expect(letters).toHaveText('RAHLPF');
    for (const [key, text] of [
      ['r', 'PFRAHL'],
      ['0', 'RAHLPF'],
      ['h', 'LAHRPF'],
      ['v', 'LPFRAH'],
      ['0', 'RAHLPF'],
    ] as const) {
      await viewport.press(key);
      await expect(letters).toHaveText(text);
    }
    await expect.poll(() => pixels(viewport)).toBe(fresh);
    const light = await brightness(viewport);
    await viewport.press('i');
    await expect.poll(() => brightness(viewport)).toBeGreaterThan(light + 50);
    await viewport.press('Alt+i');
    await viewport.press('Alt+i');
    await expect.poll(() => isColoured(viewport)).toBe(true);
    for (let press = 0; press < 6; press += 1) await viewport.press('+');
    const smooth = await still(viewport);
    await viewport.press('y');
    await expect.poll(() => pixels(viewport)).not.toBe(smooth);
    await viewport.press('0');
    await expect.poll(() => pixels(viewport)).toBe(fresh);

    const lens = viewport.getByTestId('lens');
    await viewport.press('u');
    await viewport.press('u');
    await expect(lens.locator('canvas')).toHaveAttribute('data-painted', 'true');
    await viewport.press('Escape');
    await expect(lens).toHaveCount(0);
    await viewport.press('Shift+F');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement?.tagName)).toBe('HTML');
    await viewport.press('Shift+F');
    await expect.poll(() => page.evaluate(() => document.fullscreenElement === null)).toBe(true);
  });
});

over(['transfer-syntaxes-ct/CT2_J2KR', 'mr-siemens-orientations'], ({ open }) => {
  test('windows: the header’s own by its name, those for CT in HU, those for MR relative to its own', async ({
    page,
  }) => {
    const viewport = await open(page, { of: 'transfer-syntaxes-ct/CT2_J2KR' });
    const menu = page.getByRole('menu', { name: 'Window presets' });
    const pick = async (name: RegExp) => {
      await tool(page, 'Window presets').click();
      await menu.getByRole('menuitemcheckbox', { name }).first().click();
    };
    await pick(/^Lung/);
    await expect(view(viewport)).toContainText('W 1500 L -600');
    await pick(/^BRAIN/);
    await expect(view(viewport)).toContainText('W 80 L 35');
    await strokeOver(page, viewport, { x: 60, y: 30 });
    await expect(view(viewport)).not.toContainText('W 80 L 35');
    await viewport.press('0');
    await expect(view(viewport)).toContainText('W 80 L 35');

    const [file] = realFiles('mr-siemens-orientations');
    await open(page, { of: file?.path ?? '' });
    await pick(/^Softer/);
    const [[width = 0], [center = 0]] = [file?.numbers('x00281051') ?? [], file?.numbers('x00281050') ?? []];
    await expect(view(viewport)).toContainText(`W ${Math.round(width * 1.5)} L ${center}`);
    await pick(/^Algo1/);
    await expect(view(viewport)).toContainText(`W ${width} L ${center}`);
  });
});

over(['nm', 'colour-test-patterns/TestPattern_Palette.dcm', 'dx-cr-mg/dx_image.dcm'], ({ open }) => {
  test('nuclear medicine: counts by the probe, and a colour map', async ({ page }) => {
    const file = realFile('nm/NM-MONO2-16-13x-heart');
    const viewport = await open(page, { of: file.path });
    await viewport.press('End');
    await expect(viewport).toHaveAttribute('data-frame', '13');
    await viewport.press('b');
    await viewport.press('b');
    for (const key of ['ArrowRight', 'ArrowDown', 'Shift+ArrowUp']) {
      const before = (await probed(viewport)).words;
      await page.keyboard.press(key);
      await expect(viewport.getByTestId('probe')).not.toHaveText(before);
      const { column, row, words } = await probed(viewport);
      expect(words).toContain(`Stored${storedValue(file, column, row, 12)}`);
      expect(words).not.toContain('HU');
    }
    await page.keyboard.press('Escape');
    await viewport.press('Alt+i');
    await viewport.press('Alt+i');
    await expect.poll(() => isColoured(viewport)).toBe(true);
  });

  test('palette colour: the probe says the colour that the file’s tables give', async ({ page }) => {
    const file = realFile('colour-test-patterns/TestPattern_Palette.dcm');
    const viewport = await open(page, { of: file.path });
    await viewport.press('b');
    await viewport.press('b');
    const { dataSet } = file;
    const byte = (tag: string, at: number) =>
      dataSet.byteArray[(dataSet.elements[tag]?.dataOffset ?? 0) + at];
    const { column: middle, row: height } = await probed(viewport);
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('Shift+ArrowUp');
    // Three of the coloured fields, all of them left of the middle.
    for (const tens of [8, 12, 16]) {
      for (let press = 0; press < (tens === 8 ? 8 : 4); press += 1)
        await page.keyboard.press('Shift+ArrowLeft');
      const [column, row] = [middle - tens * 10, height - 40];
      await expect(viewport.getByTestId('probe')).toContainText(`Column, row${column}, ${row}`);
      const entry = byte('x7fe00010', row * 640 + column) ?? 0;
      const [red, green, blue] = ['x00281201', 'x00281202', 'x00281203'].map((tag) => byte(tag, entry));
      expect(red).not.toBe(blue);
      await expect(viewport.getByTestId('probe')).toContainText(`R ${red}, G ${green}, B ${blue}`);
    }
  });

  test('a radiograph in MONOCHROME1: low values are white', async ({ page }) => {
    const file = realFile('dx-cr-mg/dx_image.dcm');
    const viewport = await open(page, { of: file.path });
    const size = { columns: 211, rows: 169, width: 211 * 1.2012, height: 169 * 1.2 };
    const start = file.dataSet.elements['x7fe00010']?.dataOffset ?? 0;
    const values = [...file.dataSet.byteArray.subarray(start, start + 211 * 169)];
    await still(viewport);
    const levels = await levelsOf(viewport, size);
    const off = levels.map((level, at) => Math.abs(level - (255 - (values[at] ?? 0))));
    // Between pixels of the screen levels are smoothed.
    expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThan(4);
  });
});

over('ct-cta-64px', ({ open }) => {
  test('a long series scrolled: bar, keys, wheel; in the order of the files, and each picture the file’s', async ({
    page,
  }) => {
    const viewport = await open(page);
    const files = [...realFiles('ct-cta-64px')].sort(
      (a, b) => (a.numbers('x00200032')[2] ?? 0) - (b.numbers('x00200032')[2] ?? 0),
    );
    const bar = viewport.getByRole('slider', { name: 'Image in viewport 1' });
    const at = async (index: number) => {
      await expect(viewport).toHaveAttribute('data-image-index', String(index));
      const uid = files[index]?.text('x00080018') ?? '';
      await expect(viewport).toHaveAttribute('data-sop-instance-uid', uid);
    };
    // All of it is loaded in the end.
    await expect.poll(() => bar.evaluate((each) => each.style.backgroundImage)).not.toContain('transparent');
    await expect(page.getByTestId('memory')).toHaveAttribute('data-used', String(93 * 64 * 64 * 2));
    for (const [key, index] of [
      ['Home', 0],
      ['PageDown', 10],
      ['End', 92],
      ['PageUp', 82],
      ['ArrowUp', 81],
    ] as const) {
      await viewport.press(key);
      await at(index);
    }
    const { x, y } = await middleOf(viewport);
    await page.mouse.move(x, y);
    for (let notch = 0; notch < 30; notch += 1) await page.mouse.wheel(0, -100);
    await at(51);
    await rendered(viewport);
    await still(viewport);
    const [, width, center] =
      /W (-?[\d.]+) L (-?[\d.]+)/.exec((await view(viewport).textContent()) ?? '') ?? [];
    const size = { columns: 64, rows: 64, width: 1, height: 1 };
    const levels = await levelsOf(viewport, size);
    const miss = (index: number) => {
      const file = files[index];
      if (!file) throw new Error('no file');
      const values = Array.from({ length: 64 * 64 }, (_, i) => storedValue(file, i % 64, Math.floor(i / 64)));
      const wanted = expectedLevels(values, Number(center), Number(width));
      return levels.reduce((sum, level, i) => sum + Math.abs(level - (wanted[i] ?? 0)), 0) / levels.length;
    };
    expect(miss(51)).toBeLessThan(4);
    expect(Math.min(miss(46), miss(56))).toBeGreaterThan(miss(51) * 2);

    const box = await bar.boundingBox();
    if (!box) throw new Error('no scroll bar');
    await page.mouse.move(box.x + 4, box.y + box.height * 0.25);
    await expect(viewport.getByTestId('position-tip')).toContainText(/\d+\/93/);
    await expect(viewport.getByTestId('position-tip')).toContainText(/[HF][\d.]+ mm/);
    await page.mouse.down();
    await page.mouse.move(box.x + 4, box.y + box.height - 1, { steps: 8 });
    await at(92);
    await page.mouse.up();
  });

  test('a key and a button of the mouse set otherwise act so, and are put back', async ({ page }) => {
    const viewport = await open(page);
    const settings = page.getByRole('dialog', { name: 'Keys and mouse' });
    await viewport.press('Shift+K');
    const invert = settings.locator('[data-command="image.invert"]');
    await invert.getByRole('button', { name: 'Add a key for Invert' }).click();
    await page.keyboard.press('Alt+Shift+y');
    await settings.getByRole('tab', { name: 'Mouse and touch' }).click();
    await settings.getByLabel('Right button', { exact: true }).selectOption('scroll');
    await settings.getByRole('button', { name: 'Done' }).click();
    await viewport.press('Alt+Shift+y');
    await expect(view(viewport)).toContainText('inverted');
    await viewport.press('Home');
    await expect(viewport).toHaveAttribute('data-image-index', '0');
    await strokeOver(page, viewport, { x: 0, y: 80 }, 'right');
    await expect(viewport).toHaveAttribute('data-image-index', '10');
    await viewport.press('Shift+K');
    await settings.getByRole('button', { name: 'All as they come' }).click();
    await settings.getByRole('button', { name: 'Done' }).click();
    await strokeOver(page, viewport, { x: 0, y: -60 }, 'right');
    await expect(view(viewport)).not.toContainText('7.92x');
    await expect(viewport).toHaveAttribute('data-image-index', '10');
  });

  test.describe('by touch', () => {
    test.use({ hasTouch: true });

    test('two fingers enlarge, one uses the tool', async ({ page }) => {
      const viewport = await open(page);
      const session = await page.context().newCDPSession(page);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', places: readonly number[], y: number) =>
        session.send('Input.dispatchTouchEvent', {
          type,
          touchPoints: places.map((x, id) => ({ x, y, id })),
        });
      const { x, y } = await middleOf(viewport);
      const before = (await view(viewport).textContent()) ?? '';
      await touch('touchStart', [x], y);
      for (let step = 1; step <= 6; step += 1) await touch('touchMove', [x + step * 20], y);
      await touch('touchEnd', [], y);
      await expect(view(viewport)).not.toHaveText(before);
      const magnified = async () => Number(/([\d.]+)x/.exec((await view(viewport).textContent()) ?? '')?.[1]);
      const fitted = await magnified();
      await touch('touchStart', [x - 50, x + 50], y);
      for (let step = 1; step <= 5; step += 1)
        await touch('touchMove', [x - 50 - step * 10, x + 50 + step * 10], y);
      await touch('touchEnd', [], y);
      await expect.poll(magnified).toBeCloseTo(fitted * 2, 0);
    });
  });
});
