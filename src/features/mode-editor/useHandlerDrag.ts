import { draggable, dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { pointerOutsideOfPreview } from '@atlaskit/pragmatic-drag-and-drop/element/pointer-outside-of-preview';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { type RefObject, useEffect, useRef, useState } from 'react';
import styles from './ModeEditor.module.css';

/** Where among the rows a dragged handler would go: before or after this one. */
export type Edge = 'before' | 'after';

const draggedHandler = (data: Readonly<Record<string | symbol, unknown>>): string | undefined =>
  data['type'] === 'handler' && typeof data['handlerId'] === 'string' ? data['handlerId'] : undefined;

/** Makes a row something to drag and a place to drop: `onDropHere` gets the handler and the side it was let go on. */
export function useHandlerDrag(
  row: RefObject<HTMLElement | null>,
  handler: { readonly id: string; readonly name: string },
  onDropHere: (draggedId: string, edge: Edge) => void,
): { readonly dragging: boolean; readonly edge: Edge | undefined } {
  const { id, name } = handler;
  const [dragging, setDragging] = useState(false);
  const [edge, setEdge] = useState<Edge>();
  const drop = useLatest(onDropHere);

  useEffect(() => {
    const element = row.current;
    if (!element) return undefined;
    const edgeAt = (clientY: number): Edge => {
      const { top, height } = element.getBoundingClientRect();
      return clientY < top + height / 2 ? 'before' : 'after';
    };
    const stopDragging = draggable({
      element,
      getInitialData: () => ({ type: 'handler', handlerId: id }),
      onGenerateDragPreview({ nativeSetDragImage }) {
        setCustomNativeDragPreview({
          nativeSetDragImage,
          getOffset: pointerOutsideOfPreview({ x: '12px', y: '8px' }),
          render({ container }) {
            const card = document.createElement('div');
            card.className = styles['dragCard'] ?? '';
            card.textContent = name;
            container.append(card);
          },
        });
      },
      onDragStart: () => setDragging(true),
      onDrop: () => setDragging(false),
    });
    const stopDropping = dropTargetForElements({
      element,
      canDrop: ({ source }) => draggedHandler(source.data) !== undefined,
      getDropEffect: () => 'move',
      onDrag({ source, location }) {
        const isItself = draggedHandler(source.data) === id;
        setEdge(isItself ? undefined : edgeAt(location.current.input.clientY));
      },
      onDragLeave: () => setEdge(undefined),
      onDrop({ source, location }) {
        setEdge(undefined);
        const dragged = draggedHandler(source.data);
        if (dragged !== undefined && dragged !== id)
          drop.current(dragged, edgeAt(location.current.input.clientY));
      },
    });
    return () => {
      stopDragging();
      stopDropping();
    };
  }, [row, id, name, drop]);
  return { dragging, edge };
}

/** A place without rows of its own to drop a handler on. */
export function useHandlerDrop(
  place: RefObject<HTMLElement | null>,
  onDropHere: (draggedId: string) => void,
): boolean {
  const [over, setOver] = useState(false);
  const drop = useLatest(onDropHere);
  useEffect(() => {
    if (!place.current) return undefined;
    return dropTargetForElements({
      element: place.current,
      canDrop: ({ source }) => draggedHandler(source.data) !== undefined,
      getDropEffect: () => 'move',
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop({ source, location }) {
        setOver(false);
        // A row within the place has its own answer.
        if (location.current.dropTargets[0]?.element !== place.current) return;
        const dragged = draggedHandler(source.data);
        if (dragged !== undefined) drop.current(dragged);
      },
    });
  }, [place, drop]);
  return over;
}

/** The newest value for listeners that are set up once. */
function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useEffect(() => {
    latest.current = value;
  }, [value]);
  return latest;
}
