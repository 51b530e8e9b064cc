import { expect as expectValue, type Locator, type Page } from '@playwright/test';
import { codedStack, instanceUIDOf, seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { anyFrame } from './routes.ts';
import {
  expect,
  hooks,
  openStudy,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

/** Times, phases and b-values of one volume, a code in every slice: member times 100, and the slice from 1. */
const study = 'four-d';
const slices = 6;
interface Series {
  readonly series: number;
  readonly SeriesDescription: string;
  readonly members: readonly Readonly<Record<string, number | string>>[];
}
const perfusion: Series = {
  series: 1,
  SeriesDescription: 'perfusion',
  members: [1, 2, 3, 4, 5].map((TemporalPositionIdentifier) => ({
    TemporalPositionIdentifier,
    TemporalResolution: 250,
  })),
};
const diffusion: Series = {
  series: 2,
  SeriesDescription: 'diffusion',
  members: [0, 400, 800].map((DiffusionBValue) => ({ DiffusionBValue })),
};
const gappy: Series = {
  series: 3,
  SeriesDescription: 'gappy',
  members: [1, 2, 4].map((TemporalPositionIdentifier) => ({ TemporalPositionIdentifier })),
};
const echoes: Series = {
  series: 6,
  SeriesDescription: 'echoes',
  members: [12, 40].map((EchoTime) => ({ EchoTime })),
};
/** Smaller, for 3D without a graphics card. */
const phases: Series = {
  series: 5,
  SeriesDescription: 'phases',
  members: [1, 2].map((TemporalPositionIdentifier) => ({ TemporalPositionIdentifier })),
};
const single: Series = { series: 4, SeriesDescription: 'single', members: [{}] };
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(
      folder,
      [perfusion, diffusion, gappy, single, phases, echoes].flatMap(({ members, ...shared }) =>
        members.flatMap((attributes, member) =>
          codedStack({
            ...shared,
            study,
            Modality: 'MR',
            slices,
            firstInstance: (member + 1) * 100 + 1,
            perSlice: () => attributes,
          }),
        ),
      ),
    ),
  );
});
test.afterAll(() => archive.close());

async function open(page: Page, { series }: Series, mode = 'viewer'): Promise<Locator> {
  await openStudy(page, archive, studyUIDOf(study), {
    mode,
    extra: `&SeriesInstanceUID=${seriesUIDOf(study, series)}`,
  });
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  return viewport;
}

const bar = (viewport: Locator) => viewport.getByTestId('four-d');
const slider = (viewport: Locator) => bar(viewport).getByRole('slider').first();
const codeOn = async (viewport: Locator) => (await sliceOnCanvas(viewport))?.number;
const showsMember = async (viewport: Locator, member: number, slice: number) => {
  await expect(bar(viewport)).toHaveAttribute('data-member', String(member));
  await rendered(viewport);
  await expect.poll(() => codeOn(viewport)).toBe((member + 1) * 100 + slice);
};
const wheelIsReady = (viewport: Locator) =>
  expect(viewport).toHaveAttribute('data-image-count', String(slices));

test('keys go through the times: same slice, window and zoom, and nothing to undo', async ({ page }) => {
  const viewport = await open(page, perfusion);
  await wheelIsReady(viewport);
  await viewport.press('Home');
  await viewport.press('ArrowDown');
  await expect(viewport).toHaveAttribute('data-image-index', '1');
  const first = Number(await bar(viewport).getAttribute('data-member'));
  await showsMember(viewport, first, 2);
  await viewport.press('i');
  await expect(viewport.getByTestId('overlay-view')).toContainText('inverted');
  await viewport.press('i');
  await expect(viewport.getByTestId('overlay-view')).not.toContainText('inverted');
  const uid = await viewport.getAttribute('data-display-set-uid');
  const view = await viewport.getByTestId('overlay-view').textContent();
  await viewport.press('>');
  await showsMember(viewport, first + 1, 2);
  await expect(viewport).not.toHaveAttribute('data-display-set-uid', uid ?? '');
  await expect(slider(viewport)).toHaveAttribute('aria-valuetext', `Time ${first + 2} · ${first + 2} of 5`);
  await expect(viewport.getByTestId('overlay-view')).toHaveText(view ?? '');
  for (let time = 0; time < 6; time += 1) await viewport.press('>');
  await showsMember(viewport, 4, 2);
  // The slice moves on in the member that is shown.
  await viewport.press('ArrowDown');
  await showsMember(viewport, 4, 3);
  await viewport.press('<');
  await showsMember(viewport, 3, 3);
  await expect(page.getByRole('button', { name: /^Undo/ })).toBeDisabled();
});

test('the slider goes to a b-value by mouse', async ({ page }) => {
  const viewport = await open(page, diffusion);
  await expect(bar(viewport)).toHaveAttribute('data-kind', 'b');
  await expect(bar(viewport)).toHaveAttribute('data-count', '3');
  const box = await slider(viewport).boundingBox();
  if (!box) throw new Error('no slider');
  await page.mouse.click(box.x + box.width - 2, box.y + box.height / 2);
  await expect(slider(viewport)).toHaveAttribute('aria-valuetext', 'b = 800 · 3 of 3');
  const index = Number(await viewport.getAttribute('data-image-index'));
  await showsMember(viewport, 2, index + 1);
});

test('a plane of a volume stays where it is through the times', async ({ page }) => {
  const viewport = await open(page, perfusion, 'volume');
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume');
  await viewport.press('n');
  await expect(viewport).toHaveAttribute('data-plane', 'coronal');
  await viewport.press('Home');
  await viewport.press('PageDown');
  await expect(viewport).toHaveAttribute('data-image-index', '10');
  await viewport.press('Control+Alt+Shift+ArrowUp');
  await expect(viewport).toHaveAttribute('data-plane-turned', 'Oblique, tilted 10° from coronal');
  const [uid, place] = [
    await viewport.getAttribute('data-display-set-uid'),
    await viewport.getAttribute('data-plane-position'),
  ];
  const member = Number(await bar(viewport).getAttribute('data-member'));
  const to = member === 4 ? 3 : member + 1;
  await viewport.press(to > member ? '>' : '<');
  await expect(bar(viewport)).toHaveAttribute('data-member', String(to));
  await rendered(viewport);
  await expect(viewport).not.toHaveAttribute('data-display-set-uid', uid ?? '');
  await expect(viewport).toHaveAttribute('data-plane-turned', 'Oblique, tilted 10° from coronal');
  await expect(viewport).toHaveAttribute('data-plane-position', place ?? '');
  await expect(viewport).toHaveAttribute('data-slices-here', /^(\d+)\/\1$/);
  // An acquired plane is of the new time, too.
  await viewport.press('a');
  await expect(viewport).toHaveAttribute('data-plane', 'axial');
  await viewport.press('f');
  const index = Number(await viewport.getAttribute('data-image-index'));
  await showsMember(viewport, to, index + 1);
});

test('while the next time is on its way, the former one keeps its picture and its name', async ({ page }) => {
  // Nothing is loaded beforehand: every frame of the other times waits for the test's word, but for the
  // very first that is asked for, which stands for the series until its instances are known.
  const ofFirstTime = new Set(
    Array.from({ length: slices }, (_, slice) => instanceUIDOf(study, perfusion.series, 101 + slice)),
  );
  const waiting: (() => void)[] = [];
  let isHeld = true;
  let asked = 0;
  await page.route(anyFrame, async (route) => {
    asked += 1;
    const instance = /\/instances\/([0-9.]+)\//.exec(route.request().url())?.[1] ?? '';
    if (isHeld && asked > 1 && !ofFirstTime.has(instance))
      await new Promise<void>((release) => waiting.push(release));
    await route.continue();
  });
  const viewport = await open(page, perfusion);
  const member = Number(await bar(viewport).getAttribute('data-member'));
  const image = await viewport.getAttribute('data-sop-instance-uid');
  const code = await codeOn(viewport);
  await viewport.press('>');
  await expect(slider(viewport)).toHaveAttribute('aria-valuetext', `Time ${member + 2} · ${member + 2} of 5`);
  await expect(viewport).toHaveAttribute('data-state', 'rendered');
  await expect(viewport).toHaveAttribute('data-sop-instance-uid', image ?? '');
  expectValue(await codeOn(viewport)).toBe(code);
  isHeld = false;
  for (const release of waiting) release();
  await showsMember(viewport, member + 1, Number(code) % 100);
});

test('in 3D the former time keeps its picture until all of the next is here, seen from the same side', async ({
  page,
}) => {
  await openStudy(page, archive, studyUIDOf(study), {
    extra: `&SeriesInstanceUID=${seriesUIDOf(study, phases.series)}`,
  });
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await viewport.press('Shift+D');
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume3d');
  const isWhole = async () => {
    await rendered(viewport);
    await expect(viewport).toHaveAttribute('data-slices-here', /^(\d+)\/\1$/, { timeout: 40_000 });
    await expect(viewport).toHaveAttribute('data-quality', 'whole');
  };
  await isWhole();
  const letters = viewport.getByTestId('orientation-letters');
  await viewport.press('Alt+Shift+P');
  await isWhole();
  const from = await letters.textContent();
  const uid = (await viewport.getAttribute('data-display-set-uid')) ?? '';
  const member = Number(await bar(viewport).getAttribute('data-member'));
  const to = member + (member === 1 ? -1 : 1);

  await viewport.evaluate((element) => {
    const states: string[] = [];
    Object.assign(window, { states });
    // As it is on the screen, frame by frame.
    const look = () => {
      states.push(element.getAttribute('data-state') ?? '');
      requestAnimationFrame(look);
    };
    look();
  });
  await viewport.press(to > member ? '>' : '<');
  await expect(bar(viewport)).toHaveAttribute('data-member', String(to));
  await expect(viewport).not.toHaveAttribute('data-display-set-uid', uid);
  await isWhole();
  await expect(letters).toHaveText(from ?? '');
  // It was never without a picture.
  expectValue(
    await page.evaluate(() => (window as unknown as { states: readonly string[] }).states),
  ).not.toContain('loading');
});

test('playing goes round through the times at the rate of the data, and stops', async ({ page }) => {
  const viewport = await open(page, perfusion);
  const first = await bar(viewport).getAttribute('data-member');
  await viewport.press('Alt+c');
  await expect(bar(viewport)).toHaveAttribute('data-playing', 'true');
  await expect(bar(viewport)).toContainText('4 a second, TemporalResolution, 250 ms a step');
  const seen = new Set<string>();
  await expect
    .poll(
      async () => {
        seen.add((await bar(viewport).getAttribute('data-member')) ?? '');
        return seen.size;
      },
      { intervals: [50] },
    )
    .toBe(5);
  await bar(viewport).getByRole('button', { name: 'Stop going through times' }).click();
  await expect(bar(viewport)).toHaveAttribute('data-playing', 'false');
  expectValue(first).not.toBeNull();
});

test('speed and loop are chosen as of a clip: faster by key, back and forth, and the true speed again', async ({
  page,
}) => {
  const viewport = await open(page, perfusion);
  const controls = bar(viewport);
  const speed = controls.getByRole('slider', { name: 'Frames per second' });
  await expect(speed).toHaveAttribute('aria-valuetext', '4 fps');
  await speed.focus();
  await page.keyboard.press('End');
  await expect(speed).toHaveAttribute('aria-valuetext', '30 fps');
  await controls.getByRole('button', { name: 'Playing in a loop; change to back and forth' }).click();
  await expect(
    controls.getByRole('button', { name: 'Playing back and forth; change to a loop' }),
  ).toBeVisible();
  // Every member that is shown, in order.
  await viewport.evaluate((element) => {
    const seen: number[] = [];
    Object.assign(window, { seen });
    const look = () => {
      const at = Number(element.querySelector('[data-testid="four-d"]')?.getAttribute('data-member'));
      if (seen.at(-1) !== at) seen.push(at);
    };
    new MutationObserver(look).observe(element, {
      subtree: true,
      attributes: true,
      attributeFilter: ['data-member'],
    });
    look();
  });
  const seen = () => page.evaluate(() => (window as unknown as { seen: readonly number[] }).seen);
  await controls.getByRole('button', { name: 'Play through times' }).click();
  await expect(controls).toContainText('30 a second, set by hand');
  await expect.poll(async () => (await seen()).length).toBeGreaterThan(10);
  await controls.getByRole('button', { name: 'Stop going through times' }).click();
  const all = await seen();
  // Never from the last to the first: it turns at both ends.
  expectValue(all.every((at, i) => i === 0 || Math.abs(at - (all[i - 1] ?? 0)) === 1)).toBe(true);
  expectValue([Math.min(...all), Math.max(...all)]).toEqual([0, 4]);
  await controls
    .getByRole('button', { name: 'True speed: 4 fps, TemporalResolution, 250 ms a step' })
    .click();
  await expect(speed).toHaveAttribute('aria-valuetext', '4 fps');
});

test('the bar of times covers none of the words on the image', async ({ page }) => {
  const viewport = await open(page, diffusion);
  await expect(bar(viewport)).toBeVisible();
  const place = await bar(viewport).boundingBox();
  const items = await viewport.locator('[data-overlay-item]').all();
  expect(items.length).toBeGreaterThan(5);
  for (const item of items) {
    const words = await item.boundingBox();
    if (!place || !words) throw new Error('without a place');
    const isBeside = words.x >= place.x + place.width || words.x + words.width <= place.x;
    const isAboveOrBelow = words.y + words.height <= place.y || words.y >= place.y + place.height;
    expect(isBeside || isAboveOrBelow, (await item.textContent()) ?? '').toBe(true);
  }
});

test('the echo time of one of several echoes is said once on its images', async ({ page }) => {
  const viewport = await open(page, echoes);
  await expect(bar(viewport)).toHaveAttribute('data-kind', 'echo');
  const words = viewport.getByTestId('viewport-overlay');
  await expect(words.getByText(/^TE (12|40) ms$/)).toHaveCount(1);
  await expect(words).toContainText(/TE (12|40) ms/);
});

test('times that are missing are named, and where there is one time there is no slider', async ({ page }) => {
  const viewport = await open(page, gappy);
  await expect(bar(viewport)).toContainText('3 missing');
  await expect(bar(viewport)).toHaveAttribute('data-count', '3');
  const alone = await open(page, single);
  await expect(alone).toHaveAttribute('data-image-count', String(slices));
  await expect(bar(alone)).toHaveCount(0);
});
