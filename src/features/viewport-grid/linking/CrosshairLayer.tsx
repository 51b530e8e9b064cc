import { useEffect, useRef, type KeyboardEvent } from 'react';
import { isBeyond } from '../../../core/linking/pictureRow.ts';
import {
  isInside,
  patientToPixel,
  pixelToPatient,
  screenToPixel,
  type Box,
  type Point,
} from '../../../core/viewTransform.ts';
import { rowOf } from '../../../state/linkStation.ts';
import { useViewer } from '../../../state/ViewerContext.tsx';
import type { LayerProps } from '../layerProps.ts';
import { crosshairReport, mmWords, placeWords } from './crosshairWords.ts';
import { keepDrawn } from './keepDrawn.ts';
import styles from './linking.module.css';
import { boxOf, onScreen, placedPlane, setLine, show } from './placed.ts';

/** Half the length of an arm, and of the gap around the point, CSS pixels. */
const [arm, gap] = [16, 5];

const steps: Readonly<Record<string, Point>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** The point of the crosshair in this picture, how far the picture is from it, and pointing at one with the tool. */
export function CrosshairLayer({ cell, displaySet, handle }: LayerProps) {
  const viewer = useViewer();
  const { crosshair } = viewer;
  const svg = useRef<SVGSVGElement>(null);
  const note = useRef<HTMLDivElement>(null);
  const grip = useRef<HTMLButtonElement>(null);

  useEffect(
    () =>
      handle.onPointing?.(({ tool, x, y, phase }) => {
        if (tool !== 'crosshair') return;
        const box = boxOf(cell.id);
        const live = handle.getState();
        const plane = placedPlane(live);
        const { picture, presentation } = live;
        if (!box || !picture || !presentation) return;
        if (!plane || plane.FrameOfReferenceUID === undefined) {
          if (phase === 'start')
            viewer.announce(
              'This image does not say where it lies in the patient: there is nothing to point at.',
            );
          return;
        }
        const former = crosshair.get();
        if (phase === 'end' && former?.viewportId === cell.id) {
          crosshair.set({ ...former, isMoving: false });
          viewer.announce(crosshairReport(viewer, former));
          return;
        }
        const pixel = screenToPixel(picture, presentation, box, [x, y]);
        crosshair.set({
          viewportId: cell.id,
          FrameOfReferenceUID: plane.FrameOfReferenceUID,
          point: pixelToPatient(plane, pixel),
          isMoving: phase !== 'end',
        });
      }),
    [viewer, crosshair, handle, cell.id],
  );

  useEffect(() => {
    const [root, words, button] = [svg.current, note.current, grip.current];
    const cross = root?.querySelector('g');
    if (!root || !cross || !words || !button) return undefined;
    const draw = (box: Box) => {
      const at = crosshair.get();
      const live = handle.getState();
      const plane = placedPlane(live);
      const isHere = at !== undefined && plane?.FrameOfReferenceUID === at.FrameOfReferenceUID;
      const spot = isHere && plane ? patientToPixel(plane, at.point) : undefined;
      const screen = spot && onScreen(live, box, spot.pixel);
      const row = spot && rowOf(live, displaySet);
      const index = live.plane?.index ?? live.image?.index ?? 0;
      const isFar = spot !== undefined && row !== undefined && isBeyond(spot.distanceMm, row.halfAt(index));
      const nearest = isFar && at ? row.nearest(at.point, at.FrameOfReferenceUID, index) : undefined;
      const isOutside = nearest?.isOutside === true;
      const isBeside = plane !== undefined && spot !== undefined && !isInside(plane, spot.pixel);
      const isShown = screen !== undefined && !isOutside && !isBeside;
      show(cross, isShown);
      root.dataset['shown'] = String(isShown);
      root.dataset['distance'] = spot?.distanceMm.toFixed(2) ?? '';
      words.hidden = !screen || !(isFar || isBeside);
      words.dataset['outside'] = String(isOutside || isBeside);
      button.hidden = !screen || at?.viewportId !== cell.id;
      if (!screen || !spot || !at) return;
      const [x, y] = screen;
      drawCross(root, screen, isFar);
      words.textContent = isOutside
        ? `The point is outside these images, ${mmWords(nearest.distanceMm)} away`
        : isBeside
          ? 'The point is beside this picture'
          : `${mmWords(spot.distanceMm)} away`;
      const isPlaced = !isOutside && !isBeside;
      words.style.left = isPlaced ? `${Math.min(x + 12, box.width - 90)}px` : '8px';
      words.style.top = isPlaced ? `${Math.min(y + 12, box.height - 24)}px` : 'calc(50% + 44px)';
      button.style.left = `${x}px`;
      button.style.top = `${y}px`;
      button.setAttribute('aria-label', `Crosshair at ${placeWords(at.point)}`);
    };
    return keepDrawn(root, draw, [(listener) => handle.subscribe(listener), crosshair.subscribe]);
  }, [crosshair, handle, displaySet, cell.id]);

  /** By one pixel of the picture, ten with Control. */
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.shiftKey || event.altKey ? undefined : steps[event.key];
    const at = crosshair.get();
    const live = handle.getState();
    const box = boxOf(cell.id);
    const plane = placedPlane(live);
    if (!step || !at || !plane || !box || !live.picture || !live.presentation) return;
    event.preventDefault();
    const screen = onScreen(live, box, patientToPixel(plane, at.point).pixel);
    if (!screen) return;
    const by = Math.max(1, live.magnification ?? 1) * (event.ctrlKey || event.metaKey ? 10 : 1);
    const to: Point = [screen[0] + step[0] * by, screen[1] + step[1] * by];
    const point = pixelToPatient(plane, screenToPixel(live.picture, live.presentation, box, to));
    const { viewportId, FrameOfReferenceUID } = at;
    const next = { viewportId, FrameOfReferenceUID, point, isMoving: false };
    crosshair.set(next);
    viewer.announce(crosshairReport(viewer, next));
  };

  return (
    <>
      <svg ref={svg} className={styles['layer']} aria-hidden data-testid="crosshair" data-shown="false">
        <g className={styles['cross']} style={{ display: 'none' }}>
          {['halo', undefined].flatMap((kind) =>
            ['left', 'right', 'up', 'down'].map((way) => (
              <line key={`${kind} ${way}`} data-arm={way} className={kind && styles[kind]} />
            )),
          )}
        </g>
      </svg>
      <div ref={note} className={styles['note']} data-testid="crosshair-note" hidden />
      <button
        ref={grip}
        type="button"
        className={styles['grip']}
        hidden
        aria-label="Crosshair"
        data-crosshair
        onKeyDown={onKeyDown}
      />
    </>
  );
}

function drawCross(root: SVGSVGElement, [x, y]: Point, isFar: boolean): void {
  const group = root.querySelector('g');
  group?.setAttribute('data-far', String(isFar));
  root.dataset['x'] = x.toFixed(2);
  root.dataset['y'] = y.toFixed(2);
  const ways: Readonly<Record<string, Point>> = { left: [-1, 0], right: [1, 0], up: [0, -1], down: [0, 1] };
  for (const line of root.querySelectorAll('line')) {
    const [dx, dy] = ways[line.dataset['arm'] ?? ''] ?? [0, 0];
    setLine(line, [
      [x + dx * gap, y + dy * gap],
      [x + dx * arm, y + dy * arm],
    ]);
  }
}
