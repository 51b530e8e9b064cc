import type { Code, Instance } from '../dicom/instance.ts';
import { SopClass } from '../dicom/sopClass.ts';

/** Why images named by a key object selection must not, or should not, be used. */
export interface Rejection {
  readonly code: string;
  /** In words: "rejected for quality reasons". */
  readonly text: string;
  /** `rejected`: the images must not be read. `quality`: a doubt about them, no more. */
  readonly verdict: 'rejected' | 'quality';
}

/** Document titles of PS3.16 CID 7010 by which IHE RAD TF-3 4.66 withdraws images, and the one that doubts their quality. */
const rejections: Readonly<Record<string, Omit<Rejection, 'code'>>> = {
  113001: { text: 'rejected for quality reasons', verdict: 'rejected' },
  113037: { text: 'rejected for patient safety reasons', verdict: 'rejected' },
  113038: { text: 'rejected because of an incorrect worklist entry', verdict: 'rejected' },
  113039: { text: 'rejected because the time they may be kept has expired', verdict: 'rejected' },
  113010: { text: 'marked as having a quality issue', verdict: 'quality' },
};

/** What a key object selection says against the images it names; undefined for one that is for them, and for other objects. */
export function rejectionOf(instance: Instance): Rejection | undefined {
  if (instance.SOPClassUID !== SopClass.KeyObjectSelectionDocumentStorage) return undefined;
  const [title] = instance.ConceptNameCodeSequence ?? [];
  if (!title || !isDicomCode(title)) return undefined;
  const code = title.CodeValue ?? '';
  const found = Object.hasOwn(rejections, code) ? rejections[code] : undefined;
  return found && { code, ...found };
}

const isDicomCode = ({ CodingSchemeDesignator }: Code) =>
  CodingSchemeDesignator === undefined || CodingSchemeDesignator === 'DCM';
