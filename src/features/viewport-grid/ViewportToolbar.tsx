import { Fragment, useRef } from 'react';
import type { PrimaryTool } from '../../core/viewport.ts';
import { keysOf } from '../../state/keys.ts';
import type { ViewerState } from '../../state/viewerState.ts';
import { useLiveViewport, useViewer, useViewerState, useViewportHandle } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { keysText } from '../../ui/keys.ts';
import { Toolbar, ToolbarItem, ToolbarSeparator } from '../../ui/Toolbar.tsx';
import { CaptureMenu } from './capture/CaptureMenu.tsx';
import { LinkTools } from './linking/LinkTools.tsx';
import { FusionTools } from './fusion/FusionTools.tsx';
import { PlaneTools } from './PlaneTools.tsx';
import { ThreeDTools } from './three-d/ThreeDTools.tsx';
import { CineTools } from './scroll/CineTools.tsx';
import { commands } from './commands/commands.ts';
import { ColourMapMenu } from './tools/ColourMapMenu.tsx';
import { itemsFor, paletteItems, type PaletteItem } from './tools/paletteItems.ts';
import { PaletteMenu } from './tools/PaletteMenu.tsx';
import toolStyles from './tools/tools.module.css';
import { usePointerSettings } from './tools/usePointerSettings.ts';
import { useRoom } from './tools/useRoom.ts';
import { WindowMenu } from './tools/WindowMenu.tsx';
import styles from './ViewportGrid.module.css';

/** Pixels for the menu of more tools. */
const taken = 30;

const activeCell = ({ hanging }: ViewerState) =>
  hanging.cells.find(({ id }) => id === hanging.activeViewportId);

/** The image tools; they act on the active viewport. */
export function ViewportToolbar({
  tool,
  onTool,
}: {
  readonly tool: PrimaryTool;
  readonly onTool: (tool: PrimaryTool) => void;
}) {
  const viewer = useViewer();
  const cellId = useViewerState((state) => activeCell(state)?.id ?? '');
  const kind = useViewerState((state) => activeCell(state)?.kind);
  const handle = useViewportHandle(cellId);
  const rendered = useLiveViewport(handle, (live) => live.status === 'rendered');
  const isImage = kind !== undefined && viewer.registry.viewportModuleFor(kind)?.isImage === true;
  const usable = rendered && isImage;
  const playing = useLiveViewport(handle, (live) => live.cine?.playing === true);
  const canPlay = useLiveViewport(handle, (live) => live.imageCount > 1);
  const isBlocks = useLiveViewport(handle, (live) => live.presentation?.interpolation === 'nearest');
  const overlay = useViewerState((state) => state.overlayVisible);
  const hidden = useViewerState((state) => state.preferences.palette)?.hidden ?? [];
  const ownKeys = useViewerState((state) => state.preferences.keys);
  const bar = useRef<HTMLDivElement>(null);
  const others = useRef<HTMLDivElement>(null);
  const room = useRoom(bar, others, taken);
  usePointerSettings(tool);

  const shown = itemsFor(room, hidden);
  const choose = ({ command }: PaletteItem) => {
    const context = { viewer, viewportId: cellId, handle, tool, setTool: onTool };
    commands.find(({ id }) => id === command)?.run({ ...context, openHelp: () => undefined });
  };
  const shortcutOf = ({ command }: PaletteItem) => {
    const found = commands.find(({ id }) => id === command);
    // The key of a tool alone chooses it; a second one of a list is for those who look it up.
    return found && keysText(keysOf(found, ownKeys).slice(0, 1));
  };
  const checkedOf = ({ tool: primary, command }: PaletteItem): boolean | undefined => {
    if (primary) return tool === primary;
    if (command === 'image.cine') return playing;
    if (command === 'image.interpolation') return isBlocks;
    return command === 'overlay.toggle' ? overlay : undefined;
  };
  const disabledOf = ({ tool: primary, command, always }: PaletteItem) =>
    primary === undefined && always !== true && (!usable || (command === 'image.cine' && !canPlay));
  const labelOf = ({ label, command }: PaletteItem) =>
    command === 'image.cine' && playing ? 'Stop playing' : label;

  return (
    <Toolbar label="Image tools" className={styles['toolbar']}>
      <div ref={bar} className={toolStyles['bar']}>
        {shown.map((item, at) => (
          <Fragment key={item.command}>
            {at > 0 && shown[at - 1]?.group !== item.group && <ToolbarSeparator />}
            <ToolbarItem>
              <IconButton
                label={labelOf(item)}
                shortcut={shortcutOf(item)}
                icon={<item.icon size={16} strokeWidth={1.5} />}
                pressed={checkedOf(item)}
                disabled={disabledOf(item)}
                onClick={() => choose(item)}
              />
            </ToolbarItem>
            {item.command === 'tool.window' && <WindowMenu disabled={!usable} />}
            {item.group === 'picture' && shown[at + 1]?.group !== 'picture' && (
              <ColourMapMenu handle={handle} disabled={!usable} />
            )}
          </Fragment>
        ))}
        {/* Groups of tools that others bring: one line each. */}
        <div ref={others} className={toolStyles['others']}>
          <CineTools />
          <LinkTools tool={tool} onTool={onTool} />
          <PlaneTools viewportId={cellId} handle={handle} />
          <FusionTools handle={handle} />
          <ThreeDTools handle={handle} />
          <CaptureMenu />
        </div>
        <PaletteMenu
          items={paletteItems.filter((item) => !shown.includes(item))}
          shortcutOf={shortcutOf}
          checkedOf={checkedOf}
          disabledOf={disabledOf}
          onChoose={choose}
        />
      </div>
    </Toolbar>
  );
}
