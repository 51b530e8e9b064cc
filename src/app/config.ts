import { ConfigurationError } from '../core/errors.ts';
import { type Config, readConfig } from './readConfig.ts';
import { early } from './startEarly.ts';

/**
 * The configuration beside the page.
 * @throws ConfigurationError when it cannot be had or is not as expected
 */
export async function loadConfig(base: string, signal: AbortSignal): Promise<Config> {
  const url = new URL('config.json', base);
  let value: unknown;
  try {
    const response = await early.fetch(url.href, { signal, redirect: 'error' });
    if (!response.ok) {
      throw new ConfigurationError(
        'config.json',
        `config.json could not be loaded (status ${response.status}).`,
      );
    }
    value = await response.json();
  } catch (error) {
    if (error instanceof ConfigurationError || signal.aborted) throw error;
    const reason = error instanceof SyntaxError ? 'it is not JSON' : 'the server did not answer';
    throw new ConfigurationError('config.json', `config.json could not be loaded: ${reason}.`, {
      cause: error,
    });
  }
  return readConfig(value);
}
