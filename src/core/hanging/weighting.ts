import type { Instance } from '../dicom/instance.ts';
import { bValueOf } from '../split/tellingAttributes.ts';
import { hasWord } from './words.ts';

/** What an MR image shows most, and from what that was concluded. */
export interface Derived {
  readonly value: string;
  /** "TR 500 ms, TE 12 ms", "the description says FLAIR". */
  readonly how: string;
}

export const weightings = [
  'T1',
  'T2',
  'T2*',
  'PD',
  'FLAIR',
  'STIR',
  'DWI',
  'ADC',
  'FA',
  'SWI',
  'angiography',
  'perfusion',
  'localizer',
] as const;

/** Words of descriptions, the more telling first: "T2 FLAIR" is FLAIR, "ADC (DWI)" is ADC. */
const words: readonly (readonly [value: string, words: readonly string[]])[] = [
  ['localizer', ['localizer', 'localiser', 'scout', 'survey', 'loc', '3 pl loc', '3pl loc']],
  ['ADC', ['adc', 'dadc', 'apparent diffusion', 'adc map', 'mapa adc']],
  ['FA', ['fa', 'fractional anisotropy', 'colfa']],
  ['DWI', ['dwi', 'diff', 'diffusion', 'ep2d diff', 'dti', 'trace', 'tracew', 'b1000', 'b800']],
  ['perfusion', ['perf', 'perfusion', 'dsc', 'dce', 'asl', 'pwi', 'cbf', 'cbv', 'mtt', 'ttp']],
  ['SWI', ['swi', 'swan', 'swip', 'susceptibility', 'mip swi', 'vbold']],
  ['angiography', ['tof', 'mra', 'angio', 'angiography', 'mrv', 'twist', 'tricks']],
  ['FLAIR', ['flair', 'darkfluid', 'dark fluid', 'tirm dark']],
  ['STIR', ['stir', 'tirm', 'turboinversion']],
  ['T2*', ['t2*', 't2star', 't2 star', 'hemo', 'medic', 'merge']],
  ['PD', ['pd', 'proton density', 'dp', 'pdw']],
  ['T1', ['t1', 't1w', 'mprage', 'mp rage', 'bravo', 'tfl3d', 't1 mprage', 'spgr', 'vibe', 'lava', 'thrive']],
  ['T2', ['t2', 't2w', 'haste', 'ssfse', 'ciss', 'fiesta', 'frfse']],
];

/** Only these are more than timing can tell where the object does not give the inversion time. */
const beyondTiming = new Set([
  'localizer',
  'ADC',
  'FA',
  'DWI',
  'perfusion',
  'SWI',
  'angiography',
  'FLAIR',
  'STIR',
]);

/**
 * The weighting of an MR image: from what the object says of itself, then from
 * its times, and from the description where these do not tell.
 * @returns undefined for what is no MR image, or where nothing tells.
 */
export function weightingOf(image: Instance, description: string): Derived | undefined {
  if (image.Modality !== undefined && image.Modality !== 'MR') return undefined;
  const said = saidByObject(image);
  if (said) return said;
  const named = saidInWords(description);
  if (named && beyondTiming.has(named.value)) return named;
  return saidByTimes(image) ?? named;
}

function saidByObject(image: Instance): Derived | undefined {
  const types = new Set((image.ImageType ?? []).map((word) => word.trim().toUpperCase()));
  const type = (value: string, ...marks: readonly string[]): Derived | undefined => {
    const mark = marks.find((each) => types.has(each));
    return mark === undefined ? undefined : { value, how: `ImageType has ${mark}` };
  };
  const derived =
    type('localizer', 'LOCALIZER') ??
    type('ADC', 'ADC', 'EADC') ??
    type('FA', 'FA') ??
    type('perfusion', 'CBF', 'CBV', 'MTT', 'TTP', 'PERFUSION', 'ASL') ??
    type('DWI', 'TRACEW', 'TRACE', 'DIFFUSION');
  if (derived) return derived;
  const b = bValueOf(image);
  return b !== undefined && b > 0 ? { value: 'DWI', how: `b = ${b}` } : undefined;
}

/** Times in ms; the limits are those that textbooks give for 1.5 and 3 T. */
function saidByTimes(image: Instance): Derived | undefined {
  const { RepetitionTime: tr, InversionTime: ti, ScanningSequence = [] } = image;
  const te = image.EffectiveEchoTime ?? image.EchoTime;
  if (tr === undefined || te === undefined || tr <= 0 || te <= 0) return undefined;
  const inverted = ti !== undefined && ti > 0;
  const how = [`TR ${round(tr)} ms`, `TE ${round(te)} ms`, inverted && `TI ${round(ti)} ms`]
    .filter(Boolean)
    .join(', ');
  const as = (value: string): Derived => ({ value, how });
  const isGradient = ScanningSequence.includes('GR') && !ScanningSequence.includes('SE');
  if (inverted && tr >= 3500 && ti >= 1400) return as('FLAIR');
  if (inverted && ti >= 80 && ti <= 300 && tr >= 1500 && !isGradient) return as('STIR');
  if (isGradient) {
    if (te >= 12) return as('T2*');
    return te <= 10 ? as('T1') : undefined;
  }
  if (tr <= 1300 && te <= 35) return as('T1');
  if (tr >= 1500 && te >= 60) return as('T2');
  if (tr >= 1500 && te <= 50) return inverted && ti <= 1200 && te <= 20 ? as('T1') : as('PD');
  return undefined;
}

function saidInWords(description: string): Derived | undefined {
  const found = words.find(([, each]) => hasWord(description, each));
  return found && { value: found[0], how: `the description says “${description.trim()}”` };
}

const round = (ms: number) => Math.round(ms * 10) / 10;
