import type { Instance } from '../dicom/instance.ts';
import { inBlocks } from '../inBlocks.ts';
import { type CanonicalSeries, risingLook, sortedOnce } from './canonical.ts';
import { classLook, type ClassNumbers } from './ledger.ts';
import { patientLook } from './patients.ts';

/** What organizing must know of all instances of a series before it asks anybody. */
export interface SeriesRead extends CanonicalSeries {
  /** One instance of each patient that is named. */
  readonly patients: readonly Instance[];
  readonly classes: ClassNumbers;
}

/** Instances that come as a device makes them, nearly always, are looked at once for all of it. */
export function readSeries(instances: readonly Instance[]): SeriesRead {
  const isRising = risingLook();
  let looks = looksAt(0);
  const inOrder = inBlocks(instances.length, (from, to) => {
    if (!isRising(instances, from, to)) return false;
    if (from === 0) looks = looksAt(instances.length);
    looks.see(instances, from, to);
    return true;
  });
  if (inOrder) return { sorted: instances, duplicates: [], ...looks.seen() };
  const { sorted, duplicates } = sortedOnce(instances);
  const anew = looksAt(sorted.length);
  inBlocks(sorted.length, (from, to) => {
    anew.see(sorted, from, to);
    return true;
  });
  return { sorted, duplicates, ...anew.seen() };
}

function looksAt(length: number) {
  const patients = patientLook();
  const classes = classLook(length);
  return {
    see(instances: readonly Instance[], from: number, to: number) {
      patients.see(instances, from, to);
      classes.see(instances, from, to);
    },
    seen: () => ({ patients: patients.seen(), classes: classes.seen() }),
  };
}
