import type { Page, Request } from '@playwright/test';

/** A request that the page has sent. */
export interface Transfer {
  readonly path: string;
  /** When it left, ms on the page's clock. */
  readonly start: number;
  /** When its answer was here as a whole; undefined while it is not, or when it was given up. */
  readonly end: number | undefined;
  /** Of the body, as it came over the wire; 0 while it is not here. */
  readonly bytes: number;
}

export const isArchive = ({ path }: Transfer): boolean => path.startsWith('/dicom-web/');
export const isFrame = ({ path }: Transfer): boolean => path.includes('/frames/');
export const isCode = ({ path }: Transfer): boolean => /\.(js|mjs|css|wasm)$/.test(path);
/** Answers to queries and metadata: text about images. */
export const isMetadata = (one: Transfer): boolean =>
  isArchive(one) && !/\/(frames|rendered|thumbnail|bulkdata)\b/.test(one.path);

/** Watches what a page asks for from now on. The function returned tells it, as far as it has come, in order. */
export function recordTransfers(page: Page): () => Promise<readonly Transfer[]> {
  const sent = new Map<Request, number>();
  const bodies = new Map<Request, Promise<number>>();
  page.on('request', (request) => sent.set(request, Date.now()));
  page.on('requestfinished', (request) => {
    // For what never crossed the wire, a blob, the browser tells less than nothing.
    const size = request.sizes().then(({ responseBodySize }) => Math.max(0, responseBodySize));
    // The page may be closed before it is told.
    size.catch(() => undefined);
    bodies.set(request, size);
  });
  return async () => {
    const origin = await page.evaluate(() => performance.timeOrigin);
    return Promise.all(
      [...sent].map(async ([request, noticed]) => {
        const { pathname: path } = new URL(request.url());
        const body = bodies.get(request);
        if (!body) return { path, start: noticed - origin, end: undefined, bytes: 0 };
        const { startTime, responseEnd } = request.timing();
        const start = startTime - origin;
        return { path, start, end: start + responseEnd, bytes: await body };
      }),
    );
  };
}
