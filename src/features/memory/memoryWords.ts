import { numberOf, visibleCells } from '../../state/hanging.ts';
import type { ViewerState } from '../../state/viewerState.ts';

/** Limits that are offered, MB. */
export const limitStepsMB = [128, 256, 512, 1024, 2048, 4096, 8192] as const;

/** The offered limit nearest to one, by its place. */
export function nearestStep(limitMB: number): number {
  let nearest = 0;
  limitStepsMB.forEach((step, at) => {
    if (Math.abs(step - limitMB) < Math.abs((limitStepsMB[nearest] ?? 0) - limitMB)) nearest = at;
  });
  return nearest;
}

/** "312 MB", "1.5 GB". */
export function megabytes(bytes: number): string {
  const mb = bytes / 1024 ** 2;
  // No number here has four digits: a formatter, slow to make, would write the same.
  if (mb >= 1000) return `${Number((mb / 1024).toFixed(1))} GB`;
  return `${mb > 0 && mb < 1 ? 1 : Math.round(mb)} MB`;
}

/** Which viewports show images of a series, in words, by series. */
export function viewportsBySeries({
  hanging,
  displaySets,
}: Pick<ViewerState, 'hanging' | 'displaySets'>): Readonly<Record<string, string>> {
  const numbers = new Map<string, number[]>();
  for (const { id, displaySetInstanceUID } of visibleCells(hanging)) {
    const uid = displaySetInstanceUID;
    const series = uid === undefined ? undefined : displaySets.get(uid)?.SeriesInstanceUID;
    if (series === undefined) continue;
    numbers.set(series, [...(numbers.get(series) ?? []), numberOf(hanging, id)]);
  }
  return Object.fromEntries(
    [...numbers].map(([series, list]) => [
      series,
      `in viewport${list.length > 1 ? 's' : ''} ${list.join(', ')}`,
    ]),
  );
}
