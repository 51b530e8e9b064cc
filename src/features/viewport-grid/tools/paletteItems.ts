import {
  Aperture,
  CaretsToAxisDashedHorizontal,
  CaretsToAxisDashedVertical,
  Contrast,
  Expand,
  Fullscreen,
  Grid2x2,
  Hand,
  Info,
  Keyboard,
  Layers,
  Pipette,
  Play,
  RotateCcw,
  RotateCw,
  Ruler,
  Scan,
  ScanSearch,
  Square,
  SquareDashedMousePointer,
  SunMedium,
  Undo2,
  ZoomIn,
  type LucideIcon,
} from 'lucide-react';
import type { PrimaryTool } from '../../../core/viewport.ts';

/** One thing of the palette: what it does is a command, by its id. */
export interface PaletteItem {
  readonly command: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** Where a line is drawn between two groups. */
  readonly group: 'tools' | 'picture' | 'page';
  /** For a tool of the primary button. */
  readonly tool?: PrimaryTool;
  /**
   * The lower, the longer it stays in the palette when room is scarce; `menu`: it
   * is in the menu only.
   */
  readonly rank: number | 'menu';
  /** Works without a picture. */
  readonly always?: boolean;
}

/** In their order in the palette, and in its menu. */
export const paletteItems: readonly PaletteItem[] = [
  {
    command: 'tool.window',
    label: 'Window and level',
    icon: SunMedium,
    group: 'tools',
    tool: 'window',
    rank: 0,
  },
  {
    command: 'tool.scroll',
    label: 'Scroll through images',
    icon: Layers,
    group: 'tools',
    tool: 'scroll',
    rank: 1,
  },
  { command: 'tool.zoom', label: 'Zoom', icon: ZoomIn, group: 'tools', tool: 'zoom', rank: 2 },
  { command: 'tool.pan', label: 'Pan', icon: Hand, group: 'tools', tool: 'pan', rank: 3 },
  {
    command: 'tool.magnify',
    label: 'Magnifier',
    icon: ScanSearch,
    group: 'tools',
    tool: 'magnify',
    rank: 10,
  },
  { command: 'tool.probe', label: 'Probe', icon: Pipette, group: 'tools', tool: 'probe', rank: 9 },
  {
    command: 'tool.region',
    label: 'Window of a region',
    icon: SquareDashedMousePointer,
    group: 'tools',
    tool: 'region',
    rank: 'menu',
  },
  { command: 'image.fit', label: 'Fit to viewport', icon: Scan, group: 'picture', rank: 4 },
  { command: 'image.rotate', label: 'Rotate by 90°', icon: RotateCw, group: 'picture', rank: 6 },
  {
    command: 'image.rotateBack',
    label: 'Rotate back by 90°',
    icon: RotateCcw,
    group: 'picture',
    rank: 'menu',
  },
  {
    command: 'image.flipHorizontal',
    label: 'Flip left and right',
    icon: CaretsToAxisDashedVertical,
    group: 'picture',
    rank: 7,
  },
  {
    command: 'image.flipVertical',
    label: 'Flip top and bottom',
    icon: CaretsToAxisDashedHorizontal,
    group: 'picture',
    rank: 8,
  },
  { command: 'image.invert', label: 'Invert', icon: Contrast, group: 'picture', rank: 5 },
  { command: 'image.interpolation', label: 'Pixel blocks', icon: Grid2x2, group: 'picture', rank: 'menu' },
  { command: 'image.actualPixels', label: 'Pixel for pixel', icon: Square, group: 'picture', rank: 'menu' },
  { command: 'image.trueSize', label: 'True size', icon: Ruler, group: 'picture', rank: 'menu' },
  { command: 'image.reset', label: 'Reset the view', icon: Undo2, group: 'picture', rank: 4.5 },
  { command: 'image.cine', label: 'Play the images', icon: Play, group: 'page', rank: 8.5 },
  { command: 'overlay.toggle', label: 'Text on images', icon: Info, group: 'page', rank: 8.6, always: true },
  { command: 'window.seen', label: 'Window of what is seen', icon: Aperture, group: 'page', rank: 'menu' },
  {
    command: 'screen.full',
    label: 'Full screen',
    icon: Fullscreen,
    group: 'page',
    rank: 'menu',
    always: true,
  },
  {
    command: 'screen.viewport',
    label: 'Full screen, this viewport alone',
    icon: Expand,
    group: 'page',
    rank: 'menu',
    always: true,
  },
  {
    command: 'keys.open',
    label: 'Keys and mouse',
    icon: Keyboard,
    group: 'page',
    rank: 'menu',
    always: true,
  },
];

/** Pixels that one item takes in the palette, and a line between groups. */
const itemWidth = 30;
const lineWidth = 15;

/**
 * The items that the palette has room for.
 * @param room pixels, undefined before it is known: all of them
 * @param hidden commands that the reader does not want there
 */
export function itemsFor(room: number | undefined, hidden: readonly string[]): readonly PaletteItem[] {
  const wanted = paletteItems.filter(({ command, rank }) => rank !== 'menu' && !hidden.includes(command));
  if (room === undefined) return wanted;
  const byRank = [...wanted].sort((a, b) => Number(a.rank) - Number(b.rank));
  let most = byRank.length;
  while (most > 0 && widthOf(byRank.slice(0, most)) > room) most -= 1;
  const kept = new Set(byRank.slice(0, most));
  return wanted.filter((item) => kept.has(item));
}

/** With a line between each two groups that are there, and the menus that stand beside some items. */
function widthOf(items: readonly PaletteItem[]): number {
  const groups = new Set(items.map(({ group }) => group));
  const windowMenu = items.some(({ command }) => command === 'tool.window') ? 26 : 0;
  const colourMenu = groups.has('picture') ? itemWidth : 0;
  return items.length * itemWidth + (groups.size - 1) * lineWidth + windowMenu + colourMenu;
}
