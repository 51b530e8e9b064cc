/** What the command line asks for. */
export interface Arguments {
  readonly folders: readonly string[];
  readonly mode: string | undefined;
  readonly format: Format;
  readonly trace: boolean;
  readonly compare: string | undefined;
  readonly coverage: boolean;
  readonly fingerprint: boolean;
  readonly allModes: boolean;
  readonly config: string | undefined;
  readonly rules: string | undefined;
}

export type Format = 'table' | 'json' | 'csv' | 'md';

const formats: readonly Format[] = ['table', 'json', 'csv', 'md'];
const flags = ['--json', '--trace', '--coverage', '--fingerprint', '--all-modes'] as const;
const valued = {
  '--mode': 'the id of a mode',
  '--compare': 'the id of a mode',
  '--config': 'a file',
  '--rules': 'a file',
  '--format': `one of ${formats.join(', ')}`,
} as const;

export function usage(modeIds: readonly string[]): string {
  return `Usage: npm run explain -- FOLDER… [options]
What the viewer makes of the DICOM files in the folders, and why.

  --mode ID        the mode (default ${modeIds[0] ?? 'none'})
  --all-modes      every mode, one after the other
  --trace          by series, every handler asked: what it took or left, why, keys, geometry
  --compare ID     what differs in another mode
  --coverage       SOP classes by modes and handlers; instances received, shown, unclaimed
  --fingerprint    the grouping's fingerprints, exact and anonymous
  --rules FILE     with the grouping rules of a file that the viewer exported
  --config FILE    with the extensions that this configuration names
  --format KIND    table (default), json, csv or md; csv and md give the display sets,
                   with --coverage its tables; they name no patient
  --json           the same as --format json
  --help           this text

Modes: ${modeIds.join(', ')}.

Exit codes: 0 done, 1 something named cannot be read, 2 wrong arguments.`;
}

/** @returns the arguments, or what is wrong with them in a sentence. */
export function parseArguments(argv: readonly string[]): Arguments | string {
  const folders: string[] = [];
  const set = new Set<string>();
  const values = new Map<string, string>();
  let onlyFolders = false;
  for (let i = 0; i < argv.length; i++) {
    const argument = argv[i] ?? '';
    const [name = '', inline] = split(argument);
    if (onlyFolders || !argument.startsWith('-')) folders.push(argument);
    else if (argument === '--') onlyFolders = true;
    else if (flags.some((flag) => flag === argument)) set.add(argument);
    else if (isValued(name)) {
      const value = inline ?? argv[++i];
      if (value === undefined || value === '') return `${name} needs ${valued[name]}.`;
      values.set(name, value);
    } else return `Unknown option ${argument}.`;
  }
  if (folders.length === 0) return 'Name the folder to explain.';
  const format = set.has('--json') ? 'json' : (values.get('--format') ?? 'table');
  const known = formats.find((one) => one === format);
  if (!known) return `--format needs ${valued['--format']}, not ${format}.`;
  if (set.has('--json') && (values.get('--format') ?? 'json') !== 'json')
    return '--json and another --format contradict each other.';
  return {
    folders,
    mode: values.get('--mode'),
    format: known,
    trace: set.has('--trace'),
    compare: values.get('--compare'),
    coverage: set.has('--coverage'),
    fingerprint: set.has('--fingerprint'),
    allModes: set.has('--all-modes'),
    config: values.get('--config'),
    rules: values.get('--rules'),
  };
}

const isValued = (name: string): name is keyof typeof valued => Object.hasOwn(valued, name);

function split(argument: string): readonly [string, string?] {
  const at = argument.indexOf('=');
  return at < 0 ? [argument] : [argument.slice(0, at), argument.slice(at + 1)];
}
