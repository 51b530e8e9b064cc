import { Hono, type Context } from 'hono';
import type { Archive } from '../archive.ts';
import { jsonText, type JsonDataSet } from '../dicom/jsonModel.ts';
import { tagHex } from '../dicom/dictionary.ts';
import type { FileRecord } from '../indexing/fileRecord.ts';
import { InvalidQuery } from '../query/matching.ts';
import { qido, type Level } from '../query/qido.ts';
import { withUrl } from '../retrieve/metadata.ts';
import { RequestError } from './errors.ts';
import { bulkRoutes } from './bulkRoutes.ts';
import { findInstances, instancePath, levelPaths, type PathUids } from './lookup.ts';
import { pixelRoutes } from './pixelRoutes.ts';

const DICOM_JSON = 'application/dicom+json';

/** QIDO-RS and WADO-RS over an archive, to be mounted at `root` (PS3.18 sections 8 to 10). */
export function dicomweb(archive: Archive, root: string): Hono {
  const app = new Hono();
  const search = (path: string, level: Level) => app.get(path, (c) => answerSearch(c, level));
  search('/studies', 'study');
  search('/series', 'series');
  search('/instances', 'instance');
  search('/studies/:study/series', 'series');
  search('/studies/:study/instances', 'instance');
  search('/studies/:study/series/:series/instances', 'instance');
  for (const path of levelPaths) app.get(`${path}/metadata`, (c) => answerMetadata(c, c.req.param()));
  pixelRoutes(app, archive);
  bulkRoutes(app, archive);

  const base = (c: Context) => new URL(c.req.url).origin + root;

  async function answerSearch(c: Context, level: Level): Promise<Response> {
    const { study, series }: PathUids = c.req.param();
    const query = new URL(c.req.url).searchParams;
    const answer = qido(archive.index, {
      level,
      query,
      ...(study === undefined ? {} : { StudyInstanceUID: study }),
      ...(series === undefined ? {} : { SeriesInstanceUID: series }),
    });
    const rows: string[] = [];
    for (const { attributes, file } of answer.results) {
      const extra = await extraFields(file, answer.extraFields, base(c));
      rows.push(
        jsonText({ ...extra, ...attributes, '00081190': { vr: 'UR', Value: [retrieveUrl(c, level, file)] } }),
      );
    }
    const response = new Response(`[${rows.join(',\n')}]`, {
      headers: {
        'Content-Type': DICOM_JSON,
        'X-Total-Count': String(answer.total),
        'Cache-Control': 'no-cache',
      },
    });
    for (const warning of answer.warnings.slice(0, 10))
      response.headers.append('Warning', `299 hangar "${warning}"`);
    return response;
  }

  function retrieveUrl(c: Context, level: Level, file: FileRecord): string {
    const path = instancePath(file);
    const cut = {
      study: path.indexOf('/series/'),
      series: path.indexOf('/instances/'),
      instance: path.length,
    };
    return base(c) + path.slice(0, cut[level]);
  }

  /** Attributes that the index does not hold are read from the file. */
  async function extraFields(
    file: FileRecord,
    wanted: readonly number[] | 'all',
    root: string,
  ): Promise<JsonDataSet> {
    if (wanted !== 'all' && wanted.length === 0) return {};
    const url = root + instancePath(file);
    const all: JsonDataSet = JSON.parse(withUrl(await archive.metadata(file), url)); // our own text
    if (wanted === 'all') return all;
    const picked: Record<string, JsonDataSet[string]> = {};
    for (const hex of wanted.map((tag) => tagHex(tag))) {
      const element = all[hex];
      if (element !== undefined) picked[hex] = element;
    }
    return picked;
  }

  /** A JSON array of instances, sent as they are read. */
  async function answerMetadata(c: Context, params: PathUids): Promise<Response> {
    const files = findInstances(archive, params);
    const root = base(c);
    const text = async (file: FileRecord) => withUrl(await archive.metadata(file), root + instancePath(file));
    const [first, ...rest] = files;
    if (first === undefined) throw new RequestError(404, 'There is nothing here.');
    const head = await text(first);
    let next = 0;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(Buffer.from(`[${head}`)),
      async pull(controller) {
        try {
          const batch = rest.slice(next, next + 16);
          next += batch.length;
          const texts = await Promise.all(batch.map((file) => text(file)));
          if (texts.length > 0) controller.enqueue(Buffer.from(`,\n${texts.join(',\n')}`));
          if (next < rest.length) return;
          controller.enqueue(Buffer.from(']'));
          controller.close();
        } catch (error) {
          controller.error(error);
        }
      },
    });
    return new Response(body, { headers: { 'Content-Type': DICOM_JSON, 'Cache-Control': 'no-cache' } });
  }

  app.notFound(() => {
    throw new RequestError(404, 'There is no such resource here.');
  });
  app.onError((error) => {
    if (error instanceof RequestError) return errorResponse(error.status, error.message);
    if (error instanceof InvalidQuery) return errorResponse(400, `${error.message}.`);
    throw error;
  });
  return app;
}

export const errorResponse = (status: number, sentence: string): Response =>
  new Response(JSON.stringify({ error: sentence }), {
    status,
    headers: { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' },
  });
