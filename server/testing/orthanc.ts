import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from './testData.ts';

const ORTHANC = process.env['HANGAR_ORTHANC'] ?? '/usr/sbin/Orthanc';
const PLUGIN = process.env['HANGAR_ORTHANC_DICOMWEB'] ?? '/usr/share/orthanc/plugins/libOrthancDicomWeb.so';

/** Whether Orthanc and its DICOMweb plugin are installed here. */
export const hasOrthanc = (): boolean => existsSync(ORTHANC) && existsSync(PLUGIN);

export interface RunningOrthanc {
  /** The DICOMweb root: `http://127.0.0.1:PORT/dicom-web`. */
  readonly root: string;
  readonly port: number;
  /** Files that Orthanc did not take. */
  readonly refused: readonly string[];
  /** Ends the process and removes its storage. Safe to call twice. */
  stop(): Promise<void>;
}

/**
 * A real Orthanc on a free loopback port with its storage in a temporary folder, filled through STOW-RS.
 * It ends with the process that started it, however that ends.
 * @param options.files files, or folders of them, to store
 * @throws Error when it does not start within 30 s
 */
export async function startOrthanc({ files }: { files: readonly string[] }): Promise<RunningOrthanc> {
  const folder = mkdtempSync(join(tmpdir(), 'hangar-orthanc-'));
  const port = await freePort();
  writeFileSync(join(folder, 'orthanc.json'), JSON.stringify(configuration(folder, port)));
  const child = launch(join(folder, 'orthanc.json'));
  const output: string[] = [];
  child.stderr?.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const kill = () => void child.kill('SIGKILL');
  process.once('exit', kill);
  const stop = async () => {
    process.off('exit', kill);
    child.kill('SIGTERM');
    const force = setTimeout(kill, 5000);
    await ended;
    clearTimeout(force);
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    await untilReady(child, port, output);
    const root = `http://127.0.0.1:${port}/dicom-web`;
    const refused = await store(
      root,
      files.flatMap((path) => filesBelow(path)),
    );
    return { root, port, refused, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

const configuration = (folder: string, port: number) => ({
  Name: 'hangar-test',
  StorageDirectory: join(folder, 'db'),
  IndexDirectory: join(folder, 'db'),
  Plugins: [PLUGIN],
  HttpServerEnabled: true,
  HttpPort: port,
  HttpThreadsCount: 20,
  HttpCompressionEnabled: false,
  RemoteAccessAllowed: false,
  AuthenticationEnabled: false,
  DicomServerEnabled: false,
  SaveJobs: false,
  LimitFindResults: 0,
  LimitFindInstances: 0,
  OverwriteInstances: false,
  DicomWeb: { Enable: true, Root: '/dicom-web/', StudiesMetadata: 'Full', SeriesMetadata: 'Full' },
});

function launch(config: string): ChildProcess {
  const stdio: ['ignore', 'ignore', 'pipe'] = ['ignore', 'ignore', 'pipe'];
  // The kernel ends it with us even when we are killed without a chance to clean up.
  return existsSync('/usr/bin/setpriv')
    ? spawn('/usr/bin/setpriv', ['--pdeathsig', 'KILL', ORTHANC, config], { stdio })
    : spawn(ORTHANC, [config], { stdio });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function untilReady(child: ChildProcess, port: number, output: readonly string[]): Promise<void> {
  const deadline = Date.now() + 30_000;
  while (Date.now() < deadline) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const ready = await fetch(`http://127.0.0.1:${port}/dicom-web/studies?limit=1`).then(
      (response) => response.ok,
      () => false,
    );
    if (ready) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error(`Orthanc did not start: ${output.join('').split('\n').slice(-5).join(' | ')}`);
}

async function store(root: string, files: readonly string[]): Promise<string[]> {
  const refused: string[] = [];
  for (const file of files) {
    const boundary = 'hangar-store-boundary';
    const body = Buffer.concat([
      Buffer.from(`--${boundary}\r\nContent-Type: application/dicom\r\n\r\n`),
      readFileSync(file),
      Buffer.from(`\r\n--${boundary}--\r\n`),
    ]);
    const response = await fetch(`${root}/studies`, {
      method: 'POST',
      headers: {
        'Content-Type': `multipart/related; type="application/dicom"; boundary=${boundary}`,
        Accept: 'application/dicom+json',
      },
      body,
    });
    // Orthanc answers 200 also when it refused; what it refused is listed.
    const taken = response.ok && !/"00081198"\s*:\s*\{[^}]*"00081197"/.test(await response.text());
    if (!taken) refused.push(file);
  }
  return refused;
}
