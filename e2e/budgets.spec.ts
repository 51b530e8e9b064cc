import type { Page, Request } from '@playwright/test';
import { codedStack, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { expect, hooks, rendered, startArchive, test, type TestArchive } from './support.ts';

/**
 * What may lie between a link and the first image. These are limits, not aims: each is a little above what was
 * measured when it was set (docs/performance.md), so that a change that costs more is noticed where it is made.
 */
const limits = {
  /** Aim: five, of which one is the frame. */
  requests: 12,
  /** JavaScript, WebAssembly and style sheets on the wire, brotli, kB. Aim: 930. */
  codeKB: 1060,
  /** Answers to queries and metadata on the wire, for the 80 images here, kB. Aim: 100, however many there are. */
  metadataKB: 180,
};

let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(
      folder,
      [1, 2].flatMap((series) => codedStack({ study: 'budget', series, slices: 40, rows: 64, columns: 64 })),
    ),
  );
});
test.afterAll(() => archive.close());

interface Sent {
  readonly path: string;
  /** ms on the page's clock. */
  readonly start: number;
  readonly end: number;
  /** Of the body as it came. */
  readonly bytes: number;
}

/** Opens a link with nothing in any cache; what was asked for until the frame of the first image was here. */
async function untilFirstImage(
  page: Page,
  uid: string,
): Promise<{ readonly sent: Sent[]; readonly frame: Sent }> {
  const requests: Request[] = [];
  page.on('request', (request) => requests.push(request));
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${uid}`);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  const shown = await viewport.getAttribute('data-sop-instance-uid');
  const origin = await page.evaluate(() => performance.timeOrigin);
  const sent = await Promise.all(
    [...requests].map(async (request) => {
      const path = new URL(request.url()).pathname;
      const response = await request.response();
      await response?.finished();
      const { startTime, responseEnd } = request.timing();
      const start = startTime - origin;
      // One that was given up has brought nothing.
      const bytes = request.failure() === null ? (await request.sizes()).responseBodySize : 0;
      return { path, start, end: start + responseEnd, bytes };
    }),
  );
  const frame = sent.find(({ path }) => path.includes(`/instances/${shown}/frames/`));
  if (!frame) throw new Error(`no frame of ${shown} was asked for`);
  return { sent: sent.filter(({ start }) => start <= frame.end), frame };
}

const sum = (sent: readonly Sent[]) => sent.reduce((total, { bytes }) => total + bytes, 0) / 1000;

test('from a link to the first image: requests, code and metadata stay within their limits', async ({
  page,
}) => {
  const { sent, frame } = await untilFirstImage(page, studyUIDOf('budget'));
  const asked = sent.filter(({ path }) => path.startsWith('/dicom-web/'));
  const words = asked
    .map(({ path, start, end }) => `${start.toFixed(0)}–${end.toFixed(0)} ms ${path}`)
    .join('\n');
  expect(asked, words).toContain(frame);
  expect(asked.length, words).toBeLessThanOrEqual(limits.requests);
  const code = sent.filter(({ path }) => /\.(js|mjs|css|wasm)$/.test(path));
  expect(code.length).toBeGreaterThan(3);
  expect(sum(code), code.map(({ path, bytes }) => `${bytes} ${path}`).join('\n')).toBeLessThanOrEqual(
    limits.codeKB,
  );
  expect(sum(asked.filter(({ path }) => !path.includes('/frames/'))), words).toBeLessThanOrEqual(
    limits.metadataKB,
  );
});
