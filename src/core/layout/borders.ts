import { MAX_SHARE, tidy } from './edit.ts';
import { boxesOf, countViewports, totalOf, type Layout, type LayoutBox, type Split } from './layout.ts';

/** Which border: between two parts that follow each other in a split of the layout. */
export interface BorderName {
  /** The way from the whole to the split, as places of parts. */
  readonly path: readonly number[];
  /** Of the part before it. */
  readonly index: number;
}

/** A border that can be dragged. Places are fractions of the screen, along the direction in which it moves. */
export interface Border extends BorderName {
  readonly split: Split['split'];
  readonly at: number;
  /** Where the part before it begins and the part after it ends. */
  readonly from: number;
  readonly to: number;
  /** Across that direction: where the line begins and how long it is. */
  readonly start: number;
  readonly length: number;
  /** The first viewports at either side of it, by their place in the layout, from 0. */
  readonly between: readonly [number, number];
}

/** All borders between viewports, the outer ones first. */
export function bordersOf(layout: Layout): readonly Border[] {
  return bordersIn(layout, { x: 0, y: 0, width: 1, height: 1 }, [], 0);
}

function bordersIn(
  layout: Layout,
  box: LayoutBox,
  path: readonly number[],
  first: number,
): readonly Border[] {
  if (layout === 'viewport') return [];
  const { split, parts } = layout;
  const shells = boxesOf({ split, parts: parts.map(({ share }) => ({ share, layout: 'viewport' })) }, box);
  const firsts = parts.map((_, index) =>
    parts.slice(0, index).reduce((sum, part) => sum + countViewports(part.layout), first),
  );
  const isColumns = split === 'columns';
  const own = parts.slice(1).flatMap((_, index): Border[] => {
    const [before, after] = [shells[index], shells[index + 1]];
    if (!before || !after) return [];
    return [
      {
        path,
        index,
        split,
        at: isColumns ? after.x : after.y,
        from: isColumns ? before.x : before.y,
        to: isColumns ? after.x + after.width : after.y + after.height,
        start: isColumns ? box.y : box.x,
        length: isColumns ? box.height : box.width,
        between: [firsts[index] ?? 0, firsts[index + 1] ?? 0],
      },
    ];
  });
  const inner = parts.flatMap((part, index) =>
    bordersIn(part.layout, shells[index] ?? box, [...path, index], firsts[index] ?? 0),
  );
  return [...own, ...inner];
}

/** How a border moves: by itself, or with those that it is in one line with, as in rows and columns. */
export interface BorderMove {
  readonly alone?: boolean;
}

/**
 * Moves a border; what is before and after it shares the room anew.
 * @param part what the part before it gets of the room of both, from 0 to 1; neither vanishes.
 */
export function moveBorder(
  layout: Layout,
  border: BorderName,
  part: number,
  { alone = false }: BorderMove = {},
): Layout {
  return changeSplits(layout, border.path, alone, (split) => {
    const scale = Math.max(1, Math.floor(MAX_SHARE / totalOf(split)));
    const shares = split.parts.map(({ share }) => share * scale);
    const [before = 0, after = 0] = shares.slice(border.index, border.index + 2);
    const both = before + after;
    const next = Math.min(both - 1, Math.max(1, Math.round(part * both)));
    return shares.map((share, index) =>
      index === border.index ? next : index === border.index + 1 ? both - next : share,
    );
  });
}

/** Gives all parts of a border's split the same room. */
export function evenOut(layout: Layout, { path }: BorderName, { alone = false }: BorderMove = {}): Layout {
  return changeSplits(layout, path, alone, ({ parts }) => parts.map(() => 1));
}

function changeSplits(
  layout: Layout,
  path: readonly number[],
  alone: boolean,
  sharesOf: (split: Split) => readonly number[],
): Layout {
  const [place, ...rest] = path;
  if (layout === 'viewport') return layout;
  if (place === undefined) return tidy(withShares(layout, sharesOf(layout)));
  const target = layout.parts[place]?.layout;
  const together =
    rest.length === 0 && !alone && target && target !== 'viewport' ? inLine(layout, place, target) : [place];
  const parts = layout.parts.map((part, index) =>
    together.includes(index) ? { ...part, layout: changeSplits(part.layout, rest, alone, sharesOf) } : part,
  );
  return { ...layout, parts };
}

/** The parts next to one another, around one of them, whose borders go on from one to the next. */
function inLine({ parts }: Split, place: number, target: Split): readonly number[] {
  const goesOn = (index: number) => {
    const other = parts[index]?.layout;
    return (
      other !== undefined &&
      other !== 'viewport' &&
      other.parts.length === target.parts.length &&
      other.parts.every(
        ({ share }, at) => share * totalOf(target) === (target.parts[at]?.share ?? 0) * totalOf(other),
      )
    );
  };
  let [first, last] = [place, place];
  while (goesOn(first - 1)) first -= 1;
  while (goesOn(last + 1)) last += 1;
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

const withShares = ({ split, parts }: Split, shares: readonly number[]): Split => ({
  split,
  parts: parts.map((part, index) => ({ ...part, share: shares[index] ?? part.share })),
});
