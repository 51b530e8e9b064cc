import type { InstanceProblem, SeriesMetadata } from '../dataSource.ts';
import { describeJson, naturalize } from './dataSet.ts';
import type { Instance, SeriesIdentity } from './instance.ts';
import { isUid } from './uid.ts';

export { naturalize } from './dataSet.ts';
export { readSeriesList, readStudies } from './readQido.ts';

/**
 * Reads the answer to a series' metadata request (PS3.18 10.4.1.1.2), which may
 * be anything. Every entry ends among `instances` or in a sentence of `problems`.
 */
export function readSeriesMetadata(json: unknown, series: SeriesIdentity): SeriesMetadata {
  if (!Array.isArray(json)) {
    const text = `The metadata of this series is not a list of instances but ${describeJson(json)}.`;
    return { instances: [], problems: [{ SOPInstanceUID: undefined, verdict: 'refused', text }] };
  }
  const instances: Instance[] = [];
  const problems: InstanceProblem[] = [];
  const indexByUid = new Map<string, { at: number; entry: unknown }>();
  json.forEach((entry: unknown, position) => {
    const read = naturalize(entry);
    if (!read) {
      const text = `Entry ${position + 1} of ${json.length} is ${describeJson(entry)}, not an instance.`;
      problems.push({ SOPInstanceUID: undefined, verdict: 'refused', text });
      return;
    }
    const { SOPInstanceUID } = read.attributes;
    const refusal = refusalOf(read.attributes, series, position, json.length);
    if (SOPInstanceUID === undefined || refusal !== undefined) {
      problems.push({ SOPInstanceUID, verdict: 'refused', text: refusal ?? '' });
      return;
    }
    if (read.unreadable.length > 0)
      problems.push({ SOPInstanceUID, verdict: 'partial', text: unreadableText(read.unreadable) });
    // Just made here and seen by nobody yet: filling it in spares a copy of every attribute.
    const instance: Instance = Object.assign(read.attributes, {
      StudyInstanceUID: series.StudyInstanceUID,
      SeriesInstanceUID: series.SeriesInstanceUID,
      SOPInstanceUID,
      SOPClassUID: read.attributes.SOPClassUID ?? '',
    });
    const earlier = indexByUid.get(SOPInstanceUID);
    if (!earlier) {
      indexByUid.set(SOPInstanceUID, { at: instances.length, entry });
      instances.push(instance);
      return;
    }
    // Which of two is kept must not depend on which came first.
    const [kept, other] = [JSON.stringify(earlier.entry), JSON.stringify(entry)];
    if (other < kept) {
      instances[earlier.at] = instance;
      earlier.entry = entry;
    }
    problems.push({
      SOPInstanceUID,
      verdict: 'refused',
      text: `Two entries have the SOP Instance UID ${SOPInstanceUID}${
        kept === other ? '' : ', with different content'
      }: one is used.`,
    });
  });
  return { instances, problems };
}

function refusalOf(
  attributes: Partial<Instance>,
  series: SeriesIdentity,
  position: number,
  count: number,
): string | undefined {
  const { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID } = attributes;
  if (SOPInstanceUID === undefined) return `Entry ${position + 1} of ${count} has no SOP Instance UID.`;
  if (!isUid(SOPInstanceUID))
    return `Entry ${position + 1} of ${count} has an invalid UID as its SOP Instance UID.`;
  if (StudyInstanceUID !== undefined && StudyInstanceUID !== series.StudyInstanceUID)
    return 'This instance says that it belongs to another study, so it is kept out.';
  if (SeriesInstanceUID !== undefined && SeriesInstanceUID !== series.SeriesInstanceUID)
    return 'This instance says that it belongs to another series, so it is kept out.';
  return undefined;
}

function unreadableText(keywords: readonly string[]): string {
  const named = [...new Set(keywords)];
  const shown = named.slice(0, 8).join(', ');
  return `${shown}${named.length > 8 ? ` and ${named.length - 8} more` : ''} could not be read.`;
}
