import { useEffect } from 'react';
import type { ModeOrder } from '../../state/modeCatalog.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './ModePicker.module.css';

const SHOWN_FOR_MS = 8000;

/** "General → Cine: 3 new, 1 gone", with the way back; goes by itself. */
export function ModeChangeLine({ onMode }: { readonly onMode: (modeId: string, order?: ModeOrder) => void }) {
  const viewer = useViewer();
  const change = useViewerState((state) => state.modeChange);
  useEffect(() => {
    if (!change) return undefined;
    const timer = setTimeout(viewer.dismissModeChange, SHOWN_FOR_MS);
    return () => clearTimeout(timer);
  }, [change, viewer]);
  if (!change) return null;
  const { fromModeId, fromOrder, toModeId, toOrder } = change;
  const name = (id: string, order: readonly string[] | undefined) =>
    `${viewer.modes.original(id)?.displayName ?? id}${order ? ', edited' : ''}`;
  const parts = [
    change.added.size > 0 ? `${change.added.size.toLocaleString()} new` : '',
    change.changed.size > 0 ? `${change.changed.size.toLocaleString()} changed` : '',
    change.goneCount > 0 ? `${change.goneCount.toLocaleString()} gone` : '',
  ].filter(Boolean);
  return (
    <div className={styles['line']} role="status" data-testid="mode-change">
      <span>
        {name(fromModeId, fromOrder)} → {name(toModeId, toOrder)}:{' '}
        {parts.join(', ') || 'the same display sets, in this mode’s order'}
      </span>
      <Button onClick={() => onMode(fromModeId, fromOrder ?? 'original')}>Undo</Button>
    </div>
  );
}
