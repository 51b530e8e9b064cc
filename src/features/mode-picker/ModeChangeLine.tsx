import { useEffect } from 'react';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './ModePicker.module.css';

const SHOWN_FOR_MS = 8000;

/** "General → Cine: 3 new, 1 gone", with the way back; goes by itself. */
export function ModeChangeLine({ onMode }: { readonly onMode: (modeId: string) => void }) {
  const viewer = useViewer();
  const change = useViewerState((state) => state.modeChange);
  useEffect(() => {
    if (!change) return undefined;
    const timer = setTimeout(viewer.dismissModeChange, SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [change, viewer]);
  if (!change) return null;
  const name = (id: string) => viewer.modes.get(id)?.displayName ?? id;
  const parts = [
    change.added.size > 0 ? `${change.added.size} new` : '',
    change.changed.size > 0 ? `${change.changed.size} changed` : '',
    change.goneCount > 0 ? `${change.goneCount} gone` : '',
  ].filter(Boolean);
  return (
    <div className={styles['line']} role="status">
      <span>
        {name(change.fromModeId)} → {name(change.toModeId)}:{' '}
        {parts.join(', ') || 'the same display sets, in this mode’s order'}
      </span>
      <Button onClick={() => onMode(change.fromModeId)}>Undo</Button>
    </div>
  );
}
