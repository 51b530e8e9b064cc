import type { Instance } from '../dicom/instance.ts';
import { acquisitionTimes } from './acquisitionTimes.ts';
import { evenRanks } from './evenRanks.ts';
import { positionKeys } from './placement.ts';
import { repetition } from './repetition.ts';
import { byNumber, type Place, type SplitAttribute } from './splitAttribute.ts';
import { notOfDiffusion } from './tellingAttributes.ts';

/** One position imaged at several times: they split only where every time has every position. */
function temporal(
  kind: SplitAttribute['kind'],
  id: string,
  name: string,
  numberOf: (image: Instance) => number | undefined,
  labelOf: (value: number, place: Place) => string,
): SplitAttribute {
  return { ...byNumber(kind, id, name, numberOf, () => 0, labelOf), accepts: coverTheSamePositions };
}

function coverTheSamePositions(parts: readonly (readonly Instance[])[]): boolean {
  const keys = positionKeys(parts.flat());
  if (!keys) return new Set(parts.map((part) => part.length)).size === 1;
  const all = new Set(keys).size;
  return parts.every((part) => new Set(positionKeys(part)).size === all);
}

export const temporalPosition = temporal(
  'specific',
  'time',
  'temporal position',
  (i) => i.TemporalPositionIdentifier,
  (n, { rank, of }) => (of > 1 && rank === n ? `time ${n} of ${of}` : `time ${n}`),
);

/** PS3.3 C.8.9.4.1.5: from the reference time of the series to the middle of the frame, ms. */
export const frameReferenceTime = temporal(
  'incidental',
  'reference',
  'frame reference time',
  (i) => i.FrameReferenceTime,
  (ms, { rank, of }) => (of > 1 ? `at ${ms / 1000} s (${rank} of ${of})` : `at ${ms / 1000} s`),
);

/**
 * Times after the R wave. Where they differ a little from slice to slice, as
 * hearts do not beat evenly, the n-th time of each position is one phase.
 */
function phases(id: string, name: string, timeOf: (image: Instance) => number | undefined): SplitAttribute {
  const exact = temporal('incidental', id, name, timeOf, (ms, place) =>
    place.of > 1 ? phaseLabel(place) : `${name} ${ms} ms`,
  );
  return notOfDiffusion({
    ...exact,
    classify(images) {
      const values = exact.classify(images);
      const different = new Set(values).size;
      const even = different > 1 ? evenRanks(images, images.map(timeOf)) : undefined;
      // The same times at every position: each is a phase, named by its time.
      if (!even || different === even.of) return values;
      const { ranks, of } = even;
      if (!even.inTurn && images[0]?.CardiacNumberOfImages !== of) return values;
      return ranks.map((rank) => ({ key: `${rank}/${of}`, label: phaseLabel({ rank, of }), order: rank }));
    },
  });
}

const phaseLabel = ({ rank, of }: Place) => `phase ${rank} of ${of}`;

export const triggerTime = phases('trigger', 'trigger time', (i) => i.TriggerTime);
export const triggerDelay = phases('delay', 'cardiac trigger delay', (i) => i.NominalCardiacTriggerDelayTime);
/** PS3.3 C.7.6.18.1: where in the beat, of the R-R interval. */
export const cardiacPercentage = temporal(
  'incidental',
  'percent',
  'phase of the cardiac cycle',
  (i) => i.NominalPercentageOfCardiacPhase,
  (percent) => `${percent} % of the cycle`,
);

/** Last resorts, where nothing else tells the images of a position apart. */
export const repetitions: readonly SplitAttribute[] = [
  notOfDiffusion(repetition),
  notOfDiffusion({ ...acquisitionTimes, accepts: coverTheSamePositions }),
];
