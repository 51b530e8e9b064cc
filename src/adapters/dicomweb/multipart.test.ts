import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { frameBody, MULTIPART } from './httpFixture.ts';
import { mediaTypeParameter, MultipartError, parseMultipart } from './multipart.ts';

const bytes = (buffer: Buffer): Uint8Array<ArrayBuffer> => Uint8Array.from(buffer);
const texts = (buffer: Buffer, contentType = MULTIPART, expectedBytes?: number): string[] =>
  parseMultipart(bytes(buffer), contentType, expectedBytes).map((part) => Buffer.from(part.bytes).toString());
function reasonOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof MultipartError) return error.reason;
    throw error;
  }
  return 'none';
}

describe('parseMultipart', () => {
  it.each([
    ['CRLF and a length', frameBody('pixels')],
    ['CRLF without a length', frameBody('pixels', { length: false })],
    ['LF', frameBody('pixels', { newline: '\n' })],
    ['LF without a length', frameBody('pixels', { newline: '\n', length: false })],
    ['no final boundary but an exact length', frameBody('pixels', { final: false })],
    ['a boundary other than the header names', frameBody('pixels', { boundary: 'other' })],
    ['a preamble', Buffer.concat([Buffer.from('ignored\r\n'), frameBody('pixels')])],
    ['a leading empty line', Buffer.concat([Buffer.from('\r\n'), frameBody('pixels', { boundary: 'x' })])],
  ])('reads a part with %s', (_case, body) => {
    expect(texts(body)).toEqual(['pixels']);
  });

  it('finds the delimiter in the body when the header names none', () => {
    expect(texts(frameBody('pixels'), 'multipart/related')).toEqual(['pixels']);
  });

  it('takes a missing final boundary when the length is known from elsewhere', () => {
    const body = frameBody('pixels', { final: false, length: false });
    expect(texts(body, MULTIPART, 6)).toEqual(['pixels']);
    expect(reasonOf(() => texts(body, MULTIPART, 8))).toBe('cut');
    expect(reasonOf(() => texts(body))).toBe('cut');
  });

  it('takes the length that is known from elsewhere where the delimiter stands there, and looks for it where not', () => {
    const misleading = 'a\r\n--b\r\nc';
    const body = frameBody(misleading, { length: false });
    expect(texts(body, MULTIPART, misleading.length)).toEqual([misleading]);
    for (const length of [1, 5, 7, 600])
      expect(texts(frameBody('pixels', { length: false }), MULTIPART, length)).toEqual(['pixels']);
    // What the part says of itself counts more.
    expect(texts(frameBody('pixels'), MULTIPART, 2)).toEqual(['pixels']);
  });

  it('reads several parts, each with its own type', () => {
    const first = frameBody('one', { final: false, type: 'image/jpeg' });
    const body = Buffer.concat([first, Buffer.from('\r\n'), frameBody('two', { type: 'image/jp2' })]);
    const parts = parseMultipart(bytes(body), MULTIPART);
    expect(parts.map((part) => part.contentType)).toEqual(['image/jpeg', 'image/jp2']);
    expect(parts.map((part) => Buffer.from(part.bytes).toString())).toEqual(['one', 'two']);
  });

  it('is not misled by pixels that look like a delimiter', () => {
    expect(texts(frameBody('a\r\n--b0\r\nc', { length: false }))).toEqual(['a\r\n--b0\r\nc']);
    expect(texts(frameBody('a\r\n--b--\r\nc'))).toEqual(['a\r\n--b--\r\nc']);
  });

  it('keeps a carriage return that ends the content where lines end by LF alone', () => {
    expect(texts(frameBody('pixels\r', { newline: '\n', length: false }))).toEqual(['pixels\r']);
    expect(texts(frameBody('pixels\r', { length: false }))).toEqual(['pixels\r']);
  });

  it('refuses an empty part, a body without a delimiter, and a length that does not fit', () => {
    expect(reasonOf(() => texts(frameBody('')))).toBe('empty');
    expect(reasonOf(() => texts(Buffer.from('--b--\r\n')))).toBe('empty');
    expect(reasonOf(() => texts(Buffer.from('pixels')))).toBe('malformed');
    const closedTooSoon = frameBody('pixels').toString().replace('Length: 6', 'Length: 60');
    expect(reasonOf(() => texts(Buffer.from(closedTooSoon)))).toBe('cut');
  });

  it('gives a part back whole or not at all, wherever the body is cut', () => {
    const content = fc.uint8Array({ minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(
        content,
        fc.boolean(),
        fc.constantFrom('\r\n', '\n'),
        fc.nat(),
        (payload, length, newline, at) => {
          const body = frameBody(payload, { length, newline });
          const cut = body.subarray(0, at % (body.length + 1));
          try {
            const [part] = parseMultipart(bytes(cut), MULTIPART);
            expect(part?.bytes).toEqual(payload);
          } catch (error) {
            expect(error).toBeInstanceOf(MultipartError);
            expect(cut.length).toBeLessThan(body.length);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});

describe('mediaTypeParameter', () => {
  it('reads quoted and bare values, whatever the case of the name', () => {
    expect(mediaTypeParameter('a/b; Boundary="x;y"; type=z', 'boundary')).toBe('x;y');
    expect(mediaTypeParameter('a/b;transfer-syntax=1.2.840', 'transfer-syntax')).toBe('1.2.840');
    expect(mediaTypeParameter('a/b', 'boundary')).toBeUndefined();
  });
});
