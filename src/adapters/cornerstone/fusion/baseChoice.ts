import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import { fusedOn } from '../../../core/displaySet/fusedMessages.ts';
import type { ViewportContext } from '../../../core/viewport.ts';
import { cornersOf, type VolumeGeometry } from '../../../core/volume/geometry.ts';
import { volumeContent, type VolumeContent } from '../volume/volumeContent.ts';

/** What a PET is that nothing can lie under. */
export const notFused = 'not fused';

export type BaseChoice =
  | { readonly base: VolumeContent }
  /** Metadata is still on its way: what is missing may come. */
  | { readonly isAwaited: true }
  | { readonly reason: string };

/**
 * What PET is laid on: of the CT or MR that share its frame of reference, the one
 * that covers most of it; of equals the first in reading order, CT before MR.
 */
export function chooseBase(
  pet: VolumeContent,
  { study, dataSource }: Pick<ViewportContext, 'study' | 'dataSource'>,
): BaseChoice {
  const found = study
    .relationsOf(pet.displaySet.displaySetInstanceUID)
    .references.filter(({ reference }) => reference.purpose === fusedOn)
    .flatMap((one) => one.found.flatMap((place) => study.displaySet(place.displaySetInstanceUID) ?? []));
  const candidates = found.map((set) => ({ set, made: volumeContent(set, dataSource) }));
  const usable = candidates.flatMap(({ set, made }) =>
    'reason' in made
      ? []
      : [{ base: made, rank: rankOf(set), covers: coveredPart(pet.geometry, made.geometry) }],
  );
  usable.sort((a, b) => b.covers - a.covers || a.rank - b.rank);
  const [best] = usable;
  if (best && best.covers > 0) return { base: best.base };
  if (study.isLoading()) return { isAwaited: true };
  const [first] = candidates;
  if (!first)
    return {
      reason:
        'No CT or MR here has the frame of reference of this PET, so they cannot be laid on each other.',
    };
  const name = `${first.set.Modality ?? 'The series'} “${first.set.label}”`;
  return {
    reason:
      'reason' in first.made
        ? `${name} cannot be cut into planes. ${first.made.reason}`
        : `${name} shows another part of the body.`,
  };
}

const rankOf = ({ Modality }: DisplaySet): number => (Modality === 'CT' ? 0 : 1);

/** How much of the PET's box is within the other's, in tenths: 0 to 10. */
function coveredPart(pet: VolumeGeometry, base: VolumeGeometry): number {
  const [a, b] = [boxOf(pet), boxOf(base)];
  const part = [0, 1, 2].reduce((product, axis) => {
    const [low = 0, high = 0] = a[axis] ?? [];
    const [from = 0, to = 0] = b[axis] ?? [];
    const shared = Math.min(high, to) - Math.max(low, from);
    return product * Math.max(0, high > low ? shared / (high - low) : 0);
  }, 1);
  return part > 0 ? Math.max(1, Math.round(part * 10)) : 0;
}

const boxOf = (geometry: VolumeGeometry): readonly (readonly [number, number])[] =>
  [0, 1, 2].map((axis) => {
    const values = cornersOf(geometry).map((corner) => corner[axis] ?? 0);
    return [Math.min(...values), Math.max(...values)];
  });
