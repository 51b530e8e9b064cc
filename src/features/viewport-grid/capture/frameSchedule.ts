/** When a frame of a clip begins and how long it stays, ms. */
export interface ClipFrame {
  readonly index: number;
  readonly startMs: number;
  readonly durationMs: number;
}

/**
 * Every frame of a clip in its time.
 * @param times increments that led to each frame, where they are recorded (PS3.3
 * C.7.6.5.1.2, FrameTimeVector): a frame stays until the increment of the next.
 */
export function frameSchedule(
  count: number,
  framesPerSecond: number,
  times: readonly number[] | undefined,
): readonly ClipFrame[] {
  const even = 1000 / (Number.isFinite(framesPerSecond) && framesPerSecond > 0 ? framesPerSecond : 10);
  const isRecorded = times !== undefined && times.length >= count;
  let startMs = 0;
  return Array.from({ length: count }, (_, index) => {
    const given = isRecorded ? times[index + 1] : undefined;
    const durationMs = given !== undefined && given > 0 ? given : even;
    const frame = { index, startMs, durationMs };
    startMs += durationMs;
    return frame;
  });
}
