import { diffDisplaySets } from '../core/displaySet/diff.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import type { ModeChange } from './viewerState.ts';

/** One side of a switch: a mode, and the order that the reader gave it. */
export interface ModeInForce {
  readonly id: string;
  readonly order: readonly string[] | undefined;
}

/** What a mode switch changed, as `diffDisplaySets` has it: the preview of a changed order says the same. */
export function changeBetween(
  from: ModeInForce,
  to: ModeInForce,
  before: ReadonlyMap<string, DisplaySet>,
  after: ReadonlyMap<string, DisplaySet>,
): ModeChange {
  const { added, changed, gone } = diffDisplaySets(before.values(), after.values());
  const uid = ({ displaySetInstanceUID }: DisplaySet) => displaySetInstanceUID;
  return {
    fromModeId: from.id,
    fromOrder: from.order,
    toModeId: to.id,
    toOrder: to.order,
    added: new Set(added.map(uid)),
    changed: new Set(changed.map((change) => uid(change.after))),
    goneCount: gone.length,
  };
}
