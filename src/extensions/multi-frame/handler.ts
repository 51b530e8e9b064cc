import type { Instance } from '../../core/dicom/instance.ts';
import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { frameCount, hasImage } from '../../core/displaySet/images.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';

export const clipHandler: SopClassHandler = {
  name: 'clip',
  sopClassUids: sopClassUidsOf('A', 'B', 'C', 'D', 'E', 'F', 'H', 'T'),
  getDisplaySetsFromSeries: (instances) =>
    instances.filter(isClip).map((instance) => ({
      instances: [instance],
      splitKey: instance.SOPInstanceUID,
      splitValues: { SOPInstanceUID: instance.SOPInstanceUID },
      ...(instance.InstanceNumber !== undefined && { splitLabel: `clip ${instance.InstanceNumber}` }),
      sortedBy: 'stored frame order',
      viewportKinds: ['stack', 'tags'],
      reason: 'each multi-frame instance is a clip of its own',
    })),
  reasonLeft: (instances) =>
    instances.every((i) => !hasImage(i)) ? 'Rows or Columns missing' : 'single-frame images are not clips',
};

const isClip = (instance: Instance) => frameCount(instance) > 1;
