import { randomUUID } from 'node:crypto';

export interface Part {
  readonly contentType: string;
  readonly location?: string;
  readonly body: Buffer;
}

/**
 * A multipart/related body, part by part as the parts come. A failure after the first part breaks the connection
 * rather than ending the body as if it were whole.
 * @see RFC 2387, PS3.18 8.6.1.2
 */
export async function multipartResponse(
  type: string,
  parts: AsyncIterable<Part>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  const boundary = `hangar-${randomUUID()}`;
  const iterator = parts[Symbol.asyncIterator]();
  // The first part is made before the answer begins, so that its failure can still have its own status.
  let next = await iterator.next();
  const head = (part: Part) =>
    Buffer.from(
      `--${boundary}\r\nContent-Type: ${part.contentType}\r\nContent-Length: ${part.body.length}\r\n` +
        `${part.location === undefined ? '' : `Content-Location: ${part.location}\r\n`}\r\n`,
    );
  const encode = (part: Part) => Buffer.concat([head(part), part.body, Buffer.from('\r\n')]);
  const closing = Buffer.from(`--${boundary}--\r\n`);
  const contentType = `multipart/related; type="${type}"; boundary=${boundary}`;
  const first = next.done === true ? undefined : next.value;
  next = next.done === true ? next : await iterator.next();
  if (next.done === true) {
    // The body is copied once only, and sent in one piece.
    const pieces = first === undefined ? [] : [head(first), first.body, Buffer.from('\r\n')];
    const body = Buffer.concat([...pieces, closing]);
    return new Response(body, {
      headers: { ...headers, 'Content-Type': contentType, 'Content-Length': String(body.length) },
    });
  }
  const second = next;
  let sent = 0;
  const stream = new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        sent++;
        if (sent === 1 && first !== undefined) return controller.enqueue(encode(first));
        const result = sent === 2 ? second : await iterator.next();
        if (result.done !== true) return controller.enqueue(encode(result.value));
        controller.enqueue(closing);
        controller.close();
      } catch (error) {
        controller.error(error);
      }
    },
    async cancel() {
      await iterator.return?.();
    },
  });
  return new Response(stream, { headers: { ...headers, 'Content-Type': contentType } });
}
