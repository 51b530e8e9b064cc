import { describeError } from '../errors.ts';
import type { Applicability, Mode, StudyFacts } from './mode.ts';

export { studyFacts } from './studyFacts.ts';

/** A mode as the picker lists it for one study. */
export interface ModeForStudy {
  readonly mode: Mode;
  readonly applicability: Applicability;
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
