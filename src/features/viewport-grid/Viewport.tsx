import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { memo, useEffect, useLayoutEffect, useRef, type PointerEvent, type RefObject } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { emptyViewportState, type ViewportHandle, type ViewportState } from '../../core/viewport.ts';
import { toDragRecord } from '../../state/dragData.ts';
import type { ViewportCell } from '../../state/viewerState.ts';
import { useLiveViewport, useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { CarryTarget } from './CarryTarget.tsx';
import { CineBar } from './CineBar.tsx';
import { DropPreview } from './DropPreview.tsx';
import { Overlay } from './Overlay.tsx';
import { ScrollBar } from './ScrollBar.tsx';
import { EmptyViewportBar } from './ViewportMenuItems.tsx';
import { useEarlyPicture } from './useEarlyPicture.ts';
import { useDropTarget } from './useDropTarget.ts';
import { useSpokenOf } from './useSpokenOf.ts';
import { useMountedViewport } from './useMountedViewport.ts';
import { stateOf, writeViewportAttributes } from './viewportAttributes.ts';
import { ViewportBar } from './ViewportBar.tsx';
import { ViewportCover } from './ViewportCover.tsx';
import styles from './ViewportGrid.module.css';
import { ViewportLayers } from './ViewportLayers.tsx';

export interface ViewportProps {
  readonly cell: ViewportCell;
  readonly number: number;
  readonly active: boolean;
  readonly hidden: boolean;
}

/** One viewport: the picture, and the frame of words around it. */
export const Viewport = memo(function Viewport({ cell: hung, number, active, hidden }: ViewportProps) {
  const viewer = useViewer();
  const early = useEarlyPicture(hung);
  const cell = early?.cell ?? hung;
  const displaySet = useViewerState((state) =>
    hung.displaySetInstanceUID === undefined ? undefined : state.displaySets.get(hung.displaySetInstanceUID),
  );
  const root = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const grip = useRef<HTMLButtonElement>(null);
  const { handle, problem, retry } = useMountedViewport(
    host,
    cell,
    early?.displaySet ?? displaySet,
    early !== undefined,
  );
  const broken = problem !== undefined;
  const spoken = useSpokenOf(handle, cell, displaySet);
  const state = useLiveViewport(handle, (live) => stateOf(spoken.cell, live, broken));
  const isEarlyDrawn = early !== undefined && state === 'rendered';
  const isImage = cell.kind !== undefined && viewer.registry.viewportModuleFor(cell.kind)?.isImage === true;
  const dropPreview = useDropTarget(root, cell.id);

  // The hooks follow the picture, not React's schedule.
  useLayoutEffect(() => {
    const write = () => {
      const live: ViewportState = handle?.getState() ?? emptyViewportState;
      if (root.current) writeViewportAttributes(root.current, hung, live, broken, early !== undefined);
    };
    write();
    return handle?.subscribe(write);
  }, [handle, hung, broken, early]);

  useEffect(() => {
    if (!host.current || !handle) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0 && entry.contentRect.height > 0) handle.resize();
    });
    observer.observe(host.current);
    return () => observer.disconnect();
  }, [handle]);

  useEffect(() => {
    if (!grip.current || cell.displaySetInstanceUID === undefined) return undefined;
    return draggable({
      element: grip.current,
      getInitialData: () => toDragRecord({ type: 'viewport', viewportId: cell.id }),
    });
  }, [cell.id, cell.displaySetInstanceUID]);

  return (
    <div
      ref={root}
      className={styles['viewport']}
      role="group"
      tabIndex={0}
      aria-label={`Viewport ${number}: ${displaySet?.label ?? cell.absence?.title ?? 'empty'}`}
      data-viewport-id={cell.id}
      data-active={active}
      hidden={hidden}
      onPointerDownCapture={(event) => {
        viewer.setActiveViewport(cell.id);
        noteNearTop(event);
      }}
      onPointerMove={(event) => event.buttons === 0 && noteNearTop(event)}
      onPointerLeave={({ currentTarget }) => currentTarget.removeAttribute('data-near-top')}
      onFocus={() => viewer.setActiveViewport(cell.id)}
      onDoubleClick={(event) => {
        if (event.target instanceof Element && event.target.closest('button, a, input')) return;
        viewer.toggleMaximised(cell.id);
      }}
    >
      <div ref={host} className={styles['host']} data-host data-image={isImage || undefined} />
      {early && <Overlay handle={handle} displaySet={early.displaySet} isEarly />}
      {state !== 'rendered' && (
        <ViewportCover
          state={state}
          cell={cell}
          displaySet={displaySet}
          handle={handle}
          problem={problem}
          onRetry={broken ? retry : () => handle?.retry()}
        />
      )}
      {spoken.displaySet && (
        <Around
          grip={grip}
          cell={spoken.cell}
          displaySet={spoken.displaySet}
          handle={handle}
          number={number}
          isImage={isImage}
        />
      )}
      {!displaySet && !isEarlyDrawn && <EmptyViewportBar viewportId={cell.id} number={number} />}
      {dropPreview && <DropPreview {...dropPreview} />}
      <CarryTarget viewportId={cell.id} number={number} />
    </div>
  );
});

interface AroundProps {
  readonly grip: RefObject<HTMLButtonElement | null>;
  readonly cell: ViewportCell;
  readonly displaySet: DisplaySet;
  readonly handle: ViewportHandle | undefined;
  readonly number: number;
  readonly isImage: boolean;
}

/** All that speaks of what is shown: drawn anew only when that is another. */
const Around = memo(function Around({ grip, cell, displaySet, handle, number, isImage }: AroundProps) {
  return (
    <>
      {isImage && <ViewportLayers cell={cell} handle={handle} displaySet={displaySet} />}
      {isImage && <Overlay handle={handle} displaySet={displaySet} />}
      {isImage && <ScrollBar handle={handle} displaySet={displaySet} number={number} />}
      {isImage && <CineBar handle={handle} displaySet={displaySet} />}
      <ViewportBar grip={grip} cell={cell} number={number} displaySet={displaySet} isImage={isImage} />
    </>
  );
});

/** Pixels from the upper edge of a viewport within which its bar is shown over an image. */
const nearTop = 80;

/** What is said at the top of an image is covered only while the reader reaches for the bar. */
function noteNearTop({ currentTarget, clientY }: PointerEvent<HTMLElement>): void {
  currentTarget.toggleAttribute(
    'data-near-top',
    clientY - currentTarget.getBoundingClientRect().top < nearTop,
  );
}
