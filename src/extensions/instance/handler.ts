import type { Instance } from '../../core/dicom/instance.ts';
import { ANY_SOP_CLASS, SopClass, sopClassName, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { hasImage } from '../../core/displaySet/images.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';

const documents = new Set<string>([...sopClassUidsOf('K', 'L'), SopClass.EncapsulatedPDFStorage]);

/** Whatever else can show the object, so that one that is open stays as it is when this mode is entered. */
function viewportKindsOf(instance: Instance): string[] {
  if (hasImage(instance)) return ['stack', 'tags'];
  return documents.has(instance.SOPClassUID) ? ['document', 'tags'] : ['tags'];
}

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
      viewportKinds: viewportKindsOf(instance),
      reason: 'nothing is grouped in this mode',
    })),
};
