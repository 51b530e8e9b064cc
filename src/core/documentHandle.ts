import type { DisplaySet } from './displaySet/displaySet.ts';
import { describeError, isAbort } from './errors.ts';
import type { ShowOptions, ViewportHandle, ViewportState } from './viewport.ts';
import { emptyViewportState } from './viewport.ts';

/** What a viewport that shows no images (a report, a PDF, tags) has to supply itself. */
export interface DocumentPainter<Content> {
  /** Fetches and reads. Its result is dropped, and released, when something else was shown meanwhile. */
  load(
    displaySet: DisplaySet,
    options: {
      readonly signal: AbortSignal;
      readonly onProgress: (fraction: number | undefined) => void;
      /** What is looked at: the object, and the frame, to open on. */
      readonly image: ShowOptions['image'];
    },
  ): Promise<Content>;
  /** Draws, and says when what is asked for can be seen, or why it cannot. */
  draw(content: Content, displaySet: DisplaySet, outcome: DrawOutcome): void;
  drawNothing(): void;
  /** Frees what `load` took: workers, buffers. */
  release?(content: Content): void;
  /** Pages, where it has any. */
  pageCount?(content: Content): number;
  /** Whole screens, down positive. */
  scrollBy?(delta: number): void;
  dispose(): void;
}

export interface DrawOutcome {
  drawn(): void;
  failed(error: unknown): void;
}

/** Bytes so far as a fraction, for `onProgress`; undefined while the whole is unknown. */
export const fractionOf = (loaded: number, total: number | undefined): number | undefined =>
  total !== undefined && total > 0 ? Math.min(1, loaded / total) : undefined;

/**
 * The state and lifecycle that all documents share: the latest `show` wins, an older
 * one is aborted and what it brings is thrown away; the same objects under another
 * display set (a mode switch) are kept as they are, without a request.
 */
export function createDocumentHandle<Content>(painter: DocumentPainter<Content>): ViewportHandle {
  let state: ViewportState = emptyViewportState;
  let current: { readonly objects: string; readonly content: Content } | undefined;
  let task = new AbortController();
  let again: (() => void) | undefined;
  let disposed = false;
  const listeners = new Set<() => void>();

  const update = (change: Partial<ViewportState>) => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const letGo = () => {
    task.abort();
    task = new AbortController();
    const former = current;
    current = undefined;
    if (former) painter.release?.(former.content);
  };
  const fail = (title: string, error: unknown) =>
    update({
      status: 'error',
      progress: undefined,
      failure: { title, reason: describeError(error), canRetry: true },
    });

  const draw = (content: Content, displaySet: DisplaySet, signal: AbortSignal) =>
    new Promise<void>((resolve) => {
      signal.addEventListener('abort', () => resolve(), { once: true });
      painter.draw(content, displaySet, {
        drawn() {
          if (!signal.aborted && state.status !== 'error')
            update({ status: 'rendered', progress: undefined });
          resolve();
        },
        failed(error) {
          if (!signal.aborted) fail(`${displaySet.label} cannot be drawn`, error);
          resolve();
        },
      });
    });

  const show: ViewportHandle['show'] = async (displaySet, options) => {
    if (disposed) return;
    const { displaySetInstanceUID, instances } = displaySet;
    const objects = instances.map(({ SOPInstanceUID }) => SOPInstanceUID).join('\\');
    const shown = { displaySetInstanceUID, kind: options.kind };
    again = () => void show(displaySet, options);
    if (current?.objects === objects && state.status === 'rendered') {
      update(shown);
      await draw(current.content, displaySet, task.signal);
      return;
    }
    letGo();
    const { signal } = task;
    painter.drawNothing();
    state = emptyViewportState;
    update({ ...shown, status: 'loading' });
    try {
      const content = await painter.load(displaySet, {
        signal,
        onProgress: (progress) => signal.aborted || update({ progress }),
        // What was on the screen before counts through a mode switch.
        image: options.keepPixels === true ? undefined : options.image,
      });
      if (signal.aborted) {
        painter.release?.(content);
        return;
      }
      current = { objects, content };
      update({ imageCount: painter.pageCount?.(content) ?? 0 });
      await draw(content, displaySet, signal);
    } catch (error) {
      if (!signal.aborted && !isAbort(error)) fail(`${displaySet.label} cannot be shown`, error);
    }
  };

  const nothing = () => undefined;
  return {
    show,
    clear() {
      letGo();
      again = undefined;
      painter.drawNothing();
      state = emptyViewportState;
      update({});
    },
    getState: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    scrollTo: nothing,
    scrollBy: (delta) => painter.scrollBy?.(delta),
    setWindow: nothing,
    setPresentation: nothing,
    fit: nothing,
    reset: nothing,
    setPrimaryTool: nothing,
    setCine: nothing,
    retry() {
      if (state.status === 'error') again?.();
    },
    capture: () => Promise.resolve(undefined),
    resize: nothing,
    dispose() {
      disposed = true;
      letGo();
      listeners.clear();
      painter.dispose();
    },
  };
}
