import type { Instance } from '../../core/dicom/instance.ts';
import type { DisplaySetPart, ImageRef } from '../../core/displaySet/displaySet.ts';

/**
 * The vectors of a nuclear medicine image, each with one whole number a frame:
 * "energy window 2, detector 1". FrameIncrementPointer names those in use, the
 * one that changes slowest first.
 * @see PS3.3 C.8.4.8 NM Multi-frame Module, C.7.6.6 Frame Increment Pointer
 */
interface Vector {
  readonly tag: string;
  /** Part of the parts' keys. */
  readonly id: string;
  /** In words, of one: "energy window". */
  readonly name: string;
  readonly valuesOf: (instance: Instance) => readonly number[] | undefined;
  /** What value `n` (from 1) is called in this image, where it says so. */
  readonly labelOf?: (instance: Instance, n: number) => string | undefined;
}

const vectors: readonly Vector[] = [
  {
    tag: '00540010',
    id: 'energyWindow',
    name: 'energy window',
    valuesOf: (i) => i.EnergyWindowVector,
    labelOf: (i, n) => i.EnergyWindowInformationSequence?.[n - 1]?.EnergyWindowName,
  },
  {
    tag: '00540020',
    id: 'detector',
    name: 'detector',
    valuesOf: (i) => i.DetectorVector,
    labelOf: (i, n) =>
      i.DetectorInformationSequence?.[n - 1]?.ViewCodeSequence?.[0]?.CodeMeaning?.toLowerCase(),
  },
  { tag: '00540030', id: 'phase', name: 'phase', valuesOf: (i) => i.PhaseVector },
  { tag: '00540050', id: 'rotation', name: 'rotation', valuesOf: (i) => i.RotationVector },
  { tag: '00540060', id: 'rrInterval', name: 'R-R interval', valuesOf: (i) => i.RRIntervalVector },
  { tag: '00540070', id: 'timeSlot', name: 'time slot', valuesOf: (i) => i.TimeSlotVector },
  { tag: '00540080', id: 'slice', name: 'slice', valuesOf: (i) => i.SliceVector },
  { tag: '00540090', id: 'angularView', name: 'angular view', valuesOf: (i) => i.AngularViewVector },
  { tag: '00540100', id: 'timeSlice', name: 'time slice', valuesOf: (i) => i.TimeSliceVector },
];

interface UsedVector extends Vector {
  readonly values: readonly number[];
}

export interface VectorFrames {
  readonly images: readonly ImageRef[];
  readonly parts: readonly DisplaySetPart[];
  readonly splitBy: readonly string[];
  readonly sortedBy: string;
}

/**
 * The frames of one image in the order of its vectors. The last vector counts
 * the images that are looked through; the others, where they have several
 * values, make the parts.
 * @returns undefined where no vector counts the frames.
 */
export function vectorFrames(instance: Instance, frames: number): VectorFrames | undefined {
  const used = usedVectors(instance, frames);
  if (used.length === 0) return undefined;
  const order = Array.from({ length: frames }, (_, i) => i).sort((a, b) => compareBy(used, a, b) || a - b);
  const telling = used.slice(0, -1).filter(({ values }) => values.some((value) => value !== values[0]));
  const parts = partsOf(instance, order, telling);
  const isWorth = parts.length > 1 && parts.some(({ count }) => count > 1);
  return {
    images: order.map((i) => ({ instanceIndex: 0, frame: i + 1 })),
    parts: isWorth ? parts : [],
    splitBy: telling.map(({ name }) => name),
    sortedBy: used.map(({ name }) => name).join(', '),
  };
}

/** Those that FrameIncrementPointer names, in its order; without it, all that count the frames. */
function usedVectors(instance: Instance, frames: number): readonly UsedVector[] {
  const { FrameIncrementPointer: pointer } = instance;
  const named = pointer
    ? pointer.flatMap((tag) => vectors.find((vector) => vector.tag === tag.toUpperCase()) ?? [])
    : vectors;
  return named.flatMap((vector) => {
    const values = vector.valuesOf(instance);
    return values?.length === frames ? [{ ...vector, values }] : [];
  });
}

function compareBy(used: readonly UsedVector[], a: number, b: number): number {
  for (const { values } of used) {
    const difference = (values[a] ?? 0) - (values[b] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Runs of frames in order that have the same values. */
function partsOf(
  instance: Instance,
  order: readonly number[],
  telling: readonly UsedVector[],
): readonly DisplaySetPart[] {
  const parts: DisplaySetPart[] = [];
  for (const [start, i] of order.entries()) {
    const key = JSON.stringify(telling.map(({ id, values }) => [id, String(values[i])]));
    const last = parts.at(-1);
    if (last?.key === key) parts[parts.length - 1] = { ...last, count: last.count + 1 };
    else
      parts.push({
        key,
        label: telling.map((vector) => labelOf(instance, vector, i)).join(', '),
        start,
        count: 1,
      });
  }
  return parts;
}

function labelOf(instance: Instance, { values, name, labelOf: told }: UsedVector, i: number): string {
  const value = values[i] ?? 0;
  return told?.(instance, value) ?? `${name} ${value}`;
}
