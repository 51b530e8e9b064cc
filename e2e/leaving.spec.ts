import { codedStack, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { expect, hooks, rendered, startArchive, test, type TestArchive } from './support.ts';

const study = studyUIDOf('left');
const slices = 60;
let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, codedStack({ study: 'left', slices, rows: 256, columns: 256 })),
  );
});
test.afterAll(() => archive.close());

test('a study opened and left ten times leaves neither pixels nor heap behind', async ({ page }) => {
  const session = await page.context().newCDPSession(page);
  /** JavaScript objects and what they hold beside the heap, pixels among it, MB. */
  const held = async () => {
    await session.send('HeapProfiler.collectGarbage');
    const { usedSize, backingStorageSize } = await session.send('Runtime.getHeapUsage');
    return { heapMB: usedSize / 1024 ** 2, pixelsMB: backingStorageSize / 1024 ** 2 };
  };
  const visit = async () => {
    await hooks.study(page, study).dblclick();
    await rendered(hooks.viewport(page, 1));
    const memory = page.getByTestId('memory');
    await expect
      .poll(async () => Number(await memory.getAttribute('data-used')))
      .toBe(slices * 256 * 256 * 2);
    await page.getByRole('button', { name: 'Back to the studies' }).click();
    await expect(hooks.study(page, study)).toBeVisible();
  };
  await page.goto(archive.url);
  // The first visit loads code that stays.
  await visit();
  const before = await held();
  for (let times = 0; times < 10; times += 1) await visit();
  const after = await held();
  expect(after.heapMB - before.heapMB).toBeLessThan(10);
  // The stack has 7.5 MB.
  await expect.poll(async () => (await held()).pixelsMB).toBeLessThan(5);
});
