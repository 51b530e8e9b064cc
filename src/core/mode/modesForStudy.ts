import type { SeriesSummary } from '../dataSource.ts';
import type { Instance } from '../dicom/instance.ts';
import { frameCount } from '../displaySet/images.ts';
import { describeError } from '../errors.ts';
import type { Applicability, Mode, StudyFacts } from './mode.ts';

/** A mode as the picker lists it for one study. */
export interface ModeForStudy {
  readonly mode: Mode;
  readonly applicability: Applicability;
}

/**
 * What is known of a study so far.
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
  const FrameOfReferenceUIDs = new Set<string>();
  let numMultiFrame = 0;
  let received = 0;
  for (const instance of instances) {
    received++;
    if (instance.Modality) modalities.add(instance.Modality);
    if (instance.SOPClassUID) SOPClassUIDs.add(instance.SOPClassUID);
    if (instance.FrameOfReferenceUID) FrameOfReferenceUIDs.add(instance.FrameOfReferenceUID);
    if (frameCount(instance) > 1) numMultiFrame++;
  }
  const promised = series.reduce((sum, one) => sum + (one.NumberOfSeriesRelatedInstances ?? 0), 0);
  return {
    ModalitiesInStudy: [...modalities].sort(),
    numInstances: Math.max(promised, received),
    SOPClassUIDs,
    numMultiFrame,
    FrameOfReferenceUIDs,
    complete,
  };
}

/** Every mode with whether it suits the study and why; one that throws does not suit, and says so. */
export function modesForStudy(modes: readonly Mode[], facts: StudyFacts): readonly ModeForStudy[] {
  return modes.map((mode) => ({ mode, applicability: applicabilityOf(mode, facts) }));
}

function applicabilityOf(mode: Mode, facts: StudyFacts): Applicability {
  try {
    return readApplicability(mode.isApplicable(facts));
  } catch (error) {
    return { applicable: false, reason: `The mode cannot tell: ${describeError(error)}` };
  }
}

/** What a mode answered, which an extension's may get wrong: yes and no will do as well. */
function readApplicability(answer: unknown): Applicability {
  if (typeof answer === 'boolean')
    return answer ? { applicable: true } : { applicable: false, reason: 'The mode gives no reason' };
  if (typeof answer !== 'object' || answer === null || !('applicable' in answer))
    return { applicable: false, reason: 'The mode cannot tell: isApplicable gave no answer' };
  const reason = 'reason' in answer && typeof answer.reason === 'string' ? answer.reason : undefined;
  if (answer.applicable === true)
    return reason === undefined ? { applicable: true } : { applicable: true, reason };
  return { applicable: false, reason: reason ?? 'The mode gives no reason' };
}

/** The mode a study opens in when the link names none: the first that suits, else the first. */
export function defaultMode(modes: readonly ModeForStudy[]): Mode | undefined {
  return (modes.find(({ applicability }) => applicability.applicable) ?? modes[0])?.mode;
}
