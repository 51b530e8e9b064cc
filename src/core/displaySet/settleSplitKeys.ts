import type { Claim } from './claims.ts';
import type { RuledSet } from './ruledSet.ts';
import { smallestUid } from './setNames.ts';

/**
 * Split keys name display sets, so two of one handler and series must differ.
 * Where they do not, the set's smallest SOPInstanceUID is added: content, not position.
 */
export function settleSplitKeys(SOPClassHandlerId: string, claims: readonly Claim[]): readonly RuledSet[] {
  const [only] = claims;
  if (!only) return [];
  if (claims.length === 1) return [{ SOPClassHandlerId, claim: only, splitKey: only.input.splitKey ?? '' }];
  const counts = new Map<string, number>();
  for (const { input } of claims)
    counts.set(input.splitKey ?? '', (counts.get(input.splitKey ?? '') ?? 0) + 1);
  return claims.map((claim) => {
    const own = claim.input.splitKey ?? '';
    if (counts.get(own) === 1) return { SOPClassHandlerId, claim, splitKey: own };
    return { SOPClassHandlerId, claim, splitKey: `${own}|${smallestUid(claim.instances)}` };
  });
}
