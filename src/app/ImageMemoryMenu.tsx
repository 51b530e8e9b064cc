import { useEffect, useState } from 'react';
import type { ImageMemory } from '../core/imageMemory.ts';
import { MemoryPanel } from '../features/memory/MemoryPanel.tsx';
import { useViewer, useViewerState } from '../state/ViewerContext.tsx';

/** The memory panel in the header; the store of decoded images comes with what draws them, and follows the reader's limit. */
export function ImageMemoryMenu() {
  const { notify } = useViewer();
  const limitMB = useViewerState((state) => state.preferences.imageMemoryMB);
  const [memory, setMemory] = useState<ImageMemory>();

  useEffect(() => {
    let gone = false;
    import('../adapters/cornerstone/imageStore.ts').then(
      ({ getImageStore }) => {
        if (!gone) setMemory(getImageStore());
      },
      () =>
        notify({
          kind: 'warning',
          title: 'The memory of images cannot be watched',
          text: 'A part of the viewer did not load. Reload the page when the connection is back.',
          transient: true,
        }),
    );
    return () => {
      gone = true;
    };
  }, [notify]);
  useEffect(
    () => memory?.setLimit(limitMB === undefined ? undefined : limitMB * 1024 ** 2),
    [memory, limitMB],
  );
  // The study is left: its viewports go in the same turn, so that nothing of it is on a screen in the next.
  useEffect(() => () => void (memory && setTimeout(() => memory.freeUnused())), [memory]);
  return <MemoryPanel memory={memory} />;
}
