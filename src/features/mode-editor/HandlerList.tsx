import { type KeyboardEvent, useEffect, useRef } from 'react';
import { moveTo, switchHandler, takeOut } from '../../core/mode/draft.ts';
import { handlerUse } from '../../core/mode/handlerUse.ts';
import { shortName } from '../../core/mode/lint.ts';
import type { LintMessage } from '../../core/mode/lintMessage.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { Kbd } from '../../ui/Kbd.tsx';
import { HandlerRow } from './HandlerRow.tsx';
import styles from './ModeEditor.module.css';
import type { Editor } from './useEditor.ts';
import { type Edge, useHandlerDrop } from './useHandlerDrag.ts';
import type { Preview } from './usePreview.ts';

export interface HandlerListProps {
  readonly editor: Editor;
  readonly preview: Preview | undefined;
  /** Those about a handler are shown beside it. */
  readonly messages: readonly LintMessage[];
}

/** Every handler: those of the mode in their order, then the others. By mouse, touch and keys. */
export function HandlerList({ editor, preview, messages }: HandlerListProps) {
  const viewer = useViewer();
  const { handlers } = viewer.registry;
  const { draft } = editor;
  const list = useRef<HTMLDivElement>(null);
  const rest = useRef<HTMLDivElement>(null);
  const refocus = useRef<{ readonly id: string; readonly control: string } | undefined>(undefined);
  const isOverRest = useHandlerDrop(rest, (id) => editor.edit(takeOut(draft, id)));

  // A row that moved in the list has lost the focus on the way.
  useEffect(() => {
    const wanted = refocus.current;
    if (!wanted) return;
    refocus.current = undefined;
    controlOf(list.current, wanted.id, wanted.control)?.focus();
  }, [draft]);

  const now = preview && handlerUse(Object.values(preview.before));
  const then = preview && handlerUse(Object.values(preview.after));
  const places = new Map(editor.order.map((id, i) => [id, i + 1]));
  const ids = [...draft.used.map(({ id }) => id), ...draft.unused];

  function dropOn(draggedId: string, targetId: string, edge: Edge) {
    const others = draft.used.filter(({ id }) => id !== draggedId);
    const target = others.findIndex(({ id }) => id === targetId);
    if (target < 0) editor.edit(takeOut(draft, draggedId));
    else editor.edit(moveTo(draft, draggedId, target + (edge === 'after' ? 1 : 0)));
    viewer.announce(`${shortName(draggedId)} moved.`);
  }

  /** One place up or down; past the end of the list is out of it, and back. */
  function moved(id: string, by: 1 | -1) {
    const at = draft.used.findIndex((entry) => entry.id === id);
    if (at < 0) return by < 0 ? moveTo(draft, id, draft.used.length) : draft;
    return at + by < 0 || at + by >= draft.used.length ? draft : moveTo(draft, id, at + by);
  }

  function onKeyDown(event: KeyboardEvent, id: string) {
    const { key, altKey, ctrlKey, metaKey } = event;
    const control = event.target instanceof HTMLElement ? event.target.dataset['control'] : undefined;
    if (ctrlKey || metaKey || control === undefined) return;
    const by = key === 'ArrowUp' ? -1 : key === 'ArrowDown' ? 1 : undefined;
    const isCarried = editor.carriedId === id;
    if (by !== undefined && (altKey || isCarried)) {
      const next = moved(id, by);
      if (next !== draft) refocus.current = { id, control };
      if (isCarried) editor.carry(next);
      else editor.edit(next);
      const place = next.used.findIndex((entry) => entry.id === id) + 1;
      viewer.announce(
        next === draft ? 'It cannot go further.' : `${shortName(id)}: place ${place} of ${next.used.length}.`,
      );
    } else if (by !== undefined) {
      const next = ids[ids.indexOf(id) + by];
      if (next !== undefined) controlOf(list.current, next, control)?.focus();
    } else if (isCarried && key === 'Escape') {
      refocus.current = { id, control };
      editor.cancelCarrying();
      viewer.announce(`${shortName(id)} is back at its place.`);
    } else if (isCarried && (key === ' ' || key === 'Enter' || key === 'Tab')) {
      editor.putDown();
      viewer.announce(`${shortName(id)} put down at place ${places.get(id) ?? ''}.`);
      if (key === 'Tab') return;
    } else if (control === 'grip' && key === ' ') {
      editor.pickUp(id);
      viewer.announce(`${shortName(id)} picked up. Arrows move it, Space puts it down, Escape puts it back.`);
    } else return;
    event.preventDefault();
  }

  const row = (id: string, on: boolean) => {
    const registered = handlers.get(id);
    if (!registered) return null;
    return (
      <HandlerRow
        key={id}
        registered={registered}
        place={places.get(id)}
        on={on}
        carried={editor.carriedId === id}
        now={now?.get(id)}
        then={then?.get(id)}
        hasPreview={preview !== undefined}
        messages={messages.filter(({ handlerId }) => handlerId === id)}
        onSwitch={(next) => {
          refocus.current = { id, control: 'switch' };
          editor.edit(switchHandler(draft, id, next));
        }}
        onDropHere={(draggedId, edge) => dropOn(draggedId, id, edge)}
        onKeyDown={(event) => onKeyDown(event, id)}
      />
    );
  };

  return (
    <div className={styles['list']} ref={list}>
      <p className={styles['hint']}>
        The first to take an instance has it. Drag to change the order, or press <Kbd>Alt</Kbd> with an arrow.
      </p>
      <ol className={styles['rows']} aria-label="Handlers of this mode, in order">
        {draft.used.map(({ id, on }) => row(id, on))}
      </ol>
      <div ref={rest} className={styles['rest']} data-over={isOverRest || undefined}>
        <h3 className={styles['restTitle']}>Not used by this mode</h3>
        {draft.unused.length === 0 ? (
          <p className={styles['hint']}>It uses every handler. Drop one here to take it out.</p>
        ) : (
          <ul className={styles['rows']} aria-label="Handlers that this mode does not use">
            {draft.unused.map((id) => row(id, false))}
          </ul>
        )}
      </div>
    </div>
  );
}

/** A control of one row: the grip, the switch, or the button that opens its details. */
const controlOf = (list: HTMLElement | null, id: string, control: string): HTMLElement | null =>
  list?.querySelector<HTMLElement>(
    `[data-editor-handler="${CSS.escape(id)}"] [data-control="${CSS.escape(control)}"]`,
  ) ?? null;
