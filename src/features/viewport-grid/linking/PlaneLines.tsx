import { useEffect, useRef } from 'react';
import { cutLine, type Segment } from '../../../core/linking/referenceLine.ts';
import type { Box, Point } from '../../../core/viewTransform.ts';
import { visibleCells } from '../../../state/hanging.ts';
import { useViewer } from '../../../state/ViewerContext.tsx';
import type { LayerProps } from '../layerProps.ts';
import { keepDrawn } from './keepDrawn.ts';
import styles from './linking.module.css';
import { onScreen, placedPlane, setLine, show } from './placed.ts';
import { watchViewports } from './watchViewports.ts';

export interface PlaneLinesProps extends LayerProps {
  /** Drawn always, or only while there is a crosshair (the default). */
  readonly always?: boolean;
  /** With it the lines have handles at their ends: one is dragged to a point of the viewport. */
  readonly onHandle?: (drag: PlaneLineDrag) => void;
}

/** An end of a line is dragged; points in CSS pixels from the upper left corner of the picture. */
export interface PlaneLineDrag {
  /** The viewport whose plane the line is. */
  readonly viewportId: string;
  /** The end that is held, where it was and where it is; the other end where it was at the start. */
  readonly from: Point;
  readonly to: Point;
  readonly other: Point;
  readonly phase: 'start' | 'move' | 'end';
}

/** In a plane of a volume: where the planes that other viewports show of the same patient cut it, each in its colour. */
export function PlaneLines({ cell, handle, always = false, onHandle }: PlaneLinesProps) {
  const viewer = useViewer();
  const svg = useRef<SVGSVGElement>(null);

  useEffect(() => {
    const root = svg.current;
    if (!root) return undefined;
    const groups = new Map<string, SVGGElement>();
    const groupOf = (viewportId: string) => {
      let group = groups.get(viewportId);
      if (!group) {
        groups.set(viewportId, (group = makeGroup(onHandle !== undefined)));
        root.append(group);
        if (onHandle) attachHandles(group, root, viewportId, onHandle);
      }
      return group;
    };
    const draw = (box: Box) => {
      const live = handle.getState();
      const picture = live.plane && placedPlane(live);
      const isOn = picture !== undefined && (always || viewer.crosshair.get() !== undefined);
      const others = isOn ? visibleCells(viewer.store.getState().hanging) : [];
      const seen = new Set<string>();
      for (const { id } of others) {
        const other = viewer.live.state(id);
        const plane = id === cell.id || !other.plane ? undefined : placedPlane(other);
        const segment = picture && plane && cutLine(picture, plane);
        const ends = segment && ([onScreen(live, box, segment[0]), onScreen(live, box, segment[1])] as const);
        if (!ends?.[0] || !ends[1] || !other.plane) continue;
        seen.add(id);
        const group = groupOf(id);
        group.dataset['plane'] = other.plane.view.name;
        group.dataset['planeLine'] = id;
        place(group, [ends[0], ends[1]]);
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
  }, [viewer, handle, cell.id, always, onHandle]);

  return <svg ref={svg} className={styles['layer']} aria-hidden data-testid="plane-lines" />;
}

const svgNames = 'http://www.w3.org/2000/svg';

function makeGroup(withHandles: boolean): SVGGElement {
  const group = document.createElementNS(svgNames, 'g');
  group.setAttribute('class', styles['planeLine'] ?? '');
  for (const className of ['halo', undefined]) {
    const line = document.createElementNS(svgNames, 'line');
    if (className !== undefined) line.setAttribute('class', styles[className] ?? '');
    group.append(line);
  }
  for (const end of withHandles ? ['from', 'to'] : []) {
    const circle = document.createElementNS(svgNames, 'circle');
    circle.setAttribute('class', styles['lineHandle'] ?? '');
    circle.setAttribute('r', '6');
    circle.dataset['end'] = end;
    group.append(circle);
  }
  return group;
}

function place(group: SVGGElement, segment: Segment): void {
  for (const line of group.querySelectorAll('line')) setLine(line, segment);
  for (const circle of group.querySelectorAll('circle')) {
    const [from, to] = circle.dataset['end'] === 'from' ? segment : ([segment[1], segment[0]] as const);
    // A little inside the picture, so that it can be taken hold of.
    const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1;
    const inside = Math.min(0.12, 40 / length);
    circle.setAttribute('cx', (from[0] + (to[0] - from[0]) * inside).toFixed(2));
    circle.setAttribute('cy', (from[1] + (to[1] - from[1]) * inside).toFixed(2));
  }
}

function attachHandles(
  group: SVGGElement,
  root: SVGSVGElement,
  viewportId: string,
  onHandle: (drag: PlaneLineDrag) => void,
): void {
  const centre = (circle: Element): Point => [
    Number(circle.getAttribute('cx')),
    Number(circle.getAttribute('cy')),
  ];
  for (const circle of group.querySelectorAll('circle')) {
    let held: { readonly from: Point; readonly other: Point } | undefined;
    const tell = (event: PointerEvent, phase: PlaneLineDrag['phase']) => {
      if (!held) return;
      const box = root.getBoundingClientRect();
      onHandle({ viewportId, ...held, to: [event.clientX - box.left, event.clientY - box.top], phase });
    };
    circle.addEventListener('pointerdown', (event) => {
      if (event.button !== 0) return;
      event.stopPropagation();
      const far = [...group.querySelectorAll('circle')].find((each) => each !== circle);
      held = { from: centre(circle), other: far ? centre(far) : [0, 0] };
      circle.setPointerCapture(event.pointerId);
      tell(event, 'start');
    });
    circle.addEventListener('pointermove', (event) => tell(event, 'move'));
    for (const end of ['pointerup', 'pointercancel'] as const)
      circle.addEventListener(end, (event) => {
        tell(event, 'end');
        held = undefined;
      });
  }
}
