import type { ReactNode } from 'react';
import { Button } from '../ui/Button.tsx';
import styles from './MessagePage.module.css';

/** A page that says what is the matter and offers the way back: never a blank screen. */
export function MessagePage({
  title,
  children,
  wayBack = true,
  onRetry,
}: {
  readonly title: string;
  readonly children: ReactNode;
  readonly wayBack?: boolean;
  readonly onRetry?: () => void;
}) {
  return (
    <main className={styles['page']} role="alert">
      <h1>{title}</h1>
      <div className={styles['text']}>{children}</div>
      <div className={styles['actions']}>
        {onRetry && <Button onClick={onRetry}>Try again</Button>}
        {wayBack && <a href={new URL('.', document.baseURI).pathname}>Back to the studies</a>}
      </div>
    </main>
  );
}
