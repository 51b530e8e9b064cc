import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { useEffect, useState, type RefObject } from 'react';
import type { Side } from '../../core/layout/edit.ts';
import { readDragData, type DragData } from '../../state/dragData.ts';
import { numberOf } from '../../state/hanging.ts';
import type { DropVerdict } from '../../state/hangingCommands.ts';
import type { Viewer } from '../../state/viewer.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { dropZone, hasRoomBeside, sideWords } from './dropZone.ts';

type Zone = Side | 'middle';

export interface DropState {
  readonly zone: Zone;
  readonly verdict: DropVerdict;
  /** The display set whose thumbnail to draw. */
  readonly picture: string | undefined;
}

/**
 * Takes thumbnails and viewports that are dropped on a viewport, and says
 * beforehand what will happen: in the middle they replace or swap, near a side
 * they get a new place there.
 */
export function useDropTarget(
  root: RefObject<HTMLElement | null>,
  viewportId: string,
): DropState | undefined {
  const viewer = useViewer();
  const [preview, setPreview] = useState<DropState>();

  useEffect(() => {
    const element = root.current;
    if (!element) return undefined;
    const look = (record: Record<string | symbol, unknown>, input: Parameters<typeof dropZone>[1]) => {
      const data = readDragData(record);
      const zone = data ? zoneFor(viewer, data, dropZone(element.getBoundingClientRect(), input)) : 'middle';
      setPreview((former) =>
        former?.zone === zone ? former : data && dropState(viewer, data, viewportId, zone),
      );
    };
    return dropTargetForElements({
      element,
      canDrop: ({ source }) => readDragData(source.data) !== undefined,
      getDropEffect: () => 'move',
      // A viewport that is dragged by its grip starts over itself: that is no entering.
      onDragStart: ({ source, location }) => look(source.data, location.current.input),
      onDragEnter: ({ source, location }) => look(source.data, location.current.input),
      onDrag: ({ source, location }) => look(source.data, location.current.input),
      onDragLeave: () => setPreview(undefined),
      onDrop({ source, location }) {
        setPreview(undefined);
        const data = readDragData(source.data);
        if (!data) return;
        const zone = zoneFor(viewer, data, dropZone(element.getBoundingClientRect(), location.current.input));
        dropIn(viewer, data, viewportId, zone);
      },
    });
  }, [viewer, root, viewportId]);
  return preview;
}

const zoneFor = (viewer: Viewer, { type }: DragData, zone: Zone): Zone =>
  hasRoomBeside(viewer.store.getState(), type === 'displaySet') ? zone : 'middle';

function dropIn(viewer: Viewer, data: DragData, viewportId: string, zone: Zone): void {
  if (data.type === 'viewport') {
    if (zone === 'middle') viewer.swapViewports(data.viewportId, viewportId);
    else viewer.moveViewport(data.viewportId, viewportId, zone);
  } else if (zone === 'middle')
    viewer.showDisplaySet({ viewportId, displaySetInstanceUID: data.displaySetInstanceUID });
  else viewer.showAtSide(viewportId, zone, data.displaySetInstanceUID);
}

function dropState(viewer: Viewer, data: DragData, viewportId: string, zone: Zone): DropState {
  if (data.type === 'displaySet') {
    const verdict = viewer.dropVerdict(data.displaySetInstanceUID);
    const picture = data.displaySetInstanceUID;
    const isNew = zone !== 'middle' && verdict.allowed;
    return {
      zone,
      verdict: isNew ? { ...verdict, text: `New viewport ${sideWords[zone]}: ${verdict.text}` } : verdict,
      picture,
    };
  }
  const { hanging } = viewer.store.getState();
  const [from, to] = [numberOf(hanging, data.viewportId), numberOf(hanging, viewportId)];
  const told = (text: string): DropState => ({
    zone,
    verdict: { allowed: true, kind: 'stack', text },
    picture: undefined,
  });
  if (data.viewportId === viewportId) {
    return {
      zone,
      verdict: { allowed: false, text: 'Drop it on another viewport to swap' },
      picture: undefined,
    };
  }
  return zone === 'middle'
    ? told(`Swap viewports ${from} and ${to}`)
    : told(`Move viewport ${from} ${sideWords[zone]}`);
}
