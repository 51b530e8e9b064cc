import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { filesBelow, testData } from '../../testing/testData.ts';
import { RequestError } from '../http/errors.ts';
import { scanFile } from '../indexing/scanFile.ts';
import { frameFormat, storedFrames } from '../retrieve/frames.ts';
import { appearanceOf } from '../retrieve/appearance.ts';
import { readLayout } from '../retrieve/layout.ts';
import { codestreamSize } from './codestream.ts';
import { decodeFrame } from './codecs.ts';
import { PixelError, type FrameFormat } from './image.ts';
import { createPixelPool } from './pool.ts';
import { renderFrame, resize, samplesOf, windowing } from './render.ts';
import { decodeRle } from './rle.ts';

const data = testData();
const format: FrameFormat = {
  transferSyntax: '1.2.840.10008.1.2.4.90',
  Rows: 4,
  Columns: 4,
  SamplesPerPixel: 1,
  BitsAllocated: 8,
  BitsStored: 8,
  PixelRepresentation: 0,
  PlanarConfiguration: 0,
  PhotometricInterpretation: 'MONOCHROME2',
  float: false,
};

async function decoded(path: string, frame = 1) {
  const record = scanFile(path);
  if ('reason' in record) throw new Error(record.reason);
  const layout = await readLayout({ ...record, study: {}, series: {}, instance: {} });
  for await (const encoded of storedFrames(layout, [frame]))
    return { ...(await decodeFrame(encoded, frameFormat(layout))), layout };
  throw new Error('no frame');
}

it('decodes RLE of two bytes a sample, most significant first', () => {
  const header = Buffer.alloc(64);
  header.writeUInt32LE(2, 0);
  header.writeUInt32LE(64, 4);
  header.writeUInt32LE(66, 8);
  const encoded = Buffer.concat([header, Buffer.from([253, 1]), Buffer.from([3, 10, 20, 30, 40])]);
  expect([...new Uint16Array(decodeRle(encoded, 4, 1, 16).buffer)]).toEqual([266, 276, 286, 296]);
  expect(() => decodeRle(encoded.subarray(0, 67), 4, 1, 16)).toThrow(PixelError);
});

it('refuses a code stream of another size before it is decoded', async () => {
  const siz = Buffer.alloc(60);
  siz.writeUInt32BE(0xff4fff51, 0);
  siz.writeUInt32BE(0xffffffff, 8);
  siz.writeUInt32BE(0xffffffff, 12);
  siz.writeUInt16BE(1, 40);
  expect(codestreamSize(siz)).toMatchObject({ width: 0xffffffff, components: 1 });
  await expect(decodeFrame(siz, format)).rejects.toThrow('4294967295');
});

it.each(['50', '51', '57', '80', '90', '201'])('calls noise in syntax .%s damaged', async (n) => {
  const noise = Uint8Array.from({ length: 500 }, (_, i) => (i * 7919) % 251);
  await expect(decodeFrame(noise, { ...format, transferSyntax: `1.2.840.10008.1.2.4.${n}` })).rejects.toThrow(
    PixelError,
  );
});

it('refuses sizes that nobody could decode', async () => {
  const huge = { ...format, Rows: 65_535, Columns: 65_535, BitsAllocated: 16 };
  await expect(decodeFrame(new Uint8Array(32_768), huge)).rejects.toThrow('larger than this server decodes');
});

it('windows as the standard says', () => {
  const grey = windowing({ center: 2048, width: 4096, shape: 'linear' });
  expect([grey(-1), grey(0), grey(2047.5), grey(4095), grey(5000)]).toEqual([0, 0, 128, 255, 255]);
  const step = windowing({ center: 100, width: 1, shape: 'linear' });
  expect([step(99), step(101)]).toEqual([0, 255]);
});

it('averages when an image shrinks', () => {
  const rgb = Uint8Array.from([0, 0, 0, 100, 100, 100, 200, 200, 200, 100, 100, 100]);
  expect([...resize(rgb, 2, 2, 1, 1)]).toEqual([100, 100, 100]);
});

describe('the worker pool', () => {
  it('ends a decoder that takes too long and goes on with a new one', async () => {
    const module = new URL('../../testing/stubbornWorker.ts', import.meta.url);
    const pool = createPixelPool({ deadlineMs: 500, module });
    const echo = () => pool.run(new Uint8Array([7]), format);
    await echo(); // so that a worker is past its start, whose allowance is longer
    const counter = new Int32Array(new SharedArrayBuffer(4));
    const hung = pool.run(new Uint8Array(counter.buffer), format);
    const behind = echo();
    await expect(hung).rejects.toThrow('takes too long');
    expect([...(await behind).bytes]).toEqual([7]);
    await expect
      .poll(async () => {
        const before = Atomics.load(counter, 0);
        await echo();
        return before !== 0 && Atomics.load(counter, 0) === before;
      })
      .toBe(true);
    await pool.close();
  });

  it('says that a frame is damaged and goes on, until it is closed', async () => {
    const pool = createPixelPool();
    const native = { ...format, transferSyntax: '1.2.840.10008.1.2.1' };
    const first = pool.run(new Uint8Array(16).fill(9), native);
    const short = pool.run(new Uint8Array(3), native);
    await expect(short).rejects.toThrow(RequestError);
    expect([...(await first).bytes]).toEqual(Array.from({ length: 16 }, () => 9));
    await pool.close();
    await expect(pool.run(new Uint8Array(16), native)).rejects.toThrow(RequestError);
  });
});

describe.skipIf(data === undefined)('one CT image in every transfer syntax', () => {
  const folder = join(data ?? '', 'transfer-syntaxes-ct');
  /** Rescaled, because the lossy ones of few bits have a rescale of their own. */
  const valuesIn = async (path: string): Promise<number[]> => {
    const { bytes, format: f, layout } = await decoded(path);
    const { slope, intercept } = appearanceOf(layout.head.root, 1);
    return Array.from(samplesOf(bytes, f), (value) => value * slope + intercept);
  };
  let original: number[] = [];
  beforeAll(async () => {
    original = await valuesIn(join(folder, 'CTImage.dcm'));
  });
  const lossy: Readonly<Record<string, number>> = {
    '50': 20,
    '51': 12,
    '53': 12,
    '55': 12,
    '81': 2,
    '91': 5,
  };
  const files = data === undefined ? [] : filesBelow(folder).filter((path) => path.includes('CTImage'));
  it.each(files.map((path) => [path.slice(folder.length + 1)]))('%s', async (name) => {
    const values = await valuesIn(join(folder, name));
    const differences = values.map((value, i) => Math.abs(value - (original[i] ?? 0)));
    expect(differences).toHaveLength(original.length);
    const allowed = lossy[/\.(\d+)\.dcm$/.exec(name)?.[1] ?? ''];
    if (allowed === undefined) expect(Math.max(...differences.slice(0, 65_536))).toBe(0);
    expect(differences.reduce((sum, value) => sum + value, 0) / values.length).toBeLessThanOrEqual(
      allowed ?? 0,
    );
  });
});

describe.skipIf(data === undefined)('images of every folder', () => {
  const pool = createPixelPool();
  afterAll(() => pool.close());
  const folders = [
    'charsets',
    'colour-test-patterns',
    'ct-cta-64px',
    'ct-enhanced-encapsulation',
    'ct-head-ge',
    'dx-cr-mg',
    'mr-dwi-ge',
    'mr-enhanced',
    'mr-epi-ge-timeseries',
    'mr-philips-study',
    'mr-siemens-orientations',
    'nm',
    'pt-seg-sr-rwv/PET',
    'seg',
    'sm-wsi',
    'us-cine',
    'us-single',
    'xa-cine',
  ];
  it.each(folders)('%s: one that can be drawn shows something', async (name) => {
    const paths = filesBelow(join(data ?? '', name)).filter((path) => !/Raw/.test(path));
    const path = paths[Math.floor(paths.length / 2)] ?? '';
    const { layout, ...frame } = await decoded(path);
    const request = {
      appearance: appearanceOf(layout.head.root, 1),
      viewport: { width: 64, height: 64 },
      type: 'image/png' as const,
      quality: 80,
    };
    const png = Buffer.from(renderFrame(frame, request));
    expect(Math.max(png.readUInt32BE(16), png.readUInt32BE(20)), dirname(path)).toBe(64);
  });
});
