import { createRegistryWith } from '../../src/core/extension/registry.ts';
import { describeError } from '../../src/core/errors.ts';
import { builtInHandlers } from '../../src/extensions/builtInHandlers.ts';
import { builtInModes } from '../../src/modes/index.ts';
import { explain } from './explain.ts';
import { extensionsOf } from './extensionsOf.ts';
import { readFolder } from './readFolder.ts';
import { explanationText } from './table.ts';

const usage = `Usage: npm run explain -- FOLDER [--mode ID] [--json] [--config FILE]
  --mode ID      one of ${builtInModes.map(({ id }) => id).join(', ')} (default ${builtInModes[0]?.id})
  --json         one JSON object instead of a table
  --config FILE  with the extensions that this configuration names`;

interface Arguments {
  readonly folder: string;
  readonly mode: string | undefined;
  readonly json: boolean;
  readonly config: string | undefined;
}

/** @returns the exit code: 0 done, 1 the folder cannot be read, 2 wrong arguments. */
export async function main(argv: readonly string[]): Promise<number> {
  if (argv.includes('--help') || argv.includes('-h')) {
    console.log(usage);
    return 0;
  }
  const parsed = parseArguments(argv);
  if (typeof parsed === 'string') {
    console.error(`${parsed}\n${usage}`);
    return 2;
  }
  try {
    const loaded =
      parsed.config === undefined ? { extensions: [], faults: [] } : await extensionsOf(parsed.config);
    const { registry, faults } = createRegistryWith(builtInHandlers, builtInModes, loaded.extensions);
    for (const { name, reason } of [...loaded.faults, ...faults])
      console.error(`The extension ${name} was left out: ${reason}`);
    const mode = parsed.mode === undefined ? registry.modes[0] : registry.mode(parsed.mode);
    if (!mode) {
      const known = registry.modes.map(({ id }) => id).join(', ');
      console.error(`There is no mode "${parsed.mode}"; there are ${known}.\n${usage}`);
      return 2;
    }
    const content = await readFolder(parsed.folder);
    const explanation = explain(content, mode, registry);
    await print(parsed.json ? JSON.stringify(explanation) : explanationText(explanation, content.notes));
    return 0;
  } catch (error) {
    console.error(`Cannot explain ${parsed.folder}: ${describeError(error)}`);
    return 1;
  }
}

function parseArguments(argv: readonly string[]): Arguments | string {
  const folders: string[] = [];
  let mode: string | undefined;
  let json = false;
  let config: string | undefined;
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] ?? '';
    if (argument === '--json') json = true;
    else if (argument === '--mode') {
      mode = argv[++i];
      if (mode === undefined) return '--mode needs the id of a mode.';
    } else if (argument.startsWith('--mode=')) mode = argument.slice('--mode='.length);
    else if (argument === '--config') {
      config = argv[++i];
      if (config === undefined) return '--config needs a file.';
    } else if (argument.startsWith('--config=')) config = argument.slice('--config='.length);
    else if (argument.startsWith('-')) return `Unknown option ${argument}.`;
    else folders.push(argument);
  }
  const [folder, second] = folders;
  if (folder === undefined) return 'Name the folder to explain.';
  if (second !== undefined) return 'Name one folder.';
  return { folder, mode, json, config };
}

/** Waits until it is written: the process may end right after, and a pipe takes its time. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });
}
