// `npm run explain -- FOLDER [--mode ID] [--json]`: what the viewer would make of a folder's files, and why.
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

if (!existsSync(fileURLToPath(new URL('../node_modules/tsx', import.meta.url)))) {
  console.error('The packages are not installed yet: run `npm ci --ignore-scripts` or `npm start` first.');
  process.exit(1);
}
const { register } = await import('tsx/esm/api');
register();
const { main } = await import('./explain/main.ts');
process.exitCode = await main(process.argv.slice(2));
