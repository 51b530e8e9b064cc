import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { codedClip, codedStack, sr, writeStudy } from '../../e2e/fixtures/objects.ts';
import { splitRule } from '../../src/core/displaySet/proposeRule.ts';
import { writeRules } from '../../src/core/displaySet/rulesJson.ts';
import { createRegistry } from '../../src/core/extension/registry.ts';
import { builtInHandlers } from '../../src/extensions/builtInHandlers.ts';
import { builtInModes } from '../../src/modes/index.ts';
import { viewerMode } from '../../src/modes/viewer.ts';
import { answerOf } from './explain.ts';
import { readFolder } from './readFolder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const base = mkdtempSync(join(tmpdir(), 'hangar-explain-cli-'));
const study = join(base, 'study');
const other = join(base, 'other');
const run = (...args: string[]) =>
  spawnSync(process.execPath, [join(root, 'server/explain.mjs'), ...args], { encoding: 'utf8' });
const json = (...args: string[]): Record<string, unknown> => {
  const { stdout, stderr, status } = run(...args, '--json');
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return JSON.parse(stdout) as Record<string, unknown>;
};

beforeAll(async () => {
  mkdirSync(study);
  mkdirSync(other);
  await writeStudy(study, [
    ...codedStack({
      study: 'cli',
      series: 1,
      Modality: 'MR',
      slices: 6,
      rows: 16,
      columns: 16,
      SeriesDescription: 'Brain',
      perSlice: (index) => ({ EchoTime: index % 2 === 0 ? 20 : 80 }),
    }),
    codedClip({ study: 'cli', series: 2, frames: 4, SeriesDescription: 'Clip' }),
    sr({ study: 'cli', series: 3 }),
  ]);
  await writeStudy(other, codedStack({ study: 'cli-2', series: 1, slices: 3, rows: 16, columns: 16 }));
  writeFileSync(join(study, 'notes.txt'), 'not an image, only words. '.repeat(20));
  symlinkSync(other, join(study, 'linked'));
  symlinkSync(study, join(base, 'study-link'));
}, 60_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

describe('the table', () => {
  it('fits in 100 columns, with every part asked for', () => {
    const { stdout, status } = run(
      study,
      '--trace',
      '--coverage',
      '--fingerprint',
      '--compare',
      'raw',
      '--all-modes',
    );
    expect(status).toBe(0);
    const long = stdout.split('\n').filter((line) => line.length > 100);
    expect(long).toEqual([]);
    for (const { id } of builtInModes) expect(stdout).toContain(`Mode ${id}: `);
    expect(stdout).toMatch(/Trace\n/);
    expect(stdout).toContain('SOP classes by modes');
    expect(stdout).toMatch(/MR Image: 6 = 6 image-stack stack/);
    expect(stdout).toMatch(/exact1-[0-9a-f]{32}/);
    expect(stdout).toContain('viewer against raw: ');
  });

  it('leaves the trace out unless it is asked for', () => {
    expect(run(study).stdout).not.toContain('Trace');
  });

  it('the trace tells handler by handler what, why, keys and verdicts', () => {
    const { stdout } = run(study, '--trace');
    expect(stdout).toMatch(/image-stack stack: took, 6 of 6\. images that can be looked through/);
    expect(stdout).toMatch(/key:\s+\[\["class"/);
    expect(stdout).toMatch(/geometry: 6 positions, 2\.5 mm apart/);
    expect(stdout).toMatch(/\d+ other handlers: nothing of their SOP classes was left/);
  });
});

describe('folders and files', () => {
  it('takes several folders, and one given by a symbolic link', () => {
    expect(json(study, other)['received']).toBe(11);
    expect(json(join(base, 'study-link'))['received']).toBe(8);
  });

  it('names each file that is not used, under its folder, and why', () => {
    const { stdout } = run(study, other, study);
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('notes.txt: it is not a DICOM file');
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(
      /linked: it is a symbolic link that leads outside the folder/,
    );
    expect(stdout.replaceAll(/\s+/g, ' ')).toMatch(/it has the same SOP Instance UID as .*, which is used/);
  });

  it('names a file that is broken', () => {
    const broken = join(other, 'broken.dcm');
    writeFileSync(broken, `${'\0'.repeat(128)}DICM and then nothing that makes sense`);
    const { stdout, status } = run(other);
    rmSync(broken);
    expect(status).toBe(0);
    expect(stdout).toMatch(/broken\.dcm: /);
    expect(stdout).toContain('3 instances = 3 in 1 display set');
  });
});

describe('other modes', () => {
  it('compares: what is gone, new and changed, in numbers that add up', () => {
    const { compare } = json(study, '--compare', 'raw');
    expect(compare).toMatchObject({ mode: 'raw' });
    const { same, changed, gone, added } = compare as Record<string, unknown[]> & { same: number };
    expect(same + (changed?.length ?? 0) + (gone?.length ?? 0)).toBe(3);
    expect(same + (changed?.length ?? 0) + (added?.length ?? 0)).toBe(8);
  });

  it('a mode against itself differs in nothing', () => {
    expect(json(study, '--compare', 'viewer')['compare']).toMatchObject({
      same: 3,
      changed: [],
      gone: [],
      added: [],
    });
  });

  it('answers for all modes', () => {
    const { modes } = json(study, '--all-modes') as { modes: { mode: string; received: number }[] };
    expect(modes.map(({ mode }) => mode)).toEqual(builtInModes.map(({ id }) => id));
    expect(modes.every(({ received }) => received === 8)).toBe(true);
  });
});

describe('coverage and fingerprints', () => {
  it('coverage adds up in JSON', () => {
    const { coverage } = json(study, '--coverage') as {
      coverage: { received: number; shown: number; unclaimed: number; classes: { received: number }[] }[];
    };
    expect(coverage).toHaveLength(builtInModes.length);
    for (const { received, shown, unclaimed, classes } of coverage) {
      expect(shown + unclaimed).toBe(received);
      expect(classes.reduce((sum, one) => sum + one.received, 0)).toBe(received);
    }
  });

  it('CSV has as many cells a line as its header, Markdown its tables', () => {
    const csv = run(study, '--coverage', '--format', 'csv').stdout;
    for (const part of csv.trim().split(/\r?\n\r?\n/)) {
      const [header = '', ...lines] = part.split(/\r?\n/);
      expect(lines.length).toBeGreaterThan(0);
      // The names in these files hold no comma.
      for (const line of lines) expect(line.split(',')).toHaveLength(header.split(',').length);
    }
    const sheet = run(study, '--format=csv').stdout.trim().split('\r\n');
    expect(sheet[0]).toMatch(/^Series,Modality,Display set,Handler,Split,/);
    expect(sheet).toHaveLength(4);
    expect(run(study, '--coverage', '--format', 'md').stdout).toMatch(
      /## SOP classes by modes\n\n\| SOP class \|/,
    );
  });

  it('gives the same fingerprint for the same files elsewhere, and another under other rules', async () => {
    const { fingerprint } = json(study, '--fingerprint') as {
      fingerprint: { exact: string; anonymous: string };
    };
    expect(json(join(base, 'study-link'), '--fingerprint')['fingerprint']).toEqual(fingerprint);
    const registry = createRegistry(builtInHandlers, builtInModes);
    const { series } = answerOf(await readFolder(study), viewerMode, registry);
    const stack = series
      .flatMap(({ displaySets }) => displaySets)
      .find(({ instances }) => instances.length === 6);
    const rule = stack && splitRule(stack, { kind: 'attribute', attribute: 'EchoTime' }, 'like');
    if (!rule) throw new Error('no rule');
    const file = join(base, 'rules.json');
    writeFileSync(file, writeRules([rule]));
    const ruled = json(study, '--fingerprint', '--rules', file);
    expect(ruled['fingerprint']).not.toEqual(fingerprint);
    expect(ruled['displaySets']).toHaveLength(4);
  });
});

describe('mistakes', () => {
  it.each([
    [[], 2, /Name the folder/],
    [[study, '--mode'], 2, /--mode needs the id of a mode/],
    [[study, '--compare', 'nope'], 2, /no mode "nope"/],
    [[study, '--format', 'xml'], 2, /--format needs one of table, json, csv, md, not xml/],
    [[study, '--json', '--format', 'csv'], 2, /contradict/],
    [[study, '--bogus'], 2, /Unknown option --bogus/],
    [[study, join(base, 'gone')], 1, /gone is not there/],
    [[join(study, 'notes.txt')], 1, /is not a folder/],
    [[study, '--rules', join(base, 'gone.json')], 1, /the rules .*gone\.json cannot be read/],
    [[study, '--rules', join(study, 'notes.txt')], 1, /cannot be used: It is not JSON/],
  ])('%j: said on stderr', (args, code, text) => {
    const { status, stderr, stdout } = run(...args);
    expect(stderr).toMatch(text);
    expect(stdout).toBe('');
    expect(status).toBe(code);
  });

  it('help is no mistake', () => {
    const { status, stdout } = run('--help');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^Usage: npm run explain/);
    expect(stdout.split('\n').every((line) => line.length <= 100)).toBe(true);
    expect(run(study, '--', '--odd-folder').stderr).toMatch(/--odd-folder is not there/);
  });
});
