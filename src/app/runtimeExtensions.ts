import { createStore, type StoreApi } from 'zustand/vanilla';
import { describeError } from '../core/errors.ts';
import type { ExtensionFault, LoadedExtension, LoadedExtensions } from '../core/extension/loadExtensions.ts';
import type { Mode } from '../core/mode/mode.ts';

/** What has become so far of the extensions that the configuration names. */
export interface RuntimeExtensions {
  /** Every one has loaded, or has been left out. */
  readonly settled: boolean;
  /** Those that are in, in the order of the configuration. */
  readonly accepted: readonly LoadedExtension[];
  /** Their modes, which follow the viewer's own. */
  readonly modes: readonly Mode[];
  readonly faults: readonly ExtensionFault[];
  /** The reader has put the notice about the faults away. */
  readonly dismissed: boolean;
}

export type RuntimeExtensionsStore = StoreApi<RuntimeExtensions>;

/** Nothing to load: the usual case, in which none of the code for it is fetched. */
const none: RuntimeExtensions = { settled: true, accepted: [], modes: [], faults: [], dismissed: false };

/**
 * Starts to load the extensions; the page goes on meanwhile. Their faults are
 * told where they can be seen and stop nothing.
 * @param builtInModes the viewer's own modes: an extension's has another id.
 */
export function loadRuntimeExtensions(
  names: readonly string[],
  base: string,
  builtInModes: readonly Mode[],
): RuntimeExtensionsStore {
  const store = createStore<RuntimeExtensions>(() => ({ ...none, settled: names.length === 0 }));
  if (names.length > 0) {
    load(names, base, builtInModes, store).catch((error: unknown) => {
      const reason = `the viewer's code that loads extensions failed: ${describeError(error)}`;
      store.setState({ settled: true, faults: names.map((name) => ({ name, reason })) });
    });
  }
  return store;
}

async function load(
  names: readonly string[],
  base: string,
  builtInModes: readonly Mode[],
  store: RuntimeExtensionsStore,
): Promise<void> {
  // Code of its own, with every handler: the list of studies is not held up by it.
  const [{ loadExtensions }, { createRegistryWith }, { builtInHandlers }] = await Promise.all([
    import('./loadExtensions.ts'),
    import('../core/extension/registry.ts'),
    import('../extensions/builtInHandlers.ts'),
  ]);
  const take = (loaded: LoadedExtensions, settled: boolean) => {
    const { accepted, faults, registry } = createRegistryWith(
      builtInHandlers,
      builtInModes,
      loaded.extensions,
    );
    const all = [...loaded.faults, ...faults];
    all.sort((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
    store.setState({
      settled,
      accepted,
      modes: registry.modes.slice(builtInModes.length),
      // Until all are here one may only seem to lack the handlers of another.
      faults: settled ? all : [],
    });
  };
  take(await loadExtensions(names, base, (soFar) => take(soFar, false)), true);
}
