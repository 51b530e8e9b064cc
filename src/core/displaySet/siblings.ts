import type { DisplaySet } from './displaySet.ts';
import { imageDistances } from './imageDistances.ts';
import { imageAt } from './images.ts';

/** What tells the members of a family apart. */
export type FamilyKind = 'phase' | 'time' | 'b' | 'echo';

/** One time, phase, b-value or echo: a display set, or a part of one. */
export interface FamilyMember {
  readonly displaySet: DisplaySet;
  /** Its images among the display set's. */
  readonly start: number;
  readonly count: number;
  /** "Phase 40 %", "b = 800". */
  readonly label: string;
}

/** Display sets of one series that show the same places, in the order of what tells them apart. */
export interface Family {
  readonly kind: FamilyKind;
  readonly members: readonly FamilyMember[];
  /** The member that was asked about. */
  readonly at: number;
  /** Numbers that are not among the members although their neighbours are: "3", "7". */
  readonly missing: readonly string[];
}

interface Axis {
  readonly kind: FamilyKind;
  /** Parts of split keys, the first that differs being the one that orders. */
  readonly ids: readonly string[];
  /** Parts that go along with it, and tell nothing more. */
  readonly along: readonly string[];
}

const times = ['time', 'reference', 'acquired', 'repetition'];
const phases = ['trigger', 'delay', 'percent'];
const axes: readonly Axis[] = [
  { kind: 'phase', ids: ['percent', 'trigger', 'delay'], along: [...times, 'acquisition'] },
  { kind: 'time', ids: times, along: [...phases, 'acquisition'] },
  { kind: 'b', ids: ['b'], along: ['directionality', 'acquisition', ...times] },
  { kind: 'echo', ids: ['echo', 'echoNumber'], along: [] },
];

interface Candidate extends Omit<FamilyMember, 'label'> {
  readonly entries: ReadonlyMap<string, string>;
}

/**
 * The families that a display set's image belongs to, the telling one first.
 * @param all display sets of the mode, in any order; only those of its series and handler count.
 * @param index of the image, for display sets that hold several times as parts.
 * @returns [] where nothing else shows the same places.
 */
export function familiesOf(
  displaySet: DisplaySet,
  all: Iterable<DisplaySet>,
  index: number,
): readonly Family[] {
  const candidates = displaySet.parts.length > 0 ? partsOf(displaySet) : setsLike(displaySet, all);
  const own = candidates.find(
    (each) => each.displaySet === displaySet && index >= each.start && index < each.start + each.count,
  );
  if (!own) return [];
  const families = axes.flatMap((axis) => familyAlong(axis, own, candidates) ?? []);
  // A phase that is also told by its time is one family, not two.
  const seen = new Set<string>();
  return families.filter(({ members }) => {
    const names = members.map((each) => `${each.displaySet.displaySetInstanceUID} ${each.start}`).sort();
    const key = names.join(' ');
    return !seen.has(key) && seen.add(key);
  });
}

const partsOf = (displaySet: DisplaySet): readonly Candidate[] =>
  displaySet.parts.flatMap(({ key, start, count }) => {
    const entries = entriesOf(key);
    return entries ? [{ displaySet, start, count, entries }] : [];
  });

function setsLike(displaySet: DisplaySet, all: Iterable<DisplaySet>): readonly Candidate[] {
  const { SeriesInstanceUID, StudyInstanceUID, SOPClassHandlerId } = displaySet;
  const found: Candidate[] = [];
  for (const each of all) {
    const isLike =
      each.SeriesInstanceUID === SeriesInstanceUID &&
      each.StudyInstanceUID === StudyInstanceUID &&
      each.SOPClassHandlerId === SOPClassHandlerId &&
      each.parts.length === 0;
    const entries = isLike ? entriesOf(each.splitKey) : undefined;
    if (entries) found.push({ displaySet: each, start: 0, count: each.numImageFrames, entries });
  }
  return found;
}

/** Attribute by attribute; undefined for keys that are not made of attributes. */
function entriesOf(splitKey: string): ReadonlyMap<string, string> | undefined {
  if (!splitKey.startsWith('[')) return undefined;
  try {
    const read: unknown = JSON.parse(splitKey);
    if (!Array.isArray(read)) return undefined;
    const pairs = read.flatMap((pair: unknown): [string, string][] =>
      Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'string'
        ? [[pair[0], pair[1]]]
        : [],
    );
    return new Map(pairs);
  } catch {
    return undefined;
  }
}

function familyAlong(axis: Axis, own: Candidate, candidates: readonly Candidate[]): Family | undefined {
  const free = new Set([...axis.ids, ...axis.along]);
  const rest = (entries: ReadonlyMap<string, string>) =>
    JSON.stringify([...entries].filter(([id]) => !free.has(id)));
  const ownRest = rest(own.entries);
  const relatives = candidates.filter(
    (each) => each === own || (rest(each.entries) === ownRest && showTheSamePlaces(each, own)),
  );
  const id = axis.ids.find((each) => new Set(relatives.map(({ entries }) => entries.get(each))).size > 1);
  if (id === undefined) return undefined;
  const byValue = new Map<string, Candidate>();
  const alike = ({ entries }: Candidate) =>
    axis.along.filter((each) => entries.get(each) === own.entries.get(each)).length;
  for (const each of relatives) {
    const value = each.entries.get(id);
    if (value === undefined || Number.isNaN(orderOf(value))) continue;
    const known = byValue.get(value);
    const isBetter =
      each === own ||
      !known ||
      (known !== own &&
        (alike(each) > alike(known) ||
          (alike(each) === alike(known) && each.displaySet.splitKey < known.displaySet.splitKey)));
    if (isBetter) byValue.set(value, each);
  }
  const sorted = [...byValue].sort(([a], [b]) => orderOf(a) - orderOf(b));
  const at = sorted.findIndex(([, each]) => each === own);
  if (sorted.length < 2 || at < 0) return undefined;
  const first = orderOf(sorted[0]?.[0] ?? '');
  return {
    kind: axis.kind,
    at,
    members: sorted.map(([value, { displaySet, start, count }]) => ({
      displaySet,
      start,
      count,
      label: labelOf(id, value, first),
    })),
    missing: missingOf(
      id,
      sorted.map(([value]) => orderOf(value)),
    ),
  };
}

/** "3/10" counts as 3. */
const orderOf = (value: string): number => Number(value.split('/')[0] || 'none');

const counted: ReadonlySet<string> = new Set(['time', 'repetition', 'trigger', 'delay', 'echoNumber']);

function missingOf(id: string, values: readonly number[]): readonly string[] {
  const [first = 0, last = 0] = [values[0], values.at(-1)];
  const isCounted = counted.has(id) && values.every(Number.isInteger) && last - first < 2 * values.length;
  if (!isCounted) return [];
  const there = new Set(values);
  return Array.from({ length: last - first + 1 }, (_, i) => first + i)
    .filter((value) => !there.has(value))
    .map(String);
}

function labelOf(id: string, value: string, first: number): string {
  const number = orderOf(value);
  const isRank = value.includes('/');
  switch (id) {
    case 'b':
      return `b = ${value}`;
    case 'echo':
      return `TE ${value} ms`;
    case 'echoNumber':
      return `Echo ${value}`;
    case 'percent':
      return `Phase ${value} %`;
    case 'trigger':
    case 'delay':
      return isRank ? `Phase ${number}` : `Phase at ${value} ms`;
    case 'reference':
      return `At ${number / 1000} s`;
    case 'acquired':
      return `At ${Math.round((number - first) * 10) / 10} s`;
    case 'repetition':
      return `Repetition ${value}`;
    default:
      return `Time ${value}`;
  }
}

/** mm; positions nearer to each other are one. */
const placeTolerance = 0.1;

function showTheSamePlaces(a: Candidate, b: Candidate): boolean {
  const [one, other] = [imageAt(a.displaySet, a.start), imageAt(b.displaySet, b.start)];
  if (one?.instance.Rows !== other?.instance.Rows || one?.instance.Columns !== other?.instance.Columns)
    return false;
  const [from, to] = [placesOf(a), placesOf(b)];
  if (!from || !to) return from === to && a.count === b.count;
  const isParallel = from.normal.every((part, axis) => Math.abs(part - (to.normal[axis] ?? 0)) < 0.02);
  return (
    isParallel &&
    from.places.length === to.places.length &&
    from.places.every((mm, i) => Math.abs(mm - (to.places[i] ?? NaN)) < placeTolerance)
  );
}

/** Where the images lie along their normal, each place once, sorted; undefined without positions. */
function placesOf({ displaySet, start, count }: Omit<Candidate, 'entries'>) {
  const measured = imageDistances(displaySet);
  const distances = measured?.distances.slice(start, start + count).sort();
  if (!measured || !distances || distances.length === 0 || distances.some(Number.isNaN)) return undefined;
  const places: number[] = [];
  for (const mm of distances) if (mm - (places.at(-1) ?? -Infinity) >= placeTolerance) places.push(mm);
  return { normal: measured.normal, places };
}

/**
 * The image of another member that shows what an image shows: at the same place,
 * and of several there the one of the same rank.
 */
export function sameImageIn(from: FamilyMember, index: number, to: FamilyMember): number {
  const [here, there] = [
    imageDistances(from.displaySet)?.distances,
    imageDistances(to.displaySet)?.distances,
  ];
  const mm = here?.[index];
  if (!here || !there || mm === undefined || Number.isNaN(mm)) {
    const part = (index - from.start) / Math.max(1, from.count - 1);
    return to.start + Math.round(part * (to.count - 1));
  }
  let rank = 0;
  for (let at = from.start; at < index; at++) if (Math.abs((here[at] ?? NaN) - mm) < placeTolerance) rank++;
  let best = to.start;
  for (let at = to.start; at < to.start + to.count; at++) {
    const [off, least] = [Math.abs((there[at] ?? Infinity) - mm), Math.abs((there[best] ?? Infinity) - mm)];
    if (off < least - placeTolerance) best = at;
  }
  for (let at = best + 1; rank > 0 && at < to.start + to.count; at++)
    if (Math.abs((there[at] ?? NaN) - (there[best] ?? NaN)) < placeTolerance) {
      best = at;
      rank--;
    }
  return best;
}
