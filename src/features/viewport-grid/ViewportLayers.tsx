import type { ComponentType } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { ViewportHandle } from '../../core/viewport.ts';
import type { ViewportCell } from '../../state/viewerState.ts';

/** What a layer over the picture of a viewport is given. */
export interface LayerProps {
  readonly cell: ViewportCell;
  readonly displaySet: DisplaySet;
  readonly handle: ViewportHandle;
}

/**
 * What lies over the pictures, from the bottom up: lines, points, lenses. A layer
 * covers the viewport, takes no pointer of its own unless it says so, and draws
 * by `ViewportState.picture` and core/viewTransform.ts.
 */
const layers: readonly (readonly [name: string, layer: ComponentType<LayerProps>])[] = [];

/** All layers of one viewport with pictures. */
export function ViewportLayers({
  handle,
  ...rest
}: Omit<LayerProps, 'handle'> & { readonly handle: ViewportHandle | undefined }) {
  if (!handle) return null;
  return layers.map(([name, Layer]) => <Layer key={name} handle={handle} {...rest} />);
}
