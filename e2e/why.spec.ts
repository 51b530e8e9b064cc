import { readFile } from 'node:fs/promises';
import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import {
  codedClip,
  codedStack,
  instanceUIDOf,
  mixedSeries,
  multiEcho,
  sr,
  studyUIDOf,
  writeStudy,
} from './fixtures/objects.ts';
import {
  chooseMode,
  expect,
  hooks,
  openStudy,
  recordRequests,
  rendered,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const study = studyUIDOf('why');
let archive: TestArchive;
test.beforeAll(async () => {
  const small = { study: 'why', rows: 64, columns: 64 };
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ ...small, series: 1, slices: 12, SeriesDescription: 'Axial' }),
      ...multiEcho({ ...small, series: 2, slices: 5, SeriesDescription: 'Echoes' }),
      ...mixedSeries({ ...small, series: 3, SeriesDescription: 'Mixed' }),
      codedClip({
        ...small,
        series: 4,
        frames: 5,
        frameTime: [0, 20, 40, 60, 80],
        SeriesDescription: 'Uneven clip',
      }),
      codedClip({
        ...small,
        series: 5,
        frames: 6,
        frameTime: 40,
        SeriesDescription: 'Slow clip',
        attributes: { RecommendedDisplayFrameRate: 15 },
      }),
      sr({ study: 'why', series: 6, image: { series: 1, instance: 4 } }),
    ]),
  );
});
test.afterAll(() => archive.close());

const panel = (page: Page) => page.getByTestId('explain-panel');
const steps = (page: Page) => panel(page).locator('[data-explain-handler]');
const instances = (page: Page) => panel(page).getByRole('option');
/** A row of the study browser, wherever in the list it is: only those in sight are in the document. */
async function rowOf(page: Page, text: string): Promise<Locator> {
  const list = hooks.browser(page).getByRole('listbox', { name: 'Series' });
  const row = hooks.thumbnail(page, text);
  if ((await row.count()) === 0) await list.evaluate((element) => element.parentElement?.scrollTo(0, 0));
  await expect(async () => {
    if ((await row.count()) === 0) await list.evaluate((element) => element.parentElement?.scrollBy(0, 200));
    await expect(row).toBeVisible({ timeout: 500 });
  }).toPass();
  return row;
}
const focusRow = async (page: Page, text: string) => (await rowOf(page, text)).focus();
const uidOf = async (page: Page, text: string) =>
  (await (await rowOf(page, text)).getAttribute('data-display-set-uid')) ?? '';

test.beforeEach(async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
});

test('reached from a thumbnail: its button, its menu, its key', async ({ page }) => {
  const thumbnail = hooks.thumbnail(page, 'TE 60 ms');
  const uid = (await thumbnail.getAttribute('data-display-set-uid')) ?? '';
  await thumbnail.hover();
  await hooks
    .browser(page)
    .getByRole('button', { name: /^Why is Echoes/ })
    .click();
  await expect(panel(page)).toHaveAttribute('data-display-set-uid', uid);
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);

  await thumbnail.click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Why/ }).click();
  await expect(panel(page)).toHaveAttribute('data-display-set-uid', uid);
  await expect(panel(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(thumbnail).toBeFocused();

  await page.keyboard.press('e');
  await expect(panel(page)).toHaveAttribute('data-display-set-uid', uid);
  await expect(panel(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  await expect(thumbnail).toBeFocused();
});

test('reached from a viewport: its button, its menu, its key, which also closes it', async ({ page }) => {
  const viewport = hooks.viewport(page, 1);
  const uid = (await viewport.getAttribute('data-display-set-uid')) ?? '';
  await viewport.hover();
  const button = viewport.getByRole('button', { name: /^Why does viewport 1/ });
  await button.click();
  await expect(panel(page)).toHaveAttribute('data-display-set-uid', uid);
  await expect(panel(page)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(button).toBeFocused();

  await viewport.getByRole('button', { name: 'Viewport 1 menu' }).click();
  await page.getByRole('menuitem', { name: /^Why/ }).click();
  await expect(panel(page)).toBeFocused();
  await panel(page).getByRole('button', { name: 'Close' }).click();
  await expect(panel(page)).toHaveCount(0);
  await expect(viewport.getByRole('button', { name: 'Viewport 1 menu' })).toBeFocused();

  await viewport.focus();
  await page.keyboard.press('e');
  await expect(panel(page)).toBeFocused();
  await page.keyboard.press('e');
  await expect(panel(page)).toHaveCount(0);
  await expect(viewport).toBeFocused();

  // The image stays in sight beside the panel.
  await page.keyboard.press('e');
  const [image, answer] = [await viewport.boundingBox(), await panel(page).boundingBox()];
  expect((image?.x ?? 0) + (image?.width ?? 0)).toBeLessThanOrEqual(answer?.x ?? 0);
  expect(image?.width).toBeGreaterThan(250);
});

test('an empty viewport has nothing to explain, and that is said', async ({ page }) => {
  await hooks.viewport(page, 2).focus();
  await page.keyboard.press('e');
  await expect(page.locator('[aria-live="polite"]').last()).toHaveText('Viewport 2 is empty.');
  await expect(panel(page)).toHaveCount(0);
});

test('handlers in the order of the mode, with outcome, reason and keys, ending in one that took it', async ({
  page,
}) => {
  await hooks.thumbnail(page, 'Slow clip').focus();
  await page.keyboard.press('e');
  const own = panel(page).locator('[data-explain-handler][data-own]');
  await expect(own).toHaveCount(1);
  await expect(own).toHaveAttribute('data-outcome', 'took');
  await expect(own).toHaveAttribute(
    'data-explain-handler',
    (await hooks.thumbnail(page, 'Slow clip').getAttribute('data-handler-id')) ?? '',
  );
  await expect(own).toContainText('took all 1');
  await expect(own).toContainText('Splits by');
  await expect(own).toContainText('Sorts by');
  await expect(panel(page)).toContainText(/handler \d+ of \d+ in General, made it from 1 of the 1/);

  // Handlers in a row that had nothing to take are one line, until asked for.
  const other = panel(page).locator('[data-outcome="no-match"]').first();
  await expect(other).toBeHidden();
  await panel(page)
    .getByRole('button', { name: /not their SOP class/ })
    .first()
    .click();
  const toggle = other.getByRole('button');
  await expect(toggle).toHaveAttribute('aria-expanded', 'false');
  await toggle.focus();
  await page.keyboard.press('Enter');
  await expect(toggle).toHaveAttribute('aria-expanded', 'true');
  await expect(other).toContainText('no instance of its SOP classes was left in this series');
  const count = await steps(page).count();

  // Another mode asks other handlers.
  await page.keyboard.press('Escape');
  await chooseMode(page, 'raw');
  await hooks.thumbnails(page).first().focus();
  await page.keyboard.press('e');
  await expect(panel(page)).toContainText('in Raw');
  expect(await steps(page).count()).not.toBe(count);
});

test('what no handler took is explained too', async ({ page }) => {
  await hooks.thumbnail(page, 'Private object').focus();
  await page.keyboard.press('e');
  await expect(panel(page)).toContainText(
    /None of the \d+ handlers of General took it: 1 of the \d+ instances/,
  );
  await expect(panel(page).locator('[data-own]')).toHaveCount(0);
  await expect(panel(page).locator('[data-code="unsupported"]')).toContainText('Cannot be displayed');
  await expect(panel(page).getByTestId('sort-key')).toHaveText('not ordered: no handler took it');
});

test('split in words, exact key and order; the key is copied', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await hooks.thumbnail(page, 'TE 60 ms').focus();
  await page.keyboard.press('e');
  const split = panel(page).getByRole('region', { name: 'Split and order' });
  await expect(split).toContainText('TE 60 ms');
  await expect(split.getByTestId('sort-key')).toHaveText('position along the normal (F to H)');
  const key = await split.getByTestId('split-key').innerText();
  expect(key).not.toBe('');
  await split.getByRole('button', { name: 'Copy the split key' }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(key);
});

test('compared with another display set of the series: the values that differ', async ({ page }) => {
  await hooks.thumbnail(page, 'TE 20 ms').focus();
  await page.keyboard.press('e');
  await panel(page).getByLabel('Compare with').selectOption({ label: 'Echoes, TE 100 ms' });
  const table = panel(page).getByTestId('compare');
  const split = table.locator('tr[data-differs="true"][data-split]');
  await expect(split).toHaveCount(1);
  await expect(split).toContainText('TE 20 ms');
  await expect(split).toContainText('TE 100 ms');
  await expect(table.locator('tr', { hasText: 'Instances' })).toContainText('the same: 5');
  await panel(page).getByRole('button', { name: 'Explain the other one' }).click();
  await expect(panel(page)).toHaveAttribute('data-display-set-uid', await uidOf(page, 'TE 100 ms'));
});

test('a frame rate with its attribute, raw value and sum; times one by one where they differ', async ({
  page,
}) => {
  const rate = panel(page).getByTestId('frame-rate');
  await hooks.thumbnail(page, 'Uneven clip').focus();
  await page.keyboard.press('e');
  await expect(rate).toContainText('20 frames per second');
  await expect(rate).toContainText('FrameTimeVector 50 ms on average');
  await expect(rate).toContainText('1000 ms / 50 ms');
  await expect(rate).toContainText('4 times of 20 to 80 ms');
  await expect(rate.getByRole('region', { name: 'Time before each frame' })).toContainText(/5\s*80 ms/);

  await hooks.thumbnail(page, 'Slow clip').focus();
  await page.keyboard.press('e');
  await expect(rate).toContainText('15 frames per second');
  await expect(rate).toContainText('RecommendedDisplayFrameRate 15 fps');
  await expect(rate).toContainText('FrameTime 40 ms (25 fps)');

  await focusRow(page, 'Axial');
  await page.keyboard.press('e');
  await expect(panel(page)).toHaveAttribute('data-display-set-uid', await uidOf(page, 'Axial'));
  await expect(rate).toHaveCount(0);
});

test('what it refers to and what refers to it, each a way to get there', async ({ page }) => {
  const relations = panel(page).getByTestId('relations');
  await focusRow(page, 'Radiology Report');
  await page.keyboard.press('e');
  await expect(relations).toContainText('Refers to');
  await relations.getByRole('button', { name: 'Axial (1)' }).click();
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-sop-instance-uid', instanceUIDOf('why', 1, 4));

  await hooks.viewport(page, 1).focus();
  await page.keyboard.press('e');
  await expect(panel(page)).toHaveAttribute('data-display-set-uid', await uidOf(page, 'Axial'));
  await expect(relations).toContainText('Referred to by');
  await relations.getByRole('button', { name: /^Radiology Report/ }).click();
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-viewport-kind', 'document');
});

test('every instance of the series: number, place, UID, who took it; filter, click and Enter go there', async ({
  page,
}) => {
  await hooks.thumbnail(page, 'Axial').focus();
  await page.keyboard.press('e');
  await panel(page).getByRole('tab', { name: 'Instances 12' }).click();
  await expect(instances(page)).toHaveCount(12);
  const third = instances(page).nth(2);
  await expect(third).toContainText('H5');
  await expect(third).toContainText(instanceUIDOf('why', 1, 3));
  await third.click();
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-sop-instance-uid', instanceUIDOf('why', 1, 3));
  await expect(third).toHaveAttribute('aria-selected', 'true');

  await page.keyboard.press('End');
  await expect(instances(page).nth(11)).toBeFocused();
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-index', '10');

  const filter = panel(page).getByRole('searchbox', { name: 'Filter instances' });
  await filter.fill('2');
  await expect(instances(page)).toHaveCount(1);
  await filter.fill(instanceUIDOf('why', 1, 9));
  await expect(instances(page)).toHaveCount(1);
  await expect(instances(page)).toContainText('H20');
  await filter.press('Escape');
  await expect(instances(page)).toHaveCount(12);
  await expect(panel(page)).toBeVisible();
});

test('instances of other sets and those that nobody took are listed with who or why', async ({ page }) => {
  await hooks.thumbnail(page, 'Mixed').focus();
  await page.keyboard.press('e');
  await panel(page)
    .getByRole('tab', { name: /^Instances/ })
    .click();
  const unclaimed = panel(page).locator('[data-unclaimed]');
  await expect(unclaimed).toHaveCount(1);
  await expect(unclaimed).toContainText(/no handler/i);
  await panel(page).getByRole('checkbox', { name: 'Only this display set' }).check();
  await expect(unclaimed).toHaveCount(0);
  await panel(page).getByRole('checkbox', { name: 'Only this display set' }).uncheck();
  await unclaimed.click();
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-viewport-kind', 'tags');
});

test('the trace is copied as text and JSON, and downloaded, without the patient', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await hooks.thumbnail(page, 'TE 20 ms').focus();
  await page.keyboard.press('e');
  const menu = panel(page).getByRole('button', { name: 'Copy or download the trace' });
  const copied = () => page.evaluate(() => navigator.clipboard.readText());
  await menu.click();
  await page.getByRole('menuitem', { name: 'Copy as text' }).click();
  await expect.poll(copied).toMatch(/^Series 2, Echoes, MR: 15 instances in mode General/);
  await menu.click();
  await page.getByRole('menuitem', { name: 'Copy as JSON' }).click();
  await expect.poll(copied).toMatch(/^\{/);
  const value: unknown = JSON.parse(await copied());
  expect(value).toMatchObject({ mode: 'viewer', received: 15 });

  await menu.click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('menuitem', { name: 'Download JSON' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('why series 2 viewer.json');
  const text = await readFile(await download.path(), 'utf8');
  expect(JSON.parse(text)).toEqual(value);
  expect(text).not.toMatch(/Fixture\^?,? ?Test|T-why/);
});

test('opening, jumping and closing ask the archive for nothing but the image', async ({ page }) => {
  await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
  await hooks.viewport(page, 1).focus();
  await page.keyboard.press('End');
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-index', '11');
  const requests = recordRequests(page);
  await page.keyboard.press('e');
  await panel(page)
    .getByRole('tab', { name: /^Instances/ })
    .click();
  await panel(page).getByRole('tab', { name: 'Explanation' }).click();
  await page.keyboard.press('Escape');
  await expect(panel(page)).toHaveCount(0);
  requests.stop();
  // Images that are prefetched meanwhile are the viewport's.
  expect(requests.urls.filter((url) => !/\/frames\//.test(url))).toEqual([]);
});

test('the open panel: wide as asked, nothing small, nothing that axe objects to', async ({ page }) => {
  await hooks.thumbnail(page, 'TE 60 ms').focus();
  await page.keyboard.press('e');
  const width = async () => (await panel(page).boundingBox())?.width ?? 0;
  const before = await width();
  await page.getByRole('separator', { name: 'Width of the explanation' }).focus();
  await page.keyboard.press('ArrowLeft');
  await expect.poll(width).toBeGreaterThan(before);
  await panel(page).getByLabel('Compare with').selectOption({ index: 1 });

  const faults = async () => {
    const { violations } = await new AxeBuilder({ page })
      .include('[data-testid="explain-panel"]')
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      .analyze();
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`));
  };
  const small = () =>
    panel(page)
      .locator('button:visible, [role="option"]:visible')
      .evaluateAll((all) =>
        all.flatMap((element) => {
          const { width: w, height: h } = element.getBoundingClientRect();
          return w < 24 || h < 24 ? [`${element.outerHTML.slice(0, 100)} ${w} x ${h}`] : [];
        }),
      );
  expect(await faults()).toEqual([]);
  expect(await small()).toEqual([]);
  await panel(page)
    .getByRole('tab', { name: /^Instances/ })
    .click();
  await expect(instances(page).first()).toBeVisible();
  expect(await faults()).toEqual([]);
  expect(await small()).toEqual([]);
});

test('thousands of instances: only those near what is seen are drawn, and the last is a key away', async ({
  page,
}) => {
  const many = await startArchive((folder) =>
    writeStudy(folder, codedStack({ study: 'why-many', slices: 1500, rows: 8, columns: 8, spacing: 0.5 })),
  );
  try {
    await openStudy(page, many, studyUIDOf('why-many'));
    await rendered(hooks.viewport(page, 1));
    await page.keyboard.press('e');
    await panel(page).getByRole('tab', { name: 'Instances 1,500' }).click();
    await expect(instances(page).first()).toHaveAttribute('aria-setsize', '1500');
    expect(await instances(page).count()).toBeLessThan(60);
    await instances(page).first().focus();
    await page.keyboard.press('End');
    const last = panel(page).locator('[aria-posinset="1500"]');
    await expect(last).toBeFocused();
    await expect(last).toContainText('H749.5');
    await page.keyboard.press('Enter');
    await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-index', '1499');
    expect(await instances(page).count()).toBeLessThan(60);
  } finally {
    await many.close();
  }
});

test('a handler that fails is told of at once, and its trace says what happened', async ({ page }) => {
  const extension = `export default (api) => ({
    id: 'fragile',
    getSopClassHandlerModule: () => [{
      name: 'bad',
      sopClassUids: [api.SopClass.CTImageStorage],
      getDisplaySetsFromSeries() { throw new Error('cannot cope'); },
    }],
    getModes: () => [{
      id: 'fragile',
      displayName: 'Fragile',
      description: 'Fails on CT',
      icon: 'square',
      layout: { rows: 1, columns: 1 },
      isApplicable: () => ({ applicable: true }),
      sopClassHandlers: ['fragile.sopClassHandlerModule.bad', 'image-stack.sopClassHandlerModule.stack'],
    }],
  });`;
  const sources = [{ id: 'default', dicomweb: { root: '/dicom-web' } }];
  await page.route('**/config.json', (route) =>
    route.fulfill({ json: { sources, extensions: ['./extensions/fragile.js'] } }),
  );
  await page.route('**/extensions/fragile.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: extension }),
  );
  await openStudy(page, archive, study, { mode: 'fragile' });
  const alert = page.getByRole('alert').filter({ hasText: 'A handler failed' });
  await expect(alert).toContainText('fragile.sopClassHandlerModule.bad on 2 series');
  await expect(alert).toContainText('cannot cope');
  await alert.getByRole('button', { name: 'Dismiss' }).click();
  await expect(alert).toHaveCount(0);

  await hooks.thumbnail(page, 'Axial').focus();
  await page.keyboard.press('e');
  const failed = panel(page).locator('[data-outcome="failed"]');
  await expect(failed).toContainText('failed on 12');
  await expect(failed).toContainText('cannot cope');
  await expect(panel(page).locator('[data-own]')).toContainText('took all 12');
});
