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

  const reader = response.body.getReader();
  const body = createCollector(total);
  let loaded = 0;
  for (;;) {
    let result: ReadableStreamReadResult<Uint8Array>;
    try {
      result = await reader.read();
    } catch (cause) {
      return { broken: brokenOff(context, cause, isEncoded ? encoding : undefined) };
    }
    if (result.done) break;
    loaded += result.value.length;
    const isBomb = isEncoded && length !== undefined && loaded > BOMB.bytes && loaded > length * BOMB.ratio;
    if (loaded > maxBytes || isBomb) throw tooLarge(context, maxBytes);
    body.add(result.value);
    onChunk(loaded, total);
  }
  if (total !== undefined && loaded < total)
    return { broken: cutShort(context, `${loaded} of ${total} bytes came`) };
  return { bytes: body.bytes() };
}

function announcedLength(header: string | null): number | undefined {
  return header !== null && /^\d{1,15}$/.test(header.trim()) ? Number(header) : undefined;
}

/** Where the length is announced, every chunk goes to its place at once: the body is not held twice. */
function createCollector(announced: number | undefined) {
  let whole = announced === undefined ? undefined : new Uint8Array(announced);
  const chunks: Uint8Array[] = [];
  let length = 0;
  const joined = () => {
    const bytes = new Uint8Array(length);
    let at = 0;
    for (const chunk of chunks) {
      bytes.set(chunk, at);
      at += chunk.length;
    }
    return bytes;
  };
  return {
    add(chunk: Uint8Array) {
      if (whole && length + chunk.length > whole.length) {
        // More came than was announced.
        chunks.push(whole.subarray(0, length));
        whole = undefined;
      }
      if (whole) whole.set(chunk, length);
      else chunks.push(chunk);
      length += chunk.length;
    },
    bytes: () => whole?.subarray(0, length) ?? joined(),
  };
}
