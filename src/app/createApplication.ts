import { createDicomWebDataSource } from '../adapters/dicomweb/createDicomWebDataSource.ts';
import type { DataSource } from '../core/dataSource.ts';
import { ConfigurationError } from '../core/errors.ts';
import type { Mode } from '../core/mode/mode.ts';
import { builtInModes } from '../modes/index.ts';
import type { Config } from './configSchema.ts';

/** What the study list needs; the study page adds its runtime (createRuntime.ts), which is loaded later. */
export interface Application {
  /** The first is the default. */
  readonly dataSources: readonly DataSource[];
  /** In the order of the picker. */
  readonly modes: readonly Mode[];
  /** The mode of a double click. */
  readonly defaultModeId: string;
}

/** @throws ConfigurationError when the configuration names an unknown mode */
export function createApplication(config: Config): Application {
  const modes = builtInModes;
  const defaultModeId = config.defaultMode ?? modes[0]?.id ?? '';
  if (!modes.some(({ id }) => id === defaultModeId)) {
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
    }),
  );
  return { dataSources, modes, defaultModeId };
}
