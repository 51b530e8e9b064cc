import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { codedStack, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { middleOf, strokeOver } from './gestures.ts';
import { expect, hooks, openStudy, rendered, startArchive, test, type TestArchive } from './support.ts';

const study = 'input-settings';
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, codedStack({ study, series: 1, slices: 40, SeriesDescription: 'Axial' })),
  );
});
test.afterAll(() => archive.close());

async function open(page: Page): Promise<Locator> {
  await openStudy(page, archive, studyUIDOf(study));
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  return viewport;
}

const settings = (page: Page) => page.getByRole('dialog', { name: 'Keys and mouse' });
const overlay = (viewport: Locator) => viewport.getByTestId('viewport-overlay');
const tool = (page: Page, name: string) =>
  page.getByRole('toolbar', { name: 'Image tools' }).getByRole('button', { name, exact: true });
const rowOf = (page: Page, command: string) => settings(page).locator(`[data-command="${command}"]`);

test('a key is given, taken with a word, kept, shown everywhere and put back: by keyboard alone', async ({
  page,
}) => {
  const viewport = await open(page);
  await viewport.focus();
  await page.keyboard.press('Shift+K');
  const search = settings(page).getByRole('searchbox', { name: 'Search for a command or a key' });
  await search.focus();
  await page.keyboard.type('invert');
  await expect(settings(page).locator('[data-command]')).toHaveCount(1);
  const invert = rowOf(page, 'image.invert');
  await invert.getByRole('button', { name: 'Add a key for Invert' }).focus();
  await page.keyboard.press('Enter');
  // Keys that would lock the reader in are refused, with the reason.
  await page.keyboard.press('Control+w');
  await expect(invert.getByRole('alert')).toContainText('The browser keeps Ctrl+W');
  await page.keyboard.press('f');
  await expect(invert.getByRole('alert')).toContainText('F is the key of “Fit to viewport”');
  await invert.getByRole('button', { name: 'Take it from there' }).focus();
  await page.keyboard.press('Enter');
  await expect(invert.getByRole('button', { name: 'Take F from Invert' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(settings(page)).toHaveCount(0);

  await viewport.focus();
  await page.keyboard.press('f');
  await expect(overlay(viewport)).toContainText('inverted');
  await expect(tool(page, 'Invert')).toHaveAttribute('aria-keyshortcuts', 'I');
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: 'Keys', exact: true });
  await expect(help.getByText('I, F', { exact: true })).toBeVisible();
  // No key fits the image now; a double tap still does.
  await expect(help.getByText('Fit to viewport')).toHaveCount(1);
  await expect(help.getByText('Double tap')).toBeVisible();
  await page.keyboard.press('Escape');

  await viewport.focus();
  await page.keyboard.press('f');
  await expect(overlay(viewport)).not.toContainText('inverted');
  await page.reload();
  await rendered(viewport);
  await viewport.focus();
  await page.keyboard.press('f');
  await expect(overlay(viewport)).toContainText('inverted');
  await page.keyboard.press('Shift+K');
  await rowOf(page, 'image.fit').getByRole('button', { name: 'Fit to viewport: keys as they come' }).click();
  await expect(rowOf(page, 'image.invert').getByRole('button', { name: 'Take F from Invert' })).toHaveCount(
    0,
  );
  await expect(
    rowOf(page, 'image.fit').getByRole('button', { name: 'Take F from Fit to viewport' }),
  ).toBeVisible();
});

test('Escape in the field for a key leaves the field, not the dialog', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Shift+K');
  const row = rowOf(page, 'image.invert');
  await row.getByRole('button', { name: 'Add a key for Invert' }).click();
  await expect(row.getByRole('button', { name: 'Press a key for Invert' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(row.getByRole('button', { name: 'Press a key for Invert' })).toHaveCount(0);
  await expect(settings(page)).toBeVisible();
});

test('buttons and wheel do what they are set to, alone and with a key held', async ({ page }) => {
  const viewport = await open(page);
  await page.keyboard.press('Shift+K');
  await settings(page).getByRole('tab', { name: 'Mouse and touch' }).click();
  await settings(page).getByLabel('Right button', { exact: true }).selectOption('scroll');
  await settings(page).getByLabel('Left button with Ctrl').selectOption('zoom');
  await settings(page).getByLabel('Wheel', { exact: true }).selectOption('zoom');
  await settings(page).getByRole('button', { name: 'Done' }).click();

  const index = async () => Number(await viewport.getAttribute('data-image-index'));
  const before = await index();
  await strokeOver(page, viewport, { x: 0, y: 80 }, 'right');
  await expect.poll(index).toBe(before + 10);

  const magnified = async () => Number(/([\d.]+)x/.exec((await overlay(viewport).textContent()) ?? '')?.[1]);
  const fitted = await magnified();
  await page.keyboard.down('Control');
  await strokeOver(page, viewport, { x: 0, y: -60 });
  await page.keyboard.up('Control');
  await expect.poll(magnified).toBeGreaterThan(fitted * 1.5);
  await page.keyboard.press('f');
  await expect.poll(magnified).toBe(fitted);
  const { x, y } = await middleOf(viewport);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, -120);
  await expect.poll(magnified).toBeGreaterThan(fitted);
  expect(await index()).toBe(before + 10);

  await page.keyboard.press('Shift+K');
  await settings(page).getByRole('button', { name: 'All as they come' }).click();
  await settings(page).getByRole('button', { name: 'Done' }).click();
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 120);
  await expect.poll(index).toBe(before + 11);
  // With Shift the wheel goes ten at a time.
  await page.keyboard.down('Shift');
  await page.mouse.wheel(0, -120);
  await page.keyboard.up('Shift');
  await expect.poll(index).toBe(before + 1);
});

test('a tool that is not wanted moves into the menu; settings go out as a file and come back', async ({
  page,
}) => {
  const viewport = await open(page);
  await tool(page, 'More tools').click();
  await page.getByRole('menuitem', { name: 'Keys and mouse' }).click();
  await settings(page).getByRole('tab', { name: 'Palette' }).click();
  await settings(page).getByRole('checkbox', { name: 'Flip top and bottom' }).uncheck();
  await settings(page).getByRole('tab', { name: 'Keys' }).click();
  await rowOf(page, 'image.invert').getByRole('button', { name: 'Take I from Invert' }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    settings(page).getByRole('button', { name: 'Export' }).click(),
  ]);
  const file = await download.path();
  const written = readFileSync(file, 'utf8');
  expect(JSON.parse(written)).toMatchObject({
    keys: { 'image.invert': [] },
    palette: { hidden: ['image.flipVertical'] },
  });
  await settings(page).getByRole('button', { name: 'All as they come' }).click();
  await settings(page).getByRole('button', { name: 'Done' }).click();
  await expect(tool(page, 'Flip top and bottom')).toBeVisible();

  await page.keyboard.press('Shift+K');
  const drop = (name: string, text: string) =>
    page
      .getByTestId('settings-file')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  await drop('other.json', '{"keys":{}}');
  await expect(settings(page).getByRole('alert')).toContainText('holds no keys and mouse settings');
  await drop('mine.json', written);
  await expect(settings(page).getByRole('alert')).toHaveCount(0);
  await settings(page).getByRole('button', { name: 'Done' }).click();
  await expect(tool(page, 'Flip top and bottom')).toHaveCount(0);
  await tool(page, 'More tools').click();
  await page.getByRole('menuitem', { name: 'Flip top and bottom' }).click();
  await expect(overlay(viewport)).toContainText('flipped');
  await viewport.focus();
  await page.keyboard.press('i');
  await page.keyboard.press('r');
  await expect(overlay(viewport)).toContainText('90°');
  await expect(overlay(viewport)).not.toContainText('inverted');
});

test('the screen is measured with a card, and the frame is as wide as it says', async ({ page }) => {
  await open(page);
  await page.keyboard.press('Shift+K');
  await settings(page).getByRole('tab', { name: 'Screen' }).click();
  const card = page.getByTestId('screen-card');
  const width = async () => (await card.boundingBox())?.width ?? 0;
  expect(await width()).toBeCloseTo((85.6 * 96) / 25.4, 0);
  await settings(page).getByRole('slider', { name: 'Width of the frame' }).fill('5');
  await expect.poll(width).toBeCloseTo(428, 0);
  await settings(page).getByRole('button', { name: 'As it comes' }).click();
  await expect.poll(width).toBeCloseTo((85.6 * 96) / 25.4, 0);
});
