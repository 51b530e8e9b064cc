import type { Instance } from '../dicom/instance.ts';
import { formatPersonName } from '../dicom/format.ts';
import type { DisplaySetMessage } from './displaySet.ts';

/**
 * Who an instance is of, for comparison: the identifier, and the name without
 * regard to case and padding. '' when it names nobody: that is nobody else.
 */
export function patientKey({ PatientID = '', PatientName }: Instance): string {
  const written = PatientName?.Alphabetic ?? PatientName?.Ideographic ?? '';
  const name = written
    .toUpperCase()
    .replaceAll(/[\s^]+/g, ' ')
    .trim();
  return PatientID === '' && name === '' ? '' : JSON.stringify([PatientID.trim(), name]);
}

/** One instance of each patient that is named. */
export function patientsAmong(instances: readonly Instance[]): readonly Instance[] {
  const look = patientLook();
  look.see(instances, 0, instances.length);
  return look.seen();
}

/** `patientsAmong` a list that is looked at in parts, one after another. */
export function patientLook() {
  const patients: Instance[] = [];
  const keys = new Set<string>();
  let last: Instance | undefined;
  return {
    see(instances: readonly Instance[], from: number, to: number): void {
      for (let i = from; i < to; i++) {
        const instance = instances[i];
        if (!instance) continue;
        // Nearly always the same as the one before.
        if (last && saysTheSame(last, instance)) continue;
        last = instance;
        const key = patientKey(instance);
        if (key === '' || keys.has(key)) continue;
        keys.add(key);
        patients.push(instance);
      }
    },
    seen: (): readonly Instance[] => patients,
  };
}

const saysTheSame = (a: Instance, b: Instance) =>
  a.PatientID === b.PatientID &&
  (a.PatientName === b.PatientName ||
    (a.PatientName?.Alphabetic === b.PatientName?.Alphabetic &&
      a.PatientName?.Ideographic === b.PatientName?.Ideographic));

export function patientText({ PatientName, PatientID }: Instance): string {
  const name = formatPersonName(PatientName) || 'without a name';
  return PatientID ? `${name} (ID ${PatientID})` : name;
}

/** @param patients one instance of each; @returns a warning that names them all when there are several. */
export function mixedPatients(
  patients: readonly Instance[],
  what: 'series' | 'study',
): DisplaySetMessage | undefined {
  if (patients.length < 2) return undefined;
  const named = patients.map(patientText).sort();
  return {
    severity: 'error',
    code: 'mixed-patients',
    text: `This ${what} holds images of ${patients.length} patients: ${named.join('; ')}`,
  };
}
