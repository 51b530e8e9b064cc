import { isAbort } from '../../core/errors.ts';
import type { DicomResponse } from './fetchDicom.ts';
import { malformed, type RequestContext } from './failures.ts';

/**
 * A DICOM JSON answer (PS3.18 F). Some servers write NaN and Infinity, which
 * JSON does not have: those become null, and `notANumber` says how many.
 * @throws DataSourceError malformed
 */
export function readJson(
  { bytes, contentType }: DicomResponse,
  context: RequestContext,
): { json: unknown; notANumber: number } {
  if (/^\s*(multipart\/|application\/dicom\s*(;|$)|image\/|video\/)/i.test(contentType))
    throw malformed(context, `${contentType.slice(0, 80)} where JSON was asked for`);
  const text = new TextDecoder().decode(bytes);
  try {
    const json: unknown = JSON.parse(text);
    return { json, notANumber: 0 };
  } catch (cause) {
    if (isAbort(cause)) throw cause;
    const mended = withoutNotANumber(text);
    if (mended.count === 0) throw malformed(context, 'not JSON', cause);
    try {
      const json: unknown = JSON.parse(mended.text);
      return { json, notANumber: mended.count };
    } catch (second) {
      throw malformed(context, 'not JSON', second);
    }
  }
}

/** Outside strings only; a string is matched first, so that it is skipped whole. */
function withoutNotANumber(text: string): { text: string; count: number } {
  let count = 0;
  const mended = text.replaceAll(/"[^"\\]*(?:\\.[^"\\]*)*"|-?\b(?:NaN|Infinity)\b/g, (match) => {
    if (match.startsWith('"')) return match;
    count += 1;
    return 'null';
  });
  return { text: mended, count };
}

/**
 * Makes each relative BulkDataURI absolute, in place (the value is our own,
 * freshly parsed): relative ones count from the answer's address (PS3.18 F.2.6),
 * which nobody knows any more once the instances are made.
 */
export function resolveBulkDataUris(json: unknown, answerUrl: string): void {
  const pending: unknown[] = [json];
  while (pending.length > 0) {
    const value = pending.pop();
    if (Array.isArray(value)) {
      for (const item of value) if (typeof item === 'object') pending.push(item);
    } else if (isRecord(value)) {
      const uri = value['BulkDataURI'];
      if (typeof uri === 'string' && !/^[a-z][a-z\d+.-]*:/i.test(uri)) {
        const absolute = absoluteUri(uri, answerUrl);
        if (absolute !== undefined) value['BulkDataURI'] = absolute;
      }
      for (const item of Object.values(value)) if (typeof item === 'object') pending.push(item);
    }
  }
}

function absoluteUri(uri: string, base: string): string | undefined {
  return URL.canParse(uri, base) ? new URL(uri, base).href : undefined;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The one instance of an instance metadata answer: an array of one, or, from some servers, the object. */
export function firstRecord(json: unknown): Record<string, unknown> | undefined {
  const first: unknown = Array.isArray(json) ? json[0] : json;
  return isRecord(first) ? first : undefined;
}
