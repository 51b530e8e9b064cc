import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import dicomParser from 'dicom-parser';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeCanvas, drawText } from './canvas.ts';
import { ctDocumentFile } from './ctDocument.ts';
import { ctHeadImages, haematomaInstance } from './ctHead.ts';
import { ctReportFile } from './ctReport.ts';
import { daikonSeries } from './daikonSeries.ts';
import { headAt, type Palette } from './headPhantom.ts';
import { contraction, heartFrame } from './heartPhantom.ts';
import { type DemoFile, laterTime } from './identity.ts';
import { DemoFolderError, writeDemo } from './index.ts';
import { mrBrainImages } from './mrBrain.ts';
import { qualityObjects } from './qualityStudy.ts';

const first = (files: Iterable<DemoFile>, count: number): DemoFile[] => {
  const taken: DemoFile[] = [];
  for (const file of files) {
    taken.push(file);
    if (taken.length === count) break;
  }
  return taken;
};
const read = (file: DemoFile): dicomParser.DataSet => dicomParser.parseDicom(file.bytes);

describe('the demo files', () => {
  it('are the same bytes each time', () => {
    const sample = (): DemoFile[] => [
      ...first(ctHeadImages(), 2),
      ctReportFile(),
      ctDocumentFile(),
      ...first(mrBrainImages(), 1),
      ...first(qualityObjects(), 1),
    ];
    const again = sample();
    sample().forEach((file, index) => {
      expect(file.path).toBe(again[index]?.path);
      expect(Buffer.compare(file.bytes, again[index]?.bytes ?? new Uint8Array())).toBe(0);
    });
  });

  it('begin the CT with a localizer in the series of the axial slices', () => {
    const [scout, axial] = first(ctHeadImages(), 2).map(read);
    expect(scout?.string('x00080008')).toContain('LOCALIZER');
    expect(axial?.string('x00080008')).toContain('AXIAL');
    expect(scout?.string('x0020000e')).toBe(axial?.string('x0020000e'));
    expect(scout?.string('x00200052')).toBe(axial?.string('x00200052'));
    for (const uid of ['x0020000d', 'x0020000e', 'x00080018', 'x00200052']) {
      expect(axial?.string(uid)).toMatch(/^2\.25\.[1-9]\d*$/);
      expect(axial?.string(uid)?.length).toBeLessThanOrEqual(64);
    }
    expect(axial?.elements['x7fe00010']?.length).toBe(512 * 512 * 2);
  });

  it('give the report a reference to the slice that shows the finding', () => {
    const evidence = read(ctReportFile()).elements['x0040a375']?.items?.[0]?.dataSet;
    const series = evidence?.elements['x00081115']?.items?.[0]?.dataSet;
    const uid = series?.elements['x00081199']?.items?.[0]?.dataSet?.string('x00081155');
    const referred = first(ctHeadImages(), haematomaInstance).at(-1);
    if (!referred) throw new Error('no slice');
    expect(read(referred).string('x00080018')).toBe(uid);
    expect(Math.abs((read(referred).floatString('x00200032', 2) ?? 99) - 5)).toBeLessThanOrEqual(1.25);
  });

  it('hold several SOP classes in the one series of the constancy test', () => {
    const files = [...qualityObjects()].map(read);
    expect(new Set(files.map((each) => each.string('x0020000e'))).size).toBe(1);
    expect(new Set(files.map((each) => each.string('x00080016'))).size).toBe(3);
    expect(files.at(-1)?.string('x01990010')).toBe('HANGAR PHANTOM WORKS RAW');
  });

  it('send three echoes of each position', () => {
    const echoes = first(mrBrainImages(), 6).map(read);
    expect(echoes.map((each) => each.string('x00180086'))).toEqual(['1', '2', '3', '1', '2', '3']);
    expect(new Set(echoes.slice(0, 3).map((each) => each.string('x00200032'))).size).toBe(1);
    expect(echoes[3]?.string('x00200032')).not.toBe(echoes[0]?.string('x00200032'));
  });

  it('take the real MR series of the installed package', async () => {
    const files = await daikonSeries();
    expect(files).toHaveLength(20);
    expect(new Set(files.map((each) => read(each).string('x0020000e'))).size).toBe(1);
  });
});

describe('the phantoms', () => {
  it('are air outside, bone in the skull, fluid in the ventricles and blood in the finding', () => {
    const names =
      'air skin fat muscle bone diploe csf grey white cerebellum dura calcium blood oedema vitreous lens';
    const one = (tissue: string): Palette => {
      const values = Object.fromEntries(names.split(' ').map((name) => [name, name === tissue ? 1 : 0]));
      // Every tissue is named above: the same keys as Palette's.
      return values as Palette;
    };
    expect(headAt(110, 0, 0, one('air'))).toBe(1);
    expect(headAt(0, -28, 95, one('air'))).toBe(1);
    expect(headAt(9, 0, 14, one('csf'))).toBeGreaterThan(0.9);
    expect(headAt(-28, 2, 5, one('blood'))).toBeGreaterThan(0.9);
    expect(headAt(28, 2, 5, one('blood'))).toBe(0);
    const along = Array.from({ length: 60 }, (_, y) => headAt(0, 60 + y, 20, one('bone')));
    expect(Math.max(...along)).toBeGreaterThan(0.9);
  });

  it('beat: the chambers are small in systole and the cycle closes', () => {
    expect(contraction(0)).toBe(0);
    expect(contraction(0.38)).toBeCloseTo(1, 5);
    expect(contraction(0.999)).toBeLessThan(0.01);
    const sector = { width: 160, height: 120, apexX: 80, apexY: 4, pixelsPerMm: 0.64 };
    // The ventricles lie in the upper part; the atria below fill while they empty.
    const dark = (pixels: Uint8Array): number =>
      pixels.subarray(0, 58 * 160).reduce((count, value) => count + Number(value > 0 && value < 40), 0);
    expect(dark(heartFrame(sector, 0))).toBeGreaterThan(dark(heartFrame(sector, 0.36)) * 1.1);
  });

  it('write capitals into pixels', () => {
    const canvas = makeCanvas(6, 7, 1);
    expect(drawText(canvas, 0, 0, 'i', [9, 9, 9])).toBe(6);
    expect([...canvas.pixels.subarray(0, 6)]).toEqual([0, 9, 9, 9, 0, 0]);
  });

  it('count time past the hour', () => {
    expect(laterTime('235959', 0)).toBe('235959');
    expect(laterTime('075930', 45)).toBe('080015');
  });
});

describe('writing the demo', () => {
  let parent = '';
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'hangar-demo-'));
  });
  afterEach(() => rm(parent, { recursive: true }));

  const files = (): DemoFile[] => [{ path: 'a/b/1.dcm', bytes: Uint8Array.from([1, 2, 3]) }];

  it('makes the folder once', async () => {
    const folder = join(parent, 'demo');
    const lines: string[] = [];
    await writeDemo(folder, (line) => lines.push(line), files);
    expect(lines[0]).toContain('first time only');
    expect(await readdir(join(folder, 'a', 'b'))).toEqual(['1.dcm']);
    const before = lines.length;
    await writeDemo(
      folder,
      (line) => lines.push(line),
      () => {
        throw new Error('made again');
      },
    );
    expect(lines).toHaveLength(before);
    expect(await readdir(parent)).toEqual(['demo']);
  });

  it('makes an older version again, without what it held', async () => {
    const folder = join(parent, 'demo');
    await mkdir(folder);
    await writeFile(join(folder, '.hangar-demo'), 'hangar-demo 0\n');
    await writeFile(join(folder, 'old.dcm'), 'old');
    const lines: string[] = [];
    await writeDemo(folder, (line) => lines.push(line), files);
    expect(lines[0]).toContain('again');
    expect((await readdir(folder)).sort()).toEqual(['.hangar-demo', 'a']);
  });

  it('leaves nothing behind when it fails, and clears what a killed run left', async () => {
    const folder = join(parent, 'demo');
    // No process has this number: the largest on Linux is 4194304.
    await mkdir(`${folder}.making-99999999`);
    const failing = function* (): Generator<DemoFile> {
      yield* files();
      throw new Error('disk full');
    };
    await expect(writeDemo(folder, () => undefined, failing)).rejects.toThrow('disk full');
    expect(await readdir(parent)).toEqual([]);
  });

  it('never replaces a folder of somebody else', async () => {
    const folder = join(parent, 'demo');
    await mkdir(folder);
    await writeFile(join(folder, 'mine.dcm'), 'mine');
    await expect(writeDemo(folder, () => undefined, files)).rejects.toThrow(DemoFolderError);
    expect(await readFile(join(folder, 'mine.dcm'), 'utf8')).toBe('mine');
  });
});
