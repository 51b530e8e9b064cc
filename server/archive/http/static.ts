import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { CONTENT_SECURITY_POLICY } from './security.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.map': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
};

interface StaticFile {
  readonly body: Buffer;
  readonly contentType: string;
  readonly etag: string;
  readonly encoded: Map<string, Buffer>;
}

/**
 * The files below a folder, by their path from it.
 * @param accept which of them; no hidden ones, and no links, which may lead elsewhere.
 */
export function filesBelow(
  folder: string,
  accept: (path: string) => boolean = () => true,
): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path).replaceAll('\\', '/');
    if (!name.startsWith('.') && accept(name)) paths.set(name, path);
  }
  return paths;
}

/** Files that are named in advance: a request is looked up among them and never becomes a path. */
export class StaticFiles {
  readonly #paths: ReadonlyMap<string, string>;
  readonly #files = new Map<string, { mtimeMs: number; file: StaticFile }>();

  /** @param paths by the name under which they are served */
  constructor(paths: ReadonlyMap<string, string>) {
    this.#paths = paths;
  }

  has(name: string): boolean {
    return this.#paths.has(name);
  }

  /** The file as an answer to a request with these headers, or `undefined` when there is none of that name. */
  respond(name: string, request: Headers): Response | undefined {
    const path = this.#paths.get(name);
    return path === undefined ? undefined : respondWith(this.#read(name, path), name, request);
  }

  #read(name: string, path: string): StaticFile {
    const { mtimeMs } = statSync(path);
    const known = this.#files.get(name);
    if (known?.mtimeMs === mtimeMs) return known.file;
    const file = staticFile(readFileSync(path), name);
    this.#files.set(name, { mtimeMs, file });
    return file;
  }
}

function staticFile(body: Buffer, name: string): StaticFile {
  const contentType = types[extname(name).toLowerCase()] ?? 'application/octet-stream';
  const etag = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  return { body, contentType, etag, encoded: new Map() };
}

function respondWith(file: StaticFile, name: string, request: Headers): Response {
  const encoding = encodingFor(file, request.get('Accept-Encoding') ?? '');
  const etag = `"${file.etag}${encoding === '' ? '' : `-${encoding}`}"`;
  const headers: Record<string, string> = {
    'Content-Type': file.contentType,
    ETag: etag,
    Vary: 'Accept-Encoding',
    'Cache-Control': name.startsWith('assets/') ? 'public, max-age=31536000, immutable' : 'no-cache',
  };
  if (name.endsWith('.html')) {
    headers['Content-Security-Policy'] = CONTENT_SECURITY_POLICY;
    headers['X-Frame-Options'] = 'DENY';
  }
  const known = request.get('If-None-Match');
  if (known !== null && known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag))
    return new Response(null, { status: 304, headers });
  const body = encoding === '' ? file.body : encoded(file, encoding);
  if (encoding !== '') headers['Content-Encoding'] = encoding;
  headers['Content-Length'] = String(body.length);
  return new Response(new Uint8Array(body), { headers });
}

function encodingFor(file: StaticFile, accepted: string): '' | 'br' | 'gzip' {
  const compressible = /^(text|application\/(json|wasm|manifest)|image\/svg)/.test(file.contentType);
  if (!compressible || file.body.length < 1024) return '';
  const offers = accepted.split(',').map((offer) => offer.trim().toLowerCase());
  const offered = (name: string) =>
    offers.some((offer) => offer.split(';')[0] === name && !/q=0(\.0*)?$/.test(offer));
  if (offered('br')) return 'br';
  return offered('gzip') ? 'gzip' : '';
}

function encoded(file: StaticFile, encoding: 'br' | 'gzip'): Buffer {
  const known = file.encoded.get(encoding);
  if (known !== undefined) return known;
  // Quality 5 is quick enough to do when first asked, and within a few percent of the slow best.
  const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
  const made = encoding === 'br' ? brotliCompressSync(file.body, options) : gzipSync(file.body);
  file.encoded.set(encoding, made);
  return made;
}
