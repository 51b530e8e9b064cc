import { createDicomWebDataSource } from '../adapters/dicomweb/createDicomWebDataSource.ts';
import type { DataSource } from '../core/dataSource.ts';
import { createRegistry, type Registry } from '../core/extension/registry.ts';
import { builtInExtensions } from '../extensions/index.ts';
import { builtInModes } from '../modes/index.ts';
import { createViewer, type Viewer } from '../state/viewer.ts';
import type { ThumbnailSource } from '../state/ViewerContext.tsx';
import type { Config } from './config.ts';
import { createThumbnails } from './thumbnails.ts';

/** Everything that the pages are made of, put together once. */
export interface Application {
  readonly registry: Registry;
  readonly dataSources: readonly DataSource[];
  readonly defaultModeId: string;
  readonly viewer: Viewer;
  readonly thumbnails: ThumbnailSource;
}

/** @throws ConfigurationError when a mode names an unknown handler, or the configuration an unknown mode */
export function createApplication(config: Config): Application {
  const registry = createRegistry(builtInExtensions, builtInModes);
  const dataSources = config.sources.map((source) =>
    createDicomWebDataSource({
      id: source.id,
      displayName: source.displayName ?? source.id,
      root: source.dicomweb.root,
    }),
  );
  const defaultModeId = config.defaultMode ?? registry.modes[0]?.id ?? 'viewer';
  const viewer = createViewer({ registry, dataSources, modeId: defaultModeId });
  return {
    registry,
    dataSources,
    defaultModeId,
    viewer,
    thumbnails: createThumbnails(registry, viewer.dataSource),
  };
}
