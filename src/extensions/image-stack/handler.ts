import { geometryVerdict } from '../../core/dicom/geometryVerdict.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { sopClassEntry, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import type { DisplaySetInput, DisplaySetMessage } from '../../core/displaySet/displaySet.ts';
import { hasImage } from '../../core/displaySet/images.ts';
import { videoCodec } from '../../core/dicom/transferSyntax.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';
import { inStackOrder } from '../../core/split/order.ts';
import { projectionSets } from './projection.ts';
import { splitImages, splitKeyOf, splitLabels, type SplitGroup } from '../../core/split/split.ts';
import type { SplitAttribute } from '../../core/split/splitAttribute.ts';
import { commonAttributes, matrixAttributes, planeAttributes } from '../../core/split/splitAttributes.ts';

/**
 * Scrollable stacks of images. One Series may mix localizers, matrices,
 * orientations, echoes, b-values and times; a stack has one of each. Projections
 * are one image a display set, stills of ultrasound and photographs stay together.
 * Takes every image that is left, also a multi-frame one where no clip handler is used.
 * @see PS3.3 C.7.6.2 Image Plane Module, C.7.6.3 Image Pixel Module
 */
export const imageStackHandler: SopClassHandler = {
  name: 'stack',
  sopClassUids: sopClassUidsOf('B', 'A', 'C', 'D', 'E', 'F', 'H', 'T'),
  getDisplaySetsFromSeries(instances) {
    const projections: Instance[] = [];
    const others: Instance[] = [];
    for (const instance of instances) {
      if (!hasImage(instance) || videoCodec(instance) !== undefined) continue;
      (isProjection(instance) ? projections : others).push(instance);
    }
    return [...stacksOf(others), ...projectionSets(projections)];
  },
  reasonLeft: (instances) => {
    const missing = new Set(instances.flatMap(missingAttributes));
    if (missing.size > 0) return `${[...missing].join(' and ')} missing`;
    const codecs = new Set(instances.flatMap((instance) => videoCodec(instance) ?? []));
    return `its frames are ${[...codecs].join(' or ')} video, which is not played here`;
  },
};

const groupOf = ({ SOPClassUID }: Instance) => sopClassEntry(SOPClassUID)?.group;
const isProjection = (image: Instance) => groupOf(image) === 'A';

function missingAttributes({ Rows = 0, Columns = 0 }: Instance): string[] {
  return [...(Rows > 0 ? [] : ['Rows']), ...(Columns > 0 ? [] : ['Columns'])];
}

function stacksOf(images: readonly Instance[]): DisplaySetInput[] {
  if (images.length === 0) return [];
  const groups = splitImages(images, commonAttributes).flatMap((group) =>
    within(group, attributesFor(group.images[0])),
  );
  const labels = splitLabels(groups);
  const apart = otherOrientations(groups);
  return groups.map((group, i) => stackOf(group, labels[i], apart));
}

/** Splits a group that has been split before, keeping what is known of it. */
function within(group: SplitGroup, attributes: readonly SplitAttribute[]): readonly SplitGroup[] {
  return splitImages(group.images, attributes).map((part) => ({
    images: part.images,
    values: new Map([...group.values, ...part.values]),
    declined: [...group.declined, ...part.declined],
    tooMany: [...group.tooMany, ...part.tooMany],
  }));
}

const crossSectional = [...matrixAttributes, ...planeAttributes];

/** Stills and photographs may differ in size and colour from one to the next and still be one run to look through. */
function attributesFor(image: Instance | undefined): readonly SplitAttribute[] {
  const group = image && groupOf(image);
  if (group === 'D' || group === 'F') return [];
  return crossSectional;
}

function stackOf(
  group: SplitGroup,
  splitLabel: string | undefined,
  apart: DisplaySetMessage | undefined,
): DisplaySetInput {
  const { images, sortedBy } = inStackOrder(group.images);
  const geometry = geometryVerdict(images);
  const tooMany = group.tooMany.map((reason): DisplaySetMessage => ({
    severity: 'info',
    code: 'split-declined',
    text: capital(reason),
  }));
  return {
    instances: images,
    splitKey: splitKeyOf(group),
    ...(splitLabel !== undefined && { splitLabel }),
    splitValues: Object.fromEntries(
      Array.from(group.values.values(), ({ name, key, label }) => [name, label || key]),
    ),
    sortedBy,
    viewportKinds: ['stack', 'tags'],
    messages: [...(geometry?.findings ?? []), ...tooMany, ...(apart ? [apart] : [])],
    ...(geometry && { geometry }),
    reason: ['images that can be looked through as a stack', ...group.declined].join('; '),
  };
}

/** A few slices of a volume turned another way are shown apart, and that is said: somebody may miss them. */
function otherOrientations(groups: readonly SplitGroup[]): DisplaySetMessage | undefined {
  const planes = groups.filter(
    ({ values }) => values.has('orientation') && values.get('type')?.label !== 'localizer',
  );
  const turns = new Set(planes.map(({ values }) => values.get('orientation')?.key));
  if (turns.size < 2) return undefined;
  const [largest, ...rest] = [...planes].sort((a, b) => b.images.length - a.images.length);
  const few = rest.reduce((sum, { images }) => sum + images.length, 0);
  if (!largest || few > largest.images.length / 4) return undefined;
  const numbers = rest.flatMap(({ images }) => images.flatMap(({ InstanceNumber }) => InstanceNumber ?? []));
  const named = numbers.length > 0 && numbers.length <= 8 ? ` (instance ${numbers.join(', ')})` : '';
  return {
    severity: 'warning',
    code: 'mixed-orientation',
    text: `${few} of ${few + largest.images.length} images of this series have another orientation${named}: they are shown apart`,
  };
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
