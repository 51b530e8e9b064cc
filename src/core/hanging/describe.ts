import { imageOf } from './facts.ts';
import type { PlaceResult } from './match.ts';
import { chestWallTurn } from './turn.ts';
import { windowOf } from './windows.ts';

/** How a rule shows what it hangs, a sentence each; [] where it is shown as it comes. */
export function describePresentation({ place, chosen }: PlaceResult): readonly string[] {
  const wanted = place.presentation;
  if (!wanted || !chosen) return [];
  const lines: string[] = [];
  const window = windowOf(wanted.window);
  if (window) {
    const name = typeof wanted.window === 'string' ? `${wanted.window}, ` : '';
    lines.push(`Window: ${name}W ${window.width} L ${window.center}`);
  }
  if (wanted.plane) {
    const slab = wanted.slabMm ? `, slab ${wanted.slabMm} mm` : '';
    lines.push(`Plane of the volume: ${wanted.plane}${slab}`);
  }
  if (wanted.invert) lines.push('Black and white exchanged');
  if (wanted.colourMap !== undefined) lines.push(`Colours: ${wanted.colourMap}`);
  if (wanted.chestWall) lines.push(chestWallLine(chosen.displaySet, wanted.chestWall));
  if (wanted.scale !== undefined) lines.push('Same scale as the others of its group');
  return lines;
}

function chestWallLine(
  displaySet: NonNullable<PlaceResult['chosen']>['displaySet'],
  side: 'left' | 'right',
): string {
  const image = imageOf(displaySet);
  const wall = chestWallTurn(image, side);
  if ('reason' in wall) return `Chest wall: ${wall.reason}`;
  const { rotation, flipHorizontal } = wall.turn;
  const done = [rotation > 0 && `turned by ${rotation}°`, flipHorizontal && 'mirrored left and right'].filter(
    Boolean,
  );
  const orientation = image.PatientOrientation?.join('\\') ?? '';
  return `Chest wall to the ${side}: ${done.join(' and ') || 'as stored'}, by PatientOrientation ${orientation}`;
}
