import type { Screen } from './screenLink.ts';
import type { ScreenRest } from './screenRest.ts';
import type { Hanging } from './viewerState.ts';

/** What a link asks for (docs: URLs). */
export interface OpenRequest {
  readonly sourceId: string;
  readonly modeId: string;
  readonly StudyInstanceUIDs: readonly string[];
  /** The mode's handlers in an order of the link's own, as the link names them; some may not exist here. */
  readonly handlers?: readonly string[];
  readonly SeriesInstanceUID?: string;
  readonly SOPInstanceUID?: string;
  readonly frame?: number;
  readonly displaySetInstanceUID?: string;
  /** The whole screen, as the link has it. */
  readonly screen?: Screen;
  /** Why the screen that the link names cannot be read: the studies open as without one. */
  readonly screenProblem?: string;
  /** A hanging kept by the browser's history for a reload. */
  readonly hanging?: Hanging;
  /** What the browser's history kept besides. */
  readonly rest?: ScreenRest;
}
