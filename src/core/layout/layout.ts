import type { GridLayout } from './gridLayout.ts';

/**
 * How the screen is divided: one viewport, or parts side by side (`columns`) or
 * below each other (`rows`). Viewports are numbered in reading order of the tree.
 */
export type Layout = 'viewport' | Split;

export interface Split {
  readonly split: 'columns' | 'rows';
  /** At least two; what a part takes is its share of the sum of shares. */
  readonly parts: readonly Part[];
}

export interface Part {
  /** A whole number from 1: layouts are compared and written without rounding. */
  readonly share: number;
  readonly layout: Layout;
}

/** Part of the screen, in fractions of its width and height. */
export interface LayoutBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** More viewports than this are no help to anybody. */
export const MAX_VIEWPORTS = 16;

/** Rows of equal height with columns of equal width. */
export function gridLayout({ rows, columns }: GridLayout): Layout {
  const row = evenly('columns', columns, 'viewport');
  return evenly('rows', rows, row);
}

/** A mode's rows and columns as a layout; a layout as it is. */
export const toLayout = (layout: Layout | GridLayout): Layout =>
  layout === 'viewport' || 'split' in layout ? layout : gridLayout(layout);

function evenly(split: Split['split'], count: number, layout: Layout): Layout {
  if (count === 1) return layout;
  return { split, parts: Array.from({ length: count }, () => ({ share: 1, layout })) };
}

export const countViewports = (layout: Layout): number =>
  layout === 'viewport' ? 1 : layout.parts.reduce((sum, part) => sum + countViewports(part.layout), 0);

/** Where each viewport is, in their order. */
export function boxesOf(
  layout: Layout,
  within: LayoutBox = { x: 0, y: 0, width: 1, height: 1 },
): readonly LayoutBox[] {
  if (layout === 'viewport') return [within];
  const total = totalOf(layout);
  let before = 0;
  return layout.parts.flatMap(({ share, layout: inner }) => {
    const [from, part] = [before / total, share / total];
    before += share;
    return boxesOf(
      inner,
      layout.split === 'columns'
        ? { ...within, x: within.x + from * within.width, width: part * within.width }
        : { ...within, y: within.y + from * within.height, height: part * within.height },
    );
  });
}

/** Whether two divide the screen alike: the same parts, each taking the same of it. */
export function sameLayout(a: Layout, b: Layout): boolean {
  if (a === b) return true;
  if (a === 'viewport' || b === 'viewport' || a.split !== b.split) return false;
  const [totalA, totalB] = [totalOf(a), totalOf(b)];
  return (
    a.parts.length === b.parts.length &&
    a.parts.every((part, index) => {
      const other = b.parts[index];
      return (
        other !== undefined &&
        part.share * totalB === other.share * totalA &&
        sameLayout(part.layout, other.layout)
      );
    })
  );
}

/** What all parts of a split take together. */
export const totalOf = ({ parts }: Split): number => parts.reduce((sum, { share }) => sum + share, 0);

/** Rows and columns, where all viewports are of one size; undefined for every other layout. */
export function gridOf(layout: Layout): GridLayout | undefined {
  if (layout === 'viewport') return { rows: 1, columns: 1 };
  if (!isEven(layout)) return undefined;
  const [first] = layout.parts;
  if (!first) return undefined;
  if (layout.split === 'columns')
    return first.layout === 'viewport' && layout.parts.every((part) => part.layout === 'viewport')
      ? { rows: 1, columns: layout.parts.length }
      : undefined;
  const columns = layout.parts.map((part) => columnsOf(part.layout));
  return columns.every((each) => each !== undefined && each === columns[0])
    ? { rows: layout.parts.length, columns: columns[0] ?? 1 }
    : undefined;
}

function columnsOf(layout: Layout): number | undefined {
  if (layout === 'viewport') return 1;
  const isRow =
    layout.split === 'columns' && isEven(layout) && layout.parts.every((part) => part.layout === 'viewport');
  return isRow ? layout.parts.length : undefined;
}

const isEven = ({ parts }: Split): boolean => parts.every(({ share }) => share === parts[0]?.share);
