import { compareOptional, compareStrings } from '../collections.ts';
import type { DisplaySet, ViewportKind } from '../displaySet/displaySet.ts';
import { attributes } from './attributes.ts';
import { describeTest, tryTest, type Finding } from './condition.ts';
import type { Facts } from './facts.ts';
import { withWindowFrom } from './windowFrom.ts';
import { listOf } from './words.ts';
import type { HangingPlace, HangingRule, HangingStage, SortBy, StudyTest } from './rule.ts';

/**
 * Which display set goes where: a pure function of the rule and of what is open.
 * The order in which things came does not matter, and every choice says why.
 */

/** What is open, and how it can be shown. */
export interface Open {
  readonly facts: readonly Facts[];
  /** How a display set is shown where the rule does not say: the mode's own way; undefined: nothing draws it. */
  usualKind(displaySet: DisplaySet): ViewportKind | undefined;
  canDraw(kind: ViewportKind): boolean;
}

/** A display set looked at for one viewport. */
export interface Candidate {
  readonly displaySet: DisplaySet;
  /** All that is required is met, and it can be shown as the rule wants. */
  readonly fits: boolean;
  readonly kind: ViewportKind | undefined;
  readonly required: readonly Finding[];
  readonly preferred: readonly (Finding & { readonly weight: number })[];
  readonly score: number;
  /** Why it is not the one that is hung, in a sentence; undefined for the one that is. */
  readonly lost: string | undefined;
}

export interface PlaceResult {
  readonly place: HangingPlace;
  /** The one that is hung. */
  readonly chosen: (Candidate & { readonly kind: ViewportKind }) | undefined;
  /** Those that were looked at, the best first, with the chosen one. */
  readonly candidates: readonly Candidate[];
  /** Why it stays empty. */
  readonly reason: string | undefined;
  /** Why it shows what another viewport shows: what was looked for, and not found. */
  readonly instead?: string;
}

export interface StageResult {
  readonly stage: HangingStage;
  readonly index: number;
  readonly places: readonly PlaceResult[];
  readonly filled: number;
  /** Why it is not hung; undefined when it can be. */
  readonly refusal: string | undefined;
}

export interface RuleResult {
  readonly rule: HangingRule;
  readonly stages: readonly StageResult[];
  /** The stage that is hung first. */
  readonly first: StageResult | undefined;
  /** Why the rule is not for this study; undefined when it is. */
  readonly refusal: string | undefined;
}

/** What a rule makes of what is open, with the reason where it makes nothing. */
export function tryRule(rule: HangingRule, open: Open): RuleResult {
  const failed = (rule.when ?? []).map((test) => studyRefusal(test, open.facts)).find(Boolean);
  if (failed !== undefined) return { rule, stages: [], first: undefined, refusal: failed };
  const stages = rule.stages.map((stage, index) => tryStage(stage, index, open));
  const missing = stages.find(({ stage, refusal }) => stage.needed === true && refusal !== undefined);
  if (missing) return { rule, stages, first: undefined, refusal: missing.refusal };
  const first = stages.find(({ refusal }) => refusal === undefined);
  return { rule, stages, first, refusal: first ? undefined : stages[0]?.refusal };
}

/** The first rule that is for this study, by itself, in the order given. */
export function firstRule(rules: readonly HangingRule[], open: Open): RuleResult | undefined {
  for (const rule of rules) {
    if (rule.automatic === false) continue;
    const result = tryRule(rule, open);
    if (result.first) return result;
  }
  return undefined;
}

function studyRefusal({ of, atLeast, atMost }: StudyTest, facts: readonly Facts[]): string | undefined {
  const current = facts.filter(({ prior }) => prior === 0);
  const count = current.filter((each) => of.every((test) => tryTest(test, each).met)).length;
  const asked = listOf(of.map(describeTest));
  const least = atLeast ?? (atMost === undefined ? 1 : 0);
  if (count < least)
    return least === 1 ? `Nothing here where ${asked}` : `Only ${count} of ${least} where ${asked}`;
  if (atMost !== undefined && count > atMost)
    return atMost === 0 ? `There is one where ${asked}` : `More than ${atMost} where ${asked}`;
  return undefined;
}

function tryStage(stage: HangingStage, index: number, open: Open): StageResult {
  const places: PlaceResult[] = [];
  const taken = new Map<string, string>();
  for (const place of stage.viewports) {
    const result = withWindowFrom(choose(place, places, taken, open), places);
    const { chosen } = result;
    const uid = chosen?.displaySet.displaySetInstanceUID;
    if (uid !== undefined && !taken.has(uid)) taken.set(uid, place.name);
    places.push(result);
  }
  const filled = places.filter(({ chosen }) => chosen).length;
  const missing = places.find(({ place, chosen }) => place.needed === true && !chosen);
  const least = Math.max(1, stage.atLeast ?? 1);
  const refusal = missing
    ? `Nothing for ${missing.place.name}: ${missing.reason ?? ''}`
    : filled < least
      ? `Only ${filled} of its ${places.length} viewports would be filled`
      : undefined;
  return { stage, index, places, filled, refusal };
}

function choose(
  place: HangingPlace,
  earlier: readonly PlaceResult[],
  taken: ReadonlyMap<string, string>,
  open: Open,
): PlaceResult {
  if (place.empty === true) return { place, chosen: undefined, candidates: [], reason: 'it stays empty' };
  if (place.sameAs !== undefined) return again(place, earlier, open);
  const own = chooseOwn(place, taken, open);
  if (own.chosen || place.orElse?.sameAs === undefined) return own;
  const other = again({ ...place, ...place.orElse }, earlier, open);
  if (!other.chosen) return own;
  return { ...other, candidates: own.candidates, ...(own.reason !== undefined && { instead: own.reason }) };
}

function chooseOwn(place: HangingPlace, taken: ReadonlyMap<string, string>, open: Open): PlaceResult {
  const prior = place.prior ?? 0;
  const compare = comparer(place.match?.sort ?? []);
  const looked = open.facts
    .filter((facts) => facts.prior === prior)
    .map((facts) => ({ facts, candidate: look(place, facts, open) }))
    .sort(
      (a, b) =>
        Number(b.candidate.fits) - Number(a.candidate.fits) ||
        metCount(b.candidate) - metCount(a.candidate) ||
        b.candidate.score - a.candidate.score ||
        compare(a.facts, b.facts),
    );
  const winner = looked.find(
    ({ candidate }) => candidate.fits && !taken.has(candidate.displaySet.displaySetInstanceUID),
  );
  const candidates = looked.map(({ candidate, facts }) => ({
    ...candidate,
    lost: candidate === winner?.candidate ? undefined : whyLost(candidate, facts, winner, taken, place),
  }));
  const chosen = candidates.find(({ lost }) => lost === undefined);
  return {
    place,
    chosen: chosen && chosen.kind !== undefined ? { ...chosen, kind: chosen.kind } : undefined,
    candidates,
    reason: chosen ? undefined : reasonEmpty(candidates, prior),
  };
}

/** The display set of another viewport, shown another way. */
function again(place: HangingPlace, earlier: readonly PlaceResult[], open: Open): PlaceResult {
  const source = earlier.find((result) => result.place.name === place.sameAs);
  if (!source?.chosen)
    return { place, chosen: undefined, candidates: [], reason: `nothing is hung as ${place.sameAs ?? ''}` };
  const kind = kindOf(place, source.chosen.displaySet, open);
  if (kind === undefined) return { place, chosen: undefined, candidates: [], reason: cannotBeShown(place) };
  const chosen = { ...source.chosen, kind };
  return { place, chosen, candidates: [chosen], reason: undefined };
}

function look(place: HangingPlace, facts: Facts, open: Open): Candidate {
  const required = (place.match?.required ?? []).map((test) => tryTest(test, facts));
  const preferred = (place.match?.preferred ?? []).map((test) => ({
    ...tryTest(test, facts),
    weight: test.weight ?? 1,
  }));
  const kind = kindOf(place, facts.displaySet, open);
  const score = preferred.reduce((sum, { met, weight }) => sum + (met ? weight : 0), 0);
  const fits = kind !== undefined && isHangable(facts.displaySet) && required.every(({ met }) => met);
  return { displaySet: facts.displaySet, fits, kind, required, preferred, score, lost: undefined };
}

const isHangable = ({ unsupported }: DisplaySet) => !unsupported;

const metCount = ({ required }: Candidate) => required.filter(({ met }) => met).length;

function kindOf(place: HangingPlace, displaySet: DisplaySet, open: Open): ViewportKind | undefined {
  if (!place.kinds) return open.usualKind(displaySet);
  return place.kinds.find((kind) => displaySet.viewportKinds.includes(kind) && open.canDraw(kind));
}

function whyLost(
  candidate: Candidate,
  facts: Facts,
  winner: { readonly facts: Facts; readonly candidate: Candidate } | undefined,
  taken: ReadonlyMap<string, string>,
  place: HangingPlace,
): string {
  const { required, kind, displaySet, score } = candidate;
  const unmet = required.find(({ met }) => !met);
  if (unmet) return `${capital(unmet.asked)}: here ${unmet.found}`;
  if (displaySet.unsupported) return 'It cannot be shown as images';
  if (kind === undefined) return capital(cannotBeShown(place));
  const holder = taken.get(displaySet.displaySetInstanceUID);
  if (holder !== undefined) return `It is hung as ${holder} already`;
  if (!winner) return '';
  if (score < winner.candidate.score) {
    const better = winner.candidate.preferred
      .filter(({ met, weight }, at) => weight > 0 && met && !candidate.preferred[at]?.met)
      .map(({ asked }) => asked);
    return `Fits less well: ${better.join(', ')}`;
  }
  const deciding = (place.match?.sort ?? []).find((sort) => compareBy(sort, facts, winner.facts) !== 0);
  if (deciding)
    return `Fits as well, but ${attributes[deciding.by].name} is ${deciding.descending ? 'lower' : 'higher'}`;
  return 'Fits as well, but comes later in the study';
}

const cannotBeShown = ({ kinds }: HangingPlace): string =>
  kinds ? `it cannot be shown as ${kinds.join(' or ')}` : 'nothing here can show it';

/** What the nearest misses lack. */
function reasonEmpty(candidates: readonly Candidate[], prior: number): string {
  const [nearest] = candidates;
  if (!nearest) return prior === 0 ? 'nothing is open' : 'there is no such earlier study';
  const held = candidates.find(({ fits }) => fits);
  if (held?.lost !== undefined) return lower(held.lost);
  const near = candidates.filter((each) => metCount(each) === metCount(nearest));
  const failing = nearest.required.filter((_, at) => near.some(({ required }) => !required[at]?.met));
  return failing.length > 0
    ? `nothing where ${listOf(failing.map(({ asked }) => asked))}`
    : lower(nearest.lost ?? 'nothing fits');
}

/** By the rule's own order, then as a study is read: never by the order of arrival. */
function comparer(sorts: readonly SortBy[]): (a: Facts, b: Facts) => number {
  return (a, b) => {
    for (const sort of sorts) {
      const order = compareBy(sort, a, b);
      if (order !== 0) return order;
    }
    return (
      compareOptional(a.displaySet.SeriesNumber, b.displaySet.SeriesNumber) ||
      compareStrings(timeOf(a), timeOf(b)) ||
      compareStrings(a.displaySet.SeriesInstanceUID, b.displaySet.SeriesInstanceUID) ||
      compareStrings(a.displaySet.displaySetInstanceUID, b.displaySet.displaySetInstanceUID)
    );
  };
}

const timeOf = ({ displaySet: { SeriesDate = '', SeriesTime = '' } }: Facts) => `${SeriesDate}${SeriesTime}`;

function compareBy({ by, descending = false }: SortBy, a: Facts, b: Facts): number {
  const [first, second] = [valueOf(by, a), valueOf(by, b)];
  if (first === undefined || second === undefined) return compareOptional(first, second);
  const order =
    typeof first === 'number' && typeof second === 'number'
      ? first - second
      : compareStrings(String(first), String(second));
  return descending ? -order : order;
}

const valueOf = (id: SortBy['by'], facts: Facts) => attributes[id].valueOf(facts)?.all[0];

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
