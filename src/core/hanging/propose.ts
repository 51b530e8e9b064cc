import { describesPatient } from '../displaySet/proposeRule.ts';
import type { DisplaySet, ViewportKind } from '../displaySet/displaySet.ts';
import type { Layout } from '../layout/layout.ts';
import type { Presentation } from '../viewport.ts';
import { attributes, type AttributeId } from './attributes.ts';
import { tryTest } from './condition.ts';
import { imageOf, type Facts } from './facts.ts';
import type { Open } from './match.ts';
import type {
  Condition,
  HangingPlace,
  HangingRule,
  PlacePresentation,
  StudyTest,
  WeightedTest,
} from './rule.ts';
import { chestWallTurn } from './turn.ts';
import { namedWindows } from './windows.ts';

/** What one viewport shows right now. */
export interface ShownThere {
  /** Undefined where it is empty. */
  readonly displaySet: DisplaySet | undefined;
  readonly kind: ViewportKind | undefined;
  readonly presentation: Presentation | undefined;
}

/**
 * The screen as a rule: for each viewport, conditions that people can read and
 * that tell what it shows from the other display sets of the study. It names no
 * patient: a description that does is left out.
 */
export function proposeRule(
  id: string,
  name: string,
  layout: Layout,
  shown: readonly ShownThere[],
  open: Open,
): HangingRule {
  const places: HangingPlace[] = [];
  const named = new Map<string, string>();
  for (const there of shown) {
    const { displaySet } = there;
    const facts = open.facts.find((each) => each.displaySet === displaySet);
    if (!displaySet || !facts) {
      places.push({ name: freeName('Empty', places), empty: true });
      continue;
    }
    const former = named.get(displaySet.displaySetInstanceUID);
    const place = placeFor(there, facts, open, places, former);
    if (former === undefined) named.set(displaySet.displaySetInstanceUID, place.name);
    places.push(place);
  }
  return {
    id,
    name,
    when: whenOf(shown),
    stages: [{ name: 'As saved', layout, viewports: places, atLeast: Math.max(1, named.size) }],
  };
}

function placeFor(
  there: ShownThere,
  facts: Facts,
  open: Open,
  places: readonly HangingPlace[],
  sameAs: string | undefined,
): HangingPlace {
  const { kind } = there;
  const usual = open.usualKind(facts.displaySet);
  const presentation = presentationOf(there, facts);
  const rest = {
    ...(kind !== undefined && kind !== usual && { kinds: [kind] }),
    ...(presentation && { presentation }),
  };
  if (sameAs !== undefined) {
    const words = there.presentation?.plane?.name ?? 'again';
    return { name: freeName(`${sameAs}, ${words}`, places), sameAs, ...rest };
  }
  const prior = facts.prior ?? 0;
  return {
    name: freeName(nameFor(facts), places),
    match: { required: requiredFor(facts), preferred: preferredFor(facts) },
    ...(prior > 0 && { prior }),
    ...rest,
  };
}

/** What tells display sets of a modality apart, the more telling first. */
const telling: Readonly<Record<string, readonly AttributeId[]>> = {
  MG: ['side', 'view', 'multiFrame'],
  CR: ['side', 'view'],
  DX: ['side', 'view'],
  MR: ['weighting', 'plane', 'contrast'],
  CT: ['plane', 'kernelKind', 'contrast'],
  PT: ['units'],
};

function requiredFor(facts: Facts): readonly Condition[] {
  const ids: readonly AttributeId[] = ['Modality', ...(telling[facts.displaySet.Modality] ?? [])];
  const conditions = ids.flatMap((attribute): Condition[] => {
    const [value] = attributes[attribute].valueOf(facts)?.all ?? [];
    return value === undefined ? [] : [{ attribute, is: value }];
  });
  if (conditions.length > 1 || facts.displaySet.SeriesDescription === '') return conditions;
  // Nothing but its modality is known of it: then its description has to tell.
  return namesPatient(facts) ? conditions : [...conditions, described(facts)];
}

const described = ({ displaySet }: Facts): Condition => ({
  attribute: 'SeriesDescription',
  is: displaySet.SeriesDescription.slice(0, 200),
});

function preferredFor(facts: Facts): readonly WeightedTest[] {
  const thickness = attributes.sliceThickness.valueOf(facts)?.all[0];
  const b = attributes.bValue.valueOf(facts)?.all[0];
  return [
    ...(facts.displaySet.SeriesDescription !== '' && !namesPatient(facts)
      ? [{ ...described(facts), weight: 2 }]
      : []),
    ...(facts.displaySet.Modality === 'CT' && typeof thickness === 'number'
      ? [{ attribute: 'sliceThickness', atMost: thickness } as const]
      : []),
    ...(typeof b === 'number' && b > 0 ? [{ attribute: 'bValue', atLeast: b } as const] : []),
  ];
}

const namesPatient = ({ displaySet }: Facts): boolean => describesPatient(displaySet);

function nameFor(facts: Facts): string {
  const value = (id: AttributeId) => String(attributes[id].valueOf(facts)?.all[0] ?? '');
  const { Modality } = facts.displaySet;
  const words =
    Modality === 'MR'
      ? [value('weighting'), value('plane')]
      : Modality === 'CT'
        ? [value('plane'), value('kernelKind')]
        : Modality === 'MG' || Modality === 'CR' || Modality === 'DX'
          ? [value('side'), value('view')]
          : [];
  const text = words.filter(Boolean).join(' ');
  const plain = text || (namesPatient(facts) ? Modality : facts.displaySet.SeriesDescription) || Modality;
  return `${plain.charAt(0).toUpperCase()}${plain.slice(1)}`.slice(0, 50);
}

function freeName(name: string, places: readonly HangingPlace[]): string {
  const taken = new Set(places.map((place) => place.name));
  for (let number = 1; ; number += 1) {
    const each = number === 1 ? name.slice(0, 56) : `${name.slice(0, 52)} ${number}`;
    if (!taken.has(each)) return each;
  }
}

/** How it is shown, as far as that is not how it comes. */
function presentationOf(
  { presentation, kind, displaySet }: ShownThere,
  facts: Facts,
): PlacePresentation | undefined {
  if (!presentation || !displaySet) return undefined;
  const { windowCenter: center, windowWidth: width, plane, invert, colourMap } = presentation;
  const wall = facts.displaySet.Modality === 'MG' ? wallOf(presentation, displaySet, facts) : undefined;
  const own = isOwnWindow(displaySet, center, width);
  const named = Object.entries(namedWindows).find(
    ([, each]) => each.center === center && each.width === width,
  )?.[0];
  const window = named ?? (center !== undefined && width !== undefined ? { center, width } : undefined);
  const made: PlacePresentation = {
    ...(!own && window !== undefined && { window }),
    ...(kind === 'volume' && plane && { plane: plane.name }),
    ...(kind === 'volume' && plane && plane.slabMm > 0 && { slabMm: plane.slabMm, blend: plane.blend }),
    ...(invert && { invert }),
    ...(colourMap !== undefined && { colourMap }),
    ...(wall ? { chestWall: wall, scale: 'breasts' } : turnOf(presentation)),
  };
  return Object.keys(made).length > 0 ? made : undefined;
}

function turnOf({ rotation, flipHorizontal, flipVertical }: Presentation): PlacePresentation {
  const turned = ([90, 180, 270] as const).find((each) => each === rotation);
  return {
    ...(turned !== undefined && { rotation: turned }),
    ...(flipHorizontal && { flipHorizontal }),
    ...(flipVertical && { flipVertical }),
  };
}

/** The side where the chest wall is now, where it was put there as mammograms are hung. */
function wallOf(
  presentation: Presentation,
  displaySet: DisplaySet,
  facts: Facts,
): 'left' | 'right' | undefined {
  const side = attributes.side.valueOf(facts)?.all[0] === 'R' ? 'right' : 'left';
  const wall = chestWallTurn(imageOf(displaySet), side);
  return 'turn' in wall &&
    wall.turn.flipHorizontal === presentation.flipHorizontal &&
    wall.turn.rotation === presentation.rotation
    ? side
    : undefined;
}

/** A window that the images bring, or that is not known to be another. */
function isOwnWindow(displaySet: DisplaySet, center: number | undefined, width: number | undefined): boolean {
  const image = imageOf(displaySet);
  const voi =
    image.WindowCenter === undefined
      ? image.SharedFunctionalGroupsSequence?.[0]?.FrameVOILUTSequence?.[0]
      : image;
  if (!voi?.WindowCenter || !voi.WindowWidth) return !isNamed(center, width);
  return voi.WindowCenter.some((each, at) => each === center && voi.WindowWidth?.[at] === width);
}

const isNamed = (center: number | undefined, width: number | undefined) =>
  Object.values(namedWindows).some((each) => each.center === center && each.width === width);

/** Modalities that are shown, and the region, where they say it. */
function whenOf(shown: readonly ShownThere[]): readonly StudyTest[] {
  const sets = shown.flatMap(({ displaySet }) => displaySet ?? []);
  const modalities = [...new Set(sets.map(({ Modality }) => Modality))].filter(Boolean);
  const parts = new Set(sets.map((set) => imageOf(set).BodyPartExamined ?? ''));
  const [part = ''] = parts;
  return [
    ...modalities.map((Modality): StudyTest => ({ of: [{ attribute: 'Modality', is: Modality }] })),
    ...(parts.size === 1 && part !== ''
      ? [{ of: [{ attribute: 'BodyPartExamined' as const, is: part }] }]
      : []),
  ];
}

/** Whether a proposal finds again what it was made of: for each viewport, what else would do. */
export const othersFor = (place: HangingPlace, open: Open): readonly DisplaySet[] =>
  open.facts
    .filter((facts) => (place.match?.required ?? []).every((test) => tryTest(test, facts).met))
    .map(({ displaySet }) => displaySet);
