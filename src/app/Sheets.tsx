import { lazy, Suspense } from 'react';
import { commands } from '../features/viewport-grid/commands/commands.ts';
import { paletteItems } from '../features/viewport-grid/tools/paletteItems.ts';
import type { ModeOrder } from '../state/modeCatalog.ts';
import { useViewerState } from '../state/ViewerContext.tsx';
import { useFocusReturn } from './useFocusReturn.ts';

// Code of their own: most visits open none of them.
const ModeEditor = lazy(async () => ({
  default: (await import('../features/mode-editor/ModeEditor.tsx')).ModeEditor,
}));
const CompareModes = lazy(async () => ({
  default: (await import('../features/compare-modes/CompareModes.tsx')).CompareModes,
}));

const CoverageSheet = lazy(async () => ({
  default: (await import('../features/coverage/CoverageSheet.tsx')).CoverageSheet,
}));
const RulesSheet = lazy(async () => ({
  default: (await import('../features/grouping-rules/RulesSheet.tsx')).RulesSheet,
}));
const OverlaySettings = lazy(async () => ({
  default: (await import('../features/viewport-grid/overlay/OverlaySettings.tsx')).OverlaySettings,
}));

const InputSettings = lazy(async () => ({
  default: (await import('../features/input-settings/InputSettings.tsx')).InputSettings,
}));

const HangingRulesSheet = lazy(async () => ({
  default: (await import('../features/hanging-rules/HangingRulesSheet.tsx')).HangingRulesSheet,
}));
const HangingRuleEditor = lazy(async () => ({
  default: (await import('../features/hanging-rules/HangingRuleEditor.tsx')).HangingRuleEditor,
}));

/** What can be in the palette of tools. */
const palette = paletteItems.filter(({ rank }) => rank !== 'menu');

export interface SheetsProps {
  readonly onMode: (modeId: string, order?: ModeOrder) => void;
  /** The address of the open studies in a mode and an order of its handlers. */
  readonly linkTo: (modeId: string, order: readonly string[]) => string;
}

/** The large panel over the study page, if one is open. */
export function Sheets({ onMode, linkTo }: SheetsProps) {
  const sheet = useViewerState((state) => state.sheet);
  useFocusReturn(sheet !== undefined);
  return (
    <Suspense fallback={null}>
      {sheet === 'mode-editor' && <ModeEditor onMode={onMode} linkTo={linkTo} />}
      {sheet === 'coverage' && <CoverageSheet />}
      {sheet === 'grouping-rules' && <RulesSheet />}
      {sheet === 'hanging-rules' && <HangingRulesSheet />}
      {sheet === 'hanging-rule-editor' && <HangingRuleEditor />}
      {sheet === 'overlay-settings' && <OverlaySettings />}
      {sheet === 'input-settings' && <InputSettings commands={commands} palette={palette} />}
      {sheet === 'compare-modes' && <CompareModes onMode={onMode} />}
    </Suspense>
  );
}
