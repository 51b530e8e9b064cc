import {
  Contrast,
  FlipHorizontal2,
  FlipVertical2,
  Hand,
  Info,
  Layers,
  Play,
  RotateCw,
  Scan,
  SunMedium,
  Undo2,
  ZoomIn,
  ChevronDown,
} from 'lucide-react';
import { useEffect, type ReactNode } from 'react';
import { imageAt } from '../../core/displaySet/images.ts';
import type { PrimaryTool } from '../../core/viewport.ts';
import { useLiveViewport, useViewer, useViewerState, useViewportHandle } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/Menu.tsx';
import { Toolbar, ToolbarItem, ToolbarSeparator } from '../../ui/Toolbar.tsx';
import { viewportAction, type ViewportAction } from './actions.ts';
import { CaptureMenu } from './capture/CaptureMenu.tsx';
import { LinkTools } from './linking/LinkTools.tsx';
import { FusionTools } from './fusion/FusionTools.tsx';
import { PlaneTools } from './PlaneTools.tsx';
import { CineTools } from './scroll/CineTools.tsx';
import styles from './ViewportGrid.module.css';
import { windowPresets } from './windowPresets.ts';

const icon = { size: 16, strokeWidth: 1.5 };

/** The image tools; they act on the active viewport. */
export function ViewportToolbar({
  tool,
  onTool,
}: {
  readonly tool: PrimaryTool;
  readonly onTool: (tool: PrimaryTool) => void;
}) {
  const viewer = useViewer();
  const cell = useViewerState((state) =>
    state.hanging.cells.find(({ id }) => id === state.hanging.activeViewportId),
  );
  const handle = useViewportHandle(cell?.id ?? '');
  const rendered = useLiveViewport(handle, (live) => live.status === 'rendered');
  const isImage = cell?.kind !== undefined && viewer.registry.viewportModuleFor(cell.kind)?.isImage === true;
  const usable = rendered && isImage;
  const playing = useLiveViewport(handle, (live) => live.cine?.playing === true);
  const canPlay = useLiveViewport(handle, (live) => live.imageCount > 1);
  const overlay = useViewerState((state) => state.overlayVisible);

  useEffect(() => handle?.setPrimaryTool(tool), [handle, tool]);

  const act = (action: ViewportAction) => () => handle && viewportAction(handle, action);
  const button = (label: string, shortcut: string, action: ViewportAction, glyph: ReactNode) => (
    <ToolbarItem>
      <IconButton label={label} shortcut={shortcut} icon={glyph} disabled={!usable} onClick={act(action)} />
    </ToolbarItem>
  );
  const toolButton = (label: string, shortcut: string, value: PrimaryTool, glyph: ReactNode) => (
    <ToolbarItem>
      <IconButton
        label={label}
        shortcut={shortcut}
        icon={glyph}
        pressed={tool === value}
        onClick={() => onTool(value)}
      />
    </ToolbarItem>
  );

  return (
    <Toolbar label="Image tools" className={styles['toolbar']}>
      {toolButton('Window and level', 'W', 'window', <SunMedium {...icon} />)}
      <WindowMenu disabled={!usable} />
      {toolButton('Scroll through images', 'S', 'scroll', <Layers {...icon} />)}
      {toolButton('Zoom', 'Z', 'zoom', <ZoomIn {...icon} />)}
      {toolButton('Pan', 'P', 'pan', <Hand {...icon} />)}
      <ToolbarSeparator />
      {button('Fit to viewport', 'F', 'fit', <Scan {...icon} />)}
      {button('Rotate by 90°', 'R', 'rotate', <RotateCw {...icon} />)}
      {button('Flip left and right', 'H', 'flipHorizontal', <FlipHorizontal2 {...icon} />)}
      {button('Flip top and bottom', 'V', 'flipVertical', <FlipVertical2 {...icon} />)}
      {button('Invert', 'I', 'invert', <Contrast {...icon} />)}
      {button('Reset the view', '0', 'reset', <Undo2 {...icon} />)}
      <ToolbarSeparator />
      <ToolbarItem>
        <IconButton
          label={playing ? 'Stop playing' : 'Play the images'}
          shortcut="C"
          icon={<Play {...icon} />}
          pressed={playing}
          disabled={!usable || !canPlay}
          onClick={act('cine')}
        />
      </ToolbarItem>
      <ToolbarItem>
        <IconButton
          label="Text on images"
          shortcut="O"
          icon={<Info {...icon} />}
          pressed={overlay}
          onClick={viewer.toggleOverlay}
        />
      </ToolbarItem>
      <CineTools />
      <LinkTools tool={tool} onTool={onTool} />
      <PlaneTools viewportId={cell?.id ?? ''} handle={handle} />
      <FusionTools handle={handle} />
      <CaptureMenu />
    </Toolbar>
  );
}

/** Windows of the image itself, then the customary ones of its modality. */
function WindowMenu({ disabled }: { readonly disabled: boolean }) {
  const viewer = useViewer();
  const id = useViewerState((state) => state.hanging.activeViewportId);
  const displaySet = useViewerState((state) => {
    const uid = state.hanging.cells.find((cell) => cell.id === id)?.displaySetInstanceUID;
    return uid === undefined ? undefined : state.displaySets.get(uid);
  });
  const handle = useViewportHandle(id);
  const index = useLiveViewport(handle, (live) => live.image?.index ?? 0);
  const center = useLiveViewport(handle, (live) => live.presentation?.windowCenter);
  const width = useLiveViewport(handle, (live) => live.presentation?.windowWidth);
  const instance = displaySet && imageAt(displaySet, index)?.instance;
  const presets = instance ? windowPresets(instance) : [];
  const group = (from: 'image' | 'modality') => presets.filter((preset) => preset.from === from);
  const item = (preset: (typeof presets)[number], key: string) => (
    <MenuItem
      key={key}
      checked={preset.center === center && preset.width === width}
      shortcut={`${preset.width} / ${preset.center}`}
      onSelect={() => viewer.live.handle(id)?.setWindow({ center: preset.center, width: preset.width })}
    >
      {preset.name}
    </MenuItem>
  );
  return (
    <Menu
      label="Window presets"
      trigger={
        <IconButton
          label="Window presets"
          size={24}
          icon={<ChevronDown size={14} strokeWidth={1.5} />}
          disabled={disabled}
        />
      }
    >
      {group('image').length > 0 && <MenuLabel>Of the image (W / L)</MenuLabel>}
      {group('image').map((preset, at) => item(preset, `image ${at}`))}
      <MenuItem onSelect={() => viewer.live.handle(id)?.setWindow(undefined)}>The image’s default</MenuItem>
      {group('modality').length > 0 && <MenuSeparator />}
      {group('modality').length > 0 && <MenuLabel>CT (W / L)</MenuLabel>}
      {group('modality').map((preset) => item(preset, preset.name))}
    </Menu>
  );
}
