/** How a run of frames is played: from `first` to `last` (0-based, inclusive). */
export interface CineRun {
  readonly first: number;
  readonly last: number;
  readonly loop: 'loop' | 'sweep';
  /** Time for which frame `index` stays, ms. */
  duration(index: number): number;
}

export interface CinePosition {
  readonly index: number;
  readonly step: 1 | -1;
  /** When this frame was due, ms. */
  readonly since: number;
}

/**
 * Where a clip is at `now`: frames are skipped only when more than one is due,
 * and none is ever due early.
 * @param isReady a frame that is not here yet holds the clip, so that it is never shown at a speed that it does not have.
 */
export function advance(
  run: CineRun,
  from: CinePosition,
  now: number,
  isReady: (index: number) => boolean,
): CinePosition {
  let at = from;
  const count = run.last - run.first + 1;
  if (count < 2) return at;
  // After a pause of the whole page (a hidden tab) the clip goes on from where it was.
  if (now - at.since > 2000) at = { ...at, since: now };
  for (let steps = 0; steps < count; steps++) {
    const due = at.since + run.duration(at.index);
    if (now < due) return at;
    const next = follow(run, at);
    if (!isReady(next.index)) return { ...at, since: Math.max(at.since, now - run.duration(at.index)) };
    at = { ...next, since: due };
  }
  return { ...at, since: now };
}

/** The frame after this one. */
export function follow(
  run: CineRun,
  { index, step }: Pick<CinePosition, 'index' | 'step'>,
): Pick<CinePosition, 'index' | 'step'> {
  if (index < run.first || index > run.last) return { index: run.first, step: 1 };
  const next = index + step;
  if (next >= run.first && next <= run.last) return { index: next, step };
  if (run.loop === 'loop') return { index: run.first, step: 1 };
  return { index: index - step, step: step === 1 ? -1 : 1 };
}

export const minRate = 1;
export const maxRate = 120;
export const clampRate = (rate: number): number => Math.min(maxRate, Math.max(minRate, rate));
