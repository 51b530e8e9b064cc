import type { Instance } from '../../dicom/instance.ts';
import type { GroupingRule } from '../rule.ts';
import type { PackedSeries } from './packed.ts';

/**
 * What the page and the thread that organizes for it say to each other. The
 * other thread keeps a copy of each series, so that an order of handlers is all
 * that a mode switch sends; it answers one series a message.
 */
export type ToOrganizer =
  /** The next of a list's instances; a list is sent in pieces that do not hold up the page. */
  | { readonly type: 'instances'; readonly list: number; readonly instances: readonly Instance[] }
  /** These lists are of no more use. */
  | { readonly type: 'drop'; readonly lists: readonly number[] }
  | {
      readonly type: 'organize';
      readonly question: number;
      readonly list: number;
      /** Handler ids in order. */
      readonly handlers: readonly string[];
      readonly rules: readonly GroupingRule[];
    };

export type FromOrganizer =
  /** It has begun, with these handlers. */
  | { readonly type: 'ready'; readonly handlers: readonly string[] }
  | { readonly type: 'organized'; readonly question: number; readonly series: PackedSeries }
  /** This series cannot be organized there; the page does it itself. */
  | { readonly type: 'failed'; readonly question: number; readonly reason: string };

/** One end of a connection that copies what is sent. */
export interface Connection<Sent, Received> {
  /** @throws when the message holds what cannot be copied: a function. */
  send(message: Sent): void;
  onMessage(listener: (message: Received) => void): void;
}
