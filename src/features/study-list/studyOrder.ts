import type { StudySummary } from '../../core/dataSource.ts';
import type { SortOrder } from './listState.ts';

/**
 * Studies in the order asked for; equal ones newest first, then by UID, so that the
 * same studies always come in the same order. A study without the value comes last,
 * whichever way the column is sorted.
 */
export function sortStudies(studies: readonly StudySummary[], order: SortOrder): StudySummary[] {
  const sign = order.descending ? -1 : 1;
  const compareTexts = isDate(order) ? compareDates : collate();
  const keyed = studies.map((study) => ({
    study,
    value: valueOf(study, order),
    date: `${study.StudyDate ?? ''}${study.StudyTime ?? ''}`,
  }));
  keyed.sort((a, b) => {
    if (a.value === undefined || b.value === undefined) {
      if (a.value !== b.value) return a.value === undefined ? 1 : -1;
    } else {
      const byValue =
        typeof a.value === 'number' && typeof b.value === 'number'
          ? a.value - b.value
          : compareTexts(String(a.value), String(b.value));
      if (byValue !== 0) return sign * byValue;
    }
    if (a.date !== b.date) return a.date < b.date ? 1 : -1;
    return a.study.StudyInstanceUID < b.study.StudyInstanceUID ? -1 : 1;
  });
  return keyed.map(({ study }) => study);
}

/** Digits from the year down: in order as they are. To make a collator takes longer than to sort by one. */
const isDate = ({ keyword }: SortOrder) => keyword === 'StudyDate' || keyword === 'PatientBirthDate';
const compareDates = (a: string, b: string) => (a === b ? 0 : a < b ? -1 : 1);
const collate = () => new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' }).compare;

function valueOf(study: StudySummary, { keyword }: SortOrder): string | number | undefined {
  switch (keyword) {
    case 'PatientName': {
      const { Alphabetic, Ideographic, Phonetic } = study.PatientName ?? {};
      return Alphabetic || Phonetic || Ideographic || undefined;
    }
    case 'StudyDate':
      return study.StudyDate ? `${study.StudyDate}${study.StudyTime ?? ''}` : undefined;
    case 'ModalitiesInStudy':
      return study.ModalitiesInStudy.join(' ') || undefined;
    case 'NumberOfStudyRelatedSeries':
    case 'NumberOfStudyRelatedInstances':
      return study[keyword];
    default:
      return study[keyword] || undefined;
  }
}
