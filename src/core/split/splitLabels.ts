import { groupBy } from '../collections.ts';
import type { SplitGroup } from './split.ts';

/**
 * Said only where nothing else tells two groups apart, the more telling first:
 * that a localizer also has another matrix is noise beside its being a localizer.
 */
const lastResorts = ['orientation', 'class', 'pixels', 'matrix', 'frame'];

/**
 * What tells each group from the others, in words; undefined where there is
 * nothing to say.
 * @returns labels in the order of the groups.
 */
export function splitLabels(groups: readonly SplitGroup[]): readonly (string | undefined)[] {
  if (groups.length < 2) return groups.map(() => undefined);
  const isLocalizer = ({ values }: SplitGroup) => values.get('type')?.label === 'localizer';
  const localizers = groups.filter(isLocalizer);
  // That a localizer also has another echo time says nothing of it, nor of what it locates.
  const apart = localizers.length > 0 && localizers.length < groups.length;
  const ofAll = apart ? new Set(['type']) : tellingIds(groups);
  const ofLocalizers = apart ? tellingIds(localizers) : ofAll;
  const ofOthers = apart ? tellingIds(groups.filter((group) => !isLocalizer(group))) : ofAll;
  const words = groups.map((group) => {
    const telling = isLocalizer(group) ? ofLocalizers : ofOthers;
    const labels = [...group.values].flatMap(([id, { label }]) =>
      label && (telling.has(id) || ofAll.has(id)) ? [label] : [],
    );
    return [...new Set(labels)];
  });
  for (const id of lastResorts) {
    const alike = groupBy(groups.keys(), (i) => words[i]?.join(', ') ?? '');
    for (const indices of alike.values()) {
      const labels = indices.map((i) => groups[i]?.values.get(id)?.label ?? '');
      if (new Set(labels).size < 2) continue;
      for (const [n, i] of indices.entries()) if (labels[n]) words[i]?.push(labels[n]);
    }
  }
  return words.map((list) => (list.length > 0 ? list.join(', ') : undefined));
}

/** Attributes whose labels differ between groups, or that not every group has. */
function tellingIds(groups: readonly SplitGroup[]): ReadonlySet<string> {
  const labels = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const { values } of groups)
    for (const [id, { label }] of values) {
      labels.set(id, (labels.get(id) ?? new Set()).add(label));
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  const ids = [...labels].flatMap(([id, seen]) =>
    seen.size > 1 || (counts.get(id) ?? 0) < groups.length ? [id] : [],
  );
  return new Set(ids.filter((id) => !lastResorts.includes(id)));
}
