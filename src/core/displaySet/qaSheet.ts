import { handlerName } from './describeRule.ts';
import type { DisplaySet } from './displaySet.ts';
import { contentDigits } from './fingerprint.ts';
import type { OrganizedSeries } from './organized.ts';
import { withoutPatients } from './withoutPatients.ts';

/** One display set in the quality sheet of a grouping. Names no patient. */
export interface QaRow {
  readonly displaySetInstanceUID: string;
  readonly SeriesInstanceUID: string;
  readonly SeriesNumber: number | undefined;
  readonly Modality: string;
  readonly label: string;
  /** "image-stack stack"; "unclaimed" for what no handler took. */
  readonly handler: string;
  /** What tells it from the others of its series, in words: "TE 20 ms"; '' where nothing does. */
  readonly split: string;
  /** The split key by attribute, in words: "echo time TE 20 ms, orientation axial". */
  readonly splitValues: string;
  readonly instances: number;
  readonly images: number;
  /** The geometry's verdict in a sentence; '' where there is none to judge. */
  readonly geometry: string;
  readonly reconstructable: boolean | undefined;
  /** Frames per second. */
  readonly FrameRate: number | undefined;
  readonly FrameRateSource: string;
  /** Warnings and errors, in words. */
  readonly warnings: readonly string[];
  readonly unsupported: boolean;
  /** Eight digits of what it holds: the same at two places where it holds the same. */
  readonly content: string;
}

/** The split values that name patients: `splitAttributes` calls the attribute so. */
const patientSplit = 'patient';

export function qaRows(series: readonly OrganizedSeries[]): readonly QaRow[] {
  return series.flatMap((one) => {
    const all = [...one.displaySets, ...one.unsupported];
    const nameless = withoutPatients(all.flatMap(({ instances }) => instances));
    const splits = splitsOf(one);
    return all.map((set) => rowOf(set, splits.get(set.displaySetInstanceUID) ?? '', nameless));
  });
}

function splitsOf({ trace }: OrganizedSeries): ReadonlyMap<string, string> {
  return new Map(
    trace.handlers.flatMap((handler) =>
      handler.displaySets.map(({ displaySetInstanceUID, splitValues }) => [
        displaySetInstanceUID,
        Object.entries(splitValues)
          .map(([name, value]) => (name === patientSplit ? 'one of several patients' : `${name} ${value}`))
          .join(', '),
      ]),
    ),
  );
}

function rowOf(set: DisplaySet, splitValues: string, nameless: ReturnType<typeof withoutPatients>): QaRow {
  const { displaySetInstanceUID, SeriesInstanceUID, SeriesNumber, Modality, geometry, messages } = set;
  return {
    displaySetInstanceUID,
    SeriesInstanceUID,
    SeriesNumber,
    Modality,
    label: nameless.text(set.label),
    handler: set.unsupported ? 'unclaimed' : handlerName(set.SOPClassHandlerId),
    split: nameless.text(set.splitLabel ?? ''),
    splitValues: nameless.text(splitValues),
    instances: set.instances.length,
    images: set.numImageFrames,
    geometry: geometry?.summary ?? '',
    reconstructable: geometry?.reconstructable,
    FrameRate: set.FrameRate,
    FrameRateSource: set.FrameRateSource ?? '',
    warnings: messages.flatMap((message) => (message.severity === 'info' ? [] : [nameless.message(message)])),
    unsupported: set.unsupported,
    content: contentDigits(set),
  };
}
