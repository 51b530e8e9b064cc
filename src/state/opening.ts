import { readingOrder } from './firstDisplaySet.ts';
import { visibleCells } from './hanging.ts';
import type { OpenRequest } from './openRequest.ts';
import { WITHOUT_PICTURES } from './seriesOrder.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { SeriesKey, ViewerState, ViewportCell } from './viewerState.ts';

/**
 * The way to the first picture. While `ViewerState.opening` is true, everything
 * that can wait waits for it: the metadata of other series, and thumbnails.
 */
export interface Opening {
  /** Studies are being opened; what was awaited before no longer is. */
  begin(): void;
  /** Nothing is awaited any more: the studies are closed, or there is no picture to wait for. */
  end(): void;
}

export interface OpeningOptions {
  /**
   * How long a step may take (the list, metadata, the image) before the rest goes on
   * without it, ms: an archive that is slow with one thing must not hold up everything.
   */
  readonly patienceMs: number;
  /** Calls back once what has been drawn is on the screen. */
  afterPaint(then: () => void): void;
}

export function createOpening(
  { store, live }: Pick<ViewerParts, 'store' | 'live'>,
  { patienceMs, afterPaint }: OpeningOptions,
): Opening {
  let stop: (() => void) | undefined;

  function end() {
    stop?.();
    stop = undefined;
    if (store.getState().opening) store.setState({ opening: false });
  }

  function begin() {
    stop?.();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let following: (() => void)[] = [];
    let step = '';
    let isOver = false;
    const look = () => {
      const state = store.getState();
      const { early, hanging } = state;
      const isShown =
        early !== undefined && isDrawn(early.viewportId, early.displaySet.displaySetInstanceUID);
      if (isShown || visibleCells(hanging).some(isSettled)) {
        if (!isOver) afterPaint(() => isCurrent() && end());
        isOver = true;
        return;
      }
      const now = stepOf(state);
      if (now === step) return;
      step = now;
      clearTimeout(timer);
      timer = setTimeout(end, patienceMs);
    };
    const isDrawn = (viewportId: string, uid: string | undefined) => {
      const { status, displaySetInstanceUID } = live.state(viewportId);
      return uid !== undefined && displaySetInstanceUID === uid && status === 'rendered';
    };
    const isSettled = ({ id, displaySetInstanceUID: uid }: ViewportCell) => {
      const { status, displaySetInstanceUID } = live.state(id);
      return isDrawn(id, uid) || (uid !== undefined && displaySetInstanceUID === uid && status === 'error');
    };
    const follow = () => {
      for (const unfollow of following) unfollow();
      following = visibleCells(store.getState().hanging).flatMap(
        ({ id }) => live.handle(id)?.subscribe(look) ?? [],
      );
      look();
    };
    const leave = [live.subscribe(follow), store.subscribe(look)];
    const own = () => {
      clearTimeout(timer);
      for (const each of [...leave, ...following]) each();
    };
    const isCurrent = () => stop === own;
    stop = own;
    store.setState({ opening: true });
    follow();
  }

  return { begin, end };
}

/** Where the way to the first picture is: each step has the whole patience. */
function stepOf({ studies, series, hanging, early }: ViewerState): string {
  const listed = Object.values(studies).filter(({ status }) => status !== 'loading').length;
  const here = Object.values(series).filter(({ status }) => status === 'ready' || status === 'failed').length;
  const hung = visibleCells(hanging).filter(({ displaySetInstanceUID: uid }) => uid !== undefined).length;
  return `${listed} ${here} ${hung} ${early !== undefined}`;
}

/**
 * The series whose metadata the first picture needs next: the first in reading
 * order that is not here yet.
 * @param imagesFirst whether the mode lists by series: then reports come after the images
 * @returns `all` where it cannot be told which series that is; nothing while the list of series is on its way
 */
export function seriesForFirst(
  { SeriesInstanceUID, SOPInstanceUID, displaySetInstanceUID }: OpenRequest,
  state: Pick<ViewerState, 'studies' | 'studyOrder' | 'series'>,
  imagesFirst: boolean,
): SeriesKey | 'all' | undefined {
  if (displaySetInstanceUID !== undefined) return 'all';
  if (SeriesInstanceUID === undefined && SOPInstanceUID !== undefined) return 'all';
  const { studies, studyOrder } = state;
  if (studies[studyOrder[0] ?? '']?.status === 'loading') return undefined;
  const entries = readingOrder(state);
  const first = entries.find(({ summary }) =>
    SeriesInstanceUID === undefined
      ? !(imagesFirst && WITHOUT_PICTURES.has(summary.Modality ?? ''))
      : summary.SeriesInstanceUID === SeriesInstanceUID,
  );
  if (!first || first.status === 'ready' || first.status === 'failed') return 'all';
  return first.key;
}
