import { indexOfImage } from '../core/displaySet/images.ts';
import { organizeSeries } from '../core/displaySet/organize.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import type { DataSource, SeriesSummary } from '../core/dataSource.ts';
import type { Instance } from '../core/dicom/instance.ts';
import type { Mode } from '../core/mode/mode.ts';
import { seriesForFirst } from './opening.ts';
import type { OpenRequest } from './openRequest.ts';
import { fewInstances, middleInstance } from './seriesOrder.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { ViewerState } from './viewerState.ts';

/** How the first picture of a large series comes before the series. */
export interface EarlyPictures {
  /**
   * Asks for one instance of the series that the studies open with, if that is
   * worth it and has not been done. What comes of it is `ViewerState.early`.
   */
  ask(request: OpenRequest, signal: AbortSignal): void;
  /** Whether the series is to wait, while nothing is on the screen: its one instance is on its way, or its picture is. */
  isAwaited(): boolean;
  /** No early picture, from now on. */
  drop(): void;
}

/** @param onSettled told when an early picture is not to be waited for any more. */
export function createEarlyPictures(
  { store, modes, registry, kindFor, live }: ViewerParts,
  source: () => DataSource,
  onSettled: () => void,
): EarlyPictures {
  const get = store.getState;
  let asked: AbortController | undefined;
  let awaited = false;
  let unfollow: (() => void)[] = [];

  function unfollowAll() {
    for (const each of unfollow) each();
    unfollow = [];
  }

  function settle() {
    unfollowAll();
    if (!awaited) return;
    awaited = false;
    onSettled();
  }

  function drop() {
    asked?.abort();
    asked = undefined;
    if (get().early) store.setState({ early: undefined });
    settle();
  }

  async function show(summary: SeriesSummary, request: OpenRequest, signal: AbortSignal) {
    const named = request.SOPInstanceUID;
    const middle = middleInstance(summary.NumberOfSeriesRelatedInstances ?? 1);
    const instance = await source().retrieveOneInstance?.(
      summary,
      named === undefined ? { index: middle } : { SOPInstanceUID: named },
      signal,
    );
    signal.throwIfAborted();
    const [cell] = get().hanging.cells;
    const mode = modes.get(get().modeId);
    // The series was quicker, or the reader was.
    if (!instance || !mode || !cell || cell.displaySetInstanceUID !== undefined || !get().opening) return;
    const displaySet = setOf(instance, mode);
    const frame = request.frame ?? 1;
    const image = { SOPInstanceUID: instance.SOPInstanceUID, frame };
    if (!displaySet || indexOfImage(displaySet, image) < 0) return;
    store.setState({ early: { viewportId: cell.id, displaySet, image } });
    follow(cell.id, displaySet);
  }

  /** Only a plain picture, as every handler would show it; anything else waits for the series. */
  function setOf(instance: Instance, mode: Mode): DisplaySet | undefined {
    const { displaySets, unsupported } = organizeSeries([instance], registry.handlersFor(mode));
    const [made] = displaySets;
    if (!made || displaySets.length !== 1 || unsupported.length > 0 || made.isMultiFrame) return undefined;
    const verdict = kindFor(made);
    return 'kind' in verdict && verdict.kind === 'stack' ? made : undefined;
  }

  /**
   * Until it is drawn: the series is due when that is on the screen, which ends `ViewerState.opening`.
   * A picture that cannot be had is no picture.
   */
  function follow(viewportId: string, { displaySetInstanceUID }: DisplaySet) {
    let stop: (() => void) | undefined;
    const look = () => {
      const state = live.state(viewportId);
      if (state.displaySetInstanceUID !== displaySetInstanceUID) return;
      if (state.status === 'rendered') unfollowAll();
      else if (state.status === 'error') drop();
    };
    const again = () => {
      stop?.();
      stop = live.handle(viewportId)?.subscribe(look);
      look();
    };
    unfollow = [live.subscribe(again), () => stop?.()];
    again();
  }

  return {
    ask(request, signal) {
      if (asked || !source().retrieveOneInstance) return;
      const summary = seriesWorthIt(get(), request, modes.get(get().modeId));
      if (!summary) return;
      const own = new AbortController();
      asked = own;
      awaited = true;
      show(summary, request, AbortSignal.any([own.signal, signal])).then(
        () => {
          if (!get().early) settle();
        },
        // The series itself says what is wrong with it.
        settle,
      );
    },
    isAwaited: () => awaited,
    drop,
  };
}

/** The large series of which the first picture will be, in a mode that opens with the first images as a stack. */
function seriesWorthIt(
  state: ViewerState,
  request: OpenRequest,
  mode: Mode | undefined,
): SeriesSummary | undefined {
  if (!mode || mode.order === 'handlers' || mode.preferredViewportKinds !== undefined) return undefined;
  const key = seriesForFirst(request, state, true);
  const entry = key === undefined ? undefined : state.series[key];
  if (entry?.status !== 'listed') return undefined;
  const { summary } = entry;
  return (summary.NumberOfSeriesRelatedInstances ?? 0) > fewInstances ? summary : undefined;
}
