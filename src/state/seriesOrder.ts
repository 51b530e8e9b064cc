import type { SeriesSummary } from '../core/dataSource.ts';

/**
 * Which series a study opens with, as far as its list alone says it. Used by the first script too: it must
 * not bring more.
 */

/** Objects without pictures come after the images: the first picture does not wait for a report. */
export const WITHOUT_PICTURES: ReadonlySet<string> = new Set([
  'SR',
  'PR',
  'KO',
  'SEG',
  'RTSTRUCT',
  'RTPLAN',
  'RTRECORD',
  'REG',
  'DOC',
  'FID',
]);

/** A series with no more instances than this is as quickly had as a whole. */
export const fewInstances = 24;

/** Which instance of a large series is shown first, as the archive lists them, from 0. */
export const middleInstance = (count: number): number => Math.floor((count - 1) / 2);

/** What the order of series goes by. */
export type Ordered = Pick<SeriesSummary, 'SeriesInstanceUID' | 'SeriesNumber' | 'SeriesDate' | 'SeriesTime'>;

/** Reading order: series number as a number, then date and time, then UID. */
export function compareSeries(a: Ordered, b: Ordered): number {
  return (
    (a.SeriesNumber ?? Number.MAX_SAFE_INTEGER) - (b.SeriesNumber ?? Number.MAX_SAFE_INTEGER) ||
    compareText(`${a.SeriesDate ?? ''}${a.SeriesTime ?? ''}`, `${b.SeriesDate ?? ''}${b.SeriesTime ?? ''}`) ||
    compareText(a.SeriesInstanceUID, b.SeriesInstanceUID)
  );
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
