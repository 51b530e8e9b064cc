import type { ComponentType } from 'react';
import type { ViewportHandle } from '../../core/viewport.ts';
import { HangingFraming } from './hanging/HangingFraming.tsx';
import { FourDBar } from './four-d/FourDBar.tsx';
import type { LayerProps } from './layerProps.ts';
import { CrosshairLayer } from './linking/CrosshairLayer.tsx';
import { LinkMark } from './linking/LinkMark.tsx';
import { ReferenceLines } from './linking/ReferenceLines.tsx';
import { ScaleLayer } from './overlay/ScaleLayer.tsx';
import { PendingWords } from './scroll/PendingWords.tsx';
import { GestureLayer } from './tools/GestureLayer.tsx';
import { LensLayer } from './tools/LensLayer.tsx';
import { ProbeLayer } from './tools/ProbeLayer.tsx';
import { RegionLayer } from './tools/RegionLayer.tsx';
import { CropLayer } from './three-d/CropLayer.tsx';
import { ThreeDLayer } from './three-d/ThreeDLayer.tsx';
import { PlaneLines } from './volume/PlaneLines.tsx';

/**
 * What lies over the pictures, from the bottom up: lines, points, lenses. A layer
 * covers the viewport, takes no pointer of its own unless it says so, and draws
 * by `ViewportState.picture` and core/viewTransform.ts.
 */
const layers: readonly (readonly [name: string, layer: ComponentType<LayerProps>])[] = [
  ['framing', HangingFraming],
  ['reference', ReferenceLines],
  ['planes', PlaneLines],
  ['crosshair', CrosshairLayer],
  ['scale', ScaleLayer],
  ['three-d', ThreeDLayer],
  ['crop', CropLayer],
  ['link', LinkMark],
  ['pending', PendingWords],
  ['four-d', FourDBar],
  ['region', RegionLayer],
  ['probe', ProbeLayer],
  ['lens', LensLayer],
  ['gestures', GestureLayer],
];

/** All layers of one viewport with pictures. */
export function ViewportLayers({
  handle,
  ...rest
}: Omit<LayerProps, 'handle'> & { readonly handle: ViewportHandle | undefined }) {
  if (!handle) return null;
  return (
    <div data-testid="viewport-layers" style={{ display: 'contents' }}>
      {layers.map(([name, Layer]) => (
        <Layer key={name} handle={handle} {...rest} />
      ))}
    </div>
  );
}
