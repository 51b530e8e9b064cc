import type { ViewportHandle } from '../../../core/viewport.ts';
import type { Viewer } from '../../../state/viewer.ts';

/** Tells of news of any viewport, and of viewports that come and go; returns how to stop. */
export function watchViewports(
  { live, store }: Pick<Viewer, 'live' | 'store'>,
  listener: () => void,
): () => void {
  let watched = new Map<ViewportHandle, () => void>();
  const follow = () => {
    const next = new Map<ViewportHandle, () => void>();
    for (const { id } of store.getState().hanging.cells) {
      const handle = live.handle(id);
      if (handle) next.set(handle, watched.get(handle) ?? handle.subscribe(listener));
    }
    for (const [handle, stop] of watched) if (!next.has(handle)) stop();
    watched = next;
    listener();
  };
  const stops = [
    live.subscribe(follow),
    store.subscribe((now, before) => {
      if (now.hanging !== before.hanging) follow();
    }),
  ];
  follow();
  return () => {
    for (const stop of [...stops, ...watched.values()]) stop();
  };
}
