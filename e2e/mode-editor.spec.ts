import { AxeBuilder } from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { codedClip, codedStack, mixedSeries, sr, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { announcement } from './gestures.ts';
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

const study = studyUIDOf('editor');
const stack = 'image-stack.sopClassHandlerModule.stack';
const clip = 'multi-frame.sopClassHandlerModule.clip';
let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: 'editor', series: 1, slices: 8, SeriesDescription: 'Axial' }),
      ...mixedSeries({ study: 'editor', series: 2, slices: 4, SeriesDescription: 'Mixed' }),
      codedClip({ study: 'editor', series: 3, frames: 10, SeriesDescription: 'Clip', instance: 1 }),
      codedClip({ study: 'editor', series: 3, frames: 14, SeriesDescription: 'Clip', instance: 2 }),
      sr({ study: 'editor', series: 4 }),
    ]),
  );
});
test.afterAll(() => archive.close());

const editor = (page: Page) => page.getByTestId('mode-editor');
const preview = (page: Page) => page.getByTestId('mode-preview');
const row = (page: Page, id: string) => editor(page).locator(`[data-editor-handler="${id}"]`);
const control = (page: Page, id: string, name: 'grip' | 'switch' | 'details') =>
  row(page, id).locator(`[data-control="${name}"]`);
const changes = (page: Page, kind: string) => preview(page).locator(`[data-preview-change="${kind}"]`);
const settled = (page: Page) => expect(preview(page)).toHaveAttribute('aria-busy', 'false');

async function openEditor(page: Page, { extra = '' } = {}): Promise<void> {
  await openStudy(page, archive, study, { extra });
  await rendered(hooks.viewport(page, 1));
  await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
  await hooks.modePicker(page).click();
  await page.getByRole('menuitem', { name: 'Change the order…' }).click();
  await expect(editor(page)).toBeFocused();
  await settled(page);
}

/** The handlers of the draft that are on, in order. */
const order = (page: Page) =>
  editor(page)
    .locator('[data-editor-handler][data-place]')
    .evaluateAll((rows) => rows.map((each) => each.getAttribute('data-editor-handler') ?? ''));

/** Labels and counts of the study browser: what the reader has. */
const listed = (page: Page) =>
  hooks
    .thumbnails(page)
    .evaluateAll((rows) =>
      rows
        .sort((a, b) => Number(a.getAttribute('aria-posinset')) - Number(b.getAttribute('aria-posinset')))
        .map((each) => each.getAttribute('data-display-set-uid')),
    );

/** A drag by the mouse, let go on the upper part of the target. */
async function dragAbove(page: Page, from: Locator, to: Locator): Promise<void> {
  // Away from the edges, where a drag scrolls the list.
  await to.evaluate((element) => element.scrollIntoView({ block: 'center' }));
  await from.hover();
  await page.mouse.down();
  const box = await to.boundingBox();
  if (!box) throw new Error('the target is not on the page');
  await page.mouse.move(box.x + 120, box.y + 10, { steps: 6 });
  // The browser tells of a drag from the first moves after it has begun.
  for (const by of [1, 2, 3, 4]) await page.mouse.move(box.x + 120 + by, box.y + 8);
  await expect(to).toHaveAttribute('data-edge', 'before');
  await page.mouse.up();
}

async function violations(page: Page): Promise<string[]> {
  const { violations: found } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return found
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id}: ${help}: ${html.slice(0, 160)}`));
}

test('the stack dragged above clips: the preview says what changes, and Apply makes exactly that', async ({
  page,
}) => {
  await openEditor(page);
  const before = await listed(page);
  const requests = recordRequests(page);
  await expect(preview(page)).toContainText('No change: the same display sets.');
  await expect(editor(page).getByRole('button', { name: 'Apply' })).toHaveAttribute('aria-disabled', 'true');

  await dragAbove(page, row(page, stack), row(page, clip));
  expect((await order(page)).slice(-2)).toEqual([stack, clip]);
  await settled(page);
  await expect(preview(page)).toHaveAttribute('data-added', '0');
  await expect(preview(page)).toHaveAttribute('data-changed', '1');
  await expect(preview(page)).toHaveAttribute('data-gone', '1');
  await expect(changes(page, 'changed')).toContainText('1 clip, 10 frames → 2 clips, 24 frames');
  await expect(changes(page, 'gone')).toContainText('Clip, clip 2');
  // What each takes now and would take, and why the clip handler gets nothing.
  await expect(row(page, clip)).toHaveAttribute('data-instances', '0');
  await expect(row(page, clip)).toContainText('now 2 instances, 2 sets');
  await expect(row(page, clip).locator('[data-lint="took-nothing"]')).toContainText('took the 15 instances');
  const predicted = Number(await preview(page).getAttribute('data-display-sets'));

  // Nothing has happened yet.
  expect(await listed(page)).toEqual(before);
  await editor(page).getByRole('button', { name: 'Apply' }).click();
  await expect(editor(page)).toBeHidden();
  await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', String(predicted));
  await expect(page.getByTestId('mode-change')).toContainText('General → General, edited: 1 changed, 1 gone');
  await expect(hooks.thumbnail(page, '2 clips, 24 frames')).toBeVisible();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-edited', 'true');
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'viewer');
  await expect(page).toHaveURL(/handlers=.*image-stack\.sopClassHandlerModule\.stack,multi-frame/);
  await rendered(hooks.viewport(page, 1));

  // The way back: the line's Undo, and the browser's Back and forward.
  await page.getByTestId('mode-change').getByRole('button', { name: 'Undo' }).click();
  await expect(hooks.modePicker(page)).not.toHaveAttribute('data-edited');
  expect(await listed(page)).toEqual(before);
  await expect(page).not.toHaveURL(/handlers=/);
  await page.goBack();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-edited', 'true');
  await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', String(predicted));
  await page.goForward();
  await expect(hooks.modePicker(page)).not.toHaveAttribute('data-edited');
  expect(await listed(page)).toEqual(before);
  expect(requests.urls).toEqual([]);
});

test('the same by keys: pick up, move, put down, put back, undo, reset, cancel', async ({ page }) => {
  await openEditor(page);
  const first = await order(page);
  const before = await listed(page);
  await control(page, stack, 'grip').focus();

  await page.keyboard.press('Alt+ArrowUp');
  expect((await order(page)).slice(-2)).toEqual([stack, clip]);
  await expect(control(page, stack, 'grip')).toBeFocused();
  await expect(announcement(page)).toContainText(`place ${first.length - 1} of ${first.length}`);
  await page.keyboard.press('Control+z');
  expect(await order(page)).toEqual(first);
  await page.keyboard.press('Control+y');
  expect((await order(page)).slice(-2)).toEqual([stack, clip]);

  await control(page, clip, 'grip').focus();
  await page.keyboard.press('Space');
  await expect(row(page, clip)).toHaveAttribute('data-carried', 'true');
  await expect(announcement(page)).toContainText('picked up');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  expect((await order(page)).indexOf(clip)).toBe(first.length - 3);
  await page.keyboard.press('Escape');
  await expect(editor(page)).toBeVisible();
  expect((await order(page)).slice(-2)).toEqual([stack, clip]);
  await expect(announcement(page)).toContainText('back at its place');
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Space');
  expect(await order(page)).toEqual(first);

  // Arrows alone go from row to row.
  await control(page, stack, 'grip').focus();
  await page.keyboard.press('ArrowUp');
  await expect(control(page, clip, 'grip')).toBeFocused();

  // Off: its instances go on to the next, and the place is kept.
  await control(page, clip, 'switch').focus();
  await page.keyboard.press('Space');
  await expect(row(page, clip)).not.toHaveAttribute('data-on');
  await settled(page);
  await expect(preview(page)).toHaveAttribute('data-gone', '1');
  await editor(page).getByRole('button', { name: 'Reset', exact: true }).click();
  expect(await order(page)).toEqual(first);
  await settled(page);
  await expect(preview(page)).toContainText('No change');

  await control(page, clip, 'switch').focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('Escape');
  await expect(editor(page)).toBeHidden();
  await expect(hooks.modePicker(page)).toBeFocused();
  expect(await listed(page)).toEqual(before);
  await expect(hooks.modePicker(page)).not.toHaveAttribute('data-edited');

  // The key that the menu shows.
  await hooks.viewport(page, 1).focus();
  await page.keyboard.press('g');
  await expect(editor(page)).toBeFocused();
});

test('a handler is taken out of the mode by dragging, and what it reads is told in words', async ({
  page,
}) => {
  await openEditor(page);
  const others = editor(page).getByRole('heading', { name: 'Not used by this mode' });
  const from = row(page, stack);
  await others.scrollIntoViewIfNeeded();
  await from.hover();
  await page.mouse.down();
  const box = await others.boundingBox();
  if (!box) throw new Error('no place for the unused');
  await page.mouse.move(box.x + 40, box.y + 8, { steps: 6 });
  await page.mouse.move(box.x + 42, box.y + 9);
  await page.mouse.up();
  expect(await order(page)).not.toContain(stack);
  await settled(page);
  await expect(preview(page)).toContainText('Instances that no handler takes: 1 → ');
  const unclaimed = Number(await preview(page).getAttribute('data-unclaimed'));
  expect(unclaimed).toBeGreaterThan(1);
  await control(page, stack, 'switch').check();
  expect((await order(page)).at(-1)).toBe(stack);

  await control(page, stack, 'details').click();
  await expect(row(page, stack)).toContainText('Orders images by');
  await expect(row(page, stack)).toContainText('cross-sectional images: CT Image, MR Image');
  expect(await violations(page)).toEqual([]);
});

test('an edited order as a link: the same in a clean profile, after a reload, and in the picker', async ({
  page,
  browser,
}) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await openEditor(page);
  await control(page, stack, 'grip').focus();
  await page.keyboard.press('Alt+ArrowUp');
  const wanted = await order(page);
  await page.getByTestId('mode-editor').getByRole('button', { name: 'Copy link' }).click();
  await expect(page.getByText('Link copied')).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).searchParams.get('handlers')?.split(',')).toEqual(wanted);
  expect(link).not.toContain('dicom-web');
  expect(link).not.toMatch(/Fixture|Test/);
  await editor(page).getByRole('button', { name: 'Apply' }).click();
  const here = await listed(page);

  const clean = await browser.newContext();
  try {
    const other = await clean.newPage();
    await other.goto(link);
    await expect(hooks.browser(other)).toHaveAttribute('aria-busy', 'false');
    await rendered(hooks.viewport(other, 1));
    expect(await listed(other)).toEqual(here);
    await expect(hooks.modePicker(other)).toHaveAttribute('data-edited', 'true');
    await other.reload();
    await expect(hooks.browser(other)).toHaveAttribute('aria-busy', 'false');
    expect(await listed(other)).toEqual(here);

    await hooks.modePicker(other).click();
    await other.getByRole('menuitem', { name: 'Back to the order of General' }).click();
    await expect(hooks.modePicker(other)).not.toHaveAttribute('data-edited');
    await expect(other).not.toHaveURL(/handlers=/);
    expect(
      await other.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('modes'))),
    ).toEqual([]);
  } finally {
    await clean.close();
  }
});

test('an unknown handler in a link is named and the rest is used', async ({ page }) => {
  await openStudy(page, archive, study, {
    extra: `&handlers=${stack},multi-frame.sopClassHandlerModule.clap`,
  });
  const notice = page.getByRole('status').filter({ hasText: 'names a handler that is not here' });
  await expect(notice).toContainText('multi-frame.sopClassHandlerModule.clap');
  await expect(notice).toContainText(`perhaps “${clip}” is meant`);
  await expect(hooks.thumbnail(page, '2 clips, 24 frames')).toBeVisible();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-edited', 'true');
});

test('saved as a mode: it is in the picker, survives a reload, is renamed, and deleted with a way back', async ({
  page,
}) => {
  await openEditor(page);
  await control(page, stack, 'grip').focus();
  await page.keyboard.press('Alt+ArrowUp');
  await editor(page).getByRole('button', { name: 'Save as a mode…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as a mode' });
  await dialog.getByLabel('Name').fill('General');
  await expect(dialog).toContainText('There is a mode “General” already');
  await dialog.getByLabel('Name').fill('Stacks first');
  await expect(dialog).toContainText('/stacks-first');
  await dialog.getByLabel('What it is for, on one line').fill('Clips as stacks');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await editor(page).getByRole('button', { name: 'Apply' }).click();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'stacks-first');
  await expect(hooks.thumbnail(page, '2 clips, 24 frames')).toBeVisible();

  await page.reload();
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  await expect(hooks.thumbnail(page, '2 clips, 24 frames')).toBeVisible();
  await hooks.modePicker(page).click();
  await expect(page.locator('[data-mode-option="stacks-first"]')).toHaveAccessibleDescription(
    /Clips as stacks/,
  );
  await page.getByRole('menuitem', { name: 'Change the order…' }).click();
  const keep = editor(page).getByRole('button', { name: 'Save', exact: true });
  await expect(keep).toBeDisabled();
  await control(page, clip, 'switch').uncheck();
  await settled(page);
  await keep.click();
  await expect(keep).toBeDisabled();
  await expect(hooks.modePicker(page)).not.toHaveAttribute('data-edited');
  await expect(page).not.toHaveURL(/handlers=/);
  await editor(page).getByRole('button', { name: 'Rename or delete' }).click();
  await page.getByRole('menuitem', { name: 'Rename…' }).click();
  const rename = page.getByRole('dialog', { name: 'Rename Stacks first' });
  await rename.getByLabel('Name').fill('Stacks before clips');
  await rename.getByRole('button', { name: 'Save' }).click();
  await expect(hooks.modePicker(page)).toHaveAccessibleDescription('Stacks before clips');

  await editor(page).getByRole('button', { name: 'Rename or delete' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  // The page stays what it was, as an edit of the mode it was made of.
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'viewer');
  await expect(hooks.modePicker(page)).toHaveAttribute('data-edited', 'true');
  const notice = page.getByRole('status').filter({ hasText: 'Mode “Stacks before clips” deleted' });
  await notice.getByRole('button', { name: 'Undo' }).click();
  await page.keyboard.press('Escape');
  await hooks.modePicker(page).click();
  await expect(page.locator('[data-mode-option="stacks-first"]')).toHaveAccessibleName('Stacks before clips');
});

test('a mode goes out as a file and comes in again, on another machine', async ({ page, browser }) => {
  await openEditor(page);
  await control(page, stack, 'grip').focus();
  await page.keyboard.press('Alt+ArrowUp');
  const wanted = await order(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Export' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('General mode.json');
  const file = await download.path();

  const clean = await browser.newContext();
  try {
    const other = await clean.newPage();
    await openEditor(other);
    await other.getByTestId('mode-file').setInputFiles(file);
    // Its id is that of a mode of the viewer: it gets one of its own.
    await expect(other.getByTestId('import-report')).toContainText('saved as “General”');
    await expect(other.getByLabel('Mode to change')).toHaveValue('general');
    expect(await order(other)).toEqual(wanted);
  } finally {
    await clean.close();
  }
});

test('a file with faults: each named with its line, and what can be used is used', async ({ page }) => {
  await openEditor(page);
  const give = (name: string, text: string) =>
    page
      .getByTestId('mode-file')
      .setInputFiles({ name, mimeType: 'application/json', buffer: Buffer.from(text) });
  const report = page.getByTestId('import-report');

  await give('broken.json', '{\n  "id": "x",\n  "displayName" "X"\n}');
  await expect(report.getByRole('alert')).toContainText('broken.json cannot be used');
  await expect(report).toContainText('Line 3: The file stops being JSON at line 3, column 17');

  await give(
    'faulty.json',
    `{
  "id": "faulty",
  "displayName": "Faulty",
  "layuot": { "rows": 1, "columns": 2 },
  "sopClassHandlers": [
    "${clip}",
    "multi-frame.sopClassHandlerModule.clap",
    "${stack}"
  ]
}`,
  );
  await expect(report).toContainText('saved as “Faulty”');
  await expect(report.locator('[data-lint="unknown-field"]')).toContainText('Line 4: “layuot” is no field');
  await expect(report.locator('[data-lint="unknown-handler"]')).toContainText('Line 7');
  expect(await order(page)).toEqual([clip, stack]);
  expect(await violations(page)).toEqual([]);
});

test('damaged modes in the browser’s storage are named, set aside and not lost', async ({ page }) => {
  await page.goto(archive.url);
  await page.evaluate(() => localStorage.setItem('hangar.modes', '{"version":1,"modes":[{"id":'));
  await openStudy(page, archive, study);
  const notice = page.getByRole('status').filter({ hasText: 'Saved modes are damaged' });
  await expect(notice).toBeVisible();
  const kept = await page.evaluate(() => ({
    own: localStorage.getItem('hangar.modes'),
    aside: localStorage.getItem('hangar.modes.set-aside-1'),
  }));
  expect(kept).toEqual({ own: null, aside: '{"version":1,"modes":[{"id":' });
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    notice.getByRole('button', { name: 'Save the damaged ones' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe('damaged-modes.json');
  await page.reload();
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  await rendered(hooks.viewport(page, 1));
  await expect(notice).toHaveCount(0);
});

test('the picker: best fit with a reason, and every entry within the page', async ({ page }) => {
  await openStudy(page, archive, study);
  await hooks.modePicker(page).click();
  const best = page.locator('[data-best-fit]');
  await expect(best).toHaveCount(1);
  await expect(best).toHaveAccessibleDescription(/Best fit: .* takes? \d+ of \d+ instances/);
  await expect(page.locator('[data-mode-option="raw"]')).toHaveAccessibleDescription(/17.display.sets/);
  const last = page.getByRole('menuitem', { name: 'Coverage…' });
  await expect(last).toBeInViewport({ ratio: 1 });
  await page.keyboard.press('End');
  await expect(last).toBeFocused();
  expect(await violations(page)).toEqual([]);
});
