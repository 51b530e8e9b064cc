/** A list without what others name already: a mode names each handler once. */
export const without = (handlers: readonly string[], ...named: readonly (readonly string[])[]): string[] => {
  const known = new Set(named.flat());
  return handlers.filter((id) => !known.has(id));
};
