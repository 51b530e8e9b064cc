import { sides, viewFrom } from '../../../core/threeD/camera.ts';
import { uncropped } from '../../../core/threeD/crop.ts';
import type { ThreeDChange } from '../../../core/threeD/look.ts';
import { isMadeFor, presetsFor } from '../../../core/threeD/presets.ts';
import type { ThreeDState } from '../../../core/viewport.ts';
import { whyNoVolume } from '../../../core/volume/geometry.ts';
import type { Command } from './command.ts';

const threeDCommand = (
  id: string,
  label: string,
  key: string,
  change: (state: ThreeDState) => ThreeDChange,
): Command => ({
  id: `threeD.${id}`,
  group: 'Volume',
  label,
  keys: [key],
  run({ handle }) {
    const state = handle?.getState().threeD;
    if (!state || !handle?.setThreeD) return false;
    handle.setThreeD(change(state));
    return true;
  },
});

const sideWords = { A: 'front', P: 'back', L: 'left', R: 'right', H: 'head', F: 'feet' } as const;

/** Volumes in 3D. */
export const threeDCommands: readonly Command[] = [
  {
    id: 'threeD.show',
    group: 'Volume',
    label: 'In 3D, or back',
    keys: ['Shift+d'],
    run({ viewer, viewportId, handle }) {
      const state = handle?.getState();
      const uid = state?.displaySetInstanceUID;
      const set = uid === undefined ? undefined : viewer.store.getState().displaySets.get(uid);
      if (!set) return false;
      const isHere = state?.kind === 'volume3d';
      const kind = isHere ? set.viewportKinds.find((each) => each !== 'volume3d') : 'volume3d';
      if (kind !== undefined && set.viewportKinds.includes(kind)) {
        viewer.showAs(viewportId, kind);
        return true;
      }
      const reason = set.geometry ? whyNoVolume(set.geometry) : 'It is no volume.';
      viewer.notify({
        kind: 'warning',
        title: `${set.label} cannot be shown in 3D`,
        text: reason ?? 'It is no volume.',
        transient: true,
      });
      return true;
    },
  },
  ...sides.map((side) =>
    threeDCommand(
      `from${side}`,
      `In 3D from the ${sideWords[side]}`,
      `Alt+Shift+${side.toLowerCase()}`,
      () => ({
        camera: viewFrom(side),
      }),
    ),
  ),
  threeDCommand('more', 'More opacity in 3D', 'Alt+]', ({ look }) => ({ shift: look.shift + 5 })),
  threeDCommand('less', 'Less opacity in 3D', 'Alt+[', ({ look }) => ({ shift: look.shift - 5 })),
  threeDCommand('preset', 'Next preset in 3D', 'Alt+Shift+n', ({ look, modality }) => {
    const fitting = presetsFor(modality).filter((preset) => isMadeFor(preset, modality));
    const at = fitting.findIndex(({ id }) => id === look.preset);
    return { preset: fitting[(at + 1) % fitting.length]?.id ?? look.preset };
  }),
  {
    id: 'threeD.crop',
    group: 'Volume',
    label: 'Crop box in 3D, and away',
    keys: ['Alt+Shift+b'],
    run({ handle, viewer }) {
      const state = handle?.getState().threeD;
      if (!state || !handle?.setCropping) return false;
      handle.setCropping(!state.isCropping);
      viewer.announce(
        state.isCropping
          ? 'The crop box is hidden.'
          : 'The crop box is shown. Tab goes to its faces, arrows move them.',
      );
      return true;
    },
  },
  threeDCommand('whole', 'Show all of a cropped volume', 'Alt+Shift+w', () => ({ crop: uncropped })),
];
