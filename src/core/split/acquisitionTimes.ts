import { secondsOf } from '../dicom/dateTime.ts';
import type { Instance } from '../dicom/instance.ts';
import { evenRanks } from './evenRanks.ts';
import type { SplitAttribute, SplitValue } from './splitAttribute.ts';

/**
 * Volumes acquired one after another: every position has as many images, and
 * each volume ends before the next begins.
 */
export const acquisitionTimes: SplitAttribute = {
  id: 'acquired',
  name: 'acquisition time',
  kind: 'incidental',
  same: (a, b) => a.AcquisitionTime === b.AcquisitionTime && a.AcquisitionDateTime === b.AcquisitionDateTime,
  classify(images) {
    const volumes = evenRanks(images, images.map(acquiredAt));
    if (!volumes?.inTurn) return images.map(() => undefined);
    const { starts, of, ranks } = volumes;
    const values = starts.map((start, i): SplitValue => {
      const seconds = Math.round((start - (starts[0] ?? 0)) * 10) / 10;
      return { key: String(start), label: `at ${seconds} s (${i + 1} of ${of})`, order: i };
    });
    return ranks.map((rank) => values[rank - 1]);
  },
};

/** Seconds, comparable within a series; undefined without a time. */
function acquiredAt(image: Instance): number | undefined {
  if (image.AcquisitionDateTime !== undefined) return secondsOf(image.AcquisitionDateTime);
  if (image.AcquisitionTime === undefined) return undefined;
  return secondsOf(`${image.AcquisitionDate ?? '19700101'}${image.AcquisitionTime}`);
}
