import type { Instance } from '../../core/dicom/instance.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { imageDistances, placeLabel } from '../../core/displaySet/imageDistances.ts';
import { frameCount, indexOfImage } from '../../core/displaySet/images.ts';
import type { OrganizedSeries } from '../../core/displaySet/organized.ts';

/** One instance of a series and what became of it. */
export interface InstanceLine {
  readonly instance: Instance;
  /** The display set that holds it; one for unclaimed instances when no handler took it. */
  readonly displaySet: DisplaySet;
  /** Index of its first picture among the display set's images; -1 without one. */
  readonly imageIndex: number;
  /** Where it lies along the normal: "H12.5". */
  readonly place: string | undefined;
  /** Why no handler took it; undefined when one did. */
  readonly reason: string | undefined;
}

/** Every instance of the series, once: display set after display set, each in its own order. */
export function instanceLines({
  displaySets,
  unsupported,
  unclaimed,
}: Pick<OrganizedSeries, 'displaySets' | 'unsupported' | 'unclaimed'>): readonly InstanceLine[] {
  const reasons = new Map(unclaimed.map(({ instance, reason }) => [instance.SOPInstanceUID, reason]));
  return [...displaySets, ...unsupported].flatMap((displaySet) =>
    displaySet.instances.map((instance) => ({
      instance,
      displaySet,
      ...pictureOf(displaySet, instance),
      reason: reasons.get(instance.SOPInstanceUID),
    })),
  );
}

function pictureOf(displaySet: DisplaySet, instance: Instance) {
  const { SOPInstanceUID } = instance;
  const imageIndex =
    displaySet.unsupported || frameCount(instance) === 0
      ? -1
      : indexOfImage(displaySet, { SOPInstanceUID, frame: 1 });
  const measured = imageIndex < 0 ? undefined : imageDistances(displaySet);
  const distance = measured?.distances[imageIndex];
  const place =
    measured && distance !== undefined && !Number.isNaN(distance)
      ? placeLabel(distance, measured.normal)
      : undefined;
  return { imageIndex, place };
}

/** Lines that have every word in their number, UID, handler, label or reason. */
export function matchingLines(lines: readonly InstanceLine[], text: string): readonly InstanceLine[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return lines;
  return lines.filter(({ instance, displaySet, place = '', reason = '' }) => {
    const { InstanceNumber = '', SOPInstanceUID } = instance;
    const { SOPClassHandlerId, label } = displaySet;
    const all = `${InstanceNumber} ${SOPInstanceUID} ${place} ${SOPClassHandlerId} ${label} ${reason}`;
    const searched = all.toLocaleLowerCase();
    const numbers = new Set([String(InstanceNumber), ...label.split(/[^\d]+/)]);
    // A number is meant as a number: 2 is not 12.
    return words.every((word) => (/^\d{1,6}$/.test(word) ? numbers.has(word) : searched.includes(word)));
  });
}
