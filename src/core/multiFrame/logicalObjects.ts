import { compareOptional, compareStrings, groupBy } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';
import { sopClassEntry } from '../dicom/sopClass.ts';
import { videoCodec } from '../dicom/transferSyntax.ts';
import type { DisplaySetMessage } from '../displaySet/displaySet.ts';
import { hasImage } from '../displaySet/images.ts';
import { multiFrames } from '../split/survey.ts';

/** A multi-frame instance, or the parts of one that came as a concatenation (PS3.3 7.5.1). */
export interface LogicalObject {
  /** ConcatenationUID, else SOPInstanceUID. */
  readonly key: string;
  /** In the order of the concatenation. */
  readonly instances: readonly Instance[];
  /** Which of its series, in words; undefined where it is the only one. */
  readonly label: string | undefined;
}

/** The multi-frame objects of one series, told apart by InstanceNumber, which the parts of a concatenation share. */
export function logicalObjects(instances: readonly Instance[]): readonly LogicalObject[] {
  if (instances.length === 0) return [];
  const objects = [
    ...groupBy(instances, ({ ConcatenationUID, SOPInstanceUID }) => ConcatenationUID ?? SOPInstanceUID),
  ];
  const names = objects.map(([, parts]) => nameOf(parts));
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return objects.map(([key, parts], i) => {
    const name = names[i] ?? '';
    const label = counts.get(name) === 1 ? name : `${name} …${key.slice(-6)}`;
    return {
      key,
      instances: [...parts].sort(byPart),
      label: objects.length > 1 ? label : undefined,
    };
  });
}

function nameOf([first]: readonly Instance[]): string {
  const group = first && sopClassEntry(first.SOPClassUID)?.group;
  const what = group === 'C' ? 'image' : 'clip';
  return first?.InstanceNumber === undefined ? what : `${what} ${first.InstanceNumber}`;
}

function byPart(a: Instance, b: Instance): number {
  return (
    compareOptional(a.InConcatenationNumber, b.InConcatenationNumber) ||
    compareOptional(a.ConcatenationFrameOffsetNumber, b.ConcatenationFrameOffsetNumber) ||
    compareStrings(a.SOPInstanceUID, b.SOPInstanceUID)
  );
}

/** "3 of 4 parts received", where a part is missing. */
export function concatenationMessages(parts: readonly Instance[]): DisplaySetMessage[] {
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

/** Why a handler of multi-frame objects left these. */
export function reasonNotMultiFrame(instances: readonly Instance[], otherwise: string): string {
  if (!instances.every(hasImage)) return 'Rows or Columns missing';
  const codecs = new Set<string>();
  for (const instance of instances) {
    const codec = videoCodec(instance);
    if (codec !== undefined) codecs.add(codec);
  }
  if (codecs.size > 0) return `its frames are ${[...codecs].join(' or ')} video, which is not played here`;
  return multiFrames(instances).length > 0 ? otherwise : 'single-frame images are not clips';
}
