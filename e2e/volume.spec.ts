import { expect as expectValue, type Locator, type Page } from '@playwright/test';
import { fittedRectangle, seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { corners, dot, phantom, type PhantomOptions, type Point } from './fixtures/phantoms.ts';
import { anyFrame, hold } from './routes.ts';
import {
  canvasPixels,
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

/** Planes of volumes whose contents are known: places are read from the pixels. */
const study = 'volumes';
const tilt = (15 * Math.PI) / 180;
const turn = (25 * Math.PI) / 180;
const straight: PhantomOptions = {
  study,
  series: 1,
  SeriesDescription: 'straight',
  size: [48, 40, 24],
  spacing: [1, 1.25, 2.5],
  row: [1, 0, 0],
  column: [0, 1, 0],
  origin: [-24, -25, 100],
  ball: [-4.5, 7.5, 127.5],
};
const phantoms: Readonly<Record<string, PhantomOptions>> = {
  'axial slices': straight,
  'axial slices seen from the head, numbered downwards': {
    ...straight,
    series: 2,
    SeriesDescription: 'flipped',
    column: [0, -1, 0],
    origin: [-24, 23.75, 157.5],
    reversed: true,
  },
  'a tilted gantry, where each slice slides over the other': {
    ...straight,
    series: 3,
    SeriesDescription: 'tilted',
    column: [0, Math.cos(tilt), Math.sin(tilt)],
    // The table goes straight through the tilted planes.
    spacing: [1, 1.25, 2.5 * Math.cos(tilt)],
    slide: [0, 2.5 * Math.sin(tilt) * Math.cos(tilt), 2.5 * Math.sin(tilt) ** 2],
  },
  'sagittal slices': {
    ...straight,
    series: 4,
    SeriesDescription: 'sagittal',
    size: [40, 48, 20],
    spacing: [1.25, 1, 2],
    row: [0, 1, 0],
    column: [0, 0, -1],
    origin: [20, -25, 150],
  },
  'oblique slices': {
    ...straight,
    series: 5,
    SeriesDescription: 'oblique',
    column: [0, Math.cos(turn), Math.sin(turn)],
  },
  'an enhanced object with shuffled frames': {
    ...straight,
    series: 6,
    SeriesDescription: 'enhanced',
    enhanced: true,
  },
};
const gap: PhantomOptions = { ...straight, series: 7, SeriesDescription: 'gap', missing: [9] };
const huge: PhantomOptions = {
  ...straight,
  study: 'huge',
  series: 8,
  SeriesDescription: 'huge',
  size: [16_384, 16_384, 4],
  pixelBytes: 1024,
};
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [...Object.values(phantoms), gap, huge].flatMap(phantom)),
  );
});
test.afterAll(() => archive.close());

/** On the screen, to the right and down; and the way that planes are counted. */
const planes: Readonly<Record<string, { key: string; right: Point; down: Point; forward: Point }>> = {
  axial: { key: 'a', right: [1, 0, 0], down: [0, 1, 0], forward: [0, 0, 1] },
  sagittal: { key: 'j', right: [0, 1, 0], down: [0, 0, -1], forward: [1, 0, 0] },
  coronal: { key: 'n', right: [1, 0, 0], down: [0, 0, -1], forward: [0, 1, 0] },
};

const open = (page: Page, { study: name, series }: PhantomOptions, mode = 'volume') =>
  openStudy(page, archive, studyUIDOf(name), {
    mode,
    extra: `&SeriesInstanceUID=${seriesUIDOf(name, series)}`,
  });

const complete = (viewport: Locator) => expect(viewport).toHaveAttribute('data-slices-here', /^(\d+)\/\1$/);
const position = async (viewport: Locator) => Number(await viewport.getAttribute('data-plane-position'));

/** Waits until a plane is drawn; looks at every frame of the screen. */
async function drawnAt(viewport: Locator, index: number): Promise<void> {
  await viewport
    .page()
    .waitForFunction(
      (wanted) =>
        document.querySelector('[data-viewport-id="viewport-1"]')?.getAttribute('data-image-index') ===
        wanted,
      String(index),
      { timeout: 5000 },
    );
}

/** Goes to the next plane, or the one before. */
async function step(viewport: Locator, by: 1 | -1): Promise<void> {
  const index = Number(await viewport.getAttribute('data-image-index'));
  await viewport.press(by === 1 ? 'ArrowDown' : 'ArrowUp');
  await drawnAt(viewport, index + by);
}

/** The plane nearest to a place along `forward`, by the positions that the viewport tells of the first and the last. */
async function goTo(viewport: Locator, mm: number): Promise<void> {
  const last = Number(await viewport.getAttribute('data-image-count')) - 1;
  await viewport.press('End');
  await drawnAt(viewport, last);
  const to = await position(viewport);
  await viewport.press('Home');
  await drawnAt(viewport, 0);
  const from = await position(viewport);
  const wanted = Math.round(((mm - from) / (to - from)) * last);
  for (let at = 0; at + 10 <= wanted; at += 10) await viewport.press('PageDown');
  for (let at = 0; at < wanted % 10; at += 1) await viewport.press('ArrowDown');
  await drawnAt(viewport, wanted);
}

interface Spot {
  readonly width: number;
  readonly height: number;
  /** Middle of what is bright, pixels of the canvas. */
  readonly x: number;
  readonly y: number;
  /** All brightness together. */
  readonly sum: number;
}

async function spotOn(viewport: Locator): Promise<Spot> {
  const { width, height, data } = await canvasPixels(viewport);
  let [sum, x, y] = [0, 0, 0];
  for (let at = 0; at < width * height; at += 1) {
    const level = data[at * 4] ?? 0;
    sum += level;
    x += level * ((at % width) + 0.5);
    y += level * (Math.floor(at / width) + 0.5);
  }
  return { x: x / sum, y: y / sum, sum, width, height };
}

/** Where along the planes the ball is brightest: the top of a Gaussian through this plane and those two beside it. */
async function peakAlong(viewport: Locator): Promise<number> {
  const look = async () => ({
    mm: await position(viewport),
    log: Math.log((await spotOn(viewport)).sum),
  });
  const middle = await look();
  for (let times = 0; times < 2; times += 1) await step(viewport, -1);
  const before = await look();
  for (let times = 0; times < 4; times += 1) await step(viewport, 1);
  const after = await look();
  const bend = before.log - 2 * middle.log + after.log;
  return middle.mm + (((after.mm - middle.mm) / 2) * (before.log - after.log)) / bend;
}

/** How far apart the voxels are along a direction, where it follows them; else the finest there is. */
function voxelAlong(options: PhantomOptions, direction: Point): number {
  const { row, column, spacing, slide } = options;
  const normal: Point = [0, 1, 2].map((axis) => {
    const [a, b] = [(axis + 1) % 3, (axis + 2) % 3];
    return (row[a] ?? 0) * (column[b] ?? 0) - (row[b] ?? 0) * (column[a] ?? 0);
  }) as unknown as Point;
  const axes = [row, column, normal];
  const along = slide ? axes.slice(0, 1) : axes;
  const followed = along.findIndex((axis) => Math.abs(dot(axis, direction)) > 0.9999);
  return spacing[followed] ?? Math.min(...spacing);
}

/** A picture's extent in one direction: where its first pixel begins and how long it is, mm. */
function extent(options: PhantomOptions, direction: Point): { from: number; length: number } {
  const ends = corners(options).map((corner) => dot(corner, direction));
  const pixel = voxelAlong(options, direction);
  const from = Math.min(...ends);
  const count = Math.floor((Math.max(...ends) - from) / pixel + 0.01) + 1;
  return { from: from - pixel / 2, length: count * pixel };
}

for (const [name, options] of Object.entries(phantoms)) {
  test(`${name}: the ball is where it is, to half a voxel, in every plane`, async ({ page }) => {
    await open(page, options);
    const viewport = hooks.viewport(page, 1);
    await rendered(viewport);
    await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume');
    for (const [plane, { key, right, down, forward }] of Object.entries(planes)) {
      await viewport.press(key);
      await expect(viewport).toHaveAttribute('data-plane', plane);
      await complete(viewport);
      await goTo(viewport, dot(options.ball, forward));
      await complete(viewport);
      const spot = await spotOn(viewport);
      const across = extent(options, right);
      const along = extent(options, down);
      const area = fittedRectangle(spot, { rows: along.length, columns: across.length });
      const found = {
        right: across.from + ((spot.x - area.x) / area.width) * across.length,
        down: along.from + ((spot.y - area.y) / area.height) * along.length,
      };
      const off = {
        right: Math.abs(found.right - dot(options.ball, right)),
        down: Math.abs(found.down - dot(options.ball, down)),
      };
      expectValue(off.right, `${plane}, to the right`).toBeLessThan(voxelAlong(options, right) / 2);
      expectValue(off.down, `${plane}, down`).toBeLessThan(voxelAlong(options, down) / 2);
      expectValue(
        Math.abs((await peakAlong(viewport)) - dot(options.ball, forward)),
        `${plane}, forward`,
      ).toBeLessThan(voxelAlong(options, forward) / 2);
    }
  });
}

test('a plane that is an acquired slice names it, any other plane says where it lies', async ({ page }) => {
  await open(page, straight);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-plane', 'axial');
  await expect(viewport).toHaveAttribute('data-sop-instance-uid', /\d/);
  await expect(viewport).toHaveAttribute('data-frame', '1');
  await expect(viewport).toHaveAttribute('data-image-count', '24');
  await expect(viewport.getByTestId('overlay-plane')).toHaveText('im 12Axial H 127.5 mm12/24');
  await viewport.press('n');
  await expect(viewport).toHaveAttribute('data-plane', 'coronal');
  await expect(viewport).not.toHaveAttribute('data-sop-instance-uid');
  await expect(viewport).toHaveAttribute('data-image-count', '40');
  await expect(viewport.getByTestId('overlay-plane')).toHaveText(/^Coronal [AP] \d+\.\d mm\d+\/40$/);
  await expect(viewport.getByTestId('orientation-letters')).toHaveText('RHLF');
  await viewport.press('j');
  await expect(viewport.getByTestId('orientation-letters')).toHaveText('AHPF');
  // A slab of slices is no acquired slice.
  await viewport.press('a');
  await expect(viewport).toHaveAttribute('data-sop-instance-uid', /\d/);
  await viewport.press(']');
  await expect(viewport).toHaveAttribute('data-slab', '7.50');
  await expect(viewport).not.toHaveAttribute('data-sop-instance-uid');
});

test('what a stack has loaded is not asked for again, and a plane keeps slice, window and zoom', async ({
  page,
}) => {
  await open(page, straight, 'viewer');
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'stack');
  await viewport.press('End');
  await viewport.press('PageUp');
  await expect(viewport).toHaveAttribute('data-image-index', '13');
  const slice = await viewport.getAttribute('data-sop-instance-uid');
  await page.getByRole('button', { name: 'Zoom', exact: true }).click();
  const box = await viewport.boundingBox();
  if (!box) throw new Error('no viewport');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 40, { steps: 4 });
  await page.mouse.up();
  const view = await viewport.getByTestId('overlay-view').textContent();
  await expect(page.getByRole('slider', { name: 'Image in viewport 1' })).toHaveCSS(
    'background-image',
    /^linear-gradient\([^)]*\)( 0%)?, (?!.*transparent)/,
  );
  const requests = recordRequests(page);
  await chooseMode(page, 'volume');
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume');
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-sop-instance-uid', slice ?? '');
  await expect(viewport.getByTestId('overlay-view')).toHaveText(view ?? '');
  await viewport.press('n');
  await expect(viewport).toHaveAttribute('data-slices-here', '24/24');
  await chooseMode(page, 'viewer');
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'stack');
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-sop-instance-uid', slice ?? '');
  expect(requests.urls.filter((url) => anyFrame.test(url))).toEqual([]);
});

test('the first plane is drawn before the other slices come; planes across them fill up', async ({
  page,
}) => {
  // The first is the middle slice; the others wait for the test's word.
  const others = await hold(page, anyFrame, 1);
  await open(page, straight);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-slices-here', '1/1');
  await viewport.press('n');
  await expect(viewport).toHaveAttribute('data-plane', 'coronal');
  await expect(viewport).toHaveAttribute('data-slices-here', '1/24');
  await expect(viewport).toContainText('1 of 24 slices so far');
  await others.release();
  await expect(viewport).toHaveAttribute('data-slices-here', '24/24');
  await expect(viewport).not.toContainText('so far');
});

test('slices with a gap are shown as a stack, and the menu says why they are no volume', async ({ page }) => {
  await open(page, gap);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'stack');
  await viewport.hover();
  await page.getByRole('button', { name: 'Viewport 1 menu' }).click();
  const item = page.getByRole('menuitem', { name: 'Show in the volume viewer' });
  await expect(item).toHaveAttribute('aria-disabled', 'true');
  await expect(item).toContainText('not a volume: 1 of 24 slices is missing: 1 between images 9 and 10');
});

test('a volume that does not fit into memory is refused with numbers', async ({ page }) => {
  const requests = recordRequests(page);
  await open(page, huge);
  const viewport = hooks.viewport(page, 1);
  await expect(viewport).toHaveAttribute('data-state', 'error');
  await expect(viewport.getByRole('alert')).toContainText(
    /huge is too large.*4 slices of 16384 x 16384 and needs 2,048 MB at once; [\d,]+ MB are free for it/,
  );
  expect(requests.urls.filter((url) => anyFrame.test(url))).toEqual([]);
});

test('stack and volume in one viewport, twenty times: nothing is left behind', async ({ page }) => {
  await page.addInitScript(() => {
    const original = HTMLCanvasElement.prototype.getContext;
    let contexts = 0;
    Object.defineProperty(HTMLCanvasElement.prototype, 'getContext', {
      value(this: HTMLCanvasElement, ...given: Parameters<typeof original>) {
        const context: unknown = Reflect.apply(original, this, given);
        if (given[0].startsWith('webgl') && context) contexts += 1;
        document.documentElement.dataset['contexts'] = String(contexts);
        return context;
      },
    });
  });
  await open(page, straight);
  const viewport = hooks.viewport(page, 1);
  const left = () =>
    page.evaluate(() => [
      document.querySelectorAll('canvas').length,
      document.documentElement.dataset['contexts'],
    ]);
  const showAs = async (kind: 'image' | 'volume') => {
    await viewport.hover();
    await page.getByRole('button', { name: 'Viewport 1 menu' }).click();
    await page.getByRole('menuitemcheckbox', { name: `Show in the ${kind} viewer` }).click();
    await expect(viewport).toHaveAttribute('data-viewport-kind', kind === 'image' ? 'stack' : 'volume');
    await rendered(viewport);
  };
  await rendered(viewport);
  await showAs('image');
  await showAs('volume');
  const before = await left();
  for (let time = 0; time < 10; time += 1) {
    await showAs('image');
    await showAs('volume');
  }
  expect(await left()).toEqual(before);
});

test('plane, place and slab survive a swap, and undo', async ({ page }) => {
  await open(page, straight);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await viewport.press('n');
  await expect(viewport).toHaveAttribute('data-plane', 'coronal');
  await viewport.press('Home');
  await viewport.press('PageDown');
  await viewport.press(']');
  await expect(viewport).toHaveAttribute('data-slab', '3.75');
  await expect(viewport).toHaveAttribute('data-image-index', '10');
  await viewport.hover();
  await page.getByRole('button', { name: 'Viewport 1 menu' }).click();
  await page.getByRole('menuitem', { name: 'Empty this viewport' }).click();
  await expect(viewport).toHaveAttribute('data-state', 'empty');
  await page.keyboard.press('Control+z');
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-plane', 'coronal');
  await expect(viewport).toHaveAttribute('data-image-index', '10');
  await expect(viewport).toHaveAttribute('data-slab', '3.75');
});

test('one key hangs the three planes side by side, through one point and out of the same frames', async ({
  page,
}) => {
  const requests = recordRequests(page);
  await open(page, straight);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await viewport.press('n');
  await complete(viewport);
  await goTo(viewport, straight.ball[1]);
  await viewport.press('k');
  await expect(hooks.grid(page)).toHaveAttribute('data-columns', '3');
  for (const [at, plane] of ['axial', 'sagittal', 'coronal'].entries()) {
    await rendered(hooks.viewport(page, at + 1));
    await expect(hooks.viewport(page, at + 1)).toHaveAttribute('data-plane', plane);
  }
  await expect(hooks.viewport(page, 3)).toHaveAttribute('data-plane-position', '7.50');
  expect(requests.urls.filter((url) => anyFrame.test(url))).toHaveLength(straight.size[2]);
  await page.keyboard.press('Control+z');
  await expect(viewport).toHaveAttribute('data-plane', 'coronal');
});

test('the mode opens a volume in its three planes, the first as early as alone; undo and reset go back', async ({
  page,
}) => {
  const frames = await hold(page, anyFrame, 1);
  const url = `&SeriesInstanceUID=${seriesUIDOf(straight.study, straight.series)}`;
  await openStudy(page, archive, studyUIDOf(straight.study), { mode: 'volume', extra: url });
  // One image is enough for the first.
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-sop-instance-uid', /./);
  await frames.release();
  await expect(hooks.viewports(page)).toHaveCount(3);
  const shown = async () =>
    Promise.all((await hooks.viewports(page).all()).map((each) => each.getAttribute('data-plane')));
  await expect.poll(shown).toEqual(['axial', 'sagittal', 'coronal']);
  for (const viewport of await hooks.viewports(page).all()) {
    await complete(viewport);
  }
  // Nothing to take back; a plane that is turned and reset stays what it is, and that is one step.
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
  const sagittal = hooks.viewport(page, 2);
  await sagittal.focus();
  await sagittal.press('i');
  await expect(sagittal.getByTestId('overlay-view')).toContainText('inverted');
  await sagittal.press('0');
  await expect(sagittal.getByTestId('overlay-view')).not.toContainText('inverted');
  await expect(sagittal).toHaveAttribute('data-plane', 'sagittal');
  await page.keyboard.press('Control+z');
  await expect(sagittal.getByTestId('overlay-view')).toContainText('inverted');
  // A link to this screen brings it back, and nothing else.
  await page.reload();
  await expect.poll(shown).toEqual(['axial', 'sagittal', 'coronal']);
});

test('a slice that cannot be had says so in its place; planes across it say how many are missing', async ({
  page,
}) => {
  let count = 0;
  await page.route(anyFrame, async (route) => {
    count += 1;
    // The first is the middle slice.
    await (count === 1 ? route.fulfill({ status: 404 }) : route.continue());
  });
  await open(page, straight);
  const viewport = hooks.viewport(page, 1);
  await expect(viewport).toHaveAttribute('data-state', 'error');
  await expect(viewport.getByRole('alert')).toContainText('Slice 12 of 24 cannot be displayed');
  await viewport.press('ArrowDown');
  await rendered(viewport);
  await viewport.press('n');
  await expect(viewport).toHaveAttribute('data-plane', 'coronal');
  await expect(viewport).toHaveAttribute('data-slices-here', '23/24');
  await expect(viewport).toContainText('1 slice could not be loaded');
});
