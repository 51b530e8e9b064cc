import { lazy, Suspense } from 'react';
import type { ModeOrder } from '../state/modeCatalog.ts';
import { useViewerState } from '../state/ViewerContext.tsx';

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

export interface SheetsProps {
  readonly onMode: (modeId: string, order?: ModeOrder) => void;
  /** The address of the open studies in a mode and an order of its handlers. */
  readonly linkTo: (modeId: string, order: readonly string[]) => string;
}

/** The large panel over the study page, if one is open. */
export function Sheets({ onMode, linkTo }: SheetsProps) {
  const sheet = useViewerState((state) => state.sheet);
  return (
    <Suspense fallback={null}>
      {sheet === 'mode-editor' && <ModeEditor onMode={onMode} linkTo={linkTo} />}
      {sheet === 'coverage' && <CoverageSheet />}
      {sheet === 'grouping-rules' && <RulesSheet />}
      {sheet === 'overlay-settings' && <OverlaySettings />}
      {sheet === 'compare-modes' && <CompareModes onMode={onMode} />}
    </Suspense>
  );
}
