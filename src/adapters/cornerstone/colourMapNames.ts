import { utilities } from '@cornerstonejs/core';
import { colourMapNamed } from '../../core/colour/colourMaps.ts';

const registered = new Set<string>();

/** A colour map as the graphics card takes it, known to Cornerstone by the name that is returned. */
export function registeredColourMap(name: string, isInverted: boolean): string | undefined {
  const map = colourMapNamed(name);
  if (!map) return undefined;
  const id = `hangar ${name}${isInverted ? ' inverted' : ''}`;
  if (registered.has(id)) return id;
  const points: number[] = [];
  for (let entry = 0; entry < 256; entry++) {
    const at = (isInverted ? 255 - entry : entry) * 3;
    const [red = 0, green = 0, blue = 0] = map.table.subarray(at, at + 3);
    // The middle of the part of the window that is drawn in this colour.
    points.push((entry + 0.5) / 256, red / 255, green / 255, blue / 255);
  }
  utilities.colormap.registerColormap({ ColorSpace: 'RGB', Name: id, name: id, RGBPoints: points });
  registered.add(id);
  return id;
}
