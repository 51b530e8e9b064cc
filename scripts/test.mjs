// `npm test`: sets the machine up where something is missing, then types, lint, format, unit tests, the build with
// its size check, and the browser tests. Stops at the first that fails. `npm test -- unit` runs one step alone.
import { ensurePackages, run } from './setup.mjs';

ensurePackages();
const { ensureTestPrograms } = await import('./system.mjs');

const node = (script, ...args) => [process.execPath, [`node_modules/${script}`, ...args]];
const STEPS = {
  types: [['Types', ...node('typescript/bin/tsc', '--noEmit')]],
  lint: [
    ['Lint', ...node('oxlint/bin/oxlint', '--deny-warnings')],
    [
      'Import arrows',
      ...node(
        'dependency-cruiser/bin/dependency-cruise.mjs',
        'src',
        'server',
        '--config',
        '.dependency-cruiser.mjs',
        '--output-type',
        'err',
      ),
    ],
    ['Format', ...node('oxfmt/bin/oxfmt', '--check')],
  ],
  unit: [['Unit tests', ...node('vitest/vitest.mjs', 'run')]],
  build: [
    ['Build', ...node('vite/bin/vite.js', 'build', '--logLevel', 'warn')],
    ['Size of the build', process.execPath, ['scripts/checkBuild.mjs']],
  ],
  browser: [['Browser tests', ...node('@playwright/test/cli.js', 'test')]],
};

const wanted = process.argv.slice(2);
const unknown = wanted.find((name) => !(name in STEPS));
if (unknown !== undefined) {
  console.error(`Unknown step ${unknown}; the steps are ${Object.keys(STEPS).join(', ')}.`);
  process.exit(2);
}
const names = wanted.length > 0 ? wanted : Object.keys(STEPS);
if (names.includes('unit') || names.includes('browser')) ensureTestPrograms();

const began = Date.now();
for (const name of names) {
  for (const [title, command, args] of STEPS[name]) {
    const start = Date.now();
    console.log(`\n== ${title}`);
    run(command, args, `${title}: failed`, { stdout: 'inherit' });
    console.log(`== ${title}: ${((Date.now() - start) / 1000).toFixed(1)} s`);
  }
}
console.log(`\nAll of ${names.join(', ')} passed in ${((Date.now() - began) / 1000).toFixed(0)} s.`);
