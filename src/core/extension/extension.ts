import type { Mode } from '../mode/mode.ts';
import type { ThumbnailRenderer, ViewportModule } from '../viewport.ts';
import type { SopClassHandler } from './sopClassHandler.ts';

/** A bundle of contributions under one id. Everything but the id is optional. */
export interface Extension {
  /** Lower case, unique: the first part of its handlers' ids. */
  readonly id: string;
  getSopClassHandlerModule?(): readonly SopClassHandler[];
  getViewportModule?(): readonly ViewportModule[];
  getThumbnailModule?(): readonly ThumbnailRenderer[];
  getModes?(): readonly Mode[];
}
