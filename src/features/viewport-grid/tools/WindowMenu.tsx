import { ChevronDown } from 'lucide-react';
import { imageAt } from '../../../core/displaySet/images.ts';
import { shownImage } from '../../../core/shownImage.ts';
import type { ViewportHandle } from '../../../core/viewport.ts';
import { keysOf, type OwnKeys } from '../../../state/keys.ts';
import { useLiveViewport, useViewerState, useViewportHandle } from '../../../state/ViewerContext.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../../ui/Menu.tsx';
import { keysText } from '../../../ui/keys.ts';
import { ToolbarItem } from '../../../ui/Toolbar.tsx';
import { commands } from '../commands/commands.ts';
import { lutPresets, presetUnit, windowPresets, type WindowPreset } from '../windowPresets.ts';

/** Windows and LUTs of the image itself, those of what is seen, then the customary ones of its modality. */
export function WindowMenu({ disabled }: { readonly disabled: boolean }) {
  const id = useViewerState((state) => state.hanging.activeViewportId);
  const handle = useViewportHandle(id);
  const hasWindow = useLiveViewport(handle, (live) => live.presentation?.windowCenter !== undefined);
  // A fused picture has two windows of its own, with tools of their own.
  const isFused = useLiveViewport(
    handle,
    (live) => live.fusion !== undefined || live.projection !== undefined,
  );
  return (
    <Menu
      label="Window presets"
      trigger={
        <ToolbarItem>
          <IconButton
            label="Window presets"
            size={24}
            icon={<ChevronDown size={14} strokeWidth={1.5} />}
            disabled={disabled || isFused || !hasWindow}
          />
        </ToolbarItem>
      }
    >
      <Windows viewportId={id} handle={handle} />
    </Menu>
  );
}

/** Drawn only while the menu is open: it follows each image that is shown. */
function Windows({
  viewportId: id,
  handle,
}: {
  readonly viewportId: string;
  readonly handle: ViewportHandle | undefined;
}) {
  const displaySet = useViewerState((state) => {
    const uid = state.hanging.cells.find((cell) => cell.id === id)?.displaySetInstanceUID;
    return uid === undefined ? undefined : state.displaySets.get(uid);
  });
  const index = useLiveViewport(handle, (live) => shownImage(live)?.index ?? 0);
  const center = useLiveViewport(handle, (live) => live.presentation?.windowCenter);
  const width = useLiveViewport(handle, (live) => live.presentation?.windowWidth);
  const voiLut = useLiveViewport(handle, (live) => live.presentation?.voiLut);
  const scale = useLiveViewport(handle, (live) => live.valueScale);
  const ownKeys = useViewerState((state) => state.preferences.keys);
  const at = displaySet && imageAt(displaySet, index);
  const presets = at ? windowPresets(at.instance, at.frame, scale) : [];
  const unit = at && presetUnit(at.instance, scale);
  const luts = at ? lutPresets(at.instance) : [];
  const own = presets.filter(({ from }) => from === 'image');
  const customary = presets.filter(({ from }) => from === 'modality');
  const item = (preset: WindowPreset, key: string, shortcut?: string) => (
    <MenuItem
      key={key}
      checked={voiLut === undefined && preset.center === center && preset.width === width}
      aside={preset.isNamedByEnds ? undefined : `${preset.width} / ${preset.center}`}
      shortcut={shortcut}
      onSelect={() => handle?.setWindow({ center: preset.center, width: preset.width })}
    >
      {preset.name}
    </MenuItem>
  );
  return (
    <>
      {own.length > 0 && <MenuLabel>Of the image (W / L)</MenuLabel>}
      {own.map((preset, place) => item(preset, `image ${place}`))}
      {luts.length > 0 && <MenuLabel>VOI LUTs of the image</MenuLabel>}
      {luts.map((lut) => (
        <MenuItem
          key={`lut ${lut.voiLut}`}
          checked={lut.voiLut === voiLut}
          onSelect={() => handle?.setPresentation({ voiLut: lut.voiLut })}
        >
          {lut.name}
        </MenuItem>
      ))}
      <MenuItem onSelect={() => handle?.setWindow(undefined)}>The image’s default</MenuItem>
      <MenuSeparator />
      <MenuItem
        description="From the darkest to the brightest that is on the screen, outliers left out"
        onSelect={() => handle?.fitWindow?.('seen')}
      >
        What is seen
      </MenuItem>
      <MenuItem onSelect={() => handle?.fitWindow?.('all')}>All values</MenuItem>
      {customary.length > 0 && <MenuSeparator />}
      {customary.length > 0 && (
        <MenuLabel>
          {`${at?.instance.Modality ?? ''} ${unit === undefined ? 'relative to the image’s own (W / L)' : `in ${unit}`}`}
        </MenuLabel>
      )}
      {customary.length > 0 && unit !== scale?.label && scale?.reason !== undefined && (
        <MenuLabel>{scale.reason}</MenuLabel>
      )}
      {customary.map((preset, place) => item(preset, preset.name, keyOfPreset(place + 1, ownKeys)))}
    </>
  );
}

function keyOfPreset(number: number, own: OwnKeys): string | undefined {
  const command = commands.find(({ id }) => id === `window.preset${number}`);
  return (command && keysText(keysOf(command, own).slice(0, 1))) || undefined;
}
