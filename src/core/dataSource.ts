import type {
  FrameIdentity,
  Instance,
  InstanceIdentity,
  PersonName,
  SeriesIdentity,
} from './dicom/instance.ts';

/**
 * Where studies come from: the port that `adapters/dicomweb` (and later local
 * files) implement. Every call takes an `AbortSignal` and rejects with its
 * `AbortError` at once when it fires; every other rejection is a
 * `DataSourceError`. Nothing here retries forever and nothing is silent.
 */
export interface DataSource {
  /** As in the URL's `source` and the configuration. */
  readonly id: string;
  readonly displayName: string;

  /** After a 401 nothing more is sent; this lets requests through again, because the user asked to. */
  resume?(): void;

  /** QIDO-RS studies (PS3.18 10.6). */
  searchStudies(query: StudyQuery, signal: AbortSignal): Promise<StudyPage>;

  /** QIDO-RS series of one study, each once, in the archive's order. */
  searchSeries(StudyInstanceUID: string, signal: AbortSignal): Promise<SeriesSummary[]>;

  /** QIDO-RS of one study by UID, or undefined when the archive does not hold it. */
  findStudy(StudyInstanceUID: string, signal: AbortSignal): Promise<StudySummary | undefined>;

  /** WADO-RS metadata of one series, parsed and checked. */
  retrieveSeriesMetadata(series: SeriesIdentity, options: MetadataOptions): Promise<SeriesMetadata>;

  /**
   * One instance of a series, with all its attributes, by less than the metadata of
   * all of them: the one that is named, or the one at a place (from 0) in whatever
   * order the archive lists them. Absent where there is no such way.
   * @returns undefined when the archive has none there
   */
  retrieveOneInstance?(
    series: SeriesIdentity,
    which: { readonly SOPInstanceUID: string } | { readonly index: number },
    signal: AbortSignal,
  ): Promise<Instance | undefined>;

  /**
   * Which instance is at a place (from 0) in whatever order the archive lists a series (QIDO-RS
   * instances), by one small answer. Absent where there is no such way.
   * @returns undefined when the archive has none there
   */
  findInstanceAt?(
    series: SeriesIdentity,
    index: number,
    signal: AbortSignal,
  ): Promise<InstanceIdentity | undefined>;

  /** WADO-RS metadata of one instance as the archive sent it (DICOM JSON Model), for the tag view. */
  retrieveInstanceMetadata(instance: InstanceIdentity, signal: AbortSignal): Promise<DicomJson>;

  /** WADO-RS frame: the bytes as stored, whole and with the transfer syntax they are in, or a rejection. */
  retrieveFrame(frame: FrameIdentity, options: RetrieveOptions): Promise<FrameData>;

  /** Bulk data by the URI an instance gave; a URI on an origin that is not configured is refused without a request. */
  retrieveBulkData(uri: string, options: RetrieveOptions): Promise<Uint8Array>;

  /** The whole object as a Part 10 file, for a download. */
  retrieveInstance(instance: InstanceIdentity, options: RetrieveOptions): Promise<Blob>;

  /**
   * A rendered picture of one frame at most `size` pixels wide and high
   * (PS3.18 8.3.5, 10.4), or undefined when this archive does not render: asked
   * once, remembered.
   */
  retrieveThumbnail(frame: FrameIdentity, size: number, signal: AbortSignal): Promise<Blob | undefined>;
}

/** The DICOM JSON Model (PS3.18 F.2), not interpreted. */
export type DicomJson = Readonly<Record<string, DicomJsonElement>>;
export interface DicomJsonElement {
  readonly vr?: string;
  readonly Value?: readonly unknown[];
  readonly BulkDataURI?: string;
  readonly InlineBinary?: string;
}

/** PS3.18 8.3.4.1, matching under the attribute's own keyword. Empty strings do not match. */
export interface StudyQuery {
  readonly PatientName?: string;
  readonly PatientID?: string;
  /** PatientID is the whole ID, not a part of it as somebody typed it. */
  readonly isWholePatientID?: boolean;
  /** YYYYMMDD, or a range YYYYMMDD-YYYYMMDD, open at either end. */
  readonly StudyDate?: string;
  readonly ModalitiesInStudy?: string;
  readonly AccessionNumber?: string;
  readonly StudyDescription?: string;
  readonly limit: number;
  readonly offset: number;
}

export interface StudySummary {
  readonly StudyInstanceUID: string;
  readonly PatientName?: PersonName;
  readonly PatientID?: string;
  readonly PatientBirthDate?: string;
  readonly PatientSex?: string;
  readonly StudyDate?: string;
  readonly StudyTime?: string;
  readonly StudyDescription?: string;
  readonly AccessionNumber?: string;
  readonly ModalitiesInStudy: readonly string[];
  readonly NumberOfStudyRelatedSeries?: number;
  readonly NumberOfStudyRelatedInstances?: number;
}

export interface StudyPage {
  readonly studies: readonly StudySummary[];
  /** Whether another page may follow: this one is full, or the server said so. */
  readonly hasMore: boolean;
  /** X-Total-Count, where the server gives it. */
  readonly total?: number;
  /** What the server said beside the result (PS3.18 8.3.4.4 Warning header), e.g. that it ignored a filter. */
  readonly warnings: readonly string[];
}

export interface SeriesSummary extends SeriesIdentity {
  readonly Modality?: string;
  readonly SeriesNumber?: number;
  readonly SeriesDescription?: string;
  readonly SeriesDate?: string;
  readonly SeriesTime?: string;
  readonly NumberOfSeriesRelatedInstances?: number;
}

export interface MetadataOptions {
  readonly signal: AbortSignal;
  /** Bytes so far, and of how many where the server says. */
  readonly onProgress?: (loaded: number, total: number | undefined) => void;
  /** Told while the server asks us to wait (Retry-After), in seconds. */
  readonly onWait?: (seconds: number) => void;
}

export interface SeriesMetadata {
  readonly instances: readonly Instance[];
  /** Entries that could not be used or only in part: said, never dropped in silence. */
  readonly problems: readonly InstanceProblem[];
}

export interface InstanceProblem {
  /** Undefined when the entry does not say which instance it is. */
  readonly SOPInstanceUID: string | undefined;
  /** `refused`: not among `instances`. `partial`: there, with something left out. */
  readonly verdict: 'refused' | 'partial';
  readonly text: string;
}

/** Soonest first: what is on screen, thumbnails in view, images ahead of the scrolling, the rest. */
export type RequestPriority = 'visible' | 'thumbnail' | 'ahead' | 'background';

export interface RetrieveOptions {
  readonly signal: AbortSignal;
  readonly priority?: RequestPriority;
  readonly onProgress?: (loaded: number, total: number | undefined) => void;
  /**
   * Bytes of one uncompressed frame by its metadata. Where given, a native frame
   * that is shorter is refused, and one that is exactly as long is accepted even
   * if the server left out the end mark.
   */
  readonly expectedBytes?: number;
}

export interface FrameData {
  readonly bytes: Uint8Array;
  /** From the part's Content-Type; undefined when the server did not say. */
  readonly transferSyntaxUID: string | undefined;
}
