import type { LinkedBy } from '../../../core/linking/follow.ts';
import type { LinkWhat } from '../../../core/linking/linking.ts';
import { describeWhat } from '../../../state/linking.ts';
import type { LinkStatus } from '../../../state/viewerState.ts';

const by: Readonly<Record<LinkedBy, string>> = {
  position: 'by position',
  distance: 'by distance from where they were linked',
  number: 'by image number',
  crossing: 'crosses it, so it is not scrolled with it',
  nothing: 'has nothing to scroll',
};

/** One or two words for the mark: by what it is scrolled with the others. */
export function shortWord(status: LinkStatus | undefined, what: LinkWhat): string {
  if (status?.isOutside) return 'outside';
  const scrolled = new Set((what.scroll ? (status?.with ?? []) : []).map((each) => each.by));
  for (const each of ['crossing', 'nothing'] as const) scrolled.delete(each);
  if (scrolled.size > 1) return 'mixed';
  const [only] = scrolled;
  if (only === undefined) return what.scroll && status && status.with.length > 0 ? 'not scrolled' : '';
  return only === 'distance' ? 'by distance' : by[only];
}

/** The whole of it, in a sentence or three. */
export function linkSentence(
  status: LinkStatus | undefined,
  what: LinkWhat,
  numberOf: (viewportId: string) => number,
): string {
  const others = status?.with ?? [];
  if (others.length === 0) return 'Linked, but with no other viewport yet';
  const kinds = (Object.keys(by) as LinkedBy[]).flatMap((kind) => {
    const numbers = others.filter((each) => each.by === kind).map(({ viewportId }) => numberOf(viewportId));
    return numbers.length > 0 ? [{ kind, numbers: listed(numbers), several: numbers.length > 1 }] : [];
  });
  const parts = what.scroll
    ? kinds.map(({ kind, numbers, several }) =>
        kind === 'crossing'
          ? `${numbers} ${several ? 'cross' : 'crosses'} it: not scrolled with it`
          : kind === 'nothing'
            ? `${numbers} ${several ? 'have' : 'has'} nothing to scroll`
            : `with ${numbers} ${by[kind]}`,
      )
    : [`with ${listed(others.map(({ viewportId }) => numberOf(viewportId)))}`];
  const outside = status?.isOutside ? '. Outside: no image at that place, it stays' : '';
  return `Linked ${parts.join('; ')} (${describeWhat(what)})${outside}`;
}

/** "viewport 2", "viewports 2, 3 and 4" */
function listed(numbers: readonly number[]): string {
  const sorted = [...numbers].sort((a, b) => a - b);
  const last = sorted.at(-1) ?? 0;
  return sorted.length < 2 ? `viewport ${last}` : `viewports ${sorted.slice(0, -1).join(', ')} and ${last}`;
}
