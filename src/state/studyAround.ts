import type { StudyAround } from '../core/viewport.ts';
import { visibleCells } from './hanging.ts';
import { relationsOfSet } from './relations.ts';
import { isLoading } from './selectors.ts';
import type { Viewer } from './viewer.ts';

/** The open studies as a viewport may see them. */
export function createStudyAround(viewer: Viewer, viewportId: string): StudyAround {
  const { store } = viewer;
  const get = store.getState;
  return {
    displaySet: (uid) => get().displaySets.get(uid),
    relationsOf: (uid) => relationsOfSet(get(), uid),
    canShow: (kind) => viewer.registry.viewportModuleFor(kind) !== undefined,
    isLoading: () => isLoading(get()),
    subscribe: (listener) =>
      store.subscribe((state, before) => {
        if (state.displaySets !== before.displaySets || state.series !== before.series) listener();
      }),
    showBeside(displaySetInstanceUID, image) {
      if (get().maximisedViewportId !== undefined) viewer.toggleMaximised(viewportId);
      if (visibleCells(get().hanging).length === 1) {
        viewer.showAtSide(viewportId, 'right', displaySetInstanceUID, { image, forGood: false });
        return;
      }
      const cells = visibleCells(get().hanging);
      const place = cells.findIndex(({ id }) => id === viewportId);
      const next = cells[(place + 1) % cells.length];
      if (!next) return;
      viewer.showDisplaySet({ viewportId: next.id, displaySetInstanceUID, ...(image && { image }) });
    },
  };
}
