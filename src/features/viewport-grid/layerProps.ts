import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { ViewportHandle } from '../../core/viewport.ts';
import type { ViewportCell } from '../../state/viewerState.ts';

/** What a layer over the picture of a viewport is given. */
export interface LayerProps {
  readonly cell: ViewportCell;
  readonly displaySet: DisplaySet;
  readonly handle: ViewportHandle;
}
