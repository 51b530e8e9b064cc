import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Locator, type Page, type Request } from '@playwright/test';
import { fittedRectangle, readCode, type Code } from './fixtures/objects.ts';
import { startServer, type RunningServer } from '../server/server.ts';

/** The build under test; another one by `HANGAR_DIST`. */
export const dist = process.env['HANGAR_DIST'] ?? fileURLToPath(new URL('../dist', import.meta.url));

export interface TestArchive {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  readonly server: RunningServer;
  /** The folder it serves; tests write their studies into it. */
  readonly folder: string;
  /** Resolves when what is in the folder now is indexed. */
  indexed(): Promise<void>;
  close(): Promise<void>;
}

/** Starts the embedded archive with the built viewer over a new folder that `write` fills. */
export async function startArchive(
  write: (folder: string) => void | Promise<void>,
  options: { readonly dicomwebProxy?: string; readonly config?: string } = {},
): Promise<TestArchive> {
  const folder = mkdtempSync(join(tmpdir(), 'hangar-e2e-'));
  await write(folder);
  const server = await startServer({ folders: [folder], dist, port: 0, ...options });
  await server.archive.whenIndexed();
  return {
    url: server.url,
    server,
    folder,
    indexed: () => server.archive.rescan(),
    async close() {
      await server.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Errors that the page must never have: each test fails on any. */
export interface PageFaults {
  readonly errors: string[];
}

export const test = base.extend<{ faults: PageFaults }>({
  faults: [
    async ({ page }, use) => {
      const errors: string[] = [];
      page.on('pageerror', (error) => errors.push(`uncaught: ${error.stack ?? error.message}`));
      page.on('console', (message) => {
        // The browser itself logs failed requests, which some tests cause on purpose.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          errors.push(`console: ${message.text()}`);
        }
      });
      await use({ errors });
      expect(errors, 'errors on the page').toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

/** The public hooks (docs/contract.md), by name. */
export const hooks = {
  studyList: (page: Page) => page.getByTestId('study-list'),
  study: (page: Page, uid: string) => page.locator(`[data-testid="study-list"] [data-study-uid="${uid}"]`),
  browser: (page: Page) => page.getByTestId('study-browser'),
  thumbnails: (page: Page) => page.locator('[data-testid="study-browser"] [data-display-set-uid]'),
  thumbnail: (page: Page, text: string | RegExp) => hooks.thumbnails(page).filter({ hasText: text }).first(),
  grid: (page: Page) => page.getByTestId('viewport-grid'),
  viewports: (page: Page) => page.locator('[data-testid="viewport-grid"] [data-viewport-id]'),
  viewport: (page: Page, number: number) =>
    page.locator(`[data-testid="viewport-grid"] [data-viewport-id="viewport-${number}"]`),
  modePicker: (page: Page) => page.getByTestId('mode-picker'),
};

/** Opens a study in a mode and waits until its metadata is here and the first picture is on the canvas. */
export async function openStudy(
  page: Page,
  archive: { readonly url: string },
  uid: string,
  { mode = 'viewer', extra = '' }: { mode?: string; extra?: string } = {},
): Promise<void> {
  await page.goto(`${archive.url}${mode}?StudyInstanceUIDs=${uid}${extra}`);
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
}

export async function chooseMode(page: Page, mode: string): Promise<void> {
  await hooks.modePicker(page).click();
  await page.locator(`[data-mode-option="${mode}"]`).click();
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', mode);
}

export const rendered = (viewport: Locator) => expect(viewport).toHaveAttribute('data-state', 'rendered');

/** What is on a viewport's canvas now, as RGBA bytes; none where it shows no canvas. */
export async function canvasPixels(
  viewport: Locator,
): Promise<{ readonly width: number; readonly height: number; readonly data: Uint8Array }> {
  const { width, height, text } = await viewport.evaluate((element) => {
    // A viewport may keep a canvas for each way of drawing; what is seen is all that are shown, one on another.
    const canvases = [...element.querySelectorAll('canvas')].filter(
      (canvas) => canvas.offsetWidth > 0 && canvas.width > 0 && canvas.height > 0,
    );
    if (canvases.length === 0) return { width: 0, height: 0, text: '' };
    const copy = document.createElement('canvas');
    copy.width = Math.max(...canvases.map((canvas) => canvas.width));
    copy.height = Math.max(...canvases.map((canvas) => canvas.height));
    const context = copy.getContext('2d');
    if (!context) throw new Error('no 2D context');
    for (const canvas of canvases) context.drawImage(canvas, 0, 0, copy.width, copy.height);
    const { data } = context.getImageData(0, 0, copy.width, copy.height);
    let binary = '';
    for (let at = 0; at < data.length; at += 8192) {
      binary += String.fromCharCode(...data.subarray(at, at + 8192));
    }
    return { width: copy.width, height: copy.height, text: btoa(binary) };
  });
  return { width, height, data: new Uint8Array(Buffer.from(text, 'base64')) };
}

/** The slice whose code is on the canvas of a viewport that shows a coded stack, fitted; undefined where there is none. */
export async function sliceOnCanvas(
  viewport: Locator,
  image: { readonly rows: number; readonly columns: number } = { rows: 256, columns: 256 },
): Promise<Code | undefined> {
  const pixels = await canvasPixels(viewport);
  if (pixels.width === 0) return undefined;
  return readCode(pixels, fittedRectangle(pixels, image));
}

/** Requests to the archive from now on, for "no request" and "only these". */
export function recordRequests(page: Page): { readonly urls: string[]; stop(): void } {
  const urls: string[] = [];
  const note = (request: Request) => {
    if (request.url().includes('/dicom-web/')) urls.push(`${request.method()} ${request.url()}`);
  };
  page.on('request', note);
  return { urls, stop: () => page.off('request', note) };
}
