import { useEffect, useEffectEvent, useState } from 'react';
import { isAbort } from '../../core/errors.ts';
import type { ListState } from './listState.ts';
import type { Block } from './loadBlock.ts';
import { blockOffset, loadBlock } from './loadBlock.ts';
import type { StudyListProps } from './types.ts';

interface Answer {
  readonly key: string;
  readonly sourceId: string;
  readonly block?: Block;
  readonly error?: unknown;
}

export interface Studies {
  /** Of the search that was asked for last. */
  readonly key: string;
  /** A search is under way; `block` is then the first part of its answer, or still the one before it. */
  readonly busy: boolean;
  /** `block` is the answer to an earlier search. */
  readonly isStale: boolean;
  readonly block: Block | undefined;
  /** Why the search that was asked for last failed. */
  readonly error: unknown;
  readonly failed: boolean;
  retry(): void;
}

/**
 * The archive's answer to the filters, one search at a time: a newer one aborts the
 * one before it, and an answer is only ever shown for the search and source that asked for it.
 */
export function useStudies(
  { search, afterPaint, sourceId }: Pick<StudyListProps, 'search' | 'afterPaint' | 'sourceId'>,
  state: ListState,
): Studies {
  const [attempt, setAttempt] = useState(0);
  const [answer, setAnswer] = useState<Answer>();
  const key = JSON.stringify([sourceId, state.filters, blockOffset(state), attempt]);

  const start = useEffectEvent((signal: AbortSignal, onFirst: (block: Block) => void) =>
    loadBlock(search, state, signal, (block) => {
      onFirst(block);
      // Two frames: the first may come before the rows. The archive and all that lies between then have nothing
      // else to do while they are drawn.
      return new Promise((resolve) => afterPaint(resolve, 2));
    }),
  );
  useEffect(() => {
    const controller = new AbortController();
    const { signal } = controller;
    const asked = { key, sourceId };
    const onFirst = (block: Block) => {
      if (!signal.aborted) setAnswer({ ...asked, block });
    };
    start(signal, onFirst).then(
      (block) => signal.aborted || setAnswer({ ...asked, block }),
      (error: unknown) => signal.aborted || isAbort(error) || setAnswer({ ...asked, error }),
    );
    return () => controller.abort();
  }, [key, sourceId]);

  const current = answer?.sourceId === sourceId ? answer : undefined;
  const isStale = current?.key !== key;
  const busy = isStale || current?.block?.isPartial === true;
  return {
    key,
    busy,
    isStale,
    block: current?.block,
    error: current?.error,
    failed: !busy && current?.block === undefined,
    retry: () => setAttempt((n) => n + 1),
  };
}
