import type { Locator } from '@playwright/test';
import { setLayout } from './gestures.ts';
import { over } from './realData.ts';
import { expect, hooks, rendered, test } from './support.ts';

/** Clips of real scanners: their speed and its source, parts, frames one by one, and two in step. */
test.describe.configure({ timeout: 120_000 });

const cineOf = (viewport: Locator) => viewport.getByTestId('cine');
const allHere = (viewport: Locator) =>
  expect
    .poll(() =>
      viewport
        .getByRole('slider', { name: /^Image in viewport/ })
        .evaluate((element) => element.style.backgroundImage.includes('transparent')),
    )
    .toBe(false);

/** What viewports show in every frame that is drawn until the first has changed so many times. */
function shownIn(viewport: Locator, changes: number): Promise<(readonly number[])[]> {
  return viewport.evaluate(
    (element, wanted) =>
      new Promise<number[][]>((resolve) => {
        const seen: number[][] = [];
        let left = wanted;
        let last = element.getAttribute('data-image-index');
        const look = () => {
          const all = [...document.querySelectorAll('[data-viewport-id][data-image-index]')];
          seen.push(all.map((each) => Number(each.getAttribute('data-image-index'))));
          const now = element.getAttribute('data-image-index');
          if (now !== last) left -= 1;
          last = now;
          if (left > 0) requestAnimationFrame(look);
          else resolve(seen);
        };
        requestAnimationFrame(look);
      }),
    changes,
  );
}

over(['xa-cine', 'nm'], ({ open }) => {
  test('angiography: rate and source, speed by hand and back, a part, back and forth, frame by frame', async ({
    page,
  }) => {
    const viewport = await open(page, { of: 'xa-cine/jpeg8bit.dcm' });
    const cine = cineOf(viewport);
    await expect(viewport).toHaveAttribute('data-image-count', '96');
    await expect(cine).toContainText('30.3 fps');
    await expect(cine).toContainText('FrameTime 33 ms');
    const speed = cine.getByRole('slider', { name: 'Frames per second' });
    await speed.focus();
    await page.keyboard.press('Home');
    await expect(cine).toContainText('set by hand');
    const back = cine.getByRole('button', { name: /^True speed/ });
    await expect(back).toHaveAccessibleName(/30.3 fps, FrameTime/);
    await back.click();
    await expect(cine).toContainText('30.3 fps');
    await allHere(viewport);

    const trim = viewport.getByTestId('cine-trim');
    const handle = (name: 'First' | 'Last') => viewport.getByRole('slider', { name: `${name} frame played` });
    await handle('First').focus();
    for (let press = 0; press < 4; press += 1) await page.keyboard.press('PageUp');
    await expect(trim).toHaveAttribute('data-first', '40');
    await handle('Last').focus();
    for (let press = 0; press < 5; press += 1) await page.keyboard.press('PageDown');
    await expect(trim).toHaveAttribute('data-last', '45');
    await viewport.press('Home');
    await expect(viewport).toHaveAttribute('data-image-index', '0');
    for (const [key, index] of [
      ['.', 40],
      [',', 45],
      ['.', 40],
      ['.', 41],
    ] as const) {
      await viewport.press(key);
      await expect(viewport).toHaveAttribute('data-image-index', String(index));
    }
    await cine.getByRole('button', { name: /Playing in a loop/ }).click();
    await expect(cine.getByRole('button', { name: /Playing back and forth/ })).toBeVisible();
    await viewport.press('c');
    const seen = (await shownIn(viewport, 14)).map(([first = -1]) => first);
    await viewport.press('c');
    await expect(cine).toHaveAttribute('data-playing', 'false');
    expect(new Set(seen)).toEqual(new Set([40, 41, 42, 43, 44, 45]));
    // Back and forth: no step is from one end to the other.
    const jumps = seen.slice(1).map((index, at) => Math.abs(index - (seen[at] ?? index)));
    expect(Math.max(...jumps)).toBeLessThan(5);
  });

  test('frames of the heart without times say that their speed is a guess, and play', async ({ page }) => {
    const viewport = await open(page, { of: 'nm/NM-MONO2-16-13x-heart' });
    await expect(cineOf(viewport)).toContainText('10 fps');
    await expect(cineOf(viewport)).toContainText('default (no rate in the data)');
    await allHere(viewport);
    await viewport.press('c');
    await shownIn(viewport, 4);
    await viewport.press('c');
    await expect(cineOf(viewport)).toHaveAttribute('data-playing', 'false');
  });
});

const stress = ['08', '09', '13'].map((number) => `us-cine/I_0000${number}.dcm`);

over(stress, ({ open }) => {
  test('stress echo: two clips in step frame by frame; of different length, by time', async ({ page }) => {
    await open(page);
    await setLayout(page, 1, 2);
    const clips = hooks.thumbnails(page);
    const [one, two] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
    const hangClips = async (counts: readonly (readonly [count: number, nth: number])[]) => {
      for (const [at, [count, nth]] of counts.entries()) {
        const clip = clips.filter({ hasText: `${count} frames` }).nth(nth);
        const uid = (await clip.getAttribute('data-display-set-uid')) ?? '';
        await clip.focus();
        await page.keyboard.press(String(at + 1));
        await expect(hooks.viewport(page, at + 1)).toHaveAttribute('data-display-set-uid', uid);
        await rendered(hooks.viewport(page, at + 1));
        await allHere(hooks.viewport(page, at + 1));
      }
      await one.focus();
    };
    await hangClips([
      [10, 0],
      [10, 1],
    ]);
    await page.keyboard.press('Shift+P');
    await expect(one.getByTestId('cine-step')).toHaveText('In step frame by frame');
    const pairs = await shownIn(one, 12);
    expect(pairs.filter(([a, b]) => a !== b)).toEqual([]);
    await two.press('c');
    for (const viewport of [one, two])
      await expect(cineOf(viewport)).toHaveAttribute('data-playing', 'false');

    await hangClips([
      [15, 0],
      [10, 0],
    ]);
    await page.keyboard.press('Shift+P');
    await expect(one.getByTestId('cine-step')).toHaveText('In step by time');
    await shownIn(one, 4);
    await one.press('c');
    await expect(one.getByTestId('cine-step')).toHaveCount(0);
  });
});
