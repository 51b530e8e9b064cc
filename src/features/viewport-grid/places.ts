import type { CSSProperties } from 'react';
import type { LayoutBox } from '../../core/layout/layout.ts';

/** A fraction as a percentage; those that meet are the same text: two sums of thirds may differ. */
export const percentOf = (part: number): string => `${Math.round(part * 1e7) / 1e5}%`;

/** Where a viewport is, for Places.module.css. */
export function placeStyle({ x, y, width, height }: LayoutBox): CSSProperties {
  // The line after a viewport lies outside, at the edge of the screen.
  const end = (part: number) => (part > 1 - 1e-6 ? '100% + 1px' : percentOf(part));
  const style: Readonly<Record<`--${string}`, string>> = {
    '--left': percentOf(x),
    '--top': percentOf(y),
    '--right': end(x + width),
    '--bottom': end(y + height),
  };
  return style;
}
