import type { Page } from '@playwright/test';
import { fourViews } from './fixtures/hanging.ts';
import {
  codedClip,
  codedStack,
  instanceUIDOf,
  seriesUIDOf,
  studyUIDOf,
  writeStudy,
} from './fixtures/objects.ts';
import { setLayout } from './gestures.ts';
import { cleanPage, copyLink, rest, screen, still } from './screens.ts';
import {
  canvasPixels,
  expect,
  hooks,
  openStudy,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

/** What a link to the screen holds besides layout and pictures: as it was, in a profile that has never been here. */
const echo = (index: number) => ({
  EchoTime: index % 2 === 0 ? 20 : 80,
  ImageType: ['ORIGINAL', 'PRIMARY', 'M', 'SE'],
});
let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: 'rest-links', series: 1, slices: 20, spacing: 2.5, SeriesDescription: 'Axial' }),
      ...codedStack({
        study: 'rest-links',
        series: 2,
        slices: 20,
        spacing: 2.5,
        SeriesDescription: 'Elsewhere',
        attributes: { FrameOfReferenceUID: '1.2.3.4.5' },
      }),
      ...codedStack({ study: 'rest-links', series: 3, slices: 40, spacing: 1, SeriesDescription: 'Thin' }),
      codedClip({ study: 'rest-clip', series: 1, frames: 24, frameTime: 50, SeriesDescription: 'Clip A' }),
      codedClip({ study: 'rest-clip', series: 2, frames: 12, frameTime: 100, SeriesDescription: 'Clip B' }),
      ...fourViews('rest-views').slice(1),
      ...codedStack({
        study: 'rest-split',
        series: 1,
        Modality: 'MR',
        slices: 12,
        SeriesDescription: 'Brain',
        perSlice: echo,
      }),
      ...codedStack({
        study: 'rest-split',
        series: 2,
        Modality: 'MR',
        slices: 6,
        SeriesDescription: 'Brain',
        perSlice: echo,
      }),
    ]),
  );
});
test.afterAll(() => archive.close());

const toolbar = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

async function hangSeries(page: Page, study: string, series: number, viewport: number): Promise<void> {
  const uid = seriesUIDOf(study, series);
  const thumbnail = page.locator(
    `[data-testid="study-browser"] [data-series-uid="${uid}"][data-display-set-uid]`,
  );
  await thumbnail.focus();
  await page.keyboard.press(String(viewport));
  await expect(hooks.viewport(page, viewport)).toHaveAttribute(
    'data-display-set-uid',
    (await thumbnail.getAttribute('data-display-set-uid')) ?? '',
  );
  await rendered(hooks.viewport(page, viewport));
}

/** Both say the same of everything, and show the same pixels in each viewport with a picture. */
async function expectSame(page: Page, other: Page, pictures: readonly number[]): Promise<void> {
  await expect(hooks.browser(other)).toHaveAttribute('aria-busy', 'false');
  for (const number of pictures) await rendered(hooks.viewport(other, number));
  await expect.poll(() => rest(other)).toEqual(await rest(page));
  await expect.poll(() => screen(other)).toEqual(await screen(page));
  for (const number of pictures) {
    const shown = await still(hooks.viewport(page, number));
    await expect.poll(async () => (await still(hooks.viewport(other, number))) === shown).toBe(true);
  }
}

test('links between viewports, what is linked, from where, reference lines and the crosshair', async ({
  page,
  context,
  browser,
}) => {
  const study = 'rest-links';
  await openStudy(page, archive, studyUIDOf(study));
  await rendered(hooks.viewport(page, 1));
  await setLayout(page, 1, 3);
  for (const number of [1, 2, 3]) await hangSeries(page, study, number, number);
  const [first, second, third] = [1, 2, 3].map((number) => hooks.viewport(page, number));
  if (!first || !second || !third) throw new Error('no viewport');
  await second.focus();
  await second.press('Home');
  await expect(second).toHaveAttribute('data-image-index', '0');
  await first.focus();
  await first.press('Home');
  for (let press = 0; press < 4; press += 1) await first.press('ArrowDown');
  await expect(first).toHaveAttribute('data-image-index', '4');
  // Four images apart from here on, and the third goes its own way.
  await page.keyboard.press('Shift+L');
  await toolbar(page, 'What is linked').click();
  await page.getByRole('menuitemcheckbox', { name: 'Link from here' }).click();
  await toolbar(page, 'What is linked').click();
  await page.getByRole('menuitemcheckbox', { name: 'Window' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Zoom and pan' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'First and last image, too' }).click();
  await page.keyboard.press('Escape');
  await third.getByTestId('link-mark').click();
  await expect(third.getByTestId('link-mark')).toHaveAttribute('data-linked', 'false');
  await first.focus();
  await page.keyboard.press('Shift+C');
  await page.keyboard.press('Shift+C');
  await expect(third.getByTestId('crosshair')).toHaveAttribute('data-shown', 'true');
  // The crosshair stays where it was pointed at, the images go on.
  await first.focus();
  await first.press('ArrowDown');
  await first.press('ArrowDown');
  await expect(first).toHaveAttribute('data-image-index', '6');
  await expect(second).toHaveAttribute('data-image-index', '2');
  await expect(third.getByTestId('link-mark')).toHaveAttribute('data-linked', 'false');

  const link = await copyLink(page, context);
  expect(link.length).toBeLessThan(2500);
  const other = await cleanPage(page, browser);
  await other.goto(link);
  await expectSame(page, other, [1, 2, 3]);
  expect(await other.evaluate(() => JSON.stringify({ ...localStorage }))).not.toMatch(
    /referenceLines|linking/,
  );
  // It goes on as it would have here: four images apart, windows with it, the third alone.
  for (const one of [page, other]) {
    await hooks.viewport(one, 2).focus();
    for (let press = 0; press < 3; press += 1) await hooks.viewport(one, 2).press('ArrowDown');
    await expect(hooks.viewport(one, 2)).toHaveAttribute('data-image-index', '5');
    await expect(hooks.viewport(one, 1)).toHaveAttribute('data-image-index', '9');
    await expect.poll(() => sliceOnCanvas(hooks.viewport(one, 1))).toEqual({ series: 1, number: 10 });
  }
  await expectSame(page, other, [1, 2, 3]);
  // A reload keeps it, with what has been done since.
  await other.reload();
  await expectSame(page, other, [1, 2, 3]);
  // A choice of lines that is the reader's own holds from then on.
  await hooks.viewport(other, 1).focus();
  await other.keyboard.press('Shift+R');
  await expect(hooks.viewport(other, 3).getByTestId('reference-lines')).toHaveCount(0);
  expect(await other.evaluate(() => localStorage.getItem('hangar.referenceLines'))).toBe(
    JSON.stringify({ on: false, ends: true }),
  );
  await other.context().close();
});

test('the part of a clip that is played, its speed and its way, and that it stands still', async ({
  page,
  context,
  browser,
}) => {
  const study = 'rest-clip';
  await openStudy(page, archive, studyUIDOf(study), { mode: 'cine' });
  await rendered(hooks.viewport(page, 1));
  await setLayout(page, 1, 2);
  await hangSeries(page, study, 1, 1);
  await hangSeries(page, study, 2, 2);
  const [first, second] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
  // Clips start by themselves in this mode: both are stopped.
  for (const viewport of [first, second]) {
    await expect(viewport.getByTestId('cine')).toHaveAttribute('data-playing', 'true');
    await viewport.getByRole('button', { name: 'Pause' }).click();
    await expect(viewport.getByTestId('cine')).toHaveAttribute('data-playing', 'false');
  }
  const slider = (name: string) => first.getByRole('slider', { name });
  await slider('First frame played').focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowRight');
  await slider('Last frame played').focus();
  await page.keyboard.press('PageDown');
  await expect(first.getByTestId('cine-trim')).toHaveAttribute('data-first', '5');
  await slider('Frames per second').focus();
  await page.keyboard.press('ArrowRight');
  await expect(first.getByTestId('cine')).toContainText('set by hand');
  await first.getByRole('button', { name: 'Playing in a loop; change to back and forth' }).click();
  await first.focus();
  await first.press('Home');
  for (let press = 0; press < 7; press += 1) await first.press('ArrowDown');
  await expect(first).toHaveAttribute('data-image-index', '7');

  const link = await copyLink(page, context);
  const other = await cleanPage(page, browser);
  await other.goto(link);
  await expectSame(page, other, [1, 2]);
  await expect(hooks.viewport(other, 1)).toHaveAttribute('data-image-index', '7');
  await other.reload();
  await expectSame(page, other, [1, 2]);
  // The speed of the data is where it was.
  await hooks.viewport(other, 1).getByRole('button', { name: 'True speed: 20 fps, FrameTime' }).click();
  await expect(hooks.viewport(other, 1).getByTestId('cine')).toContainText('FrameTime');
  await other.context().close();
});

test('clips that play in step do so again from a link, and after a reload', async ({
  page,
  context,
  browser,
}) => {
  const study = 'rest-clip';
  await openStudy(page, archive, studyUIDOf(study), { mode: 'cine' });
  await rendered(hooks.viewport(page, 1));
  await setLayout(page, 1, 2);
  await hangSeries(page, study, 1, 1);
  await hangSeries(page, study, 2, 2);
  await page.getByRole('button', { name: 'Play all clips in step' }).click();
  const inStep = async (one: Page) => {
    await expect(one.getByRole('button', { name: /^Stop 2 clips in step/ })).toBeVisible();
    for (const number of [1, 2]) {
      const cine = hooks.viewport(one, number).getByTestId('cine');
      await expect(cine).toHaveAttribute('data-led', 'true');
      await expect(cine).toHaveAttribute('data-playing', 'true');
    }
    // They move: each of them comes to another image.
    const at = () =>
      Promise.all([1, 2].map((number) => hooks.viewport(one, number).getAttribute('data-image-index')));
    const [first, second] = await at();
    await expect.poll(async () => (await at())[0]).not.toBe(first);
    await expect.poll(async () => (await at())[1]).not.toBe(second);
  };
  await inStep(page);
  const other = await cleanPage(page, browser);
  await other.goto(await copyLink(page, context));
  await inStep(other);
  await other.reload();
  await inStep(other);
  await other.getByRole('button', { name: /^Stop 2 clips in step/ }).click();
  for (const number of [1, 2])
    await expect(hooks.viewport(other, number).getByTestId('cine')).toHaveAttribute('data-playing', 'false');
  await other.context().close();
});

test('the hanging rule, what it left empty and why; and one of the reader’s own by its name', async ({
  page,
  context,
  browser,
}) => {
  await openStudy(page, archive, studyUIDOf('rest-views'), { mode: 'mammography' });
  for (const number of [1, 2, 3]) await rendered(hooks.viewport(page, number));
  await expect(page.getByTestId('hanging-menu')).toHaveAttribute('data-rule-id', /./);
  await expect(hooks.viewport(page, 4)).toContainText('Nothing where side is L and view is MLO.');
  // Framed, at the edges.
  await expect.poll(() => screen(page)).toEqual(await screen(page));
  const other = await cleanPage(page, browser);
  await other.goto(await copyLink(page, context));
  await expectSame(page, other, [1, 2, 3]);
  await other.reload();
  await expectSame(page, other, [1, 2, 3]);
  // The page it was copied from, too: it no longer says "By hand".
  await page.reload();
  await expectSame(other, page, [1, 2, 3]);

  await page.keyboard.press('Shift+H');
  await page.getByRole('button', { name: 'Save this screen as a rule' }).click();
  await page.getByTestId('hanging-rule-editor').getByLabel('Name', { exact: true }).fill('Three of four');
  await page.getByRole('button', { name: 'Save rule' }).click();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByTestId('hanging-menu').click();
  await page.getByRole('menuitemradio', { name: /^Three of four/ }).click();
  await expect(page.getByTestId('hanging-menu')).toContainText('Three of four');
  for (const number of [1, 2, 3]) await rendered(hooks.viewport(page, number));
  await other.goto(await copyLink(page, context));
  await expectSame(page, other, [1, 2, 3]);
  await expect(other.getByTestId('hanging-menu')).toContainText('Three of four');
  await other.context().close();
});

test('a linked mammogram is at its edge in a window of another size, too; one that was moved is not', async ({
  page,
  context,
  browser,
}) => {
  await openStudy(page, archive, studyUIDOf('rest-views'), { mode: 'mammography' });
  for (const number of [1, 2, 3]) await rendered(hooks.viewport(page, number));
  /** How far the bright breast is from the edge where its chest wall belongs: the left one of the second viewport. */
  const gap = async (one: Page) => {
    const { width, height, data } = await canvasPixels(hooks.viewport(one, 2));
    let left = width;
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < left; x += 1) if ((data[(y * width + x) * 4] ?? 0) > 120) left = x;
    return left;
  };
  await expect.poll(() => gap(page)).toBeLessThanOrEqual(1);
  const link = await copyLink(page, context);
  const other = await cleanPage(page, browser);
  for (const size of [
    { width: 1920, height: 1080 },
    { width: 1000, height: 900 },
  ]) {
    await other.setViewportSize(size);
    await other.goto(link);
    for (const number of [1, 2, 3]) await rendered(hooks.viewport(other, number));
    await expect.poll(() => gap(other)).toBeLessThanOrEqual(1);
  }
  // What the reader has chosen is as the link has it.
  await hooks.viewport(page, 2).focus();
  await page.keyboard.press('-');
  await expect.poll(() => gap(page)).toBeGreaterThan(3);
  const moved = await hooks.viewport(page, 2).getByTestId('overlay-view').textContent();
  await other.setViewportSize(page.viewportSize() ?? { width: 1280, height: 800 });
  await other.goto(await copyLink(page, context));
  await rendered(hooks.viewport(other, 2));
  await expect(hooks.viewport(other, 2).getByTestId('overlay-view')).toHaveText(moved ?? '');
  await other.context().close();
});

async function splitFirst(page: Page): Promise<void> {
  await hooks.thumbnails(page).filter({ hasText: 'Brain' }).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Split by…' }).click();
  await page.locator('[data-split-attribute="EchoTime"]').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Split', exact: true }).click();
}
const count = (page: Page, n: number) =>
  expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', String(n));
const keptRules = (page: Page) => page.evaluate(() => localStorage.getItem('hangar.grouping-rules'));

test('splits by hand come with the link, hold on its screen alone, and put the reader’s own aside', async ({
  page,
  context,
  browser,
}) => {
  const study = studyUIDOf('rest-split');
  await openStudy(page, archive, study);
  await count(page, 2);
  const plain = await copyLink(page, context);
  await splitFirst(page);
  await count(page, 3);
  await rendered(hooks.viewport(page, 1));
  await hooks.viewport(page, 1).press('End');
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-index', '5');
  const link = await copyLink(page, context);
  expect(Buffer.from(link.split('screen=2.')[1] ?? '', 'base64url').toString()).not.toContain('Brain');
  const other = await cleanPage(page, browser);
  await other.goto(link);
  await expectSame(page, other, [1]);
  await count(other, 3);
  expect(await keptRules(other)).toBeNull();
  await expect(other.getByText('stands aside')).toHaveCount(0);
  // What is split besides is the reader's own, and kept.
  await other
    .getByTestId('study-browser')
    .locator(`[data-series-uid="${seriesUIDOf('rest-split', 2)}"]`)
    .first()
    .click({ button: 'right' });
  await other.getByRole('menuitem', { name: 'Split by…' }).click();
  await other.locator('[data-split-attribute="EchoTime"]').click();
  await other.getByRole('dialog').getByRole('button', { name: 'Split', exact: true }).click();
  await count(other, 4);
  expect((JSON.parse((await keptRules(other)) ?? '{}') as { rules: unknown[] }).rules).toHaveLength(1);
  await other.reload();
  await expect(hooks.browser(other)).toHaveAttribute('aria-busy', 'false');
  await count(other, 4);
  await openStudy(other, archive, study);
  await count(other, 3);
  await other.context().close();

  // Who has split it and opens a link from before sees it as the link has it.
  await page.goto(plain);
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  await count(page, 2);
  await expect(page.getByText('One of your own stands aside on this screen, and is kept.')).toBeVisible();
  expect(await keptRules(page)).toContain('EchoTime');
  await openStudy(page, archive, study);
  await count(page, 3);
});

test('splits and merges that are too long for a link: said where it is copied', async ({
  page,
  context,
  browser,
}) => {
  await openStudy(page, archive, studyUIDOf('rest-split'));
  await splitFirst(page);
  await count(page, 3);
  await page.evaluate(() => {
    const file = JSON.parse(localStorage.getItem('hangar.grouping-rules') ?? '{}') as {
      rules: { action: { SOPClassHandlerId: string } }[];
    };
    const [rule] = file.rules;
    const displaySets = Array.from({ length: 400 }, (_, at) => ({
      SOPClassHandlerId: rule?.action.SOPClassHandlerId,
      displaySetInstanceUID: `2.25.${at}`,
    }));
    const merge = { ...rule, action: { kind: 'merge', displaySets } };
    localStorage.setItem('hangar.grouping-rules', JSON.stringify({ ...file, rules: [rule, merge] }));
  });
  await openStudy(page, archive, studyUIDOf('rest-split'));
  await rendered(hooks.viewport(page, 1));
  const link = await copyLink(page, context);
  await expect(page.getByText('The link does not hold the whole screen')).toBeVisible();
  await expect(page.getByText(/splits and merges by hand: they are too long/).first()).toBeVisible();
  const other = await cleanPage(page, browser);
  await other.goto(link);
  await expect(hooks.browser(other)).toHaveAttribute('aria-busy', 'false');
  await count(other, 2);
  await rendered(hooks.viewport(other, 1));
  await expect(hooks.viewport(other, 1)).toHaveAttribute(
    'data-sop-instance-uid',
    (await hooks.viewport(page, 1).getAttribute('data-sop-instance-uid')) ?? '',
  );
  await other.context().close();
});

test('a part that cannot be read is named, the rest is used; a link of before opens', async ({ page }) => {
  const study = 'rest-links';
  await openStudy(page, archive, studyUIDOf(study));
  const uid = await page
    .locator(
      `[data-testid="study-browser"] [data-series-uid="${seriesUIDOf(study, 1)}"][data-display-set-uid]`,
    )
    .getAttribute('data-display-set-uid');
  const cells = [[uid, 'stack', instanceUIDOf(study, 1, 3), 1, 0], 0];
  const more = {
    links: { groups: [['s', 0, 0, []]], apart: [], byRule: 0 },
    cine: 'fast',
    glow: 1,
    hung: [['gone', '', 0, '', [[1, 0, '']]]],
  };
  const open = async (version: number, value: unknown) => {
    const text = Buffer.from(JSON.stringify(value)).toString('base64url');
    await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${studyUIDOf(study)}&screen=${version}.${text}`);
    await rendered(hooks.viewport(page, 1));
    await expect(hooks.viewport(page, 1)).toHaveAttribute(
      'data-sop-instance-uid',
      instanceUIDOf(study, 1, 3),
    );
  };
  await open(2, ['1x2', 1, 0, cells, more]);
  await expect(hooks.viewport(page, 1).getByTestId('link-mark')).toHaveAttribute('data-linked', 'true');
  const notice = page.getByText('A part of the link cannot be read').locator('..');
  await expect(notice).toContainText('how clips are played');
  await expect(notice).toContainText('“glow”, which is not known here');
  await expect(notice).toContainText('the hanging rule “gone”, which this mode does not have');
  await open(1, ['1x2', 1, 0, cells]);
  await expect(page.getByText('A part of the link cannot be read')).toHaveCount(0);
  await expect(hooks.viewport(page, 1).getByTestId('link-mark')).toHaveAttribute('data-linked', 'false');
});
