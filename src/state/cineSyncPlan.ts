import { frameMacro } from '../core/dicom/functionalGroups.ts';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import { imageAt } from '../core/displaySet/images.ts';
import type { CineState } from '../core/viewport.ts';

/** A clip that takes part: how many of its frames are played, and how long each stays. */
export interface Clip {
  readonly viewportId: string;
  /** The first frame that is played, 0-based. */
  readonly first: number;
  /** ms, one of each frame that is played. */
  readonly durationsMs: readonly number[];
  /** Its frames go once through the cycle of the heart. */
  readonly isHeartCycle: boolean;
}

/**
 * What the clips have in common: the same number of frames; each one cycle of
 * the heart, whose fractions correspond; or the time since they were started.
 */
export type StepBy = 'frame' | 'phase' | 'time';

/** Several clips, played as one. */
export interface StepPlan {
  readonly by: StepBy;
  /** Of once through all of it, ms. */
  readonly lengthMs: number;
  readonly clips: readonly Clip[];
  /** The frame (0-based index of the display set) of each clip at a time from the start. */
  framesAt(ms: number): readonly number[];
  /** When a frame of a clip begins, ms: where the others join it. */
  timeOf(clip: number, frame: number): number;
}

/**
 * @param clips at least one; the first leads: by frame and by phase the others
 * go at its pace, whatever their own is.
 */
export function planSteps(clips: readonly [Clip, ...Clip[]]): StepPlan {
  const [leader] = clips;
  const isEven = clips.every(({ durationsMs }) => durationsMs.length === leader.durationsMs.length);
  const by = isEven ? 'frame' : clips.every(({ isHeartCycle }) => isHeartCycle) ? 'phase' : 'time';
  const starts = clips.map(({ durationsMs }) => startsOf(durationsMs));
  const lengths = clips.map(({ durationsMs }) => sum(durationsMs));
  const [leaderLength = 0] = lengths;
  const lengthMs = by === 'time' ? Math.max(...lengths) : leaderLength;
  return {
    by,
    lengthMs,
    clips,
    framesAt: (ms) =>
      clips.map(({ first, durationsMs }, at) => {
        const last = durationsMs.length - 1;
        if (by === 'phase')
          return first + Math.min(last, Math.floor((ms / lengthMs) * durationsMs.length + 1e-9));
        return first + frameAt((by === 'frame' ? starts[0] : starts[at]) ?? [], ms);
      }),
    timeOf(at, frame) {
      const clip = clips[at];
      if (!clip) return 0;
      const index = Math.min(clip.durationsMs.length - 1, Math.max(0, frame - clip.first));
      if (by === 'phase') return (index / clip.durationsMs.length) * lengthMs;
      return (by === 'frame' ? starts[0] : starts[at])?.[index] ?? 0;
    },
  };
}

/** Where a run back and forth is after some time: `lengthMs` there, and as long back. */
export function runAt(ms: number, lengthMs: number, loop: CineState['loop']): number {
  if (!(lengthMs > 0)) return 0;
  if (loop === 'loop') return ms % lengthMs;
  const inRound = ms % (2 * lengthMs);
  // The very end belongs to the last frame.
  return inRound < lengthMs ? inRound : Math.max(0, 2 * lengthMs - inRound - 1e-3);
}

/** The times of the frames that are played, ms; recorded ones as long as nobody sets a speed. */
export function clipOf(
  viewportId: string,
  displaySet: DisplaySet,
  cine: CineState,
  count: number,
): Clip | undefined {
  const { first, last } = cine.range ?? { first: 0, last: count - 1 };
  if (last <= first) return undefined;
  const even = 1000 / Math.max(0.1, cine.framesPerSecond);
  const times = cine.dataRate ? undefined : displaySet.frameTimesMs;
  const durationsMs = Array.from({ length: last - first + 1 }, (_, at) => {
    // FrameTimeVector holds the increment that led to a frame (PS3.3 C.7.6.5.1.2).
    const given = times?.[first + at + 1];
    return given !== undefined && given > 0 ? given : even;
  });
  return { viewportId, first, durationsMs, isHeartCycle: !cine.range && isHeartCycle(displaySet) };
}

/**
 * Whether the images go once through the cycle of the heart: each has a time or
 * a percentage after the R wave, from image to image a later one.
 * @see PS3.3 C.7.6.18.1 TriggerTime, C.7.6.16.2.7 Cardiac Synchronization
 */
export function isHeartCycle(displaySet: DisplaySet): boolean {
  const count = displaySet.numImageFrames;
  let former = -Infinity;
  for (let index = 0; index < count; index++) {
    const image = imageAt(displaySet, index);
    if (!image) return false;
    const { instance, frame } = image;
    const group = frameMacro(instance, frame, 'CardiacSynchronizationSequence');
    const at =
      group?.NominalPercentageOfCardiacPhase ??
      group?.NominalCardiacTriggerDelayTime ??
      (displaySet.instances.length === count ? instance.TriggerTime : undefined);
    if (at === undefined || at <= former) return false;
    former = at;
  }
  return count > 1;
}

function startsOf(durations: readonly number[]): readonly number[] {
  let at = 0;
  return durations.map((duration) => {
    const start = at;
    at += duration;
    return start;
  });
}

/** The last frame that has begun; the last of all is held. */
function frameAt(starts: readonly number[], ms: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    // A hair early: sums of thirds of a millisecond do not add up to the last digit.
    if ((starts[middle] ?? 0) <= ms + 1e-6) low = middle;
    else high = middle - 1;
  }
  return low;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
