import type { Mode } from './mode.ts';
import type { ModeFile } from './modeFile.ts';

/** A mode that the reader saved: its own order and name, everything else from the mode it was made of. */
export interface UserMode extends Mode {
  /** The id of a registered mode: what a link to somebody who does not have this one names. */
  readonly basedOn: string;
  /** As it was saved: it may name handlers that are not here now, which then do not count. */
  readonly file: ModeFile;
}
