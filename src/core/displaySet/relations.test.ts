import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { viewerMode } from '../../modes/viewer.ts';
import { anInstance, aSeries, slices } from '../../testing/factories.ts';
import type { Instance } from '../dicom/instance.ts';
import { SopClass } from '../dicom/sopClass.ts';
import { createRegistry } from '../extension/registry.ts';
import type { Mode } from '../mode/mode.ts';
import type { DisplaySet } from './displaySet.ts';
import { organize } from './organize.ts';
import { relationsAmong } from './relations.ts';

const registry = createRegistry(builtInHandlers, builtInModes);

function setsOf(instances: readonly Instance[], mode: Mode = viewerMode): readonly DisplaySet[] {
  const { displaySets, unsupported } = organize(instances, registry.handlersFor(mode));
  return [...displaySets, ...unsupported];
}

/** What is said of each display set, by label. */
function told(instances: readonly Instance[], mode: Mode = viewerMode) {
  const sets = setsOf(instances, mode);
  const relations = relationsAmong(sets);
  const labels = new Map(sets.map((set) => [set.displaySetInstanceUID, set.label]));
  return Object.fromEntries(
    sets.map((set) => {
      const {
        references = [],
        referredToBy = [],
        messages = [],
      } = relations.get(set.displaySetInstanceUID) ?? {};
      return [
        set.label,
        {
          references: references.map(({ by, found, missing, reference }) => ({
            purpose: reference.purpose,
            by,
            found: found.map(
              (one) => `${labels.get(one.displaySetInstanceUID)} ${one.SOPInstanceUIDs.length}`,
            ),
            missing,
          })),
          referredToBy: referredToBy.map((one) => `${labels.get(one.displaySetInstanceUID)} ${one.count}`),
          messages: messages.map(({ text }) => text),
        },
      ];
    }),
  );
}

const ct = aSeries(slices(5), { SeriesNumber: 2, SeriesDescription: 'Axial' });
const named = (...instances: readonly Pick<Instance, 'SeriesInstanceUID' | 'SOPInstanceUID'>[]) => [
  {
    StudyInstanceUID: '1.2.3',
    ReferencedSeriesSequence: [...new Set(instances.map((i) => i.SeriesInstanceUID))].map(
      (SeriesInstanceUID) => ({
        SeriesInstanceUID,
        ReferencedSOPSequence: instances
          .filter((i) => i.SeriesInstanceUID === SeriesInstanceUID)
          .map(({ SOPInstanceUID }) => ({ ReferencedSOPInstanceUID: SOPInstanceUID })),
      }),
    ),
  },
];
const lost = { SeriesInstanceUID: '1.2.3.99', SOPInstanceUID: '1.2.3.99.1' };

function object(number: number, SOPClassUID: string, attributes: Partial<Instance>): Instance {
  const {
    Rows: _r,
    Columns: _c,
    ImagePositionPatient: _p,
    ImageOrientationPatient: _o,
    ...rest
  } = anInstance({
    SOPClassUID,
    SeriesInstanceUID: `1.2.3.${number}`,
    SeriesNumber: number,
    SeriesDescription: `Object ${number}`,
    ...attributes,
  });
  return rest;
}
const seg = (attributes: Partial<Instance>) => object(50, SopClass.SegmentationStorage, attributes);
const keyObject = (code: string, title: string, ...images: readonly (typeof lost)[]) =>
  object(60, SopClass.KeyObjectSelectionDocumentStorage, {
    ConceptNameCodeSequence: [{ CodeValue: code, CodingSchemeDesignator: 'DCM', CodeMeaning: title }],
    CurrentRequestedProcedureEvidenceSequence: named(...images),
  });
const report = (
  number: number,
  title: string,
  predecessors: readonly Instance[] = [],
  ContentTime = '1200',
) =>
  object(number, SopClass.ComprehensiveSRStorage, {
    ConceptNameCodeSequence: [{ CodeMeaning: title }],
    ContentDate: '20261103',
    ContentTime,
    ...(predecessors.length > 0 && { PredecessorDocumentsSequence: named(...predecessors) }),
  });

describe('references between display sets', () => {
  it('say where the objects named are, how many, and how many never came', () => {
    const ReferencedSeriesSequence = named(...ct, lost)[0]?.ReferencedSeriesSequence ?? [];
    const { Axial, 'Object 50': segmentation } = told([...ct, seg({ ReferencedSeriesSequence })]);
    expect(segmentation?.references).toEqual([
      { purpose: 'segmented images', by: 'instances', found: ['Axial 5'], missing: 0 },
      { purpose: 'segmented images', by: 'nothing', found: [], missing: 1 },
    ]);
    expect(Axial?.referredToBy).toEqual(['Object 50 5']);
  });

  it('fall back on the frame of reference, and never on an object without pictures', () => {
    const dose = object(51, SopClass.RTDoseStorage, {});
    const absent = seg({ ReferencedSeriesSequence: named(lost)[0]?.ReferencedSeriesSequence ?? [] });
    expect(told([...ct, absent])['Object 50']?.references).toEqual([
      { purpose: 'segmented images', by: 'frame of reference', found: ['Axial 5'], missing: 1 },
    ]);
    expect(told([...ct, dose, seg({})])['Object 51']?.references).toEqual([
      { purpose: 'images under the dose', by: 'frame of reference', found: ['Axial 5'], missing: 0 },
    ]);
    const elsewhere = object(51, SopClass.RTDoseStorage, { FrameOfReferenceUID: '9.9' });
    expect(told([...ct, elsewhere])['Object 51']?.references).toEqual([
      { purpose: 'images under the dose', by: 'nothing', found: [], missing: 0 },
    ]);
  });

  it('mean the whole of a series that is named without its instances', () => {
    const ReferencedSeriesSequence = [{ SeriesInstanceUID: ct[0]?.SeriesInstanceUID ?? '' }];
    expect(told([...ct, seg({ ReferencedSeriesSequence })])['Object 50']?.references).toEqual([
      { purpose: 'segmented images', by: 'series', found: ['Axial 5'], missing: 0 },
    ]);
  });

  it('lay PET on the CT of its frame of reference, and on nothing else', () => {
    const pet = aSeries(slices(5), {
      SeriesInstanceUID: '1.2.3.5',
      SOPClassUID: SopClass.PositronEmissionTomographyImageStorage,
      SeriesDescription: 'PET',
      SeriesNumber: 4,
    });
    const other = pet.map((i) => ({
      ...i,
      SeriesInstanceUID: '1.2.3.6',
      SOPInstanceUID: `${i.SOPInstanceUID}.6`,
      SeriesDescription: 'NAC',
    }));
    const fusion = builtInModes.find(({ id }) => id === 'fusion');
    expect(told([...ct, ...pet, ...other], fusion)['PET']?.references).toEqual([
      { purpose: 'fused on', by: 'frame of reference', found: ['Axial 5'], missing: 0 },
    ]);
    expect(told([...ct, ...pet], fusion)['PET']?.messages).toEqual(['Fused on series 2 Axial']);
    expect(told(pet, fusion)['PET']?.messages).toEqual(['No CT or MR of its frame of reference is here']);
  });
});

describe('what is said of rejected images', () => {
  it.each([
    ['113001', 'rejected for quality reasons'],
    ['113037', 'rejected for patient safety reasons'],
    ['113038', 'rejected because of an incorrect worklist entry'],
    ['113039', 'rejected because the time they may be kept has expired'],
    ['113010', 'marked as having a quality issue'],
  ])('%s: they are %s', (code, text) => {
    const rejection = keyObject(code, 'Title', ...ct.slice(1, 3));
    const { Axial } = told([rejection, ...ct]);
    expect(Axial?.messages).toEqual([`2 of 5 images are ${text} (series 60)`]);
  });

  it('marks the images along the stack', () => {
    const sets = setsOf([...ct, keyObject('113001', 'Rejected', ...ct.slice(3))]);
    const stack = sets.find(({ label }) => label === 'Axial');
    const [message] = relationsAmong(sets).get(stack?.displaySetInstanceUID ?? '')?.messages ?? [];
    expect(message).toMatchObject({ severity: 'warning', code: 'rejected-images', imageIndices: [3, 4] });
  });

  it('says all, and nothing of images that are chosen', () => {
    expect(told([...ct, keyObject('113001', 'Rejected', ...ct)])['Axial']?.messages).toEqual([
      'All 5 images are rejected for quality reasons (series 60)',
    ]);
    expect(told([...ct, keyObject('113000', 'Of Interest', ...ct)])['Axial']?.messages).toEqual([]);
    const foreign = keyObject('113001', 'Mine', ...ct);
    const ConceptNameCodeSequence = [{ CodeValue: '113001', CodingSchemeDesignator: '99LOCAL' }];
    expect(told([...ct, { ...foreign, ConceptNameCodeSequence }])['Axial']?.messages).toEqual([]);
  });
});

describe('versions of a report', () => {
  const first = report(70, 'First');
  const second = report(71, 'Second', [first], '1300');
  const third = report(72, 'Third', [second], '1430');

  it('each name the current one, which is not superseded', () => {
    const all = told([third, first, second]);
    expect(all['First']?.messages).toEqual([
      'Superseded by “Third” of 2026-11-03 14:30 (series 72): read that one',
    ]);
    expect(all['Second']?.messages).toEqual(all['First']?.messages);
    expect(all['Third']?.messages).toEqual([]);
    expect(all['Third']?.references).toEqual([
      { purpose: 'earlier version', by: 'instances', found: ['Second 1'], missing: 0 },
    ]);
  });

  it('end with the newest where two take the place of one, and nowhere in a circle', () => {
    const rival = report(73, 'Rival', [first], '1500');
    expect(told([first, second, rival])['First']?.messages[0]).toContain('“Rival”');
    const circle = [report(70, 'First', [second]), second];
    expect(Object.values(told(circle)).flatMap(({ messages }) => messages)).toEqual([]);
  });
});

describe('arrival', () => {
  const objects = fc.record({
    segmented: fc.subarray(ct),
    chosen: fc.subarray(ct),
    code: fc.constantFrom('113000', '113001', '113010', '113037'),
    withLost: fc.boolean(),
    mode: fc.constantFrom(...builtInModes),
  });
  const study = objects.chain(({ segmented, chosen, code, withLost, mode }) => {
    const first = report(70, 'First');
    const all = [
      ...ct,
      seg({
        ReferencedSeriesSequence:
          named(...segmented, ...(withLost ? [lost] : []))[0]?.ReferencedSeriesSequence ?? [],
      }),
      keyObject(code, 'Title', ...chosen),
      first,
      report(71, 'Second', [first]),
      object(51, SopClass.RTDoseStorage, {}),
    ];
    return fc.record({
      all: fc.constant(all),
      shuffled: fc.shuffledSubarray(all, { minLength: all.length }),
      here: fc.integer({ min: 0, max: all.length }),
      mode: fc.constant(mode),
    });
  });

  it('does not matter, neither of instances nor of display sets', () => {
    fc.assert(
      fc.property(study, ({ all, shuffled, mode }) => {
        const expected = relationsAmong(setsOf(all, mode));
        const sets = setsOf(shuffled, mode);
        expect([...relationsAmong(sets)]).toEqual([...expected]);
        expect([...relationsAmong([...sets].reverse())]).toEqual([...expected]);
      }),
    );
  });

  it('never loses count: what is found and what is missing are what is named, at every moment', () => {
    fc.assert(
      fc.property(study, ({ shuffled, here, mode }) => {
        const sets = setsOf(shuffled.slice(0, here), mode);
        const relations = relationsAmong(sets);
        for (const { references } of relations.values())
          for (const { reference, by, found, missing } of references) {
            const count = found.reduce((sum, one) => sum + one.SOPInstanceUIDs.length, 0);
            if (by === 'instances') expect(count + missing).toBe(reference.SOPInstanceUIDs.length);
            else expect(missing).toBe(reference.SOPInstanceUIDs.length);
            expect(found.length > 0).toBe(by !== 'nothing');
          }
      }),
    );
  });

  it('sees each reference from both ends', () => {
    fc.assert(
      fc.property(study, ({ all, mode }) => {
        const relations = relationsAmong(setsOf(all, mode));
        const forth = [...relations].flatMap(([uid, { references }]) =>
          references.flatMap(({ found }) => found.map((one) => `${uid} ${one.displaySetInstanceUID}`)),
        );
        const back = [...relations].flatMap(([uid, { referredToBy }]) =>
          referredToBy.map((one) => `${one.displaySetInstanceUID} ${uid}`),
        );
        expect(back.sort()).toEqual(forth.sort());
      }),
    );
  });
});
