import { useState } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { ViewportHandle } from '../../core/viewport.ts';
import type { ViewportCell } from '../../state/viewerState.ts';
import { useLiveViewport } from '../../state/ViewerContext.tsx';

interface Spoken {
  readonly cell: ViewportCell;
  readonly displaySet: DisplaySet | undefined;
}

/**
 * What the words around a picture speak of: what hangs; and, while the picture of the same
 * assignment stays under another grouping, the former one until the viewport has taken the
 * new one up. Otherwise a mode switch would take all of it away for a moment and make it again.
 */
export function useSpokenOf(
  handle: ViewportHandle | undefined,
  cell: ViewportCell,
  displaySet: DisplaySet | undefined,
): Spoken {
  const shownUid = useLiveViewport(handle, ({ status, displaySetInstanceUID }) =>
    status === 'rendered' ? displaySetInstanceUID : undefined,
  );
  const [last, setLast] = useState<Spoken>({ cell, displaySet });
  const isShown = ({ cell: { displaySetInstanceUID: uid } }: Spoken) => uid !== undefined && uid === shownUid;
  const now = { cell, displaySet };
  if (isShown(now)) {
    if (last.cell !== cell || last.displaySet !== displaySet) setLast(now);
    return now;
  }
  const stays =
    displaySet !== undefined && last.cell.assignment === cell.assignment && last.cell.kind === cell.kind;
  return stays && isShown(last) ? last : now;
}
