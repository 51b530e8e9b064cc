import type { Preferences } from '../../../state/preferences.ts';
import { overlayItems, type OverlayItemId } from './overlayItems.ts';

export const corners = ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'] as const;
export type Corner = (typeof corners)[number];

/** What each corner says, from its outer edge inwards as it is read. */
export type OverlayCorners = Readonly<Record<Corner, readonly OverlayItemId[]>>;

/** Kinds of images that have an overlay of their own. */
export const overlayGroups = {
  other: 'All others',
  CT: 'CT',
  MR: 'MR',
  PT: 'PET and nuclear medicine',
  US: 'Ultrasound',
  XA: 'Angiography and fluoroscopy',
  MG: 'Mammography',
  DX: 'Radiography',
} as const;
export type OverlayGroup = keyof typeof overlayGroups;

const groupOf: Readonly<Record<string, OverlayGroup>> = {
  CT: 'CT',
  MR: 'MR',
  PT: 'PT',
  NM: 'PT',
  US: 'US',
  IVUS: 'US',
  XA: 'XA',
  RF: 'XA',
  MG: 'MG',
  DX: 'DX',
  CR: 'DX',
  IO: 'DX',
  PX: 'DX',
};

export const overlayGroupOf = (modality: string | undefined): OverlayGroup =>
  groupOf[modality ?? ''] ?? 'other';

const usual: OverlayCorners = {
  topLeft: ['patientName', 'patient', 'study', 'studyDate'],
  topRight: ['series', 'description', 'part', 'view'],
  bottomLeft: ['window', 'zoom', 'turned'],
  bottomRight: ['thickness', 'location', 'number', 'image'],
};

/** As it comes: what readers of such images look for. */
export const defaultCorners: Readonly<Record<OverlayGroup, OverlayCorners>> = {
  other: usual,
  CT: { ...usual, bottomRight: ['kernel', 'thickness', 'location', 'number', 'image'] },
  MR: {
    ...usual,
    bottomRight: ['echoTime', 'repetitionTime', 'bValue', 'thickness', 'location', 'number', 'image'],
  },
  PT: { ...usual, bottomRight: ['units', 'thickness', 'location', 'number', 'image'] },
  US: { ...usual, topRight: ['series', 'description', 'part', 'acquired'], bottomRight: ['number', 'image'] },
  XA: { ...usual, topRight: ['series', 'description', 'part', 'acquired'], bottomRight: ['number', 'image'] },
  MG: { ...usual, topRight: ['view', 'series', 'description', 'part'], bottomRight: ['number', 'image'] },
  DX: { ...usual, topRight: ['view', 'series', 'description', 'part'], bottomRight: ['number', 'image'] },
};

/** What the corners say of images of a kind: the reader's choice, else as it comes. */
export function cornersFor(group: OverlayGroup, chosen: Preferences['overlay']): OverlayCorners {
  const own = chosen?.[group];
  if (!own) return defaultCorners[group];
  const known = (ids: readonly string[] | undefined) => (ids ?? []).filter(isItem);
  return {
    topLeft: known(own.topLeft),
    topRight: known(own.topRight),
    bottomLeft: known(own.bottomLeft),
    bottomRight: known(own.bottomRight),
  };
}

/** Another version of the viewer may know items that this one does not. */
const isItem = (id: string): id is OverlayItemId => id in overlayItems;

/** With an item moved to the end of a corner, or taken away. */
export function withItem(from: OverlayCorners, id: OverlayItemId, to: Corner | undefined): OverlayCorners {
  const without = Object.fromEntries(
    corners.map((corner) => [corner, from[corner].filter((each) => each !== id)]),
  ) as unknown as OverlayCorners; // one list a corner
  return to === undefined ? without : { ...without, [to]: [...without[to], id] };
}

/** With an item one place further up or down in its corner. */
export function moved(from: OverlayCorners, corner: Corner, id: OverlayItemId, by: 1 | -1): OverlayCorners {
  const items = [...from[corner]];
  const at = items.indexOf(id);
  const other = items[at + by];
  if (at < 0 || other === undefined) return from;
  items[at] = other;
  items[at + by] = id;
  return { ...from, [corner]: items };
}
