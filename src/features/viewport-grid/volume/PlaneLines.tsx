import { useEffect, useRef } from 'react';
import { add, scale } from '../../../core/volume/geometry.ts';
import { pointingTools } from '../../../core/tools.ts';
import { lineOnScreen, type ScreenLine } from '../../../core/volume/planeLine.ts';
import type { Box } from '../../../core/viewTransform.ts';
import { planeLines } from '../../../state/linking.ts';
import { useViewer, useViewerState } from '../../../state/ViewerContext.tsx';
import type { LayerProps } from '../layerProps.ts';
import { keepDrawn } from '../linking/keepDrawn.ts';
import { setLine, show } from '../linking/placed.ts';
import { watchViewports } from '../linking/watchViewports.ts';
import { attachGrips } from './lineGrips.ts';
import styles from './PlaneLines.module.css';
import { otherPlanes, screenOf, shownPlane, type ShownPlane } from './turnPlanes.ts';

/**
 * In a plane of a volume: where the planes of the other viewports cut it, each in
 * its colour. A line is dragged to move its plane, its handle to turn it, its
 * dotted edges to make the slab thicker; keys do the same in the plane's own viewport.
 */
export function PlaneLines({ cell, handle }: LayerProps) {
  const viewer = useViewer();
  const svg = useRef<SVGSVGElement>(null);
  const isOn = useViewerState(planeLines);

  useEffect(() => {
    const root = svg.current;
    if (!root || !isOn) return undefined;
    const groups = new Map<string, SVGGElement>();
    const groupOf = (viewportId: string) => {
      let group = groups.get(viewportId);
      if (!group) {
        groups.set(viewportId, (group = makeGroup()));
        root.append(group);
        attachGrips({ group, root, viewer, handle, viewportId: cell.id, targetId: viewportId });
      }
      return group;
    };
    const draw = (box: Box) => {
      // Pointing with the crosshair goes through the lines to the picture.
      root.dataset['crosshair'] = String(viewer.crosshair.isChosen());
      // A tool that points somewhere is not stopped by lines; their handles stay.
      root.toggleAttribute(
        'data-pointing',
        pointingTools.some((tool) => tool === handle.primaryTool),
      );
      const own = shownPlane(viewer, cell.id);
      const screen = own && screenOf(handle, box);
      const others = own && screen ? otherPlanes(viewer, own) : [];
      const seen = new Set<string>();
      for (const other of others) {
        const line = own && screen && lineOnScreen(screen, own, other);
        if (!line) continue;
        seen.add(other.viewportId);
        const group = groupOf(other.viewportId);
        group.dataset['planeLine'] = other.viewportId;
        group.dataset['plane'] = other.state.view.name;
        place(group, line);
        for (const side of ['near', 'far'] as const) {
          const edge = other.state.slabMm > 0 ? slabEdge(other, side) : undefined;
          placeEdge(group, side, edge && lineOnScreen(screen, own, edge));
        }
      }
      for (const [id, group] of groups) show(group, seen.has(id));
    };
    const stop = keepDrawn(root, draw, [
      (listener) => watchViewports(viewer, listener),
      viewer.crosshair.subscribe,
    ]);
    return () => {
      stop();
      for (const group of groups.values()) group.remove();
    };
  }, [viewer, handle, cell.id, isOn]);

  return <svg ref={svg} className={styles['layer']} aria-hidden data-testid="plane-lines" />;
}

function slabEdge(plane: ShownPlane, side: 'near' | 'far') {
  const half = plane.state.slabMm / 2;
  const by = side === 'near' ? -half : half;
  return { through: add(plane.through, scale(plane.normal, by)), normal: plane.normal };
}

const svgNames = 'http://www.w3.org/2000/svg';

function makeGroup(): SVGGElement {
  const make = (name: 'g' | 'line' | 'circle', className: string, data: Readonly<Record<string, string>>) => {
    const element = document.createElementNS(svgNames, name);
    element.setAttribute('class', styles[className] ?? '');
    for (const [key, value] of Object.entries(data)) element.setAttribute(`data-${key}`, value);
    return element;
  };
  const group = document.createElementNS(svgNames, 'g');
  group.setAttribute('class', styles['plane'] ?? '');
  group.append(make('line', 'halo', { part: 'line' }), make('line', 'line', { part: 'line' }));
  for (const side of ['near', 'far'])
    group.append(make('line', 'slab', { side }), make('line', 'grip', { side, grip: 'slab' }));
  group.append(make('line', 'grip', { part: 'line', grip: 'move' }));
  for (const end of ['from', 'to']) {
    const [circle, reach] = [
      make('circle', 'handle', { end }),
      make('circle', 'reach', { end, grip: 'turn' }),
    ];
    circle.setAttribute('r', '5');
    reach.setAttribute('r', '12');
    group.append(circle, reach);
  }
  return group;
}

function place(group: SVGGElement, line: ScreenLine): void {
  for (const each of group.querySelectorAll<SVGLineElement>('[data-part="line"]')) setLine(each, line);
  const [from, to] = line;
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]);
  // Far enough from the edges of the viewport for words and bars there.
  const inside = Math.min(0.2, 48 / length);
  for (const [end, t] of [
    ['from', inside],
    ['to', 1 - inside],
  ] as const)
    for (const circle of group.querySelectorAll(`circle[data-end="${end}"]`)) {
      circle.setAttribute('cx', (from[0] + (to[0] - from[0]) * t).toFixed(2));
      circle.setAttribute('cy', (from[1] + (to[1] - from[1]) * t).toFixed(2));
    }
}

function placeEdge(group: SVGGElement, side: 'near' | 'far', line: ScreenLine | undefined): void {
  for (const each of group.querySelectorAll<SVGLineElement>(`line[data-side="${side}"]`)) {
    show(each, line !== undefined);
    if (line) setLine(each, line);
  }
}
