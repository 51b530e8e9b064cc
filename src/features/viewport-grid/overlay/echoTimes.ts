import type { OverlayFacts, OverlayItemId } from './overlayItems.ts';

/** As much as the name of a part may be rounded. */
const tolerance = 0.02;

/** Whether a text names an echo time: "TE 12 ms", "mGRE TE=12". */
export function saysEchoTime(text: string | undefined, ms: number): boolean {
  for (const [, figure] of (text ?? '').matchAll(/\bTE[\s=:_]*(\d+(?:\.\d+)?)(?![\d.])/gi))
    if (Math.abs(Number(figure) - ms) <= Math.max(0.1, ms * tolerance)) return true;
  return false;
}

/**
 * An item's text where the echo time is said once only: by the series' description, else by what the part
 * of the series is called, else by itself.
 * @param shown all items that some corner has.
 */
export function echoTimeOnce(
  id: OverlayItemId,
  text: string | undefined,
  { image, displaySet }: OverlayFacts,
  shown: readonly OverlayItemId[],
): string | undefined {
  const ms = image.EchoTime ?? image.EffectiveEchoTime;
  if (ms === undefined || (id !== 'echoTime' && id !== 'part')) return text;
  const description = image.SeriesDescription ?? displaySet.label;
  const isDescribed = shown.includes('description') && saysEchoTime(description, ms);
  if (id === 'echoTime') {
    const isOfPart = shown.includes('part') && saysEchoTime(displaySet.splitLabel, ms);
    return isDescribed || isOfPart ? undefined : text;
  }
  return isDescribed
    ? text
        ?.split(', ')
        .filter((each) => !saysEchoTime(each, ms))
        .join(', ')
    : text;
}
