import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass } from '../../core/dicom/sopClass.ts';
import type { SopClassHandler } from '../../core/extension/sopClassHandler.ts';

const pdfType = 'application/pdf';

/**
 * Encapsulated PDF, one document a display set. Whether the bytes are a PDF is
 * decided by who opens them, not by what the object says of itself.
 * @see PS3.3 A.45.1, C.24.2
 */
export const pdfHandler: SopClassHandler = {
  name: 'pdf',
  sopClassUids: [SopClass.EncapsulatedPDFStorage],
  getDisplaySetsFromSeries: (instances) =>
    instances.filter(isPdf).map((instance) => ({
      instances: [instance],
      splitKey: instance.SOPInstanceUID,
      label: instance.DocumentTitle ?? instance.SeriesDescription ?? 'PDF document',
      splitValues: { SOPInstanceUID: instance.SOPInstanceUID },
      sortedBy: 'a single document',
      viewportKinds: ['document', 'tags'],
      numImageFrames: 0,
      reason: 'each document is a display set of its own',
    })),
  reasonLeft: (instances) => {
    const types = new Set(instances.map((i) => i.MIMETypeOfEncapsulatedDocument ?? ''));
    return `the document is not a PDF (it says ${[...types].join(', ')})`;
  },
};

/** A missing type is taken as what the SOP class promises. */
function isPdf({ MIMETypeOfEncapsulatedDocument = pdfType }: Instance): boolean {
  return MIMETypeOfEncapsulatedDocument.toLowerCase() === pdfType;
}
