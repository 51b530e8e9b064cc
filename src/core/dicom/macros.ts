/** Macros of PS3.3 that many modules share, as `naturalize` reads them. */

/** PS3.5 6.2.1: a Person Name by representation. */
export interface PersonName {
  readonly Alphabetic?: string;
  readonly Ideographic?: string;
  readonly Phonetic?: string;
}

/** PS3.3 8.8: a code sequence item. */
export interface Code {
  readonly CodeValue?: string;
  readonly LongCodeValue?: string;
  readonly URNCodeValue?: string;
  readonly CodingSchemeDesignator?: string;
  readonly CodeMeaning?: string;
}

/** Bulk data that the server did not inline (PS3.18 F.2.6), or inlined as base64 (F.2.7). */
export interface BulkData {
  readonly BulkDataURI?: string;
  readonly InlineBinary?: string;
}

/** PS3.3 10.11: SOP Instance Reference Macro, with frames where given. */
export interface SOPInstanceReference {
  readonly ReferencedSOPClassUID?: string;
  readonly ReferencedSOPInstanceUID?: string;
  readonly ReferencedFrameNumber?: readonly number[];
}

/** PS3.3 10.3 and C.17.2.1: references by series (and study). */
export interface SeriesReference {
  readonly SeriesInstanceUID?: string;
  readonly ReferencedSOPSequence?: readonly SOPInstanceReference[];
  readonly ReferencedInstanceSequence?: readonly SOPInstanceReference[];
  /** Under this name in presentation states (C.11.11). */
  readonly ReferencedImageSequence?: readonly SOPInstanceReference[];
}
export interface StudyReference {
  readonly StudyInstanceUID?: string;
  readonly ReferencedSeriesSequence?: readonly SeriesReference[];
}
