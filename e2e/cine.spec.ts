import { type Locator, type Page } from '@playwright/test';
import { codedClip, codedStack, seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { middleOf, setLayout } from './gestures.ts';
import { recordSightings } from './recorder.ts';
import { withoutDeadlines } from './routes.ts';
import {
  chooseMode,
  expect,
  hooks,
  openStudy,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const study = 'cine';
let archive: TestArchive;

/** A cine MR of one place: its images are the phases of one heart beat. */
const heartBeat = (series: number, phases: number, SeriesDescription: string) =>
  codedStack({
    study,
    series,
    slices: phases,
    Modality: 'MR',
    SeriesDescription,
    perSlice: (index) => ({
      ImagePositionPatient: [-120, -120, 0],
      TriggerTime: (index * 800) / phases,
      NominalInterval: 800,
      CardiacNumberOfImages: phases,
    }),
  });

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      codedClip({ study, series: 1, frames: 24, frameTime: 50, SeriesDescription: 'Clip A' }),
      codedClip({ study, series: 2, frames: 24, frameTime: 100, SeriesDescription: 'Clip B' }),
      codedClip({ study, series: 3, frames: 12, frameTime: 50, SeriesDescription: 'Short clip' }),
      ...heartBeat(4, 20, 'Beat of twenty'),
      ...heartBeat(5, 30, 'Beat of thirty'),
      codedClip({
        study,
        series: 6,
        frames: 6,
        frameTime: [0, 40, 400, 40, 400, 40],
        SeriesDescription: 'Uneven',
      }),
    ]),
  );
});
test.afterAll(() => archive.close());

async function open(page: Page, series = 1): Promise<Locator> {
  await openStudy(page, archive, studyUIDOf(study), {
    extra: `&SeriesInstanceUID=${seriesUIDOf(study, series)}`,
  });
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  return viewport;
}

/** Two series beside each other, the first of them active. */
async function openTwo(page: Page, first: number, second: number): Promise<readonly [Locator, Locator]> {
  await open(page, first);
  await setLayout(page, 1, 2);
  const thumbnail = page.locator(
    `[data-testid="study-browser"] [data-series-uid="${seriesUIDOf(study, second)}"][data-display-set-uid]`,
  );
  await thumbnail.focus();
  await page.keyboard.press('2');
  const [one, two] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
  await rendered(two);
  for (const viewport of [one, two]) await allHere(viewport);
  await one.focus();
  return [one, two];
}

const cineOf = (viewport: Locator) => viewport.getByTestId('cine');
const trimOf = (viewport: Locator) => viewport.getByTestId('cine-trim');
const handle = (viewport: Locator, name: 'First' | 'Last') =>
  viewport.getByRole('slider', { name: `${name} frame played` });
const at = (viewport: Locator, value: number) =>
  expect(viewport).toHaveAttribute('data-image-index', String(value));
const allHere = (viewport: Locator) =>
  expect
    .poll(() =>
      viewport
        .getByRole('slider', { name: /^Image in viewport/ })
        .evaluate((element) => element.style.backgroundImage.includes('transparent')),
    )
    .toBe(false);

/** The images that a viewport shows from now on until it has changed so many times, with how long each stayed, ms. */
function runOf(viewport: Locator, changes: number) {
  return viewport.evaluate(
    (element, wanted) =>
      new Promise<{ index: number; ms: number }[]>((resolve) => {
        const run: { index: number; ms: number }[] = [];
        let last: { index: number; since: number } | undefined;
        const observer = new MutationObserver(() => {
          const now = performance.now();
          if (last) run.push({ index: last.index, ms: now - last.since });
          last = { index: Number(element.getAttribute('data-image-index')), since: now };
          if (run.length < wanted) return;
          observer.disconnect();
          resolve(run);
        });
        observer.observe(element, { attributes: true, attributeFilter: ['data-image-index'] });
      }),
    changes,
  );
}

/** What two viewports show in each frame that is drawn from now on, for so many frames. */
function pairsOf(page: Page, frames: number) {
  return page.evaluate(
    (wanted) =>
      new Promise<[number, number][]>((resolve) => {
        const pairs: [number, number][] = [];
        const indexOf = (id: string) =>
          Number(document.querySelector(`[data-viewport-id="${id}"]`)?.getAttribute('data-image-index'));
        const look = () => {
          pairs.push([indexOf('viewport-1'), indexOf('viewport-2')]);
          if (pairs.length < wanted) requestAnimationFrame(look);
          else resolve(pairs);
        };
        requestAnimationFrame(look);
      }),
    frames,
  );
}

test('a part of a clip, by keys: only that is played and stepped through, and it stays through a mode switch', async ({
  page,
}) => {
  const viewport = await open(page);
  await allHere(viewport);
  await expect(trimOf(viewport)).toHaveAttribute('data-last', '23');
  await handle(viewport, 'First').focus();
  for (let press = 0; press < 5; press += 1) await page.keyboard.press('ArrowRight');
  await handle(viewport, 'Last').focus();
  await page.keyboard.press('PageDown');
  await page.keyboard.press('ArrowLeft');
  await expect(trimOf(viewport)).toHaveAttribute('data-first', '5');
  await expect(trimOf(viewport)).toHaveAttribute('data-last', '12');
  await expect(handle(viewport, 'Last')).toHaveAttribute('aria-valuetext', 'Frame 13 of 24');

  const seen = await recordSightings(page);
  await viewport.press('c');
  const run = await runOf(viewport, 20);
  await viewport.press('c');
  await expect(cineOf(viewport)).toHaveAttribute('data-playing', 'false');
  expect(new Set(run.map(({ index }) => index))).toEqual(new Set([5, 6, 7, 8, 9, 10, 11, 12]));
  const wrong = (await seen()).filter(({ index, code }) => code?.series !== 1 || code.number !== index + 1);
  expect(wrong).toEqual([]);

  // Frame by frame, round the ends of the part.
  await viewport.press('Home');
  await at(viewport, 0);
  await viewport.press('.');
  await at(viewport, 5);
  await viewport.press(',');
  await at(viewport, 12);
  await viewport.press('.');
  await at(viewport, 5);
  await viewport.press('.');
  await at(viewport, 6);
  await expect.poll(() => sliceOnCanvas(viewport)).toEqual({ series: 1, number: 7 });

  await chooseMode(page, 'cine');
  await expect(trimOf(viewport)).toHaveAttribute('data-first', '5');
  await expect(trimOf(viewport)).toHaveAttribute('data-last', '12');
});

test('a part of a clip, by mouse: its handles are dragged, and playing begins in it', async ({ page }) => {
  const viewport = await open(page);
  await allHere(viewport);
  const trim = await trimOf(viewport).boundingBox();
  if (!trim) throw new Error('no handles');
  const first = await middleOf(handle(viewport, 'First'));
  const last = await middleOf(handle(viewport, 'Last'));
  await page.mouse.move(first.x, first.y);
  await page.mouse.down();
  await page.mouse.move(first.x + (last.x - first.x) / 2, first.y, { steps: 5 });
  await page.mouse.up();
  await expect(trimOf(viewport)).toHaveAttribute('data-first', /^1[0-3]$/);
  const from = Number(await trimOf(viewport).getAttribute('data-first'));
  await cineOf(viewport).getByRole('button', { name: 'Play', exact: true }).click();
  const run = await runOf(viewport, 16);
  expect(Math.min(...run.map(({ index }) => index))).toBeGreaterThanOrEqual(from);
  await cineOf(viewport).getByRole('button', { name: 'Pause' }).click();
  // All of it again.
  await page.mouse.move((await middleOf(handle(viewport, 'First'))).x, first.y);
  await page.mouse.down();
  await page.mouse.move(first.x - 40, first.y, { steps: 5 });
  await page.mouse.up();
  await expect(trimOf(viewport)).toHaveAttribute('data-first', '0');
  await cineOf(viewport).getByRole('button', { name: 'One frame on' }).click();
  await cineOf(viewport).getByRole('button', { name: 'One frame back' }).click();
  await expect(cineOf(viewport)).toHaveAttribute('data-playing', 'false');
});

test('speed from 1 to 120, and back to the true one with its source', async ({ page }) => {
  const viewport = await open(page);
  const cine = cineOf(viewport);
  const speed = cine.getByRole('slider', { name: 'Frames per second' });
  const back = cine.getByRole('button', { name: /^True speed/ });
  await expect(cine).toContainText('20 fps');
  await expect(back).toHaveCount(0);
  await speed.focus();
  await page.keyboard.press('End');
  await expect(speed).toHaveAttribute('aria-valuetext', '120 fps');
  await page.keyboard.press('Home');
  await expect(speed).toHaveAttribute('aria-valuetext', '1 fps');
  await expect(cine).toContainText('set by hand');
  await expect(back).toHaveAccessibleName(/20 fps, FrameTime/);
  await back.click();
  await expect(speed).toHaveAttribute('aria-valuetext', '20 fps');
  await expect(cine).toContainText('FrameTime');
  await expect(back).toHaveCount(0);
});

test('recorded times are followed, given up with a speed by hand, and followed again', async ({ page }) => {
  const viewport = await open(page, 6);
  await allHere(viewport);
  const timesBy = async () => {
    // The shortest stay of each: a busy machine lengthens a stay, nothing shortens it.
    const shortest = new Map<number, number>();
    for (const { index, ms } of (await runOf(viewport, 20)).slice(1))
      shortest.set(index, Math.min(shortest.get(index) ?? Infinity, ms));
    return shortest;
  };
  await viewport.press('c');
  const uneven = await timesBy();
  // The second frame stays for the 400 ms that lead to the third; the first for 40.
  expect(uneven.get(1)).toBeGreaterThan(300);
  expect(uneven.get(3)).toBeGreaterThan(300);
  expect(uneven.get(0)).toBeLessThan(300);
  await viewport.press('c');
  const cine = cineOf(viewport);
  const speed = cine.getByRole('slider', { name: 'Frames per second' });
  await speed.focus();
  await page.keyboard.press('Home');
  for (let press = 0; press < 19; press += 1) await page.keyboard.press('ArrowRight');
  await expect(speed).toHaveAttribute('aria-valuetext', '20 fps');
  await viewport.press('c');
  const even = await timesBy();
  expect(Math.max(...even.values())).toBeLessThan(300);
  await cine.getByRole('button', { name: /^True speed/ }).click();
  expect((await timesBy()).get(1)).toBeGreaterThan(300);
  await viewport.press('c');
});

test('two clips of the same length play frame by frame, by key and by button; stopping one stops both', async ({
  page,
}) => {
  const [one, two] = await openTwo(page, 1, 2);
  await page.keyboard.press('Shift+p');
  const words = one.getByTestId('cine-step');
  await expect(words).toHaveText('In step frame by frame');
  await expect(two.getByTestId('cine-step')).toHaveAttribute('data-by', 'frame');
  const pairs = await pairsOf(page, 90);
  expect(pairs.filter(([a, b]) => a !== b)).toEqual([]);
  expect(new Set(pairs.map(([a]) => a)).size).toBeGreaterThan(8);
  // The pixels agree with what is said, in both.
  const seen = await recordSightings(page);
  await pairsOf(page, 40);
  const wrong = (await seen()).filter(
    ({ viewportId, index, code }) => code?.number !== index + 1 || code.series !== Number(viewportId.at(-1)),
  );
  expect(wrong).toEqual([]);

  await two.focus();
  await page.keyboard.press('c');
  for (const viewport of [one, two]) await expect(cineOf(viewport)).toHaveAttribute('data-playing', 'false');
  await expect(words).toHaveCount(0);

  const button = page.getByRole('button', { name: 'Play all clips in step' });
  await button.click();
  await expect(words).toBeVisible();
  await page.getByRole('button', { name: /^Stop 2 clips in step/ }).click();
  await expect(words).toHaveCount(0);
  // A wheel over one of them stops both, too.
  await button.click();
  await expect(words).toBeVisible();
  const { x, y } = await middleOf(one);
  await page.mouse.move(x, y);
  await page.mouse.wheel(0, 100);
  await expect(words).toHaveCount(0);
  await expect(cineOf(two)).toHaveAttribute('data-playing', 'false');
});

test('clips of different length go by time: the short one waits on its last frame', async ({ page }) => {
  await openTwo(page, 1, 3);
  await page.keyboard.press('Shift+p');
  await expect(hooks.viewport(page, 1).getByTestId('cine-step')).toHaveText('In step by time');
  const pairs = await pairsOf(page, 150);
  expect(pairs.filter(([a, b]) => b !== Math.min(a, 11))).toEqual([]);
  expect(Math.max(...pairs.map(([a]) => a))).toBeGreaterThan(12);
});

test('heart beats of different length go by their phase', async ({ page }) => {
  await openTwo(page, 4, 5);
  await page.keyboard.press('Shift+p');
  await expect(hooks.viewport(page, 1).getByTestId('cine-step')).toHaveText(
    'In step by the phase of the heart',
  );
  const pairs = await pairsOf(page, 120);
  expect(pairs.filter(([a, b]) => Math.abs((b + 0.5) / 30 - (a + 0.5) / 20) > 1 / 20)).toEqual([]);
  expect(new Set(pairs.map(([, b]) => b)).size).toBeGreaterThan(10);
});

test('a clip that waits for its images holds the other, and says so', async ({ page }) => {
  // A frame that is given up holds nobody: while it is held back here, it must not be.
  await withoutDeadlines(page);
  let release = () => {};
  const gate = new Promise<void>((resolve) => (release = resolve));
  await page.route(`**/series/${seriesUIDOf(study, 2)}/**/frames/12`, async (route) => {
    await gate;
    await route.continue().catch(() => undefined);
  });
  await open(page, 1);
  await setLayout(page, 1, 2);
  await hooks.thumbnail(page, 'Clip B').focus();
  await page.keyboard.press('2');
  const [one, two] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
  await rendered(two);
  await allHere(one);
  await one.focus();
  await page.keyboard.press('Shift+p');
  const words = one.getByTestId('cine-step');
  await expect(words).toHaveText('In step: waiting for images');
  await at(one, 10);
  await at(two, 10);
  const held = await pairsOf(page, 30);
  expect(new Set(held.map(String))).toEqual(new Set(['10,10']));
  release();
  await expect(words).toHaveText('In step frame by frame');
  const pairs = await pairsOf(page, 60);
  expect(pairs.filter(([a, b]) => a !== b)).toEqual([]);
  expect(Math.max(...pairs.map(([a]) => a))).toBeGreaterThan(11);
});

test('one clip alone has nothing to be in step with', async ({ page }) => {
  const viewport = await open(page);
  await viewport.focus();
  await page.keyboard.press('Shift+p');
  await expect(page.locator('[aria-live="polite"]').last()).toHaveText(
    'Nothing to play in step: show clips in two viewports or more.',
  );
  await expect(cineOf(viewport)).toHaveAttribute('data-playing', 'false');
});
