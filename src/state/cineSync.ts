import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DisplaySet } from '../core/displaySet/displaySet.ts';
import type { ViewportHandle, ViewportState } from '../core/viewport.ts';
import { clipOf, planSteps, runAt, type Clip, type StepBy, type StepPlan } from './cineSyncPlan.ts';
import type { LiveViewports } from './liveViewports.ts';

/** Which clips play in step, and whether they stand still for one of them. */
export interface CineSyncState {
  readonly by: StepBy;
  readonly viewportIds: readonly string[];
  /** Viewports whose next frame is not here yet. */
  readonly waitingFor: readonly string[];
}

/** Plays several viewports together. */
export interface CineSync {
  readonly store: StoreApi<{ readonly running: CineSyncState | undefined }>;
  /**
   * @param viewports the first leads.
   * @returns how many clips play now: fewer than two, and nothing was started.
   */
  start(viewports: readonly { readonly viewportId: string; readonly displaySet: DisplaySet }[]): number;
  stop(): void;
}

/** What drives it; tests bring their own. */
export interface FrameClock {
  request(callback: (now: number) => void): number;
  cancel(id: number): void;
}

interface Part {
  readonly clip: Clip;
  readonly handle: ViewportHandle;
  readonly unsubscribe: () => void;
}

interface Run {
  readonly plan: StepPlan;
  readonly parts: readonly Part[];
  readonly loop: 'loop' | 'sweep';
  /** Time that has been played, ms. */
  played: number;
  /** When it was last looked at, ms; undefined before the first frame. */
  last: number | undefined;
  frames: readonly number[];
  /** Since when somebody is waited for, ms. */
  heldSince: number | undefined;
  /** The time of the frames that are waited for, ms of what is played. */
  heldAt: number | undefined;
}

/** After this long the frames that are waited for are asked for by themselves, ms. */
const momentMs = 250;
/** After a longer pause of the page it goes on where it was. */
const longestStepMs = 1000;
/** So much is gone through at once, ms: no longer than the shortest frame that is played. */
const strideMs = 8;

/** The clips of one page. Whoever stops or scrolls one of them, or puts something in its place, stops all. */
export function createCineSync(live: LiveViewports, clock: FrameClock = pageClock): CineSync {
  const store = createStore<{ readonly running: CineSyncState | undefined }>(() => ({
    running: undefined,
  }));
  let run: Run | undefined;
  let request: number | undefined;
  let isMoving = false;

  function stop(): void {
    const ended = run;
    run = undefined;
    if (request !== undefined) clock.cancel(request);
    request = undefined;
    if (!ended) return;
    for (const { unsubscribe } of ended.parts) unsubscribe();
    for (const { handle } of ended.parts) if (isLed(handle.getState())) handle.setCine({ playing: false });
    store.setState({ running: undefined });
  }

  function wait(viewportIds: readonly string[]): void {
    const { running } = store.getState();
    if (running && running.waitingFor.join() !== viewportIds.join())
      store.setState({ running: { ...running, waitingFor: viewportIds } });
  }

  /** Nobody else may load them; none is shown before it is here. */
  function ask(missing: readonly Part[], parts: readonly Part[], frames: readonly number[]): void {
    isMoving = true;
    for (const part of missing) {
      const frame = frames[parts.indexOf(part)];
      if (frame !== undefined) part.handle.setCine({ frame });
    }
    isMoving = false;
  }

  function move(now: number): void {
    request = undefined;
    if (!run) return;
    const { plan, parts, loop } = run;
    const passed = run.last === undefined ? 0 : now - run.last;
    run.last = now;
    const goal = run.played + (passed > longestStepMs || passed < 0 ? 0 : passed);
    const framesAt = (ms: number) => plan.framesAt(runAt(ms, plan.lengthMs, loop));
    const { played, missing } = wayTo(Math.max(goal, run.heldAt ?? 0), run, framesAt);
    wait(missing?.parts.map(({ clip }) => clip.viewportId) ?? []);
    if (missing) {
      const isNew = run.heldSince === undefined;
      run.heldSince ??= now;
      run.heldAt = missing.at;
      if (!isNew && now - run.heldSince >= momentMs) {
        run.heldSince = Infinity;
        ask(missing.parts, parts, missing.frames);
      }
    } else {
      run.heldSince = undefined;
      run.heldAt = undefined;
    }
    if (played !== undefined) {
      run.played = played;
      showFrames(run, framesAt(played));
    }
    request = clock.request(move);
  }

  function showFrames(current: Run, frames: readonly number[]): void {
    const former = current.frames;
    current.frames = frames;
    isMoving = true;
    current.parts.forEach(({ handle }, at) => {
      const frame = frames[at];
      if (frame !== undefined && frame !== former[at]) handle.setCine({ frame });
    });
    isMoving = false;
  }

  return {
    store,
    stop,
    start(viewports) {
      stop();
      const found = viewports.flatMap(({ viewportId, displaySet }) => {
        const handle = live.handle(viewportId);
        const state = handle?.getState();
        const clip = state?.cine && clipOf(viewportId, displaySet, state.cine, state.imageCount);
        return handle && state && clip ? [{ handle, state, clip }] : [];
      });
      const [leader, ...others] = found;
      if (!leader || others.length === 0) return found.length;
      const plan = planSteps([leader.clip, ...others.map(({ clip }) => clip)]);
      const at = leader.state.image?.index ?? leader.state.plane?.index ?? leader.clip.first;
      for (const { handle } of found) handle.setCine({ playing: true, led: true });
      const check = () => {
        if (!isMoving && run?.parts.some(({ handle }) => !isLed(handle.getState()))) stop();
      };
      const parts = found.map(({ clip, handle }) => ({ clip, handle, unsubscribe: handle.subscribe(check) }));
      run = {
        plan,
        parts,
        loop: leader.state.cine?.loop ?? 'loop',
        played: plan.timeOf(0, at),
        last: undefined,
        frames: [],
        heldSince: undefined,
        heldAt: undefined,
      };
      store.setState({
        running: { by: plan.by, viewportIds: found.map(({ clip }) => clip.viewportId), waitingFor: [] },
      });
      request = clock.request(move);
      return found.length;
    },
  };
}

/**
 * How far it can play towards a time: a page that was busy for a while passes
 * over frames, but over none that is waited for.
 * @returns the last time of which all frames are here, if there is one, and what is missing after it.
 */
function wayTo(goal: number, run: Run, framesAt: (ms: number) => readonly number[]) {
  let played: number | undefined;
  for (let at = run.played; ; at = Math.min(at + strideMs, goal)) {
    const frames = framesAt(at);
    const missing = run.parts.filter(({ handle }, i) => {
      const frame = frames[i] ?? 0;
      return frame !== run.frames[i] && !isHere(handle.getState(), frame);
    });
    if (missing.length > 0) return { played, missing: { parts: missing, frames, at } };
    played = at;
    if (at >= goal) return { played, missing: undefined };
  }
}

const isLed = ({ cine }: ViewportState): boolean => cine?.playing === true && cine.led === true;

/** A frame that cannot be had holds nobody. */
const isHere = ({ loaded, failedImages }: ViewportState, frame: number): boolean =>
  loaded === undefined || loaded[frame] === 1 || failedImages.has(frame);

const pageClock: FrameClock = {
  request: (callback) => requestAnimationFrame(callback),
  cancel: (id) => cancelAnimationFrame(id),
};

interface Resumed {
  readonly viewportId: string;
  readonly displaySet: DisplaySet;
}

/**
 * Plays clips in step again that did so before, as a link or the history has it, once each of them is drawn or
 * cannot be; until then they stand still. One that is left alone plays by itself.
 * @param wanted all that are to play together, the one that leads first.
 */
export function resumeInStep(cineSync: CineSync, live: LiveViewports, wanted: readonly Resumed[]): void {
  const isAwaited = ({ viewportId }: Resumed) => {
    const { status } = live.state(viewportId);
    return status === 'empty' || status === 'loading';
  };
  if (wanted.some(isAwaited)) return;
  const ready = wanted.filter(({ viewportId }) => isLed(live.state(viewportId)));
  if (ready.length > 1 && cineSync.start(ready) > 1) return;
  for (const { viewportId } of ready) live.handle(viewportId)?.setCine({ playing: true, led: false });
}

/** Several images that follow each other in time, as far as the object says. */
export const isClip = ({ numImageFrames, isMultiFrame, FrameRate }: DisplaySet): boolean =>
  numImageFrames > 1 && (isMultiFrame || FrameRate !== undefined);

/** Which of the viewports on the screen play together: clips, else everything with several images. */
export function clipsAmong(
  viewports: readonly { readonly viewportId: string; readonly displaySet: DisplaySet }[],
  activeViewportId: string,
): readonly { readonly viewportId: string; readonly displaySet: DisplaySet }[] {
  const several = viewports.filter(({ displaySet }) => displaySet.numImageFrames > 1);
  const clips = several.filter(({ displaySet }) => isClip(displaySet));
  const chosen = clips.length > 1 ? clips : several;
  const isActive = ({ viewportId }: { readonly viewportId: string }) => viewportId === activeViewportId;
  return [...chosen.filter(isActive), ...chosen.filter((each) => !isActive(each))];
}
