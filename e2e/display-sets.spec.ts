import type { Page, Route } from '@playwright/test';
import {
  brokenPixels,
  codedClip,
  codedStack,
  localizerAndAxial,
  mixedSeries,
  multiEcho,
  pdf,
  sr,
  studyUIDOf,
  twoOrientations,
  unknownSOPClassUID,
  writeStudy,
} from './fixtures/objects.ts';
import { anyMetadata } from './routes.ts';
import {
  chooseMode,
  expect,
  hooks,
  openStudy,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const name = 'sets';
const study = studyUIDOf(name);
const received = 49;
let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...localizerAndAxial({ study: name, series: 1, slices: 10, SeriesDescription: 'Head' }),
      ...multiEcho({ study: name, series: 2, SeriesDescription: 'Echoes' }),
      ...mixedSeries({ study: name, series: 3, SeriesDescription: 'Mixed' }),
      codedClip({ study: name, series: 4, frames: 12, SeriesDescription: 'Clip' }),
      sr({ study: name, series: 5 }),
      brokenPixels({ study: name, series: 6 }),
      ...twoOrientations({ study: name, series: 7, SeriesDescription: 'Planes' }),
      pdf({ study: name, series: 10 }),
    ]),
  );
});
test.afterAll(() => archive.close());

/** Tall enough that the virtual list draws every row. */
test.use({ viewport: { width: 1280, height: 1600 } });

/** What the study browser lists: series, handler, frames, and the kind that a viewport would use first. */
async function listed(page: Page): Promise<string[]> {
  await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
  const count = Number(await hooks.browser(page).getAttribute('data-display-set-count'));
  await expect(hooks.thumbnails(page)).toHaveCount(count);
  const rows = await hooks.thumbnails(page).evaluateAll((elements) =>
    elements.map((element) => {
      const { dataset } = element as HTMLElement;
      const number = /^Series (\d+)/.exec(element.getAttribute('aria-label') ?? '')?.[1];
      const handler = dataset['handlerId']?.split('.').at(-1);
      return {
        text: `${number} ${dataset['modality']} ${handler} ${dataset['numFrames']}`,
        position: Number(element.getAttribute('aria-posinset')),
      };
    }),
  );
  // The order on the screen is the order that assistive technology is told.
  return rows.sort((a, b) => a.position - b.position).map(({ text }) => text);
}

const [localizer, axial] = ['1 CT localizers 1', '1 CT stack 10'];
const echoes = Array<string>(3).fill('2 MR echoes 5');
const mixed = ['3 CT stack 5', '3 CT stack 1'];
const others = ['6 CT stack 1', '7 CT stack 6', '7 CT stack 6'];
const [clip, report, paper, unclaimed] = [
  '4 US clip 12',
  '5 SR report 0',
  '10 DOC pdf 0',
  '3 CT unsupported 0',
];
const table = {
  viewer: [localizer, axial, ...echoes, ...mixed, unclaimed, clip, report, ...others, paper],
  cine: [clip, report, paper, localizer, ...echoes, axial, ...mixed, ...others, unclaimed],
  reports: [report, paper, localizer, ...echoes, clip, axial, ...mixed, ...others, unclaimed],
};

for (const [mode, rows] of Object.entries(table)) {
  test(`the mode ${mode} makes exactly these display sets, in this order`, async ({ page }) => {
    await openStudy(page, archive, study, { mode });
    expect(await listed(page)).toEqual(rows);
  });
}

test('the mode raw makes one display set an instance, in the order of series', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 5000 });
  await openStudy(page, archive, study, { mode: 'raw' });
  const rows = await listed(page);
  expect(rows).toHaveLength(received);
  expect(rows.map((row) => Number(row.split(' ')[0]))).toEqual(
    [11, 15, 7, 1, 1, 1, 12, 1].flatMap((count, index) =>
      Array.from({ length: count }, () => [1, 2, 3, 4, 5, 6, 7, 10][index] ?? 0),
    ),
  );
});

test('every instance is accounted for in numbers that the reader sees, in every mode', async ({ page }) => {
  await openStudy(page, archive, study);
  for (const [mode, unclaimedCount] of [
    ['viewer', 1],
    ['cine', 1],
    ['reports', 1],
    ['raw', 0],
  ] as const) {
    if (mode !== 'viewer') await chooseMode(page, mode);
    const browser = hooks.browser(page);
    await expect(browser).toHaveAttribute('data-received-instances', String(received));
    await expect(browser).toHaveAttribute('data-unclaimed-instances', String(unclaimedCount));
    await expect(browser).toContainText(`${received} of ${received} instances`);
    await expect(browser.getByText('1 not displayable')).toHaveCount(unclaimedCount);
  }
});

test('what no handler reads is there, says why, and shows its attributes', async ({ page }) => {
  await openStudy(page, archive, study);
  const row = page.locator('[data-handler-id="hangar.unsupported"]');
  await expect(row).toContainText('Cannot be displayed');
  await expect(row).toHaveAttribute('data-thumbnail', 'icon');
  await row.dblclick();
  const viewport = hooks.viewport(page, 1);
  await expect(viewport).toHaveAttribute('data-viewport-kind', 'tags');
  await rendered(viewport);
  await expect(viewport).toContainText(unknownSOPClassUID);
});

test('a broken image says so in its viewport and harms no other', async ({ page }) => {
  await openStudy(page, archive, study);
  await hooks.thumbnail(page, 'Broken').dblclick();
  const viewport = hooks.viewport(page, 1);
  await expect(viewport).toHaveAttribute('data-state', 'error');
  await expect(viewport.getByRole('alert')).not.toBeEmpty();
  await hooks.thumbnail(page, 'TE 60 ms').dblclick();
  await rendered(viewport);
  await expect(viewport).toHaveAttribute('data-image-count', '5');
});

test('echoes and localizers of one series are sets of their own and open on their own images', async ({
  page,
}) => {
  await openStudy(page, archive, study);
  const first = hooks.viewport(page, 1);
  await rendered(first);
  // Not the localizer, although it comes first in the series.
  await expect(first).toHaveAttribute('data-image-count', '10');
  for (const [text, slices] of [
    ['TE 20 ms', [1, 5]],
    ['TE 60 ms', [6, 10]],
    ['TE 100 ms', [11, 15]],
  ] as const) {
    const thumbnail = hooks.thumbnail(page, text);
    await thumbnail.dblclick();
    await expect(first).toHaveAttribute(
      'data-display-set-uid',
      (await thumbnail.getAttribute('data-display-set-uid')) ?? '',
    );
    await rendered(first);
    await expect(first.getByTestId('viewport-overlay')).toContainText(text);
    for (const [key, number] of [
      ['Home', slices[0]],
      ['End', slices[1]],
    ] as const) {
      await first.press(key);
      await expect.poll(async () => (await sliceOnCanvas(first))?.number).toBe(number);
    }
  }
});

test('the order of answers, series and instances changes neither ids nor grouping', async ({ page }) => {
  const contents = async () => {
    await listed(page);
    return hooks
      .thumbnails(page)
      .evaluateAll((elements) =>
        elements.map(
          (element) =>
            `${element.getAttribute('data-display-set-uid')} ${element.getAttribute('aria-label')?.replace(/, shown in viewport.*/, '')}`,
        ),
      );
  };
  await openStudy(page, archive, study);
  const asSent = await contents();
  await page.route(/\/dicom-web\/studies\/[0-9.]+\/series(\?|$)/, reversed);
  await page.route(anyMetadata, reversed);
  await openStudy(page, archive, study);
  expect(await contents()).toEqual(asSent);
});

async function reversed(route: Route): Promise<void> {
  const response = await route.fetch();
  const list: unknown = await response.json();
  if (!Array.isArray(list)) throw new Error('the archive did not answer with a list');
  // Without the headers of the answer, whose length is another.
  await route.fulfill({ contentType: 'application/dicom+json', body: JSON.stringify(list.reverse()) });
}

test('new instances: counts follow, ids stay, and the viewport stays on its image', async ({ page }) => {
  const growing = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: 'grows', series: 1, slices: 6, SeriesDescription: 'Growing' }),
      ...codedStack({ study: 'grows', series: 2, slices: 3, SeriesDescription: 'Still' }),
    ]),
  );
  try {
    await openStudy(page, growing, studyUIDOf('grows'));
    const viewport = hooks.viewport(page, 1);
    await rendered(viewport);
    await viewport.press('Home');
    await viewport.press('ArrowDown');
    await expect(viewport).toHaveAttribute('data-image-index', '1');
    const image = await viewport.getAttribute('data-sop-instance-uid');
    const slice = await sliceOnCanvas(viewport);
    const id = await viewport.getAttribute('data-display-set-uid');

    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('status').filter({ hasText: 'Nothing new' })).toBeVisible();

    // Below the first slice: every image of the stack moves up.
    await writeStudy(
      growing.folder,
      codedStack({
        study: 'grows',
        series: 1,
        slices: 2,
        firstInstance: 7,
        origin: [-120, -120, -5],
        SeriesDescription: 'Growing',
      }),
    );
    await writeStudy(growing.folder, [sr({ study: 'grows', series: 3 })]);
    await growing.indexed();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (anyMetadata.test(request.url())) asked.push(request.url());
    });
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(hooks.browser(page)).toHaveAttribute('data-received-instances', '12');
    await expect(hooks.browser(page)).toHaveAttribute('aria-busy', 'false');
    expect(asked).toHaveLength(2);
    await expect(hooks.thumbnail(page, 'Growing')).toContainText('8 images');
    await expect(hooks.thumbnail(page, 'Growing')).toHaveAttribute('data-display-set-uid', id ?? '');
    await expect(viewport).toHaveAttribute('data-image-count', '8');
    await expect(viewport).toHaveAttribute('data-image-index', '3');
    await expect(viewport).toHaveAttribute('data-sop-instance-uid', image ?? '');
    await expect(viewport.getByTestId('overlay-image')).toHaveText('im 4/8');
    expect(await sliceOnCanvas(viewport)).toEqual(slice);

    await page.route(/\/dicom-web\//, (route) => route.abort('connectionrefused'));
    await page.getByRole('button', { name: 'Refresh' }).click();
    await expect(page.getByRole('alert')).toContainText('could not be refreshed');
    await expect(hooks.thumbnails(page)).toHaveCount(3);
    await rendered(viewport);
  } finally {
    await growing.close();
  }
});
