import { codedStack, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { expect, hooks, openStudy, rendered, startArchive, test, type TestArchive } from './support.ts';

const study = studyUIDOf('connection');
let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: 'connection', series: 1, slices: 3, SeriesDescription: 'Axial' }),
      ...codedStack({ study: 'connection', series: 2, slices: 7, SeriesDescription: 'Thin' }),
    ]),
  );
});
test.afterAll(() => archive.close());

test('without a connection the page says so, and what failed comes by itself when it is back', async ({
  page,
  context,
}) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await context.setOffline(true);
  await expect(page.getByRole('status').filter({ hasText: 'No connection' })).toBeVisible();
  await hooks.thumbnail(page, 'Thin').dblclick();
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-state', 'error', { timeout: 30_000 });
  await context.setOffline(false);
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-count', '7');
  await expect(page.getByText('No connection')).toBeHidden();
});
