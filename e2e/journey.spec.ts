import { codedStack, codedClip, sr, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import {
  chooseMode,
  expect,
  hooks,
  recordRequests,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: 'journey', series: 1, slices: 20, SeriesDescription: 'Axial' }),
      ...codedStack({ study: 'journey', series: 2, slices: 5, SeriesDescription: 'Thin' }),
      codedClip({ study: 'journey', series: 3, frames: 12, SeriesDescription: 'Clip' }),
      sr({ study: 'journey', series: 4 }),
    ]),
  );
});
test.afterAll(() => archive.close());

test('open a study, drag a series into a viewport, switch the mode: no request, the same image', async ({
  page,
}) => {
  await page.goto(archive.url);
  await hooks.study(page, studyUIDOf('journey')).dblclick();
  const first = hooks.viewport(page, 1);
  await rendered(first);
  await expect(first).toHaveAttribute('data-image-count', '20');
  expect((await sliceOnCanvas(first))?.series).toBe(1);

  await hooks.thumbnail(page, 'Thin').dragTo(hooks.viewport(page, 2));
  const second = hooks.viewport(page, 2);
  await rendered(second);
  await expect(second).toHaveAttribute('data-image-count', '5');
  expect((await sliceOnCanvas(second))?.series).toBe(2);
  await expect(first).toHaveAttribute('data-image-count', '20');

  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  await expect(page.locator('[data-thumbnail="pending"]')).toHaveCount(0);
  const instance = await first.getAttribute('data-sop-instance-uid');
  const requests = recordRequests(page);
  await chooseMode(page, 'raw');
  await expect(hooks.browser(page)).toHaveAttribute('data-display-set-count', '27');
  await expect(first).toHaveAttribute('data-sop-instance-uid', instance ?? '');
  await chooseMode(page, 'viewer');
  await expect(first).toHaveAttribute('data-image-count', '20');
  await expect(first).toHaveAttribute('data-sop-instance-uid', instance ?? '');
  expect(requests.urls).toEqual([]);
});
