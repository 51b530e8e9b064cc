import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { DisplaySet, DisplaySetMessage, GeometryVerdict } from '../../core/displaySet/displaySet.ts';
import { useMessages } from '../../state/useMessages.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { Bdi } from '../../ui/Text.tsx';
import styles from './ExplainPanel.module.css';
import { jumpToImage } from './jump.ts';

const ICONS = { info: Info, warning: TriangleAlert, error: CircleAlert };
const WORDS = { info: 'Information', warning: 'Warning', error: 'Error' };
const RANK = { error: 0, warning: 1, info: 2 };

/** So many image numbers are offered as places to go. */
const MOST_PLACES = 12;

/** Warnings and notes with their numbers; a number goes to the image. The geometry follows. */
export function Findings({ displaySet }: { readonly displaySet: DisplaySet }) {
  const { geometry } = displaySet;
  const messages = useMessages(displaySet);
  const sorted = [...messages].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
  const hasMarks = messages.some(({ imageIndices = [] }) => imageIndices.length > 0);
  if (sorted.length === 0 && !geometry) return null;
  return (
    <section aria-label="Findings">
      <h3>Findings</h3>
      <ul className={styles['findings']}>
        {sorted.map((message) => (
          <Finding key={`${message.code} ${message.text}`} message={message} displaySet={displaySet} />
        ))}
        {geometry && (
          <li className={styles['finding']} data-testid="geometry-verdict">
            {geometry.reconstructable ? (
              <CircleCheck size={14} strokeWidth={1.75} className={styles['good']} aria-hidden />
            ) : (
              <Info size={14} strokeWidth={1.75} aria-hidden />
            )}
            <span>
              {geometry.reconstructable ? 'A volume' : 'No volume'}: {verdictOf(geometry)}
            </span>
          </li>
        )}
      </ul>
      {hasMarks && (
        <p className={styles['legend']}>
          On the scroll bar: <span className={styles['band']} aria-hidden /> a band between two images,{' '}
          <span className={styles['tick']} aria-hidden /> a tick at an image;{' '}
          <span className={styles['tick']} data-severity="info" aria-hidden /> grey is for information. Point
          at one to read it, click to go there.
        </p>
      )}
    </section>
  );
}

/** The findings have lines of their own: what is left is the count and the distance. */
const verdictOf = ({ summary, findings }: GeometryVerdict): string =>
  findings.length > 0 ? (summary.split('; not a volume: ', 1)[0] ?? summary) : summary;

function Finding({
  message: { severity, code, text, imageIndices },
  displaySet,
}: {
  readonly message: DisplaySetMessage;
  readonly displaySet: DisplaySet;
}) {
  const viewer = useViewer();
  const Icon = ICONS[severity];
  const places = [...new Set(imageIndices ?? [])].sort((a, b) => a - b);
  return (
    <li className={styles['finding']} data-severity={severity} data-code={code}>
      <Icon size={14} strokeWidth={1.75} role="img" aria-label={WORDS[severity]} />
      <div>
        <Bdi>{text}</Bdi>
        {places.length > 0 && (
          <div className={styles['places']}>
            <span>Go to image</span>
            {places.slice(0, MOST_PLACES).map((index) => (
              <button
                key={index}
                type="button"
                className={styles['place']}
                aria-label={`Go to image ${index + 1}`}
                onClick={() => jumpToImage(viewer, displaySet, index)}
              >
                {index + 1}
              </button>
            ))}
            {places.length > MOST_PLACES && <span>and {places.length - MOST_PLACES} more</span>}
          </div>
        )}
      </div>
    </li>
  );
}
