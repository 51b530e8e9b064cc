import type { DisplaySet, DisplaySetMessage } from './displaySet.ts';
import { frameCount, indexOfImage } from './images.ts';
import type { MessageAbout, ResolvedReferences } from './relation.ts';
import { type Rejection, rejectionOf } from './rejection.ts';

/** Images of one display set that are rejected for one reason. */
interface Rejected {
  readonly set: DisplaySet;
  readonly rejection: Rejection;
  readonly uids: Set<string>;
  /** Series of the selections that reject them. */
  readonly by: Set<string>;
}

/** What key object selections say against images that are here, with numbers and places. */
export function rejectionMessages({ references, byUid }: ResolvedReferences): MessageAbout[] {
  const rejected = new Map<string, Rejected>();
  for (const [selection, resolved] of references) {
    const rejection = selection.instances[0] && rejectionOf(selection.instances[0]);
    if (!rejection) continue;
    for (const { found, by } of resolved) {
      if (by === 'frame of reference') continue;
      for (const { displaySetInstanceUID, SOPInstanceUIDs } of found) {
        const set = byUid.get(displaySetInstanceUID);
        if (!set) continue;
        const key = `${rejection.code} ${displaySetInstanceUID}`;
        const entry = rejected.get(key) ?? { set, rejection, uids: new Set(), by: new Set() };
        rejected.set(key, entry);
        for (const uid of SOPInstanceUIDs) entry.uids.add(uid);
        entry.by.add(seriesName(selection));
      }
    }
  }
  return [...rejected.values()].map((entry) => ({
    of: entry.set.displaySetInstanceUID,
    message: messageOf(entry),
  }));
}

function messageOf({ set, rejection, uids, by }: Rejected): DisplaySetMessage {
  const isPicture = set.numImageFrames > 0;
  const imageIndices = isPicture ? indicesOf(set, uids) : [];
  const [count, total] = isPicture
    ? [imageIndices.length, set.numImageFrames]
    : [uids.size, set.instances.length];
  const noun = isPicture ? 'image' : 'object';
  const subject =
    count === total
      ? total === 1
        ? `The ${noun}`
        : `All ${total} ${noun}s`
      : `${count} of ${total} ${noun}s`;
  return {
    severity: 'warning',
    code: rejection.verdict === 'rejected' ? 'rejected-images' : 'quality-issue',
    text: `${subject} ${count === 1 ? 'is' : 'are'} ${rejection.text} (${[...by].join(', ')})`,
    ...(isPicture && { imageIndices }),
  };
}

/** Every frame of the instances, as places among the display set's images. */
function indicesOf(set: DisplaySet, uids: ReadonlySet<string>): readonly number[] {
  return set.instances
    .filter(({ SOPInstanceUID }) => uids.has(SOPInstanceUID))
    .flatMap((instance) =>
      Array.from({ length: frameCount(instance) }, (_, frame) =>
        indexOfImage(set, { SOPInstanceUID: instance.SOPInstanceUID, frame: frame + 1 }),
      ),
    )
    .filter((index) => index >= 0)
    .sort((a, b) => a - b);
}

const seriesName = ({ SeriesNumber, label }: DisplaySet) =>
  SeriesNumber === undefined ? label : `series ${SeriesNumber}`;
