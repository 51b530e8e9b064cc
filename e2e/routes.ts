import type { Page, Route } from '@playwright/test';

/** Requests that wait for the test's word. */
export interface Held {
  /** How many have come so far. */
  count(): number;
  /** Lets those that wait, and all that follow, go on to the archive. */
  release(): Promise<void>;
}

/** Keeps every request whose URL matches, but for the first few, waiting until the test releases it. */
export async function hold(page: Page, url: RegExp, free = 0): Promise<Held> {
  const waiting: Route[] = [];
  let open = false;
  let count = 0;
  await page.route(url, async (route) => {
    count += 1;
    if (open || count <= free) await route.continue();
    else waiting.push(route);
  });
  return {
    count: () => count,
    async release() {
      open = true;
      // A request that the page itself gave up meanwhile cannot go on any more.
      for (const route of waiting.splice(0)) await route.continue().catch(() => undefined);
    },
  };
}

/**
 * Requests of this page are never given up for silence: one that a test holds
 * back stays held, however slow the machine is. Before the page is opened.
 */
export async function withoutDeadlines(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const start = window.setTimeout.bind(window);
    const [shortestDeadline, never] = [20_000, 2 ** 31 - 1];
    Object.assign(window, {
      setTimeout: (run: () => void, ms = 0) => start(run, ms >= shortestDeadline ? never : ms),
    });
  });
}

/** The QIDO-RS list of series of a study. */
export const seriesListOf = (StudyInstanceUID: string): RegExp =>
  new RegExp(`/dicom-web/studies/${escape(StudyInstanceUID)}/series(\\?|$)`);

/** The WADO-RS metadata of a series. */
export const metadataOf = (SeriesInstanceUID: string): RegExp =>
  new RegExp(`/series/${escape(SeriesInstanceUID)}/metadata`);

export const anyMetadata = /\/series\/[0-9.]+\/metadata/;
export const anyFrame = /\/frames\/[0-9,]+(\?|$)/;
export const anyRendered = /\/rendered(\?|$)/;

const escape = (uid: string): string => uid.replaceAll('.', '\\.');
