/**
 * What of these attributes is plain data: text, numbers, lists and objects of
 * such, all the way down. Functions and objects with behaviour are left out:
 * display sets go to workers, into files and into comparisons.
 */
export function plainData(attributes: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => isPlain(value, new Set())));
}

function isPlain(value: unknown, above: Set<object>): boolean {
  if (typeof value === 'function' || typeof value === 'symbol') return false;
  if (typeof value !== 'object' || value === null) return true;
  const kind: unknown = Object.getPrototypeOf(value);
  if (kind !== Object.prototype && kind !== Array.prototype && kind !== null) return false;
  // What holds itself has no end.
  if (above.has(value)) return false;
  above.add(value);
  const plain = Object.values(value).every((member) => isPlain(member, above));
  above.delete(value);
  return plain;
}
