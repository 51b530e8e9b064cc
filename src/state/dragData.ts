/** What is being dragged, as the drag-and-drop library carries it (an untyped record). */
export type DragData =
  | { readonly type: 'displaySet'; readonly displaySetInstanceUID: string }
  | { readonly type: 'viewport'; readonly viewportId: string };

export const toDragRecord = (data: DragData): Record<string, unknown> => ({ ...data });

/** Undefined for a drag that is not ours. */
export function readDragData(record: Readonly<Record<string | symbol, unknown>>): DragData | undefined {
  const { type, displaySetInstanceUID, viewportId } = record;
  if (type === 'displaySet' && typeof displaySetInstanceUID === 'string')
    return { type, displaySetInstanceUID };
  if (type === 'viewport' && typeof viewportId === 'string') return { type, viewportId };
  return undefined;
}
