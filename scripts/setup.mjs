// What both commands need: packages as the lock file says, and a build as new as its sources.
// Uses nothing but Node itself, because it runs before the packages are installed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('..', import.meta.url));
const windows = process.platform === 'win32';

/** Runs a program with its output shown; ends this process with one line when it fails. */
export function run(command, args, failure, { stdout = 2, env = {} } = {}) {
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: ['ignore', stdout, 2],
    shell: windows,
    env: { ...process.env, ...env },
  });
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

/** Installs the npm packages of the lock file when they are missing or out of date. */
export function ensurePackages() {
  if (!packagesAreCurrent()) {
    console.log('Installing npm packages (npm ci) ...');
    run(windows ? 'npm.cmd' : 'npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], 'npm ci failed');
  }
  try {
    writeFileSync(stamp, fingerprint());
  } catch {
    // The project may not be written: the packages are then compared again at the next start.
  }
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

/** Builds `dist/` when it is missing or older than what it is made of. */
export function ensureBuild() {
  if (viewerIsCurrent()) return;
  console.log('Building the viewer (vite build) ...');
  run(
    process.execPath,
    [join(root, 'node_modules/vite/bin/vite.js'), 'build', '--logLevel', 'warn'],
    'The build failed',
  );
}
