import type { PrimaryTool, ViewportHandle } from '../../../core/viewport.ts';
import type { Viewer } from '../../../state/viewer.ts';

export { keyOf } from '../../../ui/keys.ts';

/** What a command acts on: the active viewport, and the page around it. */
export interface CommandContext {
  readonly viewer: Viewer;
  readonly viewportId: string;
  /** Undefined while nothing is mounted there. */
  readonly handle: ViewportHandle | undefined;
  /** The tool of the primary button. */
  readonly tool: PrimaryTool;
  setTool(tool: PrimaryTool): void;
  openHelp(): void;
}

export type CommandGroup = 'Tools' | 'Window' | 'Viewports' | 'Image' | 'Volume' | 'Everywhere';

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
