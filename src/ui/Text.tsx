import { cleanText } from './cleanText.ts';
import { cx } from './cx.ts';
import styles from './small.module.css';

export interface TextProps {
  children: string | undefined;
  /** Longest that is drawn, in UTF-16 units. */
  limit?: number;
  className?: string | undefined;
  /** Shown on hover when the text may be cut; default the text itself. */
  title?: string | undefined;
}

/** Text from elsewhere within a sentence of ours: isolated in direction, cleaned, limited. */
export const Bdi = ({ children = '', limit = 1000, className }: TextProps) => (
  <bdi dir="auto" className={className}>
    {cleanText(children, limit)}
  </bdi>
);

/** Text from elsewhere on one line of its own, cut with an ellipsis where the room ends. */
export function Text({ children = '', limit = 300, className, title }: TextProps) {
  const text = cleanText(children, limit);
  return (
    <bdi dir="auto" className={cx(styles['text'], className)} title={title ?? text}>
      {text}
    </bdi>
  );
}
