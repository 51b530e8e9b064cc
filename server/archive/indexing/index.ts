import type { JsonDataSet } from '../dicom/jsonModel.ts';
import type { FileRecord, ScannedFile, SkippedFile } from './fileRecord.ts';

export interface InstanceUids {
  readonly StudyInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly SOPInstanceUID: string;
}

/** A series in the index. `instances` holds the files of each SOPInstanceUID in path order; the first one is served. */
export class SeriesEntry {
  readonly uid: string;
  readonly instances = new Map<string, FileRecord[]>();
  constructor(uid: string) {
    this.uid = uid;
  }
  /** The served files, by instance number, then UID. */
  files(): FileRecord[] {
    const files: FileRecord[] = [];
    for (const [file] of this.instances.values()) if (file !== undefined) files.push(file);
    return files.sort(
      (a, b) => instanceNumber(a) - instanceNumber(b) || (a.SOPInstanceUID < b.SOPInstanceUID ? -1 : 1),
    );
  }
}

export class StudyEntry {
  readonly uid: string;
  readonly series = new Map<string, SeriesEntry>();
  /** Files by patient identity: more than one key means a mix-up. */
  readonly patients = new Map<string, number>();
  /** Changes with every change of the study: what is computed from it can be kept until then. */
  revision = 0;
  constructor(uid: string) {
    this.uid = uid;
  }
}

const instanceNumber = (file: FileRecord): number => {
  const value = file.instance['00200013']?.Value?.[0];
  return typeof value === 'number' ? value : Number.MAX_SAFE_INTEGER;
};

const patientKey = (study: JsonDataSet): string =>
  JSON.stringify([study['00100020']?.Value ?? null, study['00100010']?.Value ?? null]);

/** Which files there are, by UID. Everything is looked up here; no path is ever made from a request. */
export class ArchiveIndex {
  readonly studies = new Map<string, StudyEntry>();
  readonly #byPath = new Map<string, FileRecord>();
  readonly #skipped = new Map<string, string>();
  readonly #shared = new Map<string, JsonDataSet>();
  revision = 0;

  get fileCount(): number {
    return this.#byPath.size;
  }
  get skipped(): ReadonlyMap<string, string> {
    return this.#skipped;
  }

  add(scanned: ScannedFile): void {
    this.remove(scanned.path);
    const file: FileRecord = {
      ...scanned,
      study: this.#share(scanned.study),
      series: this.#share(scanned.series),
      instance: this.#parse(scanned.instance),
    };
    const study = getOrMake(this.studies, file.StudyInstanceUID, (uid) => new StudyEntry(uid));
    const series = getOrMake(study.series, file.SeriesInstanceUID, (uid) => new SeriesEntry(uid));
    const files = getOrMake(series.instances, file.SOPInstanceUID, () => []);
    files.push(file);
    if (files.length > 1) files.sort((a, b) => (a.path < b.path ? -1 : 1));
    const patient = patientKey(file.study);
    study.patients.set(patient, (study.patients.get(patient) ?? 0) + 1);
    this.#byPath.set(file.path, file);
    study.revision = ++this.revision;
  }

  skip({ path, reason }: SkippedFile): void {
    this.remove(path);
    this.#skipped.set(path, reason);
  }

  remove(path: string): void {
    this.#skipped.delete(path);
    const file = this.#byPath.get(path);
    if (file === undefined) return;
    this.#byPath.delete(path);
    const study = this.studies.get(file.StudyInstanceUID);
    const series = study?.series.get(file.SeriesInstanceUID);
    const files = series?.instances.get(file.SOPInstanceUID);
    if (study === undefined || series === undefined || files === undefined) return;
    files.splice(files.indexOf(file), 1);
    const patient = patientKey(file.study);
    const left = (study.patients.get(patient) ?? 1) - 1;
    if (left === 0) study.patients.delete(patient);
    else study.patients.set(patient, left);
    if (files.length === 0) series.instances.delete(file.SOPInstanceUID);
    if (series.instances.size === 0) study.series.delete(series.uid);
    if (study.series.size === 0) this.studies.delete(study.uid);
    study.revision = ++this.revision;
  }

  instance({ StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID }: InstanceUids): FileRecord | undefined {
    return this.studies
      .get(StudyInstanceUID)
      ?.series.get(SeriesInstanceUID)
      ?.instances.get(SOPInstanceUID)?.[0];
  }

  /** Instances that more than one file claims, with all paths; the first is the one served. */
  duplicates(): ReadonlyArray<InstanceUids & { readonly paths: readonly string[] }> {
    const found: Array<InstanceUids & { paths: string[] }> = [];
    for (const study of this.studies.values())
      for (const series of study.series.values())
        for (const [SOPInstanceUID, files] of series.instances)
          if (files.length > 1)
            found.push({
              StudyInstanceUID: study.uid,
              SeriesInstanceUID: series.uid,
              SOPInstanceUID,
              paths: files.map((file) => file.path),
            });
    return found;
  }

  /** Thousands of files of a series say the same about patient, study and series. */
  #share(text: string): JsonDataSet {
    const known = this.#shared.get(text);
    if (known !== undefined) return known;
    const parsed = this.#parse(text);
    this.#shared.set(text, parsed);
    return parsed;
  }

  #parse(text: string): JsonDataSet {
    const value: JsonDataSet = JSON.parse(text); // our own worker wrote it
    return value;
  }
}

function getOrMake<K, V>(map: Map<K, V>, key: K, make: (key: K) => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make(key);
  map.set(key, made);
  return made;
}
