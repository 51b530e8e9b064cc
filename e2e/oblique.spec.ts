import { expect as expectValue, type Locator, type Page } from '@playwright/test';
import { fittedRectangle, seriesUIDOf, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { dot, phantom, plus, type PhantomOptions, type Point } from './fixtures/phantoms.ts';
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

/** Planes that are turned freely: the ball of a phantom is looked for where it has to be. */
const study = 'oblique';
const volume: PhantomOptions = {
  study,
  series: 1,
  SeriesDescription: 'ball',
  size: [48, 40, 24],
  spacing: [1, 1.25, 2.5],
  row: [1, 0, 0],
  column: [0, 1, 0],
  origin: [-24, -25, 100],
  ball: [-4.5, 7.5, 127.5],
};
/** Where a volume opens: the middle of its middle slice. */
const through: Point = [-0.5, -0.625, 127.5];
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) => writeStudy(folder, phantom(volume)));
});
test.afterAll(() => archive.close());

interface Plane {
  readonly right: Point;
  readonly down: Point;
  /** Middle of its picture, and the picture's size, mm. */
  readonly middle: Point;
  readonly size: readonly [number, number];
}
/** Centres of the first and the last voxel are at -24 and 23, -25 and 23.75, 100 and 157.5. */
const middle: Point = [-0.5, -0.625, 128.75];
const planes: Readonly<Record<'axial' | 'sagittal' | 'coronal', Plane>> = {
  axial: { right: [1, 0, 0], down: [0, 1, 0], middle, size: [48, 50] },
  sagittal: { right: [0, 1, 0], down: [0, 0, -1], middle, size: [50, 60] },
  coronal: { right: [1, 0, 0], down: [0, 0, -1], middle, size: [48, 60] },
};

const open = async (page: Page) => {
  await openStudy(page, archive, studyUIDOf(study), {
    mode: 'volume',
    extra: `&SeriesInstanceUID=${seriesUIDOf(study, 1)}`,
  });
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  await complete(viewport);
  return viewport;
};

const complete = (viewport: Locator) => expect(viewport).toHaveAttribute('data-slices-here', /^(\d+)\/\1$/);
const settled = async (viewport: Locator) => {
  await rendered(viewport);
  await complete(viewport);
  await expect(viewport).not.toHaveAttribute('data-plane-preview');
};

/** Middle of what is bright on the canvas, and the canvas's size. */
async function spotOn(viewport: Locator) {
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

/** Where a fitted plane shows a point of the patient, and how many pixels a mm has. */
function seenAt(canvas: { width: number; height: number }, plane: Plane, point: Point) {
  const area = fittedRectangle(canvas, { rows: plane.size[1], columns: plane.size[0] });
  const perMm = area.width / plane.size[0];
  const offset = plus(point, plane.middle, -1);
  return {
    x: canvas.width / 2 + dot(offset, plane.right) * perMm,
    y: canvas.height / 2 + dot(offset, plane.down) * perMm,
    perMm,
  };
}

const turnAbout = (vector: Point, axis: Point, degrees: number): Point => {
  const angle = (degrees * Math.PI) / 180;
  const [a, b, c] = axis;
  const [x, y, z] = vector;
  const crossed: Point = [b * z - c * y, c * x - a * z, a * y - b * x];
  return plus(
    plus([x * Math.cos(angle), y * Math.cos(angle), z * Math.cos(angle)], crossed, Math.sin(angle)),
    axis,
    dot(axis, vector) * (1 - Math.cos(angle)),
  );
};

/**
 * After a plane was turned about `pivot`: goes along it to the plane of the ball,
 * and looks whether it is there to half a voxel.
 */
async function ballIsSeen(
  viewport: Locator,
  plane: Plane,
  turned: { axis: Point; degrees: number; forward: Point; pivot: Point },
): Promise<void> {
  const right = turnAbout(plane.right, turned.axis, turned.degrees);
  const down = turnAbout(plane.down, turned.axis, turned.degrees);
  const forward = turnAbout(turned.forward, turned.axis, turned.degrees);
  const offset = plus(volume.ball, turned.pivot, -1);
  // Turned planes are 1 mm apart: the finest there is.
  const steps = Math.round(dot(offset, forward));
  const index = Number(await viewport.getAttribute('data-image-index'));
  for (let step = 0; step < Math.abs(steps); step += 1)
    await viewport.press(steps < 0 ? 'ArrowUp' : 'ArrowDown');
  await expect(viewport).toHaveAttribute('data-image-index', String(index + steps));
  await settled(viewport);
  const spot = await spotOn(viewport);
  const pivot = seenAt(spot, plane, turned.pivot);
  const off = {
    right: Math.abs((spot.x - pivot.x) / pivot.perMm - dot(offset, right)),
    down: Math.abs((spot.y - pivot.y) / pivot.perMm - dot(offset, down)),
  };
  expectValue(off.right, 'to the right').toBeLessThan(0.5);
  expectValue(off.down, 'down').toBeLessThan(0.5);
}

test('keys turn a plane by degrees; the ball is where it has to be, and Shift+A turns back', async ({
  page,
}) => {
  const viewport = await open(page);
  await viewport.press('Control+Alt+Shift+ArrowDown');
  await viewport.press('Control+Alt+Shift+ArrowDown');
  await viewport.press('Alt+Shift+ArrowUp');
  await expect(viewport).toHaveAttribute('data-plane-turned', 'Oblique, tilted 19° from axial');
  await expect(viewport).not.toHaveAttribute('data-sop-instance-uid');
  await settled(viewport);
  await expect(viewport.getByTestId('orientation-letters')).toHaveText(/^RAF?LPH?$|^RAFLPH$/);
  await ballIsSeen(viewport, planes.axial, {
    axis: [1, 0, 0],
    degrees: 19,
    forward: [0, 0, 1],
    pivot: through,
  });
  await viewport.press('Alt+Shift+ArrowRight');
  await viewport.press('Alt+Shift+PageDown');
  await viewport.press('Shift+A');
  await expect(viewport).not.toHaveAttribute('data-plane-turned');
  await expect(viewport).toHaveAttribute('data-plane', 'axial');
  await expect(viewport).toHaveAttribute('data-sop-instance-uid', /\d/);
  // Fitted, as before it was turned.
  await settled(viewport);
  const spot = await spotOn(viewport);
  const expected = seenAt(spot, planes.axial, volume.ball);
  expectValue(Math.abs(spot.x - expected.x) / expected.perMm).toBeLessThan(0.5);
  expectValue(Math.abs(spot.y - expected.y) / expected.perMm).toBeLessThan(0.5);
});

const lineOf = (viewport: Locator, number: number) =>
  viewport.locator(`[data-testid="plane-lines"] [data-plane-line="viewport-${number}"]`);

async function three(page: Page): Promise<readonly [Locator, Locator, Locator]> {
  const viewport = await open(page);
  await viewport.press('k');
  const all = [1, 2, 3].map((number) => hooks.viewport(page, number)) as [Locator, Locator, Locator];
  for (const [at, name] of ['axial', 'sagittal', 'coronal'].entries()) {
    const each = all[at];
    if (!each) continue;
    await settled(each);
    await expect(each).toHaveAttribute('data-plane', name);
  }
  return all;
}

const centreOf = async (locator: Locator) => {
  const box = await locator.boundingBox();
  if (!box) throw new Error('nothing to take hold of');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
};

/** Drags the handle of a line in the axial picture round the point where the lines meet. */
async function turnLine(page: Page, axial: Locator, number: number, degrees: number): Promise<void> {
  const from = await centreOf(lineOf(axial, number).locator('circle[data-grip="turn"]').first());
  const canvas = await axial.locator('[data-image]').first().boundingBox();
  if (!canvas) throw new Error('no canvas');
  const pivot = seenAt(canvas, planes.axial, through);
  const about = { x: canvas.x + pivot.x, y: canvas.y + pivot.y };
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  for (const part of [0.25, 0.5, 0.75, 1]) {
    const angle = (degrees * part * Math.PI) / 180;
    const [x, y] = [from.x - about.x, from.y - about.y];
    await page.mouse.move(
      about.x + x * Math.cos(angle) - y * Math.sin(angle),
      about.y + x * Math.sin(angle) + y * Math.cos(angle),
    );
  }
  await page.mouse.up();
}

const tiltOf = async (viewport: Locator) =>
  Number(/tilted ([\d.]+)°/.exec((await viewport.getAttribute('data-plane-turned')) ?? '')?.[1]);

test('the handle of a line turns the plane that it stands for, and the one across it with it', async ({
  page,
}) => {
  const [axial, sagittal, coronal] = await three(page);
  await turnLine(page, axial, 2, 30);
  await expect(sagittal).toHaveAttribute('data-plane-turned', /^Oblique, tilted .* from sagittal$/);
  await expect(coronal).toHaveAttribute('data-plane-turned', /^Oblique, tilted .* from coronal$/);
  await expect(axial).not.toHaveAttribute('data-plane-turned');
  expectValue(Math.abs((await tiltOf(sagittal)) - 30)).toBeLessThan(1);
  expectValue(await tiltOf(coronal)).toBe(await tiltOf(sagittal));
  await settled(sagittal);
  await settled(coronal);
  const axis: Point = [0, 0, 1];
  const degrees = await tiltOf(sagittal);
  await ballIsSeen(sagittal, planes.sagittal, { axis, degrees, forward: [1, 0, 0], pivot: through });
  await ballIsSeen(coronal, planes.coronal, { axis, degrees, forward: [0, 1, 0], pivot: through });
  await sagittal.press('Shift+A');
  await expect(sagittal).not.toHaveAttribute('data-plane-turned');
  await expect(coronal).not.toHaveAttribute('data-plane-turned');
});

test('planes can be turned alone', async ({ page }) => {
  const [axial, sagittal, coronal] = await three(page);
  await axial.press('Alt+k');
  await turnLine(page, axial, 3, -20);
  await expect(coronal).toHaveAttribute('data-plane-turned', /^Oblique, tilted .* from coronal$/);
  await expect(sagittal).not.toHaveAttribute('data-plane-turned');
  await axial.press('Alt+x');
  await expect(lineOf(axial, 3)).toHaveCount(0);
});

test('a line that is dragged moves its plane, and the edge of a slab makes it thicker', async ({ page }) => {
  const [axial, , coronal] = await three(page);
  const before = Number(await coronal.getAttribute('data-plane-position'));
  const canvas = await axial.locator('[data-image]').first().boundingBox();
  if (!canvas) throw new Error('no canvas');
  const { perMm, y } = seenAt(canvas, planes.axial, [0, before, 127.5]);
  const at = { x: canvas.x + canvas.width * 0.3, y: canvas.y + y };
  await page.mouse.move(at.x, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x, at.y + 5 * perMm, { steps: 3 });
  await page.mouse.move(at.x, at.y + 10 * perMm, { steps: 3 });
  await page.mouse.up();
  await expect
    .poll(async () => Math.abs(Number(await coronal.getAttribute('data-plane-position')) - before - 10))
    .toBeLessThan(1.3); // planes are 1.25 mm apart
  await expect(axial).not.toHaveAttribute('data-plane-turned');

  await coronal.press(']');
  await expect(coronal).toHaveAttribute('data-slab', '3.75');
  const edge = lineOf(axial, 3).locator('line[data-grip="slab"][data-side="far"]');
  const from = await centreOf(edge);
  await page.mouse.move(at.x, from.y);
  await page.mouse.down();
  await page.mouse.move(at.x, from.y + 5 * perMm, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Number(await coronal.getAttribute('data-slab'))).toBeGreaterThan(10);
});

test('angles are written, said when they make no sense, and kept when the viewport is emptied and brought back', async ({
  page,
}) => {
  const viewport = await open(page);
  await viewport.press('n');
  await expect(viewport).toHaveAttribute('data-plane', 'coronal');
  await page.getByRole('button', { name: 'Turn the plane' }).click();
  const panel = page.getByRole('dialog', { name: 'Turn the plane' });
  await panel.getByLabel('Tilt, °').fill('25');
  await expect(panel.getByTestId('plane-title')).toHaveText('Oblique, tilted 25° from coronal');
  await panel.getByLabel('Tilt, °').fill('many');
  await expect(panel).toContainText('-180 to 180');
  await expect(viewport).toHaveAttribute('data-plane-turned', 'Oblique, tilted 25° from coronal');
  await page.keyboard.press('Escape');
  await settled(viewport);
  const before = await spotOn(viewport);
  await viewport.hover();
  await page.getByRole('button', { name: 'Viewport 1 menu' }).click();
  await page.getByRole('menuitem', { name: 'Empty this viewport' }).click();
  await expect(viewport).toHaveAttribute('data-state', 'empty');
  await page.keyboard.press('Control+z');
  await settled(viewport);
  await expect(viewport).toHaveAttribute('data-plane-turned', 'Oblique, tilted 25° from coronal');
  const after = await spotOn(viewport);
  expectValue(Math.hypot(after.x - before.x, after.y - before.y)).toBeLessThan(1);
});
