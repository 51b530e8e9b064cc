import type { ViewerState } from './viewerState.ts';

type Open = Pick<ViewerState, 'studyOrder' | 'series'>;

const known = new WeakMap<Open['series'], boolean>();

/**
 * Whether images of two studies or of two patients may be beside each other:
 * then every viewport says whose image it shows. A series whose images disagree
 * counts, too.
 */
export function namesNeeded({ studyOrder, series }: Open): boolean {
  if (studyOrder.length > 1) return true;
  const before = known.get(series);
  if (before !== undefined) return before;
  const patients = new Set<string>();
  for (const { instances } of Object.values(series))
    for (const { PatientID = '', PatientName } of instances)
      patients.add(`${PatientID}\n${PatientName?.Alphabetic ?? ''}`);
  known.set(series, patients.size > 1);
  return patients.size > 1;
}
