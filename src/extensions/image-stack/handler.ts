import { groupBy } from '../../core/collections.ts';
import type { Instance } from '../../core/dicom/instance.ts';
import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { hasImage } from '../../core/displaySet/images.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';

export const imageStackHandler: SopClassHandler = {
  name: 'stack',
  sopClassUids: sopClassUidsOf('A', 'B', 'C', 'D', 'E', 'F', 'H', 'T'),
  getDisplaySetsFromSeries: (instances) =>
    [...groupBy(instances.filter(hasImage), splitKey)].map(([key, images]) => ({
      instances: images,
      splitKey: key,
      sortedBy: 'InstanceNumber',
      viewportKinds: ['stack', 'tags'],
    })),
  reasonLeft: () => 'Rows or Columns missing',
};

const splitKey = ({ SOPClassUID, Rows, Columns, ImageType = [], ImageOrientationPatient = [] }: Instance) =>
  JSON.stringify([
    SOPClassUID,
    Rows,
    Columns,
    ImageType.slice(0, 4),
    ImageOrientationPatient.map((c) => Math.round(c * 100)),
  ]);
