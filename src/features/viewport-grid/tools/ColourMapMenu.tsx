import { Palette } from 'lucide-react';
import { colourMaps, type ColourMap } from '../../../core/colour/colourMaps.ts';
import type { ViewportHandle } from '../../../core/viewport.ts';
import { useLiveViewport, useViewerState } from '../../../state/ViewerContext.tsx';
import { keysOf } from '../../../state/keys.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { keysText } from '../../../ui/keys.ts';
import { Menu, MenuItem, MenuLabel } from '../../../ui/Menu.tsx';
import { ToolbarItem } from '../../../ui/Toolbar.tsx';
import styles from './tools.module.css';

const groups: readonly (readonly [ColourMap['group'], string])[] = [
  ['grey', 'Grey'],
  ['dicom', 'DICOM'],
  ['common', 'Others'],
];

/** Colours for shades of grey, each with what it looks like. */
export function ColourMapMenu({
  handle,
  disabled,
}: {
  readonly handle: ViewportHandle | undefined;
  readonly disabled: boolean;
}) {
  const chosen = useLiveViewport(handle, (live) => live.presentation?.colourMap) ?? 'grey';
  const isGrey = useLiveViewport(handle, (live) => live.presentation?.windowCenter !== undefined);
  const own = useViewerState((state) => state.preferences.keys);
  const shortcut = keysText(keysOf({ id: 'image.nextColourMap', keys: ['Alt+i'] }, own));
  return (
    <Menu
      label="Colour map"
      trigger={
        <ToolbarItem>
          <IconButton
            label="Colour map"
            shortcut={shortcut}
            icon={<Palette size={16} strokeWidth={1.5} />}
            disabled={disabled || !isGrey}
            {...(chosen === 'grey' ? {} : { 'data-chosen': chosen })}
          />
        </ToolbarItem>
      }
    >
      {groups.map(([group, title]) => [
        <MenuLabel key={group}>{title}</MenuLabel>,
        ...colourMaps
          .filter((map) => map.group === group)
          .map((map) => (
            <MenuItem
              key={map.name}
              checked={map.name === chosen}
              aside={<span className={styles['ramp']} style={{ background: ramp(map) }} />}
              onSelect={() => handle?.setPresentation({ colourMap: map.name })}
            >
              {map.label}
            </MenuItem>
          )),
      ])}
    </Menu>
  );
}

/** The colours from the darkest to the brightest. */
function ramp({ table }: ColourMap): string {
  const stops = Array.from({ length: 33 }, (_, at) => {
    const [red, green, blue] = table.subarray(Math.min(255, at * 8) * 3, Math.min(255, at * 8) * 3 + 3);
    return `rgb(${red} ${green} ${blue})`;
  });
  return `linear-gradient(to right, ${stops.join(', ')})`;
}
