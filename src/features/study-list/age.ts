import type { StudySummary } from '../../core/dataSource.ts';

/**
 * How old the patient was on the day of the study: "54 y", under two years "13 mo",
 * under two months "12 d". '' when either date is absent or makes no sense.
 */
export function ageInWords({
  PatientBirthDate,
  StudyDate,
}: Pick<StudySummary, 'PatientBirthDate' | 'StudyDate'>): string {
  const birth = readDay(PatientBirthDate);
  const then = readDay(StudyDate);
  if (!birth || !then) return '';
  const days = Math.round((then.time - birth.time) / 86_400_000);
  const months = (then.year - birth.year) * 12 + then.month - birth.month - (then.day < birth.day ? 1 : 0);
  if (days < 0 || months > 150 * 12) return '';
  if (months < 2) return `${days} d`;
  return months < 24 ? `${months} mo` : `${Math.floor(months / 12)} y`;
}

function readDay(text: string | undefined) {
  const match = /^(\d{4})(\d{2})(\d{2})$/.exec(text ?? '');
  if (!match) return undefined;
  const [year = 0, month = 0, day = 0] = match.slice(1).map(Number);
  return { year, month, day, time: Date.UTC(year, month - 1, day) };
}
