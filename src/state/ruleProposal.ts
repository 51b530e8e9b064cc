import type { SplitBy } from '../core/displaySet/rule.ts';

/** A split or merge that the reader asked for and has not confirmed yet. */
export type RuleProposal =
  | { readonly kind: 'split'; readonly displaySetInstanceUID: string; readonly by: SplitBy }
  | { readonly kind: 'merge'; readonly displaySetInstanceUIDs: readonly string[] };
