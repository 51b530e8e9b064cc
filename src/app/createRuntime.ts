import { createRegistry, type Registry } from '../core/extension/registry.ts';
import { builtInExtensions } from '../extensions/index.ts';
import { createViewer, type Viewer } from '../state/viewer.ts';
import type { Application } from './createApplication.ts';
import { createThumbnails, type KeptThumbnails } from './thumbnails.ts';

/** What the study page runs on: the extensions' contributions and the state. Made once a visit. */
export interface Runtime {
  readonly registry: Registry;
  readonly viewer: Viewer;
  readonly thumbnails: KeptThumbnails;
}

/** @throws ConfigurationError when a mode names an unknown handler */
export function createRuntime({ dataSources, modes, defaultModeId }: Application): Runtime {
  const registry = createRegistry(builtInExtensions, modes);
  const viewer = createViewer({ registry, dataSources, modeId: defaultModeId });
  // The code that draws pictures is fetched beside the metadata, not after it.
  registry.viewportModuleFor('stack')?.preload?.();
  return { registry, viewer, thumbnails: createThumbnails(registry, viewer.dataSource) };
}
