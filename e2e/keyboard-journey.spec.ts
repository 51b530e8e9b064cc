import { codedClip, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { phantom, type PhantomOptions } from './fixtures/phantoms.ts';
import { goTo, seesFocus } from './keyboard.ts';
import { expect, hooks, rendered, startArchive, test, type TestArchive } from './support.ts';

// Where software imitates the graphics card, pictures in 3D take their time.
test.describe.configure({ timeout: 240_000 });

const [now, before] = ['keyboard-now', 'keyboard-before'];
const person = { PatientID: 'K-1', PatientName: 'Fixture^Keyboard', PatientBirthDate: '19700101' };
const axial: PhantomOptions = {
  study: now,
  series: 1,
  SeriesDescription: 'Axial',
  size: [48, 48, 40],
  spacing: [2, 2, 2],
  row: [1, 0, 0],
  column: [0, 1, 0],
  origin: [-47, -47, 3],
  ball: [20, 8, 50],
  attributes: { ...person, StudyDate: '20260301', StudyDescription: 'Now' } as never,
};
const coronal: PhantomOptions = {
  ...axial,
  series: 2,
  SeriesDescription: 'Coronal',
  column: [0, 0, -1],
  size: [48, 40, 30],
  origin: [-47, -30, 81],
};

let archive: TestArchive;
test.beforeAll(async () => {
  const { attributes } = axial;
  archive = await startArchive(async (folder) => {
    await writeStudy(folder, [
      ...phantom(axial),
      ...phantom(coronal),
      codedClip({
        study: now,
        series: 3,
        frames: 16,
        SeriesDescription: 'Clip',
        ...(attributes && { attributes }),
      }),
    ]);
    await writeStudy(
      folder,
      phantom({
        ...axial,
        study: before,
        attributes: { ...attributes, StudyDate: '20240301', StudyDescription: 'Before' } as never,
      }),
    );
  });
});
test.afterAll(() => archive.close());

test('the whole journey by keyboard alone: every step is reached, and the focus is seen', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const press = (key: string, times = 1) =>
    Array.from({ length: times }).reduce<Promise<void>>(
      (done) => done.then(() => page.keyboard.press(key)),
      Promise.resolve(),
    );
  const [one, two] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
  const view = one.getByTestId('overlay-view');
  const toViewport = (number: number, key = 'Tab') => goTo(page, hooks.viewport(page, number), { key });
  const toSeries = async (name: string) => {
    await goTo(page, page.locator('[data-display-set-uid][role="option"]'));
    await press('Home');
    const wanted = page.getByRole('option', { name });
    for (let step = 0; step < 10; step += 1) {
      if (await wanted.evaluate((element) => element === document.activeElement)) break;
      const at = await page.locator(':focus').getAttribute('data-display-set-uid');
      await press('ArrowDown');
      await expect(page.locator(':focus')).not.toHaveAttribute('data-display-set-uid', at ?? '');
    }
    await expect(wanted).toBeFocused();
    await seesFocus(page);
  };

  await test.step('the study, from the list', async () => {
    await page.goto(archive.url);
    await expect(hooks.study(page, studyUIDOf(now))).toBeVisible();
    await goTo(page, page.locator('[data-study-uid]'));
    await goTo(page, page.locator(`[data-study-uid="${studyUIDOf(now)}"]`), { key: 'ArrowDown', most: 4 });
    await press('Enter');
    await rendered(one);
    await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  });

  await test.step('a mode', async () => {
    await goTo(page, page.locator('[data-testid="mode-picker"]'));
    await press('Enter');
    await goTo(page, page.locator('[data-mode-option="volume"]'), { key: 'ArrowDown', most: 12 });
    await press('Enter');
    await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'volume');
    await seesFocus(page);
    await expect(hooks.modePicker(page)).toBeFocused();
    await press('Enter');
    await goTo(page, page.locator('[data-mode-option="viewer"]'), { key: 'ArrowUp', most: 12 });
    await press('Enter');
    await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'viewer');
  });

  await test.step('a layout', async () => {
    await press('l');
    await expect(page.getByRole('button', { name: '1 by 1', exact: true })).toBeVisible();
    await goTo(page, page.locator('button[aria-label="1 by 2"]'), { key: 'ArrowRight', most: 4 });
    await press('Enter');
    await expect(hooks.grid(page)).toHaveAttribute('data-columns', '2');
    await seesFocus(page);
  });

  await test.step('two series, by number and by carrying', async () => {
    await toSeries('Axial');
    await press('1');
    await rendered(one);
    await expect(one).toHaveAttribute('data-image-count', '40');
    await toSeries('Coronal');
    await press('Space');
    await press('ArrowRight');
    await press('Enter');
    await rendered(two);
    await expect(two).toHaveAttribute('data-image-count', '30');
    await seesFocus(page);
  });

  await test.step('split, maximise, undo and redo', async () => {
    await toViewport(1);
    await press('Shift+ArrowDown');
    await expect(hooks.viewports(page)).toHaveCount(3);
    await seesFocus(page);
    await press('Control+z');
    await expect(hooks.viewports(page)).toHaveCount(2);
    await press('Control+y');
    await expect(hooks.viewports(page)).toHaveCount(3);
    await press('Control+z');
    await expect(hooks.viewports(page)).toHaveCount(2);
    await toViewport(1);
    await press('m');
    await expect(hooks.grid(page)).toHaveAttribute('data-maximised', 'viewport-1');
    await seesFocus(page);
    await press('m');
    await expect(hooks.grid(page)).not.toHaveAttribute('data-maximised');
    await expect(one).toBeFocused();
    // What the bar over a viewport offers is on the way of Tab, too, and it comes up for it.
    await goTo(page, page.locator('[data-viewport-id="viewport-1"] [aria-label="Viewport 1 menu"]'));
    await press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await seesFocus(page);
    await press('Escape');
    await toViewport(1, 'Shift+Tab');
  });

  await test.step('scroll, window, zoom and pan', async () => {
    await press('Home');
    await press('ArrowDown', 3);
    await expect(one).toHaveAttribute('data-image-index', '3');
    await press('PageDown');
    await expect(one).toHaveAttribute('data-image-index', '13');
    const words = await view.textContent();
    await press('2');
    await expect(view).not.toHaveText(words ?? '');
    const [zoomed, wide] = [/(\d+(\.\d+)?)\s*x/, await view.textContent()];
    expect(wide).toMatch(zoomed);
    await press('+');
    await expect
      .poll(async () => zoomed.exec((await view.textContent()) ?? '')?.[0])
      .not.toBe(zoomed.exec(wide ?? '')?.[0]);
    await press('Control+ArrowRight');
    await press('0');
    // The same from the tools: one stop of Tab, arrows inside.
    await goTo(page, page.locator('[role="toolbar"][aria-label="Image tools"]'), {
      key: 'Shift+Tab',
      inside: true,
    });
    await goTo(page, page.locator('[aria-label="Window presets"]'), { key: 'ArrowRight', most: 60 });
    await press('Enter');
    await expect(page.getByRole('menu')).toBeVisible();
    await goTo(page, page.locator('[role^="menuitem"]:has-text("All values")'), {
      key: 'ArrowDown',
      most: 20,
    });
    await press('Enter');
    await expect(page.getByRole('menu')).toHaveCount(0);
    await seesFocus(page);
  });

  await test.step('linking and reference lines', async () => {
    await toViewport(1);
    await press('Shift+L');
    await expect(page.getByRole('button', { name: 'Unlink the viewports' })).toBeVisible();
    await press('+');
    await expect(two.getByTestId('link-mark')).toBeVisible();
    const line = two.locator('[data-reference-line="plane"]');
    await expect(line).not.toHaveCSS('display', 'none');
    await press('Shift+R');
    await expect(line).toHaveCount(0);
    await press('Shift+R');
    await expect(line).not.toHaveCSS('display', 'none');
    await seesFocus(page);
  });

  await test.step('the crosshair: placed, moved and removed', async () => {
    await press('Shift+C', 2);
    const grip = one.locator('button[data-crosshair]');
    await expect(grip).toBeFocused();
    await seesFocus(page);
    const place = await grip.getAttribute('aria-label');
    await press('ArrowRight', 2);
    await expect(grip).not.toHaveAttribute('aria-label', place ?? '');
    await press('Escape');
    await expect(grip).toBeHidden();
    await expect(one).toBeFocused();
    await press('Shift+L');
    await press('w');
  });

  await test.step('a clip: played, stepped, at another speed', async () => {
    await toSeries('Clip');
    await press('2');
    await rendered(two);
    await toViewport(2);
    await press('c');
    const cine = two.getByTestId('cine');
    await expect(cine).toHaveAttribute('data-playing', 'true');
    await press('c');
    await expect(cine).toHaveAttribute('data-playing', 'false');
    const at = await two.getAttribute('data-image-index');
    await press('.');
    await expect(two).not.toHaveAttribute('data-image-index', at ?? '');
    await goTo(
      page,
      page.locator('[data-viewport-id="viewport-2"] [data-testid="cine"] [aria-label="Play"]'),
    );
    await press('Enter');
    await expect(cine).toHaveAttribute('data-playing', 'true');
    await press('Space');
    await expect(cine).toHaveAttribute('data-playing', 'false');
    await goTo(page, page.locator('[data-testid="cine"] [aria-label="First frame played"]'));
    await goTo(page, page.locator('[data-testid="cine"] input[type="range"][aria-valuetext$="fps"]'));
    await press('Home');
    await expect(cine).toContainText('1 fps');
    await seesFocus(page);
  });

  await test.step('the text on images: hidden, shown, chosen', async () => {
    await press('o');
    await expect(view).toBeHidden();
    await press('o');
    await expect(view).toBeVisible();
    await toViewport(1, 'Shift+Tab');
    await press('Shift+O');
    await expect(page.getByTestId('overlay-settings')).toBeVisible();
    await seesFocus(page);
    await goTo(page, page.locator('[data-testid="overlay-settings"] select'));
    await press('Escape');
    await expect(page.getByTestId('overlay-settings')).toHaveCount(0);
    await expect(one).toBeFocused();
  });

  await test.step('tags, compared', async () => {
    await press('Shift+T');
    await expect(one).toHaveAttribute('data-viewport-kind', 'tags');
    await expect(one.getByText(/^Object \d+ of 40$/)).toBeVisible();
    await goTo(page, page.locator('[data-viewport-id="viewport-1"] input[type="search"]'));
    await page.keyboard.type('0020,0013');
    const compare = one.getByRole('combobox', { name: 'Compare with another object' });
    for (let step = 0; step < 10; step += 1) {
      if (await compare.evaluate((element) => element === document.activeElement)) break;
      await press('Tab');
      await seesFocus(page);
    }
    await expect(compare).toBeFocused();
    await press('Space');
    await goTo(page, one.getByRole('option', { name: 'The next object' }), { key: 'ArrowDown', most: 5 });
    await press('Enter');
    await expect(one.locator('[data-differs="true"]').first()).toBeVisible();
    await toViewport(1, 'Shift+Tab');
    await press('Shift+T');
    await rendered(one);
    await seesFocus(page);
  });

  await test.step('the picture, as PNG', async () => {
    const [byKey] = await Promise.all([page.waitForEvent('download'), press('Control+Shift+S')]);
    expect(byKey.suggestedFilename()).toMatch(/^CT 1 image \d+\.png$/);
    await goTo(page, page.locator('[role="toolbar"][aria-label="Image tools"]'), {
      key: 'Shift+Tab',
      inside: true,
    });
    await goTo(page, page.locator('[data-testid="capture-menu"]'), { key: 'ArrowRight', most: 60 });
    await press('Enter');
    await goTo(page, page.locator('[role="menuitem"]:has-text("Save it with its text (PNG)")'), {
      key: 'ArrowDown',
      most: 10,
    });
    const [byMenu] = await Promise.all([page.waitForEvent('download'), press('Enter')]);
    expect(byMenu.suggestedFilename()).toBe(byKey.suggestedFilename());
    await seesFocus(page);
  });

  await test.step('planes of the volume, and 3D', async () => {
    await goTo(page, page.locator('[data-testid="mode-picker"]'), { key: 'Shift+Tab' });
    await press('Enter');
    await goTo(page, page.locator('[data-mode-option="volume"]'), { key: 'ArrowDown', most: 12 });
    await press('Enter');
    await expect(one).toHaveAttribute('data-viewport-kind', 'volume');
    await rendered(one);
    await toViewport(1);
    await press('k');
    await expect(hooks.viewports(page)).toHaveCount(3);
    for (const number of [1, 2, 3]) await rendered(hooks.viewports(page).nth(number - 1));
    await seesFocus(page);
    await press(']');
    await press('Alt+Shift+ArrowUp');
    await press('Shift+D');
    const volume = page.locator('[data-viewport-kind="volume3d"]');
    await rendered(volume);
    await expect(volume).toBeFocused();
    await seesFocus(page);
    await press('ArrowLeft', 2);
    await press('Alt+Shift+n');
    await press('Shift+D');
    await expect(volume).toHaveCount(0);
    await press('Control+z');
    await expect(volume).toHaveCount(1);
    await rendered(volume);
    await seesFocus(page);
  });

  await test.step('help, and out of it', async () => {
    await press('?');
    const dialog = page.getByRole('dialog', { name: 'Keys' });
    await expect(dialog).toBeVisible();
    await seesFocus(page);
    await press('Escape');
    await expect(dialog).toHaveCount(0);
    await seesFocus(page);
  });

  await test.step('another study of the patient', async () => {
    await press('Shift+Y');
    const row = `[data-other-study="${studyUIDOf(before)}"]`;
    await expect(page.locator(row)).toBeVisible();
    await goTo(page, page.locator(`${row} button[aria-label^="Open the study"]`), { key: 'Shift+Tab' });
    await press('Enter');
    await expect(
      hooks.thumbnail(page, 'Before').or(page.locator('[data-study-heading]').nth(1)),
    ).toBeVisible();
    await seesFocus(page);
  });

  await test.step('the link to the screen', async () => {
    await press('Shift+S');
    await expect(page.getByText('Link copied', { exact: true })).toBeVisible();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(studyUIDOf(before));
    await seesFocus(page);
  });
});
