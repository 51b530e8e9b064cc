import { Ellipsis } from 'lucide-react';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../../ui/Menu.tsx';
import { ToolbarItem } from '../../../ui/Toolbar.tsx';
import type { PaletteItem } from './paletteItems.ts';

/** What does not fit into the palette, and what is used too seldom to be there. */
export function PaletteMenu({
  items,
  shortcutOf,
  checkedOf,
  disabledOf,
  onChoose,
}: {
  readonly items: readonly PaletteItem[];
  readonly shortcutOf: (item: PaletteItem) => string | undefined;
  /** Undefined for what is neither on nor off. */
  readonly checkedOf: (item: PaletteItem) => boolean | undefined;
  readonly disabledOf: (item: PaletteItem) => boolean;
  readonly onChoose: (item: PaletteItem) => void;
}) {
  return (
    <Menu
      label="More tools"
      align="end"
      trigger={
        <ToolbarItem>
          <IconButton label="More tools" icon={<Ellipsis size={16} strokeWidth={1.5} />} />
        </ToolbarItem>
      }
    >
      {items.map((item, at) => [
        at > 0 && items[at - 1]?.group !== item.group && <MenuSeparator key={`line ${item.command}`} />,
        <MenuItem
          key={item.command}
          icon={<item.icon size={16} strokeWidth={1.5} />}
          shortcut={shortcutOf(item)}
          checked={checkedOf(item)}
          disabled={disabledOf(item)}
          onSelect={() => onChoose(item)}
        >
          {item.label}
        </MenuItem>,
      ])}
    </Menu>
  );
}
