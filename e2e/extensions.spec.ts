import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from '@playwright/test';
import { codedStack, studyUIDOf, writeStudy } from './fixtures/objects.ts';
import { hold } from './routes.ts';
import {
  chooseMode,
  expect,
  hooks,
  openStudy,
  rendered,
  startArchive,
  test,
  type TestArchive,
} from './support.ts';

const examples = fileURLToPath(new URL('../docs/examples', import.meta.url));
const study = studyUIDOf('phases');

/** A plain run of 4 slices and two phases with contrast, of 4 and 3. */
const phases = [
  ...codedStack({
    study: 'phases',
    slices: 4,
    SeriesDescription: 'Liver',
    perSlice: () => ({ AcquisitionNumber: 1 }),
  }),
  ...codedStack({
    study: 'phases',
    slices: 4,
    firstInstance: 5,
    SeriesDescription: 'Liver',
    perSlice: phase(2),
  }),
  ...codedStack({
    study: 'phases',
    slices: 3,
    firstInstance: 9,
    SeriesDescription: 'Liver',
    perSlice: phase(5),
  }),
];
function phase(AcquisitionNumber: number) {
  return () => ({ AcquisitionNumber, ContrastBolusAgent: 'agent' });
}

const broken: Readonly<Record<string, string>> = {
  'syntax.js': 'export default {',
  'throws.js': 'throw new Error("no licence here");',
  'shape.js': 'export default { id: "Shape" };',
  'shadow.js':
    'export default { id: "shadow", getModes: () => [{ id: "viewer", displayName: "Mine", sopClassHandlers: [] }] };',
  'unknown.js':
    'export default { id: "unknown", getModes: () => [{ id: "odd", displayName: "Odd", sopClassHandlers: ["nobody.sopClassHandlerModule.x"] }] };',
  'import.js': 'import "./not-there.js"; export default { id: "import" };',
  'hangs.js': 'await new Promise(() => undefined); export default { id: "hangs" };',
  'fails-in-use.js': `export default (api) => ({
    id: 'fails-in-use',
    getSopClassHandlerModule: () => [{
      name: 'bad',
      sopClassUids: [api.SopClass.CTImageStorage],
      getDisplaySetsFromSeries() { throw new Error('cannot cope'); },
    }],
    getModes: () => [{
      id: 'fragile',
      displayName: 'Fragile',
      sopClassHandlers: ['fails-in-use.sopClassHandlerModule.bad', 'image-stack.sopClassHandlerModule.stack'],
    }],
  });`,
};
const paths = (...names: readonly string[]) => names.map((name) => `./extensions/${name}`);

const folders: string[] = [];
/** A configuration with the example extensions and the broken ones beside it. */
function configWith(extensions: readonly string[], more: object = {}): string {
  const folder = mkdtempSync(join(tmpdir(), 'hangar-config-'));
  folders.push(folder);
  mkdirSync(join(folder, 'extensions'));
  cpSync(join(examples, 'extensions'), join(folder, 'extensions'), { recursive: true });
  for (const [name, code] of Object.entries(broken)) writeFileSync(join(folder, 'extensions', name), code);
  const config = { sources: [{ id: 'default', dicomweb: { root: '/dicom-web' } }], extensions, ...more };
  writeFileSync(join(folder, 'config.json'), JSON.stringify(config));
  return join(folder, 'config.json');
}

const archives: TestArchive[] = [];
async function archiveWith(config: string): Promise<TestArchive> {
  const archive = await startArchive((folder) => writeStudy(folder, phases), { config });
  archives.push(archive);
  return archive;
}
let shipped: TestArchive;
test.beforeAll(async () => {
  shipped = await archiveWith(join(examples, 'config.json'));
});
test.afterAll(async () => {
  for (const archive of archives) await archive.close();
  for (const folder of folders) rmSync(folder, { recursive: true });
});

/** Labels, sizes and handlers of what the study browser lists, in its order. */
const listed = (page: Page) =>
  hooks.thumbnails(page).evaluateAll((all) =>
    all.map((one) => ({
      label: /phase \d/.exec(one.textContent ?? '')?.[0] ?? '',
      frames: one.getAttribute('data-num-frames'),
      handler: one.getAttribute('data-handler-id'),
    })),
  );
const ofPhases = (handler: string) => [
  { label: 'phase 2', frames: '4', handler },
  { label: 'phase 5', frames: '3', handler },
  { label: '', frames: '4', handler: 'image-stack.sopClassHandlerModule.stack' },
];
const leftOut = (page: Page) => page.getByRole('status').filter({ hasText: 'left out' });

test('the example: its mode is offered in the list, opens the study, and is named by Why', async ({
  page,
}) => {
  await page.goto(shipped.url);
  await hooks.study(page, study).hover();
  await hooks.study(page, study).click({ button: 'right' });
  const option = page.locator('[data-mode-option="phases"]');
  await expect(option).toHaveAccessibleName(/Contrast phases/);
  await option.click();
  await expect(page).toHaveURL(/\/phases\?StudyInstanceUIDs=/);
  await rendered(hooks.viewport(page, 1));
  await expect.poll(() => listed(page)).toEqual(ofPhases('contrast-phases.sopClassHandlerModule.phase'));
  await expect(leftOut(page)).toHaveCount(0);

  await hooks.thumbnail(page, 'phase 5').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Why/ }).click();
  const step = page
    .getByTestId('explain-panel')
    .locator('[data-explain-handler="contrast-phases.sopClassHandlerModule.phase"]');
  await expect(step).toHaveAttribute('data-outcome', 'took');
  await expect(step).toContainText('contrast was given, and each acquisition is a phase');
});

test('the classic way of writing it gives the same display sets, by link and by the picker', async ({
  page,
}) => {
  await openStudy(page, shipped, study, { mode: 'phases-classic' });
  await rendered(hooks.viewport(page, 1));
  await expect
    .poll(() => listed(page))
    .toEqual(ofPhases('contrast-phases-classic.sopClassHandlerModule.phase'));
  await hooks.modePicker(page).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-mode-option="phases"]')).toBeVisible();
  await page.locator('[data-mode-option="phases"]').press('Enter');
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'phases');
  await expect.poll(() => listed(page)).toEqual(ofPhases('contrast-phases.sopClassHandlerModule.phase'));
});

test('extensions that fail are named with their reasons and left out; the rest starts', async ({ page }) => {
  const archive = await archiveWith(
    configWith([
      ...paths(
        'gone.js',
        'contrast-phases.js',
        'syntax.js',
        'throws.js',
        'shape.js',
        'shadow.js',
        'unknown.js',
        'import.js',
      ),
      'https://elsewhere.example/x.js',
      'data:text/javascript,export default { id: "data" }',
      ...paths('contrast-phases.js'),
    ]),
  );
  const outside: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(archive.url)) outside.push(request.url());
  });
  await page.goto(archive.url);
  const notice = leftOut(page);
  await expect(notice).toContainText('10 extensions were left out');
  for (const words of [
    './extensions/gone.js: the server answered 404.',
    './extensions/syntax.js: it is not valid JavaScript',
    './extensions/throws.js: it failed while it was loaded: no licence here.',
    /shape\.js: .*lower case letters/,
    /shadow\.js: .*two modes with the id "viewer"/,
    /unknown\.js: .*"nobody\.sopClassHandlerModule\.x", which no extension registers/,
    './extensions/import.js: something that it imports could not be loaded.',
    /elsewhere\.example\/x\.js: it is not on the viewer's own origin/,
    /data:text.*: it is not on the viewer's own origin/,
    './extensions/contrast-phases.js: the configuration names it twice.',
  ])
    await expect(notice).toContainText(words);
  expect(outside).toEqual([]);

  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await expect(leftOut(page)).toContainText('10 extensions were left out');
  await expect(hooks.modePicker(page)).toHaveAccessibleDescription('General');
  await leftOut(page).getByRole('button', { name: 'Dismiss' }).press('Enter');
  await expect(leftOut(page)).toHaveCount(0);
  await chooseMode(page, 'phases');
  await expect.poll(() => listed(page)).toEqual(ofPhases('contrast-phases.sopClassHandlerModule.phase'));
});

test('one that hangs holds up neither the list nor a study in a mode of the viewer, and is named', async ({
  page,
}) => {
  const archive = await archiveWith(configWith(paths('hangs.js', 'contrast-phases.js')));
  await page.goto(archive.url);
  await expect(hooks.study(page, study)).toBeVisible();
  await expect(leftOut(page)).toHaveCount(0);
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await chooseMode(page, 'phases');
  await expect(leftOut(page)).toContainText('./extensions/hangs.js: it did not load within 5 s.');
});

test('a study in a mode of an extension waits for it; the list asks for studies meanwhile', async ({
  page,
}) => {
  const archive = await archiveWith(configWith(paths('contrast-phases.js'), { defaultMode: 'phases' }));
  const held = await hold(page, /\/extensions\/contrast-phases\.js/);
  await page.goto(archive.url);
  await hooks.study(page, study).dblclick();
  await expect(page).toHaveURL(/\/phases\?/);
  await expect(page.getByText('Unknown mode')).toHaveCount(0);
  await held.release();
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'phases');
  await expect.poll(() => listed(page)).toEqual(ofPhases('contrast-phases.sopClassHandlerModule.phase'));
});

test('a mode and a default mode that no extension brings are told', async ({ page }) => {
  const archive = await archiveWith(configWith(paths('contrast-phases.js'), { defaultMode: 'nowhere' }));
  await page.goto(archive.url);
  await expect(page.getByRole('status').filter({ hasText: 'default mode' })).toContainText('“nowhere”');
  await hooks.study(page, study).dblclick();
  await rendered(hooks.viewport(page, 1));
  await expect(hooks.modePicker(page)).toHaveAttribute('data-mode-id', 'viewer');
  await page.goto(`${archive.url}nowhere?StudyInstanceUIDs=${study}`);
  const unknown = page.getByRole('alert');
  await expect(unknown).toContainText('There is no mode “nowhere”');
  await expect(unknown).toContainText('Contrast phases (phases)');
});

test('a handler of an extension that fails on a series is named, and the next shows it', async ({ page }) => {
  const archive = await archiveWith(configWith(paths('fails-in-use.js')));
  await openStudy(page, archive, study, { mode: 'fragile' });
  await rendered(hooks.viewport(page, 1));
  await hooks.thumbnails(page).first().click({ button: 'right' });
  await page.getByRole('menuitem', { name: /Why/ }).click();
  const panel = page.getByTestId('explain-panel');
  const steps = panel.locator('[data-explain-handler]');
  await expect(steps.first()).toHaveAttribute('data-outcome', 'failed');
  await expect(steps.first()).toContainText('cannot cope');
  await expect(steps.nth(1)).toHaveAttribute('data-outcome', 'took');
});
