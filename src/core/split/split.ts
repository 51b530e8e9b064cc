import { compareOptional } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';
import { attributeRank } from './attributeRank.ts';
import { overlap, placementOf } from './placement.ts';
import type { SplitAttribute, SplitValue } from './splitAttribute.ts';

export interface SplitGroup {
  readonly images: readonly Instance[];
  /** By attribute id, those in effect, with the attribute's name. */
  readonly values: ReadonlyMap<string, SplitValue & { readonly name: string }>;
  /** Ids of the attributes that told it from others, not only what all its images share. */
  readonly toldBy: ReadonlySet<string>;
  /** Why splits that offered themselves were not made, in words. */
  readonly declined: readonly string[];
  /** Declined because there would be too many groups: worth telling the reader. */
  readonly tooMany: readonly string[];
}

/** More groups than this of one attribute are a sign of noise, not of structure. */
export const maxGroups = 60;
/** Of attributes that always split, at most so many groups of a single image. */
export const maxSingles = 20;

/** How many groups one attribute may make. */
export interface SplitLimits {
  readonly groups: number;
  /** Of attributes that always split: groups of a single image. */
  readonly singles: number;
}
const usualLimits: SplitLimits = { groups: maxGroups, singles: maxSingles };

/** Splits images by each attribute in turn. The images' order is kept inside groups. */
export function splitImages(
  images: readonly Instance[],
  attributes: readonly SplitAttribute[],
  limits: SplitLimits = usualLimits,
): readonly SplitGroup[] {
  const whole = { images, values: new Map(), toldBy: new Set<string>(), declined: [], tooMany: [] };
  return splitFurther(whole, attributes, sharedAmong(images, attributes), limits);
}

/**
 * Splits a group by more attributes, keeping what is known of it.
 * @param shared ids of attributes known to have one value in all its images.
 */
export function splitFurther(
  group: SplitGroup,
  attributes: readonly SplitAttribute[],
  shared: ReadonlySet<string> = new Set(),
  limits: SplitLimits = usualLimits,
): readonly SplitGroup[] {
  let groups: readonly SplitGroup[] = [group];
  for (const attribute of attributes) {
    const isShared = shared.has(attribute.id);
    const [only] = groups;
    // Nearly always one group that stays one.
    if (groups.length > 1 || !only)
      groups = groups.flatMap(
        (one) => withSharedValue(one, attribute, isShared) ?? splitGroup(one, attribute, limits),
      );
    else {
      const whole = withSharedValue(only, attribute, isShared);
      if (whole !== only) groups = whole ? [whole] : splitGroup(only, attribute, limits);
    }
  }
  return groups;
}

/** So many instances stay in the processor's cache while one attribute after another is read of them. */
const block = 256;

/**
 * Ids of attributes whose value all images certainly share: nearly all of a series.
 * Looked for block by block, because a million images fetched from memory once
 * an attribute would cost more than everything else. Incidental ones are not
 * read: most series never ask for them.
 */
export function sharedAmong(
  images: readonly Instance[],
  attributes: readonly SplitAttribute[],
): ReadonlySet<string> {
  const [first] = images;
  if (!first) return new Set();
  let shared = attributes.filter(({ kind }) => kind !== 'incidental');
  for (let from = 0; from < images.length && shared.length > 0; from += block) {
    const some = images.slice(from, from + block);
    shared = shared.filter((attribute) => some.every((image) => attribute.same(first, image)));
  }
  return new Set(shared.map(({ id }) => id));
}

/** The group as it stays where the attribute tells nothing apart in it, for one reason or another; else undefined. */
function withSharedValue(
  group: SplitGroup,
  attribute: SplitAttribute,
  isShared: boolean,
): SplitGroup | undefined {
  const { images } = group;
  const first = images[0];
  if (!first) return group;
  // One image a position, so there is nothing to tell apart: the attribute is not even read.
  if (attribute.kind === 'incidental' && placementOf(images) === 'clean') return group;
  if (!isShared && !allSame(images, attribute)) return undefined;
  return attribute.kind === 'incidental'
    ? group
    : withOnlyValue(group, attribute, attribute.classify([first])[0]);
}

function allSame(images: readonly Instance[], attribute: SplitAttribute): boolean {
  const first = images[0];
  return first !== undefined && images.every((image) => attribute.same(first, image));
}

/** Where the values of the images differ. */
function splitGroup(
  group: SplitGroup,
  attribute: SplitAttribute,
  limits: SplitLimits,
): readonly SplitGroup[] {
  const { images } = group;
  const parts = partsOf(images, attribute.classify(images));
  if (parts.length === 1) return [withOnlyValue(group, attribute, parts[0]?.value)];
  if (attribute.kind === 'specific' && placementOf(images) === 'clean') return [group];
  const decision = decide(
    attribute,
    images,
    parts.map((part) => part.images),
    limits,
  );
  if (decision !== 'split') return [declined(group, decision)];
  if (attribute.elsewhere) {
    const reason = `not split by ${attribute.name}: that is for a handler of its own`;
    return [declined(group, { reason, tooMany: false })];
  }
  const toldBy = new Set(group.toldBy).add(attribute.id);
  return parts.map(({ images: list, value }) => {
    const part = { ...group, images: list, toldBy };
    return value ? withValue(part, attribute, value) : part;
  });
}

function declined(group: SplitGroup, { reason, tooMany }: Exclude<Decision, 'split'>): SplitGroup {
  return {
    ...group,
    declined: [...group.declined, reason],
    tooMany: tooMany ? [...group.tooMany, reason] : group.tooMany,
  };
}

interface Part {
  readonly value: SplitValue | undefined;
  readonly images: Instance[];
}

/** Images by value, in the order of the values, else as they first come; those without one are a part too. */
function partsOf(images: readonly Instance[], values: readonly (SplitValue | undefined)[]): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const [i, image] of images.entries()) {
    const value = values[i];
    const key = value?.key ?? '';
    const part = parts.get(key);
    if (part) part.images.push(image);
    else parts.set(key, { value, images: [image] });
  }
  return [...parts.values()].sort((a, b) => compareOptional(a.value?.order, b.value?.order));
}

/** All images have one value, or none has any. An incidental one tells nothing then. */
function withOnlyValue(
  group: SplitGroup,
  attribute: SplitAttribute,
  value: SplitValue | undefined,
): SplitGroup {
  if (!value || value.key === '' || attribute.kind === 'incidental') return group;
  return withValue(group, attribute, value);
}

type Decision = 'split' | { readonly reason: string; readonly tooMany: boolean };

function decide(
  attribute: SplitAttribute,
  images: readonly Instance[],
  parts: readonly (readonly Instance[])[],
  limits: SplitLimits,
): Decision {
  const { name, kind } = attribute;
  const singles = parts.filter((part) => part.length === 1).length;
  const no = (reason: string, tooMany = false): Decision => ({
    reason: `not split by ${name}: ${reason}`,
    tooMany,
  });
  if (parts.length > limits.groups) return no(`it would make ${parts.length} groups`, true);
  if (kind === 'always' && attribute.accepts && !attribute.accepts(parts))
    return no('every image has its own');
  if (kind === 'always')
    return singles > limits.singles ? no(`it would make ${singles} groups of a single image`, true) : 'split';
  if (singles === parts.length) return no('every group would be a single image');
  if (singles > parts.length / 2) return no(`${singles} of ${parts.length} groups would be a single image`);
  if (attribute.accepts && !attribute.accepts(parts)) return no('its values do not cover the same positions');
  // Without positions there is no telling whether images share one, so the values decide.
  if (
    placementOf(images) === 'uneven' &&
    (parts.some((part) => placementOf(part) !== 'clean') || !overlap(images, parts))
  )
    return no('no position has several images');
  return 'split';
}

function withValue(group: SplitGroup, attribute: SplitAttribute, value: SplitValue): SplitGroup {
  return { ...group, values: new Map(group.values).set(attribute.id, { ...value, name: attribute.name }) };
}

/** The identity of a group: its values, in one order whichever handler split first by what. */
export function splitKeyOf({ values }: Pick<SplitGroup, 'values'>): string {
  const entries = Array.from(values, ([id, { key }]): readonly [string, string] => [id, key]);
  return JSON.stringify(entries.sort(([a], [b]) => attributeRank(a) - attributeRank(b)));
}
