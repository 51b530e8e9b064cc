import type { DisplaySet } from '../displaySet/displaySet.ts';
import { planeAxes, planeName } from '../dicom/geometry.ts';

/**
 * Which display set of another study to look at beside this one: of the same
 * modality, best of the same plane, part of the body, weighting and size.
 * @returns undefined when none is of the same modality.
 */
export function counterpartOf(
  displaySet: DisplaySet,
  candidates: readonly DisplaySet[],
): DisplaySet | undefined {
  let best: { readonly set: DisplaySet; readonly score: number } | undefined;
  for (const set of candidates) {
    if (set.Modality !== displaySet.Modality || set.unsupported || set.numImageFrames === 0) continue;
    const score = likeness(displaySet, set);
    if (!best || score > best.score || (score === best.score && isBefore(set, best.set)))
      best = { set, score };
  }
  return best?.set;
}

/** The order of the list, so that the choice does not depend on what came first. */
const isBefore = (a: DisplaySet, b: DisplaySet) =>
  (a.SeriesNumber ?? Infinity) !== (b.SeriesNumber ?? Infinity)
    ? (a.SeriesNumber ?? Infinity) < (b.SeriesNumber ?? Infinity)
    : a.displaySetInstanceUID < b.displaySetInstanceUID;

function likeness(a: DisplaySet, b: DisplaySet): number {
  const [first, second] = [a.instances[0], b.instances[0]];
  const same = <T>(x: T | undefined, y: T | undefined, weight: number) =>
    x !== undefined && x === y ? weight : 0;
  const words = (set: DisplaySet) =>
    new Set(
      (set.SeriesDescription ?? '')
        .toLowerCase()
        .split(/[^\p{L}\p{N}]+/u)
        .filter(Boolean),
    );
  const [mine, theirs] = [words(a), words(b)];
  const shared = [...mine].filter((word) => theirs.has(word)).length;
  const all = new Set([...mine, ...theirs]).size || 1;
  const fewer = Math.min(a.numImageFrames, b.numImageFrames);
  return (
    same(planeOf(a), planeOf(b), 8) +
    same(first?.ImageLaterality ?? first?.Laterality, second?.ImageLaterality ?? second?.Laterality, 8) +
    same(first?.ViewPosition, second?.ViewPosition, 8) +
    same(first?.BodyPartExamined, second?.BodyPartExamined, 4) +
    same(a.splitLabel, b.splitLabel, 4) +
    same(a.SOPClassHandlerId, b.SOPClassHandlerId, 2) +
    (6 * shared) / all +
    (2 * fewer) / Math.max(a.numImageFrames, b.numImageFrames, 1)
  );
}

function planeOf({ instances: [instance] }: DisplaySet): string | undefined {
  const axes = instance && planeAxes(instance);
  return axes && planeName(axes);
}
