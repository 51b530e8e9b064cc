import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '../../src/core/extension/registry.ts';
import { builtInHandlers } from '../../src/extensions/builtInHandlers.ts';
import { builtInModes } from '../../src/modes/index.ts';
import { viewerMode } from '../../src/modes/viewer.ts';
import { explain } from './explain.ts';
import { readFolder, type FolderContent } from './readFolder.ts';
import { explanationText } from './table.ts';
import { walk } from '../archive/indexing/walk.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const data = resolve(process.env['HANGAR_TEST_DATA'] ?? join(root, '../shared/data'));
const withData = existsSync(data);
if (!withData) console.log(`Skipped: the tests that need the data set, which is not at ${data}.`);

const registry = createRegistry(builtInHandlers, builtInModes);

describe.runIf(withData)('explaining the data set', () => {
  let content: FolderContent;
  beforeAll(async () => {
    content = await readFolder(data);
  }, 120_000);

  it('accounts for every file: an instance, or a skipped file with a reason', () => {
    const files = [...walk(data, () => undefined)].length;
    expect(content.instances.length + content.skippedFiles.length).toBe(files);
    expect(content.instances.length).toBeGreaterThan(400);
    expect(content.skippedFiles.every(({ reason }) => reason.length > 5)).toBe(true);
  });

  it.each(builtInModes)('accounts for every instance in the mode $id', (mode) => {
    const { received, displaySets, unclaimed, trace } = explain(content, mode, registry);
    expect(received).toBe(content.instances.length);
    const shown = displaySets.flatMap((set) => set.instances.map((uid) => `${set.SeriesInstanceUID} ${uid}`));
    const left = unclaimed.map((one) => `${one.SeriesInstanceUID} ${one.SOPInstanceUID}`);
    const expected = content.instances.map((i) => `${i.SeriesInstanceUID} ${i.SOPInstanceUID}`);
    expect([...shown, ...left].sort()).toEqual(expected.sort());
    expect(trace.reduce((sum, series) => sum + series.received, 0)).toBe(received);
    expect(displaySets.every(({ label }) => label !== '' && !/#\d/.test(label))).toBe(true);
  });

  it('gives the same answer whatever order the files come in', () => {
    const turned = { ...content, instances: [...content.instances].reverse() };
    expect(explain(turned, viewerMode, registry)).toEqual(explain(content, viewerMode, registry));
  });
});

/** Folder, then what the general mode makes of it: [label, images, instances], messages that warn, unclaimed. */
const groupings: Record<
  string,
  { sets: [string, number, number][]; warnings?: string[]; unclaimed?: number }
> = {
  'ct-head-ge': { sets: [['CT series 2', 28, 28]], warnings: ['irregular-spacing'] },
  'ct-cta-64px': { sets: [['None', 93, 93]] },
  'mr-dwi-ge': {
    sets: [
      ['Ax DWI TENSOR R2, b = 0', 2, 2],
      ['Ax DWI TENSOR R2, b = 1000', 12, 12],
    ],
  },
  'mr-epi-ge-timeseries': {
    sets: [1, 2, 3].map((n) => [`Axial EPI-FMRI (Interleaved I to S), repetition ${n}`, 15, 15]),
  },
  'mr-philips-study': {
    sets: [
      ['T1W_FFE_Sno_CS2', 24, 1],
      ['T1W_FFE_Sno_CS4', 24, 24],
    ],
    unclaimed: 1,
  },
  'mr-siemens-orientations': {
    sets: [
      ['ax_asc_35sl', 2, 2],
      ['cor_asc_35sl', 2, 2],
      ['sag_asc_35sl', 2, 2],
    ],
  },
  'pt-seg-sr-rwv': {
    sets: [
      ['PET WB_0', 49, 49],
      ['Imaging Measurement Report', 0, 1],
      ['PET SUV Factors', 0, 1],
      ['tumor segmentation - User1 Manual trial 1', 0, 1],
      ['tumor segmentation - User2 Manual trial 1', 0, 1],
    ],
  },
  'xa-cine': { sets: [['XA series 1', 96, 1]] },
};

describe.runIf(withData)('the groupings of known folders', () => {
  it.each(Object.entries(groupings))('%s', async (folder, expected) => {
    const { displaySets, unclaimed } = explain(await readFolder(join(data, folder)), viewerMode, registry);
    const byLabel = (a: readonly unknown[], b: readonly unknown[]) => (String(a[0]) < String(b[0]) ? -1 : 1);
    const sets = displaySets.map((set) => [set.label, set.numImageFrames, set.instances.length]);
    expect(sets.sort(byLabel)).toEqual([...expected.sets].sort(byLabel));
    const warnings = displaySets.flatMap(({ messages }) =>
      messages.flatMap(({ severity, code }) => (severity === 'info' ? [] : [code])),
    );
    expect(warnings).toEqual(expected.warnings ?? []);
    expect(unclaimed).toHaveLength(expected.unclaimed ?? 0);
  });
});

describe('npm run explain', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hangar-explain-'));
  writeFileSync(join(folder, 'notes.txt'), 'not an image, only words. '.repeat(20));
  afterAll(() => rmSync(folder, { recursive: true }));
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'server/explain.mjs'), ...args], { encoding: 'utf8' });

  it('prints one JSON object of the published shape', () => {
    const { status, stdout } = run(folder, '--mode', 'cine', '--json');
    expect(status).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      mode: 'cine',
      received: 0,
      displaySets: [],
      unclaimed: [],
      skippedFiles: [{ path: 'notes.txt', reason: 'it is not a DICOM file' }],
      trace: [],
    });
  });
  it('prints a table without --json', () => {
    expect(run(folder).stdout).toMatch(
      /^Mode viewer: 0 instances = 0 in 0 display sets \+ 0 unclaimed; 1 file skipped/,
    );
  });
  it.each([
    [
      ['--mode', 'nope'],
      2,
      /no mode "nope"[\s\S]*viewer, volume, cine, mammography, fusion, microscopy, reports, raw/,
    ],
    [['--bogus'], 2, /Unknown option --bogus/],
    [['second'], 1, /second is not there/],
  ])('says what is wrong with %j', (args, code, text) => {
    const { status, stderr } = run(folder, ...args);
    expect(stderr).toMatch(text);
    expect(status).toBe(code);
  });
  it('says so when the folder is not there', () => {
    const { status, stderr } = run(join(folder, 'gone'));
    expect(stderr).toMatch(/Cannot explain/);
    expect(status).toBe(1);
  });
});

describe('the table', () => {
  it('keeps control characters of a file away from the terminal', () => {
    const label = 'red \u001B[31m alert\u202E';
    const set = explain({ instances: [], skippedFiles: [], notes: [] }, viewerMode, registry);
    const text = explanationText({ ...set, skippedFiles: [{ path: label, reason: 'x' }] });
    expect(text.includes('\u001B') || text.includes('\u202E')).toBe(false);
    expect(text).toContain('alert');
  });
});
