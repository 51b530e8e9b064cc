import { expect, test } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { createTaskCommands, type LongTask } from './tasks.ts';

function setUp() {
  const store = createStore<{ tasks: readonly LongTask[] }>(() => ({ tasks: [] }));
  const announced: string[] = [];
  const commands = createTaskCommands(store, { announce: (text) => announced.push(text) });
  return { ...commands, tasks: () => store.getState().tasks, announced };
}

test('progress is shown, and what became of it until it is dismissed', async () => {
  const { runTask, dismissTask, tasks, announced } = setUp();
  const done = runTask('Saving', async ({ onProgress }) => {
    onProgress(0.5, '1 of 2');
    expect(tasks()[0]).toMatchObject({ title: 'Saving', progress: 0.5, detail: '1 of 2' });
    return '2 files are saved';
  });
  expect(await done).toBe(true);
  expect(tasks()[0]?.ended).toEqual({ kind: 'info', text: '2 files are saved' });
  expect(announced.at(-1)).toBe('2 files are saved');
  dismissTask(tasks()[0]?.id ?? 0);
  expect(tasks()).toEqual([]);
});

test('a failure stays and says why; the promise is kept', async () => {
  const { runTask, tasks } = setUp();
  expect(await runTask('Saving', () => Promise.reject(new Error('The disk is full.')))).toBe(false);
  expect(tasks()[0]?.ended).toEqual({ kind: 'error', text: 'The disk is full.' });
});

test('cancelled, it goes without a word of failure, and reports no more', async () => {
  const { runTask, tasks, cancelTasks } = setUp();
  const done = runTask('Saving', ({ signal, onProgress }) => {
    cancelTasks();
    onProgress(1, 'too late');
    expect(tasks()[0]?.detail).toBe('');
    return Promise.reject(signal.reason as Error);
  });
  expect(await done).toBe(false);
  expect(tasks()).toEqual([]);
});

test('one that is under way is not dismissed', async () => {
  const { runTask, dismissTask, tasks } = setUp();
  await runTask('Saving', () => {
    dismissTask(tasks()[0]?.id ?? 0);
    expect(tasks()).toHaveLength(1);
    return Promise.resolve('done');
  });
});
