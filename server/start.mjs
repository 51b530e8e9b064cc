// `npm start`: makes sure that everything is there, then runs the server in this same process, so that a signal
// reaches it directly and nothing is left behind. Uses nothing but Node itself until the packages are installed.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ensureBuild, ensurePackages, root } from '../scripts/setup.mjs';

const helpOnly = process.argv.slice(2).some((arg) => arg === '--help' || arg === '-h');
if (helpOnly && !existsSync(join(root, 'node_modules', 'tsx'))) {
  // Nobody who asks what can be asked wants to wait for packages first.
  process.stdout.write(readFileSync(join(root, 'server', 'usage.txt'), 'utf8'));
} else {
  if (!helpOnly) {
    ensurePackages();
    ensureBuild();
  }
  const { register } = await import('tsx/esm/api');
  register();
  await import(pathToFileURL(join(root, 'server', 'cli.ts')).href);
}
