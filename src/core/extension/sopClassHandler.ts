import type { Instance } from '../dicom/instance.ts';
import type { DisplaySetInput } from '../displaySet/displaySet.ts';
import type { ImageSet } from './imageSet.ts';

/** What a handler may return: one display set or a list, as plain data or as the classic `ImageSet`. */
export type HandlerResult = DisplaySetInput | ImageSet | readonly (DisplaySetInput | ImageSet)[];

/**
 * Turns instances of one series into display sets. Pure and synchronous: no
 * services, no pixels, no clock; the same instances in any order give the same
 * answer, because `organize` sorts what it offers.
 */
export interface SopClassHandler {
  readonly name: string;
  /** SOP classes whose instances are offered, in the order in which they are offered. */
  readonly sopClassUids: readonly string[];
  /**
   * @param instances of one series, one or more, none of them taken by an earlier handler.
   * @returns display sets holding some, all or none of them; what is left goes to the next handler.
   */
  getDisplaySetsFromSeries(instances: readonly Instance[]): HandlerResult;
  /**
   * The handler id under which its display sets are named, where several handlers
   * share one way of splitting: a group that goes from one of them to another, as
   * its series grows or the mode changes, keeps its UID. Absent: its own id.
   */
  readonly identity?: string;
  /** What it tells display sets apart by, in words, first to last: "b-value". For people; optional. */
  readonly splitBy?: readonly string[];
  /** What it orders images by, in words: "position along the normal". For people; optional. */
  readonly sortBy?: readonly string[];
  /** Why these instances were left, for the explanation. Optional. */
  reasonLeft?(instances: readonly Instance[]): string;
}

/** A handler with its id, as a mode names it: `${extensionId}.sopClassHandlerModule.${name}`. */
export interface RegisteredHandler {
  readonly id: string;
  readonly extensionId: string;
  readonly handler: SopClassHandler;
}
