import type { FrameRate } from './frameRate.ts';
import type { Instance } from './instance.ts';

/** Fewer are no run to play. */
const leastPhases = 3;

/**
 * How fast single-frame images that are phases of one heart beat play, from the
 * times after the R wave, else from the R-R interval over the number of phases
 * (PS3.3 C.7.6.18.1, C.8.3.1: TriggerTime and NominalInterval in ms).
 * @param images in stack order: the phases of a position follow each other.
 * @returns undefined for anything but two or more phases that each position has.
 */
export function phaseRate(images: readonly Instance[]): FrameRate | undefined {
  const phases = phasesOfFirstPosition(images);
  const [first] = phases;
  if (!first || phases.length < leastPhases) return undefined;
  const times = phases.flatMap(({ TriggerTime, NominalCardiacTriggerDelayTime }) => {
    const time = TriggerTime ?? NominalCardiacTriggerDelayTime;
    return time ?? [];
  });
  if (times.length === phases.length && isRising(times)) {
    const mean = ((times.at(-1) ?? 0) - (times[0] ?? 0)) / (times.length - 1);
    const attribute = first.TriggerTime === undefined ? 'NominalCardiacTriggerDelayTime' : 'TriggerTime';
    return rateOf(mean, `${attribute}, ${round(mean)} ms from phase to phase`);
  }
  const { NominalInterval = 0, CardiacNumberOfImages } = first;
  if (NominalInterval <= 0 || CardiacNumberOfImages !== phases.length) return undefined;
  const mean = NominalInterval / phases.length;
  return rateOf(mean, `NominalInterval ${NominalInterval} ms over ${phases.length} phases`);
}

/** The run of images at the place of the first; none where that is all there is to a slice. */
function phasesOfFirstPosition(images: readonly Instance[]): readonly Instance[] {
  const [first, second] = images;
  if (!first || !second || !isThere(second, first)) return [];
  const end = images.findIndex((image) => !isThere(image, first));
  return end < 0 ? images : images.slice(0, end);
}

function isThere({ ImagePositionPatient: a }: Instance, { ImagePositionPatient: b }: Instance): boolean {
  return a?.length === 3 && b?.length === 3 && a.every((mm, i) => Math.abs(mm - (b[i] ?? 0)) < 0.01);
}

const isRising = (times: readonly number[]) =>
  times.every((time, i) => i === 0 || time > (times[i - 1] ?? 0));
const round = (value: number) => Math.round(value * 100) / 100;

function rateOf(ms: number, source: string): FrameRate | undefined {
  const framesPerSecond = round(1000 / ms);
  return Number.isFinite(framesPerSecond) && framesPerSecond > 0 ? { framesPerSecond, source } : undefined;
}
