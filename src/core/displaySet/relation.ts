import type { DisplaySet, DisplaySetMessage, DisplaySetReference } from './displaySet.ts';

/** Where some of the objects that a reference names are. */
export interface FoundIn {
  readonly displaySetInstanceUID: string;
  /** Of the objects named, in the order in which the reference names them; all of the set's for a whole series. */
  readonly SOPInstanceUIDs: readonly string[];
}

export interface ResolvedReference {
  readonly reference: DisplaySetReference;
  /**
   * `instances`: objects it names are here. `series`: it names a series, which is here.
   * `frame of reference`: nothing it names is here, but images share its frame of reference.
   */
  readonly by: 'instances' | 'series' | 'frame of reference' | 'nothing';
  readonly found: readonly FoundIn[];
  /** Objects it names that are in no display set. */
  readonly missing: number;
}

/** The same seen from the other end. */
export interface BackReference {
  readonly displaySetInstanceUID: string;
  readonly purpose: string;
  /** How many objects of this display set are meant. */
  readonly count: number;
  readonly by: ResolvedReference['by'];
}

export interface DisplaySetRelations {
  readonly references: readonly ResolvedReference[];
  readonly referredToBy: readonly BackReference[];
  /** What others say of this one: rejected images, a later version. */
  readonly messages: readonly DisplaySetMessage[];
}

/** By displaySetInstanceUID; a display set that has to do with no other has no entry. */
export type Relations = ReadonlyMap<string, DisplaySetRelations>;

/** All references of all display sets, resolved: what messages are made from. */
export interface ResolvedReferences {
  /** By the display set that refers, in reading order. */
  readonly references: ReadonlyMap<DisplaySet, readonly ResolvedReference[]>;
  readonly byUid: ReadonlyMap<string, DisplaySet>;
}

/** What one display set says of another. */
export interface MessageAbout {
  /** The displaySetInstanceUID that it is about. */
  readonly of: string;
  readonly message: DisplaySetMessage;
}
