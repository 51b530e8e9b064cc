import type { DataSource, SeriesSummary } from '../core/dataSource.ts';
import type { InstanceIdentity, SeriesIdentity } from '../core/dicom/instance.ts';

/** Pictures of series whose metadata is still to come, each by one of its images. */
export interface SeriesPictures {
  /** Of which image the picture at hand is. */
  imageOf(series: SeriesIdentity): string | undefined;
  /** Ends when the picture of this series that is on its way, if any, is here or cannot be had. */
  settled(series: SeriesIdentity, signal: AbortSignal): Promise<void>;
  /** Fetches it once, however many ask; given up when all have left. */
  load(series: SeriesSummary, SOPInstanceUID: string | undefined, signal: AbortSignal): Promise<void>;
}

interface Flight {
  readonly end: Promise<void>;
  readonly abort: AbortController;
  askers: number;
}

const keyOf = ({ StudyInstanceUID, SeriesInstanceUID }: SeriesIdentity) =>
  `${StudyInstanceUID} ${SeriesInstanceUID}`;

/** @param fetchPicture fetches and keeps the picture of one image; false when there is none. */
export function createSeriesPictures(
  dataSource: () => DataSource,
  fetchPicture: (instance: InstanceIdentity, signal: AbortSignal) => Promise<boolean>,
): SeriesPictures {
  const images = new Map<string, string>();
  const flights = new Map<string, Flight>();

  async function fetchOf(series: SeriesSummary, known: string | undefined, signal: AbortSignal) {
    const { StudyInstanceUID, SeriesInstanceUID, NumberOfSeriesRelatedInstances: count = 1 } = series;
    const instance =
      known === undefined
        ? await dataSource().findInstanceAt?.(series, Math.floor((count - 1) / 2), signal)
        : { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID: known };
    if (instance && (await fetchPicture(instance, signal)))
      images.set(keyOf(series), instance.SOPInstanceUID);
  }

  /** Waits for a flight as one of its askers. */
  async function board(flight: Flight, signal: AbortSignal) {
    flight.askers += 1;
    const leave = () => {
      flight.askers -= 1;
      // Whoever takes over in this turn keeps it: the series' row becomes that of its display set.
      setTimeout(() => flight.askers === 0 && flight.abort.abort());
    };
    signal.addEventListener('abort', leave, { once: true });
    try {
      await flight.end;
    } finally {
      signal.removeEventListener('abort', leave);
    }
    signal.throwIfAborted();
  }

  return {
    imageOf: (series) => images.get(keyOf(series)),
    async settled(series, signal) {
      const flight = flights.get(keyOf(series));
      if (flight) await board(flight, signal).catch(() => undefined);
    },
    async load(series, known, signal) {
      signal.throwIfAborted();
      const key = keyOf(series);
      const former = flights.get(key);
      if (former) return board(former, signal);
      const abort = new AbortController();
      const end = fetchOf(series, known, abort.signal).finally(() => flights.delete(key));
      const flight = { end, abort, askers: 0 };
      flights.set(key, flight);
      return board(flight, signal);
    },
  };
}
