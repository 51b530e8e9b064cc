import { defineConfig } from '@playwright/test';
import base from '../../playwright.config.ts';

/** `npm run bench:scroll`: figures, no verdict. */
export default defineConfig({
  ...base,
  testDir: '.',
  testMatch: 'scroll.bench.ts',
  workers: 1,
  timeout: 15 * 60_000,
  reporter: [['line']],
});
