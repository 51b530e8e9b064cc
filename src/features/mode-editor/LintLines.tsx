import { CircleAlert, Info, TriangleAlert } from 'lucide-react';
import type { LintMessage } from '../../core/mode/lintMessage.ts';
import { Bdi } from '../../ui/Text.tsx';
import styles from './ModeEditor.module.css';

const icons = { error: CircleAlert, warning: TriangleAlert, info: Info };

/** What is wrong, one line a message, with the line of the file it came from. */
export function LintLines({ messages }: { readonly messages: readonly LintMessage[] }) {
  if (messages.length === 0) return null;
  return (
    <ul className={styles['lint']}>
      {messages.map(({ severity, code, path, text, line }, index) => {
        const Icon = icons[severity];
        return (
          <li key={`${code} ${path} ${index}`} data-lint={code} data-severity={severity}>
            <Icon size={14} strokeWidth={1.5} aria-hidden />
            <span>
              {line !== undefined && <strong>Line {line}: </strong>}
              <Bdi>{text}</Bdi>
            </span>
          </li>
        );
      })}
    </ul>
  );
}
