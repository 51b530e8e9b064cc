/** Addresses of the two pages. What a study page's address asks for is read by studyUrl.ts, which the list has no use for. */

/** The study page's address for studies in a mode, and in an order of its handlers when it is not the mode's own. */
export function studyPath(
  modeId: string,
  StudyInstanceUIDs: readonly string[],
  source: { readonly id: string; readonly isDefault: boolean },
  handlers?: readonly string[],
): string {
  const query = new URLSearchParams({ StudyInstanceUIDs: StudyInstanceUIDs.join(',') });
  if (!source.isDefault) query.set('source', source.id);
  if (handlers) query.set('handlers', handlers.join(','));
  // Commas and dots are legal in a query; a readable link is a shorter one.
  return `/${modeId}?${query.toString().replaceAll('%2C', ',')}`;
}

/** The study list's address for a source. */
export const listPath = (source: { readonly id: string; readonly isDefault: boolean }): string =>
  source.isDefault ? '/' : `/?${new URLSearchParams({ source: source.id }).toString()}`;
