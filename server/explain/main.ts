import { readFile } from 'node:fs/promises';
import type { GroupingRule } from '../../src/core/displaySet/rule.ts';
import { createRegistryWith, type Registry } from '../../src/core/extension/registry.ts';
import { describeError } from '../../src/core/errors.ts';
import type { Mode } from '../../src/core/mode/mode.ts';
import { readRules } from '../../src/core/displaySet/rulesJson.ts';
import { builtInHandlers } from '../../src/extensions/builtInHandlers.ts';
import { builtInModes } from '../../src/modes/index.ts';
import { parseArguments, usage, type Arguments } from './arguments.ts';
import { answerOf, compareModes, coverageOf, fingerprintOf, type ModeAnswer } from './explain.ts';
import { extensionsOf } from './extensionsOf.ts';
import { readFolders, type FolderContent } from './readFolder.ts';
import { coverageReport, coverageText, qaReport, reportText } from './reports.ts';
import { comparisonText, explanationText, fingerprintText } from './table.ts';

/** @returns the exit code: 0 done, 1 something named cannot be read, 2 wrong arguments. */
export async function main(argv: readonly string[]): Promise<number> {
  const help = usage(builtInModes.map(({ id }) => id));
  if (argv.includes('--help') || argv.includes('-h')) {
    await print(help);
    return 0;
  }
  const parsed = parseArguments(argv);
  if (typeof parsed === 'string') {
    console.error(`${parsed}\n${help}`);
    return 2;
  }
  try {
    const registry = await registryFor(parsed);
    const mode = parsed.mode === undefined ? registry.modes[0] : registry.mode(parsed.mode);
    const other = parsed.compare === undefined ? undefined : registry.mode(parsed.compare);
    const unknown = mode ? (other || parsed.compare === undefined ? undefined : parsed.compare) : parsed.mode;
    if (!mode || unknown !== undefined) {
      const known = registry.modes.map(({ id }) => id).join(', ');
      console.error(`There is no mode "${unknown}"; there are ${known}.\n${help}`);
      return 2;
    }
    const rules = parsed.rules === undefined ? [] : await rulesOf(parsed.rules);
    const content = await readFolders(parsed.folders);
    await print(report({ asked: parsed, content, registry, rules, mode, other }));
    return 0;
  } catch (error) {
    console.error(`Cannot explain ${parsed.folders.join(', ')}: ${describeError(error)}`);
    return 1;
  }
}

async function registryFor({ config }: Arguments): Promise<Registry> {
  const loaded = config === undefined ? { extensions: [], faults: [] } : await extensionsOf(config);
  const { registry, faults } = createRegistryWith(builtInHandlers, builtInModes, loaded.extensions);
  for (const { name, reason } of [...loaded.faults, ...faults])
    console.error(`The extension ${name} was left out: ${reason}`);
  return registry;
}

async function rulesOf(file: string): Promise<readonly GroupingRule[]> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    throw new Error(`the rules ${file} cannot be read: ${describeError(error)}`, { cause: error });
  }
  const { rules, problems } = readRules(text);
  if (rules.length === 0 && problems.length > 0)
    throw new Error(`the rules ${file} cannot be used: ${problems[0]}`);
  for (const problem of problems) console.error(`Of the rules ${file} one was left out: ${problem}`);
  return rules;
}

interface Job {
  readonly asked: Arguments;
  readonly content: FolderContent;
  readonly registry: Registry;
  readonly rules: readonly GroupingRule[];
  readonly mode: Mode;
  readonly other: Mode | undefined;
}

function report(job: Job): string {
  const { asked, content, registry, rules, mode, other } = job;
  const answer = answerOf(content, mode, registry, rules);
  const needsAll = asked.allModes || asked.coverage;
  const all = needsAll
    ? registry.modes.map((one) => (one === mode ? answer : answerOf(content, one, registry, rules)))
    : [];
  const comparison = other && compareModes(answer, answerOf(content, other, registry, rules));
  const coverages = asked.coverage ? all.map((one) => coverageOf(one, registry)) : [];
  const own = asked.coverage ? coverageOf(answer, registry) : undefined;
  const told = asked.allModes ? all : [answer];

  if (asked.format === 'json')
    return JSON.stringify({
      ...answer.explanation,
      ...(asked.allModes && { modes: all.map(({ explanation }) => explanation) }),
      ...(comparison && { compare: comparison }),
      ...(asked.coverage && { coverage: coverages.map(plainCoverage) }),
      ...(asked.fingerprint && { fingerprint: fingerprintOf(answer) }),
      ...(asked.fingerprint &&
        asked.allModes && {
          fingerprints: Object.fromEntries(all.map((one) => [one.mode.id, fingerprintOf(one)])),
        }),
    });
  if (asked.format !== 'table') {
    const tables = own ? coverageReport(coverages, own, answer.series) : told.flatMap(titled);
    return reportText(tables, asked.format);
  }
  const onlyParts = asked.coverage || asked.fingerprint || comparison !== undefined;
  // What was asked for, and the display sets unless something narrower was.
  const wanted = !onlyParts || asked.trace || asked.allModes;
  return [
    ...(wanted
      ? told.map(({ explanation }) => explanationText(explanation, content.notes, { trace: asked.trace }))
      : []),
    ...(comparison ? [comparisonText(mode.id, comparison)] : []),
    ...(own ? [coverageText(coverages, own, answer.series)] : []),
    ...(asked.fingerprint ? told.map((one) => fingerprintText(one.mode.id, fingerprintOf(one))) : []),
  ].join('\n\n');
}

/** The display sets of a mode, under its name. */
const titled = (answer: ModeAnswer) =>
  qaReport(answer).map((table) => ({ ...table, title: `${table.title} in mode ${answer.mode.id}` }));

/** Maps become plain objects for JSON. */
const plainCoverage = ({ classes, ...rest }: ReturnType<typeof coverageOf>) => ({
  ...rest,
  classes: classes.map(({ tookBy, ...one }) => ({ ...one, tookBy: Object.fromEntries(tookBy) })),
});

/** Waits until it is written: the process may end right after, and a pipe takes its time. */
function print(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.write(`${text}\n`, (error) => (error ? reject(error) : resolve()));
  });
}
