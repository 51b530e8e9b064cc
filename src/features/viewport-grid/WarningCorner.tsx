import { CircleAlert, TriangleAlert } from 'lucide-react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { useMessages } from '../../state/useMessages.ts';
import { Bdi } from '../../ui/Text.tsx';
import styles from './ViewportGrid.module.css';

/** So many are said on the image; the others are in the explanation. */
const SAID = 2;

/** What is wrong with the images that are shown, with numbers, over the image itself. */
export function WarningCorner({ displaySet }: { readonly displaySet: DisplaySet }) {
  const warnings = useMessages(displaySet).filter(({ severity }) => severity !== 'info');
  const more = warnings.length - SAID;
  return warnings.slice(0, SAID).map(({ code, severity, text }, index) => (
    <span
      key={`${code} ${text}`}
      className={styles['imageWarning']}
      data-testid="overlay-warning"
      data-severity={severity}
      title={text}
    >
      {severity === 'error' ? (
        <CircleAlert size={12} strokeWidth={2} aria-label="Error" />
      ) : (
        <TriangleAlert size={12} strokeWidth={2} aria-label="Warning" />
      )}
      <Bdi>{more > 0 && index === SAID - 1 ? `${text} (and ${more} more: E)` : text}</Bdi>
    </span>
  ));
}
