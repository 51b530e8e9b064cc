import { request, type IncomingHttpHeaders } from 'node:http';

export interface RawAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** A request as written: `path` is not normalised and any header, Host too, can be given. */
export function rawRequest(
  port: number,
  path: string,
  options: {
    readonly method?: string;
    readonly headers?: Record<string, string>;
    readonly body?: Buffer;
  } = {},
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: '127.0.0.1', port, path, method: options.method ?? 'GET', headers: options.headers ?? {} },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode ?? 0,
            headers: incoming.headers,
            body: Buffer.concat(chunks),
          }),
        );
        incoming.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

export interface ReceivedPart {
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
}

/** The parts of a multipart body, cut by their own Content-Length. */
export function partsOf(contentType: string, body: Buffer): ReceivedPart[] {
  const boundary = /boundary="?([^";]+)/.exec(contentType)?.[1];
  if (boundary === undefined) throw new Error(`no boundary in ${contentType}`);
  const parts: ReceivedPart[] = [];
  let at = 0;
  for (;;) {
    const delimiter = body.toString('latin1', at, at + boundary.length + 4);
    if (delimiter === `--${boundary}--`) return parts;
    if (delimiter !== `--${boundary}\r\n`) throw new Error(`no delimiter at ${at}`);
    const start = body.indexOf('\r\n\r\n', at) + 4;
    const lines = body.toString('latin1', at + delimiter.length, start - 4).split('\r\n');
    const headers = new Map(
      lines.map((line) => [line.split(':')[0]?.toLowerCase() ?? '', line.replace(/^[^:]*: ?/, '')]),
    );
    const length = Number(headers.get('content-length'));
    parts.push({ headers, body: body.subarray(start, start + length) });
    at = start + length + 2;
  }
}
