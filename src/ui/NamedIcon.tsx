import {
  Activity,
  Blend,
  Box,
  CircleHelp,
  Clapperboard,
  Columns2,
  FileText,
  Film,
  Image,
  LayoutGrid,
  Layers,
  ListTree,
  Microscope,
  ScanLine,
  Square,
} from 'lucide-react';

const icons = {
  activity: Activity,
  blend: Blend,
  box: Box,
  'circle-help': CircleHelp,
  clapperboard: Clapperboard,
  'columns-2': Columns2,
  'file-text': FileText,
  film: Film,
  image: Image,
  layers: Layers,
  'layout-grid': LayoutGrid,
  'list-tree': ListTree,
  microscope: Microscope,
  'scan-line': ScanLine,
  square: Square,
};

/** An icon that data names (lucide's names). One that is not among ours is drawn as an empty square. */
export function NamedIcon({ name, size = 16 }: { name: string; size?: number }) {
  const Icon = Object.entries(icons).find(([known]) => known === name)?.[1] ?? Square;
  return <Icon size={size} strokeWidth={1.5} aria-hidden="true" />;
}
