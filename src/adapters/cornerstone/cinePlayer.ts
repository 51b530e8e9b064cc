import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { CineState } from '../../core/viewport.ts';
import { advance, clampRate, type CinePosition, type CineRun } from './cineClock.ts';

export interface CineTarget {
  isReady(index: number): boolean;
  isFailed(index: number): boolean;
  show(index: number): void;
  onChange(state: CineState | undefined): void;
}

const defaultRate = 10;

/** Plays a clip or a stack; holds while frames are missing and while the page is hidden. */
export class CinePlayer {
  readonly #target: CineTarget;
  #state: CineState | undefined;
  #count = 0;
  #first = 0;
  #last = 0;
  /** Increments between frames as recorded, ms; followed as long as nobody sets a speed. */
  #times: readonly number[] | undefined;
  #position: CinePosition = { index: 0, step: 1, since: 0 };
  #request: number | undefined;

  constructor(target: CineTarget) {
    this.#target = target;
  }

  /** A new display set: its speed, its trim, and playing at once when it is a clip and that is wanted. */
  load(displaySet: DisplaySet, count: number, autoPlay: boolean): void {
    this.stop();
    this.#count = count;
    if (count < 2) return this.#publish(undefined);
    const [instance] = displaySet.instances;
    const isOneClip = displaySet.instances.length === 1;
    const start = isOneClip ? (instance?.StartTrim ?? 1) : 1;
    const end = isOneClip ? (instance?.StopTrim ?? count) : count;
    const isRange = start >= 1 && end <= count && start < end;
    this.#first = isRange ? start - 1 : 0;
    this.#last = isRange ? end - 1 : count - 1;
    const times = displaySet.frameTimesMs;
    this.#times = times && times.length >= count ? times : undefined;
    const isKnown = displaySet.FrameRate !== undefined && displaySet.FrameRate > 0;
    this.#publish({
      playing: false,
      framesPerSecond: isKnown ? (displaySet.FrameRate ?? defaultRate) : defaultRate,
      source: isKnown ? (displaySet.FrameRateSource ?? 'the data') : 'default (no rate in the data)',
      loop: instance?.PreferredPlaybackSequencing === 1 ? 'sweep' : 'loop',
    });
    if (autoPlay && (displaySet.isMultiFrame || isKnown)) this.set({ playing: true }, this.#first);
  }

  set(change: Partial<Pick<CineState, 'playing' | 'framesPerSecond' | 'loop'>>, at: number): void {
    if (!this.#state) return;
    const { framesPerSecond } = change;
    const byHand = framesPerSecond !== undefined && Number.isFinite(framesPerSecond);
    if (byHand) this.#times = undefined;
    this.#publish({
      ...this.#state,
      ...(change.loop ? { loop: change.loop } : {}),
      ...(change.playing === undefined ? {} : { playing: change.playing }),
      ...(byHand ? { framesPerSecond: clampRate(framesPerSecond), source: 'set by hand' } : {}),
    });
    if (change.playing === true) {
      const index = at < this.#first || at > this.#last ? this.#first : at;
      this.#position = { index, step: 1, since: performance.now() };
      if (index !== at) this.#target.show(index);
    }
    this.#schedule();
  }

  pause(): void {
    if (this.#state?.playing) this.set({ playing: false }, this.#position.index);
  }

  /** Forgets the clip. */
  stop(): void {
    if (this.#request !== undefined) cancelAnimationFrame(this.#request);
    this.#request = undefined;
    this.#state = undefined;
    this.#count = 0;
  }

  dispose(): void {
    this.stop();
  }

  #schedule(): void {
    const wanted = this.#state?.playing === true && this.#count > 1;
    if (wanted) this.#request ??= requestAnimationFrame(this.#tick);
    else if (this.#request !== undefined) {
      cancelAnimationFrame(this.#request);
      this.#request = undefined;
    }
  }

  readonly #tick = (now: number): void => {
    this.#request = undefined;
    const state = this.#state;
    if (!state?.playing) return;
    const next = advance(
      this.#run(state),
      this.#position,
      now,
      (index) => this.#target.isReady(index) || this.#target.isFailed(index),
    );
    if (next.index !== this.#position.index) this.#target.show(next.index);
    this.#position = next;
    this.#schedule();
  };

  #run(state: CineState): CineRun {
    const times = this.#times;
    const even = 1000 / clampRate(state.framesPerSecond);
    return {
      first: this.#first,
      last: this.#last,
      loop: state.loop,
      // FrameTimeVector holds the increment that led to a frame (PS3.3 C.7.6.5.1.2): this one stays until the next one's.
      duration: (index) => {
        const given = times?.[index + 1];
        return given !== undefined && given > 0 ? Math.max(given, 1000 / 60) : even;
      },
    };
  }

  #publish(state: CineState | undefined): void {
    this.#state = state;
    this.#target.onChange(state);
  }
}
