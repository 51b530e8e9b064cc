import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Hono } from 'hono';
import type { Archive } from './archive/archive.ts';
import { dicomweb, errorResponse } from './archive/http/dicomweb.ts';
import { RequestError } from './archive/http/errors.ts';
import { commonHeaders } from './archive/http/security.ts';
import { filesBelow, StaticFiles } from './archive/http/static.ts';

export interface AppOptions {
  /** The built viewer; without it only the archive answers. */
  readonly dist?: string;
  /** Served as `/config.json`; JavaScript of the folder `extensions/` beside it is served as `/extensions/`. */
  readonly config?: string;
  /** For tests: `/dicom-web` is answered by the DICOMweb root at this URL, with the page's own Host. */
  readonly dicomwebProxy?: string;
  /** Told about failures that are this server's own; never contains patient data. */
  readonly log?: (line: string) => void;
}

const ROOT = '/dicom-web';

/** The viewer's pages, its configuration and the archive, as one application. */
export function createApp(archive: Archive, options: AppOptions = {}): Hono {
  const app = new Hono();
  const pages =
    options.dist !== undefined && existsSync(options.dist)
      ? new StaticFiles(filesBelow(options.dist))
      : undefined;
  // The folder around it may be anybody's: nothing else in it is looked at but its extensions.
  const config =
    options.config === undefined ? undefined : new StaticFiles(new Map([['config.json', options.config]]));
  const extensionFolder =
    options.config === undefined ? undefined : join(dirname(options.config), 'extensions');
  const extensions =
    extensionFolder !== undefined && existsSync(extensionFolder)
      ? new StaticFiles(filesBelow(extensionFolder, (name) => /\.m?js$/.test(name)))
      : undefined;

  app.use('*', async (c, next) => {
    await next();
    // The body of an answer to HEAD is never read, and its file would stay open.
    if (c.req.method === 'HEAD') await c.res.body?.cancel();
    for (const [name, value] of Object.entries(commonHeaders)) c.res.headers.set(name, value);
  });
  if (options.dicomwebProxy !== undefined) {
    const target = options.dicomwebProxy;
    app.get(`${ROOT}/*`, (c) => forward(c.req.raw, target));
  }
  app.route(ROOT, dicomweb(archive, ROOT));
  app.get('/archive/status', (c) => c.json(archive.status()));
  app.get('*', (c) => {
    const name = decodeURIComponent(new URL(c.req.url).pathname).slice(1);
    const { headers } = c.req.raw;
    if (name === 'config.json' && config !== undefined) return config.respond(name, headers) ?? missing();
    if (name.startsWith('extensions/')) return extensions?.respond(name.slice(11), headers) ?? missing();
    const file = pages?.respond(name === '' ? 'index.html' : name, headers);
    if (file !== undefined) return file;
    // Pages of the viewer are one level deep, so that its relative addresses work; everything else is a mistake.
    if (/^[^/.]*$/.test(name)) return pages?.respond('index.html', headers) ?? missing();
    return missing();
  });
  app.onError((error) => {
    if (error instanceof RequestError) return errorResponse(error.status, error.message);
    options.log?.(`A request failed: ${error.name}`);
    return errorResponse(500, 'This server failed to answer; that is a fault of its own.');
  });
  return app;
}

const missing = (): Response =>
  new Response('There is no such page here. The list of studies is at /\n', {
    status: 404,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });

/** Passes a request on to another DICOMweb server, keeping the Host, from which that server makes its URLs. */
async function forward(request: Request, target: string): Promise<Response> {
  const { pathname, search } = new URL(request.url);
  const url = target.replace(/\/$/, '') + pathname.slice(ROOT.length) + search;
  const { request: httpRequest } = await import('node:http');
  return new Promise((resolve) => {
    const outgoing = httpRequest(
      url,
      { method: request.method, headers: Object.fromEntries(request.headers), signal: request.signal },
      (incoming) => {
        const headers = new Headers();
        for (const [name, value] of Object.entries(incoming.headers)) {
          if (value === undefined || ['connection', 'transfer-encoding', 'keep-alive'].includes(name))
            continue;
          headers.set(name, Array.isArray(value) ? value.join(', ') : value);
        }
        const body = new ReadableStream<Uint8Array>({
          start(controller) {
            incoming.on('data', (chunk: Uint8Array) => controller.enqueue(new Uint8Array(chunk)));
            incoming.on('end', () => controller.close());
            incoming.on('error', (error) => controller.error(error));
          },
          cancel: () => void incoming.destroy(),
        });
        const status = incoming.statusCode ?? 502;
        resolve(new Response([204, 304].includes(status) ? null : body, { status, headers }));
      },
    );
    outgoing.on('error', () =>
      resolve(errorResponse(502, 'The DICOMweb server behind this one does not answer.')),
    );
    outgoing.end();
  });
}
