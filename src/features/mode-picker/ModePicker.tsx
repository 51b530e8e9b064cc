import { ChevronDown, Columns2, Grid3x3, ListOrdered, RotateCcw } from 'lucide-react';
import { useId, useState } from 'react';
import { modesForStudy } from '../../core/mode/modesForStudy.ts';
import type { ModeOrder } from '../../state/modeCatalog.ts';
import { studyFactsOf } from '../../state/selectors.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Menu, MenuItem, MenuRadioGroup, MenuRadioItem, MenuSeparator } from '../../ui/Menu.tsx';
import { NamedIcon } from '../../ui/NamedIcon.tsx';
import { Bdi } from '../../ui/Text.tsx';
import styles from './ModePicker.module.css';
import { useModeResults } from './useModeResults.ts';

const icon = { size: 16, strokeWidth: 1.5 };

export interface ModePickerProps {
  readonly onMode: (modeId: string, order?: ModeOrder) => void;
}

/** Every mode with what it does and what it makes of this study; choosing one switches at once. */
export function ModePicker({ onMode }: ModePickerProps) {
  const viewer = useViewer();
  const modeId = useViewerState((state) => state.modeId);
  const isEdited = useViewerState((state) => state.orders[state.modeId] !== undefined);
  const [open, setOpen] = useState(false);
  const valueId = useId();
  const current = useViewerState((state) => viewer.modes.get(state.modeId));
  // Together with the switch: the choices would be drawn anew by it, only to go.
  const closeAndSwitch: ModePickerProps['onMode'] = (id, order) => {
    setOpen(false);
    onMode(id, order);
  };
  return (
    <Menu
      label="Mode"
      align="end"
      open={open}
      onOpenChange={setOpen}
      // A sheet that was chosen has the focus.
      onCloseAutoFocus={(event) => {
        if (viewer.store.getState().sheet) event.preventDefault();
      }}
      trigger={
        <button
          type="button"
          className={styles['picker']}
          data-testid="mode-picker"
          data-mode-id={modeId}
          data-edited={isEdited || undefined}
          aria-label="Mode"
          aria-describedby={valueId}
        >
          <span className={styles['caption']}>Mode</span>
          <NamedIcon name={current?.icon ?? ''} />
          <span className={styles['name']} id={valueId}>
            <Bdi limit={40}>{current?.displayName ?? modeId}</Bdi>
            {isEdited && <span className={styles['edited']}> edited</span>}
          </span>
          <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
        </button>
      }
    >
      {open && <Options modeId={modeId} isEdited={isEdited} onMode={closeAndSwitch} />}
    </Menu>
  );
}

function Options({
  modeId,
  isEdited,
  onMode,
}: ModePickerProps & { readonly modeId: string; readonly isEdited: boolean }) {
  const viewer = useViewer();
  const facts = useViewerState(studyFactsOf);
  const orders = useViewerState((state) => state.orders);
  const modes = useViewerState(viewer.modes.all);
  const { counts, best } = useModeResults(modes);
  const own = viewer.modes.original(modeId);
  return (
    <>
      <MenuRadioGroup value={modeId} onValueChange={(id) => onMode(id)}>
        {modesForStudy(modes, facts).map(({ mode, applicability }) => {
          const isBest = best?.modeId === mode.id;
          const words = applicability.applicable
            ? `${mode.description}${isBest ? `. Best fit: ${best.reason}` : ''}`
            : `Does not suit: ${applicability.reason}`;
          return (
            <MenuRadioItem
              key={mode.id}
              value={mode.id}
              icon={<NamedIcon name={mode.icon} />}
              description={words}
              aside={<Result count={counts.get(mode.id)} isBest={isBest} />}
              disabled={!applicability.applicable && mode.id !== modeId}
              data-mode-option={mode.id}
              data-best-fit={isBest || undefined}
            >
              <Bdi limit={60}>{mode.displayName}</Bdi>
              {orders[mode.id] && <span className={styles['edited']}> edited</span>}
            </MenuRadioItem>
          );
        })}
      </MenuRadioGroup>
      <MenuSeparator />
      {isEdited && (
        <MenuItem icon={<RotateCcw {...icon} />} onSelect={() => onMode(modeId, 'original')}>
          Back to the order of {own?.displayName ?? 'this mode'}
        </MenuItem>
      )}
      <MenuItem
        icon={<ListOrdered {...icon} />}
        shortcut="G"
        onSelect={() => viewer.openSheet('mode-editor')}
      >
        Change the order…
      </MenuItem>
      <MenuItem icon={<Columns2 {...icon} />} shortcut="D" onSelect={() => viewer.openSheet('compare-modes')}>
        Compare modes…
      </MenuItem>
      <MenuItem icon={<Grid3x3 {...icon} />} onSelect={() => viewer.openSheet('coverage')}>
        Coverage…
      </MenuItem>
    </>
  );
}

/** How many display sets a mode makes: the room for the number is there before the number is. */
function Result({ count, isBest }: { readonly count: number | undefined; readonly isBest: boolean }) {
  return (
    <span className={styles['result']}>
      <span className={styles['best']} data-shown={isBest || undefined}>
        {isBest && 'Best fit'}
      </span>
      <span>{`${count?.toLocaleString() ?? ''}\u00A0display\u00A0set${count === 1 ? '' : 's'}`}</span>
    </span>
  );
}
