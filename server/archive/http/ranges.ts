import type { FileHandle } from 'node:fs/promises';
import type { Span } from '../retrieve/layout.ts';
import { readExactly } from '../retrieve/openFile.ts';
import { RequestError } from './errors.ts';

const PIECE = 256 * 1024;

/** Where spans are read from; a handle is closed when the answer is over. */
export type SpanSource = { readonly handle: FileHandle } | { readonly bytes: Buffer };

/** A file, or part of it, piece by piece. */
export const fileRange = (
  handle: FileHandle,
  span: Span,
  headers: Record<string, string>,
): Promise<Response> => spansResponse({ handle }, [span], headers, undefined);

/**
 * Several runs of bytes as one body, or the one range of it that is asked for.
 * @param range the Range header; anything but a single range is answered with everything
 * @throws RequestError 416 for a range outside
 * @see RFC 9110 section 14
 */
export async function spansResponse(
  source: SpanSource,
  spans: readonly Span[],
  headers: Record<string, string>,
  range: string | undefined,
): Promise<Response> {
  const close = () => ('handle' in source ? source.handle.close() : Promise.resolve());
  const total = spans.reduce((sum, span) => sum + span.length, 0);
  const wanted = rangeOf(range, total);
  if (wanted === 'outside') {
    await close();
    throw new RequestError(416, `This range is outside: there are ${total} bytes.`);
  }
  const from = wanted?.from ?? 0;
  const to = wanted?.to ?? total;
  let at = from;
  const body = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const piece = at < to ? await read(source, spans, at, Math.min(PIECE, to - at)) : undefined;
        if (piece === undefined) {
          controller.close();
          await close();
          return;
        }
        at += piece.length;
        controller.enqueue(new Uint8Array(piece));
      } catch (error) {
        await close();
        controller.error(error);
      }
    },
    cancel: close,
  });
  return new Response(body, {
    status: wanted === undefined ? 200 : 206,
    headers: {
      ...headers,
      'Accept-Ranges': 'bytes',
      'Content-Length': String(to - from),
      ...(wanted === undefined ? {} : { 'Content-Range': `bytes ${from}-${to - 1}/${total}` }),
    },
  });
}

/** Bytes of the spans laid end to end, from `at` on; at most to the end of the span it is in. */
async function read(source: SpanSource, spans: readonly Span[], at: number, length: number): Promise<Buffer> {
  let start = 0;
  for (const span of spans) {
    if (at < start + span.length) {
      const offset = span.offset + at - start;
      const size = Math.min(length, start + span.length - at);
      return 'handle' in source
        ? readExactly(source.handle, offset, size)
        : source.bytes.subarray(offset, offset + size);
    }
    start += span.length;
  }
  throw new RequestError(500, 'The value ends before its bytes do.');
}

function rangeOf(
  header: string | undefined,
  total: number,
): { from: number; to: number } | 'outside' | undefined {
  const match = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header?.trim() ?? '');
  if (match === null || (match[1] === '' && match[2] === '')) return undefined;
  const [first = '', last = ''] = [match[1], match[2]];
  const from = first === '' ? Math.max(0, total - Number(last)) : Number(first);
  const to = first === '' || last === '' ? total : Math.min(total, Number(last) + 1);
  return from >= total || to <= from ? 'outside' : { from, to };
}
