import { createDicomWebDataSource } from '../adapters/dicomweb/createDicomWebDataSource.ts';
import type { DataSource } from '../core/dataSource.ts';
import { ConfigurationError } from '../core/errors.ts';
import type { Mode } from '../core/mode/mode.ts';
import { listedModes } from '../modes/listed.ts';
import type { Config } from './readConfig.ts';
import { early } from './startEarly.ts';
import { loadRuntimeExtensions, type RuntimeExtensionsStore } from './runtimeExtensions.ts';

/** What the study list needs; the study page adds its runtime (createRuntime.ts), which is loaded later. */
export interface Application {
  /** The first is the default. */
  readonly dataSources: readonly DataSource[];
  /** The viewer's own without their hanging rules, in the order of the picker; those of extensions follow. */
  readonly modes: readonly Mode[];
  /** The mode of a double click; it may be an extension's, which is still to come. */
  readonly defaultModeId: string;
  /** What the configuration adds, as it comes in. */
  readonly extensions: RuntimeExtensionsStore;
}

/**
 * @param base the folder that the viewer is served from.
 * @throws ConfigurationError when the configuration names an unknown mode
 */
export function createApplication(config: Config, base: string): Application {
  const modes = listedModes;
  const names = config.extensions ?? [];
  const defaultModeId = config.defaultMode ?? modes[0]?.id ?? '';
  // With extensions the mode may be one of theirs; the study list then falls back to the first that suits.
  if (names.length === 0 && !modes.some(({ id }) => id === defaultModeId)) {
    const known = modes.map(({ id }) => id).join(', ');
    throw new ConfigurationError(
      'defaultMode',
      `config.json: defaultMode: there is no mode "${defaultModeId}"; the modes are ${known}`,
    );
  }
  const dataSources = config.sources.map((source) =>
    createDicomWebDataSource({
      id: source.id,
      displayName: source.displayName ?? source.id,
      root: source.dicomweb.root,
      fetch: early.fetch,
    }),
  );
  return { dataSources, modes, defaultModeId, extensions: loadRuntimeExtensions(names, base, modes) };
}
