import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { brokenPixels, codedClip, codedStack, sr, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { expect, hooks, openStudy, rendered, startArchive, test, type TestArchive } from './support.ts';

const study = studyUIDOf('access');
let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: 'access', series: 1, slices: 6, SeriesDescription: 'Axial' }),
      ...codedStack({
        study: 'access',
        series: 2,
        slices: 9,
        missing: [4, 5],
        SeriesDescription: 'With a gap',
      }),
      codedClip({ study: 'access', series: 3, frames: 8, SeriesDescription: 'Clip' }),
      sr({ study: 'access', series: 4 }),
      brokenPixels({ study: 'access', series: 5 }),
    ]),
  );
});
test.afterAll(() => archive.close());

/** Serious and critical violations, each with where it is: for a message that can be acted on. */
async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) =>
      nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
    );
}

test('the study list', async ({ page }) => {
  await page.goto(archive.url);
  await hooks.study(page, study).click();
  expect(await violations(page)).toEqual([]);
});

test('the study page: images, a document, tags, a broken image, warnings', async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
  expect(await violations(page)).toEqual([]);
  for (const [text, state] of [
    ['Report', 'rendered'],
    ['Broken', 'error'],
    ['Clip', 'rendered'],
  ] as const) {
    await hooks.thumbnail(page, text).focus();
    await page.keyboard.press('2');
    await expect(hooks.viewport(page, 2)).toHaveAttribute('data-state', state);
    expect(await violations(page)).toEqual([]);
  }
});

test('menus, dialogs and panels', async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await hooks.modePicker(page).click();
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.locator('[data-mode-option="raw"]').click();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'raw');
  expect(await violations(page)).toEqual([]);

  await hooks.thumbnails(page).first().focus();
  await page.keyboard.press('e');
  await expect(page.getByTestId('explain-panel')).toBeFocused();
  await hooks.thumbnails(page).first().focus();
  await page.keyboard.press('Shift+F10');
  await expect(page.getByRole('menu')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog')).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('pages that say what is the matter', async ({ page }) => {
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=1.2.3`);
  await expect(page.getByRole('alert')).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.route(/\/dicom-web\//, (route) => route.abort('connectionrefused'));
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${study}`);
  await expect(page.getByRole('alert').first()).toBeVisible();
  expect(await violations(page)).toEqual([]);
});

test('the whole journey by keyboard, announced', async ({ page }) => {
  /** Everything that the live regions say. */
  const said = () =>
    page.evaluate(() =>
      [...document.querySelectorAll('[aria-live], [role="status"]')]
        .map((region) => region.textContent)
        .join('\n'),
    );
  const focused = page.locator(':focus');
  const tabTo = async (goal: () => Promise<boolean>) => {
    for (let step = 0; step < 60; step += 1) {
      if (await goal()) return;
      await page.keyboard.press('Tab');
    }
    throw new Error('not reached by Tab');
  };
  const inside = (selector: string) => () =>
    page.evaluate((where) => document.activeElement?.closest(where) !== null, selector);

  await page.goto(archive.url);
  await expect(hooks.study(page, study)).toBeVisible();
  await tabTo(inside('[data-study-uid]'));
  await page.keyboard.press('Enter');
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');

  await tabTo(inside('[data-display-set-uid][role="option"]'));
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expect(focused).toHaveAccessibleName(/With a gap/);
  await page.keyboard.press('Space');
  await expect.poll(said).toMatch(/Picked up With a gap\. Viewport 1 of 2/);
  await page.keyboard.press('ArrowRight');
  await expect.poll(said).toMatch(/Viewport 2, empty/);
  await page.keyboard.press('Escape');
  await expect.poll(said).toMatch(/Cancelled/);
  await expect(hooks.viewport(page, 2)).toHaveAttribute('data-state', 'empty');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect.poll(said).toMatch(/With a gap is shown in viewport 2/);
  await rendered(hooks.viewport(page, 2));
  await expect(hooks.viewport(page, 2)).toHaveAttribute('data-image-count', '7');

  await tabTo(inside('[data-testid="mode-picker"]'));
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-mode-option]').and(page.locator(':focus'))).toHaveCount(1);
  await page.keyboard.type('raw');
  await expect(page.locator('[data-mode-option="raw"]')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'raw');
  await expect.poll(said).toMatch(/Mode Raw/);

  await tabTo(inside('[data-viewport-id="viewport-2"]'));
  await expect(hooks.viewport(page, 2)).toHaveAttribute('data-active', 'true');
});

test('what has the focus shows it', async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  const bare: string[] = [];
  const seenOnce = new Set<string>();
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press('Tab');
    const { name, shown } = await page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return { name: 'body', shown: true };
      // A field may show it on the frame around it.
      const frames = [element, element.parentElement, element.parentElement?.parentElement];
      const isShown = frames.some((frame) => {
        if (!frame) return false;
        return ['', '::before', '::after'].some((pseudo) => {
          const style = getComputedStyle(frame, pseudo || null);
          return (
            (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1) ||
            style.boxShadow !== 'none'
          );
        });
      });
      return {
        name: element.getAttribute('aria-label') ?? element.outerHTML.slice(0, 80),
        shown: isShown || element.matches('[data-viewport-id][data-active="true"]'),
      };
    });
    if (!shown) bare.push(name);
    if (name === 'body') break;
    seenOnce.add(name);
  }
  expect(bare).toEqual([]);
  expect(seenOnce.size).toBeGreaterThan(15);
});

test('nothing to press is smaller than 24 pixels', async ({ page }) => {
  const small = () =>
    page
      .locator(
        'button:visible, [role="button"]:visible, a[href]:visible, input:visible, [role="menuitem"]:visible',
      )
      .evaluateAll((all) =>
        all
          .map((element) => {
            const target = element.matches('input') ? (element.parentElement ?? element) : element;
            const { width, height } = target.getBoundingClientRect();
            return {
              width,
              height,
              name: element.getAttribute('aria-label') ?? element.outerHTML.slice(0, 100),
            };
          })
          .filter(({ width, height }) => width > 1 && (width < 24 || height < 24)),
      );
  await page.goto(archive.url);
  await hooks.study(page, study).click();
  expect(await small()).toEqual([]);
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await hooks.viewport(page, 1).hover();
  expect(await small()).toEqual([]);
});

test('the page of keys opens with a question mark and closes with one Escape', async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('hanging rules, the form of a rule with its layouts, and the settings of text, keys, mouse and palette', async ({
  page,
}) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  const dialog = page.getByRole('dialog');
  await page.keyboard.press('Shift+H');
  await expect(dialog).toContainText('Hanging rules');
  expect(await violations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save this screen as a rule' }).click();
  await expect(dialog).toContainText('Name of the stage');
  expect(await violations(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^Layout/ }).click();
  await expect(dialog.getByRole('textbox', { name: 'Rows x columns' })).toBeVisible();
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  while ((await dialog.count()) > 0) await page.keyboard.press('Escape');

  await page.keyboard.press('Shift+O');
  await expect(dialog).toContainText('Text on images');
  expect(await violations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press('Shift+K');
  for (const name of ['Keys', 'Mouse and touch', 'Palette', 'Screen']) {
    await dialog.getByRole('tab', { name }).click();
    await expect(dialog.getByRole('tab', { name })).toHaveAttribute('aria-selected', 'true');
    expect(await violations(page)).toEqual([]);
  }
});
