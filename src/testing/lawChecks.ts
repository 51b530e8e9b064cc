import { compareStrings, groupBy } from '../core/collections.ts';
import type { Instance } from '../core/dicom/instance.ts';
import { ANY_SOP_CLASS } from '../core/dicom/sopClass.ts';
import type { Organized } from '../core/displaySet/organized.ts';
import { readAnswer } from '../core/displaySet/claims.ts';
import type { RegisteredHandler } from '../core/extension/sopClassHandler.ts';

/** What the property tests of `organize` compare it with. */

export const uidsOf = (instances: readonly Instance[]): string[] =>
  instances.map(({ SOPInstanceUID }) => SOPInstanceUID);

/** An instance by its series and UID: one UID may be in two series. */
export const keyOf = ({ SeriesInstanceUID, SOPInstanceUID }: Instance): string =>
  `${SeriesInstanceUID} ${SOPInstanceUID}`;

/** Each instance once a series, as `organize` is to keep them; any of two will do here. */
export const withoutDuplicates = (instances: readonly Instance[]): readonly Instance[] => [
  ...new Map(instances.map((instance) => [keyOf(instance), instance])).values(),
];

/**
 * The first law read plainly: who takes each instance of a study without
 * duplicates, when the handlers are sound. Slow and without any book-keeping.
 */
export function takers(
  instances: readonly Instance[],
  handlers: readonly RegisteredHandler[],
): ReadonlyMap<string, string> {
  const taken = new Map(instances.map((instance) => [keyOf(instance), 'nobody']));
  for (const series of groupBy(instances, ({ SeriesInstanceUID }) => SeriesInstanceUID).values()) {
    let left = [...series].sort(byNumberAndUid);
    for (const { id, handler } of handlers) {
      const offered = offeredTo(handler.sopClassUids, left);
      if (offered.length === 0) continue;
      const mine = new Set<Instance>();
      const answer = readAnswer(handler.getDisplaySetsFromSeries(offered), (image) => {
        // By its UID: a handler may work on copies.
        const uid = typeof image === 'object' && image !== null ? Reflect.get(image, 'SOPInstanceUID') : '';
        const own = offered.find(({ SOPInstanceUID }) => SOPInstanceUID === uid);
        if (own) mine.add(own);
        return own ?? 'not offered';
      });
      if (!answer.ok) throw new Error(`${id} is not sound: ${answer.error}`);
      for (const instance of mine) taken.set(keyOf(instance), id);
      left = left.filter((instance) => !mine.has(instance));
    }
  }
  return taken;
}

function byNumberAndUid(a: Instance, b: Instance): number {
  const [first, second] = [a.InstanceNumber ?? Infinity, b.InstanceNumber ?? Infinity];
  return first === second ? compareStrings(a.SOPInstanceUID, b.SOPInstanceUID) : first - second;
}

function offeredTo(sopClassUids: readonly string[], left: readonly Instance[]): readonly Instance[] {
  const classes = [...new Set(left.map(({ SOPClassUID }) => SOPClassUID))].sort(compareStrings);
  return sopClassUids
    .flatMap((uid) => (uid === ANY_SOP_CLASS ? classes.filter((c) => !sopClassUids.includes(c)) : [uid]))
    .filter((uid) => uid !== '')
    .flatMap((uid) => left.filter(({ SOPClassUID }) => SOPClassUID === uid));
}

/** Who took each instance, by what `organize` says. */
export function takersBy({ displaySets, unclaimed }: Organized): ReadonlyMap<string, string> {
  return new Map([
    ...displaySets.flatMap(({ instances, SOPClassHandlerId }) =>
      instances.map((instance) => [keyOf(instance), SOPClassHandlerId] as const),
    ),
    ...unclaimed.map(({ instance }) => [keyOf(instance), 'nobody'] as const),
  ]);
}

/** Everything that a person may read of it. */
export function wordsOf({ displaySets, unsupported, unclaimed, trace }: Organized): readonly string[] {
  return [
    ...[...displaySets, ...unsupported].flatMap((set) => [
      set.label,
      set.splitLabel ?? '',
      set.geometry?.summary ?? '',
      ...set.messages.map(({ text }) => text),
      ...(set.geometry?.findings ?? []).map(({ text }) => text),
    ]),
    ...unclaimed.map(({ reason }) => reason),
    ...trace.flatMap(({ handlers }) =>
      handlers.flatMap(({ reason, displaySets: sets }) => [
        reason,
        ...sets.flatMap(({ sortedBy, splitValues, geometry }) => [
          sortedBy,
          geometry ?? '',
          ...Object.entries(splitValues).flat(),
        ]),
      ]),
    ),
  ];
}

/** Frozen all the way down: whoever writes to it throws. */
export function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
