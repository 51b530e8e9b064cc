import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import {
  codedClip,
  codedStack,
  instanceUIDOf,
  mixedSeries,
  seriesUIDOf,
  sr,
  studyUIDOf,
  writeStudy,
} from './fixtures/objects.ts';
import { hold, seriesListOf } from './routes.ts';
import {
  chooseMode,
  dist,
  expect,
  hooks,
  openStudy,
  rendered,
  sliceOnCanvas,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const study = studyUIDOf('contract');
const other = studyUIDOf('other');
let archive: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [
      ...codedStack({ study: 'contract', series: 1, slices: 8, SeriesDescription: 'Axial' }),
      ...mixedSeries({ study: 'contract', series: 2, slices: 5, SeriesDescription: 'Mixed' }),
      codedClip({ study: 'contract', series: 3, frames: 10, SeriesDescription: 'Clip' }),
      sr({ study: 'contract', series: 4 }),
      ...codedStack({ study: 'other', series: 1, slices: 3, SeriesDescription: 'Elsewhere' }),
    ]),
  );
});
test.afterAll(() => archive.close());

const go = (page: Page, address: string) => page.goto(`${archive.url}${address}`);

for (const [form, query] of [
  ['a comma', `StudyInstanceUIDs=${study},${other}`],
  ['an encoded comma', `StudyInstanceUIDs=${study}%2C${other}`],
  ['a repeated parameter', `StudyInstanceUIDs=${study}&StudyInstanceUIDs=${other}`],
] as const) {
  test(`two studies by ${form} are open together`, async ({ page }) => {
    await go(page, `viewer?${query}`);
    await expect(hooks.browser(page)).toHaveAttribute('data-received-instances', '20');
    await expect(hooks.browser(page).getByRole('heading')).toHaveCount(2);
    await rendered(hooks.viewport(page, 1));
    expect(await hooks.viewport(page, 1).getAttribute('data-image-count')).toBe('8');
  });
}

test('of two studies the first one is shown first, also when the list of its series comes last', async ({
  page,
}) => {
  const held = await hold(page, seriesListOf(study));
  await go(page, `viewer?StudyInstanceUIDs=${study},${other}`);
  await expect(hooks.browser(page)).toHaveAttribute('data-received-instances', '3');
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-state', 'empty');
  await held.release();
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-count', '8');
});

test('a link to a series, an instance or a frame opens the first viewport there', async ({ page }) => {
  const first = hooks.viewport(page, 1);
  const link = async (extra: string) => {
    await go(page, `viewer?StudyInstanceUIDs=${study}${extra}`);
    await rendered(first);
  };
  await link(`&SeriesInstanceUID=${seriesUIDOf('contract', 2)}`);
  await expect(first).toHaveAttribute('data-image-count', '5');

  const instance = instanceUIDOf('contract', 1, 7);
  await link(`&SeriesInstanceUID=${seriesUIDOf('contract', 1)}&SOPInstanceUID=${instance}`);
  await expect(first).toHaveAttribute('data-sop-instance-uid', instance);
  await expect(first).toHaveAttribute('data-frame', '1');
  expect(await sliceOnCanvas(first)).toEqual({ number: 7, series: 1 });

  await link(`&SOPInstanceUID=${instance}`);
  await expect(first).toHaveAttribute('data-sop-instance-uid', instance);

  await link(`&SeriesInstanceUID=${seriesUIDOf('contract', 3)}&frame=6`);
  await expect(first).toHaveAttribute('data-frame', '6');
  await expect(first).toHaveAttribute('data-image-index', '5');
  expect((await sliceOnCanvas(first))?.number).toBe(6);

  await link(`&SeriesInstanceUID=${seriesUIDOf('contract', 4)}`);
  await expect(first).toHaveAttribute('data-viewport-kind', 'document');
});

test('a link to a display set opens it; its id is the same on every load', async ({ page }) => {
  await openStudy(page, archive, study);
  const uid = (await hooks.thumbnail(page, 'Clip').getAttribute('data-display-set-uid')) ?? '';
  expect(uid).toMatch(/^2\.25\.[1-9][0-9]*$/);
  await go(page, `viewer?StudyInstanceUIDs=${study}&displaySet=${uid}`);
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-display-set-uid', uid);
  await expect(hooks.viewport(page, 1)).toHaveAttribute('data-image-count', '10');
});

test('the source by its id; a link cannot name a server', async ({ page }) => {
  await go(page, `viewer?StudyInstanceUIDs=${study}&source=default`);
  await rendered(hooks.viewport(page, 1));
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(archive.url) && !/^(data|blob):/.test(request.url()))
      foreign.push(request.url());
  });
  await go(
    page,
    `viewer?StudyInstanceUIDs=${study}&source=${encodeURIComponent('https://example.org/dicom-web')}`,
  );
  await expect(page.getByRole('alert')).toContainText('https://example.org/dicom-web');
  expect(foreign).toEqual([]);
});

for (const [what, address, names] of [
  ['mode', `nonsense?StudyInstanceUIDs=${study}`, 'nonsense'],
  ['source', `viewer?StudyInstanceUIDs=${study}&source=elsewhere`, 'elsewhere'],
  ['study', 'viewer?StudyInstanceUIDs=1.2.3.404', '1.2.3.404'],
  ['display set', `viewer?StudyInstanceUIDs=${study}&displaySet=2.25.404`, '2.25.404'],
  ['series', `viewer?StudyInstanceUIDs=${study}&SeriesInstanceUID=1.2.405`, '1.2.405'],
  ['instance', `viewer?StudyInstanceUIDs=${study}&SOPInstanceUID=1.2.406`, '1.2.406'],
  ['frame', `viewer?StudyInstanceUIDs=${study}&frame=zero`, 'zero'],
  ['UID', 'viewer?StudyInstanceUIDs=../../etc', '../../etc'],
  ['study parameter', 'viewer', 'StudyInstanceUIDs'],
] as const) {
  test(`an unknown or impossible ${what} is named, with the way back`, async ({ page }) => {
    await go(page, address);
    await expect(page.getByRole('alert')).toContainText(names);
    const back = page
      .getByRole('link', { name: 'Back to the studies' })
      .or(page.getByRole('button', { name: 'Back to the studies' }));
    await back.first().click();
    await expect(hooks.study(page, study)).toBeVisible();
  });
}

test('the hooks of the study browser, the grid and its viewports', async ({ page }) => {
  await openStudy(page, archive, study);
  const browser = hooks.browser(page);
  await expect(browser).toHaveAttribute('data-display-set-count', '6');
  await expect(browser).toHaveAttribute('data-received-instances', '17');
  await expect(browser).toHaveAttribute('data-unclaimed-instances', '1');
  const thumbnail = hooks.thumbnail(page, 'Clip');
  await expect(thumbnail).toHaveAttribute('data-handler-id', 'multi-frame.sopClassHandlerModule.clip');
  await expect(thumbnail).toHaveAttribute('data-series-uid', seriesUIDOf('contract', 3));
  await expect(thumbnail).toHaveAttribute('data-modality', 'US');
  await expect(thumbnail).toHaveAttribute('data-num-frames', '10');
  await expect(thumbnail).toHaveAttribute('data-thumbnail', 'image');
  await expect(thumbnail).toHaveAttribute('draggable', 'true');

  await expect(hooks.grid(page)).toHaveAttribute('data-rows', '1');
  await expect(hooks.grid(page)).toHaveAttribute('data-columns', '2');
  const [first, second] = [hooks.viewport(page, 1), hooks.viewport(page, 2)];
  await rendered(first);
  for (const [name, value] of Object.entries({
    'data-viewport-kind': 'stack',
    'data-active': 'true',
    'data-image-count': '8',
    'data-frame': '1',
  })) {
    await expect(first).toHaveAttribute(name, value);
  }
  const index = Number(await first.getAttribute('data-image-index'));
  const slice = await sliceOnCanvas(first);
  await expect(first).toHaveAttribute('data-sop-instance-uid', instanceUIDOf('contract', 1, slice?.number));
  expect(index).toBeGreaterThanOrEqual(0);
  expect(index).toBeLessThan(8);
  await expect(second).toHaveAttribute('data-state', 'empty');
  await expect(second).toHaveAttribute('data-display-set-uid', '');
  await expect(second).toHaveAttribute('data-active', 'false');

  await hooks.viewport(page, 2).click();
  await expect(second).toHaveAttribute('data-active', 'true');
  await hooks.thumbnail(page, 'Report').focus();
  await page.keyboard.press('Enter');
  await expect(second).toHaveAttribute('data-viewport-kind', 'document');
  await rendered(second);
  expect(await second.getAttribute('data-image-index')).toBeNull();
});

test('the explanation lists every handler in the mode’s order, with what each did', async ({ page }) => {
  await openStudy(page, archive, study);
  // Four of the mode's handlers, in its order; others stand before and between them.
  const handlers = [
    'structured-report.sopClassHandlerModule.report',
    'encapsulated-document.sopClassHandlerModule.pdf',
    'multi-frame.sopClassHandlerModule.clip',
    'image-stack.sopClassHandlerModule.stack',
  ];
  const panel = page.getByTestId('explain-panel');
  const outcomes = async (text: string) => {
    await hooks.thumbnail(page, text).focus();
    await page.keyboard.press('e');
    await expect(panel).toHaveAttribute(
      'data-display-set-uid',
      (await hooks.thumbnail(page, text).getAttribute('data-display-set-uid')) ?? '',
    );
    const steps = await panel.locator('[data-explain-handler]').evaluateAll((all) =>
      all.map((one) => ({
        handler: one.getAttribute('data-explain-handler') ?? '',
        outcome: one.getAttribute('data-outcome') ?? '',
      })),
    );
    const known = steps.filter(({ handler }) => handlers.includes(handler));
    expect(known.map(({ handler }) => handler)).toEqual(handlers);
    for (const { outcome } of steps) expect(['took', 'left', 'no-match', 'failed']).toContain(outcome);
    return known.map(({ outcome }) => outcome);
  };
  expect(await outcomes('Axial')).toEqual(['no-match', 'no-match', 'left', 'took']);
  expect(await outcomes('Clip')).toEqual(['no-match', 'no-match', 'took', 'no-match']);
  expect(await outcomes('Radiology Report')).toEqual(['took', 'no-match', 'no-match', 'no-match']);
  expect(await outcomes('Private object')).toEqual(['no-match', 'no-match', 'left', 'took']);
  await expect(panel).toContainText(/None of the \d+ handlers/);
  await panel.getByRole('button', { name: 'Close' }).click();
  await expect(panel).toHaveCount(0);
});

test('npm run explain prints the display sets that the viewer shows, with their ids, in each mode', async ({
  page,
}) => {
  await openStudy(page, archive, other);
  for (const mode of ['viewer', 'raw']) {
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [join(root, 'server', 'explain.mjs'), archive.folder, '--mode', mode, '--json'],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    const printed: unknown = JSON.parse(stdout);
    const expected = displaySetsOf(printed, other);
    if (mode !== 'viewer') await chooseMode(page, mode);
    await expect(hooks.thumbnails(page)).toHaveCount(expected.length);
    const shown = await hooks
      .thumbnails(page)
      .evaluateAll((all) => all.map((one) => one.getAttribute('data-display-set-uid')));
    expect(shown.sort()).toEqual([...expected].sort());
  }
});

/** The ids that `explain --json` printed for a study (docs/contract.md). */
function displaySetsOf(printed: unknown, uid: string): string[] {
  if (typeof printed !== 'object' || printed === null || !('displaySets' in printed)) return [];
  const { displaySets } = printed;
  if (!Array.isArray(displaySets)) return [];
  return displaySets.flatMap((set: { StudyInstanceUID?: unknown; displaySetInstanceUID?: unknown }) =>
    set.StudyInstanceUID === uid ? [String(set.displaySetInstanceUID)] : [],
  );
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.mjs': 'text/javascript',
  '.css': 'text/css',
  '.json': 'application/json',
  '.wasm': 'application/wasm',
  '.svg': 'image/svg+xml',
};

/** Any web server with the built files under `base`, its pages answered by index.html. */
async function serveUnder(base: string): Promise<{ url: string; server: Server }> {
  const server = createServer((request, response) => {
    const path = decodeURIComponent((request.url ?? '/').split('?')[0] ?? '/');
    const name = path.startsWith(base) ? path.slice(base.length) : undefined;
    const file = name === undefined ? undefined : join(dist, name);
    const found = file !== undefined && existsSync(file) && extname(file) !== '' ? file : undefined;
    if (name === undefined || (!found && /[/.]/.test(name))) {
      response.writeHead(404).end();
      return;
    }
    const body = found ?? join(dist, 'index.html');
    response.writeHead(200, { 'Content-Type': types[extname(body)] ?? 'application/octet-stream' });
    response.end(readFileSync(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return { url: `http://127.0.0.1:${address.port}${base}`, server };
}

test('the build runs under any base path', async ({ page }) => {
  const { url, server } = await serveUnder('/hospital/imaging/');
  try {
    const stray: string[] = [];
    page.on('request', (request) => {
      const { pathname, protocol } = new URL(request.url());
      if (
        protocol !== 'http:' ||
        pathname.startsWith('/hospital/imaging/') ||
        pathname.startsWith('/dicom-web/')
      )
        return;
      stray.push(pathname);
    });
    await page.route(/\/dicom-web\//, async (route) => {
      const { pathname, search } = new URL(route.request().url());
      const response = await route.fetch({ url: `${archive.url}${pathname.slice(1)}${search}` });
      await route.fulfill({ response });
    });
    await page.goto(url);
    await hooks.study(page, study).dblclick();
    await expect(page).toHaveURL(`${url}viewer?StudyInstanceUIDs=${study}`);
    await rendered(hooks.viewport(page, 1));
    await expect(hooks.browser(page)).toHaveAttribute('data-received-instances', '17');
    await chooseMode(page, 'raw');
    await expect(page).toHaveURL(`${url}raw?StudyInstanceUIDs=${study}`);
    await page.reload();
    await rendered(hooks.viewport(page, 1));
    await chooseMode(page, 'viewer');
    await hooks.thumbnail(page, 'Report').dblclick();
    await rendered(hooks.viewport(page, 1));
    await page.getByRole('button', { name: 'Back to the studies' }).click();
    await expect(page).toHaveURL(url);
    await expect(hooks.study(page, study)).toBeVisible();
    await page.goto(`${url}nonsense`);
    await page.getByRole('link', { name: 'Back to the studies' }).click();
    await expect(hooks.study(page, study)).toBeVisible();
    expect(stray).toEqual([]);
  } finally {
    // What the page still asks for when all is seen is answered before the test ends.
    await page.unrouteAll({ behavior: 'wait' });
    server.closeAllConnections();
    server.close();
  }
});

test('a configuration that cannot be used says which key is wrong', async ({ page }) => {
  for (const [config, says] of [
    ['{"sources": []}', 'sources'],
    ['{"sources": [{"id": "Upper Case", "dicomweb": {"root": "/x"}}]}', 'sources.0.id'],
    ['{"sources": [{"id": "a", "dicomweb": {"root": "/x"}}], "defaultMode": "nope"}', 'nope'],
    ['not json', 'not JSON'],
  ] as const) {
    await page.route('**/config.json', (route) =>
      route.fulfill({ contentType: 'application/json', body: config }),
    );
    await page.goto(archive.url);
    await expect(page.getByRole('alert')).toContainText(says);
    await page.unrouteAll();
  }
});

test('several sources: a link opens the one it names, the list changes between them', async ({ page }) => {
  const folder = mkdtempSync(join(tmpdir(), 'hangar-config-'));
  try {
    const file = join(folder, 'config.json');
    writeFileSync(
      file,
      JSON.stringify({
        sources: [
          { id: 'broken', displayName: 'Broken', dicomweb: { root: '/nothing-here' } },
          { id: 'good', displayName: 'Good', dicomweb: { root: '/dicom-web' } },
        ],
      }),
    );
    await page.route('**/config.json', (route) => route.fulfill({ path: file }));
    await go(page, `viewer?StudyInstanceUIDs=${study}&source=good`);
    await rendered(hooks.viewport(page, 1));
    await chooseMode(page, 'raw');
    await expect(page).toHaveURL(/source=good/);
    await page.getByRole('button', { name: 'Back to the studies' }).click();
    await expect(hooks.study(page, study)).toBeVisible();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
