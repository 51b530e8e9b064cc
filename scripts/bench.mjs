// `npm run bench`: how fast the viewer is. `-- --curves` for how costs grow, `-- --trace` for one link line by line
// (docs/performance.md).
import { register } from 'tsx/esm/api';
import { ensurePackages } from './setup.mjs';

ensurePackages();
register();
const { main } = await import('./bench/main.ts');
process.exitCode = await main(process.argv.slice(2));
