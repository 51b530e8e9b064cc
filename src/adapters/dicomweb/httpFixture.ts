import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { Clock } from './clock.ts';
import { createDicomWebDataSource, type DicomWebDataSource } from './createDicomWebDataSource.ts';

/** For this folder's tests: a real HTTP server that misbehaves as told, and a clock that only tests move. */
export interface Archive {
  readonly root: string;
  /** Path and query of each request so far, in order. */
  readonly requests: readonly IncomingMessage[];
  /** Resolves when so many requests have come. */
  arrived(count: number): Promise<void>;
  close(): Promise<void>;
}

export type Answer = (request: IncomingMessage, response: ServerResponse, count: number) => void;

export async function serve(answer: Answer): Promise<Archive> {
  const requests: IncomingMessage[] = [];
  let arrivals: { count: number; resolve: () => void }[] = [];
  const listener: RequestListener = (request, response) => {
    requests.push(request);
    answer(request, response, requests.length);
    arrivals = arrivals.filter(({ count, resolve }) => {
      if (requests.length >= count) resolve();
      return requests.length < count;
    });
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The test server has no port');
  return {
    root: `http://127.0.0.1:${address.port}/dicom-web`,
    requests,
    arrived: (count) =>
      new Promise((resolve) => {
        if (requests.length >= count) resolve();
        else arrivals.push({ count, resolve });
      }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export interface TestClock extends Clock {
  /** Pauses of less than 10 s, which end at once: back-off and Retry-After. In milliseconds. */
  readonly pauses: readonly number[];
  /** Moves time: deadlines (10 s and more) that lie within it pass. */
  advance(milliseconds: number): void;
}

export function createTestClock(): TestClock {
  let now = Date.UTC(2026, 0, 1);
  const pauses: number[] = [];
  const timers = new Map<number, { at: number; callback: () => void }>();
  let id = 0;
  return {
    pauses,
    now: () => now,
    random: () => 0,
    after(milliseconds, callback) {
      if (milliseconds < 10_000) {
        pauses.push(milliseconds);
        const timer = setTimeout(callback, 0);
        return () => clearTimeout(timer);
      }
      const key = (id += 1);
      timers.set(key, { at: now + milliseconds, callback });
      return () => timers.delete(key);
    },
    advance(milliseconds) {
      now += milliseconds;
      for (const [key, { at, callback }] of timers) {
        if (at <= now && timers.delete(key)) callback();
      }
    },
  };
}

export function sourceOf(root: string, clock: Clock = createTestClock()): DicomWebDataSource {
  return createDicomWebDataSource({ id: 'test', displayName: 'Test', root, clock });
}

export const json = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { 'Content-Type': 'application/dicom+json' });
  response.end(JSON.stringify(value));
};

export const element = (vr: string, ...Value: unknown[]): object => ({ vr, Value });

/** Metadata of one CT image, valid as far as it goes. */
export const anInstance = (SOPInstanceUID: string, more: object = {}): object => ({
  '00080016': element('UI', '1.2.840.10008.5.1.4.1.1.2'),
  '00080018': element('UI', SOPInstanceUID),
  '0020000D': element('UI', '1.2'),
  '0020000E': element('UI', '1.2.3'),
  ...more,
});

export const series = { StudyInstanceUID: '1.2', SeriesInstanceUID: '1.2.3' };
export const aFrame = (frame = 1, SOPInstanceUID = '1.2.3.4') => ({ ...series, SOPInstanceUID, frame });

/** A multipart answer with one frame, and control over how it is wrong. */
export function frameBody(
  bytes: Uint8Array | string,
  { boundary = 'b', type = 'application/octet-stream', length = true, final = true, newline = '\r\n' } = {},
): Buffer {
  const payload = Buffer.from(bytes);
  const header = [
    `--${boundary}`,
    ...(type ? [`Content-Type: ${type}`] : []),
    ...(length ? [`Content-Length: ${payload.length}`] : []),
  ];
  return Buffer.concat([
    Buffer.from(header.join(newline) + newline + newline),
    payload,
    Buffer.from(final ? `${newline}--${boundary}--${newline}` : ''),
  ]);
}

export const MULTIPART = 'multipart/related; type="application/octet-stream"; boundary="b"';

export const sendFrame = (response: ServerResponse, body: Buffer, contentType = MULTIPART): void => {
  response.writeHead(200, { 'Content-Type': contentType });
  response.end(body);
};
