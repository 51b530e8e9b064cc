/**
 * multipart/related answers (RFC 2387, PS3.18 8.7.1.2) as archives really send
 * them: quoted or bare boundary, CRLF or LF, a boundary in the body that is not
 * the one in the header, a missing final boundary. What cannot be proved whole
 * is refused.
 */
export interface Part {
  /** '' when the part does not say. */
  readonly contentType: string;
  /** A view into the body; copy it before handing its buffer on. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Why a body cannot be read. `cut` when bytes are missing, else it is not what it says it is. */
export class MultipartError extends Error {
  override readonly name = 'MultipartError';
  readonly reason: 'cut' | 'malformed' | 'empty';
  constructor(reason: 'cut' | 'malformed' | 'empty', message: string) {
    super(message);
    this.reason = reason;
  }
}

const CR = 13;
const LF = 10;
const DASH = 45;
/** RFC 2046 5.1.1 allows 70; some servers use more. */
const MAX_BOUNDARY = 200;
const MAX_PART_HEADER = 64 * 1024;

export const isMultipart = (contentType: string): boolean => /^\s*multipart\//i.test(contentType);

/** A media type's parameter, unquoted: `boundary`, `transfer-syntax`, `type`. */
export function mediaTypeParameter(contentType: string, name: string): string | undefined {
  const pattern = /;\s*([^\s=;]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]*))/g;
  for (const [, key, quoted, bare] of contentType.matchAll(pattern)) {
    if (key?.toLowerCase() === name) return quoted?.replaceAll(/\\(.)/g, '$1') ?? bare;
  }
  return undefined;
}

/**
 * All parts of a body.
 * @param expectedBytes the length of the one part where it is known otherwise, which makes up for a
 *   missing final boundary as the part's own Content-Length does
 * @throws MultipartError; a part without bytes counts as missing data
 */
export function parseMultipart(
  body: Uint8Array<ArrayBuffer>,
  contentType: string,
  expectedBytes?: number,
): Part[] {
  const found = findDelimiter(body, mediaTypeParameter(contentType, 'boundary'));
  if (!found) throw new MultipartError('malformed', 'no boundary in the multipart body');
  const { delimiter } = found;
  const parts: Part[] = [];
  let at = found.at + delimiter.length;
  while (!isFinal(body, at)) {
    const headerStart = skipLine(body, at);
    if (headerStart === undefined)
      throw new MultipartError('cut', `the body ends at the boundary of part ${parts.length + 1}`);
    const header = readHeader(body, headerStart);
    if (!header) throw new MultipartError('cut', `part ${parts.length + 1} ends within its header`);
    const { end, next } = partEnd(body, header.end, delimiter, header.contentLength, expectedBytes);
    if (end === header.end) throw new MultipartError('empty', `part ${parts.length + 1} is empty`);
    parts.push({ contentType: header.contentType, bytes: body.subarray(header.end, end) });
    if (next === undefined) return parts;
    at = next + delimiter.length;
  }
  if (parts.length === 0) throw new MultipartError('empty', 'the multipart body has no part');
  return parts;
}

interface Delimiter {
  readonly delimiter: Uint8Array;
  /** Where it first stands. */
  readonly at: number;
}

/** By the header's boundary; failing that, the first line of the body when it looks like one. */
function findDelimiter(body: Uint8Array, boundary: string | undefined): Delimiter | undefined {
  if (boundary) {
    const delimiter = ascii(`--${boundary}`);
    const at = indexOfDelimiter(body, delimiter, 0);
    if (at !== undefined) return { delimiter, at };
  }
  let start = 0;
  while (body[start] === CR || body[start] === LF) start += 1;
  if (body[start] !== DASH || body[start + 1] !== DASH) return undefined;
  let end = start;
  while (end < body.length && end - start <= MAX_BOUNDARY && body[end] !== CR && body[end] !== LF) end += 1;
  while (body[end - 1] === 32 || body[end - 1] === 9) end -= 1;
  const delimiter = body.slice(start, end);
  return delimiter.length > 2 && delimiter.length <= MAX_BOUNDARY ? { delimiter, at: start } : undefined;
}

function partEnd(
  body: Uint8Array,
  start: number,
  delimiter: Uint8Array,
  contentLength: number | undefined,
  expectedBytes: number | undefined,
): { end: number; next: number | undefined } {
  const length = contentLength ?? expectedBytes;
  if (length !== undefined) {
    // The usual case, without a search: the delimiter stands where the length says.
    const afterLine = skipLineBreak(body, start + length);
    // Where the header ends its lines by CR LF, a CR just before that place is not a byte of the content.
    const isLine = contentLength !== undefined || body[start - 2] !== CR || body[start + length] === CR;
    if (isLine && afterLine !== undefined && isDelimiter(body, delimiter, afterLine))
      return { end: start + length, next: afterLine };
  }
  const next = indexOfDelimiter(body, delimiter, start);
  if (next === undefined) {
    const rest = body.length - start;
    for (const length of [contentLength, expectedBytes]) {
      if (length !== undefined && length <= rest && isBlank(body, start + length))
        return { end: start + length, next: undefined };
    }
    throw new MultipartError(
      'cut',
      contentLength === undefined
        ? `no final boundary after ${rest} bytes, and no length to check against`
        : `no final boundary, and ${rest} bytes where ${contentLength} were announced`,
    );
  }
  let end = next;
  if (end > start && body[end - 1] === LF) end -= 1;
  // Where the part's own header ends its lines by LF alone, a CR before it is a byte of the content.
  if (end > start && body[end - 1] === CR && body[start - 2] === CR) end -= 1;
  if (contentLength !== undefined && end - start !== contentLength)
    throw new MultipartError(
      end - start < contentLength ? 'cut' : 'malformed',
      `${end - start} bytes where ${contentLength} were announced`,
    );
  return { end, next };
}

/** Only at the start of a line, and only when the line holds nothing more than "--" and blanks. */
function indexOfDelimiter(body: Uint8Array, delimiter: Uint8Array, from: number): number | undefined {
  for (let at = body.indexOf(DASH, from); at !== -1; at = body.indexOf(DASH, at + 1)) {
    if (at !== from && body[at - 1] !== LF) continue;
    if (isDelimiter(body, delimiter, at)) return at;
  }
  return undefined;
}

const isDelimiter = (body: Uint8Array, delimiter: Uint8Array, at: number): boolean =>
  startsWith(body, delimiter, at) && isDelimiterEnd(body, at + delimiter.length);

function isDelimiterEnd(body: Uint8Array, at: number): boolean {
  const byte = body[at];
  if (byte === undefined || byte === CR || byte === LF || byte === 32 || byte === 9) return true;
  return byte === DASH && body[at + 1] === DASH;
}

const isFinal = (body: Uint8Array, at: number): boolean => body[at] === DASH && body[at + 1] === DASH;

function startsWith(body: Uint8Array, text: Uint8Array, at: number): boolean {
  if (at + text.length > body.length) return false;
  for (let i = 0; i < text.length; i += 1) if (body[at + i] !== text[i]) return false;
  return true;
}

/** The position after the line that `at` is in, or undefined when it has no end. */
function skipLine(body: Uint8Array, at: number): number | undefined {
  const end = body.indexOf(LF, at);
  return end === -1 ? undefined : end + 1;
}

function skipLineBreak(body: Uint8Array, at: number): number | undefined {
  if (body[at] === LF) return at + 1;
  return body[at] === CR && body[at + 1] === LF ? at + 2 : undefined;
}

function isBlank(body: Uint8Array, from: number): boolean {
  if (body.length - from > 4) return false;
  for (let at = from; at < body.length; at += 1) if (body[at] !== CR && body[at] !== LF) return false;
  return true;
}

function readHeader(
  body: Uint8Array,
  start: number,
): { contentType: string; contentLength: number | undefined; end: number } | undefined {
  let contentType = '';
  let contentLength: number | undefined;
  for (let at = start; at - start < MAX_PART_HEADER;) {
    const next = skipLine(body, at);
    if (next === undefined) return undefined;
    const line = new TextDecoder('latin1').decode(body.subarray(at, next)).trim();
    if (line === '') return { contentType, contentLength, end: next };
    const [, name = '', value = ''] = /^([^:\s]+)\s*:\s*(.*)$/.exec(line) ?? [];
    if (name.toLowerCase() === 'content-type') contentType = value;
    if (name.toLowerCase() === 'content-length' && /^\d{1,15}$/.test(value)) contentLength = Number(value);
    at = next;
  }
  return undefined;
}

const ascii = (text: string): Uint8Array => Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 0xff);
