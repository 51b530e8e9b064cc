import type { StoreApi } from 'zustand/vanilla';
import { describeError, isAbort } from '../core/errors.ts';

/** Something that takes a while, shown with its progress until it ends or is cancelled, and for a while after. */
export interface LongTask {
  readonly id: number;
  /** What is being done: "Saving 240 files of Axial lung". */
  readonly title: string;
  /** From 0 to 1; undefined while it is not known. */
  readonly progress: number | undefined;
  /** "118 of 240". */
  readonly detail: string;
  readonly cancel: () => void;
  /** What became of it, once it has ended. */
  readonly ended: { readonly kind: 'info' | 'error'; readonly text: string } | undefined;
}

export interface TaskRun {
  /** Fires when the reader cancels, or the studies are closed. */
  readonly signal: AbortSignal;
  onProgress(progress: number | undefined, detail?: string): void;
}

export interface TaskCommands {
  /**
   * Runs something long; at its end it says what became of it. A failure is
   * said, too; a cancelled task just goes.
   * @returns whether it came to its end
   */
  runTask(title: string, run: (task: TaskRun) => Promise<string>): Promise<boolean>;
  dismissTask(id: number): void;
  cancelTasks(): void;
}

interface TaskState {
  readonly tasks: readonly LongTask[];
}

export function createTaskCommands(
  store: StoreApi<TaskState>,
  { announce }: { announce(text: string): void },
): TaskCommands {
  let nextId = 1;
  const change = (id: number, next: Partial<LongTask>) =>
    store.setState(({ tasks }) => ({
      tasks: tasks.map((task) => (task.id === id ? { ...task, ...next } : task)),
    }));
  const drop = (id: number, title: string): false => {
    store.setState(({ tasks }) => ({ tasks: tasks.filter((task) => task.id !== id) }));
    announce(`Cancelled: ${title}.`);
    return false;
  };
  return {
    async runTask(title, run) {
      const controller = new AbortController();
      const { signal } = controller;
      const id = nextId++;
      const cancel = () => controller.abort();
      store.setState(({ tasks }) => ({
        tasks: [...tasks, { id, title, progress: undefined, detail: '', cancel, ended: undefined }],
      }));
      announce(`${title}.`);
      try {
        const text = await run({
          signal,
          onProgress: (progress, detail = '') => signal.aborted || change(id, { progress, detail }),
        });
        if (signal.aborted) return drop(id, title);
        change(id, { ended: { kind: 'info', text } });
        announce(text);
        return true;
      } catch (error) {
        if (signal.aborted || isAbort(error)) return drop(id, title);
        const text = describeError(error);
        change(id, { ended: { kind: 'error', text } });
        announce(`Not done: ${title}. ${text}`);
        return false;
      }
    },
    dismissTask: (id) =>
      store.setState(({ tasks }) => ({ tasks: tasks.filter((task) => task.id !== id || !task.ended) })),
    cancelTasks() {
      for (const { cancel, ended } of store.getState().tasks) if (!ended) cancel();
    },
  };
}
