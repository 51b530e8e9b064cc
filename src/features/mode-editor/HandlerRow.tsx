import { ChevronRight, GripVertical } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import type { HandlerUse } from '../../core/mode/handlerUse.ts';
import { shortName } from '../../core/mode/lint.ts';
import type { LintMessage } from '../../core/mode/lintMessage.ts';
import type { RegisteredHandler } from '../../core/extension/sopClassHandler.ts';
import { cx } from '../../ui/cx.ts';
import { LintLines } from './LintLines.tsx';
import styles from './ModeEditor.module.css';
import { type Edge, useHandlerDrag } from './useHandlerDrag.ts';
import { counted, sopClassesByGroup, sopClassesInShort } from './words.ts';

export interface HandlerRowProps {
  readonly registered: RegisteredHandler;
  /** From 1 among those that are on; undefined when it is off or not used. */
  readonly place: number | undefined;
  readonly on: boolean;
  readonly carried: boolean;
  readonly now: HandlerUse | undefined;
  /** Undefined until the preview is there. */
  readonly then: HandlerUse | undefined;
  readonly hasPreview: boolean;
  readonly messages: readonly LintMessage[];
  readonly onSwitch: (on: boolean) => void;
  readonly onDropHere: (draggedId: string, edge: Edge) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** One handler: what it reads and how it splits, what it takes now and would take, on or off. */
export function HandlerRow(props: HandlerRowProps) {
  const { registered, place, on, carried, now, then, hasPreview, messages } = props;
  const { id, handler } = registered;
  const [open, setOpen] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const detailsId = useId();
  const name = shortName(id);
  const { dragging, edge } = useHandlerDrag(row, { id, name: handler.name }, props.onDropHere);
  const where = place === undefined ? 'not used' : `place ${place}`;
  return (
    <li
      ref={row}
      className={styles['row']}
      data-editor-handler={id}
      data-on={on || undefined}
      data-place={place}
      data-carried={carried || undefined}
      data-dragging={dragging || undefined}
      data-edge={edge}
      data-instances={hasPreview ? (then?.instances ?? 0) : undefined}
      data-display-sets={hasPreview ? (then?.displaySets ?? 0) : undefined}
      onKeyDown={props.onKeyDown}
    >
      <div className={styles['rowHead']}>
        <button
          type="button"
          className={styles['grip']}
          data-control="grip"
          aria-label={`Move ${name}, ${where}`}
          aria-pressed={carried}
          aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Space"
          title="Drag, or Alt+↑ Alt+↓; Space picks up"
        >
          <GripVertical size={16} strokeWidth={1.5} aria-hidden />
        </button>
        <span className={styles['place']}>{place}</span>
        <input
          type="checkbox"
          role="switch"
          aria-checked={on}
          className={styles['switch']}
          data-control="switch"
          checked={on}
          aria-label={`Use ${name}`}
          onChange={(event) => props.onSwitch(event.target.checked)}
        />
        <button
          type="button"
          className={styles['what']}
          data-control="details"
          aria-expanded={open}
          aria-controls={detailsId}
          onClick={() => setOpen(!open)}
        >
          <span className={styles['nameLine']}>
            <ChevronRight className={styles['chevron']} size={14} strokeWidth={1.5} aria-hidden />
            <strong>{handler.name}</strong>
            {registered.extensionId !== handler.name && (
              <span className={styles['extension']}>{registered.extensionId}</span>
            )}
          </span>
          <span className={styles['reads']}>{sopClassesInShort(handler)}</span>
        </button>
        <Use now={now} then={then} hasPreview={hasPreview} on={on} />
      </div>
      <LintLines messages={messages} />
      <div id={detailsId} hidden={!open} className={styles['details']}>
        {open && <Details registered={registered} />}
      </div>
    </li>
  );
}

/** "12 instances, 3 display sets", and what it is now where that differs. */
function Use({ now, then, hasPreview, on }: Pick<HandlerRowProps, 'now' | 'then' | 'hasPreview' | 'on'>) {
  const differs =
    hasPreview && (now?.instances !== then?.instances || now?.displaySets !== then?.displaySets);
  const shown = hasPreview ? then : now;
  return (
    <span className={cx(styles['use'], differs && styles['differs'], !shown && styles['idle'])}>
      <span>
        {shown
          ? `${counted(shown.instances, 'instance')}, ${counted(shown.displaySets, 'set')}`
          : on
            ? 'takes nothing here'
            : 'off'}
      </span>
      <span className={styles['now']}>
        {differs &&
          (now
            ? `now ${counted(now.instances, 'instance')}, ${counted(now.displaySets, 'set')}`
            : 'now nothing')}
      </span>
    </span>
  );
}

function Details({ registered: { id, handler } }: Pick<HandlerRowProps, 'registered'>) {
  return (
    <dl className={styles['facts']}>
      <div>
        <dt>Tells apart by</dt>
        <dd>{handler.splitBy?.join(', ') || 'it does not say'}</dd>
      </div>
      <div>
        <dt>Orders images by</dt>
        <dd>{handler.sortBy?.join(', then ') || 'it does not say'}</dd>
      </div>
      <div>
        <dt>Reads</dt>
        <dd>
          {sopClassesByGroup(handler).map(({ group, names }) => (
            <p key={group}>
              <em>{group}</em>
              {names.length > 0 && `: ${names.join(', ')}`}
            </p>
          ))}
        </dd>
      </div>
      <div>
        <dt>Id</dt>
        <dd className={styles['mono']}>{id}</dd>
      </div>
    </dl>
  );
}
