import type { StoreApi } from 'zustand/vanilla';
import { describeError } from '../core/errors.ts';
import type { Mode } from '../core/mode/mode.ts';
import type { NoticeCommands } from './notices.ts';
import type { Organizer } from './organizer.ts';
import type { ViewerState } from './viewerState.ts';

/** What a large study is organized for, beside the page: one thing at a time, and the newest wins. */
export interface Background {
  /** What is under way; undefined while nothing is. */
  readonly purpose: string | undefined;
  /**
   * Organizes what is here, and what comes meanwhile, until little of it is
   * left for the page to do at once.
   * @param modeFor the mode to organize by, asked again whenever something came.
   * @param done called in the end, unless something newer was asked for or it was cancelled.
   */
  run(purpose: string, modeFor: () => Mode | undefined, done: () => void): void;
  cancel(): void;
}

export function createBackground(
  store: StoreApi<ViewerState>,
  organizer: Organizer,
  { notify }: Pick<NoticeCommands, 'notify'>,
): Background {
  let current: { readonly purpose: string; readonly abort: AbortController } | undefined;

  async function organize(modeFor: () => Mode | undefined, done: () => void, { signal }: AbortController) {
    try {
      for (let mode = modeFor(); mode && organizer.isLarge(mode, store.getState()); mode = modeFor())
        await organizer.organizeLater(mode, store.getState(), signal);
    } catch (error) {
      if (signal.aborted) return;
      end();
      const title = 'The display sets could not be made';
      notify({ kind: 'error', title, text: describeError(error), transient: false });
      return;
    }
    if (signal.aborted) return;
    end();
    done();
  }

  function end() {
    current?.abort.abort();
    current = undefined;
    if (store.getState().organizing) store.setState({ organizing: false });
  }

  return {
    get purpose() {
      return current?.purpose;
    },
    run(purpose, modeFor, done) {
      current?.abort.abort();
      current = { purpose, abort: new AbortController() };
      store.setState({ organizing: true });
      void organize(modeFor, done, current.abort);
    },
    cancel: end,
  };
}
