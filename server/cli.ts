import { accessSync, constants, mkdirSync, readFileSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startServer, type RunningServer } from './server.ts';

interface Arguments {
  readonly folders: readonly string[];
  readonly port: number;
  readonly config: string | undefined;
}

/** A mistake on the command line; the message says which. */
class UsageError extends Error {}

function parseArguments(args: readonly string[]): Arguments | 'help' {
  const folders: string[] = [];
  let port = 8080;
  let config: string | undefined;
  for (let i = 0; i < args.length; i++) {
    const [name = '', inline] = (args[i] ?? '').split(/=(.*)/s);
    const next = () => {
      const value = inline ?? args[++i];
      if (value === undefined) throw new UsageError(`${name} needs a value.`);
      return value;
    };
    if (name === '--help' || name === '-h') return 'help';
    if (name === '--port') port = portOf(next());
    else if (name === '--config') config = fileOf(next());
    else if (name.startsWith('-') && name !== '-') throw new UsageError(`There is no option ${name}.`);
    else folders.push(folderOf(args[i] ?? ''));
  }
  return { folders, port, config };
}

function portOf(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535)
    throw new UsageError(`--port needs a number up to 65535, not ${text}.`);
  return port;
}

function folderOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat === undefined) throw new UsageError(`The folder ${path} does not exist.`);
  if (!stat.isDirectory()) throw new UsageError(`${path} is not a folder.`);
  return resolve(path);
}

function fileOf(path: string): string {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true)
    throw new UsageError(`The configuration file ${path} does not exist.`);
  return resolve(path);
}

const root = fileURLToPath(new URL('..', import.meta.url));

/** In the project when it may be written, else in the user's cache. */
function demoFolder(): string {
  try {
    accessSync(root, constants.W_OK);
    return join(root, '.cache', 'demo');
  } catch {
    return join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'hangar', 'demo');
  }
}

async function demo(): Promise<string> {
  const folder = demoFolder();
  mkdirSync(folder, { recursive: true });
  const { ensureDemo } = await import('./demo/index.ts');
  await ensureDemo(folder, (line) => console.log(line));
  return folder;
}

/**
 * npm runs the command in a shell, and a signal sent to npm ends that shell but not what runs in it. So this process
 * ends when its parent is gone, lest it stay behind and keep the port.
 */
function endWithParent(end: () => void): void {
  if (process.env['npm_lifecycle_event'] === undefined) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    end();
  }, 250);
  timer.unref();
}

async function main(): Promise<void> {
  const args = parseArguments(process.argv.slice(2));
  if (args === 'help') {
    process.stdout.write(readFileSync(join(root, 'server', 'usage.txt'), 'utf8'));
    return;
  }
  const folders = args.folders.length > 0 ? args.folders : [await demo()];
  const ending: { server?: RunningServer } = {};
  const end = () => {
    void Promise.resolve(ending.server?.close()).then(() => process.exit(0));
  };
  // From the start, so that a signal while files are looked through ends it just as cleanly.
  endWithParent(end);
  process.once('SIGINT', end);
  process.once('SIGTERM', end);
  const server = await startServer({
    folders,
    port: args.port,
    dist: join(root, 'dist'),
    log: (line) => console.log(line),
    ...(args.config === undefined ? {} : { config: args.config }),
  });
  ending.server = server;
  if (args.port !== 0 && server.port !== args.port) console.log(`Port ${args.port} is taken.`);
  console.log(`Hangar is ready at ${server.url}`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : String(error));
  if (error instanceof UsageError) console.error('npm start -- --help says what can be asked.');
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
