import { ANY_SOP_CLASS, sopClassName } from '../../core/dicom/sopClass.ts';
import { hasImage } from '../../core/displaySet/images.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';

/** One display set an instance, whatever it is: for people who look at objects, not at pictures. */
export const instanceHandler: SopClassHandler = {
  name: 'instances',
  sopClassUids: [ANY_SOP_CLASS],
  getDisplaySetsFromSeries: (instances) =>
    instances.map((instance) => ({
      instances: [instance],
      splitKey: instance.SOPInstanceUID,
      label: sopClassName(instance.SOPClassUID),
      splitLabel:
        instance.InstanceNumber === undefined ? 'without a number' : `instance ${instance.InstanceNumber}`,
      splitValues: { SOPInstanceUID: instance.SOPInstanceUID },
      sortedBy: 'a single instance',
      viewportKinds: hasImage(instance) ? ['stack', 'tags'] : ['tags'],
      reason: 'nothing is grouped in this mode',
    })),
};
