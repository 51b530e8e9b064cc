import { imageAt } from '../core/displaySet/images.ts';
import { shownImage } from '../core/shownImage.ts';
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
    shownElsewhere() {
      const { hanging, displaySets } = get();
      return visibleCells(hanging).flatMap(({ id, displaySetInstanceUID }, place) => {
        const set = id === viewportId ? undefined : displaySets.get(displaySetInstanceUID ?? '');
        if (!set) return [];
        const index = shownImage(viewer.live.state(id))?.index;
        const instance =
          (index === undefined ? undefined : imageAt(set, index)?.instance) ?? set.instances[0];
        const which = index === undefined ? '' : `, image ${index + 1}`;
        return instance ? [{ label: `Viewport ${place + 1}: ${set.label}${which}`, instance }] : [];
      });
    },
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
