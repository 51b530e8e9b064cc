import {
  createContext,
  useCallback,
  useContext,
  useMemo,
  useRef,
  useSyncExternalStore,
  type ReactNode,
} from 'react';
import { useStore } from 'zustand';
import { shallow } from 'zustand/shallow';
import type { SeriesSummary } from '../core/dataSource.ts';
import type { SeriesIdentity } from '../core/dicom/instance.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { emptyViewportState, type ViewportHandle, type ViewportState } from '../core/viewport.ts';
import type { Viewer } from './viewer.ts';
import type { ViewerState } from './viewerState.ts';

/** A picture for a thumbnail: from the archive, made here, or none. */
export interface ThumbnailSource {
  /** What is at hand without asking anybody. */
  peek(displaySet: DisplaySet): string | undefined;
  /** An object URL to be drawn, or undefined when there is no picture. Rejects when it could not be had. */
  load(displaySet: DisplaySet, signal: AbortSignal): Promise<string | undefined>;
  /** As `peek`, of a series whose display sets are not known yet. */
  peekSeries(series: SeriesIdentity): string | undefined;
  /**
   * As `load`, by one image of a series whose metadata is still to come. A display set that holds
   * that image shows it as well, without another request.
   * @param SOPInstanceUID an image of it, where one is known; else the archive is asked for one
   */
  loadSeries(
    series: SeriesSummary,
    SOPInstanceUID: string | undefined,
    signal: AbortSignal,
  ): Promise<string | undefined>;
}

interface ViewerContextValue {
  readonly viewer: Viewer;
  readonly thumbnails: ThumbnailSource;
}

const ViewerContext = createContext<ViewerContextValue | undefined>(undefined);

export function ViewerProvider({
  viewer,
  thumbnails,
  children,
}: ViewerContextValue & { readonly children: ReactNode }) {
  const value = useMemo(() => ({ viewer, thumbnails }), [viewer, thumbnails]);
  return <ViewerContext value={value}>{children}</ViewerContext>;
}

function useValue(): ViewerContextValue {
  const value = useContext(ViewerContext);
  if (!value) throw new Error('ViewerProvider is missing above this component');
  return value;
}

/** The viewer's commands. */
export const useViewer = (): Viewer => useValue().viewer;

export const useThumbnails = (): ThumbnailSource => useValue().thumbnails;

/** A piece of the state; the component draws again when it changes (by `Object.is`). */
export function useViewerState<T>(selector: (state: ViewerState) => T): T {
  return useStore(useViewer().store, selector);
}

/** A value computed from the state, compared one level deep: for selectors that make new objects or lists. */
export function useViewerValue<T>(selector: (state: ViewerState) => T): T {
  const { store } = useViewer();
  const last = useRef<{ state: ViewerState; value: T } | undefined>(undefined);
  const read = () => {
    const state = store.getState();
    if (last.current?.state === state) return last.current.value;
    const value = selector(state);
    const kept = last.current && shallow(last.current.value, value) ? last.current.value : value;
    last.current = { state, value: kept };
    return kept;
  };
  return useSyncExternalStore(store.subscribe, read);
}

/** The handle of a mounted viewport, or undefined; follows mounting. */
export function useViewportHandle(viewportId: string): ViewportHandle | undefined {
  const { live } = useViewer();
  return useSyncExternalStore(live.subscribe, () => live.handle(viewportId));
}

/** A part of what a viewport shows right now; `selector` must give something comparable by `Object.is`. */
export function useLiveViewport<T>(
  handle: ViewportHandle | undefined,
  selector: (state: ViewportState) => T,
): T {
  const subscribe = useCallback(
    (listener: () => void) => handle?.subscribe(listener) ?? (() => undefined),
    [handle],
  );
  return useSyncExternalStore(subscribe, () => selector(handle?.getState() ?? emptyViewportState));
}
