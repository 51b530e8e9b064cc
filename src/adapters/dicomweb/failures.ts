import { DataSourceError, type DataSourceErrorKind } from '../../core/errors.ts';

/** What went wrong with one request, before it is put into words. */
export interface RequestContext {
  /** What was asked for, as it stands in a sentence: "the study list", "this image". */
  readonly what: string;
  /** Path only: the query may hold a patient's name. */
  readonly path: string;
}

interface FailureOptions extends ErrorOptions {
  readonly status?: number;
  readonly note?: string;
}

/** A typed error whose `detail` names method, path and status, and never the query. */
export function failure(
  kind: DataSourceErrorKind,
  message: string,
  context: RequestContext,
  { status, note, cause }: FailureOptions = {},
): DataSourceError {
  const detail = [`GET ${context.path}`, status === undefined ? '' : `status ${status}`, note ?? '']
    .filter(Boolean)
    .join('; ');
  return new DataSourceError(kind, message, { status, detail, cause });
}

export function unreachable(context: RequestContext, cause: unknown): DataSourceError {
  return failure(
    'unreachable',
    `The server cannot be reached, so ${context.what} could not be loaded. Check the network connection and that the server is running, then try again.`,
    context,
    {
      cause,
      note: 'a browser does not tell a page which of these it was: the server is down, the connection was reset, the answer was a redirect (never followed), or the browser may not read this server (CORS)',
    },
  );
}

export function brokenOff(
  context: RequestContext,
  cause: unknown,
  contentEncoding?: string,
): DataSourceError {
  return failure(
    'unreachable',
    `The connection broke while ${context.what} was being received; the part that came is not used. Try again.`,
    context,
    {
      cause,
      note: contentEncoding
        ? `the body could not be read to its end; its Content-Encoding says ${contentEncoding.slice(0, 40)}`
        : 'the body could not be read to its end',
    },
  );
}

export function silence(
  context: RequestContext,
  phase: 'headers' | 'body',
  milliseconds: number,
): DataSourceError {
  const seconds = Math.round(milliseconds / 100) / 10;
  return failure(
    'timeout',
    phase === 'headers'
      ? `The server did not answer for ${seconds} s when asked for ${context.what}. It may be overloaded: try again in a moment.`
      : `The server stopped half-way through ${context.what}: nothing came for ${seconds} s. The part that came is not used. Try again in a moment.`,
    context,
    { note: `no ${phase === 'headers' ? 'answer' : 'further data'} within ${milliseconds} ms` },
  );
}

export function signedOut(context: RequestContext): DataSourceError {
  return failure(
    'unauthorized',
    'The session with the server has ended. Sign in again to go on; what is open here is kept.',
    context,
    { status: 401 },
  );
}

export function webPage(context: RequestContext, status: number): DataSourceError {
  return failure(
    'unauthorized',
    `The server sent a web page in place of ${context.what}, most likely because you have to sign in. Sign in, then load this again.`,
    context,
    { status, note: 'HTML where DICOM data belongs; when already signed in, check the configured root' },
  );
}

export function noData(context: RequestContext, status: number, note?: string): DataSourceError {
  return failure(
    'notFound',
    `The server sent no data for ${context.what}. Try again; if it stays so, the archive may have lost it.`,
    context,
    { status, ...(note ? { note } : {}) },
  );
}

export function cutShort(context: RequestContext, note: string, cause?: unknown): DataSourceError {
  return failure(
    'malformed',
    `The answer for ${context.what} was cut short, so it is not shown. Try again.`,
    context,
    { note, cause },
  );
}

export function malformed(context: RequestContext, note: string, cause?: unknown): DataSourceError {
  return failure(
    'malformed',
    `The server's answer for ${context.what} cannot be read, so it is not used. Tell whoever runs the server; the details say what was wrong.`,
    context,
    { note, cause },
  );
}

export function tooLarge(context: RequestContext, limit: number): DataSourceError {
  return failure(
    'malformed',
    `The answer for ${context.what} is larger than this viewer accepts, so it was stopped. Tell whoever runs the server.`,
    context,
    { note: `more than ${limit} bytes` },
  );
}

export function invalidUid(keyword: string, value: string): DataSourceError {
  return new DataSourceError(
    'rejected',
    `Invalid UID: "${value.slice(0, 64)}" cannot be a ${keyword}, so nothing was requested. Check the link or the data it came from.`,
    { detail: `${keyword}: digits and dots, at most 64 characters` },
  );
}

export function foreignUri(uri: string): DataSourceError {
  return new DataSourceError(
    'rejected',
    'This object keeps part of its data on a server that is not configured here, so it was not requested. Ask the administrator to serve it from the archive itself.',
    { detail: `refused address: ${uri.slice(0, 200)}` },
  );
}

/**
 * The sentence for an HTTP status that is not a success. 401 is not among them:
 * it closes the gate (signInGate.ts).
 * @param waitSeconds what Retry-After asked for, where it did
 */
export function statusFailure(
  status: number,
  tries: number,
  context: RequestContext,
  waitSeconds?: number,
): DataSourceError {
  const { what } = context;
  const triesText = tries === 1 ? '' : ` after ${tries} tries`;
  if (status === 403)
    return failure(
      'forbidden',
      `You do not have permission to see ${what}. Ask the archive's administrator for access.`,
      context,
      { status },
    );
  if (status === 404 || status === 410)
    return failure(
      'notFound',
      `The server does not have ${what}${status === 410 ? ' any more' : ''}. It may have been deleted or moved: load the study list again to see what is there.`,
      context,
      { status },
    );
  if (status === 406 || status === 415)
    return failure(
      'rejected',
      `The server cannot send ${what} in a form that this viewer reads. Tell whoever runs the server.`,
      context,
      { status, note: 'each acceptable media type was refused' },
    );
  if (status === 429 || status === 503)
    return failure(
      'busy',
      waitSeconds === undefined
        ? `The server is busy and could not send ${what}${triesText}. Wait a minute, then try again.`
        : `The server is busy and asks to wait ${waitSeconds} s before ${what} is asked for again. Try again then.`,
      context,
      { status },
    );
  if (status >= 500)
    return failure(
      'server',
      status === 501
        ? `The server does not offer ${what}.`
        : `The server failed while preparing ${what}${triesText} (status ${status}). Try again; if it stays so, tell whoever runs the server.`,
      context,
      { status },
    );
  return failure(
    'rejected',
    `The server refused the request for ${what} (status ${status}). Tell whoever runs the server.`,
    context,
    { status },
  );
}
