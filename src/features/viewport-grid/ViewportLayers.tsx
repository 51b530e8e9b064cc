import type { ComponentType } from 'react';
import type { ViewportHandle } from '../../core/viewport.ts';
import type { LayerProps } from './layerProps.ts';
import { ScaleLayer } from './overlay/ScaleLayer.tsx';

/**
 * What lies over the pictures, from the bottom up: lines, points, lenses. A layer
 * covers the viewport, takes no pointer of its own unless it says so, and draws
 * by `ViewportState.picture` and core/viewTransform.ts.
 */
const layers: readonly (readonly [name: string, layer: ComponentType<LayerProps>])[] = [
  ['scale', ScaleLayer],
];

/** All layers of one viewport with pictures. */
export function ViewportLayers({
  handle,
  ...rest
}: Omit<LayerProps, 'handle'> & { readonly handle: ViewportHandle | undefined }) {
  if (!handle) return null;
  return layers.map(([name, Layer]) => <Layer key={name} handle={handle} {...rest} />);
}
