import { describe, expect, it } from 'vitest';
import { naturalize, readSeriesList, readSeriesMetadata, readStudies } from './naturalize.ts';

const series = { StudyInstanceUID: '1.2.3', SeriesInstanceUID: '1.2.3.4' };
const ids = (SOPInstanceUID: string, more: Record<string, unknown> = {}) => ({
  '0020000D': { vr: 'UI', Value: ['1.2.3'] },
  '0020000E': { vr: 'UI', Value: ['1.2.3.4'] },
  '00080018': { vr: 'UI', Value: [SOPInstanceUID] },
  '00080016': { vr: 'UI', Value: ['1.2.840.10008.5.1.4.1.1.2'] },
  ...more,
});
const read = (more: Record<string, unknown>) => readSeriesMetadata([ids('1.1', more)], series);

describe('values', () => {
  it('reads each kind under its keyword', () => {
    const { instances, problems } = read({
      '00280010': { vr: 'US', Value: [512] },
      '00080008': { vr: 'CS', Value: ['ORIGINAL', null, 'AXIAL '] },
      '00280030': { vr: 'DS', Value: [0.5, '0.25'] },
      '00100010': { vr: 'PN', Value: [{ Alphabetic: 'DOE^JANE', Ideographic: '山田' }] },
      '00081115': {
        vr: 'SQ',
        Value: [
          {
            '0020000E': { vr: 'UI', Value: ['1.9'] },
            '00081199': { vr: 'SQ', Value: [{ '00081160': { vr: 'IS', Value: ['1', 2] } }] },
          },
        ],
      },
      '7FE00010': { vr: 'OW', BulkDataURI: 'http://x/1' },
      '00281201': { vr: 'OW', BulkDataURI: 'bulk/red' },
      '00081199': { vr: 'SQ' },
    });
    expect(problems).toEqual([]);
    expect(instances[0]).toEqual({
      ...series,
      SOPInstanceUID: '1.1',
      SOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
      Rows: 512,
      ImageType: ['ORIGINAL', '', 'AXIAL'],
      PixelSpacing: [0.5, 0.25],
      PatientName: { Alphabetic: 'DOE^JANE', Ideographic: '山田' },
      ReferencedSeriesSequence: [
        { SeriesInstanceUID: '1.9', ReferencedSOPSequence: [{ ReferencedFrameNumber: [1, 2] }] },
      ],
      hasPixelData: true,
      RedPaletteColorLookupTableData: { BulkDataURI: 'bulk/red' },
    });
  });

  it('tolerates numbers as text, names as text, a single value without a list, wrong and missing VRs', () => {
    const { instances, problems } = read({
      '00280010': { Value: ['512 '] },
      '00280011': { vr: 'LO', Value: 256 },
      '00281050': { vr: 'DS', Value: ['40\\400'] },
      '00080008': { vr: 'CS', Value: ['DERIVED\\SECONDARY'] },
      '00100010': { vr: 'LO', Value: ['Yamada^Tarou=山田^太郎=やまだ^たろう'] },
      '00200013': { vr: 'IS', Value: ['+7'] },
      '0008103e': { vr: 'LO', Value: ['lower case tag'] },
    });
    expect(problems).toEqual([]);
    expect(instances[0]).toMatchObject({
      Rows: 512,
      Columns: 256,
      WindowCenter: [40, 400],
      ImageType: ['DERIVED', 'SECONDARY'],
      PatientName: { Alphabetic: 'Yamada^Tarou', Ideographic: '山田^太郎', Phonetic: 'やまだ^たろう' },
      InstanceNumber: 7,
      SeriesDescription: 'lower case tag',
    });
  });

  it('takes null and empty values as absent, in silence', () => {
    const { instances, problems } = read({
      '00280010': { vr: 'US', Value: null },
      '00280011': { vr: 'US', Value: [] },
      '00200013': { vr: 'IS', Value: [null] },
      '00100010': { vr: 'PN', Value: [null] },
      '00281050': { vr: 'DS', Value: [null, null] },
      '0008103E': { vr: 'LO', Value: ['  '] },
      '00080008': null,
    });
    expect(problems).toEqual([]);
    expect(Object.keys(instances[0] ?? {}).sort()).toEqual(
      ['SOPClassUID', 'SOPInstanceUID', 'SeriesInstanceUID', 'StudyInstanceUID'].sort(),
    );
  });

  it('tells what it could not read, and uses the rest', () => {
    const { instances, problems } = read({
      '00280010': { vr: 'US', Value: ['many'] },
      '00281050': { vr: 'DS', Value: [40, null] },
      '00200013': 'seven',
      '00280011': { vr: 'US', Value: [512] },
      '00281053': { vr: 'DS', Value: ['Infinity'] },
    });
    expect(instances[0]).toMatchObject({ Columns: 512 });
    expect(instances[0]).not.toHaveProperty('Rows');
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatchObject({ SOPInstanceUID: '1.1', verdict: 'partial' });
    for (const keyword of ['Rows', 'WindowCenter', 'InstanceNumber', 'RescaleSlope'])
      expect(problems[0]?.text).toContain(keyword);
  });

  it('cannot be poisoned through property names', () => {
    const hostile: unknown = JSON.parse(
      JSON.stringify(ids('1.1')).replace(
        '{',
        '{"__proto__":{"vr":"LO","Value":["x"],"polluted":true},"constructor":{"Value":["y"]},',
      ),
    );
    const { instances } = readSeriesMetadata([hostile], series);
    expect(instances).toHaveLength(1);
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect(Object.getPrototypeOf(instances[0])).toBe(Object.prototype);
  });

  it('cuts sequences that nest without end, and says so', () => {
    let item: unknown = { '0040A160': { vr: 'UT', Value: ['leaf'] } };
    for (let i = 0; i < 3000; i++) item = { '0040A730': { vr: 'SQ', Value: [item] } };
    const { instances, problems } = read({ '0040A730': { vr: 'SQ', Value: [item] } });
    expect(instances).toHaveLength(1);
    expect(problems[0]?.text).toBe('ContentSequence could not be read.');
  });
});

describe('private b-values', () => {
  it.each([
    ['Siemens', { '00190010': { Value: ['SIEMENS MR HEADER'] }, '0019100C': { Value: ['1000'] } }, 1000],
    ['Philips', { '20010010': { Value: ['Philips Imaging DD 001'] }, '20011003': { Value: [800] } }, 800],
    ['GE', { '00430010': { Value: ['GEMS_PARM_01'] }, '00431039': { Value: [1000000700, 8, 0, 0] } }, 700],
    ['another block', { '00190011': { Value: ['SIEMENS MR HEADER'] }, '0019110C': { Value: [50] } }, 50],
    [
      'unknown VR',
      { '00190010': { Value: ['SIEMENS MR HEADER'] }, '0019100C': { vr: 'UN', InlineBinary: btoa('1000') } },
      1000,
    ],
  ])('%s', (_, elements, value) => {
    expect(naturalize(elements)?.attributes.privateBValue?.value).toBe(value);
  });
  it('means nothing under another creator', () => {
    const elements = { '00190010': { Value: ['ACME'] }, '0019100C': { Value: ['1000'] } };
    expect(naturalize(elements)?.attributes.privateBValue).toBeUndefined();
  });
});

describe('entries', () => {
  it.each([
    ['null', null, /Entry 1 of 1 is null/],
    ['a list', [], /is a list/],
    ['no SOP Instance UID', ids('1.1', { '00080018': { vr: 'UI' } }), /has no SOP Instance UID/],
    ['a path as UID', ids('../..'), /invalid UID/],
    ['a host as UID', ids('@evil.example/'), /invalid UID/],
    ['another series', ids('1.1', { '0020000E': { Value: ['9.9'] } }), /another series/],
    ['another study', ids('1.1', { '0020000D': { Value: ['9.9'] } }), /another study/],
  ])('refuses %s and says why, and reads its neighbour', (_, entry, text) => {
    const alone = readSeriesMetadata([entry], series);
    expect(alone.instances).toEqual([]);
    expect(alone.problems).toEqual([
      expect.objectContaining({ verdict: 'refused', text: expect.stringMatching(text) }),
    ]);
    expect(readSeriesMetadata([entry, ids('1.2')], series).instances).toHaveLength(1);
  });

  it.each([
    ['an object', {}],
    ['null', null],
    ['a string', '<html>'],
    ['nothing', undefined],
  ])('says what came in place of a list: %s', (_, json) => {
    const { instances, problems } = readSeriesMetadata(json, series);
    expect(instances).toEqual([]);
    expect(problems[0]?.text).toMatch(/not a list of instances but/);
  });

  it('keeps one without a SOP class, and fills in the series it was asked for', () => {
    const { instances } = readSeriesMetadata([{ '00080018': { Value: ['1.1'] } }], series);
    expect(instances).toEqual([{ ...series, SOPInstanceUID: '1.1', SOPClassUID: '' }]);
  });

  it('uses one of two with the same UID, the same one in either order', () => {
    const a = ids('1.1', { '00280010': { Value: [1] } });
    const b = ids('1.1', { '00280010': { Value: [2] } });
    const [one, other] = [readSeriesMetadata([a, b], series), readSeriesMetadata([b, a], series)];
    expect(one.instances).toHaveLength(1);
    expect(one.instances).toEqual(other.instances);
    expect(one.problems[0]?.text).toMatch(/SOP Instance UID 1\.1, with different content/);
  });
});

describe('QIDO-RS', () => {
  it('lists each study once, with counts as numbers', () => {
    const study = {
      '0020000D': { Value: ['1.2'] },
      '00100010': { Value: [{ Alphabetic: 'DOE^JANE' }] },
      '00080061': { Value: ['CT', 'SR'] },
      '00201206': { Value: ['3'] },
      '00201208': { Value: [120] },
    };
    expect(readStudies([study, study, {}, null, { '0020000D': { Value: ['../x'] } }])).toEqual([
      {
        StudyInstanceUID: '1.2',
        PatientName: { Alphabetic: 'DOE^JANE' },
        ModalitiesInStudy: ['CT', 'SR'],
        NumberOfStudyRelatedSeries: 3,
        NumberOfStudyRelatedInstances: 120,
      },
    ]);
    expect(readStudies('nonsense')).toEqual([]);
  });
  it('lists each series once, and none of another study', () => {
    const one = {
      '0020000E': { Value: ['1.2.1'] },
      '00080060': { Value: ['CT'] },
      '00200011': { Value: ['2'] },
    };
    const foreign = { '0020000D': { Value: ['8'] }, '0020000E': { Value: ['8.1'] } };
    expect(readSeriesList([one, one, foreign], '1.2')).toEqual([
      { StudyInstanceUID: '1.2', SeriesInstanceUID: '1.2.1', Modality: 'CT', SeriesNumber: 2 },
    ]);
  });
});
