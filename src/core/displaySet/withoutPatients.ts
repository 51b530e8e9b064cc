import { formatPersonName } from '../dicom/format.ts';
import type { Instance } from '../dicom/instance.ts';
import type { DisplaySetMessage } from './displaySet.ts';
import { patientsAmong } from './patients.ts';

/** Texts for a report that leaves the viewer: names and identifiers of patients are taken out of them. */
export interface NamelessTexts {
  text(value: string): string;
  message(message: DisplaySetMessage): string;
}

/** Shorter than this a name or identifier would be found in half of all words. */
const minLength = 3;

/** @param instances whose patients must not be named */
export function withoutPatients(instances: readonly Instance[]): NamelessTexts {
  const patients = patientsAmong(instances);
  const secrets = new Set(patients.flatMap(secretsOf).filter((secret) => secret.length >= minLength));
  const longestFirst = [...secrets].sort((a, b) => b.length - a.length).map(escape);
  const pattern =
    longestFirst.length > 0
      ? // Whole words only: a patient named Axe must not change "Axial".
        new RegExp(`(?<![\\p{L}\\p{N}])(?:${longestFirst.join('|')})(?![\\p{L}\\p{N}])`, 'giu')
      : undefined;
  const text = (value: string) => (pattern ? value.replaceAll(pattern, '[patient]') : value);
  return {
    text,
    message: ({ code, text: words }) =>
      code === 'mixed-patients' ? words.replace(/: .*$/su, '') : text(words),
  };
}

function secretsOf({ PatientID = '', PatientName }: Instance): string[] {
  const written = [PatientName?.Alphabetic, PatientName?.Ideographic, PatientName?.Phonetic];
  const parts = written.flatMap((name) => [name ?? '', ...(name ?? '').split(/[\^=\s]+/)]);
  return [PatientID, formatPersonName(PatientName), ...parts].map((secret) => secret.trim());
}

const escape = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
