import { expect, it } from 'vitest';
import type { DicomJson } from '../../core/dataSource.ts';
import { readTags, visibleRows, writeLines } from './readTags.ts';

const dictionary = new Map([
  ['00100010', 'PatientName'],
  ['00081140', 'ReferencedImageSequence'],
  ['00081155', 'ReferencedSOPInstanceUID'],
  ['60003000', 'OverlayData'],
]);
const object: DicomJson = {
  '00100010': { vr: 'PN', Value: [{ Alphabetic: 'DOE^JANE', Ideographic: '田^中' }] },
  '00081140': { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: ['1.2'] } }, {}] },
  '00090010': { vr: 'LO', Value: ['ACME 1.0'] },
  '00091001': { vr: 'UN', InlineBinary: 'AAAA' },
  '000B1001': { vr: 'UN' },
  '60023000': { vr: 'OW', BulkDataURI: 'https://elsewhere.example/secret' },
};

it('lists the attributes in order, the items of a sequence below it', () => {
  const rows = readTags(object, dictionary);
  expect(rows.map(({ depth, tag, name, value }) => `${depth} ${tag} ${name}: ${value}`)).toEqual([
    '0 (0008,1140) ReferencedImageSequence: 2 items',
    '1  Item 1: ',
    '2 (0008,1155) ReferencedSOPInstanceUID: 1.2',
    '1  Item 2: empty',
    '0 (0009,0010) PrivateCreator: ACME 1.0',
    '0 (0009,1001) “ACME 1.0”: 3 bytes',
    '0 (000B,1001) private, without a creator: ',
    '0 (0010,0010) PatientName: DOE^JANE=田^中',
    '0 (6002,3000) OverlayData: bulk data, kept at the archive',
  ]);
});

it('hides what is below a collapsed row and nothing else', () => {
  const rows = readTags(object, dictionary);
  const seen = visibleRows(rows, '', new Set(['00081140']));
  expect(seen).toHaveLength(rows.length - 3);
  expect(seen[1]?.name).toBe('PrivateCreator');
});

it('finds a tag however it is written, a name, a value', () => {
  const rows = readTags(object, dictionary);
  const found = (filter: string) => visibleRows(rows, filter, new Set(['00081140'])).map(({ tag }) => tag);
  expect(found('(0010,0010)')).toEqual(['(0010,0010)']);
  expect(found('0010 0010')).toEqual(['(0010,0010)']);
  expect(found('referencedsop')).toEqual(['(0008,1155)']);
  expect(found('acme')).toEqual(['(0009,0010)', '(0009,1001)']);
});

it('reads an object as deep as it comes', () => {
  let nested: DicomJson = { '00100010': { vr: 'PN', Value: ['end'] } };
  for (let level = 0; level < 3000; level += 1) nested = { '00081140': { vr: 'SQ', Value: [nested] } };
  expect(readTags(nested, dictionary)).toHaveLength(6001);
});

it('copies lines that no spreadsheet takes for a formula', () => {
  const rows = readTags({ '00100010': { vr: 'PN', Value: ['=cmd|calc'] } }, dictionary);
  expect(writeLines(rows)).toBe('(0010,0010) PN PatientName: =cmd|calc');
});
