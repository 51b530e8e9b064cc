import type { Page } from '@playwright/test';
import { hooks } from '../../e2e/support.ts';
import { seen, type Figures, type Visit } from './session.ts';
import { ctSlices, studies, type BenchStudy, type StudyName } from './workload.ts';

export interface Scenario {
  readonly name: string;
  readonly image: { readonly rows: number; readonly columns: number };
  run(visit: Visit, url: string): Promise<Figures>;
}

const link = (url: string, { uid }: BenchStudy) => `${url}viewer?StudyInstanceUIDs=${uid}`;
const rows = '[data-testid="study-list"] [data-study-uid]';
const clock = (page: Page) => page.evaluate(() => performance.now());
const eventAt = (page: Page, type: string) =>
  page.evaluate((name) => window.hangarBench.events[name] ?? Number.NaN, type);
const longTasksUntil = (page: Page, at: number) =>
  page.evaluate(
    (until) => window.hangarBench.longTasks.reduce((sum, [start, ms]) => sum + (start < until ? ms : 0), 0),
    at,
  );

/** When that many rows of the list have text and a place on the screen. */
export async function rowsShown(page: Page, least: number): Promise<number> {
  const handle = await page.waitForFunction(
    ([selector, count]) => {
      const shown = [...document.querySelectorAll<HTMLElement>(selector)].filter(
        (row) => row.innerText.trim().length > 5 && row.getBoundingClientRect().height > 5,
      );
      return shown.length >= count ? performance.now() : 0;
    },
    [rows, least] as const,
    { polling: 'raf' },
  );
  return handle.jsonValue();
}

/** When every thumbnail that is in view has its picture. */
async function thumbnailsShown(page: Page, least: number): Promise<number> {
  const handle = await page.waitForFunction(
    (count) => {
      const inView = [
        ...document.querySelectorAll('[data-testid="study-browser"] [data-display-set-uid]'),
      ].filter((row) => {
        const box = row.getBoundingClientRect();
        return box.height > 10 && box.bottom > 0 && box.top < innerHeight;
      });
      const ready = inView.every((row) => row.getAttribute('data-thumbnail') === 'image');
      return inView.length >= count && ready ? performance.now() : 0;
    },
    least,
    { polling: 'raf' },
  );
  return handle.jsonValue();
}

const list: Scenario = {
  name: 'study list, 20 rows',
  image: studies.ct,
  async run({ page, askedUntil, cpuSeconds }, url) {
    await page.goto(url, { waitUntil: 'commit' });
    const listMs = await rowsShown(page, 20);
    const cpuS = await cpuSeconds();
    const { codeKB, files, requests } = await askedUntil(listMs);
    return {
      listMs,
      cpuS,
      longTasksMs: await longTasksUntil(page, listMs),
      codeKB,
      files,
      requests,
    } as Figures;
  },
};

const open: Scenario = {
  name: 'open from the list: ct',
  image: studies.ct,
  async run({ page }, url) {
    await page.goto(url);
    await rowsShown(page, 20);
    await hooks.studyList(page).locator('[name="PatientID"]').fill(studies.ct.patient);
    await page.waitForFunction((selector) => document.querySelectorAll(selector).length === 1, rows);
    await page.locator(rows).first().dblclick();
    const first = await seen(page);
    return { openMs: first.at - (await eventAt(page, 'dblclick')) };
  },
};

const deep = (name: StudyName): Scenario => ({
  name: `link to the first image: ${name}`,
  image: studies[name],
  async run({ page, askedUntil, cpuSeconds }, url) {
    await page.goto(link(url, studies[name]), { waitUntil: 'commit' });
    const first = await seen(page);
    const cpuS = await cpuSeconds();
    const figures: Figures = {
      firstMs: first.at,
      cpuS,
      longTasksMs: await longTasksUntil(page, first.at),
      thumbnailsMs: await thumbnailsShown(page, Math.min(6, studies[name].series)),
    };
    Object.assign(figures, await askedUntil(first.at));
    if (studies[name].series > 1) figures['dragMs'] = await dragSecond(page, first.series);
    return figures;
  },
});

/** Drags the thumbnail of another series into the first viewport: from the drop to its pixels, ms. */
async function dragSecond(page: Page, shown: number): Promise<number> {
  const from = await hooks.thumbnails(page).nth(1).boundingBox();
  const to = await hooks.viewport(page, 1).boundingBox();
  if (!from || !to) throw new Error('nothing to drag, or nowhere to drop it');
  const { mouse } = page;
  await mouse.move(from.x + from.width / 2, from.y + from.height / 3);
  await mouse.down();
  await mouse.move(from.x + from.width / 2 + 12, from.y + from.height / 3 + 8, { steps: 3 });
  await mouse.move(to.x + to.width / 2, to.y + to.height / 2, { steps: 6 });
  const since = await clock(page);
  await mouse.up();
  const handle = await page.waitForFunction(
    ([series, at]) => window.hangarBench.seen.find((code) => code.at >= at && code.series !== series),
    [shown, since] as const,
    { polling: 20 },
  );
  const code = await handle.jsonValue();
  return (code?.at ?? Number.NaN) - (await eventAt(page, 'drop'));
}

const mode: Scenario = {
  name: 'switch the mode',
  image: studies.ct,
  async run({ page, queriesFromNow }, url) {
    await page.goto(link(url, studies.ct));
    await seen(page);
    await page.waitForSelector('[data-testid="study-browser"]:not([aria-busy="true"])');
    await hooks.modePicker(page).click();
    const option = page.locator('[data-mode-option="raw"]');
    await option.waitFor();
    const queries = await queriesFromNow();
    const since = await page.evaluate(() => window.hangarBench.again());
    await option.click();
    await page.waitForSelector('[data-testid="mode-picker"][data-mode-id="raw"]');
    await page.waitForSelector('[data-testid="study-browser"]:not([aria-busy="true"])');
    const done = await clock(page);
    const image = await seen(page, { since });
    const clicked = await eventAt(page, 'click');
    return { modeMs: Math.max(done, image.at) - clicked, queries: await queries() };
  },
};

/** One notch of the wheel an image that has come on the screen, until all have. */
const pass = (page: Page, direction: 1 | -1, total: number) =>
  page.evaluate(
    ([way, count]) =>
      new Promise<{ images: number; ms: number }>((resolve) => {
        const probe = window.hangarBench;
        const canvas = document.querySelector('[data-viewport-id] canvas');
        const shown = new Set<number>();
        const began = performance.now();
        const notch = () =>
          canvas?.dispatchEvent(
            new WheelEvent('wheel', { deltaY: way * 100, bubbles: true, cancelable: true }),
          );
        const end = () => {
          probe.onCode = undefined;
          clearTimeout(timer);
          resolve({ images: shown.size, ms: performance.now() - began });
        };
        const timer = setTimeout(end, 120_000);
        probe.onCode = ({ number, series }) => {
          if (series !== 1) return;
          shown.add(number);
          if (shown.size >= count - 1) end();
          else notch();
        };
        notch();
      }),
    [direction, total] as const,
  );

const scroll: Scenario = {
  name: 'scroll, each image waited for',
  image: studies.ct,
  async run({ page }, url) {
    await page.goto(link(url, studies.ct));
    await seen(page, { series: 1 });
    await hooks.viewport(page, 1).focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(() => window.hangarBench.seen.at(-1)?.number === 1);
    const cold = await pass(page, 1, ctSlices);
    const warm = await pass(page, -1, ctSlices);
    return {
      coldPerSecond: (cold.images / cold.ms) * 1000,
      coldSeen: cold.images + 1,
      warmPerSecond: (warm.images / warm.ms) * 1000,
      warmSeen: warm.images + 1,
    };
  },
};

const wheel: Scenario = {
  name: 'wheel at 60 a second',
  image: studies.ct,
  async run({ page, cdp }, url) {
    await page.goto(link(url, studies.ct));
    await seen(page, { series: 1 });
    const viewport = hooks.viewport(page, 1);
    await viewport.focus();
    await page.keyboard.press('Home');
    await page.waitForFunction(() => window.hangarBench.seen.at(-1)?.number === 1);
    const box = await viewport.boundingBox();
    if (!box) throw new Error('no viewport');
    const at = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(at.x, at.y);
    const began = Date.now();
    const ended = () =>
      page.evaluate(
        (end) => window.hangarBench.seen.some(({ number, series }) => series === 1 && number === end),
        ctSlices,
      );
    let underWay = 0;
    let reached = false;
    for (let sent = 0; !reached && Date.now() - began < 60_000;) {
      const due = Math.floor(((Date.now() - began) / 1000) * 60);
      for (; sent < due && underWay < 30; sent += 1) {
        underWay += 1;
        const notch = { type: 'mouseWheel', ...at, deltaX: 0, deltaY: 100 } as const;
        cdp
          .send('Input.dispatchMouseEvent', notch)
          .catch(() => undefined)
          .finally(() => (underWay -= 1));
      }
      reached = await ended();
    }
    const wheelS = (Date.now() - began) / 1000;
    const wheelSeen = await page.evaluate(
      () =>
        new Set(window.hangarBench.seen.filter(({ series }) => series === 1).map(({ number }) => number))
          .size,
    );
    return { wheelSeen, wheelS, wheelReachedEnd: Number(reached) };
  },
};

/** What memory is measured above. */
const empty: Scenario = {
  name: 'an empty page',
  image: studies.ct,
  async run({ page }) {
    await page.goto('about:blank');
    return {};
  },
};

/** By the names that `--scenarios` takes. */
export const scenarios: Readonly<Record<string, readonly Scenario[]>> = {
  empty: [empty],
  list: [list],
  open: [open],
  deep: [deep('ct'), deep('mr'), deep('mg'), deep('us')],
  mode: [mode],
  scroll: [scroll],
  wheel: [wheel],
};
