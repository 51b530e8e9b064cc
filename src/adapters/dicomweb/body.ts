import type { DataSourceError } from '../../core/errors.ts';
import { brokenOff, cutShort, tooLarge, type RequestContext } from './failures.ts';

export interface ReadBodyOptions {
  readonly context: RequestContext;
  /** After content decoding. */
  readonly maxBytes: number;
  /** False across origins: Content-Encoding is hidden there, so Content-Length proves nothing. */
  readonly seesAllHeaders: boolean;
  readonly onChunk: (loaded: number, total: number | undefined) => void;
}

/**
 * A small answer that unpacks to this much, at more than this ratio, is a bomb:
 * DICOM JSON of a long series packs about 30 to 1.
 */
const BOMB = { bytes: 64 * 1024 * 1024, ratio: 200 };

/**
 * A response's whole body. `broken` when the connection broke or fewer bytes
 * came than the server announced: asking again can help.
 * @throws DataSourceError malformed: more than `maxBytes`, announced or received
 */
export async function readBody(
  response: Response,
  { context, maxBytes, seesAllHeaders, onChunk }: ReadBodyOptions,
): Promise<{ bytes: Uint8Array<ArrayBuffer> } | { broken: DataSourceError }> {
  const encoding = response.headers.get('Content-Encoding') ?? '';
  const isEncoded = encoding !== '' && encoding.toLowerCase() !== 'identity';
  const length = announcedLength(response.headers.get('Content-Length'));
  const total = seesAllHeaders && !isEncoded ? length : undefined;
  if (total !== undefined && total > maxBytes) throw tooLarge(context, maxBytes);
  if (!response.body) return { bytes: new Uint8Array(0) };

  const body = (total !== undefined && inPlace(response.body, total)) || inChunks(response.body);
  let loaded = 0;
  for (;;) {
    let more: number | undefined;
    try {
      more = await body.read();
    } catch (cause) {
      return { broken: brokenOff(context, cause, isEncoded ? encoding : undefined) };
    }
    if (more === undefined) break;
    loaded += more;
    const isBomb = isEncoded && length !== undefined && loaded > BOMB.bytes && loaded > length * BOMB.ratio;
    if (loaded > maxBytes || isBomb) throw tooLarge(context, maxBytes);
    onChunk(loaded, total);
  }
  if (total !== undefined && loaded < total)
    return { broken: cutShort(context, `${loaded} of ${total} bytes came`) };
  return { bytes: body.bytes() };
}

function announcedLength(header: string | null): number | undefined {
  return header !== null && /^\d{1,15}$/.test(header.trim()) ? Number(header) : undefined;
}

interface Body {
  /** How many bytes more have come; undefined at the end. */
  read(): Promise<number | undefined>;
  bytes(): Uint8Array<ArrayBuffer>;
}

/**
 * A body of announced length, read where it will stay: a large image is not held twice, and leaves no chunks to be
 * collected. Undefined where the browser cannot.
 */
function inPlace(stream: ReadableStream<Uint8Array<ArrayBuffer>>, length: number): Body | undefined {
  let reader: ReadableStreamBYOBReader;
  try {
    reader = stream.getReader({ mode: 'byob' });
  } catch {
    return undefined;
  }
  let place = new Uint8Array(length);
  let at = 0;
  /** Beyond what was announced. */
  const rest: Uint8Array[] = [];
  return {
    async read() {
      const isFull = at >= length;
      const { done, value } = await reader.read(isFull ? new Uint8Array(4096) : place.subarray(at));
      if (value && isFull) rest.push(value);
      // The buffer goes to the browser and comes back as another object.
      if (value && !isFull) {
        place = new Uint8Array(value.buffer);
        at += value.length;
      }
      return done ? undefined : value.length;
    },
    bytes: () => (rest.length > 0 ? joined([place, ...rest]) : place.subarray(0, at)),
  };
}

function inChunks(stream: ReadableStream<Uint8Array>): Body {
  const reader = stream.getReader();
  const chunks: Uint8Array[] = [];
  return {
    async read() {
      const { done, value } = await reader.read();
      if (done) return undefined;
      chunks.push(value);
      return value.length;
    },
    bytes: () => joined(chunks),
  };
}

function joined(chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
