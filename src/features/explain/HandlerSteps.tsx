import { ChevronDown, ChevronRight, CircleCheck, CircleDashed, CircleX, CornerDownRight } from 'lucide-react';
import { useId, useState, type ReactNode } from 'react';
import { sopClassName } from '../../core/dicom/sopClass.ts';
import type { HandlerOutcome, HandlerTrace, SeriesTrace } from '../../core/displaySet/organized.ts';
import { handlerName } from '../../core/extension/handlerName.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { Bdi } from '../../ui/Text.tsx';
import styles from './ExplainPanel.module.css';
import { handlerRuns } from './handlerRuns.ts';
import { outcomeText } from './writeTrace.ts';

const ICONS: Readonly<Record<HandlerOutcome, typeof CircleCheck>> = {
  took: CircleCheck,
  left: CornerDownRight,
  'no-match': CircleDashed,
  failed: CircleX,
};

/** Every handler that was asked, in the mode's order, and what it said. */
export function HandlerSteps({
  trace,
  displaySetInstanceUID,
}: {
  readonly trace: SeriesTrace;
  readonly displaySetInstanceUID: string;
}) {
  return (
    <ol className={styles['handlers']} aria-label="Handlers in the order of the mode">
      {handlerRuns(trace.handlers).map((run) => {
        const steps = run.handlers.map((handler, index) => (
          <HandlerStep
            key={handler.SOPClassHandlerId}
            handler={handler}
            number={run.first + index}
            own={handler.displaySets.some((made) => made.displaySetInstanceUID === displaySetInstanceUID)}
          />
        ));
        return run.folds ? (
          <FoldedRun key={run.first} first={run.first} count={steps.length}>
            {steps}
          </FoldedRun>
        ) : (
          steps
        );
      })}
    </ol>
  );
}

/** Handlers beside each other that had nothing to say: one line, until asked for. */
function FoldedRun({
  first,
  count,
  children,
}: {
  readonly first: number;
  readonly count: number;
  readonly children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li className={styles['run']}>
      <button
        type="button"
        className={styles['line']}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className={styles['number']} />
        <CircleDashed size={14} strokeWidth={1.75} className={styles['outcomeIcon']} aria-hidden />
        <span className={styles['quiet']}>
          {first} to {first + count - 1}: not their SOP class
        </span>
        <span className={styles['outcome']}>{count} no match</span>
        <Chevron size={14} strokeWidth={1.5} className={styles['chevron']} aria-hidden />
      </button>
      <ol id={id} hidden={!open}>
        {children}
      </ol>
    </li>
  );
}

function HandlerStep({
  handler,
  number,
  own,
}: {
  readonly handler: HandlerTrace;
  readonly number: number;
  readonly own: boolean;
}) {
  const { SOPClassHandlerId, outcome, reason, error } = handler;
  const [open, setOpen] = useState(own);
  const id = useId();
  const { name, extensionId } = handlerName(SOPClassHandlerId);
  const Icon = ICONS[outcome];
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <li
      className={styles['handler']}
      data-explain-handler={SOPClassHandlerId}
      data-outcome={outcome}
      data-own={own || undefined}
    >
      <button
        type="button"
        className={styles['line']}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => setOpen(!open)}
      >
        <span className={styles['number']}>{number}</span>
        <Icon size={14} strokeWidth={1.75} className={styles['outcomeIcon']} aria-hidden />
        <strong>{name}</strong>
        <span className={styles['faint']}>{extensionId}</span>
        <span className={styles['outcome']}>{outcomeText(handler)}</span>
        <Chevron size={14} strokeWidth={1.5} className={styles['chevron']} aria-hidden />
      </button>
      {error !== undefined && (
        <p className={styles['error']}>
          <Bdi>{error}</Bdi>
        </p>
      )}
      {outcome !== 'no-match' && (
        <p className={styles['reason']}>
          <Bdi>{outcome === 'left' ? reason.replace(/^left \d+: /, '') : reason}</Bdi>
        </p>
      )}
      <div id={id} hidden={!open}>
        {open && <HandlerDetails handler={handler} />}
      </div>
    </li>
  );
}

function HandlerDetails({ handler }: { readonly handler: HandlerTrace }) {
  const { SOPClassHandlerId, outcome, reason, sopClasses, displaySets } = handler;
  const { splitBy, sortBy } = useViewer().registry.handlers.get(SOPClassHandlerId)?.handler ?? {};
  return (
    <dl className={styles['facts']}>
      {outcome === 'no-match' && (
        <div>
          <dt>Why</dt>
          <dd>{reason}</dd>
        </div>
      )}
      {sopClasses.map(({ SOPClassUID, offered, took }) => (
        <div key={SOPClassUID}>
          <dt>{sopClassName(SOPClassUID)}</dt>
          <dd>
            {took.toLocaleString()} of {offered.toLocaleString()}
          </dd>
        </div>
      ))}
      {displaySets.length > 0 && (
        <div>
          <dt>Made</dt>
          <dd>
            {displaySets.length} display set{displaySets.length === 1 ? '' : 's'}
          </dd>
        </div>
      )}
      <div>
        <dt>Splits by</dt>
        <dd>{splitBy ? splitBy.join(', ') || 'nothing' : 'it does not say'}</dd>
      </div>
      <div>
        <dt>Sorts by</dt>
        <dd>{sortBy ? sortBy.join(', ') || 'nothing' : 'it does not say'}</dd>
      </div>
      <div>
        <dt>Id</dt>
        <dd className={styles['uid']}>{SOPClassHandlerId}</dd>
      </div>
    </dl>
  );
}
