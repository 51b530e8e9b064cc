import { ArrowRight, Unlink } from 'lucide-react';
import type { StudyAround } from '../../core/viewport.ts';
import { Button } from '../../ui/Button.tsx';
import { cleanText } from '../../ui/cleanText.ts';
import { Text } from '../../ui/Text.tsx';
import styles from './Card.module.css';
import type { ReferenceGroup, ReferenceLine } from './referenceLines.ts';

/** Display sets with a button each that shows them in the next viewport. */
export function References({
  group: { title, lines, notes },
  study,
}: {
  readonly group: ReferenceGroup;
  readonly study: StudyAround;
}) {
  return (
    <section className={styles['section']}>
      <h3>{title}</h3>
      {lines.length > 0 && (
        <ul className={styles['lines']} aria-label={title}>
          {lines.map((line) => (
            <Line key={line.displaySetInstanceUID} line={line} study={study} />
          ))}
        </ul>
      )}
      {notes.map((note) => (
        <p key={note} className={styles['note']}>
          <Unlink size={14} strokeWidth={1.5} aria-hidden />
          {note}
        </p>
      ))}
    </section>
  );
}

function Line({ line, study }: { readonly line: ReferenceLine; readonly study: StudyAround }) {
  const { displaySetInstanceUID, name, count, image } = line;
  return (
    <li data-refers-to={displaySetInstanceUID}>
      <Text className={styles['lineName']} limit={200}>
        {name}
      </Text>
      <span className={styles['count']}>{count}</span>
      <Button
        variant="quiet"
        aria-label={`Show ${cleanText(name, 200)}, ${count}, in the next viewport`}
        onClick={() => study.showBeside(displaySetInstanceUID, image)}
      >
        Show
        <ArrowRight size={14} strokeWidth={1.5} aria-hidden />
      </Button>
    </li>
  );
}
