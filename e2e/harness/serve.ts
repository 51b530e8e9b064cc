import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { test as base, expect, type Page } from '@playwright/test';
import { build, preview } from 'vite';

export { expect, type Page };

/** Tests of the viewport port alone: the real module, built for production, over an archive that is a table. */
export const test = base.extend<{ harnessPage: Page }, { harnessUrl: string; sharedPage: SharedPage }>({
  harnessUrl: [
    async ({ browserName }, provide) => {
      const outDir = await mkdtemp(join(tmpdir(), `hangar-viewport-${browserName}-`));
      const root = fileURLToPath(new URL('.', import.meta.url));
      const configFile = fileURLToPath(new URL('../../vite.config.ts', import.meta.url));
      await build({
        configFile,
        root,
        publicDir: false,
        logLevel: 'error',
        build: { outDir, emptyOutDir: true },
      });
      const server = await preview({
        configFile: false,
        root,
        logLevel: 'error',
        build: { outDir },
        preview: { host: '127.0.0.1', port: 0 },
      });
      const address = server.httpServer.address();
      if (address === null || typeof address === 'string') throw new Error('the preview has no port');
      await provide(`http://127.0.0.1:${address.port}/`);
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  // One page for all tests of a worker, as one page lives through many studies: starting Cornerstone is slow.
  sharedPage: [
    async ({ browser, harnessUrl }, provide) => {
      const page = await browser.newPage({ viewport: { width: 560, height: 1060 } });
      const problems: string[] = [];
      page.on('pageerror', (error) => problems.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error') problems.push(message.text());
      });
      // Drivers differ in rounding, so values are compared on the software path; `gpu` is for a look by hand.
      await page.goto(`${harnessUrl}?renderer=${process.env['HANGAR_RENDERER'] ?? 'cpu'}`);
      await page.waitForFunction(() => 'harness' in window);
      await provide({ page, problems });
      await page.close();
    },
    { scope: 'worker', timeout: 60_000 },
  ],
  harnessPage: async ({ sharedPage: { page, problems } }, provide) => {
    problems.length = 0;
    await provide(page);
    await page.evaluate(() => window.harness.reset());
    // Nothing may reach the console or the window as an unhandled failure.
    expect(problems).toEqual([]);
  },
});

interface SharedPage {
  readonly page: Page;
  readonly problems: string[];
}
