import { groupBy } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';
import { ANY_SOP_CLASS, sopClassEntry, sopClasses } from '../dicom/sopClass.ts';
import type { ViewportKind } from '../displaySet/displaySet.ts';
import { organizeSeries } from '../displaySet/organize.ts';
import type { RegisteredHandler, SopClassHandler } from '../extension/sopClassHandler.ts';

/**
 * What a handler does with typical objects of its SOP classes, found by asking
 * it: a handler says which classes it is offered, not which of their objects it
 * takes.
 */
export interface HandlerReach {
  /** Typical objects of which it takes something: `${SOPClassUID} ${object}`. */
  readonly takesSome: ReadonlySet<string>;
  /** Those that it takes whole, so that nothing is left for a later handler. */
  readonly takesAll: ReadonlySet<string>;
  /** The typical objects with pictures of all its classes: what it would take if its conditions were met. */
  readonly offered: ReadonlySet<string>;
  /** Kinds of viewport that its display sets name. */
  readonly kinds: ReadonlySet<ViewportKind>;
}

const picture: Partial<Instance> = {
  Rows: 64,
  Columns: 64,
  SamplesPerPixel: 1,
  PhotometricInterpretation: 'MONOCHROME2',
  BitsAllocated: 16,
  BitsStored: 12,
  ImageType: ['ORIGINAL', 'PRIMARY'],
};
const plane = (z: number): Partial<Instance> => ({
  ...picture,
  FrameOfReferenceUID: '2.25.9',
  ImageOrientationPatient: [1, 0, 0, 0, 1, 0],
  ImagePositionPatient: [0, 0, z],
  PixelSpacing: [1, 1],
});
const heights = [0, 2, 4];
/** No volume, so that what takes volumes leaves them. */
const unevenHeights = [0, 2, 7, 8];
const twice = (differ: (which: number) => Partial<Instance>): readonly Partial<Instance>[] =>
  [0, 1].flatMap((which) => unevenHeights.map((z) => ({ ...plane(z), ...differ(which) })));

/** Series that every department has: what a class is mostly used for, and what handlers ask about. */
const objects: Readonly<Record<string, readonly Partial<Instance>[]>> = {
  bare: [{}],
  picture: [picture],
  frames: [{ ...picture, NumberOfFrames: 8, FrameTime: 40 }],
  video: [
    { ...picture, NumberOfFrames: 8, FrameTime: 40, AvailableTransferSyntaxUID: ['1.2.840.10008.1.2.4.102'] },
  ],
  volume: heights.map(plane),
  bValues: twice((which) => ({ DiffusionBValue: which * 1000 })),
  echoes: twice((which) => ({ EchoTime: 10 + which * 20 })),
  times: twice((which) => ({ TemporalPositionIdentifier: which + 1, NumberOfTemporalPositions: 2 })),
};
const objectNames = Object.keys(objects);
/** Objects that most handlers leave although the class is theirs. */
const unusual = new Set(['bare', 'video']);

const remembered = new WeakMap<SopClassHandler, HandlerReach>();

/** Worked out once a handler. A handler that throws reaches nothing. */
export function handlerReach(registered: RegisteredHandler): HandlerReach {
  let reach = remembered.get(registered.handler);
  if (!reach) remembered.set(registered.handler, (reach = findReach(registered)));
  return reach;
}

function findReach(registered: RegisteredHandler): HandlerReach {
  const takesSome = new Set<string>();
  const takesAll = new Set<string>();
  const offered = new Set<string>();
  const kinds = new Set<ViewportKind>();
  // Classes of one group are treated alike: one of each is asked about.
  for (const classes of groupBy(classesOf(registered.handler), groupOf).values()) {
    const [typical = ''] = classes;
    for (const name of objectNames) {
      const keys = classes.map((SOPClassUID) => `${SOPClassUID} ${name}`);
      const series = objects[name]?.map((object, i) => typicalInstance(typical, object, i)) ?? [];
      const { displaySets, unclaimed } = organizeSeries(series, [registered]);
      if (!unusual.has(name)) addAll(offered, keys);
      if (displaySets.length > 0) addAll(takesSome, keys);
      if (unclaimed.length === 0) addAll(takesAll, keys);
      addAll(
        kinds,
        displaySets.flatMap(({ viewportKinds }) => viewportKinds),
      );
    }
  }
  return { takesSome, takesAll, offered, kinds };
}

const groupOf = (uid: string): string => sopClassEntry(uid)?.group ?? uid;

function addAll<T>(set: Set<T>, items: readonly T[]): void {
  for (const item of items) set.add(item);
}

/** The classes that it names, or all for "every other class". */
export function classesOf({ sopClassUids }: Pick<SopClassHandler, 'sopClassUids'>): readonly string[] {
  if (!sopClassUids.includes(ANY_SOP_CLASS)) return [...new Set(sopClassUids)];
  const named = sopClassUids.filter((uid) => uid !== ANY_SOP_CLASS);
  return [...new Set([...named, ...sopClasses.map(({ UID }) => UID)])];
}

function typicalInstance(SOPClassUID: string, object: Partial<Instance>, index: number): Instance {
  return {
    StudyInstanceUID: '2.25.1',
    SeriesInstanceUID: '2.25.2',
    SOPInstanceUID: `2.25.3.${index}`,
    SOPClassUID,
    InstanceNumber: index + 1,
    ...object,
  };
}
