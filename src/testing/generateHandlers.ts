import fc from 'fast-check';
import { groupBy } from '../core/collections.ts';
import type { Instance } from '../core/dicom/instance.ts';
import { ANY_SOP_CLASS, SopClass } from '../core/dicom/sopClass.ts';
import type { HandlerResult, RegisteredHandler } from '../core/extension/sopClassHandler.ts';
import { aHandler, anInstance } from './factories.ts';

/** Handlers that nobody wrote: sound ones with an outcome that is known in advance, and broken ones. */

const classes = [
  SopClass.CTImageStorage,
  SopClass.MRImageStorage,
  SopClass.EnhancedMRImageStorage,
  SopClass.UltrasoundMultiFrameImageStorage,
  SopClass.DigitalMammographyXRayImageStorageForPresentation,
  SopClass.ComprehensiveSRStorage,
  SopClass.RawDataStorage,
  ANY_SOP_CLASS,
];

/** Takes a third of what it is offered, by a number made of the UID and the salt. */
function takes({ SOPInstanceUID }: Instance, salt: number): boolean {
  let sum = salt;
  for (const character of SOPInstanceUID) sum = (sum * 31 + character.charCodeAt(0)) >>> 0;
  return sum % 3 === 0;
}

const soundHandler = fc
  .record({ salt: fc.nat(999), uids: fc.uniqueArray(fc.constantFrom(...classes), { minLength: 1 }) })
  .map(({ salt, uids }) =>
    aHandler(`sound-${salt}`, uids, (instances) =>
      [
        ...groupBy(
          instances.filter((i) => takes(i, salt)),
          ({ Rows }) => String(Rows),
        ),
      ].map(([splitKey, of]) => ({ instances: of, splitKey })),
    ),
  );

export const soundHandlers = fc.uniqueArray(soundHandler, { selector: ({ id }) => id, maxLength: 4 });

type Answer = (instances: readonly Instance[]) => unknown;
const faults: Readonly<Record<string, Answer>> = {
  throws: () => {
    throw new Error('broken');
  },
  nonsense: () => 'nonsense',
  promise: (instances) => Promise.resolve([{ instances }]),
  number: () => [7],
  'no-list': () => [{ label: 'nothing' }],
  twice: (instances) => [{ instances: [...instances, ...instances] }],
  'in-two-sets': (instances) => [{ instances }, { instances: instances.slice(0, 1) }],
  foreign: (instances) => [{ instances: [...instances, anInstance({ SOPInstanceUID: '6.6.6' })] }],
  strange: () => [{ instances: [{}] }],
  'a-frame-too-many': (instances) => [{ instances, images: [{ instanceIndex: 0, frame: 1e9 }] }],
  'an-image-of-nobody': (instances) => [{ instances, images: [{ instanceIndex: 9999, frame: 1 }] }],
  'good-then-bad': (instances) => [{ instances: instances.slice(0, 1) }, 'nonsense'],
};

/** Breaks the contract on every series that it is offered. */
export const brokenHandler: fc.Arbitrary<RegisteredHandler> = fc
  .constantFrom(...Object.entries(faults))
  .map(([name, answer]) => {
    const sound = aHandler(`broken-${name}`, [ANY_SOP_CLASS], () => []);
    // Outside the contract on purpose: the compiler would not have it, extensions are not compiled.
    const getDisplaySetsFromSeries = answer as (instances: readonly Instance[]) => HandlerResult;
    return { ...sound, handler: { ...sound.handler, getDisplaySetsFromSeries } };
  });
