// `npm start`: makes sure that everything is there, then runs the server in this same process, so that a signal
// reaches it directly and nothing is left behind. Uses nothing but Node itself until the packages are installed.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';

function run(command, args, failure) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ['ignore', 2, 2], shell: windows });
  if (status === 0) return;
  console.error(`${failure}${error ? `: ${error.message}` : ''}`);
  process.exit(1);
}

const lock = join(root, 'package-lock.json');
const stamp = join(root, 'node_modules', '.hangar-lock');
const fingerprint = () => createHash('sha256').update(readFileSync(lock)).digest('hex');

/** npm leaves its own copy of the lock file; it is older than ours when a package has changed since. */
function packagesAreCurrent() {
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint()) return true;
  const installed = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(installed)) return false;
  const wanted = JSON.parse(readFileSync(lock, 'utf8')).packages ?? {};
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages ?? {};
  return Object.entries(wanted).every(
    ([path, { version, optional }]) => path === '' || optional === true || present[path]?.version === version,
  );
}

function newest(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) return 0;
  if (!stat.isDirectory()) return stat.mtimeMs;
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), stat.mtimeMs);
}

function viewerIsCurrent() {
  const built = statSync(join(root, 'dist', 'index.html'), { throwIfNoEntry: false });
  if (built === undefined) return false;
  const sources = ['src', 'public', 'index.html', 'package-lock.json', 'vite.config.ts'];
  return sources.every((name) => newest(join(root, name)) <= built.mtimeMs);
}

const helpOnly = process.argv.slice(2).some((arg) => arg === '--help' || arg === '-h');

if (!packagesAreCurrent()) {
  console.log('Installing npm packages (npm ci) ...');
  run(windows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], 'npm ci failed');
}
try {
  writeFileSync(stamp, fingerprint());
} catch {
  // The project may not be written: the packages are then compared again at the next start.
}
if (!helpOnly && existsSync(join(root, 'index.html')) && !viewerIsCurrent()) {
  console.log('Building the viewer (vite build) ...');
  run(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'error'],
    'The build failed',
  );
}
const { register } = await import('tsx/esm/api');
register();
await import(pathToFileURL(join(root, 'server', 'cli.ts')).href);
