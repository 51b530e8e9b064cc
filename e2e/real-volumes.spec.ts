import type { Locator } from '@playwright/test';
import { holdGraphics, loseContexts } from './graphics.ts';
import {
  brightness,
  expectedLevels,
  fileShown,
  levelsOf,
  over,
  probed,
  realFiles,
  storedValue,
  type RealFile,
} from './realData.ts';
import { still } from './screens.ts';
import { expect, rendered, test } from './support.ts';

/** Volumes of real scanners: planes and slabs against the files, refusals, SUV, times, a lost card. */
test.describe.configure({ timeout: 180_000 });

const complete = (viewport: Locator) => expect(viewport).toHaveAttribute('data-slices-here', /^(\d+)\/\1$/);

async function windowOf(viewport: Locator): Promise<{ width: number; center: number }> {
  const words = (await viewport.getByTestId('overlay-view').textContent()) ?? '';
  const [, width, center] = /W (-?[\d.,]+) L (-?[\d.,]+)/.exec(words.replaceAll(',', '')) ?? [];
  return { width: Number(width), center: Number(center) };
}

over('ct-cta-64px', ({ open }) => {
  /** Its 93 slices of 64 x 64, 1.5 mm apart, pixels of 3.2 mm, from the feet to the head. */
  const read = () => {
    const files = [...realFiles('ct-cta-64px')].sort(
      (a, b) => (a.numbers('x00200032')[2] ?? 0) - (b.numbers('x00200032')[2] ?? 0),
    );
    const at = (x: number, y: number, z: number) => storedValue(files[z] as RealFile, x, y);
    return { files, at };
  };
  const offFrom = async (
    viewport: Locator,
    picture: Parameters<typeof levelsOf>[1],
    values: readonly number[],
  ) => {
    const { center, width } = await windowOf(viewport);
    const wanted = expectedLevels(values, center, width);
    const levels = await levelsOf(viewport, picture);
    return levels.reduce((sum, level, i) => sum + Math.abs(level - (wanted[i] ?? 0)), 0) / levels.length;
  };

  test('planes cut from a CT angiography hold the voxels of the files; so do maximum, minimum and average', async ({
    page,
  }) => {
    const { at } = read();
    const viewport = await open(page, { mode: 'volume' });
    await viewport.press('n');
    await expect(viewport).toHaveAttribute('data-plane', 'coronal');
    await complete(viewport);
    await still(viewport);
    const y = Math.round(Number(await viewport.getAttribute('data-plane-position')) / 3.2);
    const picture = { columns: 64, rows: 93, width: 64 * 3.2, height: 93 * 1.5 };
    const coronal = (row: number) =>
      Array.from({ length: 64 * 93 }, (_, i) => at(i % 64, row, 92 - Math.floor(i / 64)));
    const own = await offFrom(viewport, picture, coronal(y));
    expect(own).toBeLessThan(6);
    for (const other of [y - 3, y + 3])
      expect(await offFrom(viewport, picture, coronal(other))).toBeGreaterThan(own * 2);

    // A slab of three slices, in each of its ways.
    await viewport.press('a');
    await expect(viewport).toHaveAttribute('data-plane', 'axial');
    await viewport.press(']');
    await expect(viewport).toHaveAttribute('data-slab', '4.50');
    const z = Math.round(Number(await viewport.getAttribute('data-plane-position')) / 1.5);
    const axial = (of: (three: readonly number[]) => number) =>
      Array.from({ length: 64 * 64 }, (_, i) =>
        of([z - 1, z, z + 1].map((slice) => at(i % 64, Math.floor(i / 64), slice))),
      );
    const blends = {
      max: axial((three) => Math.max(...three)),
      min: axial((three) => Math.min(...three)),
      average: axial((three) => three.reduce((sum, value) => sum + value, 0) / 3),
    };
    const square = { columns: 64, rows: 64, width: 1, height: 1 };
    for (const blend of Object.keys(blends) as (keyof typeof blends)[]) {
      await still(viewport);
      const off = Object.entries(blends).map(
        async ([name, values]) => [await offFrom(viewport, square, values), name] as const,
      );
      const [[, nearest] = []] = (await Promise.all(off)).sort(([a], [b]) => a - b);
      expect(nearest).toBe(blend);
      await viewport.press('t');
    }
  });

  test('a plane turned by keys is told with its angle, 3D with a preset is cropped', async ({ page }) => {
    const viewport = await open(page, { mode: 'volume' });
    await viewport.press('n');
    await expect(viewport).toHaveAttribute('data-plane', 'coronal');
    await viewport.press('Control+Alt+Shift+ArrowUp');
    await expect(viewport).toHaveAttribute('data-plane-turned', 'Oblique, tilted 10° from coronal');
    await viewport.press('Shift+A');
    await expect(viewport).not.toHaveAttribute('data-plane-turned', /./);
    await viewport.press('Shift+D');
    await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume3d');
    await page.getByRole('button', { name: /^Preset: / }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Maximum (MIP)', exact: true }).click();
    await expect(viewport).toHaveAttribute('data-preset', 'mip');
    await expect(viewport).toHaveAttribute('data-quality', 'whole', { timeout: 40_000 });
    const before = await brightness(viewport);
    await viewport.press('Alt+Shift+B');
    const left = viewport.getByRole('slider', { name: /Face at the left/ });
    await left.focus();
    for (let press = 0; press < 5; press += 1) await page.keyboard.press('PageDown');
    await expect(viewport).toContainText('Cropped');
    await expect.poll(() => brightness(viewport)).toBeLessThan(before);
  });
});

over(['ct-head-ge', 'mr-dwi-ge'], ({ open }) => {
  test('what is no volume is refused with the reason, and stays a stack', async ({ page }) => {
    for (const [of, reason] of [
      [
        'ct-head-ge/01.dcm',
        'spacing is irregular: 1.08 to 7 mm (usually 4), widest between images 16 and 17',
      ],
      ['mr-dwi-ge/i22.MRDC.1', 'not a volume: each of the 2 positions has 6 images'],
    ] as const) {
      const viewport = await open(page, { of });
      await viewport.hover();
      await page.getByRole('button', { name: 'Viewport 1 menu' }).click();
      for (const name of ['Show in the volume viewer', 'Show in the 3D viewer']) {
        const item = page.getByRole('menuitem', { name });
        await expect(item).toHaveAttribute('aria-disabled', 'true');
        await expect(item).toContainText(reason);
      }
      await page.keyboard.press('Escape');
    }
  });

  test('after the graphics card is lost a head CT is back by itself: same slice, window and zoom', async ({
    page,
  }) => {
    await holdGraphics(page);
    const viewport = await open(page, { of: 'ct-head-ge/01.dcm', extra: '&renderer=gpu' });
    // Until then there is no graphics card to be lost.
    await expect(viewport.locator('[data-surface="cornerstone"]')).toBeAttached();
    await viewport.press('End');
    await viewport.press('PageUp');
    await expect(viewport).toHaveAttribute('data-image-index', '17');
    await viewport.press('4');
    await viewport.press('+');
    await viewport.press('+');
    await rendered(viewport);
    await still(viewport);
    const [said, slice, level] = [
      (await viewport.getByTestId('overlay-view').textContent()) ?? '',
      (await viewport.getAttribute('data-sop-instance-uid')) ?? '',
      await brightness(viewport),
    ];
    expect(level).toBeGreaterThan(5);
    await loseContexts(page);
    await expect(viewport).toContainText('Drawn without the graphics card');
    await rendered(viewport);
    await expect(viewport).toHaveAttribute('data-sop-instance-uid', slice);
    await expect(viewport.getByTestId('overlay-view')).toHaveText(said);
    await expect.poll(async () => Math.abs((await brightness(viewport)) - level)).toBeLessThan(3);
    await viewport.press('ArrowUp');
    await expect(viewport).toHaveAttribute('data-image-index', '16');
  });
});

over('pt-seg-sr-rwv/PET', ({ open }) => {
  test('PET alone: its SUV by the probe as computed from the file, and as a projection', async ({ page }) => {
    const viewport = await open(page);
    await expect(viewport.getByTestId('overlay-view')).toContainText('SUVbw');
    await viewport.press('b');
    await viewport.press('b');
    const file = await fileShown(viewport, realFiles('pt-seg-sr-rwv/PET'));
    const { column, row, words } = await probed(viewport);
    // Body weight: activity over dose a gram, the dose decayed from the injection to the start of the series.
    const [[slope = NaN], [weight = NaN]] = [file.numbers('x00281053'), file.numbers('x00101030')];
    const drug = file.dataSet.elements['x00540016']?.items?.[0]?.dataSet;
    const secondsOf = (text = '') =>
      Number(text.slice(0, 2)) * 3600 + Number(text.slice(2, 4)) * 60 + Number(text.slice(4));
    const waited = secondsOf(file.text('x00080031')) - secondsOf(drug?.string('x00181072'));
    const dose = Number(drug?.string('x00181074')) * 2 ** (-waited / Number(drug?.string('x00181075')));
    const activity = storedValue(file, column, row) * slope;
    expect(words).toContain(`Stored${storedValue(file, column, row)}`);
    const [, suv, value] = /SUVbw([\d.]+) g\/mlValue([\d.]+) Bq/.exec(words) ?? [];
    expect(Number(value)).toBeCloseTo(activity, 1);
    // The viewer counts whole seconds.
    expect(Number(suv) / ((activity * weight * 1000) / dose)).toBeCloseTo(1, 3);
    await page.keyboard.press('Escape');
    await viewport.press('Shift+D');
    await expect(viewport).toHaveAttribute('data-viewport-kind', 'volume3d');
    await expect(viewport).toHaveAttribute('data-preset', 'mip');
    await expect(viewport).toHaveAttribute('data-quality', 'whole', { timeout: 40_000 });
    await expect.poll(() => brightness(viewport)).toBeGreaterThan(2);
  });
});

over(['mr-epi-ge-timeseries', 'mr-dwi-ge'], ({ open }) => {
  test('times in a volume keep the plane; b-values go by key and slider; times play', async ({ page }) => {
    const viewport = await open(page, {
      of: 'mr-epi-ge-timeseries/axial_epi_fmri_interleaved_i_to_s-00001.dcm',
      mode: 'volume',
    });
    const bar = viewport.getByTestId('four-d');
    await viewport.press('n');
    await expect(viewport).toHaveAttribute('data-plane', 'coronal');
    await complete(viewport);
    const place = (await viewport.getAttribute('data-plane-position')) ?? '';
    const [uid, member] = [
      (await viewport.getAttribute('data-display-set-uid')) ?? '',
      Number(await bar.getAttribute('data-member')),
    ];
    await viewport.press(member === 0 ? '>' : '<');
    await expect(bar).toHaveAttribute('data-member', String(member === 0 ? 1 : member - 1));
    await expect(viewport).not.toHaveAttribute('data-display-set-uid', uid);
    await expect(viewport).toHaveAttribute('data-plane-position', place);
    await complete(viewport);
    await viewport.press('Alt+c');
    await expect(bar).toHaveAttribute('data-playing', 'true');
    await expect(bar).toContainText('4 a second, default (no rate in the data)');
    const seen = new Set<string>();
    await expect
      .poll(async () => seen.add((await bar.getAttribute('data-member')) ?? '').size, { intervals: [50] })
      .toBe(3);
    await viewport.press('Alt+c');
    await expect(bar).toHaveAttribute('data-playing', 'false');

    await open(page, { of: 'mr-dwi-ge/i22.MRDC.1' });
    await expect(bar).toHaveAttribute('data-kind', 'b');
    await expect(bar.getByRole('slider', { name: /b-value/ })).toHaveAttribute(
      'aria-valuetext',
      'b = 1000 · 2 of 2',
    );
    await viewport.press('<');
    await expect(bar.getByRole('slider', { name: /b-value/ })).toHaveAttribute(
      'aria-valuetext',
      'b = 0 · 1 of 2',
    );
    await rendered(viewport);
    // The b-value that the maker keeps in a private tag of the file that is shown.
    const file = await fileShown(viewport, realFiles('mr-dwi-ge'));
    expect(file.numbers('x00431039')[0]).toBe(0);
  });
});
