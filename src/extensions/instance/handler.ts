import type { Instance } from '../../core/dicom/instance.ts';
import { ANY_SOP_CLASS, SopClass, sopClassName, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import type { DisplaySetInput } from '../../core/displaySet/displaySet.ts';
import { hasImage } from '../../core/displaySet/images.ts';
import { referencesOf } from '../../core/displaySet/references.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';

const reports = new Set(sopClassUidsOf('K'));
const selections = new Set(sopClassUidsOf('L'));
const pdf: string = SopClass.EncapsulatedPDFStorage;
/** Pictures that a card also tells of. */
const moving = new Set(sopClassUidsOf('G', 'H'));
/** Objects that are about others: no pictures, whatever their pixels hold. */
const objects = new Set(sopClassUidsOf('I', 'J', 'K', 'L', 'M', 'N', 'O', 'P', 'Q', 'S'));

/** Whatever else can show the object, so that one that is open stays as it is when this mode is entered. */
function viewportKindsOf(instance: Instance): string[] {
  const { SOPClassUID } = instance;
  if (reports.has(SOPClassUID)) return ['document', 'card', 'tags'];
  if (selections.has(SOPClassUID)) return ['card', 'document', 'tags'];
  if (SOPClassUID === pdf) return ['document', 'tags'];
  if (objects.has(SOPClassUID)) return ['card', 'tags'];
  if (moving.has(SOPClassUID)) return ['card', 'stack', 'tags'];
  return hasImage(instance) ? ['stack', 'tags'] : ['tags'];
}

/** What only objects have; images refer to nothing here. */
function aboutOthers(instance: Instance): Pick<DisplaySetInput, 'numImageFrames' | 'references'> {
  if (!objects.has(instance.SOPClassUID)) return {};
  return { numImageFrames: 0, references: referencesOf(instance, { purpose: 'objects it is about' }) };
}

/** One display set an instance, whatever it is: for people who look at objects, not at pictures. */
export const instanceHandler: SopClassHandler = {
  name: 'instances',
  sopClassUids: [ANY_SOP_CLASS],
  splitBy: ['instance'],
  sortBy: ['SOP class', 'instance number'],
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
      ...aboutOthers(instance),
      reason: 'nothing is grouped in this mode',
    })),
};
