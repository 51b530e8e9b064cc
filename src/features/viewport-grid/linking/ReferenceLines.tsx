import { useEffect, useRef } from 'react';
import { cutLine, shifted } from '../../../core/linking/referenceLine.ts';
import type { PlacedPlane } from '../../../core/linking/pictureRow.ts';
import type { Box } from '../../../core/viewTransform.ts';
import type { ViewportHandle } from '../../../core/viewport.ts';
import { planeLines, referenceLines } from '../../../state/linking.ts';
import { rowOf } from '../../../state/linkStation.ts';
import { useViewer, useViewerState, useViewportHandle } from '../../../state/ViewerContext.tsx';
import type { LayerProps } from '../layerProps.ts';
import { keepDrawn } from './keepDrawn.ts';
import styles from './linking.module.css';
import { onScreen, placedPlane, setLine, show } from './placed.ts';

/** Where the picture of the active viewport cuts this one: the picture, the faces of its slab, the ends of its stack. */
export function ReferenceLines({ cell, handle }: LayerProps) {
  const activeId = useViewerState((state) => state.hanging.activeViewportId);
  const active = useViewportHandle(activeId);
  const isOn = useViewerState((state) => referenceLines(state).on);
  if (!isOn || !active || activeId === cell.id) return null;
  return <Lines handle={handle} active={active} activeId={activeId} />;
}

interface Wanted {
  readonly name: 'plane' | 'near' | 'far' | 'first' | 'last';
  readonly plane: PlacedPlane;
  /** Beside the line. */
  readonly text?: string;
}

const names = ['first', 'last', 'near', 'far', 'plane'] as const;

function Lines({
  handle,
  active,
  activeId,
}: {
  readonly handle: ViewportHandle;
  readonly active: ViewportHandle;
  readonly activeId: string;
}) {
  const viewer = useViewer();
  const withEnds = useViewerState((state) => referenceLines(state).ends);
  const planesDrawn = useViewerState(planeLines);
  const svg = useRef<SVGSVGElement>(null);

  useEffect(() => {
    const root = svg.current;
    if (!root) return undefined;
    const wanted = (): readonly Wanted[] => {
      const live = active.getState();
      const plane = placedPlane(live);
      if (!plane) return [];
      const slabMm = live.plane?.slabMm ?? 0;
      const made: Wanted[] = [{ name: 'plane', plane }];
      if (slabMm > 0)
        made.push(
          { name: 'near', plane: shifted(plane, -slabMm / 2) },
          { name: 'far', plane: shifted(plane, slabMm / 2) },
        );
      const displaySet = viewer.store.getState().displaySets.get(live.displaySetInstanceUID ?? '');
      const row = withEnds && displaySet ? rowOf(live, displaySet) : undefined;
      const [first, last] = [row?.planeAt(0), row?.planeAt(row.count - 1)];
      if (row && row.count > 1 && first && last)
        made.push(
          { name: 'first', plane: first, text: '1' },
          { name: 'last', plane: last, text: `${row.count}` },
        );
      return made;
    };
    const draw = (box: Box) => {
      const live = handle.getState();
      // Planes of volumes draw each other themselves.
      const isDrawn = planesDrawn && live.plane !== undefined && active.getState().plane !== undefined;
      const picture = isDrawn ? undefined : placedPlane(live);
      const all = picture ? wanted() : [];
      for (const name of names) {
        const group = root.querySelector<SVGGElement>(`[data-reference-line="${name}"]`);
        if (!group) continue;
        const line = all.find((each) => each.name === name);
        const segment = line && picture && cutLine(picture, line.plane);
        const [from, to] = segment ? [onScreen(live, box, segment[0]), onScreen(live, box, segment[1])] : [];
        show(group, from !== undefined && to !== undefined);
        if (!from || !to) continue;
        for (const each of group.querySelectorAll('line')) setLine(each, [from, to]);
        const text = group.querySelector('text');
        if (!text || !line) continue;
        const [x, y] = from[0] >= to[0] ? from : to;
        text.textContent = line.text ?? '';
        text.setAttribute('x', Math.min(x, box.width - 4).toFixed(1));
        text.setAttribute('y', Math.max(12, y - 3).toFixed(1));
      }
    };
    return keepDrawn(root, draw, [
      (listener) => handle.subscribe(listener),
      (listener) => active.subscribe(listener),
    ]);
  }, [viewer, handle, active, withEnds, planesDrawn]);

  return (
    <svg
      ref={svg}
      className={styles['layer']}
      aria-hidden
      data-testid="reference-lines"
      data-of-viewport={activeId}
    >
      {names.map((name) => (
        <g key={name} data-reference-line={name} style={{ display: 'none' }}>
          {name === 'plane' && <line className={styles['halo']} />}
          <line className={styles[name === 'plane' ? 'line' : lineClass(name)]} />
          {(name === 'first' || name === 'last') && <text className={styles['endText']} textAnchor="end" />}
        </g>
      ))}
    </svg>
  );
}

const lineClass = (name: (typeof names)[number]) =>
  name === 'first' || name === 'last' ? 'endLine' : 'slabLine';
