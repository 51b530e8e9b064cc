import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import type { ModeChange } from './viewerState.ts';

/**
 * What a mode switch changed. A set is the same when it holds the same images in
 * the same series, whatever handler made it: only what looks different counts.
 */
export function changeBetween(
  fromModeId: string,
  toModeId: string,
  before: ReadonlyMap<string, DisplaySet>,
  after: ReadonlyMap<string, DisplaySet>,
): ModeChange {
  const former = new Set([...before.values()].map(contentKey));
  const now = new Set([...after.values()].map(contentKey));
  const formerFirst = new Set([...before.values()].map(firstKey));
  const added = new Set<string>();
  const changed = new Set<string>();
  for (const set of after.values()) {
    if (former.has(contentKey(set))) continue;
    (formerFirst.has(firstKey(set)) ? changed : added).add(set.displaySetInstanceUID);
  }
  const nowFirst = new Set([...after.values()].map(firstKey));
  let goneCount = 0;
  for (const set of before.values()) {
    if (!now.has(contentKey(set)) && !nowFirst.has(firstKey(set))) goneCount += 1;
  }
  return { fromModeId, toModeId, added, goneCount, changed };
}

const firstKey = ({ SeriesInstanceUID, instances }: DisplaySet) =>
  `${SeriesInstanceUID} ${instances[0]?.SOPInstanceUID ?? ''}`;

const contentKey = (set: DisplaySet) =>
  `${firstKey(set)} ${set.instances.at(-1)?.SOPInstanceUID ?? ''} ${set.instances.length} ${set.numImageFrames} ${set.viewportKinds[0] ?? ''}`;
