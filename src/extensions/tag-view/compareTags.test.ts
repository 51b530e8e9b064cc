import { expect, it } from 'vitest';
import type { DicomJson } from '../../core/dataSource.ts';
import { compareTags, differencesOnly, ofFrame } from './compareTags.ts';
import { readTags } from './readTags.ts';

const rows = (dataset: DicomJson) => readTags(dataset, new Map());
const one: DicomJson = {
  '00080060': { vr: 'CS', Value: ['CT'] },
  '00081140': {
    vr: 'SQ',
    Value: [{ '00081155': { vr: 'UI', Value: ['1.2'] } }, { '00081155': { vr: 'UI', Value: ['1.3'] } }],
  },
  '00200013': { vr: 'IS', Value: [1] },
};
const two: DicomJson = {
  '00080060': { vr: 'CS', Value: ['CT'] },
  '00081140': { vr: 'SQ', Value: [{ '00081155': { vr: 'UI', Value: ['1.9'] } }] },
  '00100010': { vr: 'PN', Value: [{ Alphabetic: 'DOE' }] },
  '00200013': { vr: 'IS', Value: [2] },
};
const said = (compared: ReturnType<typeof compareTags>) =>
  compared.map(
    ({ path, value, other, differs }) => `${differs ? '≠' : '='} ${path} ${value} | ${other ?? '-'}`,
  );

it('puts two objects side by side, in the order of the attributes', () => {
  expect(said(compareTags(rows(one), rows(two)))).toEqual([
    '= 00080060 CT | CT',
    '≠ 00081140 2 items | 1 item',
    '= 00081140.0  | ',
    '≠ 00081140.0.00081155 1.2 | 1.9',
    '≠ 00081140.1  | -',
    '≠ 00081140.1.00081155 1.3 | -',
    '≠ 00100010  | DOE',
    '≠ 00200013 1 | 2',
  ]);
});

it('differs from itself in nothing, whatever is in it', () => {
  const same = compareTags(rows(one), rows(one));
  expect(same).toHaveLength(rows(one).length);
  expect(differencesOnly(same)).toEqual([]);
});

it('keeps the sequence and the item around a difference', () => {
  const changed: DicomJson = {
    ...one,
    '00081140': {
      vr: 'SQ',
      Value: [{ '00081155': { vr: 'UI', Value: ['1.2'] } }, { '00081155': { vr: 'UI', Value: ['1.4'] } }],
    },
  };
  expect(differencesOnly(compareTags(rows(one), rows(changed))).map(({ path }) => path)).toEqual([
    '00081140',
    '00081140.1',
    '00081140.1.00081155',
  ]);
});

it('compares the tenth item with the tenth, not with the second', () => {
  const items = Array.from({ length: 12 }, (_, index) => ({ '00200013': { vr: 'IS', Value: [index] } }));
  const many: DicomJson = { '00081140': { vr: 'SQ', Value: items } };
  expect(differencesOnly(compareTags(rows(many), rows(many)))).toEqual([]);
});

it('shows what one frame says for itself', () => {
  const frames: DicomJson = {
    '00280008': { vr: 'IS', Value: [12] },
    '52009230': {
      vr: 'SQ',
      Value: Array.from({ length: 12 }, (_, index) => ({ '00200013': { vr: 'IS', Value: [index] } })),
    },
  };
  expect(ofFrame(rows(frames), 1).map(({ path }) => path)).toEqual([
    '00280008',
    '52009230',
    '52009230.0',
    '52009230.0.00200013',
  ]);
  expect(ofFrame(rows(frames), undefined)).toHaveLength(26);
});
