import type { StudySummary } from '../dataSource.ts';
import { formatPersonName, parseDate, type DicomDate } from '../dicom/format.ts';
import type { PersonName } from '../dicom/instance.ts';

/** The patient whose other studies are looked for, as the open study names them. */
export interface Patient {
  readonly PatientID?: string | undefined;
  readonly PatientName?: PersonName | undefined;
  readonly PatientBirthDate?: string | undefined;
}

/** Another study under the patient's ID. */
export interface OtherStudy {
  readonly summary: StudySummary;
  /** "2 y 3 mo earlier", "5 d later", "same day"; '' when a date is missing. */
  readonly interval: string;
  /** Why it may be another person's, in words; undefined when name and birth date agree. */
  readonly doubt: string | undefined;
}

/**
 * The other studies of a patient, newest first.
 * @param found what the archive has under the patient's ID; what has another ID is left out.
 * @param open studies that are open already: left out.
 * @param current the study that they are compared with.
 */
export function otherStudies(
  patient: Patient,
  found: readonly StudySummary[],
  open: ReadonlySet<string>,
  current: { readonly StudyDate?: string | undefined },
): readonly OtherStudy[] {
  const ofPatient = found.filter(
    ({ StudyInstanceUID, PatientID }) => !open.has(StudyInstanceUID) && PatientID === patient.PatientID,
  );
  return ofPatient
    .sort((a, b) => compareText(stamp(b), stamp(a)) || compareText(a.StudyInstanceUID, b.StudyInstanceUID))
    .map((summary) => ({
      summary,
      interval: intervalBetween(current.StudyDate, summary.StudyDate),
      doubt: doubtAbout(patient, summary),
    }));
}

const stamp = ({ StudyDate = '', StudyTime = '' }: StudySummary) => `${StudyDate} ${StudyTime}`;
const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** An ID alone does not make two people one: IDs of two institutions meet in one archive. */
function doubtAbout(patient: Patient, { PatientName, PatientBirthDate }: StudySummary): string | undefined {
  const doubts: string[] = [];
  if (sameText(patient.PatientBirthDate, PatientBirthDate) === false) doubts.push('another birth date');
  const [own, other] = [formatPersonName(patient.PatientName), formatPersonName(PatientName)];
  if (sameText(plain(own), plain(other)) === false) doubts.push(`another name: ${other}`);
  return doubts.length > 0 ? `Same ID, ${doubts.join(', ')}` : undefined;
}

/** Undefined where one of them is not known. */
const sameText = (a: string | undefined, b: string | undefined): boolean | undefined =>
  !a || !b ? undefined : a === b;

/** Case, accents and signs do not tell people apart. */
const plain = (name: string) =>
  name
    .normalize('NFD')
    .replace(/[\p{M}\p{P}\p{Z}]/gu, '')
    .toLowerCase();

/** From one study date to another, in the two largest units that matter. */
export function intervalBetween(from: string | undefined, to: string | undefined): string {
  const [a, b] = [parseDate(from), parseDate(to)];
  if (!a || !b) return '';
  const days = Math.round((time(b) - time(a)) / 86_400_000);
  if (days === 0) return 'same day';
  const [early, late] = days < 0 ? [b, a] : [a, b];
  return `${span(early, late, Math.abs(days))} ${days < 0 ? 'earlier' : 'later'}`;
}

const time = ({ year, month, day }: DicomDate) => Date.UTC(year, month - 1, day);

function span(early: DicomDate, late: DicomDate, days: number): string {
  const whole = (late.year - early.year) * 12 + late.month - early.month - (late.day < early.day ? 1 : 0);
  const [years, months] = [Math.floor(whole / 12), whole % 12];
  if (years > 0) return months > 0 ? `${years} y ${months} mo` : `${years} y`;
  return months > 0 ? `${months} mo` : `${days} d`;
}
