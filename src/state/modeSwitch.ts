import type { Background } from './background.ts';
import { setHolding } from './firstDisplaySet.ts';
import { remapHanging, withLiveState } from './hanging.ts';
import { indexDisplaySets } from './indexDisplaySets.ts';
import type { ModeOrder } from './modeCatalog.ts';
import { changeBetween, type ModeInForce } from './modeChange.ts';
import type { NoticeCommands } from './notices.ts';
import type { ViewerParts } from './viewerParts.ts';
import { seriesKey, type Hanging } from './viewerState.ts';

/** Organizing what is here by another mode, at once or, where that is much work, beside the page. */
export interface ModeSwitch {
  setMode(modeId: string, order?: ModeOrder): void;
  /** The mode in force, with the order given to it, as one name. */
  modeInForce(): string;
}

/** @param onDone called when a switch has ended that was not done at once, or was given up. */
export function createModeSwitch(
  parts: Pick<ViewerParts, 'store' | 'modes' | 'organizer' | 'live' | 'kindFor'>,
  background: Background,
  { announce }: Pick<NoticeCommands, 'announce'>,
  onDone: () => void,
): ModeSwitch {
  const { store, modes, organizer, live } = parts;
  const get = store.getState;

  function targetOf(modeId: string, order: ModeOrder | undefined) {
    const { orders: former } = get();
    const orders = order === undefined ? former : modes.withOrder(former, modeId, order);
    const to: ModeInForce = { id: modeId, order: orders[modeId] };
    return { orders, to, mode: modes.under(orders, modeId) };
  }

  const inForce = (): ModeInForce => {
    const { modeId, orders } = get();
    return { id: modeId, order: orders[modeId] };
  };

  /** Viewports keep what they show; what changed is told, and can be undone. */
  function switchTo(modeId: string, order: ModeOrder | undefined) {
    const state = get();
    const { orders, to, mode } = targetOf(modeId, order);
    if (!mode) return;
    const from = inForce();
    const organized = organizer.organize(mode, state);
    const displaySets = indexDisplaySets(organized);
    const remap = (hanging: Hanging) =>
      remapHanging(hanging, {
        fromModeId: homeKey(from),
        toModeId: homeKey(to),
        toModeName: mode.displayName,
        before: state.displaySets,
        after: displaySets,
        findSetOf: (image, former) => setHolding(organized[seriesKey(former)], image),
        kindFor(displaySet, formerKind) {
          const verdict = parts.kindFor(displaySet, formerKind, mode);
          return 'kind' in verdict ? verdict.kind : undefined;
        },
      });
    const hanging = remap(withLiveState(state.hanging, live.state));
    const change = changeBetween(from, to, state.displaySets, displaySets);
    // At once: whoever follows the state has one thing to follow.
    store.setState({
      modeId,
      orders,
      organized,
      displaySets,
      thumbnailsWanted: false,
      hanging,
      past: state.past.map(remap),
      future: state.future.map(remap),
      modeChange: change,
      carrying: undefined,
      explaining: undefined,
    });
    announce(`Mode ${mode.displayName}: ${displaySets.size} display sets.`);
  }

  return {
    modeInForce: () => homeKey(inForce()),
    setMode(modeId, order) {
      const { to, mode } = targetOf(modeId, order);
      const purpose = homeKey(to);
      if (!mode || background.purpose === purpose) return;
      if (mode === modes.get(get().modeId)) {
        if (background.purpose === undefined) return;
        background.cancel();
        onDone();
        return;
      }
      if (!organizer.isLarge(mode, get())) {
        background.cancel();
        switchTo(modeId, order);
        return;
      }
      announce(`Making the display sets of mode ${mode.displayName}.`);
      background.run(
        purpose,
        () => targetOf(modeId, order).mode,
        () => {
          switchTo(modeId, order);
          onDone();
        },
      );
    },
  };
}

/** What a viewport showed is remembered by what made the display sets: the mode and the order given to it. */
const homeKey = ({ id, order }: ModeInForce) => (order ? `${id} ${order.join()}` : id);
