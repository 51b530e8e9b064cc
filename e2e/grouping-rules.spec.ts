import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import { codedClip, codedStack, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { expect, hooks, openStudy, rendered, startArchive, test, type TestArchive } from './support.ts';

const study = studyUIDOf('rules');
const perSlice = (index: number) => ({
  EchoTime: index % 2 === 0 ? 20 : 80,
  ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'SE'],
});
let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      // One image a position, so that no handler splits it by itself.
      ...codedStack({
        study: 'rules',
        series: 1,
        Modality: 'MR',
        slices: 12,
        SeriesDescription: 'Brain',
        perSlice,
      }),
      ...codedStack({
        study: 'rules',
        series: 2,
        Modality: 'MR',
        slices: 6,
        SeriesDescription: 'Brain',
        perSlice,
      }),
      ...codedStack({ study: 'rules', series: 3, slices: 4, SeriesDescription: 'Chest' }),
      codedClip({ study: 'rules', series: 4, frames: 8, SeriesDescription: 'Clip' }),
    ]),
  );
});
test.afterAll(() => archive.close());

const labels = (page: Page) =>
  hooks
    .thumbnails(page)
    .evaluateAll((all) => all.map((one) => (one.getAttribute('aria-label') ?? '').split(', warning')[0]));
const uids = (page: Page) =>
  hooks.thumbnails(page).evaluateAll((all) => all.map((one) => one.getAttribute('data-display-set-uid')));
const count = (page: Page, n: number) =>
  expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', String(n));
const dialog = (page: Page) => page.getByRole('dialog');

async function openMenu(page: Page, thumbnail: Locator) {
  await thumbnail.click({ button: 'right' });
  await expect(page.getByRole('menu').first()).toBeVisible();
}

async function chooseSplit(page: Page, thumbnail: Locator, choice: string) {
  await openMenu(page, thumbnail);
  await page.getByRole('menuitem', { name: 'Split by…' }).click();
  await page.locator(`[data-split-attribute="${choice}"]`).click();
}

/** The first series, however it is split. */
const series1 = (page: Page) => hooks.thumbnails(page).filter({ hasText: 'Brain' });

test('split by echo time, undo, redo, reload, merge back', async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await count(page, 4);
  const before = await uids(page);

  await openMenu(page, series1(page).first());
  await page.getByRole('menuitem', { name: 'Split by…' }).click();
  const byEcho = page.getByRole('menuitem', { name: 'Echo time' });
  await expect(byEcho).toHaveAccessibleDescription('2 display sets: TE 20 ms (6), TE 80 ms (6)');
  await byEcho.click();
  await expect(dialog(page)).toHaveAccessibleName('Split by echo time');
  await expect(dialog(page)).toContainText('1 open series: 1 display set becomes 2.');
  await expect(dialog(page)).toContainText('Brain, TE 80 ms');
  await dialog(page).getByRole('button', { name: 'Split', exact: true }).click();
  await count(page, 5);
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-count', '6');
  const split = await uids(page);
  const notice = page.getByRole('status').filter({ hasText: 'Split by echo time' });
  await expect(notice.first()).toContainText('1 display set became 2.');

  // One Ctrl+Z takes back the last thing done, and Ctrl+Y does it again.
  await hooks.viewport(page, 1).focus();
  await page.keyboard.press('Control+z');
  await count(page, 4);
  expect(await uids(page)).toEqual(before);
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-count', '12');
  await page.keyboard.press('Control+y');
  await count(page, 5);
  expect(await uids(page)).toEqual(split);

  await page.reload();
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  await count(page, 5);
  expect(await uids(page)).toEqual(split);
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }));
  expect(stored).toContain('EchoTime');
  expect(stored).not.toContain(study);

  await openMenu(page, hooks.thumbnail(page, 'TE 20 ms'));
  await page.getByRole('menuitem', { name: 'Merge with…' }).click();
  await page.getByRole('menuitem', { name: 'Brain, TE 80 ms' }).click();
  await dialog(page).getByRole('button', { name: 'Merge', exact: true }).click();
  await count(page, 4);
  expect((await labels(page))[0]).toContain('12 images');
});

test('the explanation of a set tells the rule that made it', async ({ page }) => {
  await openStudy(page, archive, study);
  await chooseSplit(page, series1(page).first(), 'EchoTime');
  await dialog(page).getByRole('button', { name: 'Split', exact: true }).click();
  await count(page, 5);
  await openMenu(page, hooks.thumbnail(page, 'TE 80 ms'));
  await page.getByRole('menuitem', { name: /^Why/ }).click();
  await expect(page.getByTestId('explain-panel')).toContainText(
    /split by hand by echo time \(rule [0-9a-f]{8}\)/,
  );
});

test('a rule for every series like it splits both, by keyboard alone', async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await series1(page).first().focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu').first()).toBeVisible();
  await expect(page.getByRole('menu')).toBeFocused();
  await page.keyboard.press('S');
  await expect(page.getByRole('menuitem', { name: 'Split by…' })).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('menuitem', { name: 'Echo time' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(dialog(page).getByRole('button', { name: 'Split', exact: true })).toBeFocused();
  const like = dialog(page).getByRole('radio', { name: 'Every series like this' });
  await expect(like).toHaveAccessibleDescription(/\(MR, Brain, .*2 open series: 2 display sets become 4/);
  for (let presses = 0; presses < 4; presses += 1) {
    if (
      await dialog(page)
        .getByRole('radio', { name: 'Only this series' })
        .evaluate((radio) => radio === document.activeElement)
    )
      break;
    await page.keyboard.press('Shift+Tab');
  }
  await page.keyboard.press('ArrowDown');
  await expect(like).toBeChecked();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await expect(dialog(page).getByRole('button', { name: 'Split', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await count(page, 6);
  await page.keyboard.press('Control+z');
  await count(page, 4);
});

test('at the image shown, and every image on its own', async ({ page }) => {
  await openStudy(page, archive, study);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await viewport.press('Home');
  for (let step = 1; step <= 4; step += 1) {
    await viewport.press('ArrowDown');
    await expect(viewport).toHaveAttribute('data-image-index', String(step));
  }
  await rendered(viewport);
  await openMenu(page, series1(page).first());
  await page.getByRole('menuitem', { name: 'Split by…' }).click();
  const here = page.getByRole('menuitem', { name: 'At this image (5 of 12)' });
  await expect(here).toHaveAccessibleDescription('4 before it, 8 from it on');
  await here.click();
  await expect(dialog(page).getByRole('radio', { name: 'Every series like this' })).toBeDisabled();
  await dialog(page).getByRole('button', { name: 'Split', exact: true }).click();
  await count(page, 5);
  await expect(hooks.thumbnails(page).first()).toHaveAccessibleName(/before instance 5, MR, 4 images/);
  // The viewport stays with its image, now the first of the second part.
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-image-index', '0');
  await expect(viewport).toHaveAttribute('data-image-count', '8');

  await chooseSplit(page, hooks.thumbnails(page).first(), 'each');
  await dialog(page).getByRole('button', { name: 'Split', exact: true }).click();
  await count(page, 8);
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await count(page, 4);
});

test('a clip offers no split; cancelling changes nothing', async ({ page }) => {
  await openStudy(page, archive, study);
  await openMenu(page, hooks.thumbnail(page, 'Clip'));
  await expect(page.getByRole('menuitem', { name: 'Split by…' })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await chooseSplit(page, series1(page).first(), 'EchoTime');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await count(page, 4);
  expect(await page.evaluate(() => localStorage.getItem('hangar.grouping-rules'))).toBeNull();
});

test('the list of rules: in words, switched off, exported, deleted, imported, undone', async ({ page }) => {
  await openStudy(page, archive, study);
  await chooseSplit(page, series1(page).first(), 'EchoTime');
  await dialog(page).getByRole('radio', { name: 'Every series like this' }).check();
  await dialog(page).getByRole('button', { name: 'Split', exact: true }).click();
  await count(page, 6);

  await openMenu(page, hooks.thumbnails(page).first());
  await page.getByRole('menuitem', { name: 'Grouping rules…' }).click();
  const rules = dialog(page).getByRole('list', { name: 'Grouping rules' }).getByRole('listitem');
  await expect(rules).toHaveCount(1);
  await expect(rules.first()).toContainText('Split by echo time');
  await expect(rules.first()).toContainText('description Brain');
  await expect(rules.first()).toContainText('2 open series: 2 display sets become 4.');
  const axe = await new AxeBuilder({ page }).analyze();
  expect(axe.violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);

  await rules.getByRole('checkbox').uncheck();
  await count(page, 4);
  await expect(rules.first()).toContainText('Switched off');
  await rules.getByRole('checkbox').check();
  await count(page, 6);

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    dialog(page).getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('grouping-rules.json');
  const text = await readFile(await download.path(), 'utf8');
  expect(text).not.toContain(study);

  await rules.getByRole('button', { name: /^Delete rule/ }).click();
  await expect(dialog(page)).toContainText('No rules yet');
  await count(page, 4);
  await page.keyboard.press('Control+z');
  await expect(rules).toHaveCount(1);
  await count(page, 6);
  await page.keyboard.press('Control+y');
  await count(page, 4);

  const broken = JSON.parse(text) as { rules: unknown[] };
  broken.rules.push({ enabled: true });
  await dialog(page)
    .locator('input[type="file"]')
    .setInputFiles({
      name: 'mine.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify(broken)),
    });
  await expect(dialog(page)).toContainText('mine.json: 1 new, 1 left out');
  await expect(dialog(page)).toContainText('rules.1.');
  await count(page, 6);
});

test('a rule that no longer fits says so on the thumbnail and in the list, and changes nothing', async ({
  page,
}) => {
  await openStudy(page, archive, study);
  await chooseSplit(page, series1(page).first(), 'EchoTime');
  await dialog(page).getByRole('button', { name: 'Split', exact: true }).click();
  await count(page, 5);
  // The same rule, for a display set that is not there.
  await page.evaluate(() => {
    const key = 'hangar.grouping-rules';
    const text = localStorage.getItem(key) ?? '';
    localStorage.setItem(
      key,
      text.replace(/"displaySetInstanceUID": "[0-9.]+"/, '"displaySetInstanceUID": "2.25.1"'),
    );
  });
  await page.reload();
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  await count(page, 4);
  await expect(series1(page).first()).toHaveAccessibleName(
    /A grouping rule no longer fits and changes nothing/,
  );
  await openMenu(page, series1(page).first());
  await page.getByRole('menuitem', { name: 'Grouping rules…' }).click();
  await expect(dialog(page)).toContainText('the display set it names is not here');
});
