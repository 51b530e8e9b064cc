import type { ViewportKind } from '../displaySet/displaySet.ts';
import { ConfigurationError, describeError } from '../errors.ts';
import type { Mode } from '../mode/mode.ts';
import type { ThumbnailRenderer, ViewportModule } from '../viewport.ts';
import { checkedMode, type Contributions, contributionsOf, fail } from './checks.ts';
import type { Extension } from './extension.ts';
import type { ExtensionFault, LoadedExtension } from './loadExtensions.ts';
import type { RegisteredHandler } from './sopClassHandler.ts';

/** What the extensions and modes of this viewer add up to. Made once at start-up, never changed. */
export interface Registry {
  readonly extensions: readonly Extension[];
  /** By id, in the order of registration. */
  readonly handlers: ReadonlyMap<string, RegisteredHandler>;
  /** The viewer's own modes first, then those of extensions. */
  readonly modes: readonly Mode[];
  mode(id: string): Mode | undefined;
  /** The mode's handlers in its order. */
  handlersFor(mode: Pick<Mode, 'id' | 'sopClassHandlers'>): readonly RegisteredHandler[];
  /** The module that shows a kind; the first that was registered for it. */
  viewportModuleFor(kind: ViewportKind): ViewportModule | undefined;
  thumbnailRendererFor(kind: ViewportKind): ThumbnailRenderer | undefined;
}

/** The published form of a handler's id. */
export function handlerId(extensionId: string, handlerName: string): string {
  return `${extensionId}.sopClassHandlerModule.${handlerName}`;
}

/**
 * @throws ConfigurationError when an extension or a mode is not what it should
 * be, two share an id, or a mode names a handler that nobody registered.
 */
export function createRegistry(extensions: readonly Extension[], modes: readonly Mode[]): Registry {
  return createRegistryWith(extensions, modes, []).registry;
}

/** A registry with what was loaded at run time, and what of that had to be left out. */
export interface RegistryWithLoaded {
  readonly registry: Registry;
  /** Those that are in, in the order given. */
  readonly accepted: readonly LoadedExtension[];
  readonly faults: readonly ExtensionFault[];
}

/**
 * The same with extensions loaded at run time. A fault in one of those stops
 * nothing: it is left out as a whole and told. Their order matters only where
 * two share an id (the first has it): a mode may name handlers of any of them.
 * @throws ConfigurationError as `createRegistry`, for what is built in.
 */
export function createRegistryWith(
  extensions: readonly Extension[],
  modes: readonly Mode[],
  loaded: readonly LoadedExtension[],
): RegistryWithLoaded {
  const own = modes.map((mode, i) => checkedMode(mode, `modes[${i}]`));
  const draft = createDraft(own);
  extensions.forEach((extension, i) => draft.add(extension, contributionsOf(extension, `extensions[${i}]`)));
  for (const mode of draft.modes()) draft.resolve(mode);

  const reasons = new Map<LoadedExtension, string>();
  const without = <T>(one: LoadedExtension, run: () => T): T | undefined => {
    try {
      return run();
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      reasons.set(one, describeError(error));
      return undefined;
    }
  };
  const added = new Map<LoadedExtension, Contributions>();
  for (const one of loaded) {
    without(one, () => {
      const contributions = contributionsOf(one.extension, 'extension');
      draft.add(one.extension, contributions);
      added.set(one, contributions);
    });
  }
  // Leaving one out takes its handlers from the modes of others: again, until all that is left holds.
  for (let before = -1; before !== reasons.size;) {
    before = reasons.size;
    for (const [one, contributions] of added) {
      without(one, () => contributions.modes.forEach(draft.resolve));
      if (!reasons.has(one)) continue;
      added.delete(one);
      draft.remove(contributions);
    }
  }
  return {
    registry: draft.finish(),
    accepted: [...added.keys()],
    faults: loaded.flatMap((one) => {
      const reason = reasons.get(one);
      return reason === undefined ? [] : [{ name: one.name, reason }];
    }),
  };
}

/** What is registered so far, by extension: one is in with all it brings or not at all. */
function createDraft(builtInModes: readonly Mode[]) {
  const parts = new Map<string, { extension: Extension; contributions: Contributions }>();
  const handlers = new Map<string, RegisteredHandler>();
  const modesById = new Map<string, Mode>();
  const addMode = (mode: Mode, key: string) => {
    if (modesById.has(mode.id)) fail(key, `there are two modes with the id "${mode.id}"`);
    modesById.set(mode.id, mode);
  };
  builtInModes.forEach((mode, i) => addMode(mode, `modes[${i}]`));
  const resolve = ({ id, sopClassHandlers }: Pick<Mode, 'id' | 'sopClassHandlers'>) =>
    sopClassHandlers.map((handler) => handlers.get(handler) ?? unknownHandler(id, handler, handlers));

  return {
    /** @throws ConfigurationError, with nothing added */
    add(extension: Extension, contributions: Contributions): void {
      const { id, modes } = contributions;
      const key = `extensions.${id}`;
      if (parts.has(id)) fail(key, `there are two extensions with the id "${id}"`);
      modes.forEach((mode, i) => {
        const double = modesById.has(mode.id) || modes.some((other, j) => j < i && other.id === mode.id);
        if (double) fail(`${key}.modes[${i}]`, `there are two modes with the id "${mode.id}"`);
      });
      for (const handler of contributions.handlers) {
        const registered = { id: handlerId(id, handler.name), extensionId: id, handler };
        handlers.set(registered.id, registered);
      }
      for (const mode of modes) modesById.set(mode.id, mode);
      parts.set(id, { extension, contributions });
    },
    remove(contributions: Contributions): void {
      for (const { name } of contributions.handlers) handlers.delete(handlerId(contributions.id, name));
      for (const { id } of contributions.modes) modesById.delete(id);
      parts.delete(contributions.id);
    },
    modes: () => [...modesById.values()],
    /** @throws ConfigurationError when the mode names a handler that is not here */
    resolve,
    finish(): Registry {
      const brought = [...parts.values()];
      const viewports = byKind(brought.flatMap(({ contributions }) => contributions.viewports));
      const renderers = byKind(brought.flatMap(({ contributions }) => contributions.thumbnails));
      const resolved = new Map([...modesById.values()].map((mode) => [mode, resolve(mode)]));
      return {
        extensions: brought.map(({ extension }) => extension),
        handlers,
        modes: [...modesById.values()],
        mode: (id) => modesById.get(id),
        handlersFor(mode) {
          const registered = modesById.get(mode.id);
          // A mode edited by the user keeps its id and has another list.
          return (registered === mode ? resolved.get(registered) : undefined) ?? resolve(mode);
        },
        viewportModuleFor: (kind) => viewports.get(kind),
        thumbnailRendererFor: (kind) => renderers.get(kind),
      };
    },
  };
}

/** The first that is registered for a kind has it. */
function byKind<T extends { readonly kinds: readonly ViewportKind[] }>(
  items: readonly T[],
): ReadonlyMap<ViewportKind, T> {
  const found = new Map<ViewportKind, T>();
  for (const item of items) for (const kind of item.kinds) if (!found.has(kind)) found.set(kind, item);
  return found;
}

function unknownHandler(mode: string, handler: string, known: ReadonlyMap<string, unknown>): never {
  return fail(
    `modes.${mode}.sopClassHandlers`,
    `the mode "${mode}" names the handler "${handler}", which no extension registers. ${listed([...known.keys()], handler)}`,
  );
}

/** The ids that begin most like the one that is not here: a notice is no place for all. */
function listed(known: readonly string[], wanted: string): string {
  const alike = (id: string) => [...id].findIndex((letter, i) => letter !== wanted[i]);
  const nearest = [...known].sort((a, b) => alike(b) - alike(a));
  const shown = nearest.slice(0, 3).join(', ') || 'none';
  return known.length <= 3 ? `Known: ${shown}` : `Known: ${shown} and ${known.length - 3} more`;
}
