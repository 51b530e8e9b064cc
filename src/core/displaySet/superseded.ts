import { compareStrings } from '../collections.ts';
import type { DisplaySet } from './displaySet.ts';
import type { MessageAbout, ResolvedReferences } from './relation.ts';

/** The purpose under which a document names the version it takes the place of (PS3.3 C.17.2: Predecessor Documents). */
export const earlierVersion = 'earlier version';

/** Says of each document that a later version of it is here, and which is the current one. */
export function supersededMessages({ references, byUid }: ResolvedReferences): MessageAbout[] {
  const successors = new Map<string, DisplaySet[]>();
  for (const [later, resolved] of references)
    for (const { reference, found } of resolved)
      if (reference.purpose === earlierVersion)
        for (const { displaySetInstanceUID } of found) {
          const list = successors.get(displaySetInstanceUID);
          if (list) list.push(later);
          else successors.set(displaySetInstanceUID, [later]);
        }
  return [...successors.keys()].sort(compareStrings).flatMap((uid) => {
    const current = newestAfter(uid, successors);
    if (!byUid.has(uid) || current === undefined) return [];
    const text = `Superseded by ${nameOf(current)}: read that one`;
    return [{ of: uid, message: { severity: 'warning', code: 'superseded', text } as const }];
  });
}

/** The end of the chain of versions; where it forks, the newest way. Versions that take each other's place have none. */
function newestAfter(
  uid: string,
  successors: ReadonlyMap<string, readonly DisplaySet[]>,
): DisplaySet | undefined {
  const seen = new Set([uid]);
  let current: DisplaySet | undefined;
  for (;;) {
    const [next] = [...(successors.get(current?.displaySetInstanceUID ?? uid) ?? [])].sort(newestFirst);
    if (!next) return current;
    if (seen.has(next.displaySetInstanceUID)) return undefined;
    seen.add(next.displaySetInstanceUID);
    current = next;
  }
}

const timeOf = ({ instances: [first] }: DisplaySet) =>
  `${first?.ContentDate ?? ''}${first?.ContentTime ?? ''}`;

const newestFirst = (a: DisplaySet, b: DisplaySet): number =>
  compareStrings(timeOf(b), timeOf(a)) || compareStrings(a.displaySetInstanceUID, b.displaySetInstanceUID);

/** "Radiology Report" of 2026-01-02 12:30 (series 901). */
function nameOf({ label, SeriesNumber, instances: [first] }: DisplaySet): string {
  const date = /^(\d{4})(\d\d)(\d\d)/
    .exec(first?.ContentDate ?? '')
    ?.slice(1)
    .join('-');
  const time = /^(\d\d)(\d\d)/
    .exec(first?.ContentTime ?? '')
    ?.slice(1)
    .join(':');
  const when = [date, time].filter(Boolean).join(' ');
  const series = SeriesNumber === undefined ? '' : ` (series ${SeriesNumber})`;
  return `“${label}”${when && ` of ${when}`}${series}`;
}
