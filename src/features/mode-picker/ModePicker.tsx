import { ChevronDown, Clapperboard, FileText, LayoutGrid, ListTree, Shapes } from 'lucide-react';
import { useId, useState } from 'react';
import { modesForStudy } from '../../core/mode/modesForStudy.ts';
import { studyFactsOf } from '../../state/selectors.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Menu, MenuRadioGroup, MenuRadioItem } from '../../ui/Menu.tsx';
import styles from './ModePicker.module.css';

const ICONS = {
  'layout-grid': LayoutGrid,
  clapperboard: Clapperboard,
  'file-text': FileText,
  'list-tree': ListTree,
};

/** Every mode with what it does and what it makes of this study; choosing one switches at once. */
export function ModePicker({ onMode }: { readonly onMode: (modeId: string) => void }) {
  const viewer = useViewer();
  const modeId = useViewerState((state) => state.modeId);
  const [open, setOpen] = useState(false);
  const valueId = useId();
  const current = viewer.modes.get(modeId);
  return (
    <Menu
      label="Mode"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className={styles['picker']}
          data-testid="mode-picker"
          data-mode-id={modeId}
          aria-label="Mode"
          aria-describedby={valueId}
        >
          <span className={styles['caption']}>Mode</span>
          <ModeIcon icon={current?.icon ?? ''} />
          <span className={styles['name']} id={valueId}>
            {current?.displayName ?? modeId}
          </span>
          <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
        </button>
      }
    >
      {open && <Options modeId={modeId} onMode={onMode} />}
    </Menu>
  );
}

function Options({ modeId, onMode }: { readonly modeId: string; readonly onMode: (modeId: string) => void }) {
  const viewer = useViewer();
  const facts = useViewerState(studyFactsOf);
  const state = viewer.store.getState();
  return (
    <MenuRadioGroup value={modeId} onValueChange={onMode}>
      {modesForStudy(viewer.modes.all(), facts).map(({ mode, applicability }) => {
        const made = Object.values(viewer.organizer.organize(mode, state));
        const count = made.reduce((sum, one) => sum + one.displaySets.length + one.unsupported.length, 0);
        const result = `${count.toLocaleString()}\u00A0display\u00A0set${count === 1 ? '' : 's'}`;
        const description = applicability.applicable
          ? `${mode.description}. ${result}`
          : `${mode.description}. Does not suit: ${applicability.reason}`;
        return (
          <MenuRadioItem
            key={mode.id}
            value={mode.id}
            icon={<ModeIcon icon={mode.icon} />}
            description={description}
            disabled={!applicability.applicable && mode.id !== modeId}
            data-mode-option={mode.id}
          >
            {mode.displayName}
          </MenuRadioItem>
        );
      })}
    </MenuRadioGroup>
  );
}

function ModeIcon({ icon }: { readonly icon: string }) {
  const Icon = ICONS[icon as keyof typeof ICONS] ?? Shapes;
  return <Icon size={16} strokeWidth={1.5} aria-hidden />;
}
