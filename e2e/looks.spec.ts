import type { Locator, Page } from '@playwright/test';
import { codedClip, codedStack, seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { flatCt, petPhantom } from './fixtures/petCt.ts';
import { expect, hooks, openStudy, rendered, startArchive, test, type TestArchive } from './support.ts';

/** What a reader sees at the sizes of usual screens: nothing cut off, nothing over something else. */
const study = 'looks';
let archive: TestArchive;

const box = {
  size: [48, 48, 24],
  spacing: [4, 4, 4],
  row: [1, 0, 0],
  column: [0, 1, 0],
  origin: [0, 0, 0],
} as const;

test.beforeAll(async () => {
  archive = await startArchive(async (folder) => {
    await writeStudy(folder, [
      ...codedStack({ study, series: 1, slices: 24, SeriesDescription: 'Axial' }),
      codedClip({ study, series: 2, frames: 8, frameTime: 100, SeriesDescription: 'Clip' }),
    ]);
    await writeStudy(folder, [
      ...flatCt({ ...box, study: 'fused', series: 1, SeriesDescription: 'CT', value: () => 40 }),
      ...petPhantom({
        ...box,
        study: 'fused',
        series: 2,
        SeriesDescription: 'PET',
        ball: [90, 90, 50],
        peakSuv: 5,
      }),
    ]);
  });
});
test.afterAll(() => archive.close());

async function open(page: Page, extra = ''): Promise<Locator> {
  await openStudy(page, archive, studyUIDOf(study), {
    extra: `&SeriesInstanceUID=${seriesUIDOf(study, 1)}${extra}`,
  });
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  return viewport;
}

const tools = (page: Page) => page.getByRole('toolbar', { name: 'Image tools' });

async function boxOf(element: Locator) {
  await expect(element).toBeVisible();
  const found = await element.boundingBox();
  if (!found) throw new Error('it has no box');
  return { ...found, right: found.x + found.width, bottom: found.y + found.height };
}

async function apart(one: Locator, other: Locator): Promise<boolean> {
  const [a, b] = [await boxOf(one), await boxOf(other)];
  return a.right <= b.x || b.right <= a.x || a.bottom <= b.y || b.bottom <= a.y;
}

test('the pictures of the buttons that flip mirror at the line they show', async ({ page }) => {
  await open(page);
  /** Whether the halves of a picture lie beside each other, by the two largest shapes of it. */
  const areBesideEachOther = (name: string) =>
    tools(page)
      .getByRole('button', { name, exact: true })
      .locator('svg')
      .evaluate((svg) => {
        const boxes = [...svg.querySelectorAll('path')]
          .map((path) => path.getBBox())
          .sort((a, b) => b.width * b.height - a.width * a.height);
        const [a, b] = boxes;
        return a !== undefined && b !== undefined && (a.x + a.width < b.x || b.x + b.width < a.x);
      });
  expect(await areBesideEachOther('Flip left and right')).toBe(true);
  expect(await areBesideEachOther('Flip top and bottom')).toBe(false);
});

test('what the probe says is never cut off, wherever it is placed in a narrow viewport', async ({ page }) => {
  await page.setViewportSize({ width: 1000, height: 700 });
  const viewport = await open(page, '&layout=1x3');
  await tools(page).getByRole('button', { name: 'Probe', exact: true }).click();
  const around = await boxOf(viewport);
  for (const [x, y] of [
    [0.5, 0.5],
    [0.9, 0.5],
    [0.1, 0.5],
    [0.5, 0.35],
  ] as const) {
    await page.mouse.click(around.x + around.width * x, around.y + around.height * y);
    const probe = viewport.getByTestId('probe');
    await expect(probe).toContainText('Column, row');
    await expect
      .poll(async () => {
        const card = await boxOf(probe);
        return card.x >= around.x && card.right <= around.right && card.bottom <= around.bottom;
      })
      .toBe(true);
  }
});

test('a slab and its plane are named in a narrow viewport, too', async ({ page }) => {
  await openStudy(page, archive, studyUIDOf('fused'), {
    mode: 'volume',
    extra: `&SeriesInstanceUID=${seriesUIDOf('fused', 1)}&layout=1x1`,
  });
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await page.getByRole('button', { name: 'Axial, sagittal and coronal side by side' }).click();
  for (const number of [1, 2, 3]) await rendered(hooks.viewport(page, number));
  await page.getByRole('button', { name: /^Slab/ }).click();
  await page.getByRole('menuitemcheckbox', { name: '20 mm' }).click();
  expect((await boxOf(viewport)).width).toBeLessThan(420);
  await expect(viewport.locator('[data-overlay-item="slab"]')).toHaveText(/^Slab \d+ mm, MIP$/);
  await expect(viewport.locator('[data-overlay-item="slab"]')).toBeVisible();
  await expect(viewport.locator('[data-overlay-item="plane"]')).toBeVisible();
});

test('scale bar, letters and the bar of a clip keep out of each other’s way', async ({ page }) => {
  const viewport = await open(page);
  await viewport.focus();
  const scale = viewport.getByTestId('scale-bar');
  const letter = viewport.getByTestId('orientation-letters').locator('span').last();
  expect(await apart(scale, letter)).toBe(true);
  await page.keyboard.press('c');
  await expect(viewport.getByTestId('cine')).toBeVisible();
  expect(await apart(scale, letter)).toBe(true);
  expect(await apart(scale, viewport.getByTestId('cine'))).toBe(true);
});

test('with the tools of a fusion the first tools of the palette stay, and nothing of the bar is cut off', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await openStudy(page, archive, studyUIDOf('fused'), {
    mode: 'fusion',
    extra: `&SeriesInstanceUID=${seriesUIDOf('fused', 2)}&layout=1x1`,
  });
  await rendered(hooks.viewport(page, 1));
  for (const name of ['Window and level', 'Scroll through images', 'Zoom', 'Pan', 'Axial', 'Save or copy'])
    await expect(tools(page).getByRole('button', { name, exact: true })).toBeInViewport({ ratio: 1 });
  // Nothing on the screen is a clip: nothing plays in step.
  await expect(tools(page).getByRole('button', { name: 'Play all clips in step' })).toHaveCount(0);
});

test('a tooltip in a dialog lies over it', async ({ page }) => {
  await open(page);
  await page.keyboard.press('?');
  const close = page.getByRole('dialog').getByRole('button', { name: 'Close' });
  await close.hover();
  const tooltip = page.getByRole('dialog').getByRole('tooltip', { includeHidden: true });
  await expect(tooltip).toHaveCount(1);
  await expect(tooltip).toContainText('Close');
});

test('the menu of windows says the figures, and the key beside them', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Window presets' }).click();
  const lung = page.getByRole('menuitemcheckbox', { name: 'Lung', exact: true });
  await expect(lung).toHaveAccessibleDescription('1500 / -600');
  await expect(lung.locator('kbd')).toHaveText(/^\d$/);
});

test('the bar of a viewport covers what is said on the image only while the pointer is near the top', async ({
  page,
}) => {
  const viewport = await open(page);
  const bar = viewport.getByRole('button', { name: 'Fill the screen' }).locator('..');
  const { x, y, width, height } = await boxOf(viewport);
  await page.mouse.move(x + width / 2, y + height / 2);
  await expect(bar).toHaveCSS('opacity', '0');
  await page.mouse.move(x + width / 2, y + 40);
  await expect(bar).toHaveCSS('opacity', '1');
  await page.mouse.move(x + width / 2, y + height / 2);
  await expect(bar).toHaveCSS('opacity', '0');
  await viewport.getByRole('button', { name: 'Fill the screen' }).focus();
  await page.keyboard.press('Tab');
  await expect(bar).toHaveCSS('opacity', '1');
});

test('a mode that is not there: the study opens in another one', async ({ page }) => {
  await page.goto(`${archive.url}nowhere?StudyInstanceUIDs=${studyUIDOf(study)}`);
  await expect(page.getByRole('alert')).toContainText('There is no mode “nowhere”');
  await page.getByRole('link', { name: 'Open the study in General' }).click();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'viewer');
  await rendered(hooks.viewport(page, 1));
});
