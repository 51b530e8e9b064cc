import type { Instance } from '../dicom/instance.ts';
import { leavingListAsIs } from '../extension/leavesListAsIs.ts';
import type { SopClassHandler } from '../extension/sopClassHandler.ts';
import { flavoursOf } from './imageType.ts';
import { onceForList } from './onceForList.ts';
import { placementOf } from './placement.ts';
import { splitFurther, type SplitGroup } from './split.ts';
import type { SplitAttribute } from './splitAttribute.ts';
import { splitLabels } from './splitLabels.ts';
import { stackInput } from './stackInput.ts';
import { singleFrames, surveyOf, tellingAttributes } from './survey.ts';

/** A handler that tells the single-frame images of a series apart by attributes of its own. */
export interface SplitDeclaration {
  readonly name: string;
  readonly sopClassUids: readonly string[];
  /** Its own, tried before all others. */
  readonly attributes?: readonly SplitAttribute[];
  /** Its own, tried where nothing else tells the images of one position apart. */
  readonly lastResorts?: readonly SplitAttribute[];
  /** Which of its kinds a group of images is: "ADC", "phase"; kinds are its own where a series has several. */
  readonly kindOf?: (image: Instance) => string | undefined;
  /** It takes its kinds also where the series holds nothing else. */
  readonly takesKindAlone?: boolean;
  /** For people: what it splits by, first to last. */
  readonly splitBy: readonly string[];
  /** Why it takes what it takes: "several b-values, or maps computed from them". */
  readonly reason: string;
  /** Why it leaves the rest where its attributes say nothing: "no diffusion". */
  readonly nothing: string;
}

/**
 * Splits what earlier handlers left by what never shares a stack, then by its
 * own attributes, and takes exactly the groups that those told apart; within
 * these, other attributes tell apart what still shares a position. The rest goes
 * on, with the reason.
 */
export function splitHandler(declaration: SplitDeclaration): SopClassHandler {
  const { name, sopClassUids, splitBy, reason, nothing, attributes = [] } = declaration;
  const specific = attributes.filter(({ kind }) => kind === 'specific');
  // Asked what it takes, and right after why it left the rest: mostly of the same images.
  const others = othersThan(declaration);
  const divided = onceForList((instances) => divide(instances, declaration, others));
  return leavingListAsIs({
    name,
    sopClassUids,
    identity: stackIdentity,
    splitBy: [
      ...splitBy,
      'and always: patient, SOP class, image size, colour, frame of reference, image type, orientation',
    ],
    sortBy: stackSortBy,
    getDisplaySetsFromSeries(instances) {
      const { taken, left } = divided(instances);
      if (taken.length === 0) return [];
      const labels = splitLabels([...taken, ...left]);
      return taken.map((group, i) => stackInput(group, withKind(labels[i], group, declaration), reason));
    },
    reasonLeft(instances) {
      const images = singleFrames(instances);
      if (images.length === 0) return 'not single-frame images';
      const { left } = divided(instances);
      if (!left.some((group) => group.declined.length > 0))
        return whyNothing(images, attributes, specific) ?? nothing;
      const declined = new Set(left.flatMap((group) => group.declined));
      return [...declined].slice(0, 3).join('; ');
    },
  });
}

/** Display sets of all handlers that split single-frame images are named as the stack handler's. */
export const stackIdentity = 'image-stack.sopClassHandlerModule.stack';

export const stackSortBy: readonly string[] = [
  'position along the normal: feet to head, right to left, front to back',
  'InstanceNumber',
  'acquisition or content time',
  'SOPInstanceUID',
];

interface Division {
  readonly taken: readonly SplitGroup[];
  readonly left: readonly SplitGroup[];
}

/** What tells images apart besides what the handler splits by. */
function othersThan({ attributes = [], lastResorts = [] }: SplitDeclaration): readonly SplitAttribute[] {
  const own = new Set([...attributes, ...lastResorts].map(({ id }) => id));
  return [...tellingAttributes.filter(({ id }) => !own.has(id)), ...lastResorts];
}

function divide(
  instances: readonly Instance[],
  declaration: SplitDeclaration,
  others: readonly SplitAttribute[],
): Division {
  const { attributes = [], lastResorts = [] } = declaration;
  const images = singleFrames(instances);
  if (images.length === 0) return { taken: [], left: [] };
  const { groups, shared } = surveyOf(images);
  const isKind = kindTest(groups, declaration);
  const taken: SplitGroup[] = [];
  const left: SplitGroup[] = [];
  for (const group of groups) {
    const parts = splitFurther(group, attributes, shared);
    const whole = parts.length > 1 || isKind(group);
    // Nothing is left to tell apart, so the last resorts are not tried.
    const done = !whole && (lastResorts.length === 0 || placementOf(group.images) === 'clean');
    if (done) left.push(...parts);
    else
      for (const part of parts.flatMap((one) => splitFurther(one, others, shared)))
        (whole || lastResorts.some(({ id }) => part.toldBy.has(id)) ? taken : left).push(part);
  }
  return { taken, left };
}

/**
 * Earlier handlers may have taken all that a kind is to be told from, so a kind
 * that is taken even alone is named even alone, unless the series is named for it.
 */
function withKind(
  label: string | undefined,
  { images: [first] }: SplitGroup,
  { kindOf, takesKindAlone = false }: SplitDeclaration,
): string | undefined {
  const kind = takesKindAlone && first ? kindOf?.(first) : undefined;
  const named = /locali[sz]|scout|topogram|survey|surview/i.test(first?.SeriesDescription ?? '');
  if (kind === undefined || named || label?.includes(kind)) return label;
  return label === undefined ? kind : `${kind}, ${label}`;
}

const isNone = () => false;

/** Whether a group is of one of the handler's kinds, of which the images must be several. */
function kindTest(
  groups: readonly SplitGroup[],
  { kindOf, takesKindAlone = false }: SplitDeclaration,
): (group: SplitGroup) => boolean {
  if (!kindOf || (groups.length < 2 && !takesKindAlone)) return isNone;
  const kindOfGroup = ({ images: [first] }: SplitGroup) => first && kindOf(first);
  const kinds = new Set(groups.flatMap((group) => kindOfGroup(group) ?? []));
  const own = kinds.size > (takesKindAlone ? 0 : 1);
  return (group) => own && kindOfGroup(group) !== undefined;
}

/** Kinds by words of ImageType: a function for `kindOf`. */
export function kindAmong(words: readonly string[]): (image: Instance) => string | undefined {
  return (image) => flavoursOf(image).find((word) => words.includes(word));
}

/**
 * In the words of its attributes: one value in all images, or several that tell nothing apart.
 * @param specific those of the attributes that are.
 */
function whyNothing(
  images: readonly Instance[],
  attributes: readonly SplitAttribute[],
  specific: readonly SplitAttribute[],
): string | undefined {
  const { shared, groups } = surveyOf(images);
  if (specific.some(({ id }) => !shared.has(id))) {
    const several = specific.filter(({ id }) => !shared.has(id)).map(({ name }) => name);
    return `${several.join(' and ')} ${several.length > 1 ? 'differ' : 'differs'}, but each position has one image`;
  }
  const one = specific.flatMap((attribute) => attribute.classify(images.slice(0, 1))[0]?.label || []);
  if (one.length > 0) return `${one.join(', ')} in all images`;
  // Incidental attributes are not even read then.
  const isUnread = attributes.length > specific.length;
  return isUnread && groups.every((group) => placementOf(group.images) === 'clean')
    ? 'each position has one image'
    : undefined;
}
