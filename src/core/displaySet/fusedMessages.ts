import type { DisplaySet } from './displaySet.ts';
import type { MessageAbout, ResolvedReferences } from './relation.ts';

/** The purpose under which PET refers to the CT or MR that it is laid on. */
export const fusedOn = 'fused on';

/** Says of each set that is to be fused what it lies on, or that nothing for it is here. */
export function fusedMessages({ references, byUid }: ResolvedReferences): MessageAbout[] {
  return [...references].flatMap(([set, resolved]) => {
    const bases = resolved.filter(({ reference }) => reference.purpose === fusedOn);
    if (bases.length === 0) return [];
    const names = bases.flatMap(({ found }) =>
      found.flatMap((one) => seriesName(byUid.get(one.displaySetInstanceUID))),
    );
    const message =
      names.length > 0
        ? ({ severity: 'info', code: 'fused', text: `Fused on ${names.join(' or ')}` } as const)
        : ({
            severity: 'warning',
            code: 'nothing-to-fuse-on',
            text: 'No CT or MR of its frame of reference is here',
          } as const);
    return [{ of: set.displaySetInstanceUID, message }];
  });
}

function seriesName(set: DisplaySet | undefined): string[] {
  if (!set) return [];
  return [set.SeriesNumber === undefined ? set.label : `series ${set.SeriesNumber} ${set.label}`];
}
