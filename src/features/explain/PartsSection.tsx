import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { partsText } from '../../core/displaySet/parts.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { Bdi } from '../../ui/Text.tsx';
import styles from './ExplainPanel.module.css';
import { jumpToImage } from './jump.ts';

/** So many parts are listed; more than that are a count. */
const MOST_PARTS = 60;

/** What one display set holds of several: the stacks of one instance, each with its images. */
export function PartsSection({ displaySet }: { readonly displaySet: DisplaySet }) {
  const viewer = useViewer();
  const { parts } = displaySet;
  if (parts.length === 0) return null;
  return (
    <section aria-label="Parts">
      <h3>{partsText(displaySet)}</h3>
      <dl className={styles['facts']}>
        {parts.slice(0, MOST_PARTS).map(({ key, label, start, count }) => (
          <div key={key}>
            <dt>
              <Bdi>{label}</Bdi>
            </dt>
            <dd>
              <button
                type="button"
                className={styles['link']}
                onClick={() => jumpToImage(viewer, displaySet, start)}
              >
                {count === 1 ? `image ${start + 1}` : `images ${start + 1} to ${start + count}`}
              </button>
            </dd>
          </div>
        ))}
      </dl>
      {parts.length > MOST_PARTS && <p>and {parts.length - MOST_PARTS} more</p>}
    </section>
  );
}
