import type { JsonDataSet } from '../dicom/jsonModel.ts';

/** What one file contributes to the index. Attribute sets are shared between the files that have the same. */
export interface FileRecord {
  /** Absolute real path. */
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly SOPInstanceUID: string;
  readonly transferSyntax: string;
  /** Patient and study attributes. */
  readonly study: JsonDataSet;
  readonly series: JsonDataSet;
  readonly instance: JsonDataSet;
  readonly hasPixels: boolean;
}

/** As a worker sends it: attribute sets as JSON text, so that equal ones are recognised cheaply. */
export type ScannedFile = Omit<FileRecord, 'study' | 'series' | 'instance'> & {
  readonly study: string;
  readonly series: string;
  readonly instance: string;
};

export interface SkippedFile {
  readonly path: string;
  readonly reason: string;
}

/** What the indexing worker reports; `round` counts its passes over the folders. */
export type IndexingMessage =
  | { readonly type: 'files'; readonly files: readonly ScannedFile[] }
  | { readonly type: 'skipped'; readonly files: readonly SkippedFile[] }
  | { readonly type: 'gone'; readonly paths: readonly string[] }
  | { readonly type: 'round'; readonly round: number; readonly changed: boolean }
  | { readonly type: 'rescanned'; readonly id: number };

/** Asks the indexing worker to look at the folders now; it answers `rescanned` with the same id. */
export interface IndexingRequest {
  readonly id: number;
}
