import type { StoreApi } from 'zustand/vanilla';
import { sameItems } from '../core/collections.ts';
import type { Registry } from '../core/extension/registry.ts';
import type { Mode } from '../core/mode/mode.ts';
import type { ViewerState } from './viewerState.ts';

/** Handler ids in an order of the reader's; `original` is the mode's own. */
export type ModeOrder = readonly string[] | 'original';

/** Edited orders by mode id. */
export type ModeOrders = ViewerState['orders'];

/** The modes as the reader has them: the registered ones, then the reader's own, each in the order in force. */
export interface ModeCatalog {
  /** The same list until a mode is saved, deleted or edited. */
  all(): readonly Mode[];
  get(id: string): Mode | undefined;
  /** As registered, or as the reader saved it: without an edit. */
  original(id: string): Mode | undefined;
  /** The order that the reader gave it for now; undefined when it has its own. */
  editedOrder(id: string): readonly string[] | undefined;
  /** As it would be under these edits. The same edit gives the same object. */
  under(orders: ModeOrders, id: string): Mode | undefined;
  /** What names a mode to somebody who may not have it: a registered mode's id, with an order if it is not that one's. */
  linkTo(
    id: string,
    order: readonly string[],
  ): { readonly id: string; readonly handlers: readonly string[] | undefined };
  /** The edits with this one made; an order that is the mode's own is no edit. */
  withOrder(orders: ModeOrders, id: string, order: ModeOrder): ModeOrders;
}

export function createModeCatalog(registry: Registry, store: StoreApi<ViewerState>): ModeCatalog {
  const edited = new WeakMap<Mode, WeakMap<readonly string[], Mode>>();
  const original = (id: string) =>
    registry.mode(id) ?? store.getState().userModes.find((mode) => mode.id === id);

  function under(orders: ModeOrders, id: string) {
    const mode = original(id);
    const order = orders[id];
    if (!mode || !order) return mode;
    let byOrder = edited.get(mode);
    if (!byOrder) edited.set(mode, (byOrder = new WeakMap()));
    let made = byOrder.get(order);
    if (!made) byOrder.set(order, (made = { ...mode, sopClassHandlers: order }));
    return made;
  }

  let all: (Pick<ViewerState, 'userModes' | 'orders'> & { readonly modes: readonly Mode[] }) | undefined;
  const get = (id: string) => under(store.getState().orders, id);
  return {
    original,
    under,
    get,
    all() {
      const { userModes, orders } = store.getState();
      if (all?.userModes !== userModes || all.orders !== orders) {
        const own = userModes.filter(({ id }) => !registry.mode(id));
        const modes = [...registry.modes, ...own].map((mode) => under(orders, mode.id) ?? mode);
        all = { userModes, orders, modes };
      }
      return all.modes;
    },
    editedOrder: (id) => store.getState().orders[id],
    linkTo(id, order) {
      const saved = store.getState().userModes.find((mode) => mode.id === id);
      const base = registry.mode(id) ?? registry.mode(saved?.basedOn ?? '');
      const isOwn = sameItems(order, base?.sopClassHandlers);
      return { id: base?.id ?? id, handlers: isOwn ? undefined : order };
    },
    withOrder(orders, id, order) {
      const { [id]: former, ...rest } = orders;
      if (order === 'original' || sameItems(order, original(id)?.sopClassHandlers)) return rest;
      return sameItems(order, former) ? orders : { ...rest, [id]: order };
    },
  };
}
