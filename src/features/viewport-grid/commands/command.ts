import type { PrimaryTool, ViewportHandle } from '../../../core/viewport.ts';
import type { Viewer } from '../../../state/viewer.ts';

/** What a command acts on: the active viewport, and the page around it. */
export interface CommandContext {
  readonly viewer: Viewer;
  readonly viewportId: string;
  /** Undefined while nothing is mounted there. */
  readonly handle: ViewportHandle | undefined;
  setTool(tool: PrimaryTool): void;
  openHelp(): void;
}

export type CommandGroup = 'Viewports' | 'Image' | 'Volume' | 'Everywhere';

/** Something that a key does. Its keys can be changed by the reader; its id is what that is kept under. */
export interface Command {
  /** `image.invert`. */
  readonly id: string;
  /** Under which heading the page of keys names it. */
  readonly group: CommandGroup;
  readonly label: string;
  /** As `keyOf` names them: `i`, `Ctrl+z`, `Alt+ArrowUp`. */
  readonly keys: readonly string[];
  /**
   * Only where the focus is on the grid or on nothing: for keys that lists and
   * sliders use themselves.
   */
  readonly inGridOnly?: boolean;
  /** @returns false when it means nothing here: the key then goes on to the browser. */
  run(context: CommandContext): boolean | void;
}

const modifiers: ReadonlySet<string> = new Set(['Shift', 'Control', 'Alt', 'Meta']);

/**
 * A pressed key by name. Letters are lower case, whatever the lock says; Shift is
 * named for them and for keys with a name (`Shift+Home`), not for signs, where it
 * only leads to another sign (`?`). Ctrl stands for the command key, too.
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
