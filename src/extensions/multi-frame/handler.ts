import { compareOptional, compareStrings, groupBy } from '../../core/collections.ts';
import { frameRateOf } from '../../core/dicom/frameRate.ts';
import { framePlane } from '../../core/dicom/functionalGroups.ts';
import { geometryVerdict } from '../../core/dicom/geometryVerdict.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { sopClassEntry, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { videoCodec } from '../../core/dicom/transferSyntax.ts';
import type { DisplaySetInput, DisplaySetMessage } from '../../core/displaySet/displaySet.ts';
import { frameCount, hasImage } from '../../core/displaySet/images.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';
import { inFrameOrder } from './frameOrder.ts';

/**
 * Every multi-frame instance as a display set of its own: a clip, or the frames
 * of an enhanced object in the order of its dimensions. The parts of a
 * concatenation are one object (PS3.3 7.5.1).
 */
export const clipHandler: SopClassHandler = {
  name: 'clip',
  sopClassUids: sopClassUidsOf('D', 'C', 'E', 'F', 'A', 'B', 'H', 'T'),
  getDisplaySetsFromSeries(instances) {
    const objects = [...groupBy(instances.filter(isClip), objectKey)];
    const names = objects.map(([, parts]) => nameOf(parts));
    return objects.map(([key, parts], i) => {
      const name = names[i] ?? '';
      const alone = names.filter((other) => other === name).length === 1;
      const splitLabel = alone ? name : `${name} …${key.slice(-6)}`;
      return displaySetOf(key, parts, objects.length > 1 ? splitLabel : undefined);
    });
  },
  reasonLeft(instances) {
    if (!instances.every(hasImage)) return 'Rows or Columns missing';
    const codecs = new Set<string>();
    for (const instance of instances) {
      const codec = videoCodec(instance);
      if (codec !== undefined) codecs.add(codec);
    }
    if (codecs.size > 0) return `its frames are ${[...codecs].join(' or ')} video, which is not played here`;
    return 'single-frame images are not clips';
  },
};

const isClip = (instance: Instance) =>
  hasImage(instance) &&
  !videoCodec(instance) &&
  (frameCount(instance) > 1 || instance.ConcatenationUID !== undefined);

const objectKey = ({ ConcatenationUID, SOPInstanceUID }: Instance) => ConcatenationUID ?? SOPInstanceUID;
const groupOf = (instance: Instance | undefined) => instance && sopClassEntry(instance.SOPClassUID)?.group;

/** Its InstanceNumber, which the parts of a concatenation share. */
function nameOf([first]: readonly Instance[]): string {
  const what = groupOf(first) === 'C' ? 'image' : 'clip';
  return first?.InstanceNumber === undefined ? what : `${what} ${first.InstanceNumber}`;
}

function displaySetOf(
  key: string,
  parts: readonly Instance[],
  splitLabel: string | undefined,
): DisplaySetInput {
  const instances = [...parts].sort(byPart);
  const { images, sortedBy } = inFrameOrder(instances);
  const rate = instances[0] && frameRateOf(instances[0]);
  const planes = images.map(({ instanceIndex, frame }) => {
    const instance = instances[instanceIndex];
    return instance ? framePlane(instance, frame) : {};
  });
  const geometry = groupOf(instances[0]) === 'C' ? geometryVerdict(planes) : undefined;
  return {
    instances,
    splitKey: key,
    ...(splitLabel !== undefined && { splitLabel }),
    splitValues: instances.length > 1 ? { concatenation: key } : { SOPInstanceUID: key },
    sortedBy,
    // Without an order of their own, frames need no list: instance after instance is the same.
    ...(sortedBy !== storedOrder && { images }),
    viewportKinds: ['stack', 'tags'],
    isMultiFrame: true,
    // An increment for each frame holds only where the frames stay as stored.
    ...(rate && instances.length > 1 && { FrameRate: rate.framesPerSecond, FrameRateSource: rate.source }),
    ...(geometry && { geometry }),
    messages: [
      ...concatenationMessages(instances),
      ...slideMessages(instances),
      ...(geometry?.findings ?? []),
    ],
    reason:
      instances.length > 1
        ? `${instances.length} parts of one concatenation`
        : 'each multi-frame instance is a display set of its own',
  };
}

const storedOrder = 'stored frame order';

function byPart(a: Instance, b: Instance): number {
  return (
    compareOptional(a.InConcatenationNumber, b.InConcatenationNumber) ||
    compareOptional(a.ConcatenationFrameOffsetNumber, b.ConcatenationFrameOffsetNumber) ||
    compareStrings(a.SOPInstanceUID, b.SOPInstanceUID)
  );
}

function concatenationMessages(parts: readonly Instance[]): DisplaySetMessage[] {
  const [first] = parts;
  if (first?.ConcatenationUID === undefined) return [];
  const total = parts.reduce<number | undefined>(
    (known, { InConcatenationTotalNumber }) => known ?? InConcatenationTotalNumber,
    undefined,
  );
  const numbers = new Set(parts.flatMap(({ InConcatenationNumber }) => InConcatenationNumber ?? []));
  const highest = Math.max(total ?? 0, ...numbers);
  if (numbers.size === 0 || numbers.size >= highest) return [];
  const text =
    total === undefined
      ? `${numbers.size} parts received, of at least ${highest}`
      : `${numbers.size} of ${total} parts received`;
  return [{ severity: 'warning', code: 'incomplete-concatenation', text }];
}

function slideMessages([first]: readonly Instance[]): DisplaySetMessage[] {
  if (groupOf(first) !== 'H') return [];
  const text = 'Tiles of a slide, one after another: they are not put together to the whole picture';
  return [{ severity: 'info', code: 'tiles', text }];
}
