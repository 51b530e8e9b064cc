import { expect as expectValue, type Locator, type Page } from '@playwright/test';
import { seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { holdGraphics, liveContexts, loseContexts, type Held } from './graphics.ts';
import { phantom, type PhantomOptions, type Point } from './fixtures/phantoms.ts';
import {
  canvasPixels,
  chooseMode,
  expect,
  hooks,
  openStudy,
  rendered,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

// Where software imitates the graphics card, pictures take their time.
test.describe.configure({ timeout: 120_000 });

/** Volumes in 3D: where a bright ball is seen, and what hides it. */
const study = 'three-d';
const cube: PhantomOptions = {
  study,
  series: 1,
  SeriesDescription: 'cube',
  size: [48, 48, 48],
  spacing: [2, 2, 2],
  row: [1, 0, 0],
  column: [0, 1, 0],
  origin: [-47, -47, 3],
  // Of the middle (0, 0, 50): to the left, a little to the back, to the head.
  ball: [20, 8, 64],
};
const tilt = (20 * Math.PI) / 180;
const tilted: PhantomOptions = {
  ...cube,
  series: 2,
  SeriesDescription: 'tilted',
  column: [0, Math.cos(tilt), Math.sin(tilt)],
  spacing: [2, 2, 2 * Math.cos(tilt)],
  slide: [0, 2 * Math.sin(tilt) * Math.cos(tilt), 2 * Math.sin(tilt) ** 2],
};
const gap: PhantomOptions = { ...cube, series: 3, SeriesDescription: 'gap', missing: [20] };
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) => writeStudy(folder, [cube, tilted, gap].flatMap(phantom)));
});
test.afterAll(() => archive.close());

const open = (page: Page, { study: name, series }: PhantomOptions, extra = '') =>
  openStudy(page, archive, studyUIDOf(name), {
    extra: `&SeriesInstanceUID=${seriesUIDOf(name, series)}${extra}`,
  });

/** All slices are in the picture, and it has all its rays. */
async function whole(viewport: Locator): Promise<void> {
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume3d');
  await expect(viewport).toHaveAttribute('data-slices-here', /^(\d+)\/\1$/, { timeout: 40_000 });
  await expect(viewport).toHaveAttribute('data-quality', 'whole');
}

async function openIn3d(page: Page, options: PhantomOptions = cube): Promise<Locator> {
  await open(page, options);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await viewport.press('Shift+D');
  await whole(viewport);
  return viewport;
}

interface Spot {
  /** Middle of what is bright, CSS pixels from the middle of the viewport, right and up. */
  readonly right: number;
  readonly up: number;
  /** Mean brightness, 0 to 255. */
  readonly level: number;
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
  return { right: x / sum - width / 2, up: height / 2 - y / sum, level: sum / (width * height) };
}

/** Chooses a preset in the menu. */
async function choosePreset(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: /^Preset: / }).click();
  await page.getByRole('menuitemcheckbox', { name, exact: true }).click();
  await expect(page.getByRole('button', { name: `Preset: ${name}`, exact: true })).toBeVisible();
}

/** The cube as its maximum: the ball alone is bright. */
async function openMaximum(page: Page, options: PhantomOptions = cube): Promise<Locator> {
  const viewport = await openIn3d(page, options);
  await choosePreset(page, 'Maximum (MIP)');
  await expect(viewport).toHaveAttribute('data-preset', 'mip');
  await whole(viewport);
  return viewport;
}

const lines = (viewport: Locator) => viewport.getByTestId('viewport-overlay');

for (const [name, options] of Object.entries({ cube, tilted })) {
  test(`${name}: the ball is seen where it is, from the front, the left and the head`, async ({ page }) => {
    const viewport = await openMaximum(page, options);
    const front = await spotOn(viewport);
    // What is 20 mm to the left gives the scale; all else follows from it.
    const scale = front.right / (options.ball[0] - middle(options)[0]);
    expectValue(scale).toBeGreaterThan(2);
    const off = options.ball.map((at, axis) => (at - (middle(options)[axis] ?? 0)) * scale);
    const [left = 0, back = 0, head = 0] = off;
    const voxel = 2 * scale;
    expectValue(Math.abs(front.up - head)).toBeLessThan(voxel);
    await expect(viewport.getByTestId('orientation-letters')).toHaveText('RHLF');

    await viewport.press('Alt+Shift+L');
    await expect(lines(viewport)).toContainText('From the left');
    await whole(viewport);
    const side = await spotOn(viewport);
    expectValue(Math.abs(side.right - back)).toBeLessThan(voxel);
    expectValue(Math.abs(side.up - head)).toBeLessThan(voxel);
    await expect(viewport.getByTestId('orientation-letters')).toHaveText('AHPF');

    await viewport.press('Alt+Shift+H');
    await expect(lines(viewport)).toContainText('From the head');
    await whole(viewport);
    const above = await spotOn(viewport);
    expectValue(Math.abs(above.right + left)).toBeLessThan(voxel);
    expectValue(Math.abs(above.up + back)).toBeLessThan(voxel);
    await expect(viewport.getByTestId('orientation-letters')).toHaveText('LARP');
  });
}

/** The middle of a phantom's voxels. */
function middle({ origin, size, spacing, row, column, slide = [0, 0, 0] }: PhantomOptions): Point {
  const normal: Point = [
    row[1] * column[2] - row[2] * column[1],
    row[2] * column[0] - row[0] * column[2],
    row[0] * column[1] - row[1] * column[0],
  ];
  const at = (axis: 0 | 1 | 2) =>
    origin[axis] +
    ((size[0] - 1) / 2) * spacing[0] * row[axis] +
    ((size[1] - 1) / 2) * spacing[1] * column[axis] +
    ((size[2] - 1) / 2) * (spacing[2] * normal[axis] + slide[axis]);
  return [at(0), at(1), at(2)];
}

test('by mouse: presets, opacity, turning, cropping and a side from the menu', async ({ page }) => {
  const viewport = await openIn3d(page);
  await expect(viewport).toHaveAttribute('data-preset', 'CT-Bone');
  const bone = await spotOn(viewport);
  await choosePreset(page, 'Lung');
  await expect(viewport).toHaveAttribute('data-preset', 'CT-Lung');
  await whole(viewport);
  const lung = await spotOn(viewport);
  expectValue(Math.abs(lung.level - bone.level)).toBeGreaterThan(5);

  await choosePreset(page, 'Bone');
  await whole(viewport);
  // Without a little of its opacity, what is like water is not bone any more.
  const slider = page.getByRole('slider', { name: 'Opacity' });
  await slider.focus();
  for (let times = 0; times < 4; times += 1) await slider.press('ArrowLeft');
  await expect(lines(viewport)).toContainText('Bone, opacity −20');
  await whole(viewport);
  const less = await spotOn(viewport);
  expectValue(less.level).toBeLessThan(bone.level / 2);

  await choosePreset(page, 'Maximum (MIP)');
  await whole(viewport);
  const before = await spotOn(viewport);
  const box = await viewport.boundingBox();
  if (!box) throw new Error('no viewport');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + Math.min(box.width, box.height) / 2, box.y + box.height / 2, {
    steps: 5,
  });
  await page.mouse.up();
  // Half the shorter side is a quarter turn, to the right: the patient's right side is seen.
  await expect(viewport.getByTestId('orientation-letters')).toHaveText('PHAF');
  await whole(viewport);
  expectValue(Math.abs((await spotOn(viewport)).right - before.right)).toBeGreaterThan(20);

  await page.getByRole('button', { name: /^Look from/ }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Front' }).click();
  await expect(lines(viewport)).toContainText('From the front');
  await page.getByRole('button', { name: 'Crop' }).click();
  const fromLeft = page.getByRole('slider', { name: 'Cut off from the left' });
  await fromLeft.focus();
  for (let times = 0; times < 5; times += 1) await fromLeft.press('PageDown');
  await expect(fromLeft).toHaveAttribute('aria-valuenow', '50');
  await expect(lines(viewport)).toContainText('Cropped');
  await whole(viewport);
  expectValue((await spotOn(viewport)).level).toBeLessThan(before.level / 10);
  await page.getByRole('button', { name: 'Show all of it' }).click();
  await expect(lines(viewport)).not.toContainText('Cropped');
  await whole(viewport);
  expectValue((await spotOn(viewport)).level).toBeGreaterThan(before.level * 0.8);
});

test('by keyboard: arrows turn it, and it is kept by undo, another mode and a link', async ({
  page,
  context,
}) => {
  const viewport = await openMaximum(page);
  await viewport.focus();
  for (let times = 0; times < 9; times += 1) await viewport.press('ArrowLeft');
  await expect(viewport.getByTestId('orientation-letters')).toHaveText('AHPF');
  await expect(lines(viewport)).toContainText('From the left');
  await viewport.press('ArrowDown');
  await expect(viewport.getByTestId('orientation-letters')).not.toHaveText('AHPF');
  await whole(viewport);
  const turned = await spotOn(viewport);

  await viewport.press('Shift+D');
  await expect(viewport).not.toHaveAttribute('data-viewport-kind', 'volume3d');
  await rendered(viewport);
  await viewport.press('Control+z');
  await whole(viewport);
  await expect(viewport).toHaveAttribute('data-preset', 'mip');
  const undone = await spotOn(viewport);
  expectValue(Math.abs(undone.right - turned.right) + Math.abs(undone.up - turned.up)).toBeLessThan(2);

  await chooseMode(page, 'volume');
  await whole(viewport);
  await expect(viewport).toHaveAttribute('data-preset', 'mip');
  const switched = await spotOn(viewport);
  expectValue(Math.abs(switched.right - turned.right) + Math.abs(switched.up - turned.up)).toBeLessThan(2);

  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy link to this screen' }).click();
  await expect(page.getByText('Link copied', { exact: true })).toBeVisible();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  const other = await context.newPage();
  await other.goto(link);
  const again = hooks.viewport(other, 1);
  await whole(again);
  await expect(again).toHaveAttribute('data-preset', 'mip');
  const linked = await spotOn(again);
  expectValue(Math.abs(linked.right - turned.right) + Math.abs(linked.up - turned.up)).toBeLessThan(2);
});

test('planes and 3D each keep their own zoom, and text and presets know the image in the middle', async ({
  page,
}) => {
  await open(page, cube);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  const view = viewport.getByTestId('overlay-view');
  for (const key of ['+', '+', '+', 'r']) await viewport.press(key);
  await expect(view).toContainText('90°');
  const planes = (await view.textContent()) ?? '';
  await viewport.press('Shift+D');
  await whole(viewport);
  await choosePreset(page, 'Maximum (MIP)');
  await whole(viewport);
  const fitted = await spotOn(viewport);
  for (const key of ['-', '-', '-']) await viewport.press(key);
  await whole(viewport);
  await expect.poll(async () => (await spotOn(viewport)).right).toBeLessThan(fitted.right * 0.7);
  const small = await spotOn(viewport);

  // The text of the image in the middle, and its windows.
  await page.keyboard.press('Shift+O');
  const corner = page.locator('[data-overlay-corner="topLeft"]');
  await expect(corner.locator('[data-overlay-choice="patientName"]')).toContainText('Fixture, Test');
  await page.keyboard.press('Escape');
  await expect(corner).toHaveCount(0);
  await viewport.press('6');
  await expect(view).toContainText('W 1500 L -600');

  await viewport.press('Shift+D');
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'stack');
  await rendered(viewport);
  await expect(view).toHaveText(planes.replace(/W -?[\d.]+ L -?[\d.]+/, 'W 1500 L -600'));
  await viewport.press('Alt+w');
  await expect(view).toHaveText(planes);
  await viewport.press('Shift+D');
  await whole(viewport);
  await expect(viewport).toHaveAttribute('data-preset', 'mip');
  const again = await spotOn(viewport);
  expectValue(Math.abs(again.right - small.right) + Math.abs(again.up - small.up)).toBeLessThan(2);
});

test('two viewports in 3D share one volume on the card, and the memory panel counts it once', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const held = { volumes: 0 };
    Object.assign(window, { volumesOnCard: held });
    const proto = WebGL2RenderingContext.prototype;
    const { texStorage3D } = proto;
    proto.texStorage3D = function (this: WebGL2RenderingContext, ...asked: Parameters<typeof texStorage3D>) {
      held.volumes += 1;
      return Reflect.apply(texStorage3D, this, asked) as ReturnType<typeof texStorage3D>;
    };
  });
  await open(page, cube, '&layout=1x2');
  const [left, right] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
  await rendered(left);
  await left.press('Shift+D');
  await whole(left);
  await right.click({ position: { x: 40, y: 200 } });
  await hooks.thumbnail(page, 'cube').dblclick();
  await rendered(right);
  await right.press('Shift+D');
  await whole(right);
  const allocated = () =>
    page.evaluate(() => (window as unknown as { volumesOnCard: { volumes: number } }).volumesOnCard.volumes);
  expectValue(await allocated()).toBe(1);
  await page.getByTestId('memory').click();
  const onCard = page.getByTestId('memory-card');
  await expect(onCard).toHaveAttribute('data-bytes', String(48 * 48 * 48 * 2));
  await expect(onCard).toContainText('on the graphics card for 3D');
  await page.keyboard.press('Escape');

  // One of them goes back: the other goes on with it.
  await left.press('Shift+D');
  await expect(left).toHaveAttribute('data-viewport-kind', 'stack');
  await right.press('Alt+Shift+L');
  await expect(lines(right)).toContainText('From the left');
  await whole(right);
  expectValue(await allocated()).toBe(1);
  await right.press('Shift+D');
  await expect(right).toHaveAttribute('data-viewport-kind', 'stack');
  await page.getByTestId('memory').click();
  await expect(page.getByTestId('memory-panel')).toBeVisible();
  await expect(onCard).toHaveCount(0);
});

test('the crop box: faces are dragged in the picture, and moved by keys', async ({ page }) => {
  const viewport = await openMaximum(page);
  const before = await spotOn(viewport);
  await viewport.focus();
  await viewport.press('Alt+Shift+B');
  const box = viewport.getByTestId('crop-box');
  await expect(box).toBeVisible();
  const left = box.getByRole('slider', { name: 'Face at the left' });
  await expect(left).toHaveAttribute('aria-valuenow', '100');
  const [from, to] = await Promise.all(
    ['left', 'right'].map(async (name) => {
      const place = await box.locator(`[data-face="${name}"]`).boundingBox();
      if (!place) throw new Error(`no face at the ${name}`);
      return { x: place.x + place.width / 2, y: place.y + place.height / 2 };
    }),
  );
  if (!from || !to) throw new Error('no faces');
  // Half of the way to the other side: the ball, at the left, is cut off.
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, from.y, { steps: 6 });
  await page.mouse.up();
  await expect(left).toHaveAttribute('aria-valuenow', '50');
  await expect(lines(viewport)).toContainText('Cropped');
  await expect(lines(viewport)).toContainText('From the front');
  await whole(viewport);
  expectValue((await spotOn(viewport)).level).toBeLessThan(before.level / 10);

  // By keys: ten steps of a tenth, and it stops at the end.
  await left.focus();
  for (let times = 0; times < 6; times += 1) await page.keyboard.press('PageUp');
  await expect(left).toHaveAttribute('aria-valuenow', '100');
  await page.keyboard.press('ArrowDown');
  await expect(left).toHaveAttribute('aria-valuenow', '99');
  await page.keyboard.press('Tab');
  await expect(box.getByRole('slider', { name: 'Face at the front' })).toBeFocused();
  await whole(viewport);
  expectValue((await spotOn(viewport)).level).toBeGreaterThan(before.level * 0.8);

  // Turned, the handles go with the box; hidden, what is cropped stays.
  await viewport.focus();
  await viewport.press('Alt+Shift+L');
  await expect(lines(viewport)).toContainText('From the left');
  const seen = await left.boundingBox();
  const middle = await box.boundingBox();
  if (!seen || !middle) throw new Error('no box');
  expectValue(Math.abs(seen.x + seen.width / 2 - middle.x - middle.width / 2)).toBeLessThan(2);
  await viewport.press('Alt+Shift+B');
  await expect(box).toHaveCount(0);
  await expect(lines(viewport)).toContainText('Cropped');
});

test('a lost graphics card comes back with the same picture', async ({ page }) => {
  await holdGraphics(page);
  const viewport = await openMaximum(page);
  await viewport.press('Alt+Shift+L');
  await expect(lines(viewport)).toContainText('From the left');
  await whole(viewport);
  const before = await spotOn(viewport);
  await loseContexts(page);
  await expect.poll(() => liveContexts(page)).toBe(1);
  await expect(lines(viewport)).not.toContainText('lost');
  await whole(viewport);
  const after = await spotOn(viewport);
  expectValue(Math.abs(after.right - before.right) + Math.abs(after.up - before.up)).toBeLessThan(2);
  // It is drawn anew, not only left standing.
  await viewport.press('Alt+Shift+A');
  await expect(lines(viewport)).toContainText('From the front');
  await whole(viewport);
  expectValue(Math.abs((await spotOn(viewport)).right - before.right)).toBeGreaterThan(10);
});

test('a card that does not come back is said in words, and the planes are offered', async ({ page }) => {
  await holdGraphics(page);
  const viewport = await openIn3d(page);
  await loseContexts(page, true);
  await expect(viewport).toHaveAttribute('data-state', 'error');
  await expect(viewport).toContainText('The graphics card was lost and did not come back');
  await page.getByRole('button', { name: 'Show its planes' }).click();
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume');
  await rendered(viewport);
});

test('without WebGL it says why it needs it, and offers the planes', async ({ page }) => {
  await holdGraphics(page);
  await page.addInitScript(() => {
    (window as unknown as { held: Held }).held.isGone = true;
  });
  await open(page, cube);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await viewport.press('Shift+D');
  await expect(viewport).toHaveAttribute('data-state', 'error');
  await expect(viewport).toContainText('cube cannot be shown in 3D');
  await expect(viewport).toContainText('drawn by the graphics card (WebGL 2)');
  await page.getByRole('button', { name: 'Show its planes' }).click();
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume');
});

test('a card with little room gets every second voxel, and that is said', async ({ page }) => {
  await holdGraphics(page);
  await page.addInitScript(() => {
    (window as unknown as { held: Held }).held.largest = 24;
  });
  const viewport = await openMaximum(page);
  await expect(viewport).toContainText('Coarser than acquired: every second voxel');
  const { right, up } = await spotOn(viewport);
  // 20 mm and 14 mm, as in the whole picture.
  expectValue(right / up).toBeGreaterThan(1.2);
  expectValue(right / up).toBeLessThan(1.7);
});

test('slices with a gap are refused with the reason', async ({ page }) => {
  await open(page, gap);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await viewport.hover();
  await page.getByRole('button', { name: 'Viewport 1 menu' }).click();
  const item = page.getByRole('menuitem', { name: 'Show in the 3D viewer' });
  await expect(item).toHaveAttribute('aria-disabled', 'true');
  await expect(item).toContainText('1 of 48 slices is missing');
  await page.keyboard.press('Escape');
  await viewport.press('Shift+D');
  await expect(page.getByText('gap cannot be shown in 3D').first()).toBeVisible();
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'stack');
});

for (const mode of ['viewer', 'volume']) {
  test(`planes of the mode ${mode}: after the card is lost, the same slice, window and zoom in software`, async ({
    page,
  }) => {
    await holdGraphics(page);
    await openStudy(page, archive, studyUIDOf(study), {
      mode,
      extra: `&SeriesInstanceUID=${seriesUIDOf(study, 1)}&renderer=gpu`,
    });
    const viewport = hooks.viewport(page, 1);
    await rendered(viewport);
    // Until then a stack has no graphics card that could be lost.
    if (mode === 'viewer') await expect(viewport.locator('[data-surface="cornerstone"]')).toBeAttached();
    await viewport.press('End');
    await viewport.press('PageUp');
    await expect(viewport).toHaveAttribute('data-image-index', '37');
    await page.keyboard.press('z');
    const box = await viewport.boundingBox();
    if (!box) throw new Error('no viewport');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 30, { steps: 3 });
    await page.mouse.up();
    await viewport.press('i');
    await expect(viewport.getByTestId('overlay-view')).toContainText('inverted');
    const said = await viewport.getByTestId('overlay-view').textContent();
    const slice = await viewport.getAttribute('data-sop-instance-uid');
    const level = async () => Math.round((await spotOn(viewport)).level);
    await expect.poll(level).toBeGreaterThan(100);
    const before = await level();
    await loseContexts(page);
    await expect(viewport).toContainText('Drawn without the graphics card');
    await expect(viewport).toHaveAttribute('data-state', 'rendered');
    await expect(viewport).toHaveAttribute('data-sop-instance-uid', slice ?? '');
    await expect(viewport.getByTestId('overlay-view')).toHaveText(said ?? '');
    await expect.poll(async () => Math.abs((await level()) - before)).toBeLessThan(3);
    // It goes on without the card.
    await viewport.press('ArrowUp');
    await expect(viewport).toHaveAttribute('data-image-index', '36');
  });
}

test('twenty times into 3D and back leave no canvas, context or worker behind', async ({ page }) => {
  test.setTimeout(180_000);
  await holdGraphics(page);
  const viewport = await openIn3d(page);
  const count = async () => ({
    contexts: await liveContexts(page),
    canvases: await page.locator('canvas').count(),
    workers: page.workers().length,
  });
  const before = await count();
  for (let times = 0; times < 20; times += 1) {
    await viewport.press('Shift+D');
    await expect(viewport).not.toHaveAttribute('data-viewport-kind', 'volume3d');
    await rendered(viewport);
    await viewport.press('Shift+D');
    await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume3d');
    await rendered(viewport);
  }
  await whole(viewport);
  expectValue(await count()).toEqual(before);
});
