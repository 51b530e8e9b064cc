import { countViewports, totalOf, type Layout, type Part, type Split } from './layout.ts';

/** Changes of a layout: each gives a new one, without splits in splits of their own direction. */

export type Side = 'left' | 'right' | 'above' | 'below';

/**
 * Gives half of a viewport's room to a new one at a side of it.
 * @param index of the viewport, in the order of the layout
 * @returns the layout, and the index of the new viewport
 */
export function splitAt(
  layout: Layout,
  index: number,
  side: Side,
): { readonly layout: Layout; readonly added: number } {
  const before = side === 'left' || side === 'above';
  const split = side === 'left' || side === 'right' ? 'columns' : 'rows';
  const halves: Split = {
    split,
    parts: [
      { share: 1, layout: 'viewport' },
      { share: 1, layout: 'viewport' },
    ],
  };
  return { layout: tidy(replaceAt(layout, index, halves)), added: before ? index : index + 1 };
}

function replaceAt(layout: Layout, index: number, by: Layout): Layout {
  if (layout === 'viewport') return index === 0 ? by : layout;
  let before = 0;
  const parts = layout.parts.map((part) => {
    const at = index - before;
    const count = countViewports(part.layout);
    before += count;
    return at >= 0 && at < count ? { ...part, layout: replaceAt(part.layout, at, by) } : part;
  });
  return { ...layout, parts };
}

/** Takes a viewport away: those beside it share its room. The last one stays. */
export function removeAt(layout: Layout, index: number): Layout {
  return tidy(without(layout, index) ?? 'viewport');
}

function without(layout: Layout, index: number): Layout | undefined {
  if (layout === 'viewport') return index === 0 ? undefined : layout;
  let before = 0;
  const parts = layout.parts.flatMap((part): Part[] => {
    const at = index - before;
    const count = countViewports(part.layout);
    before += count;
    if (at < 0 || at >= count) return [part];
    const rest = without(part.layout, at);
    return rest === undefined ? [] : [{ ...part, layout: rest }];
  });
  return { ...layout, parts };
}

/** Splits of one part are that part, and splits within one of their own direction are parts of it. */
export function tidy(layout: Layout): Layout {
  if (layout === 'viewport') return layout;
  const parts = layout.parts.map((part) => ({ ...part, layout: tidy(part.layout) }));
  const [only] = parts;
  if (parts.length === 1 && only) return only.layout;
  const totals = parts.map((part) =>
    part.layout !== 'viewport' && part.layout.split === layout.split ? totalOf(part.layout) : 1,
  );
  const scale = totals.reduce((product, total) => product * total, 1);
  const flat = parts.flatMap((part, index): Part[] => {
    const of = (part.share * scale) / (totals[index] ?? 1);
    return part.layout !== 'viewport' && part.layout.split === layout.split
      ? part.layout.parts.map((inner) => ({ ...inner, share: inner.share * of }))
      : [{ ...part, share: part.share * scale }];
  });
  return { ...layout, parts: simplest(flat) };
}

/** Shares in the smallest whole numbers; in thousandths, where these would grow beyond all use. */
function simplest(parts: readonly Part[]): readonly Part[] {
  const divisor = parts.reduce((sofar, { share }) => greatestCommon(sofar, share), 0) || 1;
  if (parts.every(({ share }) => share / divisor <= MAX_SHARE))
    return parts.map((part) => ({ ...part, share: part.share / divisor }));
  const total = parts.reduce((sum, { share }) => sum + share, 0);
  return parts.map((part) => ({ ...part, share: Math.max(1, Math.round((part.share / total) * MAX_SHARE)) }));
}

/** The largest number that a share may be. */
export const MAX_SHARE = 10_000;

const greatestCommon = (a: number, b: number): number => (b === 0 ? a : greatestCommon(b, a % b));
