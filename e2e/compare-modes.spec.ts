import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { codedClip, codedStack, manySeries, sr, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import {
  expect,
  hooks,
  openStudy,
  recordRequests,
  rendered,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const study = studyUIDOf('compare');
let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: 'compare', series: 1, slices: 3, SeriesDescription: 'Axial' }),
      codedClip({ study: 'compare', series: 3, frames: 10, SeriesDescription: 'Clip' }),
      sr({ study: 'compare', series: 4 }),
      ...manySeries({ series: 300, instances: 1 }),
    ]),
  );
});
test.afterAll(() => archive.close());

const sheet = (page: Page) => page.getByTestId('compare-modes');
const sums = (page: Page) => page.getByTestId('comparison');
const rows = (page: Page) => sheet(page).locator('[data-compared]');
const settled = (page: Page) => expect(sums(page)).toHaveAttribute('aria-busy', 'false');

async function openComparison(page: Page): Promise<void> {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
  await hooks.modePicker(page).click();
  await page.getByRole('menuitem', { name: 'Compare modes…' }).click();
  await expect(sheet(page)).toBeFocused();
  await settled(page);
}

const setOf = (page: Page, side: 'left' | 'right', text: string | RegExp) =>
  rows(page).locator(`button[data-side="${side}"]`).filter({ hasText: text }).first();

test('one study in two modes: what differs is marked and counted, without a request', async ({ page }) => {
  await openComparison(page);
  const requests = recordRequests(page);
  await expect(sums(page)).toHaveAttribute('data-left', 'viewer');
  // The next mode that suits, and the same as itself.
  await expect(sums(page)).toHaveAttribute('data-right', 'volume');
  await sheet(page).getByLabel('Right mode').selectOption('viewer');
  await expect(sums(page)).toHaveAttribute('data-right', 'viewer');
  await settled(page);
  await expect(sheet(page)).toContainText('No difference: 3 display sets, the same in both.');
  await expect(rows(page)).toHaveCount(3);

  await sheet(page).getByLabel('Right mode').selectOption('raw');
  await settled(page);
  await expect(sums(page)).toHaveAttribute('data-only-right', '2');
  await expect(sums(page)).toHaveAttribute('data-regrouped', '1');
  await expect(sheet(page)).toContainText('General 3, Raw 5 display sets. Each shows every instance.');
  // Aligned: the first slice beside the stack, the others beside where they are.
  await expect(rows(page)).toHaveCount(5);
  await expect(rows(page).nth(0)).toHaveAttribute('data-compared', 'regrouped');
  await expect(rows(page).nth(1)).toHaveAttribute('data-compared', 'only-right');
  await expect(rows(page).nth(1)).toContainText('Its images are in Axial');

  await sheet(page).getByRole('button', { name: 'Exchange left and right' }).click();
  await settled(page);
  await expect(sums(page)).toHaveAttribute('data-only-left', '2');

  await sheet(page).getByLabel('Left mode').selectOption('cine');
  await sheet(page).getByLabel('Right mode').selectOption('viewer');
  await settled(page);
  await sheet(page).getByLabel('Only differences').check();
  const different = ['changed', 'regrouped', 'only-left', 'only-right'];
  const counts = await Promise.all(
    different.map(async (name) => Number(await sums(page).getAttribute(`data-${name}`))),
  );
  await expect(rows(page)).toHaveCount(counts.reduce((sum, count) => sum + count, 0));
  expect(requests.urls).toEqual([]);
});

test('a display set leads to Why: here in the mode in use, else in its own after a switch', async ({
  page,
}) => {
  await openComparison(page);
  await sheet(page).getByLabel('Right mode').selectOption('raw');
  await settled(page);
  const uid = await setOf(page, 'left', 'Axial').getAttribute('data-compared-set');
  await setOf(page, 'left', 'Axial').click();
  await expect(sheet(page)).toBeHidden();
  await expect(page.getByTestId('explain-panel')).toHaveAttribute('data-display-set-uid', uid ?? '');
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'viewer');

  await hooks.viewport(page, 1).focus();
  await page.keyboard.press('d');
  await sheet(page).getByLabel('Right mode').selectOption('raw');
  await settled(page);
  const raw = await setOf(page, 'right', 'instance 2').getAttribute('data-compared-set');
  await setOf(page, 'right', 'instance 2').click();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'raw');
  await expect(page).toHaveURL(/\/raw\?/);
  await expect(page.getByTestId('explain-panel')).toHaveAttribute('data-display-set-uid', raw ?? '');
});

test('by keys: cells by arrows, Enter opens, Escape closes and gives the focus back', async ({ page }) => {
  await openComparison(page);
  await sheet(page).getByLabel('Right mode').selectOption('raw');
  await settled(page);
  await setOf(page, 'left', 'Axial').focus();
  await page.keyboard.press('ArrowRight');
  await expect(rows(page).nth(0).locator('[data-side="right"]')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(rows(page).nth(1).locator('[data-side="right"]')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(rows(page).nth(1).locator('[data-side="left"]')).toBeFocused();
  await page.keyboard.press('End');
  await expect(rows(page).nth(4).locator('[data-side="left"]')).toBeFocused();
  await page.keyboard.press('Home');
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toBeHidden();
  await expect(hooks.modePicker(page)).toBeFocused();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Compare modes…' }).press('Enter');
  await settled(page);
  await setOf(page, 'left', 'Axial').press('Enter');
  await expect(page.getByTestId('explain-panel')).toBeVisible();
});

test('the comparison as a file, and no serious fault of accessibility', async ({ page }) => {
  await openComparison(page);
  await sheet(page).getByLabel('Right mode').selectOption('raw');
  await settled(page);
  const save = async (kind: string) => {
    await sheet(page).getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: kind, exact: true }).click(),
    ]);
    return { name: download.suggestedFilename(), text: readFileSync(await download.path(), 'utf8') };
  };
  const csv = await save('CSV');
  expect(csv.name).toBe('General and Raw.csv');
  expect(csv.text.trimEnd().split('\r\n')).toHaveLength(6);
  expect(csv.text).toContain('1,CT,only in Raw,');
  const json = await save('JSON');
  expect(JSON.parse(json.text)).toMatchObject({ title: 'General and Raw' });
  const markdown = await save('Markdown');
  expect(markdown.text).toContain('## General and Raw');
  for (const { text } of [csv, json, markdown]) expect(text).not.toMatch(/Fixture|\d\.\d+\.\d+\.\d+/);

  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  expect(
    violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`),
  ).toEqual([]);
});

test('three hundred series: only the rows in view are drawn, and the last is reached by a key', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${studyUIDOf('many-300')}`);
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false', { timeout: 120_000 });
  await page.keyboard.press('d');
  await settled(page);
  await expect(sheet(page)).toContainText('300');
  expect(await rows(page).count()).toBeLessThan(60);
  await rows(page).first().locator('[data-side="left"]').focus();
  await page.keyboard.press('End');
  await expect(sheet(page).locator('[data-row="299"] [data-side="left"]')).toBeFocused();
  await expect(sheet(page).locator('[data-row="299"]')).toBeInViewport();
});
