import { emptyViewportState, type ViewportHandle, type ViewportState } from '../core/viewport.ts';

/**
 * The mounted viewports by id. What is on a canvas changes sixty times a
 * second; commands read it here when they need it, and the store keeps plain data.
 */
export interface LiveViewports {
  register(viewportId: string, handle: ViewportHandle): () => void;
  handle(viewportId: string): ViewportHandle | undefined;
  state(viewportId: string): ViewportState;
  /** Told when a viewport is mounted or goes. */
  subscribe(listener: () => void): () => void;
}

export function createLiveViewports(): LiveViewports {
  const handles = new Map<string, ViewportHandle>();
  const listeners = new Set<() => void>();
  const changed = () => listeners.forEach((listener) => listener());
  return {
    register(viewportId, handle) {
      handles.set(viewportId, handle);
      changed();
      return () => {
        if (handles.get(viewportId) !== handle) return;
        handles.delete(viewportId);
        changed();
      };
    },
    handle: (viewportId) => handles.get(viewportId),
    state: (viewportId) => handles.get(viewportId)?.getState() ?? emptyViewportState,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
