import type { StudySummary } from '../core/dataSource.ts';

/** What is known of the patient's other studies. */
export interface PriorsState {
  /** `stopped`: by the reader, before the archive had named them all. */
  readonly status: 'unasked' | 'asking' | 'here' | 'stopped' | 'failed';
  /** As the archive lists them, those that are open included; while it is asked, those so far. */
  readonly found: readonly StudySummary[];
  /** Why they could not be looked for. */
  readonly problem: string | undefined;
  /** The archive may have more than it gave. */
  readonly hasMore: boolean;
}

export const noPriors: PriorsState = { status: 'unasked', found: [], problem: undefined, hasMore: false };
