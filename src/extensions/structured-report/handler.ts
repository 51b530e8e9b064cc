import type { Code, Instance } from '../../core/dicom/instance.ts';
import { sopClassName, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';

/**
 * Structured reports and key object selections as documents to read, one
 * display set an object.
 * @see PS3.3 A.35, C.17.3
 */
export const reportHandler: SopClassHandler = {
  name: 'report',
  sopClassUids: sopClassUidsOf('K', 'L'),
  getDisplaySetsFromSeries: (instances) =>
    instances.filter(hasContent).map((instance) => ({
      instances: [instance],
      splitKey: instance.SOPInstanceUID,
      label: title(instance),
      splitValues: { SOPInstanceUID: instance.SOPInstanceUID },
      sortedBy: 'a single object',
      viewportKinds: ['document', 'tags'],
      numImageFrames: 0,
      reason: 'each report is a document of its own',
    })),
  reasonLeft: () => 'the report has no content (neither a title nor a content tree)',
};

const hasContent = ({ ContentSequence, ConceptNameCodeSequence }: Instance) =>
  (ContentSequence?.length ?? 0) > 0 || meaning(ConceptNameCodeSequence) !== undefined;

const meaning = (codes: readonly Code[] | undefined) => codes?.[0]?.CodeMeaning;

function title(instance: Instance): string {
  return (
    meaning(instance.ConceptNameCodeSequence) ??
    instance.SeriesDescription ??
    sopClassName(instance.SOPClassUID)
  );
}
