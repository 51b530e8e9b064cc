import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { viewerMode } from '../../modes/viewer.ts';
import { aHandler, anInstance, aSeries, slices } from '../../testing/factories.ts';
import type { Instance } from '../dicom/instance.ts';
import { SopClass } from '../dicom/sopClass.ts';
import { createRegistry } from '../extension/registry.ts';
import type { RegisteredHandler } from '../extension/sopClassHandler.ts';
import { groupBy } from '../collections.ts';
import { imageAt, imageCount, indexOfImage } from './images.ts';
import { mergeOrganized, organize, organizeSeries } from './organize.ts';

/** The laws of organize, over generated studies that mix classes, geometries, clips, gaps and faults. */

const classes = [
  SopClass.CTImageStorage,
  SopClass.MRImageStorage,
  SopClass.EnhancedMRImageStorage,
  SopClass.UltrasoundMultiFrameImageStorage,
  SopClass.UltrasoundImageStorage,
  SopClass.DigitalXRayImageStorageForPresentation,
  SopClass.SecondaryCaptureImageStorage,
  SopClass.ComprehensiveSRStorage,
  SopClass.EncapsulatedPDFStorage,
  SopClass.RawDataStorage,
  '1.3.46.670589.11.0.0.12.2',
  '',
];
const orientations = [
  [1, 0, 0, 0, 1, 0],
  [1, 0.0001, 0, 0, 1, 0],
  [1, 0, 0, 0, 0, -1],
  [0, 1, 0, 0, 0, -1],
  [0, 0, 0, 0, 0, 0],
  [1, 0, 0],
];

/** An attribute that is there with one of these values, or absent. */
const maybe = <T>(...values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined });

const instanceArbitrary = fc
  .record({
    series: fc.constantFrom('1.2.3.4', '1.2.3.5'),
    SOPClassUID: fc.constantFrom(...classes),
    InstanceNumber: fc.option(fc.nat(12), { nil: undefined }),
    Rows: maybe(256, 512, 0),
    Columns: maybe(256, 512),
    z: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
    ImageOrientationPatient: maybe<readonly number[]>(...orientations),
    NumberOfFrames: maybe(1, 5, 0, -5, 1_000_000),
    ImageType: maybe<readonly string[]>(
      ['ORIGINAL', 'PRIMARY', 'LOCALIZER'],
      ['DERIVED', 'PRIMARY', 'M', 'ADC'],
    ),
    EchoTime: maybe(12, 12.01, 81),
    AcquisitionNumber: maybe(1, 2, 3),
    TemporalPositionIdentifier: maybe(1, 2),
    DiffusionBValue: maybe(0, 1000),
    ConcatenationUID: maybe('1.9.1', '1.9.2'),
    PatientID: maybe('1', '2'),
    MIMETypeOfEncapsulatedDocument: maybe('application/pdf', 'text/html'),
    SeriesNumber: maybe(1, 2),
  })
  .map(({ series, z, ...rest }): Partial<Instance> => {
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined));
    return {
      StudyInstanceUID: '1.2.3',
      SeriesInstanceUID: series,
      SOPClassUID: '',
      ...given,
      ...(z !== undefined && { ImagePositionPatient: [0, 0, z * 2.5] }),
    };
  });

/** Instances with a UID each, out of their order in the list. */
const studyArbitrary = fc.array(instanceArbitrary, { minLength: 1, maxLength: 40 }).map((items) =>
  items.map((item, i): Instance => ({
    StudyInstanceUID: '1.2.3',
    SeriesInstanceUID: '1.2.3.4',
    SOPClassUID: '',
    ...item,
    SOPInstanceUID: `1.2.3.9.${(i * 7919) % 9973}`,
  })),
);

/** What a handler of the tests does with an instance: a pure predicate of the UID. */
const takes = (salt: number) => (instance: Instance) =>
  (Array.from(instance.SOPInstanceUID).reduce((sum, c) => sum * 31 + c.charCodeAt(0), salt) >>> 0) % 3 === 0;

const healthy = fc
  .record({
    salt: fc.nat(99),
    uids: fc.uniqueArray(fc.constantFrom(...classes.filter(Boolean)), { minLength: 1 }),
  })
  .map(({ salt, uids }) => ({
    salt,
    handler: aHandler(`healthy-${salt}`, uids, (instances) =>
      [...groupBy(instances.filter(takes(salt)), ({ Rows }) => String(Rows))].map(([splitKey, of]) => ({
        instances: of,
        splitKey,
      })),
    ),
  }));

const faults: Readonly<Record<string, (instances: readonly Instance[]) => unknown>> = {
  throws: () => {
    throw new Error('broken');
  },
  nonsense: () => 'nonsense',
  twice: (instances) => [{ instances: [...instances, ...instances] }],
  foreign: (instances) => [{ instances: [...instances, anInstance({ SOPInstanceUID: '6.6.6' })] }],
  strange: () => [{ instances: [{}] }],
};
const faulty = fc.constantFrom(...Object.keys(faults)).map((name): RegisteredHandler => {
  const registered = aHandler(`faulty-${name}`, classes.filter(Boolean), () => []);
  // Outside the contract on purpose: that is the point.
  const getDisplaySetsFromSeries = faults[name] as RegisteredHandler['handler']['getDisplaySetsFromSeries'];
  return { ...registered, handler: { ...registered.handler, getDisplaySetsFromSeries } };
});

const registry = createRegistry(builtInHandlers, builtInModes);
const ofAMode = fc.constantFrom(...builtInModes).map((mode) => registry.handlersFor(mode));
const mixed = fc
  .tuple(
    fc.uniqueArray(healthy, { selector: ({ salt }) => salt, maxLength: 4 }),
    fc.array(faulty, { maxLength: 2 }),
    ofAMode,
  )
  .chain(([good, bad, builtIn]) =>
    fc.shuffledSubarray([...good.map(({ handler }) => handler), ...bad, ...builtIn]),
  );

const uidsOf = (instances: readonly Instance[]) => instances.map(({ SOPInstanceUID }) => SOPInstanceUID);

describe('the laws of organize', () => {
  it('1: an instance is in a set of the first handler that takes it', () => {
    const handlers = fc.uniqueArray(healthy, { selector: ({ salt }) => salt, maxLength: 5 });
    fc.assert(
      fc.property(studyArbitrary, handlers, (study, list) => {
        const { displaySets, unclaimed } = organize(
          study,
          list.map(({ handler }) => handler),
        );
        const actual = new Map(
          displaySets.flatMap((set) =>
            set.instances.map((i) => [i.SOPInstanceUID, set.SOPClassHandlerId] as const),
          ),
        );
        for (const { instance } of unclaimed) actual.set(instance.SOPInstanceUID, 'nobody');
        const expected = new Map(
          study.map((instance) => {
            const first = list.find(
              ({ salt, handler }) =>
                handler.handler.sopClassUids.includes(instance.SOPClassUID) && takes(salt)(instance),
            );
            return [instance.SOPInstanceUID, first?.handler.id ?? 'nobody'] as const;
          }),
        );
        expect(actual).toEqual(expected);
      }),
    );
  });

  it('2: every instance is in exactly one display set or unclaimed, and shown as such', () => {
    fc.assert(
      fc.property(studyArbitrary, mixed, (study, handlers) => {
        const { received, displaySets, unclaimed, unsupported } = organize(study, handlers);
        const shown = displaySets.flatMap((set) => uidsOf(set.instances));
        const left = unclaimed.map(({ instance }) => instance.SOPInstanceUID);
        expect([...shown, ...left].sort()).toEqual(uidsOf(study).sort());
        expect(received).toBe(shown.length + left.length);
        expect(unsupported.flatMap((set) => uidsOf(set.instances)).sort()).toEqual(left.sort());
        expect(unclaimed.every(({ reason }) => reason.length > 10)).toBe(true);
      }),
    );
  });

  it('3: arrival does not matter, neither its order nor its batches', () => {
    const shuffled = studyArbitrary.chain((study) =>
      fc.tuple(fc.constant(study), fc.shuffledSubarray(study, { minLength: study.length })),
    );
    fc.assert(
      fc.property(shuffled, mixed, fc.boolean(), ([study, other], handlers, turn) => {
        const expected = organize(study, handlers);
        expect(organize(other, handlers)).toEqual(expected);
        const batches = [...groupBy(other, ({ SeriesInstanceUID }) => SeriesInstanceUID).values()];
        const parts = (turn ? batches.reverse() : batches).map((batch) => organizeSeries(batch, handlers));
        expect(mergeOrganized(parts)).toEqual(expected);
      }),
    );
  });

  it('4: UIDs are unique, and untouched by other series', () => {
    fc.assert(
      fc.property(studyArbitrary, mixed, (study, handlers) => {
        const all = organize(study, handlers);
        const uids = [...all.displaySets, ...all.unsupported].map((set) => set.displaySetInstanceUID);
        expect(new Set(uids).size).toBe(uids.length);
        const alone = organize(
          study.filter(({ SeriesInstanceUID }) => SeriesInstanceUID === '1.2.3.4'),
          handlers,
        );
        for (const set of alone.displaySets) expect(uids).toContain(set.displaySetInstanceUID);
      }),
    );
  });

  it('4: more instances of a split leave its UID alone', () => {
    const stack = fc.record({
      before: fc.integer({ min: 3, max: 30 }),
      more: fc.integer({ min: 1, max: 30 }),
      acquisitions: fc.constantFrom('none', 'one', 'each'),
      shared: fc.constantFrom<Partial<Instance>>(
        {},
        { EchoTime: 81 },
        { ImageType: ['DERIVED', 'SECONDARY', 'MPR'] },
      ),
    });
    fc.assert(
      fc.property(stack, ({ before, more, acquisitions, shared }) => {
        const numbered = (item: Partial<Instance>, i: number): Partial<Instance> =>
          acquisitions === 'none' ? item : { ...item, AcquisitionNumber: acquisitions === 'one' ? 1 : i };
        const whole = aSeries(slices(before + more).map(numbered), shared);
        const handlers = registry.handlersFor(viewerMode);
        const [first] = organizeSeries(whole.slice(0, before), handlers).displaySets;
        const [then, ...others] = organizeSeries(whole, handlers).displaySets;
        expect(others).toEqual([]);
        expect(then?.instances).toHaveLength(before + more);
        expect(then?.displaySetInstanceUID).toBe(first?.displaySetInstanceUID);
      }),
    );
  });

  it('5: a faulty handler changes nothing but what is said about it', () => {
    fc.assert(
      fc.property(studyArbitrary, mixed, faulty, fc.nat(9), (study, handlers, bad, at) => {
        const good = handlers.filter(({ id }) => !id.includes('faulty'));
        const place = at % (good.length + 1);
        const withBad = [...good.slice(0, place), bad, ...good.slice(place)];
        const shape = (list: readonly RegisteredHandler[]) =>
          organize(study, list).displaySets.map((set) => [
            set.displaySetInstanceUID,
            uidsOf(set.instances),
            set.label,
          ]);
        expect(shape(withBad)).toEqual(shape(good));
      }),
    );
  });

  it('7: the trace names every handler in order, and its numbers add up', () => {
    fc.assert(
      fc.property(studyArbitrary, mixed, (study, handlers) => {
        for (const { received, unclaimed, handlers: asked } of organize(study, handlers).trace) {
          expect(asked.map(({ SOPClassHandlerId }) => SOPClassHandlerId)).toEqual(
            handlers.map(({ id }) => id),
          );
          expect(asked.reduce((sum, { took }) => sum + took, 0)).toBe(received - unclaimed);
          for (const one of asked) {
            expect(one.sopClasses.reduce((sum, { offered }) => sum + offered, 0)).toBe(one.offered);
            expect(one.sopClasses.reduce((sum, { took }) => sum + took, 0)).toBe(one.took);
            expect(one.displaySets.reduce((sum, { instances }) => sum + instances, 0)).toBe(one.took);
            expect(one.outcome === 'failed').toBe(one.error !== undefined);
            expect(one.outcome === 'no-match').toBe(one.offered === 0);
            expect(one.outcome === 'took').toBe(one.took > 0);
          }
        }
      }),
    );
  });

  it('8: it changes nothing it is given, and gives plain data', () => {
    fc.assert(
      fc.property(studyArbitrary, mixed, (study, handlers) => {
        const before = structuredClone(study);
        const result = organize(Object.freeze(study.map((instance) => Object.freeze(instance))), handlers);
        expect(study).toEqual(before);
        expect(structuredClone(result)).toEqual(result);
      }),
    );
  });

  it('every picture of a display set can be asked for, and found again', () => {
    fc.assert(
      fc.property(studyArbitrary, mixed, (study, handlers) => {
        for (const set of organize(study, handlers).displaySets) {
          for (let index = 0; index < imageCount(set); index++) {
            const image = imageAt(set, index);
            expect(image).toBeDefined();
            if (!image) return;
            const { SOPInstanceUID } = image.instance;
            expect(indexOfImage(set, { SOPInstanceUID, frame: image.frame })).toBe(index);
          }
          expect(imageAt(set, imageCount(set))).toBeUndefined();
          expect(imageAt(set, -1)).toBeUndefined();
        }
      }),
    );
  });
});
