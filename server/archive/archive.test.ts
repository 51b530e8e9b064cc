import {
  mkdtempSync,
  mkdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { aFile } from '../testing/dicomFile.ts';
import { partsOf, rawRequest, type RawAnswer } from '../testing/request.ts';
import { startServer, type RunningServer } from '../server.ts';

const folder = mkdtempSync(join(tmpdir(), 'hangar-archive-'));
const outside = mkdtempSync(join(tmpdir(), 'hangar-outside-'));
const ROOT = '/dicom-web';
let server: RunningServer;

const put = (name: string, bytes: Uint8Array | string) => writeFileSync(join(folder, name), bytes);
const get = (path: string, headers: Record<string, string> = {}) =>
  rawRequest(server.port, path, { headers: { Host: `127.0.0.1:${server.port}`, ...headers } });
const query = async (path: string): Promise<Array<Record<string, { Value?: unknown[] }>>> =>
  JSON.parse((await get(ROOT + path)).body.toString());
const values = (rows: Array<Record<string, { Value?: unknown[] }>>, tag: string) =>
  rows.map((row) => row[tag]?.Value?.[0]);
const parts = (answer: RawAnswer) => partsOf(String(answer.headers['content-type']), answer.body);
const INSTANCE = '/studies/1.2.3/series/1.2.3.4/instances/1.2.3.4.1';

beforeAll(async () => {
  mkdirSync(join(folder, 'deep/er'), { recursive: true });
  put('deep/er/without-extension', aFile());
  put('b', aFile({ SOPInstanceUID: '1.2.3.4.2', InstanceNumber: 2 }));
  put('sr', aFile({ SeriesInstanceUID: '1.2.3.5', SOPInstanceUID: '1.2.3.5.1', Modality: 'SR' }));
  put(
    'old',
    aFile({
      StudyInstanceUID: '1.9',
      SeriesInstanceUID: '1.9.1',
      SOPInstanceUID: '1.9.1.1',
      StudyDate: '20200101',
      PatientName: 'Zeta^Zoe',
      Modality: 'MR',
    }),
  );
  put(
    'mixed1',
    aFile({
      StudyInstanceUID: '1.8',
      SeriesInstanceUID: '1.8.1',
      SOPInstanceUID: '1.8.1.1',
      StudyDate: '20190101',
    }),
  );
  put(
    'mixed2',
    aFile({
      StudyInstanceUID: '1.8',
      SeriesInstanceUID: '1.8.1',
      SOPInstanceUID: '1.8.1.2',
      StudyDate: '20190101',
      PatientName: 'Other^Person',
      PatientID: 'B2',
    }),
  );
  put('z-copy', aFile({ PatientName: 'Example^Ada' }, { pixelData: new Uint8Array(128).fill(7) }));
  put('DICOMDIR', 'x');
  put('notes.txt', 'this is no image at all');
  put('empty', '');
  put('.DS_Store', 'a note of a program');
  mkdirSync(join(folder, '.hidden'));
  put('.hidden/inside', aFile({ StudyInstanceUID: '7.7.7' }));
  writeFileSync(join(outside, 'secret'), aFile({ StudyInstanceUID: '6.6.6' }));
  symlinkSync(join(outside, 'secret'), join(folder, 'link'));
  symlinkSync(folder, join(folder, 'loop'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'dangling'));
  server = await startServer({ folders: [folder], port: 0, rescanMs: 60_000 });
  await server.archive.whenIndexed();
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
  rmSync(outside, { recursive: true });
});

describe('the index', () => {
  it('finds files of any name at any depth and says why it skips others', () => {
    const status = server.archive.status();
    expect(status).toMatchObject({ indexing: false, studies: 3, files: 7, skipped: 6 });
    const reasons = new Map(status.skippedFiles.map(({ path, reason }) => [path, reason]));
    expect(reasons.get('link')).toContain('outside');
    expect(reasons.get('notes.txt')).toBe('it is not a DICOM file');
    expect(reasons.get('empty')).toBe('it is empty');
    expect(reasons.get('DICOMDIR')).toContain('DICOMDIR');
  });

  it('serves the first of two files of one instance and tells about the other', async () => {
    expect(server.archive.status().duplicates).toEqual([
      { SOPInstanceUID: '1.2.3.4.1', files: ['deep/er/without-extension', 'z-copy'] },
    ]);
    const [part] = parts(await get(`${ROOT}${INSTANCE}/frames/1`));
    expect(part?.body.readUInt16LE(2)).toBe(10);
  });

  it('never serves what a link outside points at', async () => {
    expect(await query('/studies?StudyInstanceUID=6.6.6')).toEqual([]);
  });
});

describe('searching', () => {
  it('lists studies newest first, with counts', async () => {
    const rows = await query('/studies');
    expect(values(rows, '0020000D')).toEqual(['1.2.3', '1.9', '1.8']);
    expect(rows[0]).toMatchObject({
      '00080061': { Value: ['CT', 'SR'] },
      '00201206': { Value: [2] },
      '00201208': { Value: [3] },
    });
  });

  it.each([
    ['/studies?PatientName=zeta*', ['1.9']],
    ['/studies?00100010=zeta*', ['1.9']],
    ['/studies?PatientName=zoe&fuzzymatching=true', ['1.9']],
    ['/studies?ModalitiesInStudy=SR', ['1.2.3']],
    ['/studies?ModalitiesInStudy=SR,MR', ['1.2.3', '1.9']],
    ['/studies?ModalitiesInStudy=SR&ModalitiesInStudy=MR', ['1.2.3', '1.9']],
    ['/studies?StudyDate=20200101-20221231', ['1.9']],
    ['/studies?StudyInstanceUID=1.9,1.8', ['1.9', '1.8']],
    ['/studies?StudyInstanceUID=1.9&StudyInstanceUID=1.8', ['1.9', '1.8']],
    ['/studies?limit=1&offset=1', ['1.9']],
    ['/studies?orderby=StudyDate', ['1.8', '1.9', '1.2.3']],
    ['/studies?PatientID=none', []],
    ['/series?Modality=SR', ['1.2.3']],
    ['/studies/1.2.3/series?SeriesNumber=1&Modality=CT', ['1.2.3']],
    ['/instances?SOPInstanceUID=1.9.1.1', ['1.9']],
  ])('%s', async (path, uids) => {
    expect(values(await query(path), '0020000D')).toEqual(uids);
  });

  it('tells how many there are besides the page', async () => {
    const answer = await get(`${ROOT}/studies?limit=1`);
    expect(answer.headers['x-total-count']).toBe('3');
    expect(answer.headers['content-type']).toBe('application/dicom+json');
  });

  it('orders instances by number and adds what includefield asks for', async () => {
    const rows = await query('/studies/1.2.3/series/1.2.3.4/instances?includefield=BitsStored');
    expect(values(rows, '00200013')).toEqual([1, 2]);
    expect(values(rows, '00280101')).toEqual([16, 16]);
    expect(await query('/studies/1.2.3/series/1.2.3.4/instances?includefield=all')).toMatchObject([
      { '00280004': { Value: ['MONOCHROME2'] } },
      {},
    ]);
  });

  it('warns about what it did not use and about two patients in one study, without names', async () => {
    const warning = String((await get(`${ROOT}/studies?ContrastBolusAgent=x`)).headers['warning']);
    expect(warning).toContain('ContrastBolusAgent is not supported');
    expect(warning).toContain('1.8 name 2 different patients');
    expect(warning).not.toMatch(/Other|Example/);
  });

  it.each(['limit=-1', 'offset=x', 'StudyDate=yesterday'])('refuses %s in a sentence', async (parameter) => {
    const answer = await get(`${ROOT}/studies?${parameter}`);
    expect(answer.status).toBe(400);
    expect(JSON.parse(answer.body.toString())).toEqual({ error: expect.stringMatching(/^[A-Za-z"].*\.$/) });
  });
});

describe('retrieving', () => {
  it('gives metadata whose references can be followed', async () => {
    const [instance] = await query(`${INSTANCE}/metadata`);
    expect(instance).toMatchObject({
      '00083002': { Value: ['1.2.840.10008.1.2.1'] },
      '7FE00010': { vr: 'OW', BulkDataURI: `${server.url}dicom-web${INSTANCE}/bulkdata/7FE00010` },
    });
    const answer = await get(`${ROOT}${INSTANCE}/bulkdata/7FE00010`, { Accept: 'application/octet-stream' });
    expect(answer.headers['content-disposition']).toBe('attachment');
    expect(answer.body).toHaveLength(128);
    expect(await query('/studies/1.2.3/metadata')).toHaveLength(3);
  });

  it('names the host that was asked in its references', async () => {
    const answer = await get(`${ROOT}${INSTANCE}/metadata`, { Host: `localhost:${server.port}` });
    expect(answer.body.toString()).toContain(`http://localhost:${server.port}${ROOT}/studies`);
  });

  it('gives a range of bulk data', async () => {
    const answer = await get(`${ROOT}${INSTANCE}/bulkdata/7FE00010`, { Range: 'bytes=2-3' });
    expect([answer.status, answer.headers['content-range'], [...answer.body]]).toEqual([
      206,
      'bytes 2-3/128',
      [10, 0],
    ]);
    expect((await get(`${ROOT}${INSTANCE}/bulkdata/7FE00010`, { Range: 'bytes=200-' })).status).toBe(416);
  });

  it('gives frames with their transfer syntax, in parts or alone', async () => {
    const answer = await get(`${ROOT}${INSTANCE}/frames/1`);
    const [part] = parts(answer);
    expect(part?.headers.get('content-type')).toBe(
      'application/octet-stream; transfer-syntax=1.2.840.10008.1.2.1',
    );
    expect(part?.body.readUInt16LE(126)).toBe(630);
    const alone = await get(`${ROOT}${INSTANCE}/frames/1`, { Accept: 'application/octet-stream' });
    expect(alone.body).toEqual(part?.body);
  });

  it.each([
    ['/frames/2', 404],
    ['/frames/0', 400],
    ['/frames/x', 400],
    ['/bulkdata/00420011', 404],
    ['/bulkdata/../../../etc/passwd', 404],
    ['/rendered?viewport=1', 400],
    ['/rendered?window=1,0,linear', 400],
  ])('answers %s with %i and a sentence', async (path, status) => {
    const answer = await get(`${ROOT}${INSTANCE}${path}`);
    expect(answer.status).toBe(status);
    expect(answer.body.toString()).not.toMatch(/at .*\.ts/);
  });

  it('gives the whole file, byte for byte', async () => {
    const [part] = parts(await get(`${ROOT}${INSTANCE}`));
    expect(part?.body).toEqual(readFileSync(join(folder, 'deep/er/without-extension')));
    const alone = await get(`${ROOT}${INSTANCE}`, { Accept: 'application/dicom' });
    expect(alone.headers['content-disposition']).toContain('attachment');
    expect(parts(await get(`${ROOT}/studies/1.2.3`))).toHaveLength(3);
  });

  it('draws a frame into the box asked for', async () => {
    const answer = await get(`${ROOT}${INSTANCE}/rendered?viewport=16,32`, { Accept: 'image/png' });
    expect([answer.body.readUInt32BE(16), answer.body.readUInt32BE(20)]).toEqual([16, 16]);
    const jpeg = await get(`${ROOT}/studies/1.2.3/series/1.2.3.4/thumbnail`);
    expect(jpeg.headers['content-type']).toBe('image/jpeg');
    expect(jpeg.body.readUInt16BE(0)).toBe(0xffd8);
  });
});

describe('a folder that changes', () => {
  it('shows new files, drops removed ones and never sends less than it announced', async () => {
    const path = join(folder, 'new');
    writeFileSync(
      path,
      aFile({ StudyInstanceUID: '7.1', SeriesInstanceUID: '7.1.1', SOPInstanceUID: '7.1.1.1' }),
    );
    await server.archive.rescan();
    expect(await query('/studies?StudyInstanceUID=7.1')).toHaveLength(1);
    const frame = `${ROOT}/studies/7.1/series/7.1.1/instances/7.1.1.1/frames/1`;
    expect((await get(frame)).status).toBe(200);
    truncateSync(path, 600);
    expect((await get(frame)).status).toBe(409);
    unlinkSync(path);
    expect((await get(frame)).status).toBe(410);
    await server.archive.rescan();
    expect((await get(frame)).status).toBe(404);
  });

  it('says that a frame is incomplete rather than sending part of it', async () => {
    const whole = aFile({ StudyInstanceUID: '7.2', SeriesInstanceUID: '7.2.1', SOPInstanceUID: '7.2.1.1' });
    put('cut', whole.subarray(0, whole.length - 20));
    await server.archive.rescan();
    const answer = await get(`${ROOT}/studies/7.2/series/7.2.1/instances/7.2.1.1/frames/1`);
    expect(answer.status).toBe(422);
    expect(answer.body.toString()).toContain('108 of the 128 bytes');
  });

  it('notices a change by itself', async () => {
    put('late', aFile({ StudyInstanceUID: '7.3', SeriesInstanceUID: '7.3.1', SOPInstanceUID: '7.3.1.1' }));
    await expect
      .poll(async () => (await query('/studies?StudyInstanceUID=7.3')).length, { timeout: 10_000 })
      .toBe(1);
  });

  it('refuses a file that became a link', async () => {
    const path = join(folder, 'swap');
    writeFileSync(
      path,
      aFile({ StudyInstanceUID: '7.4', SeriesInstanceUID: '7.4.1', SOPInstanceUID: '7.4.1.1' }),
    );
    utimesSync(path, 1, 1);
    await server.archive.rescan();
    unlinkSync(path);
    symlinkSync(join(outside, 'secret'), path);
    expect((await get(`${ROOT}/studies/7.4/series/7.4.1/instances/7.4.1.1/frames/1`)).status).toBe(410);
  });
});
