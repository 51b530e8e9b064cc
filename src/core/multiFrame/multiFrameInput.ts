import { frameRateOf } from '../dicom/frameRate.ts';
import { framePlane } from '../dicom/functionalGroups.ts';
import { imagePosition, oppositeLetters, orientationLetters, subtract } from '../dicom/geometry.ts';
import type { PlaneImage } from '../dicom/geometryVerdict.ts';
import type {
  DisplaySetInput,
  DisplaySetMessage,
  DisplaySetPart,
  ImageRef,
} from '../displaySet/displaySet.ts';
import { isStoredOrder } from './frameOrder.ts';
import { concatenationMessages, type LogicalObject } from './logicalObjects.ts';
import { partVerdict } from './partVerdict.ts';

/** Display sets of all handlers of multi-frame objects are named as the clip handler's. */
export const clipIdentity = 'multi-frame.sopClassHandlerModule.clip';

export interface FramesOfObject {
  readonly images: readonly ImageRef[];
  readonly parts: readonly DisplaySetPart[];
  readonly splitBy: readonly string[];
  readonly sortedBy: string;
  /** Whether its frames lie in space, so that they may be a volume. */
  readonly isJudged: boolean;
  readonly messages?: readonly DisplaySetMessage[];
  readonly reason: string;
}

/** One multi-frame object as a display set. */
export function multiFrameInput(
  { key, instances, label }: LogicalObject,
  { images, parts, splitBy, sortedBy, isJudged, messages = [], reason }: FramesOfObject,
): DisplaySetInput {
  const [first] = instances;
  const rate = first && frameRateOf(first);
  const planes = isJudged ? planesOf(instances, images) : [];
  const geometry = partVerdict(planes, parts);
  const direction = directionOf(planes.slice(0, parts[0]?.count));
  return {
    instances,
    splitKey: key,
    ...(label !== undefined && { splitLabel: label }),
    splitValues: {
      ...(instances.length > 1 ? { concatenation: key } : { SOPInstanceUID: key }),
      ...(parts.length > 0 && { [splitBy.join(', ')]: parts.map((part) => part.label).join('; ') }),
    },
    sortedBy: direction === undefined ? sortedBy : `${sortedBy}, ${direction}`,
    ...(!isStoredOrder(images) && { images }),
    parts,
    viewportKinds: ['stack', 'tags'],
    isMultiFrame: true,
    // An increment for each frame holds only where the frames stay as stored.
    ...(rate && instances.length > 1 && { FrameRate: rate.framesPerSecond, FrameRateSource: rate.source }),
    ...(geometry && { geometry }),
    messages: [...concatenationMessages(instances), ...messages, ...(geometry?.findings ?? [])],
    reason: instances.length > 1 ? `${instances.length} parts of one concatenation; ${reason}` : reason,
  };
}

function planesOf(instances: LogicalObject['instances'], images: readonly ImageRef[]) {
  return images.map(({ instanceIndex, frame }) => {
    const instance = instances[instanceIndex];
    return instance ? framePlane(instance, frame) : {};
  });
}

/** Which way a run of planes goes through the patient, from its first to its last: "F to H". */
function directionOf(planes: readonly PlaneImage[]): string | undefined {
  const [from, to] = [planes[0], planes.at(-1)].map((plane) => plane && imagePosition(plane));
  const letter = from && to ? orientationLetters(subtract(to, from)).charAt(0) : '';
  return letter === '' ? undefined : `${oppositeLetters(letter)} to ${letter}`;
}
