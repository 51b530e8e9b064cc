import { colourMapNames } from '../../../core/colour/colourMaps.ts';
import { blendStep, type FusionChange } from '../../../core/fusion/look.ts';
import type { FusionState, ViewportHandle } from '../../../core/viewport.ts';
import { nextOf, nextTop } from '../fusion/fusionWords.ts';
import type { Command, CommandContext } from './command.ts';

const stateOf = (handle: ViewportHandle | undefined) => handle?.getState().fusion;

const fusionCommand = (
  id: string,
  label: string,
  keys: readonly string[],
  change: (state: FusionState) => FusionChange | undefined,
): Command => ({
  id: `fusion.${id}`,
  group: 'Volume',
  label,
  keys,
  run({ handle }: CommandContext) {
    const state = stateOf(handle);
    const made = state && change(state);
    if (!made || !handle?.setFusion) return false;
    handle.setFusion(made);
    return true;
  },
});

/** Only of PET that lies on something. */
const overBase =
  (change: (state: FusionState) => FusionChange) =>
  (state: FusionState): FusionChange | undefined =>
    state.base === undefined ? undefined : change(state);

/** Fused pictures and projections of PET. */
export const fusionCommands: readonly Command[] = [
  fusionCommand(
    'more',
    'More PET',
    ['Shift+PageUp'],
    overBase(({ look }) => ({ blend: look.blend + blendStep })),
  ),
  fusionCommand(
    'less',
    'Less PET',
    ['Shift+PageDown'],
    overBase(({ look }) => ({ blend: look.blend - blendStep })),
  ),
  fusionCommand(
    'windowOf',
    'Dragging changes the window of PET or CT',
    ['Shift+g'],
    overBase(({ look }) => ({ windowOf: look.windowOf === 'pet' ? 'base' : 'pet' })),
  ),
  fusionCommand(
    'swap',
    'PET above or below',
    ['Shift+v'],
    overBase(({ look }) => ({ below: look.below === 'base' ? 'pet' : 'base' })),
  ),
  fusionCommand('top', 'Next upper end of the PET window', ['Shift+e'], nextTop),
  fusionCommand('colours', 'Next colours of the PET', ['Shift+u'], ({ look }) => {
    const colourMap = nextOf<string>(colourMapNames, look.colourMap);
    return colourMap === undefined ? undefined : { colourMap };
  }),
  {
    id: 'fusion.mip',
    group: 'Volume',
    label: 'PET as a projection (MIP), or fused',
    keys: ['Shift+q'],
    run({ viewer, viewportId, handle }) {
      const state = handle?.getState();
      const uid = state?.displaySetInstanceUID;
      const set = uid === undefined ? undefined : viewer.store.getState().displaySets.get(uid);
      const kind = state?.kind === 'mip' ? set?.viewportKinds.find((each) => each !== 'mip') : 'mip';
      if (kind === undefined || !set?.viewportKinds.includes(kind)) return false;
      viewer.showAs(viewportId, kind);
      return true;
    },
  },
];
