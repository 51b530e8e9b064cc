import { readFile } from 'node:fs/promises';
import type { Locator, Page } from '@playwright/test';
import { chestPair, ctChest, fourViews, mrBrain, petCt } from './fixtures/hanging.ts';
import { codedStack, seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { strokeOver } from './gestures.ts';
import { still } from './screens.ts';
import {
  canvasPixels,
  expect,
  hooks,
  openStudy,
  rendered,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

/** Hanging rules: what they hang, why, what they leave alone, and the reader's own. */
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...fourViews('screening'),
      ...fourViews('three views').slice(1),
      ...mrBrain('brain'),
      ...ctChest('chest'),
      ...ctChest('another chest', { PatientName: 'Other^Patient', PatientID: 'other' }),
      ...chestPair('pair'),
      ...petCt('pet'),
      ...codedStack({
        study: 'head',
        slices: 6,
        SeriesDescription: 'Head',
        window: { center: 40, width: 80 },
      }),
      ...codedStack({
        study: 'no window',
        slices: 6,
        SeriesDescription: 'Head',
        attributes: { WindowCenter: undefined, WindowWidth: undefined },
      }),
      ...codedStack({ study: 'plain', slices: 5, SeriesDescription: 'Abdomen' }),
    ]),
  );
});
test.afterAll(() => archive.close());

const menu = (page: Page) => page.getByTestId('hanging-menu');
const open = (page: Page, study: string, mode?: string, extra?: string) =>
  openStudy(page, archive, studyUIDOf(study), { ...(mode && { mode }), ...(extra && { extra }) });

/** The labels of the viewports on the screen, in their order. */
async function shows(page: Page, labels: readonly (string | RegExp)[]): Promise<void> {
  await expect(hooks.viewports(page)).toHaveCount(labels.length);
  for (const [at, label] of labels.entries())
    await expect(hooks.viewports(page).nth(at)).toHaveAccessibleName(
      typeof label === 'string' ? `Viewport ${at + 1}: ${label}` : label,
    );
}

async function allRendered(page: Page): Promise<void> {
  for (const viewport of await hooks.viewports(page).all()) await rendered(viewport);
}

/** Leftmost and rightmost bright column, and how many rows are bright, on the canvas. */
async function extentOf(viewport: Locator) {
  const { width, height, data } = await canvasPixels(viewport);
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      if ((data[(y * width + x) * 4] ?? 0) > 120) {
        left = Math.min(left, x);
        right = Math.max(right, x);
        top = Math.min(top, y);
        bottom = Math.max(bottom, y);
      }
  return { left, right, height: bottom - top + 1, canvas: { width, height } };
}

test('mammograms: chest walls face each other at their edges, at one scale, and the letters stay true', async ({
  page,
}) => {
  await open(page, 'screening', 'mammography');
  await shows(page, [/R CC$/, /L CC$/, /R MLO$/, /L MLO$/]);
  await allRendered(page);
  const extents = async () => Promise.all((await hooks.viewports(page).all()).map(extentOf));
  // Framed once all four are drawn.
  await expect
    .poll(async () =>
      (await extents()).map(({ left, right, canvas }, at) =>
        at % 2 === 0 ? canvas.width - 1 - right <= 1 : left <= 1,
      ),
    )
    .toEqual([true, true, true, true]);
  const heights = (await extents()).map(({ height }) => height);
  // The R MLO has pixels of 0.4 mm, the others of 0.5 mm: it is as much smaller as it is.
  expect(Math.abs((heights[0] ?? 0) - (heights[1] ?? 0))).toBeLessThanOrEqual(2);
  expect(Math.abs((heights[2] ?? 0) / (heights[3] ?? 1) - 0.8)).toBeLessThan(0.02);
  // R CC was stored with its chest wall at the left: it is mirrored, and says so at its edges.
  const letters = await Promise.all(
    (await hooks.viewports(page).all()).map((viewport) =>
      viewport.getByTestId('orientation-letters').locator('span').nth(2).textContent(),
    ),
  );
  expect(letters.map((text) => text?.trim())).toEqual(['P', 'A', 'P', 'A']);
  // The words stand away from the chest wall, where the breast is not.
  for (const [at, viewport] of (await hooks.viewports(page).all()).entries()) {
    const place = await viewport.boundingBox();
    for (const item of await viewport.locator('[data-overlay-item]').all()) {
      const words = await item.boundingBox();
      if (!place || !words) throw new Error('without a place');
      const middle = words.x + words.width / 2 - place.x;
      expect(at % 2 === 0 ? middle < place.width / 2 : middle > place.width / 2).toBe(true);
    }
  }
});

test('Reset goes back to how the rule hung it: mirrored, at its edge, in its window; Undo takes it back', async ({
  page,
}) => {
  await open(page, 'screening', 'mammography');
  await shows(page, [/R CC$/, /L CC$/, /R MLO$/, /L MLO$/]);
  await allRendered(page);
  const first = hooks.viewport(page, 1);
  const atEdge = async () => {
    const { right, canvas } = await extentOf(first);
    return canvas.width - 1 - right <= 1;
  };
  await expect.poll(atEdge).toBe(true);
  const hung = await still(first);
  const words = () => first.getByTestId('overlay-view').textContent();
  const hungWords = await words();
  const letter = () => first.getByTestId('orientation-letters').locator('span').nth(2).textContent();
  expect((await letter())?.trim()).toBe('P');

  await first.focus();
  await first.press('h');
  await first.press('r');
  await first.press('i');
  await first.press('+');
  await strokeOver(page, first, { x: 40, y: 30 });
  await expect.poll(words).not.toBe(hungWords);
  const changed = await still(first);
  const changedWords = await words();
  expect(changed).not.toBe(hung);

  await first.press('0');
  await expect.poll(() => still(first)).toBe(hung);
  expect(await words()).toBe(hungWords);
  expect((await letter())?.trim()).toBe('P');
  await expect(page.getByTestId('hanging-menu')).toHaveAttribute('data-rule-id', /./);
  await page.keyboard.press('Control+z');
  await expect.poll(() => still(first)).toBe(changed);
  expect(await words()).toBe(changedWords);
  await page.keyboard.press('Control+y');
  await expect.poll(() => still(first)).toBe(hung);
});

test('Reset from the menu brings back the window of the rule; where no rule hung it, that of the image', async ({
  page,
}) => {
  await open(page, 'chest');
  await shows(page, ['Thorax soft', 'Thorax lung']);
  await allRendered(page);
  const second = hooks.viewport(page, 2);
  await expect(second).toContainText('W 1500 L -600');
  await second.focus();
  await second.press('Home');
  await strokeOver(page, second, { x: 60, y: 20 });
  await expect(second).not.toContainText('W 1500 L -600');
  const reset = async (number: number) => {
    await hooks.viewport(page, number).hover();
    await page.getByRole('button', { name: `Viewport ${number} menu` }).click();
    await page.getByRole('menuitem', { name: /^Reset the view/ }).click();
  };
  await second.hover();
  await page.getByRole('button', { name: 'Viewport 2 menu' }).click();
  await expect(page.getByRole('menuitem', { name: /^Reset the view/ })).toHaveAccessibleDescription(
    /^As CT .* hung it$/,
  );
  await page.keyboard.press('Escape');
  await reset(2);
  await expect(second).toContainText('W 1500 L -600');
  // The image stays.
  await expect(second).toHaveAttribute('data-image-index', '0');

  await open(page, 'plain');
  const plain = hooks.viewport(page, 1);
  await rendered(plain);
  const words = await plain.getByTestId('overlay-view').textContent();
  await plain.focus();
  await plain.press('r');
  await strokeOver(page, plain, { x: 60, y: 20 });
  await expect(plain.getByTestId('overlay-view')).not.toHaveText(words ?? '');
  await reset(1);
  await expect(plain.getByTestId('overlay-view')).toHaveText(words ?? '');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(plain.getByTestId('overlay-view')).not.toHaveText(words ?? '');
});

test('a missing view leaves its place empty and says so; nothing can be undone on opening', async ({
  page,
}) => {
  await open(page, 'three views', 'mammography');
  await shows(page, [/R CC$/, /L CC$/, /R MLO$/, 'L MLO']);
  await expect(hooks.viewport(page, 4)).toHaveAttribute('data-state', 'empty');
  await expect(hooks.viewport(page, 4)).toContainText('Nothing where side is L and view is MLO.');
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('each viewport says why: rule, conditions with what was found, and what was not hung', async ({
  page,
}) => {
  await open(page, 'brain');
  await shows(page, ['se', 'tse', 'dark-fluid', /ep2d/]);
  await allRendered(page);
  await hooks.viewport(page, 1).hover();
  await page.getByRole('button', { name: 'Why is this in viewport 1?' }).click();
  const why = page.getByTestId('why-here');
  await expect(why).toContainText('Hung by the rule “MR of the brain”, stage 1 “T1, T2, FLAIR, DWI”.');
  await expect(why).toContainText('weighting is T1: here weighting T1 (TR 550 ms, TE 12 ms)');
  await expect(why).toContainText('plane is axial: here plane axial');
  await expect(why).toContainText('1 sag brain: Fits less well: plane is axial');
  await expect(why).toContainText('3 tse: Weighting is T1: here weighting T2');
});

test('stages are stepped by keys, each one step to undo', async ({ page }) => {
  await open(page, 'brain');
  await shows(page, ['se', 'tse', 'dark-fluid', /ep2d/]);
  await hooks.viewport(page, 1).focus();
  await page.keyboard.press('Shift+N');
  await shows(page, [/ep2d/, /map/]);
  await allRendered(page);
  await page.keyboard.press('Shift+N');
  await expect(page.getByText('Diffusion is the last stage of MR of the brain.')).toBeAttached();
  await page.keyboard.press('Shift+B');
  await shows(page, ['se', 'tse', 'dark-fluid', /ep2d/]);
  await page.keyboard.press('Control+z');
  await shows(page, [/ep2d/, /map/]);
  await page.keyboard.press('Control+z');
  await shows(page, ['se', 'tse', 'dark-fluid', /ep2d/]);
  await expect(menu(page)).toHaveAttribute('data-rule-id', 'mr-brain');
});

test('CT is hung with its reconstructions in their windows; a rule is chosen by hand, others say why not', async ({
  page,
}) => {
  await open(page, 'chest');
  await shows(page, ['Thorax soft', 'Thorax lung']);
  await allRendered(page);
  await expect(hooks.viewport(page, 1)).toContainText('W 350 L 50');
  await expect(hooks.viewport(page, 2)).toContainText('W 1500 L -600');
  await menu(page).click();
  await page.getByRole('menuitem', { name: 'Not for this study' }).click();
  await expect(page.locator('[data-hanging-rule="mr-brain"]')).toHaveAccessibleDescription(
    /Does not fit: Nothing here where modality is MR and any description names brain, head, neuro or another of \d+ words, or weighting is/,
  );
  await page.locator('[data-hanging-stage="1"]').click();
  // No sagittal series: a plane of the volume.
  await shows(page, ['Thorax soft', 'Thorax lung', 'Thorax soft', 'Thorax cor']);
  await expect(hooks.viewport(page, 3)).toHaveAttribute('data-viewport-kind', 'volume');
  await expect(hooks.viewport(page, 3)).toHaveAttribute('data-plane', 'sagittal');
  await menu(page).click();
  await page.locator('[data-hanging-rule="ct-three-planes"]').click();
  await shows(page, ['Thorax soft', 'Thorax soft', 'Thorax cor']);
  await page.getByRole('button', { name: 'Undo' }).click();
  await shows(page, ['Thorax soft', 'Thorax lung', 'Thorax soft', 'Thorax cor']);
});

test('CT in three planes opens in one window: that of the images, else the customary one', async ({
  page,
}) => {
  for (const [study, window] of [
    ['head', 'W 80 L 40'],
    ['no window', 'W 400 L 50'],
  ] as const) {
    await open(page, study);
    await rendered(hooks.viewport(page, 1));
    await menu(page).click();
    await page.locator('[data-hanging-rule="ct-three-planes"]').click();
    await shows(page, ['Head', 'Head', 'Head']);
    await allRendered(page);
    for (const viewport of await hooks.viewports(page).all())
      await expect(viewport.getByTestId('overlay-view')).toContainText(window);
  }
});

test('radiographs and PET with CT', async ({ page }) => {
  await open(page, 'pair');
  await shows(page, [/Chest.*PA/, /Chest.*LL/]);
  await open(page, 'pet', 'fusion');
  await shows(page, ['PET WB', 'CT WB', 'PET WB', 'PET WB']);
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-viewport-kind', 'fusion');
  await expect(hooks.viewport(page, 4)).toHaveAttribute('data-viewport-kind', 'mip');
});

test('nothing matches: the study opens as the mode does', async ({ page }) => {
  await open(page, 'plain');
  await rendered(hooks.viewport(page, 1));
  await shows(page, ['Abdomen', 'empty']);
  await expect(menu(page)).toHaveAccessibleDescription('No rule');
});

test('the first picture does not wait, and what the reader has scrolled stays where it is', async ({
  page,
}) => {
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  // The last series does not come before the first picture has been scrolled.
  await page.route(new RegExp(`/series/${seriesUIDOf('brain', 6)}/metadata`), async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${studyUIDOf('brain')}`);
  const first = hooks.viewport(page, 1);
  await rendered(first);
  await expect(first).toHaveAccessibleName('Viewport 1: sag brain');
  await first.press('End');
  await expect(first).toHaveAttribute('data-image-index', '3');
  release();
  await shows(page, ['sag brain', 'tse', 'dark-fluid', /ep2d/]);
  await expect(first).toHaveAttribute('data-image-index', '3');
});

test('what a link names stays in the first viewport', async ({ page }) => {
  await open(page, 'brain', 'viewer', `&SeriesInstanceUID=${seriesUIDOf('brain', 3)}`);
  // The T2 is hung by the link, so the T1 is where the T2 would have been.
  await shows(page, ['tse', 'se', 'dark-fluid', /ep2d/]);
});

test('a screen is saved as a rule, kept over a reload, and hangs another study of its kind', async ({
  page,
}) => {
  await open(page, 'chest');
  await shows(page, ['Thorax soft', 'Thorax lung']);
  await allRendered(page);
  // The lung first, by keyboard.
  await hooks.viewport(page, 1).focus();
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await shows(page, ['Thorax lung', 'Thorax soft']);
  await page.keyboard.press('Shift+H');
  await page.getByRole('button', { name: 'Save this screen as a rule' }).click();
  const editor = page.getByTestId('hanging-rule-editor');
  await editor.getByLabel('Name', { exact: true }).fill('Lung first');
  await expect(editor.getByTestId('rule-preview')).toContainText('It fits: 2 of 2 viewports are filled.');
  // The preview follows what is typed.
  const place = editor.getByRole('region', { name: 'Viewport 1' });
  const kernel = place.locator('select[name="value"]').nth(1);
  await kernel.selectOption('bone');
  await expect(editor.getByTestId('rule-preview')).toContainText('Nothing where reconstruction is bone', {
    ignoreCase: true,
  });
  await kernel.selectOption('lung');
  await expect(editor.getByTestId('rule-preview')).toContainText('It fits: 2 of 2 viewports are filled.');
  await page.getByRole('button', { name: 'Save rule' }).click();
  await expect(page.getByTestId('hanging-rules')).toContainText('Lung first');
  await page.getByRole('button', { name: 'Done' }).click();

  await open(page, 'another chest');
  await shows(page, ['Thorax lung', 'Thorax soft']);
  await expect(menu(page)).toHaveAccessibleDescription('Lung first');
  await allRendered(page);
  await expect(hooks.viewport(page, 1)).toContainText('W 1500 L -600');
});

test('rules are exported, imported with their faults named, switched off and deleted', async ({ page }) => {
  await open(page, 'chest');
  await shows(page, ['Thorax soft', 'Thorax lung']);
  await page.keyboard.press('Shift+H');
  await page.getByRole('button', { name: 'Save this screen as a rule' }).click();
  await page.getByTestId('hanging-rule-editor').getByLabel('Name', { exact: true }).fill('Mine');
  await page.getByRole('button', { name: 'Save rule' }).click();
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export' }).click();
  const file = JSON.parse(await readFile(await (await downloading).path(), 'utf8')) as {
    rules: { id: string; stages: unknown }[];
  };
  expect(file).toMatchObject({ hangar: 'hanging-rules', version: 1, rules: [{ name: 'Mine' }] });
  expect(JSON.stringify(file)).not.toContain('Fixture');

  const [rule] = file.rules;
  const broken = { ...rule, id: 'broken', when: [{ of: [{ attribute: 'Modalty', is: 'CT' }] }] };
  const good = { ...rule, id: 'good', name: 'From a file' };
  await page.getByLabel('File of hanging rules').setInputFiles({
    name: 'rules.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify({ ...file, rules: [broken, good] })),
  });
  const sheet = page.getByTestId('hanging-rules');
  await expect(sheet).toContainText('rules.json: 1 new, 1 problem');
  await expect(sheet).toContainText('rules[0].when[0].of[0].attribute “Modalty” is no attribute');
  const rows = sheet.getByRole('list', { name: 'Your hanging rules' }).getByRole('listitem');
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText('From a file');
  await page.getByRole('button', { name: 'Later: From a file' }).click();
  await expect(rows.first()).toContainText('Mine');
  await rows.first().getByRole('checkbox').uncheck();
  await expect(rows.first()).toContainText('Switched off');
  await page.getByRole('button', { name: 'Delete: From a file' }).click();
  await expect(rows).toHaveCount(1);
  await page.getByRole('button', { name: 'Done' }).click();
  await page.reload();
  await rendered(hooks.viewport(page, 1));
  await page.keyboard.press('Shift+H');
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('Switched off');
});

/** The editor of a rule of this screen, by keyboard alone. */
async function editScreen(page: Page): Promise<Locator> {
  await page.keyboard.press('Shift+H');
  const save = page.getByRole('button', { name: 'Save this screen as a rule' });
  await save.focus();
  await page.keyboard.press('Enter');
  const editor = page.getByTestId('hanging-rule-editor');
  await expect(editor).toBeVisible();
  return editor;
}

test('a stage’s layout, what is in its viewports and who scrolls with whom, chosen by keyboard with the preview beside it', async ({
  page,
}) => {
  await open(page, 'chest');
  await shows(page, ['Thorax soft', 'Thorax lung']);
  await allRendered(page);
  const editor = await editScreen(page);
  const preview = editor.getByTestId('rule-preview');
  await editor.getByLabel('Name', { exact: true }).fill('Three with one sagittal');
  await expect(preview.locator('[data-filled]')).toHaveCount(2);

  // The layout: from the picture in force by arrow keys to another, and Enter.
  const layout = editor.getByRole('button', { name: /^Layout of the stage/ });
  await expect(layout).toHaveText('1 by 2');
  await layout.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '1 by 1', exact: true }).focus();
  // Escape leaves the choice, and the form as it is.
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: '1 by 1', exact: true })).toHaveCount(0);
  await expect(layout).toBeFocused();
  await expect(editor.getByLabel('Name', { exact: true })).toHaveValue('Three with one sagittal');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '1 by 1', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(layout).toHaveText('1 by 1');
  await expect(editor.getByText(/^No room in this layout: .*\. A larger one has it again\.$/)).toBeVisible();
  await expect(preview.locator('[data-filled]')).toHaveCount(1);
  await layout.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: '1 by 1', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('button', { name: '2 by 2', exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(layout).toHaveText('2 by 2');
  await expect(layout).toBeFocused();
  await expect(preview.locator('[data-filled="true"]')).toHaveCount(2);
  // One that has three, typed rows and columns, and the one on the screen.
  await page.keyboard.press('Enter');
  const typed = editor.getByRole('textbox', { name: 'Rows x columns' });
  await typed.fill('5x5');
  await typed.press('Enter');
  await expect(page.getByText('At most 16 viewports; that would be 25.')).toBeVisible();
  await typed.fill('1x3');
  await typed.press('Enter');
  await expect(layout).toHaveText('1 by 3');
  await expect(preview.locator('[data-filled]')).toHaveCount(3);

  // The third shows what meets a condition, then the same as the first.
  const third = editor.getByRole('region', { name: 'Viewport 3' });
  await expect(third).toContainText('It stays empty');
  await third.getByLabel('Shows').selectOption({ label: 'What matches' });
  await expect(third.getByRole('button', { name: 'Condition' })).toBeVisible();
  await expect(preview).toContainText('Thorax cor');
  const first = editor.getByLabel('Name of viewport 1');
  await third.getByLabel('Shows').selectOption({ label: `The same as ${await first.inputValue()}` });
  await first.fill('Soft');
  await expect(third).toContainText('The same pictures as Soft');
  await third.getByLabel('Window').selectOption('bone');

  // The first and the third scroll together, the second alone.
  await editor.getByRole('region', { name: 'Viewport 1' }).getByLabel('Scrolls with').selectOption('group A');
  await expect(preview.locator('[data-link-group]')).toHaveCount(0);
  await third.getByLabel('Scrolls with').selectOption({ label: 'Group A: viewport 1' });
  await expect(preview.locator('[data-link-group="A"]')).toHaveCount(2);
  await expect(preview).toContainText('It fits: 3 of 3 viewports are filled.');

  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await menu(page).click();
  await page.getByRole('menuitemradio', { name: /^Three with one sagittal/ }).click();
  await shows(page, ['Thorax soft', 'Thorax lung', 'Thorax soft']);
  await allRendered(page);
  await expect(hooks.grid(page)).toHaveAttribute('data-columns', '3');
  const linked = (number: number) => hooks.viewport(page, number).getByTestId('link-mark');
  await expect(linked(1)).toHaveAttribute('data-linked', 'true');
  await expect(linked(2)).toHaveAttribute('data-linked', 'false');
  await expect(linked(3)).toHaveAttribute('data-linked', 'true');
  await hooks.viewport(page, 1).focus();
  await page.keyboard.press('End');
  await expect(hooks.viewport(page, 3)).toHaveAttribute('data-image-index', '5');
});

test('stages are added, named, moved and removed, and stepped through', async ({ page }) => {
  await open(page, 'chest');
  await shows(page, ['Thorax soft', 'Thorax lung']);
  await allRendered(page);
  const editor = await editScreen(page);
  await editor.getByLabel('Name', { exact: true }).fill('Of three stages');
  const stage = editor.getByLabel('Stage', { exact: true });
  await expect(stage.locator('option')).toHaveText(['1. As saved']);
  await expect(editor.getByRole('button', { name: 'Remove this stage' })).toBeDisabled();
  const add = async (how: string) => {
    await editor
      .getByRole('group', { name: 'Add a stage' })
      .getByRole('button', { name: how })
      .press('Enter');
  };
  await add('Like this one');
  await expect(stage).toHaveValue('1');
  await editor.getByLabel('Name of the stage').fill('One alone');
  await editor.getByRole('button', { name: /^Layout of the stage/ }).press('Enter');
  await page.getByRole('button', { name: '1 by 1', exact: true }).press('Enter');
  await add('As on the screen now');
  await expect(stage.locator('option')).toHaveText(['1. As saved', '2. One alone', '3. Stage 3']);
  await expect(editor.getByRole('region', { name: /^Viewport/ })).toHaveCount(2);
  await editor.getByRole('button', { name: 'Earlier: this stage' }).press('Enter');
  await expect(stage.locator('option')).toHaveText(['1. As saved', '2. Stage 3', '3. One alone']);
  await editor.getByRole('button', { name: 'Remove this stage' }).press('Enter');
  await expect(stage.locator('option')).toHaveText(['1. As saved', '2. One alone']);
  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await menu(page).click();
  await page.getByRole('menuitemradio', { name: /^Of three stages/ }).click();
  await hooks.viewport(page, 1).focus();
  await page.keyboard.press('Shift+N');
  await shows(page, ['Thorax soft']);
  await page.keyboard.press('Shift+B');
  await shows(page, ['Thorax soft', 'Thorax lung']);
});
