import { groupBy } from '../../core/collections.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { overlap, placementOf, type Placement } from './placement.ts';

/** A value that images are told apart by: `key` for identity, `label` for people. */
export interface SplitValue {
  readonly key: string;
  /** '' when the value is not worth showing. */
  readonly label: string;
}

/** One attribute that may split a series. */
export interface SplitAttribute {
  /** Short and stable: part of display set identities. */
  readonly id: string;
  /** For the explanation: "echo time". */
  readonly name: string;
  /**
   * `always`: different values never share a stack. `specific` and `incidental`:
   * only where one position has several images, because many scanners vary these
   * from slice to slice of one stack.
   *
   * A `specific` value is part of the identity even while it is the only one, so
   * that a second value arriving later leaves the first set's name alone.
   */
  readonly kind: 'always' | 'specific' | 'incidental';
  /** Looks at all images of a group, then tells each one's value; undefined when it has none. */
  classify(images: readonly Instance[]): (image: Instance) => SplitValue | undefined;
  /** A last word on the groups this would make. */
  accepts?(parts: readonly (readonly Instance[])[]): boolean;
}

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
  for (const attribute of attributes)
    groups = groups.flatMap((group) => splitGroup(group, attribute, placement));
  return groups;
}

function splitGroup(
  group: SplitGroup,
  attribute: SplitAttribute,
  placement: (images: readonly Instance[]) => Placement,
): readonly SplitGroup[] {
  const { images } = group;
  const optional = attribute.kind !== 'always';
  const clean = optional && placement(images) === 'clean';
  if (clean && attribute.kind === 'incidental') return [group];
  const valueOf = attribute.classify(images);
  const parts = groupBy(images, (image) => valueOf(image)?.key ?? '');
  const [only] = parts.keys();
  if (parts.size === 1) {
    const value = images[0] && valueOf(images[0]);
    return only === '' || !value || attribute.kind === 'incidental'
      ? [group]
      : [withValue(group, attribute, value)];
  }
  if (clean) return [group];
  const lists = [...parts.values()];
  const decision = decide(attribute, images, lists, placement);
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
  return lists.map((list) => {
    const value = list[0] && valueOf(list[0]);
    const part = { ...group, images: list };
    return value ? withValue(part, attribute, value) : part;
  });
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
