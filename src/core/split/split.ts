import type { Instance } from '../dicom/instance.ts';
import { overlap, placementOf, type Placement } from './placement.ts';
import type { SplitAttribute, SplitValue } from './splitAttribute.ts';

export interface SplitGroup {
  readonly images: readonly Instance[];
  /** By attribute id, those in effect, with the attribute's name. */
  readonly values: ReadonlyMap<string, SplitValue & { readonly name: string }>;
  /** Why splits that offered themselves were not made, in words. */
  readonly declined: readonly string[];
  /** Declined because there would be too many groups: worth telling the reader. */
  readonly tooMany: readonly string[];
}

/** More groups than this of one attribute are a sign of noise, not of structure. */
export const maxGroups = 60;
/** Of attributes that always split, at most so many groups of a single image. */
export const maxSingles = 20;

/** Splits images by each attribute in turn. The images' order is kept inside groups. */
export function splitImages(
  images: readonly Instance[],
  attributes: readonly SplitAttribute[],
): readonly SplitGroup[] {
  let groups: readonly SplitGroup[] = [{ images, values: new Map(), declined: [], tooMany: [] }];
  const placements = new WeakMap<readonly Instance[], Placement>();
  const placement = (group: readonly Instance[]) => {
    let known = placements.get(group);
    if (!known) placements.set(group, (known = placementOf(group)));
    return known;
  };
  const shared = sharedAmong(images, attributes);
  for (const attribute of attributes)
    groups = groups.flatMap((group) => splitGroup(group, attribute, placement, shared.has(attribute)));
  return groups;
}

/** So many instances stay in the processor's cache while one attribute after another is read of them. */
const block = 256;

/**
 * Attributes whose value all images certainly share: nearly all of a series.
 * Looked for block by block, because a million images fetched from memory once
 * an attribute would cost more than everything else. Incidental ones are not
 * read: most series never ask for them.
 */
function sharedAmong(
  images: readonly Instance[],
  attributes: readonly SplitAttribute[],
): ReadonlySet<SplitAttribute> {
  const [first] = images;
  let shared = attributes.filter(({ kind }) => kind !== 'incidental');
  for (let from = 0; first && from < images.length && shared.length > 0; from += block) {
    const some = images.slice(from, from + block);
    shared = shared.filter((attribute) => some.every((image) => attribute.same(first, image)));
  }
  return new Set(shared);
}

function splitGroup(
  group: SplitGroup,
  attribute: SplitAttribute,
  placement: (images: readonly Instance[]) => Placement,
  isShared: boolean,
): readonly SplitGroup[] {
  const { images } = group;
  const [first] = images;
  if (!first) return [group];
  // One image a position, so there is nothing to tell apart: the attribute is not even read.
  if (attribute.kind === 'incidental' && placement(images) === 'clean') return [group];
  if (isShared || images.every((image) => attribute.same(first, image)))
    return [withOnlyValue(group, attribute, () => attribute.classify([first])[0])];
  const parts = partsOf(images, attribute.classify(images));
  if (parts.length === 1) return [withOnlyValue(group, attribute, () => parts[0]?.value)];
  if (attribute.kind === 'specific' && placement(images) === 'clean') return [group];
  const decision = decide(
    attribute,
    images,
    parts.map((part) => part.images),
    placement,
  );
  if (decision !== 'split') {
    const { reason, tooMany } = decision;
    return [
      {
        ...group,
        declined: [...group.declined, reason],
        tooMany: tooMany ? [...group.tooMany, reason] : group.tooMany,
      },
    ];
  }
  return parts.map(({ images: list, value }) => {
    const part = { ...group, images: list };
    return value ? withValue(part, attribute, value) : part;
  });
}

interface Part {
  readonly value: SplitValue | undefined;
  readonly images: Instance[];
}

/** Images by value, in the order in which values first come; those without one are a part too. */
function partsOf(images: readonly Instance[], values: readonly (SplitValue | undefined)[]): readonly Part[] {
  const parts = new Map<string, Part>();
  for (const [i, image] of images.entries()) {
    const value = values[i];
    const key = value?.key ?? '';
    const part = parts.get(key);
    if (part) part.images.push(image);
    else parts.set(key, { value, images: [image] });
  }
  return [...parts.values()];
}

/** All images have one value, or none has any. An incidental one tells nothing then. */
function withOnlyValue(
  group: SplitGroup,
  attribute: SplitAttribute,
  valueOf: () => SplitValue | undefined,
): SplitGroup {
  const value = attribute.kind === 'incidental' ? undefined : valueOf();
  return value && value.key !== '' ? withValue(group, attribute, value) : group;
}

type Decision = 'split' | { readonly reason: string; readonly tooMany: boolean };

function decide(
  attribute: SplitAttribute,
  images: readonly Instance[],
  parts: readonly (readonly Instance[])[],
  placement: (images: readonly Instance[]) => Placement,
): Decision {
  const { name, kind } = attribute;
  const singles = parts.filter((part) => part.length === 1).length;
  const no = (reason: string, tooMany = false): Decision => ({
    reason: `not split by ${name}: ${reason}`,
    tooMany,
  });
  if (parts.length > maxGroups) return no(`it would make ${parts.length} groups`, true);
  if (kind === 'always' && attribute.accepts && !attribute.accepts(parts))
    return no('every image has its own');
  if (kind === 'always')
    return singles > maxSingles ? no(`it would make ${singles} groups of a single image`, true) : 'split';
  if (singles === parts.length) return no('every group would be a single image');
  if (singles > parts.length / 2) return no(`${singles} of ${parts.length} groups would be a single image`);
  if (attribute.accepts && !attribute.accepts(parts)) return no('its values do not cover the same positions');
  // Without positions there is no telling whether images share one, so the values decide.
  if (
    placement(images) === 'uneven' &&
    (parts.some((part) => placement(part) !== 'clean') || !overlap(images, parts))
  )
    return no('no position has several images');
  return 'split';
}

function withValue(group: SplitGroup, attribute: SplitAttribute, value: SplitValue): SplitGroup {
  return { ...group, values: new Map(group.values).set(attribute.id, { ...value, name: attribute.name }) };
}

/** The identity of a group: its values, in the order of the attributes. */
export function splitKeyOf(group: SplitGroup): string {
  return JSON.stringify(Array.from(group.values, ([id, { key }]) => [id, key]));
}

/** What tells each group from the others, in words: only attributes whose labels differ between them. */
export function splitLabels(groups: readonly SplitGroup[]): readonly (string | undefined)[] {
  const labels = new Map<string, Set<string>>();
  for (const group of groups)
    for (const [id, { label }] of group.values) {
      const seen = labels.get(id) ?? new Set();
      labels.set(id, seen.add(label));
    }
  const missing = (id: string) => groups.some((group) => !group.values.has(id));
  const telling = new Set([...labels].flatMap(([id, seen]) => (seen.size > 1 || missing(id) ? [id] : [])));
  return groups.map((group) => {
    const parts = [...group.values].flatMap(([id, { label }]) => (telling.has(id) && label ? [label] : []));
    return parts.length > 0 ? parts.join(', ') : undefined;
  });
}
