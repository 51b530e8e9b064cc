import { viewOf, type View } from '../../core/dicom/projectionView.ts';

export { viewOf, type View };

export const viewText = ({ side, view }: View): string => [side, view].filter(Boolean).join(' ');

/** How screening is hung: both sides of one view beside each other, the right breast at the left. */
const order = ['R CC', 'L CC', 'R MLO', 'L MLO', 'R ML', 'L ML', 'R LM', 'L LM'];

/** The place of a view among the others, from 0; views without a place of their own come after. */
export function placeOf(view: View): number {
  const place = order.indexOf(viewText(view));
  if (place >= 0) return place;
  const bySide = ['R', 'L'].indexOf(view.side);
  return order.length + (bySide < 0 ? 2 : bySide);
}
