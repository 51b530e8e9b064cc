/** Base of every failure that has a place on the screen. `message` is a sentence a person can act on. */
export class ViewerError extends Error {
  override readonly name: string = 'ViewerError';
}

/** Start-up cannot go on: a key of the configuration, a mode or an extension is wrong. */
export class ConfigurationError extends ViewerError {
  override readonly name = 'ConfigurationError';
  /** The offending key, dotted: `sources[0].dicomweb.root`. */
  readonly key: string;
  constructor(key: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.key = key;
  }
}

export type DataSourceErrorKind =
  | 'unreachable' // no answer: down, reset, refused by CORS
  | 'timeout' // silence beyond the deadline
  | 'unauthorized' // 401, or a login page in place of data
  | 'forbidden' // 403
  | 'notFound' // 404, 410, an empty answer where one was promised
  | 'busy' // 429, 503 after all tries
  | 'server' // other 5xx
  | 'rejected' // other 4xx
  | 'malformed'; // an answer that is not what it says it is

/** Raised by a data source. */
export class DataSourceError extends ViewerError {
  override readonly name = 'DataSourceError';
  readonly kind: DataSourceErrorKind;
  readonly status: number | undefined;
  /** Technical detail for a closed "Details" line: method, path, status. Never a token or a name. */
  readonly detail: string | undefined;
  constructor(
    kind: DataSourceErrorKind,
    message: string,
    options: ErrorOptions & { status?: number | undefined; detail?: string | undefined } = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.status = options.status;
    this.detail = options.detail;
  }
  /** Whether asking again can help without the user changing anything. */
  get canRetry(): boolean {
    return this.kind !== 'unauthorized' && this.kind !== 'forbidden';
  }
}

/** One instance cannot be used, or not whole. */
export class DicomError extends ViewerError {
  override readonly name = 'DicomError';
  readonly SOPInstanceUID: string;
  readonly keyword: string | undefined;
  readonly paragraph: string | undefined;
  constructor(
    SOPInstanceUID: string,
    message: string,
    options: ErrorOptions & { keyword?: string | undefined; paragraph?: string | undefined } = {},
  ) {
    super(message, options);
    this.SOPInstanceUID = SOPInstanceUID;
    this.keyword = options.keyword;
    this.paragraph = options.paragraph;
  }
}

/** A SOP class handler threw or broke its contract. */
export class HandlerError extends ViewerError {
  override readonly name = 'HandlerError';
  readonly handlerId: string;
  readonly SeriesInstanceUID: string;
  constructor(handlerId: string, SeriesInstanceUID: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.handlerId = handlerId;
    this.SeriesInstanceUID = SeriesInstanceUID;
  }
}

/** A viewport cannot show what it was given. */
export class RenderError extends ViewerError {
  override readonly name = 'RenderError';
}

/** Cancellation is not a failure: what was asked for is no longer wanted. */
export function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

/**
 * Anything that was thrown, as a sentence. Libraries reject with strings,
 * XMLHttpRequests and objects; none of that reaches a person.
 */
export function describeError(error: unknown): string {
  if (error instanceof Error && error.message) return error.message;
  if (typeof error === 'string' && error) return error;
  if (typeof error === 'object' && error !== null) {
    const { message, error: inner } = error as { message?: unknown; error?: unknown };
    if (typeof message === 'string' && message) return message;
    if (inner !== undefined && inner !== error) return describeError(inner);
  }
  return 'The reason is not known.';
}
