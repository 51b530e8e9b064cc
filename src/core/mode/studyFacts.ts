import type { SeriesSummary } from '../dataSource.ts';
import type { Instance } from '../dicom/instance.ts';
import { crossSectionalClasses } from '../dicom/classFamilies.ts';
import { sopClassUidsOf } from '../dicom/sopClass.ts';
import { videoCodec } from '../dicom/transferSyntax.ts';
import { frameCount, hasImage } from '../displaySet/images.ts';
import type { StudyFacts } from './mode.ts';

const videoClasses = new Set(sopClassUidsOf('G'));
const sliceClasses = new Set(crossSectionalClasses);

/**
 * What is known of a study so far, in one look at each instance.
 * @param series from QIDO; may list series whose metadata has not come.
 * @param instances from the metadata received.
 * @param complete whether all metadata that will come has come.
 */
export function studyFacts(
  series: readonly SeriesSummary[],
  instances: Iterable<Instance>,
  complete: boolean,
): StudyFacts {
  const modalities = new Set(series.flatMap(({ Modality }) => Modality ?? []));
  const SOPClassUIDs = new Set<string>();
  const classesByFrameOfReference = new Map<string, Set<string>>();
  const multiFrameByClass = new Map<string, number>();
  const slicesBySeries = new Map<string, number>();
  let numVideos = 0;
  let received = 0;
  for (const instance of instances) {
    received++;
    const { SOPClassUID, FrameOfReferenceUID, SeriesInstanceUID } = instance;
    if (instance.Modality) modalities.add(instance.Modality);
    if (SOPClassUID) SOPClassUIDs.add(SOPClassUID);
    if (FrameOfReferenceUID !== undefined) {
      const classes = classesByFrameOfReference.get(FrameOfReferenceUID);
      if (!classes) classesByFrameOfReference.set(FrameOfReferenceUID, new Set(pictureClass(instance)));
      else if (hasImage(instance)) classes.add(SOPClassUID);
    }
    const frames = frameCount(instance);
    if (frames > 1) multiFrameByClass.set(SOPClassUID, (multiFrameByClass.get(SOPClassUID) ?? 0) + 1);
    if (videoClasses.has(SOPClassUID) || videoCodec(instance) !== undefined) numVideos++;
    const slices = slicesOf(instance, frames);
    if (slices > 0)
      slicesBySeries.set(SeriesInstanceUID, (slicesBySeries.get(SeriesInstanceUID) ?? 0) + slices);
  }
  const promised = series.reduce((sum, one) => sum + (one.NumberOfSeriesRelatedInstances ?? 0), 0);
  return {
    ModalitiesInStudy: [...modalities].sort(),
    numInstances: Math.max(promised, received),
    SOPClassUIDs,
    numMultiFrame: sumOf(multiFrameByClass.values()),
    FrameOfReferenceUIDs: new Set(classesByFrameOfReference.keys()),
    classesByFrameOfReference,
    multiFrameByClass,
    numVideos,
    mostSlices: largestOf(slicesBySeries.values()),
    complete,
  };
}

const pictureClass = (instance: Instance): string[] => (hasImage(instance) ? [instance.SOPClassUID] : []);

/** Pictures of an instance that could be slices of a volume: single ones with a plane, or the frames of enhanced ones. */
function slicesOf(instance: Instance, frames: number): number {
  if (!sliceClasses.has(instance.SOPClassUID)) return 0;
  const hasPlane =
    instance.ImagePositionPatient !== undefined && instance.ImageOrientationPatient !== undefined;
  return hasPlane || frames > 1 ? frames : 0;
}

function sumOf(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}

function largestOf(values: Iterable<number>): number {
  let largest = 0;
  for (const value of values) if (value > largest) largest = value;
  return largest;
}
