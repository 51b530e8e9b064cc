import { describe, expect, it } from 'vitest';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { viewerMode } from '../../modes/viewer.ts';
import { aHandler, anInstance, aSeries, slices, takeAll } from '../../testing/factories.ts';
import type { Instance } from '../dicom/instance.ts';
import { SopClass } from '../dicom/sopClass.ts';
import { createRegistry } from '../extension/registry.ts';
import { organizeSeries } from './organize.ts';

/**
 * Cost, counted instead of timed: how often the attributes of an instance are
 * read must not depend on how many instances its series has.
 */

/** The same instances, counting every attribute that is read of one of them. */
function counted(instances: readonly Instance[]) {
  let reads = 0;
  const watched = instances.map(
    (instance) =>
      new Proxy(instance, {
        get(target, key, receiver) {
          reads++;
          return Reflect.get(target, key, receiver) as unknown;
        },
      }),
  );
  return { watched, readsEach: () => reads / instances.length };
}

const registry = createRegistry(builtInHandlers, builtInModes);
const readsEach = (instances: readonly Instance[], mode = viewerMode) => {
  const { watched, readsEach: each } = counted(instances);
  organizeSeries(watched, registry.handlersFor(mode));
  return each();
};
const backwards = (instances: readonly Instance[]) => [...instances].reverse();
const echoes = (count: number) =>
  aSeries(
    slices(count).flatMap((slice) => [12, 40].map((EchoTime) => ({ ...slice, EchoTime }))),
    {
      SOPClassUID: SopClass.MRImageStorage,
    },
  );

it.each([
  ['a clean stack', (count: number) => aSeries(slices(count))],
  ['a stack that arrives backwards', (count: number) => backwards(aSeries(slices(count)))],
  ['two echoes at every position', echoes],
  [
    'images of which no handler can tell positions',
    (count: number) => aSeries(Array.from({ length: count }, () => ({ ImagePositionPatient: [] }))),
  ],
  [
    'objects nobody takes',
    (count: number) =>
      aSeries(Array.from({ length: count }, () => ({ SOPClassUID: SopClass.RawDataStorage }))),
  ],
])('reads each instance of %s as often in a large series as in a small one', (_, make) => {
  const small = readsEach(make(200));
  const large = readsEach(make(3200));
  expect(small).toBeGreaterThan(1);
  expect(large).toBeLessThanOrEqual(small * 1.05);
});

/** What the handlers of their own are for: as many volumes as `each` names, `count` slices in all. */
const volumes = (count: number, SOPClassUID: string, each: readonly Partial<Instance>[]) =>
  aSeries(
    each.flatMap((own) => slices(Math.ceil(count / each.length)).map((slice) => ({ ...slice, ...own }))),
    { SOPClassUID },
  );
const MR = SopClass.MRImageStorage;
const kinds: Readonly<Record<string, (count: number) => readonly Instance[]>> = {
  'b-values': (count) =>
    volumes(
      count,
      MR,
      [0, 500, 1000].map((DiffusionBValue) => ({ DiffusionBValue })),
    ),
  'temporal positions': (count) =>
    volumes(
      count,
      MR,
      [1, 2, 3, 4].map((n) => ({ TemporalPositionIdentifier: n })),
    ),
  'trigger times': (count) =>
    volumes(
      count,
      MR,
      [0, 40, 80, 120].map((TriggerTime) => ({ TriggerTime })),
    ),
  components: (count) =>
    volumes(count, MR, [
      { ImageType: ['ORIGINAL', 'PRIMARY', 'M'] },
      { ImageType: ['ORIGINAL', 'PRIMARY', 'P'] },
    ]),
  acquisitions: (count) =>
    volumes(
      count,
      SopClass.CTImageStorage,
      [1, 2].map((AcquisitionNumber) => ({ AcquisitionNumber })),
    ),
  'PET slices': (count) =>
    volumes(count, SopClass.PositronEmissionTomographyImageStorage, [
      { Modality: 'PT', SeriesType: ['WHOLE BODY', 'IMAGE'], FrameReferenceTime: 0 },
    ]),
  'projections of many': (count) => volumes(count, SopClass.DigitalXRayImageStorageForPresentation, [{}]),
  reports: (count) => volumes(count, SopClass.ComprehensiveSRStorage, [{ Modality: 'SR' }]),
};

describe.each(builtInModes)('in $displayName', (mode) => {
  it.each(Object.entries(kinds))('reads each of many %s as often as each of few', (_, make) => {
    const small = readsEach(make(240), mode);
    const large = readsEach(make(2400), mode);
    expect(small).toBeGreaterThan(1);
    expect(large).toBeLessThanOrEqual(small * 1.1);
  });
});

it('reads an attribute that is the same in all images without sorting them by it', () => {
  const plain = aSeries(slices(100));
  // Sixteen attributes more, which no image of a clean stack is looked up for.
  const rich = aSeries(slices(100), {
    TriggerTime: 1,
    FrameReferenceTime: 2,
    ConvolutionKernel: ['B30f'],
    RepetitionTime: 500,
    AcquisitionNumber: 1,
  });
  // A few reads a series, not an image: a handler that leaves it says what all its images share.
  expect(readsEach(rich)).toBeLessThanOrEqual(readsEach(plain) + 0.1);
});

it('asks each handler once a series, and only if something is left for it', () => {
  const asked: string[] = [];
  const asking = (name: string, uid: string) =>
    aHandler(name, [uid], (instances) => {
      asked.push(`${name} ${instances.length}`);
      return takeAll(instances);
    });
  organizeSeries(
    [...aSeries(slices(50)), anInstance({ InstanceNumber: 99, SOPClassUID: SopClass.RawDataStorage })],
    [
      asking('ct', SopClass.CTImageStorage),
      asking('ct again', SopClass.CTImageStorage),
      asking('raw', SopClass.RawDataStorage),
      asking('mr', SopClass.MRImageStorage),
    ],
  );
  expect(asked).toEqual(['ct 50', 'raw 1']);
});
