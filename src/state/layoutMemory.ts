import { sameLayout, type Layout } from '../core/layout/layout.ts';
import { layoutText, readLayout } from '../core/layout/text.ts';
import { withLayout } from './hanging.ts';
import { openingLayouts } from './openingPlanes.ts';
import { createPreferenceCommands } from './preferences.ts';
import { compareSeries, WITHOUT_PICTURES } from './seriesOrder.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { ViewerState } from './viewerState.ts';

type Here = Pick<ViewerState, 'modeId' | 'studyOrder' | 'series' | 'preferences'>;

/** What is mostly looked at: the modality of the first series with pictures; '' before one is known. */
export function mainModality({ studyOrder, series }: Pick<ViewerState, 'studyOrder' | 'series'>): string {
  const modalities = Object.values(series)
    .filter(({ summary }) => summary.StudyInstanceUID === studyOrder[0])
    .sort((a, b) => compareSeries(a.summary, b.summary))
    .flatMap(({ summary, instances }) => summary.Modality ?? instances[0]?.Modality ?? []);
  return modalities.find((modality) => !WITHOUT_PICTURES.has(modality)) ?? modalities[0] ?? '';
}

const nameOf = (here: Here) => `${here.modeId} ${mainModality(here)}`;

/** The layout that the reader chose last for this mode and what is mostly looked at. */
export function rememberedLayout(here: Here): Layout | undefined {
  const text = here.preferences.layouts?.[nameOf(here)];
  return text === undefined ? undefined : readLayout(text);
}

export interface LayoutMemory {
  /** The reader divided the screen: the next study of this kind opens like that. Back to the mode's own forgets. */
  remember(): void;
  /** Divides the screen as the reader last did for what is opened, unless something else has divided it. */
  recall(): void;
}

export function createLayoutMemory({ store, modes }: Pick<ViewerParts, 'store' | 'modes'>): LayoutMemory {
  const { setPreference } = createPreferenceCommands(store);
  const opening = () => openingLayouts(modes.get(store.getState().modeId));
  const isOwn = (layout: Layout) =>
    opening()
      .slice(0, 1)
      .some((own) => sameLayout(own, layout));
  return {
    remember() {
      const state = store.getState();
      const { layout } = state.hanging;
      const { [nameOf(state)]: _former, ...others } = state.preferences.layouts ?? {};
      // What a mode opens with for want of another is no choice: three planes, where it has them.
      const usual = opening().at(-1);
      const next =
        usual && sameLayout(layout, usual) ? others : { ...others, [nameOf(state)]: layoutText(layout) };
      setPreference('layouts', Object.keys(next).length > 0 ? next : undefined);
    },
    recall() {
      const state = store.getState();
      const layout = rememberedLayout(state);
      if (!layout || state.past.length > 0 || !isOwn(state.hanging.layout)) return;
      store.setState({ hanging: withLayout(state.hanging, layout) });
    },
  };
}
