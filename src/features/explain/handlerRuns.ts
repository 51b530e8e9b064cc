import type { HandlerTrace } from '../../core/displaySet/organized.ts';

/** Handlers beside each other, in the mode's order. */
export interface HandlerRun {
  /** The place of its first handler in the mode, from 1. */
  readonly first: number;
  readonly handlers: readonly HandlerTrace[];
  /** Whether they can be told in one line: none had an instance of its SOP classes. */
  readonly folds: boolean;
}

/** Fewer than this are no longer than the line that would stand for them. */
const FEWEST_FOLDED = 3;

/** The handlers of a trace, those in a row without a match gathered; each is in one run. */
export function handlerRuns(handlers: readonly HandlerTrace[]): readonly HandlerRun[] {
  const runs: { first: number; handlers: HandlerTrace[]; isMatch: boolean }[] = [];
  handlers.forEach((handler, index) => {
    const isMatch = handler.outcome !== 'no-match';
    const last = runs.at(-1);
    if (last?.isMatch === isMatch) last.handlers.push(handler);
    else runs.push({ first: index + 1, handlers: [handler], isMatch });
  });
  return runs.map(({ first, handlers: list, isMatch }) => ({
    first,
    handlers: list,
    folds: !isMatch && list.length >= FEWEST_FOLDED,
  }));
}
