import { type CDPSession, type Locator, type Page } from '@playwright/test';
import {
  codedClip,
  codedStack,
  lossyImage,
  pdf,
  secondaryCapture,
  seriesUIDOf,
  sr,
  studyUIDOf,
  unknownClass,
  writeStudy,
} from './fixtures/objects.ts';
import { setLayout } from './gestures.ts';
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

const study = 'replacements';
/** The same seed does the same; `HANGAR_SEED` gives another one, or `random`. */
const given = process.env['HANGAR_SEED'] ?? '20261126';
const seed = given === 'random' ? Math.floor(Math.random() * 2 ** 31) : Number(given);
const replacements = Number(process.env['HANGAR_REPLACEMENTS'] ?? 500);
let archive: TestArchive;

test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study, series: 1, slices: 12, SeriesDescription: 'Axial' }),
      ...codedStack({ study, series: 2, slices: 8, SeriesDescription: 'Coronal' }),
      codedClip({ study, series: 3, frames: 10, SeriesDescription: 'Clip' }),
      codedClip({ study, series: 4, frames: 6, frameTime: 0, SeriesDescription: 'Second clip' }),
      pdf({ study, series: 5, SeriesDescription: 'Document' }),
      sr({ study, series: 6, SeriesDescription: 'Report' }),
      unknownClass({ study, series: 7, SeriesDescription: 'Raw data' }),
      secondaryCapture({ study, series: 8, SeriesDescription: 'Screen save' }),
      lossyImage({ study, series: 9, SeriesDescription: 'Lossy' }),
    ]),
  );
});
test.afterAll(() => archive.close());

/** Whole numbers from 0, the same for the same seed (mulberry32). */
function randomFrom(start: number) {
  let state = start >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (count: number) => Math.floor(next() * count);
  return {
    below,
    oneOf<T>(choices: readonly [T, ...T[]]): T {
      return choices[below(choices.length)] ?? choices[0];
    },
  };
}

declare global {
  interface Window {
    hangarAlive?: { contexts: () => number; workers: () => number };
  }
}

/** Counts, from the start of the page, graphics contexts that are not lost and workers that are not ended. */
async function countOnPage(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const contexts = new Set<WeakRef<WebGLRenderingContext>>();
    const known = new WeakSet<object>();
    const patch = (prototype: { getContext: (...args: never[]) => unknown }) => {
      const original = prototype.getContext;
      prototype.getContext = function patched(this: object, ...args: never[]) {
        const context = original.apply(this, args);
        if (String(args[0]).startsWith('webgl') && context && !known.has(context)) {
          known.add(context);
          contexts.add(new WeakRef(context as WebGLRenderingContext));
        }
        return context;
      };
    };
    patch(HTMLCanvasElement.prototype);
    patch(OffscreenCanvas.prototype);
    let workers = 0;
    const { Worker: Original } = window;
    window.Worker = class extends Original {
      #isAlive = true;
      constructor(url: string | URL, options?: WorkerOptions) {
        super(url, options);
        workers += 1;
      }
      override terminate(): void {
        if (this.#isAlive) workers -= 1;
        this.#isAlive = false;
        super.terminate();
      }
    };
    window.hangarAlive = {
      contexts: () => [...contexts].filter((ref) => ref.deref()?.isContextLost() === false).length,
      workers: () => workers,
    };
  });
}

/** What is alive, after rubbish was collected. */
async function alive(page: Page, session: CDPSession) {
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes, jsEventListeners } = await session.send('Memory.getDOMCounters');
  const counted = await page.evaluate(() => ({
    contexts: window.hangarAlive?.contexts() ?? -1,
    workers: window.hangarAlive?.workers() ?? -1,
    canvases: document.querySelectorAll('canvas').length,
  }));
  return { ...counted, megabytes: usedSize / 1e6, nodes, listeners: jsEventListeners };
}

const thumbnail = (page: Page, series: number): Locator =>
  page
    .locator(
      `[data-testid="study-browser"] [data-series-uid="${seriesUIDOf(study, series)}"][data-display-set-uid]`,
    )
    .first();

const settled = (page: Page) =>
  expect(page.locator('[data-viewport-id][data-state="loading"]:visible')).toHaveCount(0);

/** The same four things in the same four places: what is compared is counted here. */
async function home(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  const maximised = page.locator('[data-testid="viewport-grid"][data-maximised]');
  if ((await maximised.count()) > 0) {
    await hooks.viewports(page).and(page.locator(':visible')).first().focus();
    await page.keyboard.press('m');
    await expect(maximised).toHaveCount(0);
  }
  await chooseMode(page, 'viewer');
  await setLayout(page, 2, 2);
  for (const [place, series] of [1, 3, 5, 6].entries()) {
    await thumbnail(page, series).focus();
    await page.keyboard.press(String(place + 1));
    await expect(hooks.viewports(page).nth(place)).toHaveAttribute(
      'data-display-set-uid',
      (await thumbnail(page, series).getAttribute('data-display-set-uid')) ?? '',
    );
    await rendered(hooks.viewports(page).nth(place));
  }
  // The document draws its pages one after another.
  await expect(hooks.viewports(page).nth(2).locator('canvas').first()).toBeVisible();
  await page.mouse.move(2, 2);
}

test(`${replacements} replacements of what viewports show, at random, leave nothing behind`, async ({
  page,
}, info) => {
  test.setTimeout(40 * 60_000);
  // Printed so that a failure can be repeated.
  console.log(`replacements: HANGAR_SEED=${seed}`);
  info.annotations.push({ type: 'seed', description: String(seed) });
  const random = randomFrom(seed);
  const session = await page.context().newCDPSession(page);
  await countOnPage(page);
  await openStudy(page, archive, studyUIDOf(study));
  await rendered(hooks.viewport(page, 1));

  const viewports = () => hooks.viewports(page).and(page.locator(':visible'));
  const anyViewport = async () => viewports().nth(random.below(await viewports().count()));

  /** Each does one thing; those that put something else into a viewport say true. */
  const put = async () => {
    const sets = hooks.thumbnails(page);
    await sets.nth(random.below(await sets.count())).focus();
    await page.keyboard.press(String(1 + random.below(await viewports().count())));
    return true;
  };
  const putAs = async () => {
    const viewport = await anyViewport();
    await viewport.hover({ position: { x: 20, y: 60 } });
    const menu = viewport.getByRole('button', { name: /^Viewport \d+ menu$/ });
    if ((await menu.count()) === 0) return false;
    await menu.click();
    const items = page.getByRole('menu').locator('[role^="menuitem"]:not([aria-disabled="true"])', {
      hasText: /^Show in the/,
    });
    await expect(page.getByRole('menu')).toBeVisible();
    const count = await items.count();
    if (count === 0) {
      await page.keyboard.press('Escape');
      return false;
    }
    await items.nth(random.below(count)).click();
    return true;
  };
  const empty = async () => {
    await (await anyViewport()).focus();
    await page.keyboard.press('Delete');
    return true;
  };
  const layout = async () => {
    const [rows, columns] = random.oneOf<readonly [number, number]>([
      [1, 1],
      [1, 2],
      [2, 1],
      [2, 2],
    ]);
    if ((await page.locator('[data-testid="viewport-grid"][data-maximised]').count()) > 0) return false;
    await setLayout(page, rows, columns);
    return false;
  };
  const mode = async () => {
    await chooseMode(page, random.oneOf(['viewer', 'volume', 'cine', 'reports', 'raw']));
    return true;
  };
  const undo = async () => {
    await (await anyViewport()).focus();
    await page.keyboard.press(random.oneOf(['Control+z', 'Control+z', 'Control+y']));
    return true;
  };
  const look = async () => {
    await (await anyViewport()).focus();
    await page.keyboard.press(random.oneOf(['End', 'Home', 'ArrowDown', 'c', 'i', 'r', '.', 'Shift+p', 'm']));
    return false;
  };
  const weighted = [
    ...Array.from({ length: 20 }, () => put),
    ...Array.from({ length: 5 }, () => putAs),
    ...Array.from({ length: 3 }, () => empty),
    ...Array.from({ length: 3 }, () => layout),
    ...Array.from({ length: 2 }, () => mode),
    ...Array.from({ length: 3 }, () => undo),
    ...Array.from({ length: 4 }, () => look),
  ];
  const replace = async (count: number) => {
    for (let done = 0; done < count;) {
      const step = weighted[random.below(weighted.length)] ?? put;
      if (await step()) done += 1;
      // Mostly the next one comes while this one is still on its way.
      if (random.below(10) === 0) await settled(page);
    }
    await settled(page);
  };

  // The first rounds load what is loaded once: code, fonts, decoders, every series.
  await replace(60);
  await home(page);
  const before = await alive(page, session);
  await replace(replacements);
  await home(page);
  const after = await alive(page, session);
  const told = `before ${JSON.stringify(before)}, after ${JSON.stringify(after)}`;
  console.log(`replacements: ${told}`);

  expect(after.canvases, `canvases: ${told}`).toBe(before.canvases);
  expect(after.contexts, `graphics contexts: ${told}`).toBeLessThanOrEqual(Math.max(1, before.contexts));
  expect(after.workers, `workers: ${told}`).toBe(before.workers);
  expect(after.megabytes - before.megabytes, `megabytes of heap: ${told}`).toBeLessThan(20);
  expect(after.nodes - before.nodes, `nodes: ${told}`).toBeLessThan(1500);
  expect(after.listeners - before.listeners, `listeners: ${told}`).toBeLessThan(150);

  // And it still shows what it says.
  const first = hooks.viewports(page).first();
  await first.focus();
  await page.keyboard.press('0');
  await page.keyboard.press('End');
  await expect(first).toHaveAttribute('data-image-index', '11');
  await expect.poll(() => sliceOnCanvas(first)).toEqual({ series: 1, number: 12 });
});
