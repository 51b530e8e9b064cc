import type { FilterKeyword, SortKeyword } from './listState.ts';

export interface Column {
  readonly keyword: SortKeyword;
  readonly title: string;
  /** For those who hear it, where the title is short. */
  readonly longTitle?: string;
  readonly filter?: { readonly keyword: FilterKeyword; readonly label: string; readonly placeholder: string };
  readonly isFigure?: boolean;
}

/** Left to right; the widths are in the style sheet's grid template. */
export const columns: readonly Column[] = [
  {
    keyword: 'PatientName',
    title: 'Patient',
    filter: { keyword: 'PatientName', label: 'Patient name', placeholder: 'Name' },
  },
  {
    keyword: 'PatientID',
    title: 'ID',
    longTitle: 'Patient ID',
    filter: { keyword: 'PatientID', label: 'Patient ID', placeholder: 'ID' },
  },
  { keyword: 'PatientBirthDate', title: 'Born', longTitle: 'Birth date' },
  {
    keyword: 'StudyDate',
    title: 'Study date',
    filter: { keyword: 'StudyDate', label: 'Study date', placeholder: 'Any date' },
  },
  {
    keyword: 'ModalitiesInStudy',
    title: 'Modality',
    filter: { keyword: 'ModalitiesInStudy', label: 'Modality', placeholder: 'Any' },
  },
  {
    keyword: 'StudyDescription',
    title: 'Description',
    longTitle: 'Study description',
    filter: { keyword: 'StudyDescription', label: 'Study description', placeholder: 'Description' },
  },
  {
    keyword: 'AccessionNumber',
    title: 'Accession',
    longTitle: 'Accession number',
    filter: { keyword: 'AccessionNumber', label: 'Accession number', placeholder: 'Accession' },
  },
  { keyword: 'NumberOfStudyRelatedSeries', title: 'Series', isFigure: true },
  { keyword: 'NumberOfStudyRelatedInstances', title: 'Images', isFigure: true },
];
