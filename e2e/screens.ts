import type { Browser, BrowserContext, Locator, Page } from '@playwright/test';
import { expect, hooks } from './support.ts';

/** Whole screens, compared word by word and pixel by pixel: for links and reloads. */

/** Everything that is said of the screen: hooks, words on the pictures, layout, mode. */
export async function screen(page: Page): Promise<unknown> {
  const viewports = await hooks.viewports(page).evaluateAll((elements) =>
    elements.map((element) => ({
      ...(element instanceof HTMLElement ? element.dataset : {}),
      view: element.querySelector('[data-testid="overlay-view"]')?.textContent,
      name: element.getAttribute('aria-label'),
    })),
  );
  const grid = await hooks.grid(page).evaluate((element) => ({ ...element.dataset }));
  const mode = await hooks.modePicker(page).evaluate((element) => ({ ...element.dataset }));
  return { viewports, grid, mode };
}

/** What goes across the viewports, and what is in them besides pictures: links, lines, clips, crosshair, rules. */
export async function rest(page: Page): Promise<unknown> {
  const viewports = await hooks.viewports(page).evaluateAll((elements) =>
    elements.map((element) => {
      const dataOf = (name: string) => {
        const found = element.querySelector(`[data-testid="${name}"]`);
        return found instanceof HTMLElement || found instanceof SVGElement ? { ...found.dataset } : undefined;
      };
      const lines = [...element.querySelectorAll('[data-testid="reference-lines"] g')].map((line) =>
        line.outerHTML.replace(/class="[^"]*"/g, ''),
      );
      return {
        link: element.querySelector('[data-testid="link-mark"]')?.getAttribute('aria-label'),
        crosshair: dataOf('crosshair'),
        note: element.querySelector('[data-testid="crosshair-note"]')?.textContent,
        cine: dataOf('cine'),
        trim: dataOf('cine-trim'),
        speed: element.querySelector('[data-testid="cine"]')?.textContent,
        looped: element.querySelector('[aria-label^="Playing "]')?.getAttribute('aria-label'),
        empty: element.getAttribute('data-state') === 'empty' ? element.textContent : undefined,
        lines,
      };
    }),
  );
  const menu = page.getByTestId('hanging-menu');
  return {
    viewports,
    rule: [await menu.getAttribute('data-rule-id'), await menu.textContent()],
    displaySets: await hooks
      .thumbnails(page)
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-display-set-uid'))),
  };
}

export async function copyLink(page: Page, context: BrowserContext): Promise<string> {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy link to this screen' }).click();
  await expect(page.getByText('Link copied', { exact: true })).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

/** A page of a profile that has never been here. */
export async function cleanPage(page: Page, browser: Browser): Promise<Page> {
  const clean = await browser.newContext({
    viewport: page.viewportSize(),
    locale: 'en-GB',
    timezoneId: 'UTC',
  });
  return clean.newPage();
}

/**
 * What is on a viewport's canvas, as a text that is another one for other pixels. Once Cornerstone draws: the canvas
 * before it may round some pixels of a fitted image the other way.
 */
export async function pixels(viewport: Locator): Promise<string> {
  await expect(viewport.locator('[data-surface="canvas"]')).toHaveCount(0);
  return digestOf(viewport);
}

const digestOf = (viewport: Locator): Promise<string> =>
  viewport.evaluate(async (element) => {
    const shown = [...element.querySelectorAll('canvas')].filter(
      (canvas) => canvas.offsetWidth > 0 && canvas.width > 0 && canvas.height > 0,
    );
    const copy = document.createElement('canvas');
    copy.width = Math.max(0, ...shown.map((canvas) => canvas.width));
    copy.height = Math.max(0, ...shown.map((canvas) => canvas.height));
    const context = copy.getContext('2d');
    if (!context || shown.length === 0) return 'nothing';
    for (const canvas of shown) context.drawImage(canvas, 0, 0, copy.width, copy.height);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data));
    return `${copy.width}x${copy.height} ${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
  });

/** Waits until nothing moves on a viewport any more. */
export async function still(viewport: Locator): Promise<string> {
  let last = await pixels(viewport);
  await expect
    .poll(async () => {
      const now = await pixels(viewport);
      const isStill = now === last;
      last = now;
      return isStill;
    })
    .toBe(true);
  return last;
}
