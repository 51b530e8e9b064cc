import { expect, it } from 'vitest';
import { aFile } from '../../testing/dicomFile.ts';
import { textDecoder } from './characterSets.ts';
import { jsonText, toJson, type JsonElement } from './jsonModel.ts';
import { inflationCap, NotDicom, parseHead } from './part10.ts';

const bulk = { bulkDataUri: (path: string) => `bulk/${path}` };

/** A data set of raw elements in explicit VR little endian, behind a bare preamble. */
function raw(...elements: Array<readonly [tag: string, vr: string, value: Buffer | string]>): Buffer {
  const parts = elements.map(([tag, vr, value]) => {
    const body = typeof value === 'string' ? Buffer.from(value, 'latin1') : value;
    const long = /^(OB|OD|OF|OL|OV|OW|SQ|SV|UC|UN|UR|UT|UV)$/.test(vr);
    const head = Buffer.alloc(long ? 12 : 8);
    head.writeUInt16LE(Number.parseInt(tag.slice(0, 4), 16), 0);
    head.writeUInt16LE(Number.parseInt(tag.slice(4), 16), 2);
    head.write(vr, 4, 'latin1');
    if (long) head.writeUInt32LE(body.length, 8);
    else head.writeUInt16LE(body.length, 6);
    return Buffer.concat([head, body]);
  });
  return Buffer.concat([Buffer.alloc(128), Buffer.from('DICM'), ...parts]);
}

const json = (file: Buffer | Uint8Array): Record<string, JsonElement> =>
  toJson(parseHead(Buffer.from(file), { complete: true }).root, bulk);

const one = (tag: string, vr: string, value: Buffer | string) => json(raw([tag, vr, value]))[tag];

it('gives numbers as numbers and keeps what is no number as it was written', () => {
  expect(one('00280030', 'DS', '0.5\\ 1e2 \\x')).toEqual({ vr: 'DS', Value: [0.5, 100, 'x'] });
  expect(one('00200013', 'IS', '007 ')).toEqual({ vr: 'IS', Value: [7] });
});

it('keeps the places of empty values, and gives an attribute without any no Value', () => {
  expect(one('00080008', 'CS', 'A\\\\B ')).toEqual({ vr: 'CS', Value: ['A', null, 'B'] });
  expect(one('00080050', 'SH', '')).toEqual({ vr: 'SH' });
  expect(one('00080050', 'SH', '  ')).toEqual({ vr: 'SH' });
});

it('does not split paragraphs at backslashes', () => {
  expect(one('00104000', 'LT', 'a\\b ')).toEqual({ vr: 'LT', Value: ['a\\b'] });
});

it('reads every binary number', () => {
  const bytes = Buffer.alloc(8);
  bytes.writeInt16LE(-2, 0);
  expect(one('00280106', 'SS', bytes.subarray(0, 2))?.Value).toEqual([-2]);
  bytes.writeDoubleLE(Number.NaN, 0);
  expect(one('00189073', 'FD', bytes)?.Value).toEqual(['NaN']);
  bytes.writeBigUInt64LE(2n ** 60n, 0);
  expect(one('00080001', 'UV', bytes)?.Value).toEqual(['1152921504606846976']);
  expect(one('00280009', 'AT', Buffer.from([0x18, 0, 0x63, 0x10]))?.Value).toEqual(['00181063']);
});

it('sends short binary values inline and long ones by reference', () => {
  expect(one('00420011', 'OB', Buffer.from([1, 2]))).toEqual({ vr: 'OB', InlineBinary: 'AQI=' });
  expect(one('00420011', 'OB', Buffer.alloc(2000))).toEqual({ vr: 'OB', BulkDataURI: 'bulk/00420011' });
});

it('reads UN of a known private attribute by its dictionary', () => {
  const file = raw(
    ['00190010', 'LO', 'GEMS_ACQU_01'],
    ['00191002', 'UN', Buffer.from([144, 3, 0, 0])],
    ['001910FF', 'UN', 'ab'],
  );
  expect(json(file)['00191002']).toEqual({ vr: 'SL', Value: [912] });
  expect(json(file)['001910FF']).toEqual({ vr: 'UN', InlineBinary: 'YWI=' });
});

it('gives names by representation', () => {
  expect(one('00100010', 'PN', 'A^B=C=')).toEqual({
    vr: 'PN',
    Value: [{ Alphabetic: 'A^B', Ideographic: 'C' }],
  });
});

it('writes attributes in tag order', () => {
  const text = jsonText(
    json(aFile({ RetrieveAETitle: 'X', RequestAttributesSequence: [{ ScheduledProcedureStepID: '1' }] })),
  );
  const tags = [...text.matchAll(/"([0-9A-F]{8})":\{"vr"/g)].map((found) => found[1]);
  const top = tags.filter((tag) => tag !== '00400009');
  expect(top).toEqual([...top].sort());
  expect(top).toContain('00400275');
});

it('reads nested sequences and leaves out what lies deeper than the limit, without running out of stack', () => {
  const depth = 3000;
  const open = Buffer.from([
    0x40, 0, 0x30, 0xa7, 0x53, 0x51, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xfe, 0xff, 0, 0xe0, 0xff, 0xff, 0xff,
    0xff,
  ]);
  const file = Buffer.concat([raw(), ...Array.from({ length: depth }, () => open)]);
  const head = parseHead(file, { complete: true });
  expect(head.tooDeep).toBe(true);
  expect(jsonText(toJson(head.root, bulk)).match(/0040A730/g)?.length).toBe(65); // 64 levels of items, and the sequence in the last
});

it('says what is not DICOM, and never throws anything else for cut files', () => {
  expect(() => parseHead(Buffer.from('hello, this is text only'), { complete: true })).toThrow(NotDicom);
  const whole = Buffer.from(aFile());
  for (let length = 0; length < whole.length; length += 7) {
    try {
      toJson(parseHead(whole.subarray(0, length), { complete: true }).root, bulk);
    } catch (error) {
      expect(error).toBeInstanceOf(NotDicom);
    }
  }
});

it('refuses to inflate a bomb and inflates a blank image', () => {
  expect(inflationCap(500_000)).toBeLessThan(512 * 2 ** 20);
  expect(inflationCap(30_000)).toBeGreaterThan(30 * 2 ** 20);
});

it.each([
  [['ISO_IR 100'], 'Buc^J\xe9r\xf4me', 'Buc^Jérôme'],
  [['ISO_IR 144'], '\xbb\xee\xda', 'Люк'],
  [['ISO_IR 192'], Buffer.from('Wang^小東').toString('latin1'), 'Wang^小東'],
  [['GB18030'], 'Wang^\xcd\xf5', 'Wang^王'],
  [['', 'ISO 2022 IR 87'], 'Yamada^Tarou=\x1b$B;3ED\x1b(B^\x1b$BB@O:\x1b(B', 'Yamada^Tarou=山田^太郎'],
  [['', 'ISO 2022 IR 149'], 'Hong=\x1b$)C\xfb\xf3^\x1b$)C\xd1\xce', 'Hong=洪^吉'],
  [['ISO 2022 IR 100', 'ISO 2022 IR 144'], 'J\xe9r=\x1b-L\xbb\xee\xda', 'Jér=Люк'],
  [[], 'Caf\xc3\xa9', 'Café'],
  [[], 'Caf\xe9', 'Café'],
])('reads %j', (terms, bytes, text) => {
  expect(textDecoder(terms)(Buffer.from(bytes, 'latin1'), 'name')).toBe(text);
});
