/**
 * A handler's id in parts for people: the name and the extension it is from.
 * An id of another form (the display sets of what nobody took) is its own name.
 */
export function handlerName(id: string): { readonly name: string; readonly extensionId: string } {
  const parts = id.split('.sopClassHandlerModule.');
  return parts.length === 2
    ? { name: parts[1] ?? '', extensionId: parts[0] ?? '' }
    : { name: id, extensionId: '' };
}
