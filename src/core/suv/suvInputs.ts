import { sameItems } from '../collections.ts';
import type { Instance, RadiopharmaceuticalInformation } from '../dicom/instance.ts';

/**
 * What standardized uptake values by body weight (SUVbw, g/ml) are worked out
 * from, read and checked: PS3.3 C.8.9.1 (series), C.8.9.2 (isotope), C.8.9.4 (image).
 */
export interface SuvInputs {
  readonly units: 'BQML' | 'CNTS';
  readonly CorrectedImage: readonly string[];
  /** What the values are corrected to: the start of the scan, or the injection (then the dose has not decayed). */
  readonly decayCorrection: 'START' | 'ADMIN';
  /** kg. */
  readonly PatientWeight: number;
  /** Bq. */
  readonly RadionuclideTotalDose: number;
  /** Seconds. */
  readonly RadionuclideHalfLife: number;
  /** DT with 14 digits, in the series' own time zone. */
  readonly injectedAt: string;
  readonly seriesAt: string;
  /** By image. */
  readonly images: readonly SuvImage[];
}

export interface SuvImage {
  /** DT with 14 digits. */
  readonly acquiredAt: string;
  readonly philips: { readonly suvScale?: number; readonly activityScale?: number } | undefined;
  /** GE: the time that the values are corrected to. */
  readonly geScanAt: string | undefined;
}

/** `stored`: the values are SUVs already. `none`: why they cannot be made, as the end of "No SUV: …". */
export type SuvReading =
  | { readonly kind: 'compute'; readonly inputs: SuvInputs }
  | { readonly kind: 'stored'; readonly label: string }
  | { readonly kind: 'none'; readonly reason: string };

const none = (reason: string): SuvReading => ({ kind: 'none', reason });

/** PS3.3 C.8.9.1.1.3 Units. */
const unitTexts: Readonly<Record<string, string>> = {
  BQML: 'Bq/ml',
  CNTS: 'counts',
  GML: 'g/ml',
  CM2ML: 'cm²/ml',
  PROPCNTS: 'counts (proportional)',
  PROPCPS: 'counts/s (proportional)',
  CPS: 'counts/s',
  PCNT: '%',
  MLMINML: 'ml/min/ml',
  MLMING: 'ml/min/g',
  UMOLMINML: 'µmol/min/ml',
  MGMINML: 'mg/min/ml',
  STDDEV: 'standard deviations',
  NONE: '',
};

/** Units (0054,1001) in words; undefined where the image does not say it or it has none. */
export function unitOf({ Units }: Pick<Instance, 'Units'>): string | undefined {
  return Units === undefined ? undefined : (unitTexts[Units] ?? Units) || undefined;
}

/**
 * Whether SUVs can be had of images of one PET series, and from what. Nothing is
 * guessed that changes a number, but for an injection whose date is not given:
 * it was on the series' day, or, when that would be after the scan, in the twelve
 * hours before it.
 */
export function readSuv(images: readonly Instance[]): SuvReading {
  const [first] = images;
  if (!first) return none('there are no images');
  const { Units, SUVType } = first;
  if (Units === undefined) return none('the unit of the values is not given');
  if (images.some((image) => image.Units !== Units)) return none('the images have different units');
  // PS3.3 C.8.9.1: absent means body weight, for g/ml.
  if (Units === 'GML') return { kind: 'stored', label: `SUV${(SUVType ?? 'BW').toLowerCase()}` };
  if (Units !== 'BQML' && Units !== 'CNTS') return none(`the values are in ${unitTexts[Units] || Units}`);
  return fromActivity(images, first, Units);
}

function fromActivity(images: readonly Instance[], first: Instance, units: 'BQML' | 'CNTS'): SuvReading {
  const { CorrectedImage, DecayCorrection, PatientWeight, SeriesDate, SeriesTime } = first;
  if (!CorrectedImage) return none('it is not given what the images are corrected for');
  if (!CorrectedImage.includes('ATTN')) return none('the images are not corrected for attenuation');
  if (!CorrectedImage.includes('DECY')) return none('the images are not corrected for decay');
  if (DecayCorrection === undefined) return none('it is not given what time decay is corrected to');
  if (DecayCorrection !== 'START' && DecayCorrection !== 'ADMIN')
    return none(`decay is not corrected to a time (${DecayCorrection})`);
  if (PatientWeight === undefined) return none('the patient’s weight is missing');
  if (!(PatientWeight > 0)) return none(`the patient’s weight is ${PatientWeight} kg`);
  const sequence = first.RadiopharmaceuticalInformationSequence ?? [];
  const [isotope] = sequence;
  if (!isotope) return none('nothing is said of what was injected');
  if (sequence.length > 1) return none('more than one radiopharmaceutical was injected');
  const { RadionuclideTotalDose, RadionuclideHalfLife } = isotope;
  if (RadionuclideTotalDose === undefined) return none('the injected dose is missing');
  if (!(RadionuclideTotalDose > 0)) return none(`the injected dose is ${RadionuclideTotalDose} Bq`);
  if (RadionuclideHalfLife === undefined) return none('the half-life is missing');
  if (!(RadionuclideHalfLife > 0)) return none(`the half-life is ${RadionuclideHalfLife} s`);
  const seriesAt = dateTime(SeriesDate, SeriesTime);
  if (seriesAt === undefined) return none('date or time of the series is missing');
  const acquired = images.map(({ AcquisitionDate, AcquisitionTime }) =>
    dateTime(AcquisitionDate, AcquisitionTime),
  );
  const known = acquired.flatMap((at) => at ?? []);
  if (known.length < images.length) return none('date or time of acquisition is missing');
  if (images.some((image) => !isOfSameScan(image, first)))
    return none('weight, dose, decay correction or time of the series differ from image to image');

  const philips = images.map((image) => image.privatePet);
  if (units === 'CNTS') {
    const refused = whyNoCounts(philips);
    if (refused !== undefined) return none(refused);
  }
  // The earliest time that counts as the start of the scan.
  const start = [seriesAt, ...known].reduce((a, b) => (b < a ? b : a));
  const injectedAt = injection(isotope, first, start);
  if (injectedAt === undefined) return none('the time of injection is missing');
  if (injectedAt > start) return none('the injection is after the scan, by the times given');
  return {
    kind: 'compute',
    inputs: {
      units,
      CorrectedImage,
      decayCorrection: DecayCorrection,
      PatientWeight,
      RadionuclideTotalDose,
      RadionuclideHalfLife,
      injectedAt,
      seriesAt,
      images: known.map((acquiredAt, at) => ({
        acquiredAt,
        philips: philips[at],
        geScanAt: wholeDateTime(philips[at]?.scanDateTime, first.TimezoneOffsetFromUTC),
      })),
    },
  };
}

/** Counts become activity only by what Philips says of them. */
function whyNoCounts(philips: readonly Instance['privatePet'][]): string | undefined {
  const has = (key: 'suvScale' | 'activityScale') => philips.every((one) => (one?.[key] ?? 0) > 0);
  if (has('suvScale') || has('activityScale')) return undefined;
  return 'the values are counts, and no factor to activity is given';
}

function isOfSameScan(image: Instance, first: Instance): boolean {
  const [a] = image.RadiopharmaceuticalInformationSequence ?? [];
  const [b] = first.RadiopharmaceuticalInformationSequence ?? [];
  return (
    image.PatientWeight === first.PatientWeight &&
    image.DecayCorrection === first.DecayCorrection &&
    sameItems(image.CorrectedImage, first.CorrectedImage) &&
    image.SeriesDate === first.SeriesDate &&
    image.SeriesTime === first.SeriesTime &&
    a?.RadionuclideTotalDose === b?.RadionuclideTotalDose &&
    a?.RadionuclideHalfLife === b?.RadionuclideHalfLife &&
    a?.RadiopharmaceuticalStartTime === b?.RadiopharmaceuticalStartTime &&
    a?.RadiopharmaceuticalStartDateTime === b?.RadiopharmaceuticalStartDateTime
  );
}

function injection(
  { RadiopharmaceuticalStartDateTime, RadiopharmaceuticalStartTime }: RadiopharmaceuticalInformation,
  { SeriesDate, TimezoneOffsetFromUTC }: Instance,
  start: string,
): string | undefined {
  const given = wholeDateTime(RadiopharmaceuticalStartDateTime, TimezoneOffsetFromUTC);
  if (given !== undefined) return given;
  const sameDay = dateTime(SeriesDate, RadiopharmaceuticalStartTime);
  if (sameDay === undefined || sameDay <= start) return sameDay;
  const dayBefore = shifted(sameDay, -24 * 60);
  // Longer than that it is rather a clock that is wrong than an examination past midnight.
  return shifted(dayBefore, longestPastMidnight) >= start ? dayBefore : sameDay;
}

/** From an injection before midnight to a scan after it, minutes. */
const longestPastMidnight = 12 * 60;

/** DA and TM as 14 digits; undefined unless both are whole. Seconds may be absent, fractions are left out. */
function dateTime(date: string | undefined, time: string | undefined): string | undefined {
  const digits = time?.trim().split('.')[0]?.padEnd(6, '0');
  return date !== undefined && digits !== undefined ? checked(`${date.trim()}${digits}`) : undefined;
}

/** A DT, brought into the time zone of the series where both say theirs (PS3.5 6.2). */
function wholeDateTime(text: string | undefined, zone: string | undefined): string | undefined {
  const match = /^(\d{10,14})(?:\.\d*)?([+-]\d{4})?$/.exec(text?.trim() ?? '');
  const local = match?.[1] === undefined ? undefined : checked(match[1].padEnd(14, '0'));
  const own = minutesOf(match?.[2]);
  const series = minutesOf(zone);
  if (local === undefined || own === undefined || series === undefined || own === series) return local;
  return shifted(local, series - own);
}

function minutesOf(zone: string | undefined): number | undefined {
  const match = /^([+-])(\d\d)(\d\d)$/.exec(zone?.trim() ?? '');
  if (!match) return undefined;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 60 + Number(match[3]));
}

/** Only what is a day and a time of the calendar. */
const checked = (digits: string): string | undefined =>
  /^\d{14}$/.test(digits) && shifted(digits, 0) === digits ? digits : undefined;

function shifted(digits: string, minutes: number): string {
  const part = (from: number, to: number) => Number(digits.slice(from, to));
  const time = Date.UTC(
    part(0, 4),
    part(4, 6) - 1,
    part(6, 8),
    part(8, 10),
    part(10, 12) + minutes,
    part(12, 14),
  );
  return Number.isFinite(time) ? new Date(time).toISOString().replaceAll(/\D/g, '').slice(0, 14) : '';
}
