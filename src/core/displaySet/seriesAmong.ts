import type { Instance } from '../dicom/instance.ts';
import { inOrder } from '../orderByKey.ts';

/**
 * The instances of each series, one series after another in the order in which
 * they first come. Lists are made when they are asked for, in their final size,
 * so those of ten thousand series are not all there at once.
 */
export function* seriesAmong(given: Iterable<Instance>): Generator<readonly Instance[]> {
  const instances: readonly Instance[] = Array.isArray(given) ? given : [...given];
  if (isOneSeries(instances)) {
    yield instances;
    return;
  }
  const { seriesOf, counts } = numberSeries(instances);
  const order = inTurn(seriesOf, counts);
  let from = 0;
  for (const count of counts) {
    yield inOrder(instances, order.subarray(from, from + count));
    from += count;
  }
}

/** Where instances are looked at one by one it is by index: an iterator would leave a million results to the collector. */
function isOneSeries(instances: readonly Instance[]): boolean {
  const [first] = instances;
  for (let i = 1; i < instances.length; i++) {
    const instance = instances[i];
    if (instance?.SeriesInstanceUID !== first?.SeriesInstanceUID) return false;
    if (instance?.StudyInstanceUID !== first?.StudyInstanceUID) return false;
  }
  return instances.length > 0;
}

/** The number of each instance's series, and how many instances each series has. */
function numberSeries(instances: readonly Instance[]) {
  const seriesOf = new Uint32Array(instances.length);
  const counts: number[] = [];
  /** By number. Instances that came in any order are far apart in memory, so none is looked at again for it. */
  const studies: string[] = [];
  /** By SeriesInstanceUID: its first number. */
  const numbers = new Map<string, number>();
  /** By number, where studies share a SeriesInstanceUID: the next of its numbers. */
  const others = new Map<number, number>();
  const added = (StudyInstanceUID: string) => {
    counts.push(0);
    return studies.push(StudyInstanceUID) - 1;
  };
  const numberFor = (StudyInstanceUID: string, SeriesInstanceUID: string) => {
    let number = numbers.get(SeriesInstanceUID);
    if (number === undefined) {
      numbers.set(SeriesInstanceUID, (number = added(StudyInstanceUID)));
      return number;
    }
    while (studies[number] !== StudyInstanceUID) {
      const next = others.get(number);
      if (next === undefined) {
        const last = number;
        others.set(last, (number = added(StudyInstanceUID)));
        return number;
      }
      number = next;
    }
    return number;
  };
  let [lastStudy, lastSeries] = ['', ''];
  let current = -1;
  for (let i = 0; i < instances.length; i++) {
    const instance = instances[i];
    if (!instance) continue;
    const { StudyInstanceUID, SeriesInstanceUID } = instance;
    // Where they come in order it is nearly always the series of the one before: nothing is looked up.
    if (current < 0 || lastSeries !== SeriesInstanceUID || lastStudy !== StudyInstanceUID)
      current = numberFor(StudyInstanceUID, SeriesInstanceUID);
    [lastStudy, lastSeries] = [StudyInstanceUID, SeriesInstanceUID];
    seriesOf[i] = current;
    counts[current] = (counts[current] ?? 0) + 1;
  }
  return { seriesOf, counts };
}

/** Indices of the instances, series by series, those of one as they came. */
function inTurn(seriesOf: Uint32Array, counts: readonly number[]): Uint32Array {
  const next = new Uint32Array(counts.length);
  for (let n = 1; n < next.length; n++) next[n] = (next[n - 1] ?? 0) + (counts[n - 1] ?? 0);
  const order = new Uint32Array(seriesOf.length);
  for (let i = 0; i < seriesOf.length; i++) {
    const series = seriesOf[i] ?? 0;
    const at = next[series] ?? 0;
    order[at] = i;
    next[series] = at + 1;
  }
  return order;
}
