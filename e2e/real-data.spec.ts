import { brightness, fileShown, over, probed, realFiles, storedValue } from './realData.ts';
import { cleanPage, copyLink } from './screens.ts';
import { canvasPixels, chooseMode, expect, hooks, rendered, test } from './support.ts';

/** What readers do, on images of real scanners. Generated studies (every other spec) say which slice is shown; these say that real objects go the same way. */
// Where software imitates the graphics card, pictures in 3D take their time.
test.describe.configure({ timeout: 180_000 });

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
    const { column, row, words } = await probed(viewport);
    const [, shown] = /Value(-?\d+) HU/.exec(words) ?? [];
    const file = await fileShown(viewport, realFiles('ct-head-ge'));
    const [[slope = 1], [intercept = 0]] = [file.numbers('x00281053'), file.numbers('x00281052')];
    expect(Number(shown)).toBe(storedValue(file, column, row) * slope + intercept);
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');

    const before = await brightness(viewport);
    await viewport.press('3');
    await expect.poll(() => brightness(viewport)).not.toBe(before);
    await page.keyboard.press('0');
    await expect.poll(() => brightness(viewport)).toBe(before);

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
    await expect.poll(() => brightness(hooks.viewport(other, 1))).toBe(await brightness(viewport));
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
    await open(page, { mode: 'volume' });
    const viewport = hooks.viewport(page, 1);
    await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume');
    await viewport.press('k');
    await expect(hooks.viewports(page)).toHaveCount(3);
    for (const number of [1, 2, 3]) await rendered(hooks.viewports(page).nth(number - 1));
    const planes = await hooks.viewports(page).evaluateAll((all) => all.map((each) => each.dataset['plane']));
    expect(new Set(planes)).toEqual(new Set(['axial', 'sagittal', 'coronal']));
    await viewport.focus();
    const before = await brightness(viewport);
    await page.keyboard.press(']');
    await expect.poll(() => brightness(viewport)).not.toBe(before);
    await page.keyboard.press('Shift+D');
    const volume = page.locator('[data-viewport-kind="volume3d"]');
    await rendered(volume);
    const { data: bytes } = await canvasPixels(volume);
    expect(bytes.some((value, at) => at % 4 === 0 && value > 100)).toBe(true);
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
