import type { DisplaySet, DisplaySetPart } from './displaySet.ts';

/** A handler's `parts`, believed in nothing. @returns undefined for anything but a list of parts. */
export function readParts(value: unknown): readonly DisplaySetPart[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const list: readonly unknown[] = value;
  return list.every(isPart) ? list : undefined;
}

function isPart(value: unknown): value is DisplaySetPart {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'key' in value &&
    typeof value.key === 'string' &&
    'label' in value &&
    typeof value.label === 'string' &&
    'start' in value &&
    typeof value.start === 'number' &&
    'count' in value &&
    typeof value.count === 'number'
  );
}

/** The parts where they are several and cover all images, each once and in order; otherwise none. */
export function partsThatCover(parts: readonly DisplaySetPart[], images: number): readonly DisplaySetPart[] {
  let next = 0;
  for (const { start, count } of parts) {
    if (start !== next || !Number.isInteger(count) || count < 1) return [];
    next += count;
  }
  return parts.length > 1 && next === images ? parts : [];
}

/** The part that an image is of, by its index; undefined where the display set has none. */
export function partAt({ parts }: Pick<DisplaySet, 'parts'>, index: number): DisplaySetPart | undefined {
  return parts.find(({ start, count }) => index >= start && index < start + count);
}

/** What parts are told by, to what several are called: attribute ids as in `core/split`. */
const nouns: Readonly<Record<string, string>> = {
  stack: 'stacks',
  echo: 'echoes',
  echoNumber: 'echoes',
  b: 'b-values',
  component: 'components',
  time: 'times',
  reference: 'times',
  acquired: 'times',
  trigger: 'phases',
  delay: 'phases',
  percent: 'phases',
  orientation: 'orientations',
  acquisition: 'acquisitions',
  energyWindow: 'energy windows',
  detector: 'detectors',
  phase: 'phases',
  rrInterval: 'R-R intervals',
  timeSlot: 'time slots',
};

/** What often differs between parts because something else does: stacks also differ in orientation. */
const consequences: ReadonlySet<string> = new Set(['orientation', 'type', 'acquisition', 'acquired']);

/**
 * How many things a display set holds and how many images, for the study
 * browser: "2 stacks, 60 images", "6 parts, 60 images"; '' where it has no parts.
 */
export function partsText({ parts, numImageFrames }: Pick<DisplaySet, 'parts' | 'numImageFrames'>): string {
  if (parts.length === 0) return '';
  const ids = differingIds(parts);
  const causes = ids.filter((id) => !consequences.has(id));
  const [id = '', ...more] = causes.length > 0 ? causes : ids;
  const noun = (more.length === 0 ? nouns[id] : undefined) ?? 'parts';
  return `${parts.length} ${noun}, ${numImageFrames} images`;
}

/** The values in the keys that are not the same in all parts. */
function differingIds(parts: readonly DisplaySetPart[]): readonly string[] {
  const values = new Map<string, Set<string>>();
  const counts = new Map<string, number>();
  for (const { key } of parts)
    for (const [id, value] of entriesOf(key)) {
      values.set(id, (values.get(id) ?? new Set()).add(value));
      counts.set(id, (counts.get(id) ?? 0) + 1);
    }
  return [...values].flatMap(([id, seen]) => (seen.size > 1 || counts.get(id) !== parts.length ? [id] : []));
}

/** Keys are `splitKeyOf`'s: a JSON list of pairs; another handler's may be anything. */
function entriesOf(key: string): readonly (readonly [id: string, value: string])[] {
  let list: unknown;
  try {
    list = JSON.parse(key);
  } catch {
    return []; // no list of values, so nothing to name the parts by
  }
  if (!Array.isArray(list)) return [];
  return (list as readonly unknown[]).flatMap((pair) => {
    if (!Array.isArray(pair)) return [];
    const [id, value] = pair as readonly unknown[];
    return typeof id === 'string' && typeof value === 'string' ? [[id, value] as const] : [];
  });
}
