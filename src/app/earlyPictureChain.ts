import {
  framePath,
  instancePath,
  isUid,
  resolveRoot,
  rootText,
  seriesPath,
} from '../adapters/dicomweb/paths.ts';
import { AS_STORED } from '../adapters/dicomweb/mediaTypes.ts';
import { instanceAtUrl } from '../adapters/dicomweb/studySearch.ts';
import {
  compareSeries,
  fewInstances,
  middleInstance,
  WITHOUT_PICTURES,
  type Ordered,
} from '../state/seriesOrder.ts';
import { isStudyPage } from './earlyStudy.ts';
import { rootOfSource } from './earlySource.ts';

/** What asks the archive. */
export interface AheadRequests {
  /** For the page, which will ask the same (earlyRequests.ts). */
  send(url: string, accept: string): Promise<Response>;
  /** What only this wants to know. */
  ask(url: string, accept: string): Promise<Response>;
}

const DICOM_JSON = 'application/dicom+json';
/** Of modes that open with the first images of the first series. In others, what is asked first depends on more. */
const opensWithFirstImages: ReadonlySet<string> = new Set(['viewer']);
/** Storage classes (PS3.4 B.5) whose frames are shown from the first on: US multi-frame, XA and XRF. */
const clips: ReadonlySet<string> = new Set([
  '1.2.840.10008.5.1.4.1.1.3.1',
  '1.2.840.10008.5.1.4.1.1.12.1',
  '1.2.840.10008.5.1.4.1.1.12.2',
]);
/** With anything else in it, a link says more of what is shown first. */
const understood: ReadonlySet<string> = new Set(['StudyInstanceUIDs', 'source', 'SeriesInstanceUID']);

/**
 * Asks for the first picture before the code of the page is here: for an instance of the first series, then for
 * its metadata and its frame. To the letter as the page will ask; where the page decides otherwise,
 * what came is not used. A step that fails ends it: the page meets the same failure, and says it.
 * @param config unchecked.
 * @param seriesList the answer to the search for the study's series.
 */
export async function sendFirstPicture(
  config: unknown,
  address: URL,
  base: URL,
  seriesList: Response,
  requests: AheadRequests,
): Promise<void> {
  const [modeId = ''] = address.pathname.slice(base.pathname.length).split('/');
  const parameters = address.searchParams;
  const root = rootOfSource(config, address);
  const studies = (parameters.get('StudyInstanceUIDs') ?? '').split(',').map((text) => text.trim());
  const isPlain = [...parameters.keys()].every((name) => understood.has(name));
  if (!isStudyPage(address, base) || !opensWithFirstImages.has(modeId) || !isPlain || root === undefined)
    return;
  const [StudyInstanceUID = ''] = studies;
  if (!isUid(StudyInstanceUID)) return;

  const url = resolveRoot(root, base.href);
  const rootUrl = rootText(url);
  const first = firstSeries(await listIn(seriesList), parameters.get('SeriesInstanceUID')?.trim());
  if (!first) return;
  const { SeriesInstanceUID, count } = first;
  const series = { StudyInstanceUID, SeriesInstanceUID };
  const wholeSeries = `${rootUrl}${seriesPath(series)}/metadata`;
  const isLarge = count > fewInstances;
  if (!isLarge && count !== 1) {
    // Which of several is in the middle is for the display set to say.
    await requests.send(wholeSeries, DICOM_JSON);
    return;
  }
  const search = instanceAtUrl(url, series, isLarge ? middleInstance(count) : 0);
  const [row] = await listIn(await (isLarge ? requests.send : requests.ask)(search, DICOM_JSON));
  const SOPInstanceUID = textOf(row, '00080018');
  if (SOPInstanceUID === undefined || !isUid(SOPInstanceUID)) return;
  const instance = { ...series, SOPInstanceUID };
  // Beside each other: an archive may take long for either.
  await Promise.all([
    requests.send(isLarge ? `${rootUrl}${instancePath(instance)}/metadata` : wholeSeries, DICOM_JSON),
    beginsWithFirstFrame(row) &&
      requests.send(`${rootUrl}${framePath({ ...instance, frame: 1 })}`, AS_STORED),
  ]);
}

/** Whether an instance has a picture, and its first frame is shown first, as far as the search for it says. */
function beginsWithFirstFrame(row: unknown): boolean {
  if (numberOf(row, '00280010') === undefined) return false;
  return (numberOf(row, '00280008') ?? 1) <= 1 || clips.has(textOf(row, '00080016') ?? '');
}

/** The series that the study opens with, and how many instances it has. */
function firstSeries(
  rows: readonly unknown[],
  named: string | undefined,
): { readonly SeriesInstanceUID: string; readonly count: number } | undefined {
  const listed = rows.flatMap((row) => {
    const SeriesInstanceUID = textOf(row, '0020000E');
    if (SeriesInstanceUID === undefined || !isUid(SeriesInstanceUID)) return [];
    const isFit = named ? SeriesInstanceUID === named : !WITHOUT_PICTURES.has(textOf(row, '00080060') ?? '');
    if (!isFit) return [];
    const place: Ordered = {
      SeriesInstanceUID,
      ...given('SeriesNumber', numberOf(row, '00200011')),
      ...given('SeriesDate', textOf(row, '00080021')),
      ...given('SeriesTime', textOf(row, '00080031')),
    };
    return [{ ...place, count: numberOf(row, '00201209') ?? 0 }];
  });
  return listed.sort(compareSeries)[0];
}

const given = <Name extends string, Value>(name: Name, value: Value | undefined) =>
  (value === undefined ? {} : { [name]: value }) as { readonly [name in Name]?: Value };

/** The DICOM JSON list of an answer; empty where it is none. The answer itself stays unread, for the page. */
async function listIn(response: Response): Promise<readonly unknown[]> {
  const list: unknown = response.ok ? await response.clone().json() : [];
  return Array.isArray(list) ? list : [];
}

/** The first value of an attribute (PS3.18 F.2.3); for a sequence its first item. */
function valueOf(instance: unknown, tag: string): unknown {
  const element = isRecord(instance) ? instance[tag] : undefined;
  const value = isRecord(element) ? element['Value'] : undefined;
  return Array.isArray(value) ? value[0] : undefined;
}

function textOf(instance: unknown, tag: string): string | undefined {
  const value = valueOf(instance, tag);
  return typeof value === 'string' ? value.trim() : undefined;
}

/** IS comes as a number or as text (PS3.18 F.2.3.1). */
function numberOf(instance: unknown, tag: string): number | undefined {
  const value = valueOf(instance, tag);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;
