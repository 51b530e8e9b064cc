import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { setByHand, type CineChange, type CineState, type FrameRange } from '../../core/viewport.ts';
import {
  advance,
  clampRate,
  follow,
  maxRate,
  type CinePosition,
  type CineRun,
} from '../../core/cineClock.ts';

export interface CineTarget {
  isReady(index: number): boolean;
  isFailed(index: number): boolean;
  show(index: number): void;
  onChange(state: CineState | undefined): void;
}

const defaultRate = 10;
/** After this long a frame that holds the clip is asked for by itself, ms. */
const momentMs = 250;

/**
 * Plays a clip or a stack; holds while frames are missing and while the page is
 * hidden. While it is led, another clock says which frame is shown.
 */
export class CinePlayer {
  readonly #target: CineTarget;
  #state: CineState | undefined;
  #count = 0;
  /** Increments between frames as recorded, ms; followed as long as nobody sets a speed. */
  #times: readonly number[] | undefined;
  /** The speed that the data give. */
  #data = { framesPerSecond: defaultRate, source: '' };
  #position: CinePosition = { index: 0, step: 1, since: 0 };
  #request: number | undefined;
  /** Since when a frame that is not here holds the clip, ms, and whether it was asked for. */
  #held: { readonly since: number; isAsked: boolean } | undefined;

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
    const range = this.#rangeOf({ first: start - 1, last: end - 1 });
    const times = displaySet.frameTimesMs;
    this.#times = times && times.length >= count ? times : undefined;
    const isKnown = displaySet.FrameRate !== undefined;
    this.#data = {
      framesPerSecond: isKnown ? (displaySet.FrameRate ?? defaultRate) : defaultRate,
      source: isKnown ? (displaySet.FrameRateSource ?? 'the data') : 'default (no rate in the data)',
    };
    this.#publish({
      playing: false,
      ...this.#data,
      loop: instance?.PreferredPlaybackSequencing === 1 ? 'sweep' : 'loop',
      ...(range ? { range } : {}),
    });
    if (autoPlay && (displaySet.isMultiFrame || isKnown)) this.set({ playing: true }, range?.first ?? 0);
  }

  /** @param at the image that is shown or asked for. */
  set(change: CineChange, at: number): void {
    if (!this.#state) return;
    const state = this.#changed(this.#state, change);
    this.#publish(state);
    const { first, last } = this.#range(state);
    if (state.led && change.frame !== undefined && state.playing) this.#show(change.frame, at);
    else if (change.playing === true) {
      const index = at < first || at > last ? first : at;
      this.#position = { index, step: 1, since: performance.now() };
      if (!state.led) this.#show(index, at);
    } else if (change.range && state.playing && !state.led && (at < first || at > last)) {
      this.#position = { index: first, step: 1, since: performance.now() };
      this.#show(first, at);
    }
    this.#schedule();
  }

  pause(): void {
    if (this.#state?.playing) this.set({ playing: false }, this.#position.index);
  }

  /** Forgets the clip. */
  stop(): void {
    this.#held = undefined;
    if (this.#request !== undefined) cancelAnimationFrame(this.#request);
    this.#request = undefined;
    this.#state = undefined;
    this.#count = 0;
  }

  dispose(): void {
    this.stop();
  }

  #show(index: number, at: number): void {
    this.#position = { ...this.#position, index };
    if (index !== at) this.#target.show(index);
  }

  #changed(former: CineState, change: CineChange): CineState {
    const { range: formerRange, dataRate: formerRate, led: wasLed, ...rest } = former;
    const range = change.range === undefined ? formerRange : this.#rangeOf(change.range);
    const playing = change.playing ?? rest.playing;
    // Whoever stops it takes it back.
    const led = playing && (change.led ?? wasLed ?? false);
    const rate = change.framesPerSecond;
    const toData = rate === 'data';
    const given = typeof rate === 'number' && Number.isFinite(rate) ? clampRate(rate) : undefined;
    const speed =
      given === undefined ? (toData ? this.#data : {}) : { framesPerSecond: given, source: setByHand };
    const dataRate = given === undefined ? (toData ? undefined : formerRate) : this.#data;
    return {
      ...rest,
      ...speed,
      playing,
      loop: change.loop ?? rest.loop,
      ...(range ? { range } : {}),
      ...(dataRate ? { dataRate } : {}),
      ...(led ? { led } : {}),
    };
  }

  /** A part of at least two frames that is not all of it; else undefined. */
  #rangeOf(range: FrameRange | 'all'): FrameRange | undefined {
    if (range === 'all') return undefined;
    const { first, last } = range;
    const isPart = Number.isInteger(first) && Number.isInteger(last) && first >= 0 && last < this.#count;
    if (!isPart || first >= last || last - first + 1 === this.#count) return undefined;
    return { first, last };
  }

  #range({ range }: CineState): FrameRange {
    return range ?? { first: 0, last: this.#count - 1 };
  }

  #schedule(): void {
    const wanted = this.#state?.playing === true && !this.#state.led && this.#count > 1;
    if (wanted) this.#request ??= requestAnimationFrame(this.#tick);
    else if (this.#request !== undefined) {
      cancelAnimationFrame(this.#request);
      this.#request = undefined;
    }
  }

  readonly #tick = (now: number): void => {
    this.#request = undefined;
    const state = this.#state;
    if (!state?.playing || state.led) return;
    const run = this.#run(state);
    const next = advance(
      run,
      this.#position,
      now,
      (index) => this.#target.isReady(index) || this.#target.isFailed(index),
    );
    if (next.index !== this.#position.index) {
      this.#held = undefined;
      this.#target.show(next.index);
    } else if (next.since !== this.#position.since) this.#ask(follow(run, next).index, now);
    this.#position = next;
    this.#schedule();
  };

  /** Nobody else may load it: at the end of a clip that memory does not hold, the first frame is the farthest. */
  #ask(index: number, now: number): void {
    this.#held ??= { since: now, isAsked: false };
    if (this.#held.isAsked || now - this.#held.since < momentMs) return;
    this.#held.isAsked = true;
    this.#target.show(index);
  }

  #run(state: CineState): CineRun {
    const times = state.dataRate ? undefined : this.#times;
    const even = 1000 / clampRate(state.framesPerSecond);
    return {
      ...this.#range(state),
      loop: state.loop,
      // FrameTimeVector holds the increment that led to a frame (PS3.3 C.7.6.5.1.2): this one stays until the next one's.
      duration: (index) => {
        const given = times?.[index + 1];
        return given !== undefined && given > 0 ? Math.max(given, 1000 / maxRate) : even;
      },
    };
  }

  #publish(state: CineState | undefined): void {
    this.#state = state;
    this.#target.onChange(state);
  }
}
