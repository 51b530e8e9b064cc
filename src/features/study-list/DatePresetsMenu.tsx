import type { ReactElement } from 'react';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { datePresets } from './studyDate.ts';

export interface DatePresetsMenuProps {
  trigger: ReactElement;
  /** The QIDO-RS value that is filtered by now. */
  range: string;
  onChoose: (range: string) => void;
  onClose: () => void;
}

/** The usual spans of time. Open as long as it is mounted. */
export const DatePresetsMenu = ({ trigger, range, onChoose, onClose }: DatePresetsMenuProps) => (
  <Menu open onOpenChange={(open) => open || onClose()} label="Study date" align="end" trigger={trigger}>
    {datePresets().map((preset) => (
      <MenuItem key={preset.label} checked={preset.range === range} onSelect={() => onChoose(preset.range)}>
        {preset.label}
      </MenuItem>
    ))}
  </Menu>
);
