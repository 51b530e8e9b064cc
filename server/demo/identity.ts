import type { NaturalDataset } from '../dicomWriter/dataset.ts';
import { uidFromName } from '../dicomWriter/uid.ts';

/** A file of the demo folder, by its path inside it. */
export interface DemoFile {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** An invented patient and one study of theirs. `name` is the root of every UID of the study. */
export interface DemoStudy {
  readonly name: string;
  readonly PatientName: string;
  readonly PatientID: string;
  readonly PatientBirthDate: string;
  readonly PatientSex: 'F' | 'M' | 'O';
  readonly PatientAge: string;
  readonly StudyDate: string;
  readonly StudyTime: string;
  readonly AccessionNumber: string;
  readonly StudyDescription: string;
  readonly ReferringPhysicianName: string;
}

export interface DemoSeries {
  readonly number: number;
  readonly Modality: string;
  readonly SeriesDescription: string;
  /** Seconds after the study's time at which the series began. */
  readonly startSeconds: number;
  readonly Manufacturer?: string;
  readonly ManufacturerModelName?: string;
  readonly BodyPartExamined?: string;
  readonly ProtocolName?: string;
}

export const studyUID = (study: DemoStudy): string => uidFromName(`demo/${study.name}`);
export const seriesUID = (study: DemoStudy, series: DemoSeries): string =>
  uidFromName(`demo/${study.name}/${series.number}`);
export const instanceUID = (study: DemoStudy, series: DemoSeries, instance: number): string =>
  uidFromName(`demo/${study.name}/${series.number}/${instance}`);
/** Series of one study that lie in one coordinate system share its UID. */
export const frameOfReferenceUID = (study: DemoStudy): string => uidFromName(`demo/${study.name}/frame`);

/** `HHMMSS` plus seconds, as a TM value. */
export function laterTime(time: string, seconds: number): string {
  const total =
    Number(time.slice(0, 2)) * 3600 + Number(time.slice(2, 4)) * 60 + Number(time.slice(4, 6)) + seconds;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  return `${two(total / 3600)}${two((total / 60) % 60)}${two(total % 60)}`;
}

/** The patient, study, series, equipment and SOP common modules of one instance. */
export function commonModules(
  study: DemoStudy,
  series: DemoSeries,
  instance: number,
  SOPClassUID: string,
): NaturalDataset {
  const { name: _name, ...patientAndStudy } = study;
  const { number, startSeconds, Manufacturer, ManufacturerModelName, ...rest } = series;
  const time = laterTime(study.StudyTime, startSeconds);
  return {
    ...patientAndStudy,
    ...rest,
    Manufacturer: Manufacturer ?? 'Hangar Phantom Works',
    ManufacturerModelName: ManufacturerModelName ?? 'Generated Demo Object',
    InstitutionName: 'Hangar Demo Hospital',
    StationName: 'DEMO1',
    SoftwareVersions: '1',
    PatientIdentityRemoved: 'YES',
    DeidentificationMethod: 'Invented patient: these are generated images',
    StudyInstanceUID: studyUID(study),
    StudyID: study.AccessionNumber.slice(-4),
    SeriesInstanceUID: seriesUID(study, series),
    SeriesNumber: number,
    SeriesDate: study.StudyDate,
    SeriesTime: time,
    SOPClassUID,
    SOPInstanceUID: instanceUID(study, series, instance),
    InstanceNumber: instance,
    ContentDate: study.StudyDate,
    ContentTime: time,
  };
}

/** 16-bit samples as little endian bytes (every machine that Node runs on stores them so). */
export const bytesOf = (pixels: Int16Array | Uint16Array): Uint8Array =>
  new Uint8Array(pixels.buffer, pixels.byteOffset, pixels.byteLength);

/** The file name of an instance inside its series' folder. */
export const filePath = (study: DemoStudy, series: DemoSeries, instance: number): string =>
  `${study.name}/series-${series.number}/${String(instance).padStart(4, '0')}.dcm`;
