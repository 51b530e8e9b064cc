import type { StoreApi } from 'zustand/vanilla';
import type { Registry } from '../core/extension/registry.ts';
import type { Mode } from '../core/mode/mode.ts';
import type { ViewerState } from './viewerState.ts';

/** The modes as the reader has them: the registered ones, those changed by hand in their place, then the reader's own. */
export interface ModeCatalog {
  all(): readonly Mode[];
  get(id: string): Mode | undefined;
}

export function createModeCatalog(registry: Registry, store: StoreApi<ViewerState>): ModeCatalog {
  const get = (id: string) => store.getState().userModes.find((mode) => mode.id === id) ?? registry.mode(id);
  return {
    get,
    all: () => [
      ...registry.modes.map((mode) => get(mode.id) ?? mode),
      ...store.getState().userModes.filter(({ id }) => !registry.mode(id)),
    ],
  };
}
