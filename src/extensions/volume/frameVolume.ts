import { framePlane } from '../../core/dicom/functionalGroups.ts';
import { distanceAlongNormal, planeAxes, upwardOf } from '../../core/dicom/geometry.ts';
import { geometryVerdict } from '../../core/dicom/geometryVerdict.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import type { DisplaySetInput } from '../../core/displaySet/displaySet.ts';
import { frameCount } from '../../core/displaySet/images.ts';

/** The frames of an enhanced object as one volume, by position; undefined when they are not one. */
export function frameVolume(instance: Instance): DisplaySetInput | undefined {
  const planes = Array.from({ length: frameCount(instance) }, (_, index) => ({
    frame: index + 1,
    plane: framePlane(instance, index + 1),
  }));
  const axes = planes[0] && planeAxes(planes[0].plane);
  if (!axes) return undefined;
  const upward = upwardOf(axes);
  const placed = planes.flatMap(({ frame, plane }) => {
    const distance = distanceAlongNormal(plane, upward);
    return distance === undefined ? [] : [{ frame, plane, distance }];
  });
  if (placed.length < planes.length) return undefined;
  placed.sort((a, b) => a.distance - b.distance || a.frame - b.frame);
  const geometry = geometryVerdict(placed.map(({ plane }) => plane));
  if (!geometry?.reconstructable) return undefined;
  return {
    instances: [instance],
    splitKey: instance.SOPInstanceUID,
    splitValues: { SOPInstanceUID: instance.SOPInstanceUID },
    sortedBy: 'position of the frames along the normal',
    images: placed.map(({ frame }) => ({ instanceIndex: 0, frame })),
    isMultiFrame: true,
    geometry,
    messages: geometry.findings,
    viewportKinds: ['volume', 'stack', 'tags'],
    reason: `the frames are a volume: ${geometry.summary}`,
  };
}
