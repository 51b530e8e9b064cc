import { expect as expectValue, type Locator, type Page } from '@playwright/test';
import { fittedRectangle, instanceUIDOf, seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { activityOf, flatCt, petPhantom, type PetOptions } from './fixtures/petCt.ts';
import { dot, type Point } from './fixtures/phantoms.ts';
import { hold } from './routes.ts';
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

/** PET over CT: places and colours are read from the canvas. */
const turn = (20 * Math.PI) / 180;
const ball: Point = [-14.5, 12.5, 137.5];
const ctBox = {
  size: [64, 56, 32],
  spacing: [1.5, 1.5, 2.5],
  row: [1, 0, 0],
  column: [0, 1, 0],
  origin: [-48, -42, 100],
} as const;
/** Voxels of another size, and turned: nothing of it lies on a voxel of the CT. */
const pet: PetOptions = {
  study: 'petct',
  series: 2,
  SeriesDescription: 'PET AC',
  size: [40, 44, 40],
  spacing: [4, 4, 3],
  row: [1, 0, 0],
  column: [0, Math.cos(turn), Math.sin(turn)],
  origin: [-80, -60, 70],
  ball,
  peakSuv: 3.5,
};
/** Level 128 under the window 40/400 is 40 HU; the left half of the patient is brighter. */
const ct = (study: string) =>
  flatCt({
    ...ctBox,
    study,
    series: 1,
    SeriesDescription: 'CT AC',
    value: ([x]) => (x > 0 ? 120 : -40),
  });
const objects = [
  ...ct('petct'),
  ...petPhantom(pet),
  ...ct('even'),
  // The same SUV everywhere: no value lies between voxels.
  ...petPhantom({ ...pet, study: 'even', sigmaMm: 1e6 }),
  ...ct('noweight'),
  ...petPhantom({ ...pet, study: 'noweight', attributes: { PatientWeight: undefined } }),
  ...ct('elsewhere'),
  ...petPhantom({ ...pet, study: 'elsewhere', attributes: { FrameOfReferenceUID: '1.2.3.99' } }),
];

let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) => writeStudy(folder, objects));
});
test.afterAll(() => archive.close());

/** The PET of a study alone in one viewport, fused. */
async function openFused(page: Page, study = 'petct'): Promise<Locator> {
  await openStudy(page, archive, studyUIDOf(study), {
    mode: 'fusion',
    extra: `&SeriesInstanceUID=${seriesUIDOf(study, 2)}&layout=1x1`,
  });
  return hooks.viewport(page, 1);
}

const complete = (viewport: Locator) => expect(viewport).toHaveAttribute('data-slices-here', /^(\d+)\/\1$/);

type Colour = readonly [red: number, green: number, blue: number];
interface Canvas {
  readonly width: number;
  readonly height: number;
  at(x: number, y: number): Colour;
}
async function canvasOf(viewport: Locator): Promise<Canvas> {
  const { width, height, data } = await canvasPixels(viewport);
  return {
    width,
    height,
    at(x, y) {
      const from = (Math.floor(y) * width + Math.floor(x)) * 4;
      return [data[from] ?? 0, data[from + 1] ?? 0, data[from + 2] ?? 0];
    },
  };
}

const planes: Readonly<Record<string, { key: string; right: Point; down: Point; forward: Point }>> = {
  axial: { key: 'a', right: [1, 0, 0], down: [0, 1, 0], forward: [0, 0, 1] },
  sagittal: { key: 'j', right: [0, 1, 0], down: [0, 0, -1], forward: [1, 0, 0] },
  coronal: { key: 'n', right: [1, 0, 0], down: [0, 0, -1], forward: [0, 1, 0] },
};

/** The CT's extent in a direction, edges of its voxels, mm. */
function extentOf(direction: Point): { readonly from: number; readonly length: number } {
  const axis = direction.findIndex((part) => part !== 0) as 0 | 1 | 2;
  const spacing = ctBox.spacing[axis];
  const length = ctBox.size[axis] * spacing;
  const low = ctBox.origin[axis] - spacing / 2;
  return { from: (direction[axis] ?? 1) > 0 ? low : -(low + length), length };
}

/** Goes to the plane nearest to a place. */
async function goTo(viewport: Locator, mm: number): Promise<void> {
  await viewport.press('Home');
  await expect(viewport).toHaveAttribute('data-image-index', '0');
  const from = Number(await viewport.getAttribute('data-plane-position'));
  await viewport.press('ArrowDown');
  await expect(viewport).toHaveAttribute('data-image-index', '1');
  const step = Number(await viewport.getAttribute('data-plane-position')) - from;
  const wanted = Math.round((mm - from) / step);
  for (let at = 1; at < wanted; at += 1) await viewport.press('ArrowDown');
  await expect(viewport).toHaveAttribute('data-image-index', String(wanted));
}

/** Middle of what is red: hot iron is red up to half of the window, and the CT is grey. */
function redSpot(canvas: Canvas): { readonly x: number; readonly y: number } {
  let [sum, x, y] = [0, 0, 0];
  for (let row = 0; row < canvas.height; row += 1)
    for (let column = 0; column < canvas.width; column += 1) {
      const [red, green] = canvas.at(column, row);
      const excess = Math.max(0, red - green - 8);
      sum += excess;
      x += excess * (column + 0.5);
      y += excess * (row + 0.5);
    }
  return { x: x / sum, y: y / sum };
}

test('the hot ball lies on its place in the CT, to half a voxel, in three planes', async ({ page }) => {
  const viewport = await openFused(page);
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'fusion');
  for (const [name, { key, right, down, forward }] of Object.entries(planes)) {
    await viewport.press(key);
    await expect(viewport).toHaveAttribute('data-plane', name);
    await goTo(viewport, dot(ball, forward));
    await complete(viewport);
    const canvas = await canvasOf(viewport);
    const [across, along] = [extentOf(right), extentOf(down)];
    const area = fittedRectangle(canvas, { rows: along.length, columns: across.length });
    const spot = redSpot(canvas);
    const found = {
      right: across.from + ((spot.x - area.x) / area.width) * across.length,
      down: along.from + ((spot.y - area.y) / area.height) * along.length,
    };
    expectValue(Math.abs(found.right - dot(ball, right)), `${name}, to the right`).toBeLessThan(0.75);
    expectValue(Math.abs(found.down - dot(ball, down)), `${name}, down`).toBeLessThan(0.75);
  }
});

/** The colour at a place of the axial plane. */
async function colourAt(viewport: Locator, [x, y]: readonly [number, number]): Promise<Colour> {
  const canvas = await canvasOf(viewport);
  const [across, along] = [extentOf([1, 0, 0]), extentOf([0, 1, 0])];
  const area = fittedRectangle(canvas, { rows: along.length, columns: across.length });
  return canvas.at(
    area.x + ((x - across.from) / across.length) * area.width,
    area.y + ((y - along.from) / along.length) * area.height,
  );
}
const near = (found: Colour, wanted: Colour, by = 4) =>
  expectValue(
    found.every((part, at) => Math.abs(part - (wanted[at] ?? 0)) <= by),
    `${found.join()} is ${wanted.join()}`,
  ).toBe(true);

test('a blend of 0 is the CT, one of 100 the PET in its colours; in between they are mixed', async ({
  page,
}) => {
  const viewport = await openFused(page, 'even');
  await rendered(viewport);
  await viewport.press('a');
  await goTo(viewport, ball[2]);
  await complete(viewport);
  await expect(viewport).toHaveAttribute('data-blend', '50');
  await expect(viewport).toHaveAttribute('data-pet-window', '0/7');
  const hot = [ball[0], ball[1]] as const;
  const bright = [20, -20] as const;
  // 40/400: -40 HU is level (-40 + 160) / 399 x 255 = 77, 120 HU is 179.
  near(await colourAt(viewport, bright), [217, 90, 90]);
  // Half the window up hot iron is pure red.
  near(await colourAt(viewport, hot), [166, 39, 39], 8);
  for (let at = 0; at < 5; at += 1) await viewport.press('Shift+PageDown');
  await expect(viewport).toHaveAttribute('data-blend', '0');
  near(await colourAt(viewport, hot), [77, 77, 77]);
  near(await colourAt(viewport, bright), [179, 179, 179]);
  for (let at = 0; at < 10; at += 1) await viewport.press('Shift+PageUp');
  await expect(viewport).toHaveAttribute('data-blend', '100');
  near(await colourAt(viewport, hot), [254, 0, 0], 8);
  near(await colourAt(viewport, bright), [254, 0, 0]);
});

test('window, threshold and colours of the PET are chosen in the toolbar', async ({ page }) => {
  const viewport = await openFused(page, 'even');
  await rendered(viewport);
  await viewport.press('a');
  await goTo(viewport, ball[2]);
  await complete(viewport);
  const hot = [ball[0], ball[1]] as const;
  await page.getByRole('button', { name: 'PET window: SUVbw 0 to 7' }).click();
  await page.getByRole('menuitemcheckbox', { name: '0 to 15' }).click();
  await expect(viewport).toHaveAttribute('data-pet-window', '0/15');
  // 3.5 of 15 is entry 59: red 118, half of it over half of 77.
  near(await colourAt(viewport, hot), [98, 39, 39], 8);
  await page.getByRole('button', { name: 'Colours of the PET: Hot iron' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Grey', exact: true }).click();
  await expect(viewport).toHaveAttribute('data-colour-map', 'grey');
  near(await colourAt(viewport, hot), [68, 68, 68], 8);
  await page.getByRole('button', { name: /^PET window: / }).click();
  await page.getByRole('menuitemcheckbox', { name: '4', exact: true }).click();
  await expect.poll(async () => (await colourAt(viewport, hot))[0]).toBeLessThan(81);
  near(await colourAt(viewport, hot), [77, 77, 77]);
});

test('dragging changes the window of the PET or of the CT, as is seen', async ({ page }) => {
  const viewport = await openFused(page);
  await rendered(viewport);
  await complete(viewport);
  const box = await viewport.boundingBox();
  if (!box) throw new Error('no viewport');
  const drag = async (dx: number, dy: number) => {
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + dx, box.y + box.height / 2 + dy, { steps: 5 });
    await page.mouse.up();
  };
  await drag(0, 100);
  await expect(viewport).toHaveAttribute('data-pet-window', /^0\/(?!7$)\d/);
  const window = await viewport.getAttribute('data-pet-window');
  const toggle = page.getByRole('group', { name: 'Dragging changes the window of' });
  await toggle.getByRole('button', { name: 'CT' }).click();
  await expect(toggle.getByRole('button', { name: 'CT' })).toHaveAttribute('aria-pressed', 'true');
  const before = await colourAt(viewport, [20, -20]);
  await drag(0, 150);
  await expect.poll(async () => (await colourAt(viewport, [20, -20]))[0]).toBeLessThan(before[0] - 10);
  await expect(viewport).toHaveAttribute('data-pet-window', window ?? '');
});

test('a linked CT sets the window of the CT under the PET, and the PET keeps its own', async ({ page }) => {
  // The four viewports that the mode hangs: fused, CT, PET, projection; linked.
  await openStudy(page, archive, studyUIDOf('petct'), { mode: 'fusion' });
  const [fused, ct] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
  await rendered(fused);
  await complete(fused);
  await rendered(ct);
  await expect(ct.getByTestId('overlay-view')).toContainText('W 400 L 50');
  await page.getByRole('button', { name: 'What is linked' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Window' }).click();
  await page.keyboard.press('Escape');
  await ct.press('6');
  await expect(ct.getByTestId('overlay-view')).toContainText('W 1500 L -600');
  const windows = fused.getByTestId('overlay-view');
  await expect(windows).toContainText('SUVbw 0 to 7  ·  CT W 1,500 L -600');
  // And the other way round; by key the PET is widened alone.
  await fused.press('Control+Shift+ArrowRight');
  await expect(windows).not.toContainText('SUVbw 0 to 7');
  await expect(ct.getByTestId('overlay-view')).toContainText('W 1500 L -600');
  await fused.press('Shift+G');
  await fused.press('5');
  await expect(windows).toContainText('CT W 400 L 50');
  await expect(ct.getByTestId('overlay-view')).toContainText('W 400 L 50');
});

test('a projection and the fused planes each keep their own zoom and inversion', async ({ page }) => {
  const viewport = await openFused(page);
  await rendered(viewport);
  await complete(viewport);
  const view = viewport.getByTestId('overlay-view');
  for (const key of ['+', '+']) await viewport.press(key);
  await expect(view).toContainText('SUVbw 0 to 7  ·  CT W 400 L 40');
  const planes = (await view.textContent()) ?? '';
  await viewport.press('Shift+Q');
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'mip');
  await rendered(viewport);
  await expect(view).toContainText('inverted');
  await viewport.press('-');
  const projection = (await view.textContent()) ?? '';
  await viewport.press('Shift+Q');
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'fusion');
  await rendered(viewport);
  await expect(view).toHaveText(planes);
  await viewport.press('Shift+Q');
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'mip');
  await rendered(viewport);
  await expect(view).toHaveText(projection);
});

test('the CT comes first, the PET as its slices arrive', async ({ page }) => {
  const slow = await hold(
    page,
    new RegExp(`${seriesUIDOf('petct', 2).replaceAll('.', '\\.')}/instances/[^/]+/frames`),
    0,
  );
  const viewport = await openFused(page);
  await rendered(viewport);
  await expect(viewport).toContainText('slices so far');
  await slow.release();
  await complete(viewport);
  await expect(viewport).not.toContainText('so far');
});

test('without the weight the PET is in Bq/ml, and the reason is said', async ({ page }) => {
  const viewport = await openFused(page, 'noweight');
  await rendered(viewport);
  await complete(viewport);
  await expect(viewport).toContainText('No SUV: the patient’s weight is missing');
  await expect(page.getByRole('button', { name: /^PET window: PET 0 to [\d,]+ Bq\/ml$/ })).toBeVisible();
});

test('PET in another frame of reference than the CT is refused with the reason', async ({ page }) => {
  const viewport = await openFused(page, 'elsewhere');
  await expect(viewport).toHaveAttribute('data-state', 'error');
  await expect(viewport).toContainText('No CT or MR here has the frame of reference of this PET');
  await viewport.getByRole('button', { name: 'Show the PET alone' }).click();
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume');
  await rendered(viewport);
});

test('the PET as a projection turns by key and shows the ball from each side', async ({ page }) => {
  const viewport = await openFused(page);
  await rendered(viewport);
  await viewport.press('Shift+q');
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'mip');
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-projection', '0');
  await complete(viewport);
  await expect(viewport).not.toContainText('Rough picture');
  await expect(viewport.getByTestId('orientation-letters')).toHaveText('RHLF');
  const darkest = async () => {
    const canvas = await canvasOf(viewport);
    let [sum, x, y] = [0, 0, 0];
    // Around the picture it is black; what is dark within it is hot.
    const ends = (length: number, level: (at: number) => number): readonly [number, number] => {
      const white = Array.from({ length }, (_, at) => at).filter((at) => level(at) > 250);
      return [white.at(0) ?? 0, white.at(-1) ?? 0];
    };
    const [left, right] = ends(canvas.width, (at) => canvas.at(at, canvas.height * 0.85)[0]);
    const [top, bottom] = ends(canvas.height, (at) => canvas.at(left + 10, at)[0]);
    for (let row = top + 2; row < bottom - 2; row += 1)
      for (let column = left + 2; column < right - 2; column += 1) {
        const dark = 255 - canvas.at(column, row)[0];
        sum += dark;
        x += dark * (column + 0.5);
        y += dark * (row + 0.5);
      }
    return { x: x / sum, y: y / sum, left, right };
  };
  const front = await darkest();
  for (let at = 0; at < 9; at += 1) await viewport.press('ArrowDown');
  await expect(viewport).toHaveAttribute('data-projection', '90');
  await expect(viewport).not.toContainText('Rough picture');
  await expect(viewport.getByTestId('orientation-letters')).toHaveText('AHPF');
  const side = await darkest();
  // The same height from both sides.
  expectValue(Math.abs(front.y - side.y)).toBeLessThan(3);
  for (let at = 0; at < 9; at += 1) await viewport.press('ArrowDown');
  await expect(viewport).toHaveAttribute('data-projection', '180');
  await expect(viewport).not.toContainText('Rough picture');
  const back = await darkest();
  // From behind it is on the other side.
  const middle = (front.left + front.right + 1) / 2;
  expectValue(Math.abs(front.x - middle + (back.x - middle))).toBeLessThan(3);
  expectValue(Math.abs(front.x - back.x)).toBeGreaterThan(10);
  await viewport.press('Shift+q');
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'fusion');
});

test('the probe reads the CT in HU and the PET in SUV; the PET alone says both SUV and Bq/ml', async ({
  page,
}) => {
  const viewport = await openFused(page, 'even');
  await rendered(viewport);
  await complete(viewport);
  await viewport.press('b');
  const box = await viewport.boundingBox();
  if (!box) throw new Error('no viewport');
  const look = () => page.mouse.click(box.x + box.width / 2 + 20, box.y + box.height / 2);
  await look();
  await expect(viewport).toContainText(/CT\s*120 HU/);
  await expect(viewport).toContainText(/SUVbw\s*3\.(49|50?)\d* g\/ml/);
  await page.getByRole('button', { name: 'Viewport 1 menu' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Show in the image viewer' }).click();
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'stack');
  await rendered(viewport);
  await expect(viewport.getByTestId('overlay-view')).toHaveText(/^SUVbw 0 to 7/);
  await look();
  await expect(viewport).toContainText(/SUVbw\s*3\.(49|50?)\d* g\/ml/);
  await expect(viewport).toContainText(/Value\s*11\d{3}\.?\d* Bq\/ml/);
});

/** Lower and upper end of the window of a picture alone, in modality units. */
async function endsOf(viewport: Locator): Promise<readonly [number, number]> {
  const [, width = '', level = ''] =
    /W ([\d.,]+) L (-?[\d.,]+)/.exec((await viewport.getByTestId('overlay-view').textContent()) ?? '') ?? [];
  const [w, l] = [width, level].map((part) => Number(part.replaceAll(',', '')));
  return [(l ?? NaN) - (w ?? NaN) / 2, (l ?? NaN) + (w ?? NaN) / 2];
}

test('the PET opens at SUV 0 to 7 alone as fused, on a slice without activity, too', async ({ page }) => {
  // The first image is far from the ball: its greatest value is nearly nothing.
  const objectOf = (study: string) =>
    `&SeriesInstanceUID=${seriesUIDOf(study, 2)}&SOPInstanceUID=${instanceUIDOf(study, 2, 1)}`;
  for (const mode of ['viewer', 'volume']) {
    await openStudy(page, archive, studyUIDOf('petct'), { mode, extra: objectOf('petct') });
    const viewport = hooks.viewport(page, 1);
    await rendered(viewport);
    await expect(viewport).toHaveAttribute('data-viewport-kind', mode === 'viewer' ? 'stack' : 'volume');
    await expect(viewport.getByTestId('overlay-view')).toHaveText(/^SUVbw 0 to 7(?![\d.])/);
  }
  // The four viewports of the hanging: fused, CT, PET, projection.
  await openStudy(page, archive, studyUIDOf('petct'), { mode: 'fusion' });
  await rendered(hooks.viewport(page, 3));
  await expect(hooks.viewport(page, 3).getByTestId('overlay-view')).toHaveText(/^SUVbw 0 to 7(?![\d.])/);
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-pet-window', '0/7');
});

test('without SUVs PET alone and fused have one window over all of its images', async ({ page }) => {
  const fused = await openFused(page, 'noweight');
  await rendered(fused);
  const [lower = NaN, upper = NaN] = ((await fused.getAttribute('data-pet-window')) ?? '')
    .split('/')
    .map(Number);
  expectValue(lower).toBe(0);
  // More than the greatest value, which is that of 3.5 SUV.
  expectValue(upper).toBeGreaterThan(activityOf(pet.peakSuv));
  await openStudy(page, archive, studyUIDOf('noweight'), {
    extra: `&SeriesInstanceUID=${seriesUIDOf('noweight', 2)}&SOPInstanceUID=${instanceUIDOf('noweight', 2, 1)}`,
  });
  const alone = hooks.viewport(page, 1);
  await rendered(alone);
  const ends = await endsOf(alone);
  expectValue(Math.abs(ends[0] - lower)).toBeLessThanOrEqual(2);
  expectValue(Math.abs(ends[1] - upper)).toBeLessThanOrEqual(2);
});

test('the PET alone has windows in SUV; without SUVs in its unit, with the reason', async ({ page }) => {
  for (const [name, study] of [
    ['SUVbw 0 to 10', 'petct'],
    ['0 to 10 kBq/ml', 'noweight'],
  ] as const) {
    await openStudy(page, archive, studyUIDOf(study), {
      extra: `&SeriesInstanceUID=${seriesUIDOf(study, 2)}&layout=1x1`,
    });
    const viewport = hooks.viewport(page, 1);
    await rendered(viewport);
    await page.getByRole('button', { name: 'Window presets' }).click();
    const menu = page.getByRole('menu', { name: 'Window presets' });
    await expect(menu).toContainText(study === 'petct' ? 'PT in SUVbw' : 'PT in kBq/ml');
    await expect(menu.getByText('No SUV: the patient’s weight is missing')).toHaveCount(
      study === 'petct' ? 0 : 1,
    );
    await menu.getByRole('menuitemcheckbox', { name }).click();
    await expect(viewport.getByTestId('overlay-view')).toHaveText(
      study === 'petct' ? /^SUVbw 0 to 10/ : /^W 10,?000 L 5,?000/,
    );
    await viewport.press('1');
    await expect(viewport.getByTestId('overlay-view')).toHaveText(
      study === 'petct' ? /^SUVbw 0 to 5/ : /^W 5,?000 L 2,?500/,
    );
  }
});

test('blend, window and colours survive a reload', async ({ page }) => {
  const viewport = await openFused(page);
  await rendered(viewport);
  await viewport.press('Shift+PageUp');
  await viewport.press('Shift+e');
  await viewport.press('Shift+u');
  await expect(viewport).toHaveAttribute('data-blend', '60');
  await expect(viewport).toHaveAttribute('data-pet-window', '0/10');
  await expect(viewport).toHaveAttribute('data-colour-map', 'pet');
  await page.reload();
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-blend', '60');
  await expect(viewport).toHaveAttribute('data-pet-window', '0/10');
  await expect(viewport).toHaveAttribute('data-colour-map', 'pet');
});
