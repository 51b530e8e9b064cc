import type {
  DataSource,
  DicomJson,
  DicomJsonElement,
  FrameData,
  RetrieveOptions,
  SeriesMetadata,
} from '../../core/dataSource.ts';
import type { InstanceIdentity, SeriesIdentity } from '../../core/dicom/instance.ts';
import { naturalize, readSeriesList, readSeriesMetadata, readStudies } from '../../core/dicom/naturalize.ts';
import { systemClock, throwIfAborted, type Clock } from './clock.ts';
import { createCallClient, type ClientAnswer } from './dicomWebClient.ts';
import { firstRecord, resolveBulkDataUris } from './dicomJson.ts';
import { malformed, noData, type RequestContext } from './failures.ts';
import { createFetchDicom, type Deadlines, type DicomRequest, type DicomResponse } from './fetchDicom.ts';
import type { ClientRequest } from './fetchXhr.ts';
import { AS_STORED, UNCOMPRESSED } from './mediaTypes.ts';
import {
  checkedStudyUid,
  framePath,
  instancePath,
  isUid,
  resolveBulkDataUri,
  resolveRoot,
  rootText,
  seriesPath,
  studyPath,
} from './paths.ts';
import { onlyPart, readFrame } from './pixels.ts';
import { createRequestQueue } from './requestQueue.ts';
import { createSharedRequests, type Asker, type SharedStart } from './sharedRequests.ts';
import { createSignInGate, type SignInGate } from './signInGate.ts';
import {
  instanceAtParameters,
  oneStudyParameters,
  pageOf,
  SERIES_FIELDS,
  studyQueryParameters,
  totalCount,
  warningTexts,
} from './studySearch.ts';
import { createRenderProbe, pictureOf, thumbnailPath } from './thumbnails.ts';

export interface DicomWebOptions {
  readonly id: string;
  readonly displayName: string;
  /** Of the DICOMweb service: absolute, or relative to the document. */
  readonly root: string;
  /** What a relative root counts from; the document's base by default. */
  readonly base?: string;
  readonly fetch?: typeof fetch;
  readonly clock?: Clock;
  readonly deadlines?: Partial<Deadlines>;
  readonly backOffMs?: number;
  readonly longestWaitSeconds?: number;
  /** Pixel requests under way at once. */
  readonly parallel?: number;
}

export interface DicomWebDataSource extends DataSource {
  /** Closed by a 401; see signInGate.ts. */
  readonly signInGate: SignInGate;
}

const MiB = 1024 * 1024;
/**
 * JSON of 240 MiB is some 45,000 fully described CT images in one series, and
 * about what a tab can parse and still hold; text beyond 512 MB cannot be a
 * JavaScript string at all.
 */
const MAX_METADATA = 240 * MiB;
/** A frame of 16384 x 16384 pixels of 16 bit is 512 MiB. */
const MAX_FRAME = 512 * MiB;
const MAX_PICTURE = 16 * MiB;
/** Near what one buffer can hold in every browser. */
const MAX_FILE = 2047 * MiB;

/** Statuses by which archives refuse the form of a frame rather than the frame. */
const FORM_REFUSED = [400, 406, 415, 500];

/**
 * The DICOMweb data source (PS3.18): QIDO-RS and metadata through
 * dicomweb-client, frames and bulk data directly; every byte of both through
 * `fetchDicom`. See docs/data-sources.md for order, deadlines, tries and the
 * sentences people get.
 * @throws TypeError when `root` is not an http or https address
 */
export function createDicomWebDataSource(options: DicomWebOptions): DicomWebDataSource {
  const documentBase = typeof document === 'undefined' ? undefined : document.baseURI;
  const root = resolveRoot(options.root, options.base ?? documentBase);
  const signInGate = createSignInGate();
  const fetchDicom = createFetchDicom({
    root,
    gate: signInGate,
    // Unbound: a browser's fetch wants to be called on the window.
    fetch: options.fetch ?? ((input, init) => globalThis.fetch(input, init)),
    clock: options.clock ?? systemClock,
    deadlines: { metadataMs: 30_000, pixelsMs: 20_000, ...options.deadlines },
    backOffMs: options.backOffMs ?? 800,
    longestWaitSeconds: options.longestWaitSeconds ?? 60,
    seesAllHeaders: documentBase === undefined || new URL(documentBase).origin === root.origin,
  });
  const callClient = createCallClient(rootText(root), fetchDicom);
  const queue = createRequestQueue(options.parallel ?? 6);
  const shareFrames = createSharedRequests<FrameData>((frame) => ({ ...frame, bytes: frame.bytes.slice() }));
  const shareBytes = createSharedRequests<Uint8Array>((bytes) => bytes.slice());
  const shareFiles = createSharedRequests<Blob>((blob) => blob);
  const sharePictures = createSharedRequests<Blob | undefined>((picture) => picture);
  const probeRendering = createRenderProbe();

  const at = (path: string): URL => new URL(rootText(root) + path);

  /** Goes past the queue, but takes one of its places: the browser's connections are the same. */
  const callForJson = async (
    request: Pick<ClientRequest, 'what' | 'signal' | 'mayBeEmpty' | 'probesGate' | 'onProgress' | 'onWait'>,
    call: Parameters<typeof callClient>[1],
  ): Promise<ClientAnswer> => {
    throwIfAborted(request.signal);
    const release = queue.hold();
    try {
      return await callClient(
        { ...request, deadline: 'metadataMs', maxBytes: MAX_METADATA, urgency: 'high' },
        call,
      );
    } finally {
      release();
    }
  };

  const callForInstance = (instance: InstanceIdentity, what: string, signal: AbortSignal) =>
    callForJson({ what, signal }, (client, call) =>
      client.retrieveInstanceMetadata({
        ...call,
        studyInstanceUID: instance.StudyInstanceUID,
        seriesInstanceUID: instance.SeriesInstanceUID,
        sopInstanceUID: instance.SOPInstanceUID,
      }),
    );

  /** Which instance the archive lists at a place, from 0; a server that ignores `offset` gives another one. */
  const instanceAt = async (
    series: SeriesIdentity,
    index: number,
    signal: AbortSignal,
  ): Promise<string | undefined> => {
    const { json } = await callForJson(
      { what: 'an image of this series', signal, mayBeEmpty: true },
      (client, call) =>
        client.searchForInstances({
          ...call,
          studyInstanceUID: series.StudyInstanceUID,
          seriesInstanceUID: series.SeriesInstanceUID,
          queryParams: instanceAtParameters(index),
        }),
    );
    const rows = listOf(json, { what: 'an image of this series', path: at(seriesPath(series)).pathname });
    return sopInstanceUidOf(rows.length > index ? rows[index] : rows[0]);
  };

  /** One request of bytes, when its turn in the queue comes. */
  const queued = <T>(
    { signal, priority, onProgress }: SharedStart,
    request: Pick<DicomRequest, 'url' | 'what' | 'accept' | 'maxBytes' | 'refusals' | 'maxTries'>,
    read: (response: DicomResponse, context: RequestContext) => T,
  ) =>
    queue.add(
      async () => {
        const response = await fetchDicom({
          ...request,
          deadline: 'pixelsMs',
          signal,
          onProgress,
          urgency: priority === 'visible' ? undefined : 'low',
        });
        return read(response, { what: request.what, path: request.url.pathname });
      },
      { priority, signal },
    );

  return {
    id: options.id,
    displayName: options.displayName,
    signInGate,
    resume: () => signInGate.resume(),

    async searchStudies(query, signal) {
      const { json, answer } = await callForJson(
        { what: 'the study list', signal, mayBeEmpty: true, probesGate: true },
        (client, call) => client.searchForStudies({ ...call, queryParams: studyQueryParameters(query) }),
      );
      const rows = listOf(json, { what: 'the study list', path: at('/studies').pathname });
      const warnings = warningTexts(answer?.headers);
      const page = pageOf(rows, query, totalCount(answer?.headers), warnings);
      return {
        studies: readStudies(page.rows),
        hasMore: page.hasMore,
        warnings,
        ...(page.total === undefined ? {} : { total: page.total }),
      };
    },

    async findStudy(StudyInstanceUID, signal) {
      const uid = checkedStudyUid(StudyInstanceUID);
      const { json } = await callForJson(
        { what: 'this study', signal, mayBeEmpty: true, probesGate: true },
        (client, call) => client.searchForStudies({ ...call, queryParams: oneStudyParameters(uid) }),
      );
      const rows = listOf(json, { what: 'this study', path: at('/studies').pathname });
      return readStudies(rows).find((study) => study.StudyInstanceUID === uid);
    },

    async searchSeries(StudyInstanceUID, signal) {
      const path = studyPath(StudyInstanceUID);
      const { json } = await callForJson(
        { what: 'the list of series', signal, mayBeEmpty: true },
        (client, call) =>
          client.searchForSeries({
            ...call,
            studyInstanceUID: StudyInstanceUID,
            queryParams: { includefield: SERIES_FIELDS },
          }),
      );
      const rows = listOf(json, { what: 'the list of series', path: at(path).pathname });
      return readSeriesList(rows, StudyInstanceUID);
    },

    async retrieveSeriesMetadata(series, { signal, onProgress, onWait }) {
      const url = at(`${seriesPath(series)}/metadata`);
      const context = { what: 'this series', path: url.pathname };
      const { json, notANumber } = await callForJson(
        { what: context.what, signal, onProgress, onWait },
        (client, call) =>
          client.retrieveSeriesMetadata({
            ...call,
            studyInstanceUID: series.StudyInstanceUID,
            seriesInstanceUID: series.SeriesInstanceUID,
          }),
      );
      const entries = listOf(json, context);
      if (entries.length === 0) throw noData(context, 200, 'an empty list');
      resolveBulkDataUris(entries, url.href);
      throwIfAborted(signal);
      return withNote(readSeriesMetadata(entries, series), notANumber);
    },

    async findInstanceAt({ StudyInstanceUID, SeriesInstanceUID }, index, signal) {
      const SOPInstanceUID = await instanceAt({ StudyInstanceUID, SeriesInstanceUID }, index, signal);
      return SOPInstanceUID === undefined
        ? undefined
        : { StudyInstanceUID, SeriesInstanceUID, SOPInstanceUID };
    },

    async retrieveOneInstance(series, which, signal) {
      const SOPInstanceUID =
        'SOPInstanceUID' in which ? which.SOPInstanceUID : await instanceAt(series, which.index, signal);
      if (SOPInstanceUID === undefined) return undefined;
      const instance = { ...series, SOPInstanceUID };
      const url = at(`${instancePath(instance)}/metadata`);
      const { json } = await callForInstance(instance, 'this image', signal);
      const entries = listOf(json, { what: 'this image', path: url.pathname });
      resolveBulkDataUris(entries, url.href);
      const { instances } = readSeriesMetadata(entries, series);
      return instances.find((each) => each.SOPInstanceUID === SOPInstanceUID);
    },

    async retrieveInstanceMetadata(instance, signal) {
      const url = at(`${instancePath(instance)}/metadata`);
      const context = { what: 'the attributes of this object', path: url.pathname };
      const { json } = await callForInstance(instance, context.what, signal);
      return dicomJsonOf(json, context);
    },

    async retrieveFrame(frame, retrieve) {
      const url = at(framePath(frame));
      return shareFrames(url.href, askerOf(retrieve, 'visible'), (start) =>
        queued(
          start,
          {
            url,
            what: 'this image',
            accept: [AS_STORED, UNCOMPRESSED],
            refusals: FORM_REFUSED,
            maxBytes: MAX_FRAME,
          },
          (response, context) => readFrame(response, context, retrieve.expectedBytes),
        ),
      );
    },

    async retrieveBulkData(uri, retrieve) {
      const url = resolveBulkDataUri(uri, root);
      return shareBytes(url.href, askerOf(retrieve, 'visible'), (start) =>
        queued(
          start,
          {
            url,
            what: 'a part of this object',
            accept: [AS_STORED, UNCOMPRESSED, '*/*'],
            refusals: FORM_REFUSED,
            maxBytes: MAX_FILE,
          },
          (response, context) => onlyPart(response, context).bytes.slice(),
        ),
      );
    },

    async retrieveInstance(instance, retrieve) {
      const url = at(instancePath(instance));
      return shareFiles(url.href, askerOf(retrieve, 'background'), (start) =>
        queued(
          start,
          {
            url,
            what: 'this file',
            accept: [
              'multipart/related; type="application/dicom"; transfer-syntax=*',
              'multipart/related; type="application/dicom"',
              'application/dicom',
            ],
            refusals: FORM_REFUSED,
            maxBytes: MAX_FILE,
          },
          (response, context) => {
            const { bytes } = onlyPart(response, context);
            if (!isPart10(bytes)) throw malformed(context, 'no DICM at byte 128: not a Part 10 file');
            return new Blob([bytes], { type: 'application/dicom' });
          },
        ),
      );
    },

    async retrieveThumbnail(frame, size, signal) {
      const url = at(thumbnailPath(frame, size));
      const asker = askerOf({ signal }, 'thumbnail');
      return probeRendering(
        () =>
          sharePictures(url.href, asker, (start) =>
            queued(
              start,
              {
                url,
                what: 'a thumbnail',
                // One type at a time: Orthanc answers 400 to a list.
                accept: ['image/jpeg', 'image/png'],
                maxBytes: MAX_PICTURE,
                maxTries: 2,
              },
              (response, context) => {
                const picture = pictureOf(onlyPart(response, context));
                if (!picture) throw malformed(context, 'neither JPEG nor PNG');
                return picture;
              },
            ),
          ),
        signal,
      );
    },
  };
}

const askerOf = (
  { signal, priority, onProgress }: RetrieveOptions,
  usual: NonNullable<RetrieveOptions['priority']>,
): Asker => ({ signal, priority: priority ?? usual, onProgress });

/** (0008,0018) of an instance row. */
function sopInstanceUidOf(row: unknown): string | undefined {
  const uid = naturalize(row)?.attributes.SOPInstanceUID;
  return uid !== undefined && isUid(uid) ? uid : undefined;
}

function listOf(json: unknown, context: RequestContext): readonly unknown[] {
  if (!Array.isArray(json)) throw malformed(context, 'JSON, but not a list');
  return json;
}

function dicomJsonOf(json: unknown, context: RequestContext): DicomJson {
  const record = firstRecord(json);
  if (!record) throw noData(context, 200, 'no instance in the answer');
  return Object.fromEntries(Object.entries(record).filter(isElement));
}

const isElement = (entry: [string, unknown]): entry is [string, DicomJsonElement] =>
  /^[0-9A-Fa-f]{8}$/.test(entry[0]) && typeof entry[1] === 'object' && entry[1] !== null;

/** @see PS3.10 7.1 */
const isPart10 = (bytes: Uint8Array): boolean => String.fromCharCode(...bytes.subarray(128, 132)) === 'DICM';

function withNote(metadata: SeriesMetadata, notANumber: number): SeriesMetadata {
  if (notANumber === 0) return metadata;
  return {
    ...metadata,
    problems: [
      ...metadata.problems,
      {
        SOPInstanceUID: undefined,
        verdict: 'partial',
        text: `${notANumber} values of this series came as NaN or Infinity and are treated as absent.`,
      },
    ],
  };
}
