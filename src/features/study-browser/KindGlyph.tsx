import { CircleHelp, Clapperboard, FileText, Film, Image, Images, ListTree } from 'lucide-react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { objectIcon } from './objectIcon.ts';
import styles from './StudyBrowser.module.css';

/** The kind of a display set as a drawing, where there is no picture of it. */
export function KindGlyph({
  displaySet,
  pending,
}: {
  readonly displaySet: DisplaySet;
  readonly pending: boolean;
}) {
  const Icon = iconFor(displaySet);
  return (
    <span className={styles['glyph']} data-pending={pending || undefined}>
      <Icon size={24} strokeWidth={1.25} aria-hidden />
    </span>
  );
}

function iconFor(displaySet: DisplaySet) {
  const { unsupported, viewportKinds, isMultiFrame, numImageFrames } = displaySet;
  if (unsupported) return CircleHelp;
  switch (viewportKinds[0]) {
    case 'document':
      return FileText;
    case 'tags':
      return numImageFrames > 0 ? Image : ListTree;
    case 'card':
    case 'ecg':
    case 'wholeslide':
      return objectIcon(displaySet) ?? ListTree;
    case 'video':
      return Film;
    default:
      if (isMultiFrame) return Clapperboard;
      return numImageFrames > 1 ? Images : Image;
  }
}
