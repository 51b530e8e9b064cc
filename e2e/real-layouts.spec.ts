import type { Locator, Page } from '@playwright/test';
import { middleOf, setLayout } from './gestures.ts';
import { fileShown, hang, over, realFiles, type RealFile } from './realData.ts';
import { cleanPage, copyLink, pixels, screen, still } from './screens.ts';
import { expect, hooks, openStudy, test } from './support.ts';

/** The grid on images of real scanners: layouts as whole states, linked viewports, priors. */
test.describe.configure({ timeout: 120_000 });

/** Everything said of the screen, and the pixels of each viewport. */
async function state(page: Page) {
  const pictures: string[] = [];
  for (const viewport of await hooks.viewports(page).all()) pictures.push(await pixels(viewport));
  return { said: await screen(page), pictures };
}

/** A state without what is no step of the hanging, or an id of one screen only. */
const without = (name: 'active' | 'viewportId', whole: unknown) =>
  JSON.parse(JSON.stringify(whole).replaceAll(new RegExp(`"${name}":"[^"]*",?`, 'g'), '')) as unknown;
const hung = async (page: Page) => without('active', await state(page));

/** Once nothing moves. */
async function settled(page: Page): Promise<void> {
  for (const viewport of await hooks.viewports(page).all()) {
    await expect(viewport).toHaveAttribute('data-state', /^(rendered|empty)$/);
    await still(viewport);
  }
}

over('mr-siemens-orientations', ({ open }) => {
  test('layouts, an edge, a border, swap and clear: undone and done again, each state whole; its link opens it', async ({
    page,
    context,
    browser,
  }) => {
    const viewport = await open(page);
    const steps: readonly (() => Promise<void>)[] = [
      async () => {
        await page.getByRole('button', { name: 'Layout', exact: true }).click();
        await page.getByRole('button', { name: 'One large above a row of three' }).click();
        await expect(hooks.viewports(page)).toHaveCount(4);
      },
      async () => hang(page, 'cor_asc', 2),
      async () => {
        // At the right edge of the first: a viewport of its own.
        const thumbnail = hooks.thumbnail(page, 'sag_asc');
        await thumbnail.hover();
        await page.mouse.down();
        const box = await viewport.boundingBox();
        if (!box) throw new Error('no viewport');
        await page.mouse.move(box.x + box.width * 0.9 - 6, box.y + box.height / 2, { steps: 4 });
        await page.mouse.move(box.x + box.width * 0.9, box.y + box.height / 2);
        await page.mouse.move(box.x + box.width * 0.9 + 1, box.y + box.height / 2);
        await expect(viewport.getByTestId('drop-preview')).toHaveAttribute('data-zone', 'right');
        await page.mouse.up();
        await expect(hooks.viewports(page)).toHaveCount(5);
      },
      async () => {
        const line = page.getByRole('separator', { name: 'Border between viewports 1 and 2' });
        const { x, y } = await middleOf(line);
        await page.mouse.move(x, y);
        await page.mouse.down();
        await page.mouse.move(x - 120, y, { steps: 4 });
        await page.mouse.up();
        await expect(line).not.toHaveAttribute('aria-valuenow', '50');
      },
      async () => {
        const before = await hooks.viewports(page).nth(1).getAttribute('data-display-set-uid');
        await viewport.focus();
        await page.keyboard.press('x');
        await page.keyboard.press('ArrowRight');
        await page.keyboard.press('Space');
        await expect(hooks.viewports(page).first()).toHaveAttribute('data-display-set-uid', before ?? '');
      },
      async () => {
        await hooks.viewports(page).nth(2).focus();
        await page.keyboard.press('Delete');
        await expect(hooks.viewports(page).nth(2)).toHaveAttribute('data-state', 'empty');
      },
    ];
    const states = [await hung(page)];
    for (const step of steps) {
      await step();
      await settled(page);
      states.push(await hung(page));
    }
    for (const before of states.slice(0, -1).reverse()) {
      await page.keyboard.press('Control+z');
      await expect.poll(() => hung(page)).toEqual(before);
    }
    for (const after of states.slice(1)) {
      await page.keyboard.press('Control+y');
      await expect.poll(() => hung(page)).toEqual(after);
    }
    await hooks.viewports(page).first().press('m');
    await expect(hooks.viewports(page).nth(1)).toBeHidden();
    await page.keyboard.press('m');
    await expect(hooks.viewports(page).nth(1)).toBeVisible();
    const link = await copyLink(page, context);
    await settled(page);
    const whole = without('viewportId', await state(page));
    const other = await cleanPage(page, browser);
    await other.goto(link);
    await expect.poll(async () => without('viewportId', await state(other))).toEqual(whole);
    await other.context().close();
  });
});

over('mr-philips-study', ({ open }) => {
  test('two MR series in one frame of reference: linked by position, and the crosshair finds the slice', async ({
    page,
  }) => {
    await open(page);
    await setLayout(page, 1, 2);
    await hang(page, 'T1W_FFE_Sno_CS2', 1);
    await hang(page, 'T1W_FFE_Sno_CS4', 2);
    const [frames, slices] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
    const files = realFiles('mr-philips-study');
    /** Where the slice of each lies, read from the files. */
    const heightOfSlice = async () => (await fileShown(slices, files)).numbers('x00200032')[2] ?? NaN;
    const heightOfFrame = async () => {
      const { dataSet } = await fileShown(frames, files);
      const frame = Number(await frames.getAttribute('data-frame'));
      const groups = dataSet.elements['x52009230']?.items?.[frame - 1]?.dataSet;
      const place = groups?.elements['x00209113']?.items?.[0]?.dataSet?.string('x00200032');
      return Number(place?.split('\\')[2]);
    };
    const apart = async () => Math.abs((await heightOfSlice()) - (await heightOfFrame()));
    await slices.focus();
    await page.keyboard.press('Shift+L');
    const mark = frames.getByTestId('link-mark');
    await expect(mark).toHaveAttribute('data-by', 'by position');
    for (const key of ['Home', 'ArrowDown', 'ArrowDown', 'PageDown', 'ArrowUp']) {
      const before = await slices.getAttribute('data-image-index');
      await slices.press(key);
      await expect(slices).not.toHaveAttribute('data-image-index', before ?? '');
      await expect.poll(apart).toBeLessThanOrEqual(5.5 / 2);
    }
    // Window, zoom and pan go together, too.
    await slices.press('+');
    const magnification = async (viewport: Locator) =>
      /([\d.]+)x/.exec((await viewport.getByTestId('overlay-view').textContent()) ?? '')?.[1];
    await expect.poll(() => magnification(frames)).toBe(await magnification(slices));
    await slices.press('Shift+L');
    await frames.press('Home');
    await expect(frames).toHaveAttribute('data-image-index', '0');
    await slices.focus();
    await page.keyboard.press('Shift+C');
    await page.keyboard.press('Shift+C');
    await expect.poll(apart).toBeLessThanOrEqual(5.5 / 2);
    await expect(frames.getByTestId('crosshair')).toHaveAttribute('data-shown', 'true');
  });
});

type Point = readonly [number, number, number];
const dot = (a: Point, b: Point) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** The plane of an image, from its file: where its pixels are, and how far a point is from it, mm. */
function planeOf(file: RealFile) {
  const [x = 0, y = 0, z = 0] = file.numbers('x00200032');
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = file.numbers('x00200037');
  const [down = 0, across = 0] = file.numbers('x00280030');
  const normal: Point = [b * f - c * e, c * d - a * f, a * e - b * d];
  const columns = (file.dataSet.uint16('x00280011') ?? 0) * across;
  const rows = (file.dataSet.uint16('x00280010') ?? 0) * down;
  return {
    columns,
    rows,
    pixel: Math.min(down, across),
    /** By mm from the upper left corner of the picture. */
    at(right: number, low: number): Point {
      const [u, v] = [right - across / 2, low - down / 2];
      return [x + a * u + d * v, y + b * u + e * v, z + c * u + f * v];
    },
    away: (point: Point) => Math.abs(dot(point, normal) - dot([x, y, z], normal)),
  };
}

over('mr-siemens-orientations', ({ open }) => {
  test('reference lines: the active picture in the two that cross it, where the files put it', async ({
    page,
  }) => {
    await open(page);
    await setLayout(page, 1, 3);
    for (const [at, name] of ['ax_asc', 'cor_asc', 'sag_asc'].entries()) await hang(page, name, at + 1);
    const files = realFiles('mr-siemens-orientations');
    for (const active of [1, 2, 3]) {
      await hooks.viewport(page, active).focus();
      const source = planeOf(await fileShown(hooks.viewport(page, active), files));
      for (const number of [1, 2, 3].filter((each) => each !== active)) {
        const viewport = hooks.viewport(page, number);
        const target = planeOf(await fileShown(viewport, files));
        const ends = async () =>
          viewport.evaluate((element) => {
            const group = element.querySelector<SVGGElement>('[data-reference-line="plane"]');
            const line = group?.querySelector('line:last-of-type');
            const host = element.querySelector('[data-image]');
            if (!line || !group || !host || group.style.display === 'none') return [];
            const place = ['x1', 'y1', 'x2', 'y2'].map((name) => Number(line.getAttribute(name)));
            return [host.clientWidth, host.clientHeight, ...place];
          });
        /** How far the ends of the line are from the active plane, in pixels of the picture. */
        const miss = async () => {
          const [width = NaN, height = NaN, ...places] = await ends();
          const scale = Math.min(width / target.columns, height / target.rows);
          return Math.max(
            ...[0, 2].map((end) => {
              const right = ((places[end] ?? NaN) - (width - target.columns * scale) / 2) / scale;
              const low = ((places[end + 1] ?? NaN) - (height - target.rows * scale) / 2) / scale;
              return source.away(target.at(right, low)) / target.pixel;
            }),
          );
        };
        await expect.poll(miss).toBeLessThan(0.5);
      }
    }
    await page.keyboard.press('Shift+R');
    await expect(page.getByTestId('reference-lines')).toHaveCount(0);
    await page.keyboard.press('Shift+L');
    await expect(hooks.viewport(page, 1).getByTestId('link-mark')).toHaveAttribute('data-by', 'not scrolled');
  });
});

const peters = ['4919', '4950', '4981', '5011', '15820', '15970', '2062', '2392', '2693', '3023', '3353'];

over(
  peters.map((name) => `pydicom-tests/${name}`),
  ({ open }) => {
    test('other studies of a patient: found on request, dated, side by side, marked', async ({ page }) => {
      const viewport = await open(page, { of: 'pydicom-tests/4919' });
      await viewport.press('Shift+Y');
      const others = page.getByTestId('other-studies').locator('[data-other-study]');
      await expect(others).toHaveCount(2);
      await expect(others.first()).toContainText('same day');
      await expect(others.last()).toContainText('01/01/2001');
      await expect(others.last()).toContainText('2 y 4 mo earlier');
      const beside = others.first().getByRole('button', { name: /side by side/ });
      await beside.click();
      const second = hooks.viewports(page).nth(1);
      await expect(second).toHaveAttribute('data-state', 'rendered');
      await expect(second.getByTestId('prior-mark')).toHaveText('Other study: same day');
      await expect(viewport.getByTestId('prior-mark')).toHaveCount(0);
      for (const each of [viewport, second]) {
        await expect(each).toContainText('FAST LOCALIZER');
        await expect(each.locator('[data-overlay-item="patientName"]')).toHaveText('Doe, Peter');
        await expect(each.locator('[data-overlay-item="studyDate"]')).toHaveText('05/05/2003');
      }
      await page.goBack();
      await expect(second).toContainText('Its study has been closed.');
    });
  },
);

over(['mr-epi-ge-timeseries', 'mr-dwi-ge'], ({ archive }) => {
  test('studies of two patients together: each viewport names its own, also without text; linked by number', async ({
    page,
  }) => {
    const uids = ['mr-epi-ge-timeseries', 'mr-dwi-ge'].map((folder) =>
      realFiles(folder)[0]?.text('x0020000d'),
    );
    await openStudy(page, archive(), uids.join(','));
    await setLayout(page, 1, 2);
    await hang(page, 'repetition 2', 1);
    await hang(page, 'b = 1000', 2);
    const [first, second] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
    await first.press('o');
    await expect(first.locator('[data-overlay-item="image"]')).toHaveCount(0);
    await expect(first.locator('[data-overlay-item="patientName"]')).toHaveText('Test, Regression');
    await expect(second.locator('[data-overlay-item="patientName"]')).toHaveText('dicom');
    await expect(second.locator('[data-overlay-item="studyDate"]')).toHaveText('29/09/2020');
    await second.press('Home');
    await first.press('Home');
    await expect(first).toHaveAttribute('data-image-index', '0');
    await first.press('Shift+L');
    await expect(second.getByTestId('link-mark')).toHaveAttribute('data-by', 'by image number');
    for (let step = 0; step < 3; step += 1) await first.press('ArrowDown');
    await expect(first).toHaveAttribute('data-image-index', '3');
    await expect(second).toHaveAttribute('data-image-index', '3');
  });
});
