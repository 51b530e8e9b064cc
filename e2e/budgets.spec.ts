import type { Page } from '@playwright/test';
import { codedStack, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { expect, hooks, rendered, startArchive, test, type TestArchive } from './support.ts';
import { isArchive, isCode, isFrame, isMetadata, recordTransfers, type Transfer } from './transfers.ts';

/**
 * What may lie between a link and the first image. These are limits, not aims: each is a little above what was
 * measured when it was set (docs/performance.md), so that a change that costs more is noticed where it is made.
 */
const limits = {
  /** As many were measured, of which one is the frame. */
  requests: 5,
  /** JavaScript, WebAssembly and style sheets on the wire, brotli, kB. Aim: 930. */
  codeKB: 420,
  /** In how many files: scripts, style sheets and the decoder's worker. */
  codeFiles: 16,
  /** Answers to queries and metadata on the wire, for the 80 images here, kB: however many there are. */
  metadataKB: 100,
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

/** Opens a link with nothing in any cache; what had been asked for when the frame of the first image was here. */
async function untilFirstImage(page: Page, uid: string): Promise<readonly Transfer[]> {
  const transfers = recordTransfers(page);
  await page.goto(`${archive.url}viewer?StudyInstanceUIDs=${uid}`);
  const viewport = hooks.viewport(page, 1);
  await rendered(viewport);
  const shown = await viewport.getAttribute('data-sop-instance-uid');
  const isShown = ({ path }: Transfer) => path.includes(`/instances/${shown}/frames/`);
  await expect.poll(async () => (await transfers()).find(isShown)?.end).toBeGreaterThan(0);
  const sent = await transfers();
  const here = sent.find(isShown)?.end ?? 0;
  return sent.filter(({ start }) => start <= here);
}

const sumKB = (sent: readonly Transfer[]) => sent.reduce((total, { bytes }) => total + bytes, 0) / 1000;

test('from a link to the first image: requests, code and metadata stay within their limits', async ({
  page,
}) => {
  const sent = await untilFirstImage(page, studyUIDOf('budget'));
  const asked = sent.filter(isArchive);
  const lines = asked.map(({ path, start, end }) => `${start.toFixed(0)}–${end?.toFixed(0)} ms ${path}`);
  const words = lines.join('\n');
  expect(asked.some(isFrame) && asked.some(isMetadata), words).toBe(true);
  expect(asked.length, words).toBeLessThanOrEqual(limits.requests);
  expect(sumKB(asked.filter(isMetadata)), words).toBeLessThanOrEqual(limits.metadataKB);
  const code = sent.filter(isCode);
  const sizes = code.map(({ path, bytes }) => `${bytes} ${path}`).join('\n');
  expect(code.length, sizes).toBeGreaterThan(3);
  expect(code.length, sizes).toBeLessThanOrEqual(limits.codeFiles);
  expect(sumKB(code), sizes).toBeGreaterThan(100);
  expect(sumKB(code), sizes).toBeLessThanOrEqual(limits.codeKB);
});
