import fc from 'fast-check';
import type { JsonDataSet, JsonElement } from './dicomJson.ts';

/** What is wrong with objects that real archives send, one thing at a time. */

/** One thing that is wrong with one object of a list. */
export interface Fault {
  /** In words, for the report of a failure. */
  readonly what: string;
  /** @returns the list with the fault in one of its objects, or with one more or less. */
  readonly apply: (dataSets: readonly JsonDataSet[]) => readonly JsonDataSet[];
}

/** An object is found by its UIDs and class; these faults are the door's business (`readSeriesMetadata`). */
const identity: ReadonlySet<string> = new Set(['0020000D', '0020000E', '00080018']);

/** Values that no attribute of ours expects, or at the edge of what it may be. */
const oddValues: readonly unknown[] = [
  ['NaN'],
  ['Infinity'],
  [1e308],
  [-1e308, 1e308],
  [5e-324],
  [Number.MAX_SAFE_INTEGER],
  [0],
  [-1],
  ['-5', '0'],
  ['1\\2\\3'],
  ['twelve'],
  [' 7 '],
  [true],
  [{}],
  [[]],
  [null],
  'no list',
  ['検査 الفحص 🩻 \u202E\u0000'],
  ['\uD800'],
  ['x'.repeat(300)],
  Array.from({ length: 2000 }, (_, i) => i),
  [{ '00080018': { vr: 'UI', Value: ['1.2'] } }],
];

const change: fc.Arbitrary<{ what: string; to: (element: JsonElement) => JsonElement | undefined }> =
  fc.oneof(
    fc.constant({ what: 'missing', to: () => undefined }),
    fc.constant({ what: 'empty', to: ({ vr }: JsonElement) => ({ vr }) }),
    fc.constant({
      what: 'doubled',
      to: ({ vr, Value }: JsonElement) => ({
        vr,
        Value: Array.isArray(Value) ? [...Value, ...Value] : Value,
      }),
    }),
    fc.constant({
      what: 'of another type',
      to: ({ Value }: JsonElement) => ({ vr: 'UN', Value: Array.isArray(Value) ? Value.map(String) : Value }),
    }),
    fc.constantFrom(...oddValues).map((Value) => ({
      what: `set to ${JSON.stringify(Value).slice(0, 40)}`,
      to: ({ vr }: JsonElement) => ({ vr, Value }),
    })),
  );

/** An element that is there, other than the identity, is changed. */
const changedElement = fc
  .record({ at: fc.nat(), element: fc.nat(), change })
  .map(({ at, element, change: { what, to } }): Fault => ({
    what: `element ${element} of object ${at} ${what}`,
    apply: (dataSets) =>
      replaced(dataSets, at, (dataSet) => {
        const tags = Object.keys(dataSet).filter((tag) => !identity.has(tag));
        const tag = tags[element % tags.length] ?? '';
        const { [tag]: former = { vr: 'UN' }, ...rest } = dataSet;
        const changed = to(former);
        return changed ? { ...rest, [tag]: changed } : rest;
      }),
  }));

/** Attributes that decide a grouping, given to one object alone. */
const strayElement = fc
  .record({
    at: fc.nat(),
    element: fc.constantFrom<readonly [string, unknown]>(
      ['00280008', 5000], // NumberOfFrames
      ['00280008', 1_000_000_000],
      ['00280008', 0],
      ['00280008', -5],
      ['00100020', 'OTHER'], // PatientID
      ['00200013', 3], // InstanceNumber
      ['00200013', 1e15],
      ['00080016', '1.2.840.10008.5.1.4.1.1.66'], // SOPClassUID: raw data
      ['00080016', '1.2.3.4.5.6'],
      ['00080016', ''],
      ['00080016', '1.2.840.10008.5.1.4.1.1.88.33'],
      ['00209161', '1.2.3.77'], // ConcatenationUID
      ['00189087', 1000], // DiffusionBValue
      ['00180081', 12.5], // EchoTime
      ['00200012', 9], // AcquisitionNumber
      ['00200100', 2], // TemporalPositionIdentifier
      ['00080060', 'XX'], // Modality
      ['0008103E', 'Überlagerung <b>"&'], // SeriesDescription
      ['0019100C', '1000'], // Siemens' b-value, with no creator
    ),
  })
  .map(({ at, element: [tag, value] }): Fault => ({
    what: `(${tag}) ${String(value)} in object ${at}`,
    apply: (dataSets) =>
      replaced(dataSets, at, (dataSet) => ({ ...dataSet, [tag]: { vr: 'UN', Value: [value] } })),
  }));

const lostObject = fc.nat().map((at): Fault => ({
  what: `object ${at} lost`,
  apply: (dataSets) =>
    dataSets.length < 2 ? dataSets : dataSets.filter((_, i) => i !== at % dataSets.length),
}));

/** Sent twice, the same or with a difference. */
const doubledObject = fc.tuple(fc.nat(), fc.boolean()).map(([at, same]): Fault => ({
  what: `object ${at} twice${same ? '' : ', with a difference'}`,
  apply(dataSets) {
    const again = dataSets[at % dataSets.length];
    if (!again) return dataSets;
    return [...dataSets, same ? { ...again } : { ...again, '00200013': { vr: 'IS', Value: [77] } }];
  },
}));

export const anyFault: fc.Arbitrary<Fault> = fc.oneof(
  { weight: 5, arbitrary: changedElement },
  { weight: 4, arbitrary: strayElement },
  { weight: 1, arbitrary: lostObject },
  { weight: 1, arbitrary: doubledObject },
);

function replaced(
  dataSets: readonly JsonDataSet[],
  at: number,
  change: (dataSet: JsonDataSet) => JsonDataSet,
): readonly JsonDataSet[] {
  return dataSets.map((dataSet, i) => (i === at % dataSets.length ? change(dataSet) : dataSet));
}
