import { type Page } from '@playwright/test';
import { codedStack, studyUIDOf, writeStudy } from '../../e2e/fixtures/objects.ts';
import { expect, hooks, openStudy, rendered, sliceOnCanvas, startArchive, test } from '../../e2e/support.ts';
import { count, markdownTable, ms } from './measure.ts';

/** What scrolling through a large stack costs in the browser, drawn as the machine draws. Figures: docs/scrolling.md. */
const slices = Number(process.env['BENCH_SLICES'] ?? 1000);
const side = Number(process.env['BENCH_SIDE'] ?? 512);
const study = 'bench-scroll';

/** What the main thread did during a run: tasks of more than 50 ms (the browser's "long tasks"), frames, images. */
interface Run {
  readonly name: string;
  readonly seconds: number;
  readonly images: number;
  readonly longTasks: readonly number[];
  /** Between frames, ms, shortest first. */
  readonly frames: readonly number[];
}

/**
 * Goes to images one after another, one notch of the wheel or one place of the bar
 * a frame, and watches.
 */
function watch(page: Page, name: string, how: 'wheel on' | 'wheel back' | 'bar'): Promise<Run> {
  return page.evaluate(
    async ({ name: title, how: kind }) => {
      const viewport = document.querySelector<HTMLElement>('[data-viewport-id]');
      const canvas = viewport?.querySelector('canvas');
      const bar = viewport?.querySelector<HTMLElement>('[role="slider"][aria-orientation="vertical"]');
      if (!viewport || !canvas || !bar) throw new Error('no viewport');
      const total = Number(viewport.dataset['imageCount']);
      const longTasks: number[] = [];
      const observer = new PerformanceObserver((list) => {
        for (const { duration } of list.getEntries()) longTasks.push(duration);
      });
      observer.observe({ entryTypes: ['longtask'] });
      const seen = new Set<string>();
      const mutations = new MutationObserver(() => seen.add(viewport.dataset['imageIndex'] ?? ''));
      mutations.observe(viewport, { attributes: true, attributeFilter: ['data-image-index'] });
      const frames: number[] = [];
      const started = performance.now();
      let last = started;
      const nextFrame = () =>
        new Promise<void>((resolve) =>
          requestAnimationFrame(() => {
            const now = performance.now();
            frames.push(now - last);
            last = now;
            resolve();
          }),
        );
      const box = bar.getBoundingClientRect();
      const pointer = (type: string, part: number) =>
        bar.dispatchEvent(
          new PointerEvent(type, {
            bubbles: true,
            pointerId: 1,
            clientX: box.left + 4,
            clientY: box.top + 3 + (box.height - 6) * part,
          }),
        );
      const steps = kind === 'bar' ? 300 : total - 1;
      for (let step = 0; step < steps; step += 1) {
        if (kind === 'bar') pointer('pointerdown', Math.abs((((step * 2) / steps) % 2) - 1));
        else {
          const deltaY = kind === 'wheel on' ? 100 : -100;
          canvas.dispatchEvent(new WheelEvent('wheel', { deltaY, bubbles: true, cancelable: true }));
        }
        await nextFrame();
      }
      await nextFrame();
      observer.takeRecords().forEach(({ duration }) => longTasks.push(duration));
      observer.disconnect();
      mutations.disconnect();
      return {
        name: title,
        seconds: (performance.now() - started) / 1000,
        images: seen.size,
        longTasks,
        frames: frames.sort((a, b) => a - b),
      };
    },
    { name, how },
  );
}

const part = (sorted: readonly number[], of: number) => sorted[Math.floor((sorted.length - 1) * of)] ?? 0;

test('scrolling', async ({ page }) => {
  const archive = await startArchive((folder) =>
    writeStudy(
      folder,
      codedStack({ study, slices, rows: side, columns: side, spacing: 1, SeriesDescription: 'Stack' }),
    ),
  );
  try {
    // Room for all of it to be loaded ahead.
    await page.addInitScript(() => localStorage.setItem('hangar.imageMemoryMB', '4096'));
    const started = Date.now();
    await openStudy(page, archive, studyUIDOf(study));
    const viewport = hooks.viewport(page, 1);
    await rendered(viewport);
    const first = Date.now() - started;
    await viewport.focus();
    await page.keyboard.press('Home');
    await expect(viewport).toHaveAttribute('data-image-index', '0');
    const runs = [await watch(page, 'on, one image a frame, while it loads', 'wheel on')];
    await page.keyboard.press('Home');
    await expect(viewport).toHaveAttribute('data-image-index', '0');
    const bar = viewport.getByRole('slider', { name: 'Image in viewport 1' });
    await expect
      .poll(() => bar.evaluate((element) => element.style.backgroundImage.includes('transparent')), {
        timeout: 10 * 60_000,
      })
      .toBe(false);
    const loaded = Date.now() - started;
    runs.push(await watch(page, 'on, one image a frame, all here', 'wheel on'));
    await expect
      .poll(() => sliceOnCanvas(viewport, { rows: side, columns: side }))
      .toMatchObject({ number: slices });
    runs.push(await watch(page, 'back, one image a frame, all here', 'wheel back'));
    runs.push(await watch(page, 'the bar from end to end and back, all here', 'bar'));

    const rows = runs.map(({ name, seconds, images, longTasks, frames }) => [
      name,
      ms(images / seconds),
      ms(part(frames, 0.5)),
      ms(part(frames, 0.95)),
      count(longTasks.length),
      longTasks.length === 0 ? 'none' : ms(Math.max(...longTasks)),
    ]);
    console.log(
      `\n${count(slices)} slices of ${side} x ${side}: first picture ${count(first)} ms, all here ${count(loaded)} ms\n\n` +
        markdownTable(
          ['scrolling', 'images a second', 'frame, median ms', '95 %', 'tasks over 50 ms', 'longest, ms'],
          rows,
        ),
    );
  } finally {
    await archive.close();
  }
});
