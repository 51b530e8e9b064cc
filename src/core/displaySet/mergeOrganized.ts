import { compareOptional, compareStrings, groupBy } from '../collections.ts';
import type { DisplaySet, DisplaySetMessage } from './displaySet.ts';
import type { Organized, OrganizedSeries } from './organized.ts';
import { mixedPatients, patientsAmong } from './patients.ts';

/**
 * Series organized apart, as one value: studies newest first, their series by
 * SeriesNumber, date and time, then UID. Display sets pass through as they are,
 * save in a study of several patients, where each one gets the warning.
 */
export function mergeOrganized(series: readonly OrganizedSeries[]): Organized {
  const newest = studyTimes(series);
  const keyed = series
    .map((one) => ({ one, key: keyOf(one, newest.get(one.StudyInstanceUID) ?? '') }))
    .sort((a, b) => compareKeys(a.key, b.key));
  const warnings = new Map<string, DisplaySetMessage>();
  for (const [StudyInstanceUID, ofStudy] of groupBy(keyed, ({ one }) => one.StudyInstanceUID)) {
    const warning = studyWarning(ofStudy.map(({ one }) => one));
    if (warning) warnings.set(StudyInstanceUID, warning);
  }
  const warn = (displaySet: DisplaySet): DisplaySet => {
    const warning = warnings.get(displaySet.StudyInstanceUID);
    if (!warning || displaySet.messages.some(({ code }) => code === warning.code)) return displaySet;
    return { ...displaySet, messages: [...displaySet.messages, warning] };
  };
  const sorted = keyed.map(({ one }) => one);
  return {
    received: sorted.reduce((sum, one) => sum + one.received, 0),
    displaySets: sorted.flatMap((one) => one.displaySets.map(warn)),
    unclaimed: sorted.flatMap((one) => one.unclaimed),
    unsupported: sorted.flatMap((one) => one.unsupported.map(warn)),
    trace: sorted.map((one) => one.trace),
  };
}

/** One time a study, whatever its series say: the latest. */
function studyTimes(series: readonly OrganizedSeries[]): ReadonlyMap<string, string> {
  const times = new Map<string, string>();
  for (const one of series) {
    const first = firstInstance(one);
    const time = `${first?.StudyDate ?? ''}${first?.StudyTime ?? ''}`;
    if (time >= (times.get(one.StudyInstanceUID) ?? '')) times.set(one.StudyInstanceUID, time);
  }
  return times;
}

const firstInstance = (one: OrganizedSeries) => (one.displaySets[0] ?? one.unsupported[0])?.instances[0];

function keyOf(one: OrganizedSeries, studyTime: string) {
  const all = [...one.displaySets, ...one.unsupported];
  const first = firstInstance(one);
  return {
    studyTime,
    StudyInstanceUID: one.StudyInstanceUID,
    SeriesNumber: all.find((set) => set.SeriesNumber !== undefined)?.SeriesNumber,
    seriesTime: `${first?.SeriesDate ?? ''}${first?.SeriesTime ?? ''}` || undefined,
    SeriesInstanceUID: one.SeriesInstanceUID,
  };
}

type Key = ReturnType<typeof keyOf>;
function compareKeys(a: Key, b: Key): number {
  return (
    (a.StudyInstanceUID === b.StudyInstanceUID ? 0 : compareStrings(b.studyTime, a.studyTime)) ||
    compareStrings(a.StudyInstanceUID, b.StudyInstanceUID) ||
    compareOptional(a.SeriesNumber, b.SeriesNumber) ||
    compareOptional(a.seriesTime, b.seriesTime) ||
    compareStrings(a.SeriesInstanceUID, b.SeriesInstanceUID)
  );
}

/** One instance a display set is enough: a series that is mixed in itself has its own warning. */
function studyWarning(series: readonly OrganizedSeries[]): DisplaySetMessage | undefined {
  const firsts = series.flatMap((one) =>
    [...one.displaySets, ...one.unsupported].flatMap(({ instances }) => instances[0] ?? []),
  );
  return mixedPatients(patientsAmong(firsts), 'study');
}
