const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta']);

/**
 * A pressed key by name. Letters are lower case, whatever the lock says; Shift is
 * named for them and for keys with a name (`Shift+Home`), not for signs, where it
 * only leads to another sign (`?`). Ctrl stands for the command key, too.
 * @returns undefined for a modifier alone
 */
export function keyOf({
  key,
  ctrlKey,
  metaKey,
  altKey,
  shiftKey,
}: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>): string | undefined {
  if (modifiers.has(key)) return undefined;
  const isSign = key.length === 1 && key.toLowerCase() === key.toUpperCase();
  const name = key === ' ' ? 'Space' : key.length === 1 ? key.toLowerCase() : key;
  return [
    ...(ctrlKey || metaKey ? ['Ctrl'] : []),
    ...(altKey ? ['Alt'] : []),
    ...(shiftKey && (!isSign || key === ' ') ? ['Shift'] : []),
    name,
  ].join('+');
}

const names: Readonly<Record<string, string>> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  PageUp: 'Page ↑',
  PageDown: 'Page ↓',
  Escape: 'Esc',
  Delete: 'Del',
};

/** A key as people write it: `Ctrl+Shift+z` is "Ctrl+Shift+Z", `ArrowUp` an arrow. */
export function keyText(key: string): string {
  // The plus sign itself is a key, too.
  const parts = key.endsWith('++') || key === '+' ? [...key.slice(0, -1).split('+'), '+'] : key.split('+');
  return parts
    .filter((part) => part !== '')
    .map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join('+');
}

/** All keys of something in one line; undefined for none. */
export const keysText = (keys: readonly string[]): string | undefined =>
  keys.length === 0 ? undefined : keys.map(keyText).join(', ');
