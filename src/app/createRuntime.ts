import { afterPaint } from '../adapters/cornerstone/afterPaint.ts';
import type { ExtensionFault, LoadedExtension } from '../core/extension/loadExtensions.ts';
import { createRegistryWith, type Registry } from '../core/extension/registry.ts';
import { builtInExtensions } from '../extensions/index.ts';
import { builtInModes } from '../modes/index.ts';
import type { ReadUserModes } from '../state/userModesJson.ts';
import { createViewer, type Viewer } from '../state/viewer.ts';
import type { Application } from './createApplication.ts';
import { startOrganizerThread } from './startOrganizerThread.ts';
import { readKeptModes } from './keptModes.ts';
import { createThumbnails, type KeptThumbnails } from './thumbnails.ts';

/** What the study page runs on: the extensions' contributions and the state. Made once a visit. */
export interface Runtime {
  readonly registry: Registry;
  /** Extensions that clash with what draws; the others are in the registry. */
  readonly faults: readonly ExtensionFault[];
  readonly viewer: Viewer;
  readonly thumbnails: KeptThumbnails;
  /** What this browser keeps of the reader's modes. */
  readonly keptModes: ReadUserModes;
}

/**
 * @param loaded what the configuration adds, as far as it is here.
 * @throws ConfigurationError when one of the viewer's own modes names an unknown handler
 */
export function createRuntime(
  { dataSources, defaultModeId }: Application,
  loaded: readonly LoadedExtension[],
): Runtime {
  const { registry, faults } = createRegistryWith(builtInExtensions, builtInModes, loaded);
  const urls = loaded.map(({ url }) => url);
  const viewer = createViewer({
    registry,
    dataSources,
    modeId: defaultModeId,
    organizer: { startThread: () => startOrganizerThread(urls) },
    opening: { patienceMs: 4000, afterPaint },
  });
  // The code that draws pictures is fetched beside the metadata, not after it.
  registry.viewportModuleFor('stack')?.preload?.();
  const keptModes = readKeptModes(registry);
  viewer.adoptModes(keptModes.modes);
  const thumbnails = createThumbnails(registry, viewer.dataSource);
  return { registry, faults, viewer, thumbnails, keptModes };
}
