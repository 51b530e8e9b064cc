/**
 * The root of the source that an address names, the first one where it names none.
 * @param config unchecked; what is wrong with it is told by who checks it.
 * @returns undefined where the configuration does not say.
 */
export function rootOfSource(config: unknown, address: URL): string | undefined {
  const id = address.searchParams.get('source');
  return sourcesOf(config).find((one) => id === null || one.id === id)?.root;
}

/** The sources as far as they are what they should be. */
function sourcesOf(config: unknown): readonly { readonly id: unknown; readonly root: string }[] {
  if (!isRecord(config) || !Array.isArray(config['sources'])) return [];
  return config['sources'].flatMap((source: unknown) => {
    if (!isRecord(source) || !isRecord(source['dicomweb'])) return [];
    const { root } = source['dicomweb'];
    return typeof root === 'string' ? [{ id: source['id'], root }] : [];
  });
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
