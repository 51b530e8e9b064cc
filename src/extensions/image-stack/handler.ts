import type { Instance } from '../../core/dicom/instance.ts';
import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import type { DisplaySetInput, DisplaySetMessage } from '../../core/displaySet/displaySet.ts';
import { frameCount, hasImage } from '../../core/displaySet/images.ts';
import { videoCodec } from '../../core/dicom/transferSyntax.ts';
import { leavingListAsIs } from '../../core/extension/leavesListAsIs.ts';
import { splitFurther, type SplitGroup } from '../../core/split/split.ts';
import { stackSortBy } from '../../core/split/splitHandler.ts';
import { splitLabels } from '../../core/split/splitLabels.ts';
import { stackInput } from '../../core/split/stackInput.ts';
import {
  asImage,
  handledAttributes,
  isRunOfStills,
  singleFrames,
  surveyOf,
  tellingAttributes,
} from '../../core/split/survey.ts';
import { repetitions } from '../../core/split/timeAttributes.ts';

/**
 * Scrollable stacks of whatever images are left, also multi-frame ones where a
 * mode has no handler for them. A stack has one size, type and orientation; what
 * has a handler of its own (echoes, b-values, times, ...) splits nothing here, so
 * without that handler the verdict says that positions have several images.
 * Stills of ultrasound and photographs stay together.
 * @see PS3.3 C.7.6.2 Image Plane Module, C.7.6.3 Image Pixel Module
 */
export const imageStackHandler = leavingListAsIs({
  name: 'stack',
  sopClassUids: sopClassUidsOf('B', 'A', 'C', 'D', 'E', 'F', 'H', 'T'),
  splitBy: [
    'patient',
    'SOP class',
    'image size and colour',
    'frame of reference',
    'image type',
    'orientation within 5 degrees',
    'where one position has several images: the whole image type, kernel, sequence, TR, flip angle, TI, tilt, contrast agent',
  ],
  sortBy: stackSortBy,
  getDisplaySetsFromSeries: (instances) => stacksOf(pictures(instances)),
  reasonLeft: (instances) => {
    const missing = new Set(instances.flatMap(missingAttributes));
    if (missing.size > 0) return `${[...missing].join(' and ')} missing`;
    const codecs = new Set(instances.flatMap((instance) => videoCodec(instance) ?? []));
    return `its frames are ${[...codecs].join(' or ')} video, which is not played here`;
  },
});

const isPicture = (instance: Instance) => hasImage(instance) && videoCodec(instance) === undefined;

function pictures(instances: readonly Instance[]): readonly Instance[] {
  const singles = singleFrames(instances);
  if (singles.length === instances.length) return singles;
  return instances.filter(isPicture).map((image) => (frameCount(image) === 1 ? asImage(image) : image));
}

function missingAttributes({ Rows = 0, Columns = 0 }: Instance): string[] {
  return [...(Rows > 0 ? [] : ['Rows']), ...(Columns > 0 ? [] : ['Columns'])];
}

function stacksOf(images: readonly Instance[]): DisplaySetInput[] {
  if (images.length === 0) return [];
  const { groups: bases, shared } = surveyOf(images);
  const groups = bases.flatMap((group) =>
    isRunOfStills(group.images[0]) ? [group] : splitFurther(group, attributes, shared),
  );
  const labels = splitLabels(groups);
  const apart = otherOrientations(groups);
  const reason = 'images that can be looked through as a stack';
  return groups.map((group, i) => stackInput(group, labels[i], reason, apart ? [apart] : []));
}

const handled = new Set([...handledAttributes, ...repetitions]);
/** What has a handler of its own is noted where all images share it, and splits nothing here. */
const attributes = tellingAttributes.map((attribute) =>
  handled.has(attribute) ? { ...attribute, elsewhere: true } : attribute,
);

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
