import type { Family, FamilyKind } from '../../../core/displaySet/siblings.ts';

/** What the members of a family are called. */
export const familyNames: Readonly<Record<FamilyKind, { readonly title: string; readonly many: string }>> = {
  phase: { title: 'Phase', many: 'phases' },
  time: { title: 'Time', many: 'times' },
  b: { title: 'b-value', many: 'b-values' },
  echo: { title: 'Echo', many: 'echoes' },
};

/** "Phase 40 % · 5 of 10". */
export const memberText = ({ members }: Family, at: number): string =>
  `${members[at]?.label ?? ''} · ${at + 1} of ${members.length}`;

/** "3 and 7 missing"; undefined where all are here. */
export function missingText({ missing }: Family): string | undefined {
  if (missing.length === 0) return undefined;
  const named = missing.slice(0, 3).join(', ');
  return missing.length > 3 ? `${named} and ${missing.length - 3} more are missing` : `${named} missing`;
}
