import { secondsOf } from '../dicom/dateTime.ts';
import type { Instance } from '../dicom/instance.ts';
import { imageAt } from './images.ts';
import type { Family } from './siblings.ts';

/** How fast a family is played. */
export interface FamilyRate {
  readonly framesPerSecond: number;
  /** Where it is from, or why it is another than the data's. */
  readonly source: string;
}

/** Slower ones are no movement, faster ones are not seen. */
const slowest = 1;
export const fastestFamily = 30;
/** Where the data give none that can be played. */
const defaults = { phase: 10, time: 4, b: 2, echo: 2 } as const;

/** The true rate of a family where it is one of time and can be seen; else a default, with the reason. */
export function familyRate(family: Family): FamilyRate {
  const framesPerSecond = defaults[family.kind];
  if (family.kind === 'b' || family.kind === 'echo')
    return { framesPerSecond, source: 'default (not a matter of time)' };
  const known = stepOf(family);
  if (!known) return { framesPerSecond, source: 'default (no rate in the data)' };
  const rate = Math.round(100_000 / known.ms) / 100;
  if (rate < slowest || rate > fastestFamily) {
    const step = known.ms >= 1000 ? `${round(known.ms / 1000)} s` : `${round(known.ms)} ms`;
    return { framesPerSecond, source: `default (true: one each ${step}, ${known.attribute})` };
  }
  return { framesPerSecond: rate, source: `${known.attribute}, ${round(known.ms)} ms a step` };
}

/** From one member to the next, ms. */
function stepOf({ kind, members }: Family): { readonly ms: number; readonly attribute: string } | undefined {
  const firsts = members.map(({ displaySet, start }) => imageAt(displaySet, start)?.instance);
  const [first] = firsts;
  const mean = (attribute: string, msOf: (instance: Instance) => number | undefined) => {
    const values = firsts.map((instance) => instance && msOf(instance));
    const [from, to] = [values[0], values.at(-1)];
    const isRising = values.every((ms, i) => ms !== undefined && (i === 0 || ms > (values[i - 1] ?? ms)));
    if (!isRising || from === undefined || to === undefined) return undefined;
    return { ms: (to - from) / (values.length - 1), attribute };
  };
  const { NominalInterval = 0, TemporalResolution = 0 } = first ?? {};
  const resolution =
    TemporalResolution > 0 ? { ms: TemporalResolution, attribute: 'TemporalResolution' } : undefined;
  const interval =
    NominalInterval > 0
      ? { ms: NominalInterval / members.length, attribute: `NominalInterval ${NominalInterval} ms` }
      : undefined;
  const heart =
    mean('TriggerTime', ({ TriggerTime }) => TriggerTime) ??
    mean('NominalCardiacTriggerDelayTime', (instance) => instance.NominalCardiacTriggerDelayTime) ??
    interval;
  const clock =
    resolution ??
    mean('FrameReferenceTime', ({ FrameReferenceTime }) => FrameReferenceTime) ??
    mean('AcquisitionDateTime', ({ AcquisitionDateTime }) => msOf(AcquisitionDateTime)) ??
    mean('AcquisitionTime', ({ AcquisitionTime, AcquisitionDate = '19700101' }) =>
      msOf(AcquisitionTime && `${AcquisitionDate}${AcquisitionTime}`),
    );
  return kind === 'phase' ? (heart ?? resolution) : (clock ?? heart);
}

function msOf(dateTime: string | undefined): number | undefined {
  const seconds = dateTime === undefined ? undefined : secondsOf(dateTime);
  return seconds === undefined ? undefined : seconds * 1000;
}

const round = (value: number): number => Math.round(value * 100) / 100;
