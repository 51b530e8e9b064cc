import type { Code, Instance } from '../../core/dicom/instance.ts';
import { sopClassName, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { objectHandler } from '../../core/extension/objectHandler.ts';

/**
 * Structured reports as documents to read, one display set an object. A later
 * version names the one it takes the place of; both stay.
 * @see PS3.3 A.35, C.17.2, C.17.3
 */
export const reportHandler = objectHandler({
  name: 'report',
  sopClassUids: sopClassUidsOf('K'),
  viewportKinds: ['document', 'card', 'tags'],
  purpose: 'evidence',
  takes: hasContent,
  label: title,
  reason: 'each report is a document of its own',
  reasonLeft: 'the report has no content (neither a title nor a content tree)',
});

function hasContent({ ContentSequence, ConceptNameCodeSequence }: Instance): boolean {
  return (ContentSequence?.length ?? 0) > 0 || meaning(ConceptNameCodeSequence) !== undefined;
}

const meaning = (codes: readonly Code[] | undefined) => codes?.[0]?.CodeMeaning;

function title(instance: Instance): string {
  return (
    meaning(instance.ConceptNameCodeSequence) ??
    instance.SeriesDescription ??
    sopClassName(instance.SOPClassUID)
  );
}
