/** Requests that leave before the code that will want their answers is here. */
export interface EarlyRequests {
  /** Sends a GET ahead. Its answer waits for the one who asks for the same through `fetch`; a failure waits too. */
  send(url: string, init?: RequestInit): Promise<Response>;
  /** The same for what is read here as well: the answer can be cloned and read whoever else has done with it. */
  sendRead(url: string, init?: RequestInit): Promise<Response>;
  /** The same for what is large: all of it is fetched at once, where the browser would wait for its reader. */
  sendWhole(url: string, init?: RequestInit): Promise<Response>;
  /** Nothing more is sent ahead. */
  end(): void;
  /**
   * As the browser's `fetch`, except that the first to ask for what was sent ahead gets that answer, and
   * that his leaving ends that request. Everybody else's requests go out as they are.
   */
  readonly fetch: typeof fetch;
}

/** Bytes of a body that are kept for a reader who is not here yet. */
const MOST_AHEAD = 64 * 1024 ** 2;

interface Sent {
  readonly accept: string | undefined;
  readonly sentAt: number;
  readonly controller: AbortController;
  readonly response: Promise<Response>;
}

/** How long an answer is worth having, ms: one nobody asked for is not shown as the news of a later visit. */
const KEPT_MS = 30_000;

/**
 * @param send the browser's `fetch`.
 * @param now a clock in ms that never goes back.
 */
export function createEarlyRequests(
  send: typeof fetch,
  now: () => number = () => performance.now(),
): EarlyRequests {
  const waiting = new Map<string, Sent>();
  /** What others asked for meanwhile: it is not sent ahead any more. */
  let asked: Set<string> | undefined = new Set();
  const keep = (url: string, init: RequestInit, start: (signal: AbortSignal) => Promise<Response>) => {
    if (asked?.has(url)) return Promise.reject(new Error('This has been asked for.'));
    const controller = new AbortController();
    const response = start(controller.signal);
    // Whoever asks for it hears of a failure; when nobody does, nobody needs to.
    response.catch(() => undefined);
    waiting.set(url, { accept: acceptOf(init), sentAt: now(), controller, response });
    return response;
  };
  return {
    send: (url, init = {}) => keep(url, init, (signal) => send(url, { ...init, signal })),
    sendRead: (url, init = {}) =>
      keep(url, init, async (signal) => readToEnd(await send(url, { ...init, signal }))),
    sendWhole: (url, init = {}) =>
      keep(url, init, async (signal) => readAtOnce(await send(url, { ...init, signal }))),
    end: () => (asked = undefined),
    fetch(input, init) {
      const url = input instanceof Request ? undefined : String(input);
      if (url !== undefined) asked?.add(url);
      const early = url === undefined ? undefined : waiting.get(url);
      if (url === undefined || !early || early.accept !== acceptOf(init ?? {})) return send(input, init);
      waiting.delete(url);
      if (now() - early.sentAt > KEPT_MS) {
        early.controller.abort();
        return send(input, init);
      }
      const { signal } = init ?? {};
      if (signal?.aborted) early.controller.abort();
      signal?.addEventListener('abort', () => early.controller.abort(), { once: true });
      return early.response;
    },
  };
}

/**
 * The same answer, once all of it is here: who has read it gives up the request when he has done, and a clone that
 * was still being read would break off with it.
 */
async function readToEnd(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const bytes = await response.arrayBuffer();
  return new Response(bytes.byteLength > 0 ? bytes : null, { status, statusText, headers });
}

/** The same answer, whose body comes without waiting for a reader. */
function readAtOnce(response: Response): Response {
  const { body, status, statusText, headers } = response;
  if (!body) return response;
  const ahead = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>(
    undefined,
    undefined,
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_AHEAD }),
  );
  // A body that breaks off breaks off for its reader as well.
  body.pipeTo(ahead.writable).catch(() => undefined);
  return new Response(ahead.readable, { status, statusText, headers });
}

/** The one header of a request that tells one answer from another. */
const acceptOf = ({ headers }: RequestInit): string | undefined =>
  new Headers(headers).get('Accept') ?? undefined;
