import { X } from 'lucide-react';
import { sopClassName } from '../../core/dicom/sopClass.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { HandlerTrace } from '../../core/displaySet/organized.ts';
import { seriesKey } from '../../state/viewerState.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Text } from '../../ui/Text.tsx';
import styles from './ExplainPanel.module.css';

const OUTCOMES: Readonly<Record<HandlerTrace['outcome'], string>> = {
  took: 'took',
  left: 'left to the next',
  'no-match': 'not its SOP class',
  failed: 'failed',
};

/** Why a display set is what it is: the trace of `organize`, drawn. */
export function ExplainPanel() {
  const viewer = useViewer();
  const uid = useViewerState((state) => state.explaining);
  const displaySet = useViewerState((state) => (uid === undefined ? undefined : state.displaySets.get(uid)));
  const trace = useViewerState((state) =>
    displaySet ? state.organized[seriesKey(displaySet)]?.trace : undefined,
  );
  if (!displaySet || !trace) return null;
  return (
    <aside
      className={styles['panel']}
      data-testid="explain-panel"
      data-display-set-uid={displaySet.displaySetInstanceUID}
      aria-label={`Why: ${displaySet.label}`}
      onKeyDown={(event) => event.key === 'Escape' && viewer.explain(undefined)}
    >
      <header className={styles['head']}>
        <h2>
          Why: <Text>{displaySet.label}</Text>
        </h2>
        <IconButton
          label="Close"
          icon={<X size={16} strokeWidth={1.5} />}
          onClick={() => viewer.explain(undefined)}
        />
      </header>
      <div className={styles['body']}>
        <p className={styles['sum']}>
          {trace.received.toLocaleString()} instances of this series were offered to the mode’s handlers in
          order.
          {trace.unclaimed > 0 && ` ${trace.unclaimed.toLocaleString()} were taken by none.`}
        </p>
        <ol className={styles['handlers']}>
          {trace.handlers.map((handler) => (
            <HandlerStep key={handler.SOPClassHandlerId} handler={handler} displaySet={displaySet} />
          ))}
        </ol>
        <Facts displaySet={displaySet} />
      </div>
    </aside>
  );
}

function HandlerStep({
  handler: { SOPClassHandlerId, outcome, offered, took, reason, error, displaySets, sopClasses },
  displaySet,
}: {
  readonly handler: HandlerTrace;
  readonly displaySet: DisplaySet;
}) {
  const own = displaySets.find((made) => made.displaySetInstanceUID === displaySet.displaySetInstanceUID);
  const [extension = '', , name = ''] = SOPClassHandlerId.split('.');
  return (
    <li
      className={styles['handler']}
      data-explain-handler={SOPClassHandlerId}
      data-outcome={outcome}
      data-own={own !== undefined || undefined}
    >
      <div className={styles['line']}>
        <strong>{name}</strong>
        <span className={styles['faint']}>{extension}</span>
        <span className={styles['outcome']}>
          {outcome === 'took'
            ? `took ${took.toLocaleString()} of ${offered.toLocaleString()}`
            : OUTCOMES[outcome]}
        </span>
      </div>
      {reason && <p>{reason}</p>}
      {error !== undefined && <p className={styles['error']}>{error}</p>}
      {sopClasses.map(({ SOPClassUID, offered: of, took: had }) => (
        <p key={SOPClassUID} className={styles['faint']}>
          {sopClassName(SOPClassUID)}: {had.toLocaleString()} of {of.toLocaleString()}
        </p>
      ))}
      {own && (
        <dl className={styles['facts']}>
          {Object.entries(own.splitValues).map(([attribute, value]) => (
            <div key={attribute}>
              <dt>{attribute}</dt>
              <dd>{value}</dd>
            </div>
          ))}
          <div>
            <dt>Ordered by</dt>
            <dd>{own.sortedBy}</dd>
          </div>
          {own.geometry !== undefined && (
            <div>
              <dt>Geometry</dt>
              <dd>{own.geometry}</dd>
            </div>
          )}
          <div>
            <dt>Split key</dt>
            <dd className={styles['uid']}>{own.splitKey || 'none: one display set'}</dd>
          </div>
        </dl>
      )}
    </li>
  );
}

function Facts({ displaySet }: { readonly displaySet: DisplaySet }) {
  const { messages, FrameRate, FrameRateSource, instances, numImageFrames, displaySetInstanceUID } =
    displaySet;
  return (
    <>
      {messages.length > 0 && (
        <section>
          <h3>Messages</h3>
          <ul>
            {messages.map(({ code, text, severity }) => (
              <li key={`${code} ${text}`} data-severity={severity}>
                {text}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section>
        <h3>Facts</h3>
        <dl className={styles['facts']}>
          <div>
            <dt>Instances</dt>
            <dd>{instances.length.toLocaleString()}</dd>
          </div>
          <div>
            <dt>Frames</dt>
            <dd>{numImageFrames.toLocaleString()}</dd>
          </div>
          {FrameRate !== undefined && (
            <div>
              <dt>Frame rate</dt>
              <dd>
                {Number(FrameRate.toFixed(2))} fps, from {FrameRateSource}
              </dd>
            </div>
          )}
          <div>
            <dt>Display set UID</dt>
            <dd className={styles['uid']}>{displaySetInstanceUID}</dd>
          </div>
        </dl>
      </section>
    </>
  );
}
