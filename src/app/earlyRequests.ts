/** Requests that leave before the code that will want their answers is here. */
export interface EarlyRequests {
  /** Sends a GET ahead. Its answer waits for the one who asks for the same through `fetch`; a failure waits too. */
  send(url: string, init?: RequestInit): Promise<Response>;
  /**
   * As the browser's `fetch`, except that the first to ask for what was sent ahead gets that answer, and
   * that his leaving ends that request. Everybody else's requests go out as they are.
   */
  readonly fetch: typeof fetch;
}

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
  return {
    send(url, init = {}) {
      const controller = new AbortController();
      const response = send(url, { ...init, signal: controller.signal });
      // Whoever asks for it hears of a failure; when nobody does, nobody needs to.
      response.catch(() => undefined);
      waiting.set(url, { accept: acceptOf(init), sentAt: now(), controller, response });
      return response;
    },
    fetch(input, init) {
      const url = input instanceof Request ? undefined : String(input);
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

/** The one header of a request that tells one answer from another. */
const acceptOf = ({ headers }: RequestInit): string | undefined =>
  new Headers(headers).get('Accept') ?? undefined;
