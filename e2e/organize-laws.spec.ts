import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { startServer, type RunningServer } from '../server/server.ts';
import { expect, test } from './support.ts';

/** The laws' generated studies, in the browser's own worker: the page's build of it, under the page's own rules. */

let server: RunningServer;
let folder: string;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hangar-thread-'));
  await build({
    configFile: fileURLToPath(new URL('../vite.config.ts', import.meta.url)),
    root: fileURLToPath(new URL('thread-harness', import.meta.url)),
    publicDir: false,
    logLevel: 'error',
    build: { outDir: join(folder, 'dist'), emptyOutDir: true },
  });
  cpSync(fileURLToPath(new URL('../docs/examples', import.meta.url)), folder, { recursive: true });
  server = await startServer({
    folders: [],
    dist: join(folder, 'dist'),
    config: join(folder, 'config.json'),
    port: 0,
  });
});
test.afterAll(async () => {
  await server.close();
  await rm(folder, { recursive: true, force: true });
});

test('a worker makes of generated studies what the page does, in every mode and with extensions', async ({
  page,
}) => {
  await page.goto(server.url);
  await page.waitForFunction(() => 'threadHarness' in window);
  const { outcomes, lost, asked } = await page.evaluate(() =>
    window.threadHarness.compare({
      seed: 7919,
      studies: 40,
      extensions: ['./extensions/contrast-phases.js', './extensions/contrast-phases-classic.js'],
    }),
  );
  expect(lost).toEqual([]);
  expect(outcomes.filter(({ same }) => !same)).toEqual([]);
  const own = ['viewer', 'volume', 'cine', 'mammography', 'fusion', 'microscopy', 'reports', 'raw'];
  expect([...new Set(outcomes.map(({ mode }) => mode))]).toEqual([...own, 'phases', 'phases-classic']);
  // The worker was asked about each series in each mode: the page did none of it.
  expect(asked).toBeGreaterThanOrEqual(outcomes.length);
  expect(outcomes.some(({ displaySets }) => displaySets > 3)).toBe(true);
});
