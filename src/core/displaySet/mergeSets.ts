import { firstDefined } from '../collections.ts';
import { distanceAlongNormal, planeAxesInTurn, sameOrientation } from '../dicom/geometry.ts';
import type { Instance } from '../dicom/instance.ts';
import { numbersOf, orderByKey } from '../orderByKey.ts';
import { positionsOf } from '../dicom/positions.ts';
import { defaultKinds, displaySetUid } from './complete.ts';
import type { DisplaySet } from './displaySet.ts';
import { frameCount } from './images.ts';
import { patientsAmong } from './patients.ts';
import {
  addReason,
  imagesOfSome,
  inheritedInput,
  joinedTexts,
  listedImages,
  type RuledSet,
} from './ruledSet.ts';

export const uidOf = ({ claim, SOPClassHandlerId, splitKey }: RuledSet): string => {
  const { StudyInstanceUID = '', SeriesInstanceUID = '' } = claim.instances[0] ?? {};
  return displaySetUid({ StudyInstanceUID, SeriesInstanceUID, SOPClassHandlerId, splitKey });
};

/** Why these cannot be one display set, in words; undefined when they can. */
export function mergeMisfit(sets: readonly RuledSet[]): string | undefined {
  if (sets.length < 2) return 'there are not two display sets to put together';
  const kinds = new Set(
    sets.map(({ claim }) => (claim.input.viewportKinds ?? defaultKinds(claim.instances))[0]),
  );
  if (kinds.size > 1) return `they are of different kinds (${[...kinds].join(', ')})`;
  if (patientsAmong(sets.flatMap(({ claim }) => claim.instances)).length > 1)
    return 'they hold images of more than one patient';
  return undefined;
}

/** Whether a reader may merge two display sets of one series: of like kind, both made by handlers. */
export const canMerge = (a: DisplaySet, b: DisplaySet): boolean =>
  a !== b &&
  a.SeriesInstanceUID === b.SeriesInstanceUID &&
  a.StudyInstanceUID === b.StudyInstanceUID &&
  !a.unsupported &&
  !b.unsupported &&
  a.viewportKinds[0] === b.viewportKinds[0] &&
  patientsAmong([...a.instances, ...b.instances]).length < 2;

/**
 * Several display sets as one, under the handler of the first. By position along
 * the normal where all images share one orientation and each has a position of
 * its own; else one after the other.
 */
export function mergeSets(sets: readonly RuledSet[], ruleName: string): RuledSet {
  const [first] = sets;
  if (!first) throw new TypeError('there is nothing to merge');
  const splitKey = JSON.stringify(['merge', ...sets.map(uidOf).sort()]);
  const { instances, order, sortedBy } = merged(sets);
  const images = sets.some(({ claim }) => claim.input.images) ? mergedImages(sets, order) : undefined;
  const labels = sets.map(({ claim }) => claim.input.splitLabel);
  const splitLabel = labels.length > 3 ? `${labels.length} display sets merged` : joinedTexts(labels, ' + ');
  const inherited = inheritedInput(first.claim.input, instances);
  const { splitLabel: _l, FrameRate: _f, FrameRateSource: _s, splitValues: _v, ...rest } = inherited;
  const references = sets.flatMap(({ claim }) => claim.input.references ?? []);
  return {
    SOPClassHandlerId: first.SOPClassHandlerId,
    splitKey,
    claim: {
      instances,
      input: {
        ...rest,
        ...(images && { images }),
        ...(splitLabel !== undefined && { splitLabel }),
        ...(references.length > 0 && { references }),
        splitKey,
        splitValues: {
          ...commonValues(sets),
          'by hand, merged': labels.map((label) => label ?? 'unsplit').join(' + '),
        },
        sortedBy,
        reason: addReason(first.claim.input, `merged by hand from ${sets.length} display sets (${ruleName})`),
      },
    },
  };
}

function commonValues(sets: readonly RuledSet[]): Record<string, string> {
  const [first, ...others] = sets.map(({ claim }) => claim.input.splitValues ?? {});
  return Object.fromEntries(
    Object.entries(first ?? {}).filter(([name, value]) => others.every((values) => values[name] === value)),
  );
}

function merged(sets: readonly RuledSet[]) {
  const all = sets.flatMap(({ claim }) => claim.instances);
  const order = orderByPosition(all, sets[0]?.claim.instances ?? []);
  if (!order)
    return {
      instances: all,
      order: Uint32Array.from(all.keys()),
      sortedBy: 'one display set after the other, each as its handler sorted it',
    };
  const instances = Array.from(order).flatMap((i) => all[i] ?? []);
  return { instances, order, sortedBy: 'position along the normal' };
}

/** Undefined where positions do not say it all. In the direction that the first display set goes. */
function orderByPosition(all: readonly Instance[], leading: readonly Instance[]): Uint32Array | undefined {
  const axesOf = planeAxesInTurn();
  const reference = firstDefined(all, axesOf);
  if (!reference) return undefined;
  const fits = (instance: Instance) => {
    const axes = axesOf(instance);
    return frameCount(instance) === 1 && axes !== undefined && sameOrientation(axes, reference);
  };
  if (!all.every(fits)) return undefined;
  const { normal } = reference;
  const distanceOf = (instance: Instance) => distanceAlongNormal(instance, normal) ?? NaN;
  const distances = numbersOf(all, distanceOf);
  if (distances.some(Number.isNaN)) return undefined;
  if (positionsOf(Uint32Array.from(all.keys()), distances).count < all.length) return undefined;
  const [from, to] = [leading[0], leading.at(-1)];
  const turned = from !== undefined && to !== undefined && distanceOf(to) < distanceOf(from);
  return orderByKey(turned ? distances.map((distance) => -distance) : distances, (a, b) => a - b);
}

/** Images of all, one set after the other, or in the order of the instances where they were sorted together. */
function mergedImages(sets: readonly RuledSet[], order: Uint32Array) {
  let offset = 0;
  const images = sets.flatMap(({ claim }) => {
    const shifted = listedImages(claim).map(({ instanceIndex, frame }) => ({
      instanceIndex: instanceIndex + offset,
      frame,
    }));
    offset += claim.instances.length;
    return shifted;
  });
  const moved = imagesOfSome(images, Array.from(order)) ?? [];
  return order.every((index, i) => index === i)
    ? moved
    : [...moved].sort((a, b) => a.instanceIndex - b.instanceIndex);
}
