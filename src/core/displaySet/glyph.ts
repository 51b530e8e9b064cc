import type { DisplaySet } from './displaySet.ts';

/** The icon (by lucide's name) that stands for a display set where there is no picture of it. */
export function glyphOf({
  unsupported,
  viewportKinds,
  isMultiFrame,
  numImageFrames,
}: Pick<DisplaySet, 'unsupported' | 'viewportKinds' | 'isMultiFrame' | 'numImageFrames'>): string {
  if (unsupported) return 'circle-help';
  switch (viewportKinds[0]) {
    case 'document':
      return 'file-text';
    case 'video':
      return 'film';
    case 'ecg':
      return 'activity';
    case 'wholeslide':
      return 'microscope';
    case 'volume':
    case 'volume3d':
      return 'box';
    case 'tags':
      return numImageFrames > 0 ? 'image' : 'list-tree';
    default:
      if (isMultiFrame) return 'clapperboard';
      return numImageFrames > 1 ? 'layers' : 'image';
  }
}
