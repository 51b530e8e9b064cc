import { orientationLetters, type Vector3 } from '../../../core/dicom/geometry.ts';
import { numberOf, visibleCells } from '../../../state/hanging.ts';
import { stationOf } from '../../../state/linkStation.ts';
import type { CrosshairPoint } from '../../../state/crosshair.ts';
import type { Viewer } from '../../../state/viewer.ts';

/** "L 12.3, P 4.5, H 100.2 mm": from the origin of the frame of reference, to the patient's sides. */
export function placeWords(point: Vector3): string {
  const parts = point.map((mm, axis) => {
    const direction: Vector3 = [axis === 0 ? 1 : 0, axis === 1 ? 1 : 0, axis === 2 ? 1 : 0];
    const rounded = Math.round(mm * 10) / 10;
    const letter = orientationLetters(
      rounded < 0 ? (direction.map((part) => -part) as unknown as Vector3) : direction,
    ); // three in, three out
    return `${letter} ${Math.abs(rounded).toFixed(1)}`;
  });
  return `${parts.join(', ')} mm`;
}

export const mmWords = (mm: number): string => `${Math.abs(mm).toFixed(1)} mm`;

/** What the crosshair found in the other viewports, to be read out. */
export function crosshairReport({ store, live }: Pick<Viewer, 'store' | 'live'>, at: CrosshairPoint): string {
  const { hanging, displaySets } = store.getState();
  const others = visibleCells(hanging).flatMap(({ id }) => {
    const state = live.state(id);
    const own =
      id === at.viewportId ? undefined : stationOf(state, displaySets.get(state.displaySetInstanceUID ?? ''));
    const nearest = own?.row.nearest(at.point, at.FrameOfReferenceUID, own.index);
    if (!nearest) return [];
    const name = `Viewport ${numberOf(hanging, id)}`;
    if (nearest.isOutside) return [`${name}: outside its images, ${mmWords(nearest.distanceMm)} away.`];
    const away = nearest.isFar ? `, ${mmWords(nearest.distanceMm)} away` : '';
    return [`${name}: image ${nearest.index + 1}${away}.`];
  });
  const found = others.length > 0 ? others.join(' ') : 'No other viewport shows the same frame of reference.';
  return `Crosshair at ${placeWords(at.point)}. ${found}`;
}
