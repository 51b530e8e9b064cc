import type { Mode } from './mode.ts';

/** A mode as data: what a file, a stored mode and the editor's form hold. Everything open comes from `basedOn`. */
export type ModeFile = Pick<Mode, 'id' | 'displayName' | 'sopClassHandlers'> &
  Partial<
    Pick<
      Mode,
      'description' | 'icon' | 'layout' | 'order' | 'autoPlay' | 'fillsLayout' | 'preferredViewportKinds'
    >
  > & {
    readonly basedOn?: string;
  };

/** A mode that the reader saved: its own order and name, everything else from the mode it was made of. */
export interface UserMode extends Mode {
  /** The id of a registered mode: what a link to somebody who does not have this one names. */
  readonly basedOn: string;
  /** As it was saved: it may name handlers that are not here now, which then do not count. */
  readonly file: ModeFile;
}
