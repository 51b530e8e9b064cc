import { MAX_SHARE, tidy } from './edit.ts';
import { countViewports, gridLayout, gridOf, MAX_VIEWPORTS, type Layout, type Part } from './layout.ts';

/**
 * A layout in a few characters, for addresses and attributes: `2x3` for rows and
 * columns; else `c` (columns) or `r` (rows), each part as its share (left out
 * where it is 1) and `v` or a split of its own, and a full stop: `c2vrvv..` is a
 * large viewport with two small ones below each other at its right.
 */
export function layoutText(layout: Layout): string {
  const grid = gridOf(layout);
  return grid ? `${grid.rows}x${grid.columns}` : treeText(layout);
}

function treeText(layout: Layout): string {
  if (layout === 'viewport') return 'v';
  const parts = layout.parts.map(
    ({ share, layout: inner }) => `${share === 1 ? '' : share}${treeText(inner)}`,
  );
  return `${layout.split === 'columns' ? 'c' : 'r'}${parts.join('')}.`;
}

/** A layout from its text; undefined for what is none, or more than a screen can hold. */
export function readLayout(text: string): Layout | undefined {
  const [, rows, columns] = /^(\d{1,2})x(\d{1,2})$/.exec(text) ?? [];
  if (rows !== undefined && columns !== undefined) {
    const grid = { rows: Number(rows), columns: Number(columns) };
    const count = grid.rows * grid.columns;
    return count >= 1 && count <= MAX_VIEWPORTS ? gridLayout(grid) : undefined;
  }
  if (text.length > 400) return undefined;
  const read = readTree(text, 0);
  if (!read || read.end !== text.length || countViewports(read.layout) > MAX_VIEWPORTS) return undefined;
  return tidy(read.layout);
}

function readTree(text: string, start: number): { layout: Layout; end: number } | undefined {
  const letter = text[start];
  if (letter === 'v') return { layout: 'viewport', end: start + 1 };
  if (letter !== 'c' && letter !== 'r') return undefined;
  const parts: Part[] = [];
  let at = start + 1;
  while (text[at] !== '.') {
    const digits = /^\d{0,5}/.exec(text.slice(at, at + 5))?.[0] ?? '';
    const share = digits === '' ? 1 : Number(digits);
    const inner = readTree(text, at + digits.length);
    if (!inner || share < 1 || share > MAX_SHARE) return undefined;
    parts.push({ share, layout: inner.layout });
    at = inner.end;
  }
  return parts.length >= 2
    ? { layout: { split: letter === 'c' ? 'columns' : 'rows', parts }, end: at + 1 }
    : undefined;
}
