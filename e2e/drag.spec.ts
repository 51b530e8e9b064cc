import { type Locator, type Page } from '@playwright/test';
import {
  codedClip,
  codedStack,
  pdf,
  seriesUIDOf,
  sr,
  studyUIDOf,
  unknownClass,
  writeStudy,
} from './fixtures/objects.ts';
import { announcement, dragOnto, drop, hangingOf, middleOf, preview, setLayout } from './gestures.ts';
import { recordSightings } from './recorder.ts';
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

const study = 'drag';
const names = ['Axial', 'Thin', 'Clip', 'Report', 'Document', 'Raw data', 'Late', 'Last'] as const;
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study, series: 1, slices: 12, SeriesDescription: 'Axial' }),
      ...codedStack({ study, series: 2, slices: 5, SeriesDescription: 'Thin' }),
      codedClip({ study, series: 3, frames: 12, SeriesDescription: 'Clip' }),
      sr({ study, series: 4, SeriesDescription: 'Report' }),
      pdf({ study, series: 5, SeriesDescription: 'Document' }),
      unknownClass({ study, series: 6, SeriesDescription: 'Raw data' }),
      ...codedStack({ study, series: 7, slices: 6, SeriesDescription: 'Late' }),
      ...codedStack({ study, series: 8, slices: 4, SeriesDescription: 'Last' }),
    ]),
  );
});
test.afterAll(() => archive.close());

const series = (page: Page, name: (typeof names)[number]): Locator =>
  page.locator(
    `[data-testid="study-browser"] [data-series-uid="${seriesUIDOf(study, names.indexOf(name) + 1)}"]`,
  );
const uidOf = async (thumbnail: Locator): Promise<string> =>
  (await thumbnail.getAttribute('data-display-set-uid')) ?? '';

async function open(page: Page): Promise<void> {
  await openStudy(page, archive, studyUIDOf(study));
  await rendered(hooks.viewport(page, 1));
}

/** Which series' pixels a viewport shows. */
const shows = (viewport: Locator, number: number) =>
  expect.poll(async () => (await sliceOnCanvas(viewport))?.series).toBe(number);

test('a thumbnail dragged into a viewport is shown there, and the other viewports do not change', async ({
  page,
}) => {
  await open(page);
  await setLayout(page, 2, 2);
  await drop(page, series(page, 'Thin'), hooks.viewport(page, 4));
  await rendered(hooks.viewport(page, 4));
  await shows(hooks.viewport(page, 4), 2);
  const before = await hangingOf(page);

  await drop(page, series(page, 'Clip'), hooks.viewport(page, 3));
  const third = hooks.viewport(page, 3);
  await rendered(third);
  await shows(third, 3);
  await expect(third).toHaveAttribute('data-display-set-uid', await uidOf(series(page, 'Clip')));
  await expect(third).toHaveAttribute('data-image-count', '12');
  await expect(third).toHaveAttribute('data-active', 'true');
  const after = await hangingOf(page);
  expect([after[0], after[1], after[3]]).toEqual([before[0], before[1], before[3]]);
});

test('Escape during a drag cancels it', async ({ page }) => {
  await open(page);
  const before = await hangingOf(page);
  const second = hooks.viewport(page, 2);
  await dragOnto(page, series(page, 'Thin'), second);
  await expect(preview(second)).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(preview(second)).toHaveCount(0);
  await page.mouse.up();
  expect(await hangingOf(page)).toEqual(before);
  // The next drag works as ever.
  await drop(page, series(page, 'Thin'), second);
  await rendered(second);
  await shows(second, 2);
});

test('dropping outside the viewports does nothing', async ({ page }) => {
  await open(page);
  const before = await hangingOf(page);
  await drop(page, series(page, 'Thin'), page.getByRole('toolbar', { name: 'Image tools' }));
  await drop(page, series(page, 'Thin'), series(page, 'Clip'));
  await drop(page, series(page, 'Thin'), hooks.modePicker(page));
  expect(await hangingOf(page)).toEqual(before);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('while hovering, the viewport says what a drop will do; onto itself, why it does nothing', async ({
  page,
}) => {
  await open(page);
  const second = hooks.viewport(page, 2);
  await dragOnto(page, series(page, 'Axial'), second);
  await expect(preview(second)).toHaveText('Axial, 12 images, image viewer');
  await expect(preview(second).locator('img')).toBeVisible();
  const first = hooks.viewport(page, 1);
  const { x, y } = await middleOf(first);
  await page.mouse.move(x, y, { steps: 3 });
  await expect(preview(first)).toBeVisible();
  await expect(preview(second)).toHaveCount(0);
  await page.keyboard.press('Escape');
  await page.mouse.up();

  for (const [name, text] of [
    ['Clip', 'Clip, 1 clip, 12 frames, image viewer'],
    ['Document', '1 document, document viewer'],
    ['Report', '1 document, document viewer'],
    ['Raw data', 'tag view'],
  ] as const) {
    await dragOnto(page, series(page, name), second);
    await expect(preview(second)).toContainText(text);
    await page.keyboard.press('Escape');
    await page.mouse.up();
  }

  // A viewport onto itself: refused, with the reason.
  await first.hover();
  await dragOnto(page, first.getByRole('button', { name: /Drag viewport 1/ }), first);
  await expect(preview(first)).toHaveText('Drop it on another viewport to swap');
  await expect(preview(first)).toHaveAttribute('data-refused', 'true');
  const before = await hangingOf(page);
  await page.mouse.up();
  expect(await hangingOf(page)).toEqual(before);
});

test('double click and Enter load the active viewport', async ({ page }) => {
  await open(page);
  const [first, second] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
  await second.click();
  await expect(second).toHaveAttribute('data-active', 'true');
  await series(page, 'Thin').dblclick();
  await rendered(second);
  await shows(second, 2);
  await series(page, 'Late').focus();
  await page.keyboard.press('Enter');
  await expect(second).toHaveAttribute('data-image-count', '6');
  await rendered(second);
  await shows(second, 7);
  await shows(first, 1);
});

test('the menu of a series offers each viewport by number', async ({ page }) => {
  await open(page);
  await series(page, 'Thin').click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Open in viewport 2' }).click();
  await rendered(hooks.viewport(page, 2));
  await shows(hooks.viewport(page, 2), 2);
  await shows(hooks.viewport(page, 1), 1);
});

test('by keyboard: pick up, choose a viewport, put down, each step announced; Escape cancels', async ({
  page,
}) => {
  await open(page);
  await setLayout(page, 2, 2);
  await series(page, 'Thin').focus();
  await page.keyboard.press('Space');
  await expect(announcement(page)).toHaveText(/^Picked up Thin\. Viewport 1 of 4\./);
  await expect(preview(hooks.viewport(page, 1))).toHaveText('Thin, 5 images, image viewer');
  await page.keyboard.press('ArrowRight');
  await expect(announcement(page)).toHaveText('Viewport 2, empty.');
  await page.keyboard.press('ArrowDown');
  await expect(announcement(page)).toHaveText('Viewport 4, empty.');
  await expect(preview(hooks.viewport(page, 4))).toBeVisible();
  await page.keyboard.press('Space');
  await expect(announcement(page)).toHaveText('Thin is shown in viewport 4.');
  await rendered(hooks.viewport(page, 4));
  await shows(hooks.viewport(page, 4), 2);
  await expect(series(page, 'Thin')).toBeFocused();

  const before = await hangingOf(page);
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowLeft');
  await expect(announcement(page)).toHaveText('Viewport 3, empty.');
  await page.keyboard.press('Escape');
  await expect(announcement(page)).toHaveText('Cancelled. Nothing has moved.');
  await expect(page.getByTestId('drop-preview')).toHaveCount(0);
  expect(await hangingOf(page)).toEqual(before);

  // By number, straight from the list.
  await series(page, 'Late').focus();
  await page.keyboard.press('2');
  await rendered(hooks.viewport(page, 2));
  await shows(hooks.viewport(page, 2), 7);
});

test('a viewport dragged onto another swaps them; undo and redo restore', async ({ page }) => {
  await open(page);
  const [first, second] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
  await drop(page, series(page, 'Thin'), second);
  await rendered(second);
  await second.press('End');
  await expect(second).toHaveAttribute('data-image-index', '4');
  await rendered(first);
  const before = await hangingOf(page);

  await first.hover();
  await dragOnto(page, first.getByRole('button', { name: /Drag viewport 1/ }), second);
  await expect(preview(second)).toHaveText('Swap viewports 1 and 2');
  await page.mouse.up();
  await shows(first, 2);
  await shows(second, 1);
  // The place in the stack moved with the stack.
  await expect(first).toHaveAttribute('data-image-index', '4');
  await rendered(first);
  await rendered(second);
  const swapped = await hangingOf(page);

  await page.keyboard.press('Control+z');
  await shows(first, 1);
  await expect.poll(() => hangingOf(page)).toEqual(before);
  await page.keyboard.press('Control+Shift+z');
  await shows(first, 2);
  await expect.poll(() => hangingOf(page)).toEqual(swapped);
});

test('key X takes what a viewport shows and swaps it by arrows', async ({ page }) => {
  await open(page);
  const [first, second] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
  await first.focus();
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowRight');
  await expect(preview(second)).toHaveText(/swap/i);
  await page.keyboard.press('Space');
  await expect(announcement(page)).toHaveText('Viewports 1 and 2 are swapped.');
  await rendered(second);
  await shows(second, 1);
  await expect(first).toHaveAttribute('data-state', 'empty');
});

test('the grip of a viewport works by keyboard too', async ({ page }) => {
  await open(page);
  const grip = hooks.viewport(page, 1).getByRole('button', { name: /Drag viewport 1/ });
  await grip.focus();
  await page.keyboard.press('Space');
  await expect(announcement(page)).toHaveText(/^Picked up Axial\. Viewport 1 of 2\./);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await shows(hooks.viewport(page, 2), 1);
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-state', 'empty');
});

test('the image of a series is asked for as it is dragged, once: the drop has it', async ({ page }) => {
  await open(page);
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes(`${seriesUIDOf(study, 7)}/instances`) && request.url().includes('/frames/'))
      asked.push(request.url());
  });
  await dragOnto(page, series(page, 'Late'), hooks.viewport(page, 1));
  await expect.poll(() => asked.length).toBe(1);
  await page.mouse.up();
  await rendered(hooks.viewport(page, 1));
  await shows(hooks.viewport(page, 1), 7);
  expect(asked.filter((url) => url === asked[0])).toHaveLength(1);
  const uid = await hooks.viewport(page, 1).getAttribute('data-sop-instance-uid');
  expect(asked[0]).toContain(`${uid}/`);
});

test('undo brings back what a drop replaced, at the image where it was', async ({ page }) => {
  await open(page);
  const first = hooks.viewport(page, 1);
  await first.press('Home');
  await expect(first).toHaveAttribute('data-image-index', '0');
  await rendered(first);
  await drop(page, series(page, 'Report'), first);
  await expect(first).toHaveAttribute('data-viewport-kind', 'document');
  await rendered(first);
  await page.keyboard.press('Control+z');
  await rendered(first);
  await expect(first).toHaveAttribute('data-image-index', '0');
  await expect.poll(() => sliceOnCanvas(first)).toEqual({ series: 1, number: 1 });
  await page.keyboard.press('Control+y');
  await expect(first).toHaveAttribute('data-viewport-kind', 'document');
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true });

  test('a tap picks up and a tap on a viewport puts down', async ({ page }) => {
    await open(page);
    await series(page, 'Thin').tap();
    await expect(page.getByText('Tap a viewport to put it down.').first()).toBeVisible();
    await expect(series(page, 'Thin')).toHaveAttribute('data-carried', 'true');
    await hooks.viewport(page, 2).tap();
    await rendered(hooks.viewport(page, 2));
    await shows(hooks.viewport(page, 2), 2);
    await expect(page.getByText('Tap a viewport to put it down.')).toHaveCount(0);
    await shows(hooks.viewport(page, 1), 1);
  });

  test('the sides of every viewport are seen before a tap, and a tap on one makes a place there', async ({
    page,
  }) => {
    await open(page);
    await series(page, 'Thin').tap();
    const zones = hooks.viewport(page, 1).getByTestId('tap-zones');
    const whole = await hooks.viewport(page, 1).boundingBox();
    for (const zone of ['above', 'left', 'right', 'below', 'middle']) {
      const box = await zones.locator(`[data-zone="${zone}"]`).boundingBox();
      expect(Math.min(box?.width ?? 0, box?.height ?? 0)).toBeGreaterThanOrEqual(36);
    }
    await expect(hooks.viewport(page, 2).getByTestId('tap-zones')).toContainText('Show here');
    // Near the lower edge, as a drop there.
    await page.touchscreen.tap(
      (whole?.x ?? 0) + (whole?.width ?? 0) / 2,
      (whole?.y ?? 0) + (whole?.height ?? 0) * 0.95,
    );
    await expect(hooks.viewports(page)).toHaveCount(3);
    await expect(page.getByTestId('tap-zones')).toHaveCount(0);
    await shows(hooks.viewport(page, 1), 1);
    const [first, added] = [
      await hooks.viewport(page, 1).boundingBox(),
      await page.locator('[data-viewport-id][data-active="true"]').boundingBox(),
    ];
    expect(added?.y).toBeCloseTo((first?.y ?? 0) + (first?.height ?? 0), -1);
    expect(added?.x).toBeCloseTo(first?.x ?? 0, -1);
    await shows(page.locator('[data-viewport-id][data-active="true"]'), 2);
    await page.keyboard.press('Control+z');
    await expect(hooks.viewports(page)).toHaveCount(2);
  });

  test('a viewport that is picked up by tap moves to a side of another', async ({ page }) => {
    await open(page);
    await series(page, 'Thin').tap();
    await hooks.viewport(page, 2).tap();
    await shows(hooks.viewport(page, 2), 2);
    await hooks.viewport(page, 1).getByRole('button', { name: 'Drag viewport 1 onto another to swap' }).tap();
    await expect(hooks.viewport(page, 1).getByTestId('tap-zones')).toHaveCount(0);
    const there = hooks.viewport(page, 2).getByTestId('tap-zones');
    await expect(there).toContainText('Swap with viewport 1');
    await there.getByRole('button', { name: 'Move viewport 1 below viewport 2' }).tap();
    await expect(hooks.viewports(page)).toHaveCount(2);
    const [upper, lower] = [
      await hooks.viewports(page).nth(0).boundingBox(),
      await hooks.viewports(page).nth(1).boundingBox(),
    ];
    expect(lower?.y).toBeGreaterThan((upper?.y ?? 0) + 10);
    await shows(hooks.viewports(page).nth(0), 2);
    await shows(hooks.viewports(page).nth(1), 1);
  });

  test('Cancel puts nothing down, and a double tap opens in the active viewport', async ({ page }) => {
    await open(page);
    const before = await hangingOf(page);
    await series(page, 'Thin').tap();
    await page.getByRole('button', { name: 'Cancel' }).tap();
    expect(await hangingOf(page)).toEqual(before);
    await expect(page.locator('[data-carried]')).toHaveCount(0);

    const { x, y } = await middleOf(series(page, 'Late'));
    await page.touchscreen.tap(x, y);
    await page.touchscreen.tap(x, y);
    await shows(hooks.viewport(page, 1), 7);
    await expect(page.locator('[data-carried]')).toHaveCount(0);
  });
});

test('report, PDF, unsupported and images replace each other twenty times: no error, no canvas or context more', async ({
  page,
}) => {
  test.setTimeout(180_000);
  await page.addInitScript(() => {
    const counts = { webgl: 0 };
    Object.assign(window, { hangarContexts: counts });
    const known = new WeakSet<object>();
    const patch = (prototype: { getContext: (...args: never[]) => unknown }) => {
      const original = prototype.getContext;
      prototype.getContext = function patched(this: object, ...args: never[]) {
        const context = original.apply(this, args);
        if (String(args[0]).startsWith('webgl') && context && !known.has(this)) {
          known.add(this);
          counts.webgl += 1;
        }
        return context;
      };
    };
    patch(HTMLCanvasElement.prototype);
    patch(OffscreenCanvas.prototype);
  });
  const contexts = () =>
    page.evaluate(() => {
      const counts: unknown = Reflect.get(window, 'hangarContexts');
      return typeof counts === 'object' && counts !== null ? Number(Reflect.get(counts, 'webgl')) : -1;
    });
  const canvases = () => page.locator('canvas').count();
  await open(page);
  const first = hooks.viewport(page, 1);
  const others = ['Report', 'Document', 'Raw data'] as const;
  const kinds = { Report: 'document', Document: 'document', 'Raw data': 'tags' };
  const before = { contexts: await contexts(), canvases: await canvases() };
  for (let round = 0; round < 20; round += 1) {
    const name = others[round % others.length] ?? 'Report';
    await drop(page, series(page, name), first);
    await expect(first).toHaveAttribute('data-viewport-kind', kinds[name]);
    await expect(first).toHaveAttribute('data-display-set-uid', await uidOf(series(page, name)));
    await rendered(first);
    const image = round % 2 === 0 ? 'Clip' : 'Axial';
    await drop(page, series(page, image), first);
    await expect(first).toHaveAttribute('data-viewport-kind', 'stack');
    await rendered(first);
    await shows(first, image === 'Clip' ? 3 : 1);
    expect(await canvases(), `canvases after round ${round + 1}`).toBe(before.canvases);
  }
  expect(await contexts()).toBe(before.contexts);
});

test('of two series dropped within 50 ms, the later one is shown, and the slow one never under its name', async ({
  page,
}) => {
  await open(page);
  // Every frame of the first one comes late, also the ones that are asked for ahead.
  await page.route(`**/series/${seriesUIDOf(study, 7)}/**/frames/**`, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1200));
    await route.continue().catch(() => undefined);
  });
  const second = hooks.viewport(page, 2);
  await second.click();
  const [slow, quick] = [await uidOf(series(page, 'Late')), await uidOf(series(page, 'Last'))];
  const seen = await recordSightings(page);
  const answered = page.waitForEvent('requestfinished', {
    predicate: (request) =>
      request.url().includes(seriesUIDOf(study, 7)) && request.url().includes('/frames/'),
    timeout: 8000,
  });
  await page.evaluate(
    async ([a, b]) => {
      const open = (uid: string | undefined) =>
        document
          .querySelector(`[data-testid="study-browser"] [data-display-set-uid="${uid}"]`)
          ?.dispatchEvent(new MouseEvent('dblclick', { bubbles: true }));
      open(a);
      await new Promise((resolve) => setTimeout(resolve, 10));
      open(b);
    },
    [slow, quick],
  );
  await expect(second).toHaveAttribute('data-display-set-uid', quick);
  await rendered(second);
  await shows(second, 8);
  // Either the slow answer has arrived by now, or its request was given up: nothing comes of it.
  await answered.catch(() => undefined);
  await shows(second, 8);
  const wrong = (await seen()).filter(
    ({ viewportId, displaySetUID, code }) =>
      viewportId === 'viewport-2' && (displaySetUID !== quick || code === undefined || code.series !== 8),
  );
  expect(wrong).toEqual([]);
  await expect(second.getByTestId('viewport-overlay')).toContainText('Last');
});

test('sixty drags at random in a two by two: pictures, hooks and words always speak of one series', async ({
  page,
}) => {
  test.setTimeout(240_000);
  await open(page);
  await setLayout(page, 2, 2);
  const images = { Axial: 1, Thin: 2, Clip: 3, Late: 7, Last: 8 } as const;
  const choices: readonly (keyof typeof images)[] = ['Axial', 'Thin', 'Clip', 'Late', 'Last'];
  const numberOf = new Map<string, { number: number; name: string }>();
  for (const name of choices) numberOf.set(await uidOf(series(page, name)), { number: images[name], name });
  const seen = await recordSightings(page);
  let state = 20261122;
  const random = (below: number) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
  const wanted = new Map<number, keyof typeof images>();
  for (let count = 0; count < 60; count += 1) {
    const name = choices[random(choices.length)] ?? 'Axial';
    const target = 1 + random(4);
    await drop(page, series(page, name), hooks.viewport(page, target));
    wanted.set(target, name);
  }
  for (const [target, name] of wanted) {
    const viewport = hooks.viewport(page, target);
    await expect(viewport).toHaveAttribute('data-display-set-uid', await uidOf(series(page, name)));
    await rendered(viewport);
    await shows(viewport, images[name]);
    await expect(viewport.getByTestId('viewport-overlay')).toContainText(name);
  }
  const sightings = await seen();
  expect(sightings.length).toBeGreaterThan(40);
  const wrong = sightings.filter(
    ({ displaySetUID, code }) => code?.series !== numberOf.get(displaySetUID)?.number,
  );
  expect(wrong).toEqual([]);
  const misnamed = sightings.filter(
    ({ displaySetUID, overlay }) =>
      overlay !== '' && !overlay.includes(numberOf.get(displaySetUID)?.name ?? '?'),
  );
  expect(misnamed).toEqual([]);
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a series that vanished during the drag: told, and the viewport unchanged', async ({ page }) => {
  await open(page);
  await chooseMode(page, 'raw');
  const first = hooks.viewport(page, 1);
  const second = hooks.viewport(page, 2);
  const source = hooks.thumbnails(page).nth(2);
  const gone = await uidOf(source);
  await dragOnto(page, source, second);
  await page.evaluate(() => history.back());
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'viewer');
  await expect(page.locator(`[data-testid="study-browser"] [data-display-set-uid="${gone}"]`)).toHaveCount(0);
  const before = await hangingOf(page);
  const { x, y } = await middleOf(second);
  await page.mouse.move(x - 20, y - 20, { steps: 2 });
  await page.mouse.up();
  await expect(page.getByText('That series is no longer here')).toBeVisible();
  expect(await hangingOf(page)).toEqual(before);
  await rendered(first);
});
