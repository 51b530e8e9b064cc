import { cpSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { readPicture } from './harness/part10.ts';
import { cleanPage, copyLink } from './screens.ts';
import {
  canvasPixels,
  chooseMode,
  expect,
  hooks,
  openStudy,
  rendered,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

/** What readers do, on images of real scanners. Generated studies (every other spec) say which slice is shown; these say that real objects go the same way. */
const data = process.env['HANGAR_TEST_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url));

// Where software imitates the graphics card, pictures in 3D take their time.
test.describe.configure({ timeout: 180_000 });

/** Tests over the first study of one folder of the test data. */
function over(name: string, tests: (study: { open(page: Page, mode?: string): Promise<void> }) => void) {
  test.describe(name, () => {
    const folder = join(data, name);
    test.skip(!existsSync(folder), `skipped: no test data in ${folder}`);
    let archive: TestArchive;
    test.beforeAll(async () => {
      archive = await startArchive((to) => cpSync(folder, to, { recursive: true }));
    });
    test.afterAll(() => archive.close());
    tests({
      async open(page, mode) {
        const answer = await fetch(`${archive.url}dicom-web/studies`);
        const [study] = (await answer.json()) as readonly {
          readonly '0020000D': { readonly Value: [string] };
        }[];
        await openStudy(
          page,
          archive,
          study?.['0020000D'].Value[0] ?? '',
          mode === undefined ? {} : { mode },
        );
        await rendered(hooks.viewport(page, 1));
      },
    });
  });
}

/** The numbers stored in an uncompressed 16-bit CT, in HU, read without the viewer. */
function hounsfieldAt(SOPInstanceUID: string, column: number, row: number): number {
  for (const name of readdirSync(join(data, 'ct-head-ge'))) {
    const { instance, frame } = readPicture(readFileSync(join(data, 'ct-head-ge', name)));
    if (instance.SOPInstanceUID !== SOPInstanceUID) continue;
    const view = new DataView(frame.buffer, frame.byteOffset);
    const stored = view.getInt16((row * (instance.Columns ?? 0) + column) * 2, true);
    return stored * (instance.RescaleSlope ?? 1) + (instance.RescaleIntercept ?? 0);
  }
  throw new Error(`no file holds ${SOPInstanceUID}`);
}

const brightness = async (page: Page, number = 1) => {
  const { data: bytes } = await canvasPixels(hooks.viewport(page, number));
  let sum = 0;
  for (let i = 0; i < bytes.length; i += 4) sum += bytes[i] ?? 0;
  return sum / (bytes.length / 4);
};

over('ct-head-ge', ({ open }) => {
  test('a head CT: scrolled, probed, windowed, captured', async ({ page }) => {
    await open(page);
    const viewport = hooks.viewport(page, 1);
    await expect(viewport).toHaveAttribute('data-image-count', '28');
    await viewport.press('End');
    await expect(viewport).toHaveAttribute('data-image-index', '27');
    await viewport.press('Home');
    await expect(viewport).toHaveAttribute('data-image-index', '0');
    for (let slice = 0; slice < 12; slice += 1) await page.keyboard.press('ArrowDown');
    await expect(viewport).toHaveAttribute('data-image-index', '12');
    await rendered(viewport);

    await page.getByRole('toolbar', { name: 'Image tools' }).getByRole('button', { name: 'Probe' }).click();
    await viewport.locator('[data-image]').click();
    const probe = viewport.getByTestId('probe');
    await expect(probe).toContainText(/Value-?\d+ HU/);
    const words = (await probe.textContent()) ?? '';
    const [, column = '', row = ''] = /Column, row(\d+), (\d+)/.exec(words) ?? [];
    const uid = (await viewport.getAttribute('data-sop-instance-uid')) ?? '';
    const [, shown] = /Value(-?\d+) HU/.exec(words) ?? [];
    expect(Number(shown)).toBe(hounsfieldAt(uid, Number(column), Number(row)));
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');

    const before = await brightness(page);
    await viewport.press('3');
    await expect.poll(() => brightness(page)).not.toBe(before);
    await page.keyboard.press('0');
    await expect.poll(() => brightness(page)).toBe(before);

    const [saved] = await Promise.all([page.waitForEvent('download'), viewport.press('Control+Shift+S')]);
    expect(saved.suggestedFilename()).toMatch(/^CT .*image \d+\.png$/);
  });

  test('a head CT: split, undone, and the screen opened from its link in a clean profile', async ({
    page,
    context,
    browser,
  }) => {
    await open(page);
    const viewport = hooks.viewport(page, 1);
    const count = await hooks.viewports(page).count();
    await viewport.press('Shift+ArrowDown');
    await expect(hooks.viewports(page)).toHaveCount(count + 1);
    await page.keyboard.press('Control+z');
    await expect(hooks.viewports(page)).toHaveCount(count);
    await viewport.press('Home');
    for (let slice = 0; slice < 5; slice += 1) await page.keyboard.press('ArrowDown');
    await viewport.press('2');
    await viewport.press('+');
    await rendered(viewport);
    await expect(viewport).toHaveAttribute('data-image-index', '5');
    const link = await copyLink(page, context);
    const other = await cleanPage(page, browser);
    await other.goto(link);
    await rendered(hooks.viewport(other, 1));
    const same = ['data-image-index', 'data-sop-instance-uid', 'data-display-set-uid', 'data-image-count'];
    for (const name of same)
      await expect(hooks.viewport(other, 1)).toHaveAttribute(name, (await viewport.getAttribute(name)) ?? '');
    await expect.poll(() => brightness(other)).toBe(await brightness(page));
    await other.context().close();
  });

  test('a head CT: its tags, searched and compared with the next slice', async ({ page }) => {
    await open(page);
    const viewport = hooks.viewport(page, 1);
    await viewport.press('Shift+T');
    await expect(viewport).toHaveAttribute('data-viewport-kind', 'tags');
    await viewport.getByRole('searchbox').fill('0020,0032');
    await expect(viewport.getByText('ImagePositionPatient').first()).toBeVisible();
    await viewport.getByRole('combobox', { name: 'Compare with another object' }).click();
    await page.getByRole('option', { name: 'The next object' }).click();
    await expect(viewport.locator('[data-differs="true"]').first()).toBeVisible();
  });
});

over('ct-cta-64px', ({ open }) => {
  test('a CT angiography: three planes, a turned one, a slab, and 3D', async ({ page }) => {
    await open(page, 'volume');
    const viewport = hooks.viewport(page, 1);
    await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume');
    await viewport.press('k');
    await expect(hooks.viewports(page)).toHaveCount(3);
    for (const number of [1, 2, 3]) await rendered(hooks.viewports(page).nth(number - 1));
    const planes = await hooks.viewports(page).evaluateAll((all) => all.map((each) => each.dataset['plane']));
    expect(new Set(planes)).toEqual(new Set(['axial', 'sagittal', 'coronal']));
    await viewport.focus();
    const before = await brightness(page);
    await page.keyboard.press(']');
    await expect.poll(() => brightness(page)).not.toBe(before);
    await page.keyboard.press('Shift+D');
    const volume = page.locator('[data-viewport-kind="volume3d"]');
    await rendered(volume);
    const { data: bytes } = await canvasPixels(volume);
    expect(bytes.some((value, at) => at % 4 === 0 && value > 100)).toBe(true);
  });
});

over('mr-siemens-orientations', ({ open }) => {
  test('MR in several orientations: linked, with reference lines', async ({ page }) => {
    await open(page);
    const thumbnails = hooks.thumbnails(page);
    expect(await thumbnails.count()).toBeGreaterThan(1);
    await thumbnails.nth(0).focus();
    await page.keyboard.press('1');
    await thumbnails.nth(1).focus();
    await page.keyboard.press('2');
    await rendered(hooks.viewport(page, 1));
    await rendered(hooks.viewport(page, 2));
    await hooks.viewport(page, 1).focus();
    await page.keyboard.press('Shift+L');
    await expect(page.getByRole('button', { name: 'Unlink the viewports' })).toBeVisible();
  });
});

over('mr-epi-ge-timeseries', ({ open }) => {
  test('a time series: the slider goes through its times at one slice', async ({ page }) => {
    await open(page);
    const viewport = hooks.viewport(page, 1);
    const bar = viewport.getByTestId('four-d');
    const member = await bar.getAttribute('data-member');
    const index = await viewport.getAttribute('data-image-index');
    await viewport.press('>');
    await expect(bar).not.toHaveAttribute('data-member', member ?? '');
    await rendered(viewport);
    await expect(viewport).toHaveAttribute('data-image-index', index ?? '');
  });
});

over('us-cine', ({ open }) => {
  test('an ultrasound clip: plays at its recorded rate, which says its source', async ({ page }) => {
    await open(page);
    const cine = hooks.viewport(page, 1).getByTestId('cine');
    await expect(cine).toContainText(/fps/);
    await expect(cine).toContainText(/FrameTime|CineRate|RecommendedDisplayFrameRate|FrameTimeVector/);
  });
});

over('pt-seg-sr-rwv', ({ open }) => {
  test('PET: its window is said in SUV, and without a CT fusion says why it cannot be', async ({ page }) => {
    await open(page);
    await expect(page.getByTestId('overlay-view').first()).toContainText('SUVbw');
    await hooks.modePicker(page).click();
    await expect(page.locator('[data-mode-option="fusion"]')).toContainText(/CT/);
    await page.keyboard.press('Escape');
    await chooseMode(page, 'volume');
    await rendered(hooks.viewport(page, 1));
    await expect(hooks.viewport(page, 1)).toHaveAttribute('data-viewport-kind', 'volume');
  });
});
