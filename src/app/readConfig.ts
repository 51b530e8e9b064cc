import * as z from 'zod/mini';
import { ConfigurationError } from '../core/errors.ts';

const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'lower case letters, digits and dashes'));

const schema = z.object({
  sources: z
    .array(
      z.object({
        id,
        displayName: z.optional(z.string()),
        dicomweb: z.object({ root: z.string().check(z.minLength(1)) }),
      }),
    )
    .check(z.minLength(1)),
  /** The mode of a double click in the study list. */
  defaultMode: z.optional(z.string()),
  /** ES modules on the viewer's own origin, relative to the page: `./extensions/foo.js` (docs/extensions.md). */
  extensions: z.optional(z.array(z.string().check(z.minLength(1)))),
});

export type Config = z.infer<typeof schema>;

/**
 * Checks a configuration; every message names the key.
 * @throws ConfigurationError
 */
export function readConfig(value: unknown): Config {
  const result = schema.safeParse(value);
  if (!result.success) {
    const [issue] = result.error.issues;
    const key = (issue?.path ?? []).map(String).join('.') || 'config.json';
    throw new ConfigurationError(key, `config.json: ${key}: ${issue?.message ?? 'not as expected'}`);
  }
  const { sources } = result.data;
  const double = sources.find(
    (source, index) => sources.findIndex((other) => other.id === source.id) !== index,
  );
  if (double) throw new ConfigurationError('sources', `config.json: two sources have the id "${double.id}"`);
  return result.data;
}
