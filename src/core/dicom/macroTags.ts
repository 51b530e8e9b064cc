import type { Code, SeriesReference, SOPInstanceReference, StudyReference } from './macros.ts';
import type { TagTable } from './tagTable.ts';

export const code: TagTable<Code> = {
  CodeValue: ['00080100', 'string'],
  LongCodeValue: ['00080119', 'string'],
  URNCodeValue: ['00080120', 'string'],
  CodingSchemeDesignator: ['00080102', 'string'],
  CodeMeaning: ['00080104', 'string'],
};

export const sopInstanceReference: TagTable<SOPInstanceReference> = {
  ReferencedSOPClassUID: ['00081150', 'string'],
  ReferencedSOPInstanceUID: ['00081155', 'string'],
  ReferencedFrameNumber: ['00081160', 'numbers'],
};

export const seriesReference: TagTable<SeriesReference> = {
  SeriesInstanceUID: ['0020000E', 'string'],
  ReferencedSOPSequence: ['00081199', { items: () => sopInstanceReference }],
  ReferencedInstanceSequence: ['0008114A', { items: () => sopInstanceReference }],
  ReferencedImageSequence: ['00081140', { items: () => sopInstanceReference }],
};

export const studyReference: TagTable<StudyReference> = {
  StudyInstanceUID: ['0020000D', 'string'],
  ReferencedSeriesSequence: ['00081115', { items: () => seriesReference }],
};
