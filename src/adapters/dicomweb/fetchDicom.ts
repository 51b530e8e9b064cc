import { DataSourceError, isAbort } from '../../core/errors.ts';
import { readBody } from './body.ts';
import { abortError, throwIfAborted, wait, type Clock } from './clock.ts';
import {
  brokenOff,
  foreignUri,
  noData,
  silence,
  signedOut,
  statusFailure,
  unreachable,
  webPage,
  type RequestContext,
} from './failures.ts';
import { isWebPage } from './html.ts';
import { isBelowRoot } from './paths.ts';
import { retryAfterSeconds } from './retryAfter.ts';
import type { SignInGate } from './signInGate.ts';

/** Milliseconds of silence after which a request is given up; never a limit on the whole. */
export interface Deadlines {
  readonly metadataMs: number;
  readonly pixelsMs: number;
}

export interface FetchDicomSettings {
  /** Absolute, from `resolveRoot`: nothing outside it is ever asked for. */
  readonly root: URL;
  readonly gate: SignInGate;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly deadlines: Deadlines;
  /** Pause before the second try, doubled for the third, in milliseconds before jitter. */
  readonly backOffMs: number;
  /** A longer Retry-After than this is told instead of waited for, in seconds. */
  readonly longestWaitSeconds: number;
  /** Whether every response header can be read: not across origins. */
  readonly seesAllHeaders: boolean;
}

export interface DicomRequest {
  readonly url: URL;
  /** What it is in a sentence: "the study list". */
  readonly what: string;
  readonly deadline: keyof Deadlines;
  /** Accept headers, best first; the next one is tried when `refusals` says so. */
  readonly accept: readonly string[];
  /** Statuses that mean "not in this form": 406 unless told otherwise. */
  readonly refusals?: readonly number[];
  /** Largest body accepted, in bytes after content decoding. */
  readonly maxBytes: number;
  readonly signal: AbortSignal;
  /** Fewer than the usual three, for what is not worth them. */
  readonly maxTries?: number;
  /** 204 is an answer ("nothing matches") and not a failure. */
  readonly mayBeEmpty?: boolean;
  /** Goes out although the gate is closed, and opens it when it succeeds: a person asked for it. */
  readonly probesGate?: boolean;
  readonly urgency?: 'high' | 'low' | undefined;
  readonly onProgress?: ((loaded: number, total: number | undefined) => void) | undefined;
  readonly onWait?: ((seconds: number) => void) | undefined;
}

export interface DicomResponse {
  readonly status: number;
  readonly headers: Headers;
  /** '' when the server did not say. */
  readonly contentType: string;
  /** Whole: a body that was cut short is a rejection. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Which of the `accept` headers it answers. */
  readonly accept: string;
}

export type FetchDicom = (request: DicomRequest) => Promise<DicomResponse>;

const MAX_TRIES = 3;

/** A try that another one may mend. */
interface Setback {
  readonly error: DataSourceError;
  readonly retry: 'now' | 'later' | 'never';
  /** Only with 'later': what the server asked for. */
  readonly waitSeconds?: number;
}

const isSetback = (outcome: DicomResponse | Setback): outcome is Setback => 'retry' in outcome;

/**
 * The one place that talks to the network. GET only; only below the configured
 * root; redirects refused; cookies only to our own origin. Given up after
 * silence, never after total time. Network errors, 429 and 5xx (not 501) are
 * tried up to three times with growing, scattered pauses, or after what
 * Retry-After says. Every rejection is a `DataSourceError`, or `AbortError` at
 * once when the signal fires.
 */
export function createFetchDicom(settings: FetchDicomSettings): FetchDicom {
  const { clock, gate, root } = settings;

  return async (request) => {
    throwIfAborted(request.signal);
    const context = { what: request.what, path: request.url.pathname };
    if (!isBelowRoot(request.url, root)) throw foreignUri(request.url.href);
    let accept = 0;
    for (let tries = 1; ; tries += 1) {
      if (gate.closedBy && !request.probesGate) throw gate.closedBy;
      const outcome = await attempt(settings, request, accept, tries, context);
      if (!isSetback(outcome)) {
        if (request.probesGate) gate.resume();
        return outcome;
      }
      const { error, retry, waitSeconds } = outcome;
      if (retry === 'never' || tries >= (request.maxTries ?? MAX_TRIES)) throw error;
      if (retry === 'now') {
        accept += 1;
        continue;
      }
      if (waitSeconds !== undefined) request.onWait?.(waitSeconds);
      const pauseMs =
        waitSeconds === undefined
          ? settings.backOffMs * 2 ** (tries - 1) * (0.5 + clock.random() / 2)
          : waitSeconds * 1000;
      await wait(clock, pauseMs, request.signal);
    }
  };
}

async function attempt(
  settings: FetchDicomSettings,
  request: DicomRequest,
  accept: number,
  tries: number,
  context: RequestContext,
): Promise<DicomResponse | Setback> {
  const { clock } = settings;
  const deadlineMs = settings.deadlines[request.deadline];
  const controller = new AbortController();
  const onAbort = (): void => controller.abort();
  request.signal.addEventListener('abort', onAbort, { once: true });
  let fellSilent = false;
  let stopTimer = (): void => undefined;
  const heard = (): void => {
    stopTimer();
    stopTimer = clock.after(deadlineMs, () => {
      fellSilent = true;
      controller.abort();
    });
  };
  let response: Response | undefined;
  try {
    heard();
    response = await settings.fetch(request.url.href, {
      headers: { Accept: request.accept[accept] ?? '*/*' },
      redirect: 'error',
      credentials: 'same-origin',
      referrerPolicy: 'no-referrer',
      signal: controller.signal,
      ...(request.urgency ? { priority: request.urgency } : {}),
    });
    heard();
    const setback = judgeStatus(settings, request, response, accept, tries, context);
    if (setback) return setback;
    const body = await readBody(response, {
      context,
      maxBytes: request.maxBytes,
      seesAllHeaders: settings.seesAllHeaders,
      onChunk: (loaded, total) => {
        heard();
        request.onProgress?.(loaded, total);
      },
    });
    if ('broken' in body) {
      if (request.signal.aborted) throw abortError();
      if (fellSilent) return { error: silence(context, 'body', deadlineMs), retry: 'never' };
      return { error: body.broken, retry: 'later' };
    }
    return judgeBody(request, response, body.bytes, request.accept[accept] ?? '*/*', context);
  } catch (cause) {
    if (request.signal.aborted) throw abortError();
    if (cause instanceof DataSourceError) throw cause;
    if (fellSilent) return { error: silence(context, 'headers', deadlineMs), retry: 'never' };
    if (isAbort(cause)) throw cause;
    if (response) return { error: brokenOff(context, cause), retry: 'later' };
    return { error: unreachable(context, cause), retry: 'later' };
  } finally {
    stopTimer();
    request.signal.removeEventListener('abort', onAbort);
    // Ends what is still under way: the body of an error page, or one that grew too large.
    controller.abort();
  }
}

/** What a status alone decides; undefined when the body is to be read. */
function judgeStatus(
  { clock, gate, longestWaitSeconds }: FetchDicomSettings,
  request: DicomRequest,
  { status, headers }: Response,
  accept: number,
  tries: number,
  context: RequestContext,
): Setback | undefined {
  if (status === 200 || status === 203 || status === 204 || status === 206) return undefined;
  if (status === 401) return { error: gate.close(signedOut(context)), retry: 'never' };
  const refused = status === 406 || (request.refusals ?? []).includes(status);
  if (refused && accept + 1 < request.accept.length)
    return { error: statusFailure(status, tries, context), retry: 'now' };
  if (status === 429 || (status >= 500 && status !== 501)) {
    const waitSeconds = retryAfterSeconds(headers.get('Retry-After'), clock.now());
    const error = statusFailure(status, tries, context, waitSeconds);
    if (waitSeconds === undefined) return { error, retry: 'later' };
    return waitSeconds <= longestWaitSeconds
      ? { error: statusFailure(status, tries, context), retry: 'later', waitSeconds }
      : { error, retry: 'never' };
  }
  return { error: statusFailure(status, tries, context), retry: 'never' };
}

function judgeBody(
  request: DicomRequest,
  { status, headers }: Response,
  bytes: Uint8Array<ArrayBuffer>,
  accept: string,
  context: RequestContext,
): DicomResponse | Setback {
  const contentType = headers.get('Content-Type') ?? '';
  if (bytes.length === 0 && !(status === 204 && request.mayBeEmpty))
    return { error: noData(context, status), retry: 'never' };
  if (isWebPage(contentType, bytes)) return { error: webPage(context, status), retry: 'never' };
  return { status, headers, contentType, bytes, accept };
}
