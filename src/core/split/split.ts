import { compareOptional } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';
import { inBlocks } from '../inBlocks.ts';
import { attributeRank } from './attributeRank.ts';
import { overlap, placementOf } from './placement.ts';
import type { SplitAttribute, SplitValue } from './splitAttribute.ts';

type NamedValue = SplitValue & { readonly name: string };

export interface SplitGroup {
  readonly images: readonly Instance[];
  /** By attribute id, those in effect, with the attribute's name. */
  readonly values: ReadonlyMap<string, NamedValue>;
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
  /** Those of the only group, while it is nobody else's: one map for all that is noted of it. */
  let values: Map<string, NamedValue> | undefined;
  for (const attribute of attributes) {
    const isShared = shared.has(attribute.id);
    const [only] = groups;
    if (groups.length > 1 || !only) {
      groups = splitEach(groups, attribute, isShared, limits);
      continue;
    }
    // Nearly always one group that stays one.
    const value = sharedValue(only, attribute, isShared);
    if (!value) {
      groups = splitGroup(only, attribute, limits);
      values = undefined;
    } else if (value.key !== '') {
      if (!values) groups = [{ ...only, values: (values = new Map(only.values)) }];
      values.set(attribute.id, { ...value, name: attribute.name });
    }
  }
  return groups;
}

/**
 * Ids of attributes whose value all images certainly share: nearly all of a series.
 * Incidental ones are not read: most series never ask for them.
 */
export function sharedAmong(
  images: readonly Instance[],
  attributes: readonly SplitAttribute[],
): ReadonlySet<string> {
  const look = sharedLook(attributes);
  inBlocks(images.length, (from, to) => look.see(images, from, to));
  return look.seen();
}

/** `sharedAmong` a list that is looked at in parts, one after another. */
export function sharedLook(attributes: readonly SplitAttribute[]) {
  let shared = attributes.filter(({ kind }) => kind !== 'incidental');
  let isEmpty = true;
  return {
    /** @returns whether there is anything left to look for. */
    see(images: readonly Instance[], from: number, to: number): boolean {
      isEmpty &&= from === to;
      if (!shared.every((attribute) => isSameIn(images, from, to, attribute)))
        shared = shared.filter((attribute) => isSameIn(images, from, to, attribute));
      return shared.length > 0;
    },
    seen: (): ReadonlySet<string> => new Set(isEmpty ? [] : shared.map(({ id }) => id)),
  };
}

/** Whether those of the images have, by the attribute, what the first of all has. */
function isSameIn(images: readonly Instance[], from: number, to: number, attribute: SplitAttribute): boolean {
  const first = images[0];
  for (let i = from; i < to; i++) {
    const image = images[i];
    if (!first || !image || !attribute.same(first, image)) return false;
  }
  return true;
}

function splitEach(
  groups: readonly SplitGroup[],
  attribute: SplitAttribute,
  isShared: boolean,
  limits: SplitLimits,
): readonly SplitGroup[] {
  return groups.flatMap((group) => {
    const value = sharedValue(group, attribute, isShared);
    return value ? withOnlyValue(group, attribute, value) : splitGroup(group, attribute, limits);
  });
}

const nothingToNote: SplitValue = { key: '', label: '' };

/**
 * What to note of a group in which the attribute tells nothing apart, for one
 * reason or another; its key is '' where that is nothing.
 * @returns undefined where the images may differ.
 */
function sharedValue(
  { images }: SplitGroup,
  attribute: SplitAttribute,
  isShared: boolean,
): SplitValue | undefined {
  const first = images[0];
  if (!first) return nothingToNote;
  // One image a position, so there is nothing to tell apart: the attribute is not even read.
  if (attribute.kind === 'incidental' && placementOf(images) === 'clean') return nothingToNote;
  if (!isShared && !allSame(images, attribute)) return undefined;
  return (attribute.kind === 'incidental' ? undefined : attribute.classify([first])[0]) ?? nothingToNote;
}

function allSame(images: readonly Instance[], attribute: SplitAttribute): boolean {
  return images.length > 0 && isSameIn(images, 0, images.length, attribute);
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
