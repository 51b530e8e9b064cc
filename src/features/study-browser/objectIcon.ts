import {
  Activity,
  Atom,
  Box,
  Combine,
  Eye,
  FileText,
  Layers,
  LayoutTemplate,
  type LucideIcon,
  Microscope,
  Star,
  Target,
} from 'lucide-react';
import { sopClassEntry, type SopClassGroup } from '../../core/dicom/sopClass.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';

/** Objects that are not images, each kind with a drawing of its own. */
const icons: { readonly [G in SopClassGroup]?: LucideIcon } = {
  H: Microscope,
  I: Activity,
  J: LayoutTemplate,
  K: FileText,
  L: Star,
  M: Layers,
  N: Combine,
  O: Target,
  P: Box,
  Q: Eye,
  R: Atom,
};

/** By what the object is; undefined where the viewport that shows it says more. */
export const objectIcon = ({ instances: [first] }: DisplaySet): LucideIcon | undefined => {
  const group = first && sopClassEntry(first.SOPClassUID)?.group;
  return group && icons[group];
};
