import { useEffect } from 'react';
import type { LongTask } from '../state/tasks.ts';
import { useViewer, useViewerState } from '../state/ViewerContext.tsx';
import { Button } from '../ui/Button.tsx';
import { ProgressLine } from '../ui/ProgressLine.tsx';
import { Bdi } from '../ui/Text.tsx';
import styles from './Tasks.module.css';

const SEEN_MS = 6000;

/** What is under way for longer, in a corner of the page: nothing moves for it. */
export function Tasks() {
  const viewer = useViewer();
  const tasks = useViewerState((state) => state.tasks);
  // The studies are left: nobody waits for it any more.
  useEffect(() => viewer.cancelTasks, [viewer]);
  if (tasks.length === 0) return null;
  return (
    <div className={styles['tasks']} data-testid="tasks">
      {tasks.map((task) => (
        <Task key={task.id} task={task} />
      ))}
    </div>
  );
}

function Task({ task: { id, title, progress, detail, cancel, ended } }: { readonly task: LongTask }) {
  const viewer = useViewer();
  const isDone = ended?.kind === 'info';
  useEffect(() => {
    if (!isDone) return undefined;
    const timer = setTimeout(() => viewer.dismissTask(id), SEEN_MS);
    return () => clearTimeout(timer);
  }, [isDone, viewer, id]);
  return (
    <div
      className={styles['task']}
      data-kind={ended?.kind ?? 'progress'}
      role={ended?.kind === 'error' ? 'alert' : 'status'}
    >
      <div className={styles['words']}>
        <strong>
          <Bdi>{ended?.kind === 'info' ? ended.text : ended ? `Not done: ${title}` : title}</Bdi>
        </strong>
        <span className={styles['detail']}>
          <Bdi>{ended?.kind === 'error' ? ended.text : ended ? '' : detail}</Bdi>
        </span>
      </div>
      {ended ? (
        <Button variant="quiet" onClick={() => viewer.dismissTask(id)}>
          Close
        </Button>
      ) : (
        <Button onClick={cancel}>Cancel</Button>
      )}
      {!ended && <ProgressLine label={title} {...(progress === undefined ? {} : { value: progress })} />}
    </div>
  );
}
