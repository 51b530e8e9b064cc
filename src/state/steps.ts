import { broughtBack, sameHanging, withLiveState } from './hanging.ts';
import { followImages, groupingUnder, keepImages } from './regroup.ts';
import type { ViewerParts } from './viewerParts.ts';
import type { Hanging, Moment, ViewerState } from './viewerState.ts';

/** Steps of the hanging: made, taken back, made again. */
export interface HangingSteps {
  /** Makes a step, remembering how the viewports looked before it. */
  step(change: (hanging: Hanging) => Hanging, undoable?: boolean): void;
  /** Part of a step that is made while it is seen, as a drag is; the first one begins it. */
  move(change: (hanging: Hanging) => Hanging): void;
  /** Ends such a step: one that led nowhere is none. @returns whether there was one. */
  settle(): boolean;
  /** Gives up such a step: the layout is what it was before it. */
  giveUp(): void;
  /** @returns whether there was a step to take back. */
  undo(): boolean;
  redo(): boolean;
}

const stepsKept = 50;

export function createHangingSteps(
  parts: Pick<ViewerParts, 'store' | 'modes' | 'organizer' | 'live'>,
): HangingSteps {
  const { store, live } = parts;
  const get = store.getState;
  /** How it was before the step that is being made. */
  let beforeMove: Moment | undefined;

  function momentNow(): Moment {
    const { hanging, rules, displaySets } = get();
    return { ...withLiveState(hanging, live.state), rules, displaySets };
  }

  const remembered = (moment: Moment): Partial<ViewerState> => ({
    past: [...get().past.slice(1 - stepsKept), moment],
    future: [],
  });

  /** Another moment's hanging, regrouped where other rules were in force then. */
  function brought({ rules, displaySets, ...hanging }: Moment, now: Moment): Partial<ViewerState> {
    if (rules === undefined || rules === now.rules) return { hanging: broughtBack(hanging, now) };
    const grouping = groupingUnder(parts, rules);
    const found = followImages(hanging, displaySets ?? get().displaySets, grouping);
    return { ...grouping, hanging: broughtBack(keepImages(found, now, grouping.displaySets), now) };
  }

  const steps: HangingSteps = {
    step(change, undoable = true) {
      steps.settle();
      const before = momentNow();
      const { rules: _rules, displaySets: _sets, ...hanging } = before;
      const after = change(hanging);
      const isStep = undoable && !sameHanging(before, after);
      store.setState({ hanging: after, ...(isStep ? remembered(before) : {}) });
    },

    move(change) {
      beforeMove ??= momentNow();
      store.setState({ hanging: change(get().hanging) });
    },

    settle() {
      const before = beforeMove;
      beforeMove = undefined;
      if (!before || sameHanging(before, get().hanging)) return false;
      store.setState(remembered(before));
      return true;
    },

    giveUp() {
      const before = beforeMove;
      beforeMove = undefined;
      if (before) store.setState(({ hanging }) => ({ hanging: { ...hanging, layout: before.layout } }));
    },

    undo() {
      steps.settle();
      const { past, future } = get();
      const former = past.at(-1);
      if (!former) return false;
      const now = momentNow();
      store.setState({
        ...brought(former, now),
        past: past.slice(0, -1),
        future: [now, ...future],
        maximisedViewportId: undefined,
      });
      return true;
    },

    redo() {
      steps.settle();
      const { past, future } = get();
      const [next, ...rest] = future;
      if (!next) return false;
      const now = momentNow();
      store.setState({
        ...brought(next, now),
        past: [...past, now],
        future: rest,
        maximisedViewportId: undefined,
      });
      return true;
    },
  };
  return steps;
}
