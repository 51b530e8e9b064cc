import { useState } from 'react';
import type { Block } from './loadBlock.ts';
import type { Studies } from './useStudies.ts';

export interface SteadyBlock {
  /** What is to be shown. */
  readonly block: Block | undefined;
  /** The whole answer is here, and not shown, because the reader is in the first part of it. */
  readonly isHeld: boolean;
  /** The reader is among the rows: they stay where they are. */
  hold(): void;
  release(): void;
}

/**
 * The first part of an answer is in another order than the whole. Rows that the reader points at or moves
 * among do not change places: the rest waits until the reader leaves them or asks for it.
 */
export function useSteadyBlock({ block, key, isStale }: Studies): SteadyBlock {
  const [held, setHeld] = useState<{ key: string; block: Block }>();
  const former = held?.key === key && !isStale ? held.block : undefined;
  const isHeld = former !== undefined && block !== undefined && block !== former;
  return {
    block: isHeld ? former : block,
    isHeld,
    hold() {
      if (block?.isPartial && !isStale && former !== block) setHeld({ key, block });
    },
    release() {
      if (held) setHeld(undefined);
    },
  };
}
