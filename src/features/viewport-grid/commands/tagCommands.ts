import type { Command } from './command.ts';

/** The attributes of the image that is shown, and back. */
export const tagCommands: readonly Command[] = [
  {
    id: 'viewport.tags',
    group: 'Viewports',
    label: 'Tags of this image, and back',
    keys: ['Shift+t'],
    run({ viewer, viewportId }) {
      const { hanging, displaySets } = viewer.store.getState();
      const cell = hanging.cells.find(({ id }) => id === viewportId);
      const displaySet = displaySets.get(cell?.displaySetInstanceUID ?? '');
      if (!displaySet) return false;
      if (cell?.kind !== 'tags') {
        viewer.showAs(viewportId, 'tags');
        return true;
      }
      const pictures = displaySet.viewportKinds.find(
        (kind) => kind !== 'tags' && viewer.registry.viewportModuleFor(kind),
      );
      if (pictures === undefined) return false;
      viewer.showAs(viewportId, pictures);
      return true;
    },
  },
];
