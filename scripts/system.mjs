// The programs that the browser tests drive: a Chromium, and an Orthanc with its DICOMweb plugin.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { run } from './setup.mjs';

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const ORTHANC = '/usr/sbin/Orthanc';
const DICOMWEB_PLUGIN = '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';

export const findChromium = () => CHROMIUM.find((path) => existsSync(path));

function isDebian() {
  try {
    return /^ID(_LIKE)?=.*\bdebian\b/m.test(readFileSync('/etc/os-release', 'utf8'));
  } catch {
    return false;
  }
}

/** Installs what the browser tests need and the machine lacks; says what it does, and what it leaves out. */
export function ensureTestPrograms() {
  const missing = [
    findChromium() ? undefined : 'chromium',
    existsSync(ORTHANC) ? undefined : 'orthanc',
    existsSync(DICOMWEB_PLUGIN) ? undefined : 'orthanc-dicomweb',
  ].filter((name) => name !== undefined);
  if (missing.length === 0) return;
  if (isDebian()) {
    const root = process.getuid?.() === 0;
    const [command, before] = root ? ['apt-get', []] : ['sudo', ['-n', 'apt-get']];
    console.log(`Installing Debian packages: ${missing.join(', ')} ...`);
    const env = { DEBIAN_FRONTEND: 'noninteractive' };
    run(command, [...before, 'update', '-qq'], 'apt-get update failed', { env });
    run(
      command,
      [...before, 'install', '-y', '-qq', '--no-install-recommends', ...missing],
      `Could not install ${missing.join(', ')}; install them by hand and run npm test again`,
      { env },
    );
    // Debian starts Orthanc as a service on installation; the tests start their own and leave nothing running.
    if (missing.includes('orthanc')) {
      const service = existsSync('/usr/sbin/invoke-rc.d') ? ['invoke-rc.d', 'orthanc', 'stop'] : [];
      const [program, ...args] = root ? service : ['sudo', '-n', ...service];
      if (service.length > 0) spawnSync(program, args, { stdio: 'ignore' });
    }
    return;
  }
  if (missing.includes('chromium')) {
    console.log('Installing a browser for the tests (playwright install chromium) ...');
    run(
      process.execPath,
      ['node_modules/@playwright/test/cli.js', 'install', 'chromium'],
      'No browser for the tests',
    );
  }
  if (missing.some((name) => name.startsWith('orthanc'))) {
    console.log('Orthanc is not installed: the tests against it are skipped.');
  }
}
