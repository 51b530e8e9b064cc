import type { Locator, Page } from '@playwright/test';
import {
  codedStack,
  orientation,
  seriesUIDOf,
  studyUIDOf,
  writeStudy,
  type CodedStackOptions,
} from './fixtures/objects.ts';
import { cross, dot, phantom, plus, type PhantomOptions, type Point } from './fixtures/phantoms.ts';
import { announcement, setLayout, strokeOver } from './gestures.ts';
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

/** Linked viewports, reference lines and the crosshair: places are read from the codes in the slices. */
const study = 'linking';
const tilt = (15 * Math.PI) / 180;
const tilted = [1, 0, 0, 0, Math.cos(tilt), Math.sin(tilt)] as const;

const stacks = {
  axial: { series: 1, slices: 40, spacing: 2.5, SeriesDescription: 'Thick' },
  // From the head to the feet, while the viewer counts from the feet.
  fromHead: {
    series: 2,
    slices: 80,
    spacing: 1,
    SeriesDescription: 'From the head',
    perSlice: (index: number) => ({ ImagePositionPatient: [-110, -130, 89 - index] }),
    pixelSpacing: [0.8, 0.8],
  },
  tilted: {
    series: 3,
    slices: 30,
    spacing: 3,
    SeriesDescription: 'Slanted',
    orientation: tilted,
    origin: [-120, -115.9, -31],
  },
  sagittal: {
    series: 4,
    slices: 60,
    spacing: 3,
    SeriesDescription: 'From the side',
    orientation: orientation.sagittal,
    origin: [90, -120, 160],
  },
  coronal: {
    series: 5,
    slices: 50,
    spacing: 4,
    SeriesDescription: 'From the front',
    orientation: orientation.coronal,
    origin: [-120, -100, 160],
  },
  prior: {
    series: 6,
    slices: 40,
    spacing: 5,
    SeriesDescription: 'Prior',
    attributes: { FrameOfReferenceUID: '1.2.3.4.5' },
  },
  far: { series: 7, slices: 10, spacing: 2.5, SeriesDescription: 'Legs', origin: [-120, -120, -300] },
  mr: { series: 8, slices: 20, spacing: 5, SeriesDescription: 'Resonance', Modality: 'MR' },
  tiltedThin: {
    series: 9,
    slices: 90,
    spacing: 1,
    SeriesDescription: 'Fine slanted',
    orientation: tilted,
    origin: [-100, -115.9, -31.3],
  },
} satisfies Readonly<Record<string, CodedStackOptions>>;
type Name = keyof typeof stacks;

const enhanced: PhantomOptions = {
  study,
  series: 10,
  SeriesDescription: 'Many frames',
  size: [64, 64, 33],
  spacing: [3.75, 3.75, 2],
  row: [1, 0, 0],
  column: [0, 1, 0],
  origin: [-120, -120, 11],
  ball: [0, 0, 50],
  enhanced: true,
};

let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...Object.values(stacks).flatMap((options) => codedStack({ ...options, study })),
      ...phantom(enhanced),
    ]),
  );
});
test.afterAll(() => archive.close());

const numberOf = (name: Name | 'enhanced') =>
  (name === 'enhanced' ? enhanced.series : stacks[name].series) ?? 0;

/** The series side by side, each in a viewport of its own. */
async function open(page: Page, ...names: readonly (Name | 'enhanced')[]): Promise<readonly Locator[]> {
  const [first] = names;
  await openStudy(page, archive, studyUIDOf(study), {
    extra: `&SeriesInstanceUID=${seriesUIDOf(study, numberOf(first ?? 'axial'))}`,
  });
  await rendered(hooks.viewport(page, 1));
  await setLayout(page, 1, names.length);
  await page.keyboard.press('Escape');
  for (const [at, name] of names.entries()) {
    const uid = seriesUIDOf(study, numberOf(name));
    const thumbnail = page.locator(
      `[data-testid="study-browser"] [data-series-uid="${uid}"][data-display-set-uid]`,
    );
    await thumbnail.focus();
    await page.keyboard.press(String(at + 1));
    await rendered(hooks.viewport(page, at + 1));
    await expect(hooks.viewport(page, at + 1)).toHaveAttribute(
      'data-display-set-uid',
      (await thumbnail.getAttribute('data-display-set-uid')) ?? '',
    );
  }
  const viewports = names.map((_, at) => hooks.viewport(page, at + 1));
  await viewports[0]?.focus();
  return viewports;
}

interface Plane {
  readonly origin: Point;
  readonly row: Point;
  readonly column: Point;
  readonly normal: Point;
  /** mm. */
  readonly pixel: readonly [column: number, row: number];
  readonly size: readonly [columns: number, rows: number];
  readonly step: number;
}

const stackPlane = (options: CodedStackOptions, instance: number): Plane => {
  const [a, b, c, d, e, f] = options.orientation ?? orientation.axial;
  const [row, column]: [Point, Point] = [
    [a, b, c],
    [d, e, f],
  ];
  const normal = cross(row, column);
  const own = options.perSlice?.(instance - 1)['ImagePositionPatient'] as Point | undefined;
  const [rowMm, columnMm] = options.pixelSpacing ?? [0.9375, 0.9375];
  const step = options.spacing ?? 2.5;
  const origin = own ?? plus(options.origin ?? [-120, -120, 0], normal, step * (instance - 1));
  return { origin, row, column, normal, pixel: [columnMm, rowMm], size: [256, 256], step };
};

/** The plane whose pixels are on the canvas: by the number burnt into it, or by the frame of the object. */
async function planeOn(viewport: Locator, name: Name | 'enhanced'): Promise<Plane | undefined> {
  if (name === 'enhanced') {
    const frame = Number(await viewport.getAttribute('data-frame')) - 1;
    const slices = enhanced.size[2];
    const origin = plus(enhanced.origin, [0, 0, 1], ((frame * 7 + 3) % slices) * enhanced.spacing[2]);
    const { row, column, spacing, size } = enhanced;
    const pixel = [spacing[0], spacing[1]] as const;
    return { origin, row, column, normal: [0, 0, 1], pixel, size: [size[0], size[1]], step: spacing[2] };
  }
  const code = await sliceOnCanvas(viewport);
  if (!code || code.series !== numberOf(name)) return undefined;
  return stackPlane(stacks[name], code.number);
}

const at = ({ origin, row, column, pixel }: Plane, x: number, y: number): Point =>
  plus(plus(origin, row, x * pixel[0]), column, y * pixel[1]);
const middle = (plane: Plane): Point => at(plane, (plane.size[0] - 1) / 2, (plane.size[1] - 1) / 2);
const away = (plane: Plane, point: Point): number => dot(plus(point, plane.origin, -1), plane.normal);

const mark = (viewport: Locator) => viewport.getByTestId('link-mark');
const index = (viewport: Locator) => viewport.getAttribute('data-image-index').then(Number);
const toolbar = (page: Page, name: string | RegExp) =>
  page.getByRole('toolbar', { name: 'Image tools' }).getByRole('button', { name });

async function wheel(page: Page, viewport: Locator, notches: number): Promise<void> {
  await viewport.hover();
  for (let n = 0; n < Math.abs(notches); n += 1) await page.mouse.wheel(0, 100 * Math.sign(notches));
}

/** Waits until both show what the link asks: the target's nearest slice to the middle of the source. */
async function expectTogether(
  source: { readonly viewport: Locator; readonly name: Name | 'enhanced' },
  target: { readonly viewport: Locator; readonly name: Name | 'enhanced' },
): Promise<void> {
  await expect
    .poll(async () => {
      const from = await planeOn(source.viewport, source.name);
      const to = await planeOn(target.viewport, target.name);
      return from && to ? Math.abs(away(to, middle(from))) / to.step : undefined;
    })
    .toBeLessThanOrEqual(0.5001);
}

test('one button links all: scrolling goes to the same place in the patient, whatever the spacing and the direction', async ({
  page,
}) => {
  const [left, right] = await open(page, 'axial', 'fromHead');
  if (!left || !right) throw new Error('two viewports');
  await toolbar(page, 'Link the viewports').click();
  await expect(mark(left)).toHaveAttribute('data-by', 'by position');
  await expect(mark(right)).toHaveAccessibleName(/with viewport 1 by position \(scrolling, zoom and pan\)/);
  const [source, target] = [
    { viewport: left, name: 'axial' },
    { viewport: right, name: 'fromHead' },
  ] as const;
  await expectTogether(source, target);
  for (const notches of [1, 3, -7]) {
    const before = await index(left);
    await wheel(page, left, notches);
    await expect(left).toHaveAttribute('data-image-index', String(before + notches));
    await expectTogether(source, target);
  }
  // The other leads now.
  const before = await index(right);
  await wheel(page, right, 12);
  await expect(right).toHaveAttribute('data-image-index', String(before + 12));
  await expectTogether(target, source);

  // The button again: each for itself.
  await toolbar(page, 'Unlink the viewports').click();
  const stays = await index(right);
  const former = await index(left);
  await wheel(page, left, 2);
  await expect(left).toHaveAttribute('data-image-index', String(former + 2));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await index(right)).toBe(stays);
});

for (const [a, b] of [
  ['tilted', 'tiltedThin'],
  ['axial', 'tilted'],
  ['tilted', 'axial'],
  ['axial', 'enhanced'],
  ['enhanced', 'fromHead'],
] as const) {
  test(`linked scrolling is right to half a slice: ${a} leads ${b}`, async ({ page }) => {
    const [left, right] = await open(page, a, b);
    if (!left || !right) throw new Error('two viewports');
    await page.keyboard.press('Shift+L');
    await expect(mark(left)).toHaveAttribute('data-by', 'by position');
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp'] as const) {
      const before = await index(left);
      await left.press(key);
      await expect(left).not.toHaveAttribute('data-image-index', String(before));
      await expectTogether({ viewport: left, name: a }, { viewport: right, name: b });
    }
  });
}

test('planes that cross are not scrolled together, and the mark says so; a stack elsewhere stays and says outside', async ({
  page,
}) => {
  const [first, side, legs] = await open(page, 'axial', 'sagittal', 'far');
  if (!first || !side || !legs) throw new Error('three viewports');
  const [sideAt, legsAt] = [await index(side), await index(legs)];
  await page.keyboard.press('Shift+L');
  await expect(announcement(page)).toHaveText(/All viewports are linked: scrolling, zoom and pan/);
  await expect(mark(side)).toHaveAttribute('data-by', 'not scrolled');
  await expect(mark(side)).toHaveAccessibleName(/cross it: not scrolled with it/);
  await first.press('ArrowDown');
  await expect(mark(legs)).toHaveAttribute('data-by', 'outside');
  await expect(mark(legs)).toHaveText('outside');
  await expect(mark(legs)).toHaveAccessibleName(/Outside: no image at that place, it stays/);
  expect([await index(side), await index(legs)]).toEqual([sideAt, legsAt]);
});

test('in another frame of reference it goes by image number; linked from here, by distance', async ({
  page,
}) => {
  const [now, prior] = await open(page, 'axial', 'prior');
  if (!now || !prior) throw new Error('two viewports');
  await prior.press('Home');
  await expect(prior).toHaveAttribute('data-image-index', '0');
  await now.focus();
  const start = await index(now);
  await page.keyboard.press('Shift+L');
  await expect(mark(prior)).toHaveAttribute('data-by', 'by image number');
  await wheel(page, now, 3);
  await expect(now).toHaveAttribute('data-image-index', String(start + 3));
  await expect(prior).toHaveAttribute('data-image-index', '3');
  // Before the first of the prior there is nothing: it stays.
  await wheel(page, now, -5);
  await expect(now).toHaveAttribute('data-image-index', String(start - 2));
  await expect(mark(prior)).toHaveAttribute('data-by', 'outside');
  await wheel(page, now, 4);
  await expect(prior).toHaveAttribute('data-image-index', '2');

  await toolbar(page, 'What is linked').click();
  await page.getByRole('menuitemcheckbox', { name: 'Link from here' }).click();
  await expect(mark(prior)).toHaveAttribute('data-by', 'by distance');
  // Eight images of 2.5 mm are four of 5 mm.
  await wheel(page, now, 8);
  await expect(now).toHaveAttribute('data-image-index', String(start + 10));
  await expect(prior).toHaveAttribute('data-image-index', '6');
  expect((await sliceOnCanvas(prior))?.number).toBe(7);
});

test('fast scrolling: the others end where the last one is, and the last scroll wins', async ({ page }) => {
  const viewports = await open(page, 'axial', 'fromHead', 'tilted');
  const [first, second, third] = viewports;
  if (!first || !second || !third) throw new Error('three viewports');
  await page.keyboard.press('Shift+L');
  const from = await index(first);
  await wheel(page, first, 9);
  await wheel(page, first, -17);
  await expect(first).toHaveAttribute('data-image-index', String(from - 8));
  await expectTogether({ viewport: first, name: 'axial' }, { viewport: second, name: 'fromHead' });
  await expectTogether({ viewport: first, name: 'axial' }, { viewport: third, name: 'tilted' });
  const own = await index(second);
  await wheel(page, second, 11);
  await expect(second).toHaveAttribute('data-image-index', String(own + 11));
  await expectTogether({ viewport: second, name: 'fromHead' }, { viewport: first, name: 'axial' });
  // Nobody answers the answer: all stay.
  const settled = await Promise.all(viewports.map(index));
  await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  expect(await Promise.all(viewports.map(index))).toEqual(settled);
});

const view = (viewport: Locator) => viewport.getByTestId('overlay-view');
const magnification = async (viewport: Locator) =>
  Number(/([\d.]+)x/.exec((await view(viewport).textContent()) ?? '')?.[1]);

test('zoom goes by millimetres; windows go only to images of the same modality', async ({ page }) => {
  const [ct, other, mr] = await open(page, 'axial', 'fromHead', 'mr');
  if (!ct || !other || !mr) throw new Error('three viewports');
  await page.keyboard.press('Shift+L');
  await toolbar(page, 'What is linked').click();
  await page.getByRole('menuitemcheckbox', { name: 'Window' }).click();
  await page.keyboard.press('Escape');
  await expect(mark(mr)).toHaveAccessibleName(/scrolling, window, zoom and pan/);
  await strokeOver(page, ct, { x: 0, y: -60 }, 'right');
  await expect.poll(async () => (await magnification(ct)) / 0.9375).toBeGreaterThan(1.5);
  await expect
    .poll(async () => Math.abs((await magnification(ct)) / 0.9375 - (await magnification(other)) / 0.8))
    .toBeLessThan(0.02);
  await page.keyboard.press('w');
  await strokeOver(page, ct, { x: 80, y: 30 });
  await expect(view(ct)).not.toContainText('W 400 L 40');
  const words = (await view(ct).textContent())?.match(/W -?[\d.]+ L -?[\d.]+/)?.[0] ?? 'none';
  await expect(view(other)).toContainText(words);
  await expect(view(mr)).toContainText('W 400 L 40');
});

test('a viewport leaves by its own mark and joins the others where they are; links survive a mode switch', async ({
  page,
}) => {
  const [first, second] = await open(page, 'axial', 'fromHead');
  if (!first || !second) throw new Error('two viewports');
  await page.keyboard.press('Shift+L');
  await mark(second).click();
  await expect(mark(second)).toHaveAttribute('data-linked', 'false');
  const before = await index(second);
  const from = await index(first);
  await wheel(page, first, 6);
  await expect(first).toHaveAttribute('data-image-index', String(from + 6));
  expect(await index(second)).toBe(before);
  await mark(second).focus();
  await page.keyboard.press('Enter');
  await expect(mark(second)).toHaveAttribute('data-linked', 'true');
  await expectTogether({ viewport: first, name: 'axial' }, { viewport: second, name: 'fromHead' });
  await expect(first).toHaveAttribute('data-image-index', String(from + 6));

  await chooseMode(page, 'volume');
  for (const viewport of [first, second])
    await expect(viewport).toHaveAttribute('data-slices-here', /^(\d+)\/\1$/);
  await expect(mark(first)).toHaveAttribute('data-by', 'by position');
  await wheel(page, first, -4);
  await expect(first).toHaveAttribute('data-image-index', String(from + 2));
  const height = async (viewport: Locator) => Number(await viewport.getAttribute('data-plane-position'));
  await expect
    .poll(async () => Math.abs((await height(first)) - (await height(second))))
    .toBeLessThanOrEqual(0.5001);
});

/** A line of a layer, in CSS pixels of its viewport. */
async function lineIn(viewport: Locator, selector: string): Promise<readonly number[] | undefined> {
  return viewport.evaluate((element, wanted) => {
    const group = element.querySelector<SVGGElement>(wanted);
    const line = group?.querySelector('line:last-of-type');
    if (!group || !line || group.style.display === 'none') return undefined;
    return ['x1', 'y1', 'x2', 'y2'].map((name) => Number(line.getAttribute(name)));
  }, selector);
}

const boxOf = (viewport: Locator) =>
  viewport.evaluate((element) => {
    const host = element.querySelector('[data-image]');
    return { width: host?.clientWidth ?? 0, height: host?.clientHeight ?? 0 };
  });

/** Where a point of the patient is on the screen of a fitted picture. */
async function screenOf(viewport: Locator, plane: Plane, point: Point): Promise<readonly [number, number]> {
  const { width, height } = await boxOf(viewport);
  const from = plus(point, plane.origin, -1);
  const [wide, high] = [plane.size[0] * plane.pixel[0], plane.size[1] * plane.pixel[1]];
  const scale = Math.min(width / wide, height / high);
  return [
    (width - wide * scale) / 2 + (dot(from, plane.row) + plane.pixel[0] / 2) * scale,
    (height - high * scale) / 2 + (dot(from, plane.column) + plane.pixel[1] / 2) * scale,
  ];
}

/** How far a screen point of a fitted picture is from another plane, mm. */
async function missBy(
  viewport: Locator,
  plane: Plane,
  [x, y]: readonly [number, number],
  of: Plane,
): Promise<number> {
  const { width, height } = await boxOf(viewport);
  const [wide, high] = [plane.size[0] * plane.pixel[0], plane.size[1] * plane.pixel[1]];
  const scale = Math.min(width / wide, height / high);
  const point = at(
    plane,
    (x - (width - wide * scale) / 2) / scale / plane.pixel[0] - 0.5,
    (y - (height - high * scale) / 2) / scale / plane.pixel[1] - 0.5,
  );
  return Math.abs(away(of, point));
}

test('reference lines: the active picture in the others, right to half a voxel, not in parallel ones', async ({
  page,
}) => {
  const [axial, side, front, slanted] = await open(page, 'axial', 'sagittal', 'coronal', 'tilted');
  if (!axial || !side || !front || !slanted) throw new Error('four viewports');
  const viewports = { axial, sagittal: side, coronal: front, tilted: slanted };
  for (const active of ['axial', 'tilted', 'sagittal'] as const) {
    await viewports[active].focus();
    for (const key of ['ArrowDown', 'ArrowDown', 'ArrowUp'] as const) {
      const before = await index(viewports[active]);
      await viewports[active].press(key);
      await expect(viewports[active]).not.toHaveAttribute('data-image-index', String(before));
      const source = await planeOn(viewports[active], active);
      if (!source) throw new Error('no code on the canvas');
      for (const other of ['axial', 'sagittal', 'coronal', 'tilted'] as const) {
        const line = await lineIn(viewports[other], '[data-reference-line="plane"]');
        if (other === active) {
          expect(line).toBeUndefined();
          continue;
        }
        const target = await planeOn(viewports[other], other);
        if (!target || !line) throw new Error(`no line of ${active} in ${other}`);
        const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = line;
        for (const end of [
          [x1, y1],
          [x2, y2],
        ] as const)
          expect(await missBy(viewports[other], target, end, source)).toBeLessThan(0.9375 / 2);
        expect(Math.hypot(x2 - x1, y2 - y1)).toBeGreaterThan(40);
      }
    }
  }
  await page.keyboard.press('Shift+R');
  await expect(page.getByTestId('reference-lines')).toHaveCount(0);
  await expect(announcement(page)).toHaveText(/Reference lines are off/);
  await page.reload();
  await rendered(axial);
  await expect(toolbar(page, 'Reference lines')).toHaveAttribute('aria-pressed', 'false');
});

test('parallel pictures and those of another frame of reference have no line; the ends of the stack on request', async ({
  page,
}) => {
  const [axial, thin, prior, side] = await open(page, 'axial', 'fromHead', 'prior', 'sagittal');
  if (!axial || !thin || !prior || !side) throw new Error('four viewports');
  await axial.focus();
  await expect.poll(() => lineIn(side, '[data-reference-line="plane"]')).toBeDefined();
  expect(await lineIn(thin, '[data-reference-line="plane"]')).toBeUndefined();
  expect(await lineIn(prior, '[data-reference-line="plane"]')).toBeUndefined();
  expect(await lineIn(side, '[data-reference-line="last"]')).toBeUndefined();
  await toolbar(page, 'What is linked').click();
  await page.getByRole('menuitemcheckbox', { name: 'First and last image, too' }).click();
  const target = await planeOn(side, 'sagittal');
  if (!target) throw new Error('no code');
  for (const [name, instance] of [
    ['first', 1],
    ['last', 40],
  ] as const) {
    await expect.poll(() => lineIn(side, `[data-reference-line="${name}"]`)).toBeDefined();
    const [x = 0, y = 0] = (await lineIn(side, `[data-reference-line="${name}"]`)) ?? [];
    expect(await missBy(side, target, [x, y], stackPlane(stacks.axial, instance))).toBeLessThan(0.5);
  }
});

const crosshairIn = (viewport: Locator) => viewport.getByTestId('crosshair');
const note = (viewport: Locator) => viewport.getByTestId('crosshair-note');

/** Presses, or moves to, a place in a fitted picture, by its pixel. */
async function pointAt(page: Page, viewport: Locator, plane: Plane, point: Point): Promise<void> {
  const [x, y] = await screenOf(viewport, plane, point);
  const box = await viewport.boundingBox();
  if (!box) throw new Error('no viewport');
  await page.mouse.move(box.x + x, box.y + y);
}

test('crosshair: the others go to the slice nearest to the point, live, and mark it; outside is said; Escape removes it', async ({
  page,
}) => {
  const [axial, side, front, legs] = await open(page, 'axial', 'sagittal', 'coronal', 'far');
  if (!axial || !side || !front || !legs) throw new Error('four viewports');
  await toolbar(page, 'Crosshair').click();
  const plane = await planeOn(axial, 'axial');
  if (!plane) throw new Error('no code');
  const expectAt = async (point: Point) => {
    for (const [viewport, name] of [
      [side, 'sagittal'],
      [front, 'coronal'],
    ] as const) {
      await expect
        .poll(async () => {
          const there = await planeOn(viewport, name);
          return there && Math.abs(away(there, point));
        })
        .toBeLessThanOrEqual(stacks[name].spacing / 2 + 0.6);
      const there = await planeOn(viewport, name);
      if (!there) throw new Error('no code');
      await expect(crosshairIn(viewport)).toHaveAttribute('data-shown', 'true');
      const [x, y] = await screenOf(viewport, there, point);
      // The mouse is at whole pixels of the screen.
      expect(Math.abs(Number(await crosshairIn(viewport).getAttribute('data-x')) - x)).toBeLessThan(1.5);
      expect(Math.abs(Number(await crosshairIn(viewport).getAttribute('data-y')) - y)).toBeLessThan(1.5);
    }
  };
  const legsAt = await index(legs);
  const first = at(plane, 100, 90);
  await pointAt(page, axial, plane, first);
  await page.mouse.down();
  await expectAt(first);
  const second = at(plane, 160, 150);
  await pointAt(page, axial, plane, second);
  await expectAt(second);
  await page.mouse.up();
  expect(await planeOn(axial, 'axial')).toEqual(plane);
  await expect(note(legs)).toHaveText('The point is outside these images, 325.0 mm away');
  expect(await index(legs)).toBe(legsAt);
  await expect(announcement(page)).toHaveText(/^Crosshair at .* mm\. .*Viewport 4: outside its images/);

  // Scrolled away from the point, a picture says how far it is.
  await wheel(page, side, 4);
  await expect(note(side)).toHaveText(/^1[0-3]\.\d mm away$/);
  await axial.press('Escape');
  await expect(crosshairIn(side)).toHaveAttribute('data-shown', 'false');
  await expect(note(legs)).toBeHidden();
});

test('crosshair by keyboard alone: placed in the middle, moved by arrows, removed', async ({ page }) => {
  const [axial, side] = await open(page, 'axial', 'sagittal');
  if (!axial || !side) throw new Error('two viewports');
  await axial.focus();
  await page.keyboard.press('Shift+C');
  await expect(announcement(page)).toHaveText(/press Shift\+C again/);
  await page.keyboard.press('Shift+C');
  const grip = axial.getByRole('button', { name: /^Crosshair at/ });
  await expect(grip).toBeFocused();
  const plane = await planeOn(axial, 'axial');
  if (!plane) throw new Error('no code');
  const expectAcross = (x: number) =>
    expect
      .poll(async () => {
        const there = await planeOn(side, 'sagittal');
        return there && Math.abs(there.origin[0] - x);
      })
      .toBeLessThanOrEqual(1.5 + 1e-3);
  const [x0] = middle(plane);
  await expectAcross(x0);
  for (let n = 0; n < 4; n += 1) await page.keyboard.press('Control+ArrowRight');
  await expectAcross(x0 + 40 * 0.9375);
  await page.keyboard.press('ArrowLeft');
  await expectAcross(x0 + 39 * 0.9375);
  expect(await planeOn(axial, 'axial')).toEqual(plane);
  await page.keyboard.press('Escape');
  await expect(grip).toBeHidden();
  await expect(axial).toBeFocused();
});

test('in a volume the crosshair moves the other planes to the point, and each plane draws the others', async ({
  page,
}) => {
  await openStudy(page, archive, studyUIDOf(study), {
    mode: 'volume',
    extra: `&SeriesInstanceUID=${seriesUIDOf(study, 1)}`,
  });
  const [axial, side, front] = [1, 2, 3].map((number) => hooks.viewport(page, number));
  if (!axial || !side || !front) throw new Error('three viewports');
  await expect(axial).toHaveAttribute('data-slices-here', /^(\d+)\/\1$/);
  await axial.press('k');
  for (const viewport of [axial, side, front])
    await expect(viewport).toHaveAttribute('data-slices-here', /^(\d+)\/\1$/);
  await axial.focus();
  await page.keyboard.press('Shift+C');
  const { width, height } = await boxOf(axial);
  const box = await axial.boundingBox();
  if (!box) throw new Error('no viewport');
  const place = (viewport: Locator) => viewport.getAttribute('data-plane-position').then(Number);
  const height0 = await place(axial);
  // The picture is 240 mm wide, fitted.
  const scale = Math.min(width, height) / 240;
  const [right, down] = [Math.round(30 * scale), Math.round(20 * scale)];
  await page.mouse.move(box.x + width / 2 - 40, box.y + height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + Math.round(width / 2) + right, box.y + Math.round(height / 2) + down, {
    steps: 5,
  });
  await page.mouse.up();
  const pixel = 0.9375;
  const centre = -120 + (255 * pixel) / 2;
  await expect
    .poll(async () => Math.abs((await place(side)) - centre - right / scale))
    .toBeLessThan(pixel + 0.5);
  await expect
    .poll(async () => Math.abs((await place(front)) - centre - down / scale))
    .toBeLessThan(pixel + 0.5);
  expect(await place(axial)).toBe(height0);
  // In the axial plane the sagittal one is a line from top to bottom, where it was pointed at.
  await expect.poll(() => lineIn(axial, '[data-plane-line="viewport-2"]')).toBeDefined();
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = (await lineIn(axial, '[data-plane-line="viewport-2"]')) ?? [];
  expect(Math.abs(x1 - x2)).toBeLessThan(0.01);
  expect(Math.abs(y1 - y2)).toBeGreaterThan(100);
  expect(Math.abs(x1 - Math.round(width / 2) - right)).toBeLessThan(scale * pixel + 1.5);
  await expect(axial.locator('[data-plane-line="viewport-2"]')).toHaveAttribute('data-plane', 'sagittal');
});

test('a stack leads the plane of a volume, and the plane the stack', async ({ page }) => {
  const [stack, volume] = await open(page, 'fromHead', 'axial');
  if (!stack || !volume) throw new Error('two viewports');
  await volume.hover();
  await page.getByRole('button', { name: 'Viewport 2 menu' }).click();
  await page.getByRole('menuitemcheckbox', { name: 'Show in the volume viewer' }).click();
  await expect(volume).toHaveAttribute('data-slices-here', /^(\d+)\/\1$/);
  await stack.focus();
  await page.keyboard.press('Shift+L');
  await expect(mark(volume)).toHaveAttribute('data-by', 'by position');
  const heightOfStack = async () => (await planeOn(stack, 'fromHead'))?.origin[2] ?? NaN;
  const heightOfPlane = async () => Number(await volume.getAttribute('data-plane-position'));
  const apart = async () => Math.abs((await heightOfStack()) - (await heightOfPlane()));
  const before = await index(stack);
  await wheel(page, stack, 9);
  await expect(stack).toHaveAttribute('data-image-index', String(before + 9));
  await expect.poll(apart).toBeLessThanOrEqual(1.2501);
  const plane = await index(volume);
  await wheel(page, volume, -6);
  await expect(volume).toHaveAttribute('data-image-index', String(plane - 6));
  await expect.poll(apart).toBeLessThanOrEqual(0.5001);
});
