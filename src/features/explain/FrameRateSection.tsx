import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import styles from './ExplainPanel.module.css';
import { frameRateFacts } from './frameRateFacts.ts';

/** So many times are listed; a run that is longer says so. */
const MOST_TIMES = 500;

/** The frame rate with its attribute, raw value and sum, and the time of each frame where they differ. */
export function FrameRateSection({ displaySet }: { readonly displaySet: DisplaySet }) {
  const facts = frameRateFacts(displaySet);
  if (!facts) return null;
  const { rate, attribute, raw, conversion, passedOver, times } = facts;
  // The first frame has no time before it.
  const listed = (displaySet.frameTimesMs ?? []).slice(1).map((ms, index) => ({ frame: index + 2, ms }));
  return (
    <section aria-label="Frame rate" data-testid="frame-rate">
      <h3>Frame rate</h3>
      <dl className={styles['facts']}>
        <div>
          <dt>{rate}</dt>
          <dd>{conversion}</dd>
        </div>
        <div>
          <dt>From</dt>
          <dd>{[attribute, raw].filter(Boolean).join(' ')}</dd>
        </div>
        {passedOver.length > 0 && (
          <div>
            <dt>Passed over</dt>
            <dd>{passedOver.join('; ')}</dd>
          </div>
        )}
        {times && (
          <div>
            <dt>Frame by frame</dt>
            <dd>
              {times.leastMs === times.mostMs
                ? `${times.count} times of ${times.leastMs} ms`
                : `${times.count} times of ${times.leastMs} to ${times.mostMs} ms`}
            </dd>
          </div>
        )}
      </dl>
      {times && times.leastMs !== times.mostMs && (
        <ScrollRegion label="Time before each frame" className={styles['times']}>
          {listed.slice(0, MOST_TIMES).map(({ frame, ms }) => (
            <span key={frame}>
              <span className={styles['faint']}>{frame}</span> {ms} ms
            </span>
          ))}
          {listed.length > MOST_TIMES && <span>and {listed.length - MOST_TIMES} more</span>}
        </ScrollRegion>
      )}
    </section>
  );
}
