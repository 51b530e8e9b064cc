import { compareStrings } from '../collections.ts';
import type { DisplaySet } from '../displaySet/displaySet.ts';
import { imageOf, type Facts } from './facts.ts';

interface OpenStudy {
  readonly StudyInstanceUID: string;
  readonly patient: string;
  /** YYYYMMDD and time; '' where it is not given: such a study is the oldest. */
  readonly when: string;
}

/**
 * What rules may look at, study by study: the newest of the patient is the
 * current one (0), the others are priors in the order of their dates. A study of
 * another patient than the first one's is left out of every rule.
 * @param mainStudyUID whose patient is meant; absent or not here: that of the newest study
 */
export function factsOf(displaySets: Iterable<DisplaySet>, mainStudyUID?: string): readonly Facts[] {
  const sets = [...displaySets];
  const studies = new Map<string, OpenStudy>();
  for (const set of sets) {
    const study = studyOf(set);
    const known = studies.get(set.StudyInstanceUID);
    if (!known || compareStrings(known.when, study.when) < 0) studies.set(set.StudyInstanceUID, study);
  }
  const newestFirst = [...studies.values()].sort(
    (a, b) => compareStrings(b.when, a.when) || compareStrings(a.StudyInstanceUID, b.StudyInstanceUID),
  );
  const patient = (studies.get(mainStudyUID ?? '') ?? newestFirst[0])?.patient;
  const own = newestFirst.filter((study) => study.patient === patient);
  const rank = new Map(own.map(({ StudyInstanceUID }, index) => [StudyInstanceUID, index]));
  const newest = daysOf(own[0]?.when);
  return sets.map((displaySet) => {
    const days = daysOf(studies.get(displaySet.StudyInstanceUID)?.when);
    return {
      displaySet,
      image: imageOf(displaySet),
      prior: rank.get(displaySet.StudyInstanceUID),
      daysBefore: newest === undefined || days === undefined ? undefined : newest - days,
    };
  });
}

function studyOf({ StudyInstanceUID, instances }: DisplaySet): OpenStudy {
  const {
    PatientID = '',
    IssuerOfPatientID = '',
    PatientName,
    StudyDate = '',
    StudyTime = '',
  } = instances[0] ?? {};
  // Without an identifier the name is all there is.
  const patient =
    PatientID === '' ? `name ${PatientName?.Alphabetic ?? ''}` : `${IssuerOfPatientID} ${PatientID}`;
  return { StudyInstanceUID, patient, when: StudyDate === '' ? '' : `${StudyDate}${StudyTime}` };
}

/** Days since an arbitrary one. */
function daysOf(when: string | undefined): number | undefined {
  const found = /^(\d{4})(\d{2})(\d{2})/.exec(when ?? '');
  if (!found) return undefined;
  return Math.round(Date.UTC(Number(found[1]), Number(found[2]) - 1, Number(found[3])) / 86_400_000);
}
