import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { readFile } from 'node:fs/promises';
import {
  codedClip,
  codedStack,
  manySeries,
  seriesUIDOf,
  sr,
  studyUIDOf,
  unknownClass,
  unknownSOPClassUID,
  writeStudy,
} from './fixtures/objects.ts';
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

const study = studyUIDOf('coverage');
const objects = () => [
  ...codedStack({ study: 'coverage', series: 1, slices: 6, SeriesDescription: 'Axial' }),
  codedClip({ study: 'coverage', series: 2, frames: 8, SeriesDescription: 'Clip' }),
  unknownClass({ study: 'coverage', series: 3 }),
  sr({ study: 'coverage', series: 4 }),
  ...codedStack({ study: 'coverage', series: 5, slices: 12, missing: [4, 5], SeriesDescription: 'Gap' }),
];
let archive: TestArchive;
let second: TestArchive;
test.beforeAll(async () => {
  archive = await startArchive((folder) =>
    writeStudy(folder, [...objects(), ...codedStack({ study: 'plain', series: 1, slices: 3 })]),
  );
  // Another server with the same objects, written in another order.
  second = await startArchive((folder) => writeStudy(folder, objects().reverse()));
});
test.afterAll(() => Promise.all([archive.close(), second.close()]));

const sheet = (page: Page) => page.getByTestId('coverage');
const badge = (page: Page) => page.getByTestId('instance-count');
const tab = (page: Page, name: string | RegExp) => sheet(page).getByRole('tab', { name });
const table = (page: Page, name: string) => sheet(page).getByRole('table', { name });
const cells = (page: Page, row: string) =>
  sheet(page)
    .locator(row)
    .evaluate((element) => [...element.children].map((cell) => cell.textContent));

async function openCoverage(page: Page) {
  await badge(page).click();
  await expect(sheet(page)).toBeVisible();
  await expect(sheet(page).locator('[data-modes-done]')).toHaveAttribute('aria-busy', 'false');
}

const axe = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html}`)).toEqual([]);
};

test('SOP classes by modes: what each shows, red where no handler reads a class', async ({ page }) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await expect(badge(page)).toHaveAttribute('data-uncovered', 'true');
  await openCoverage(page);
  const content = sheet(page).locator('[data-modes-done]');
  await expect(content).toHaveAttribute('data-received', '19');
  await expect(content).toHaveAttribute('data-shown', '18');
  await expect(content).toHaveAttribute('data-unclaimed', '1');
  await expect(sheet(page)).toContainText(
    '19 of 19 instances received, 18 shown in General, 1 unclaimed (1 SOP class without a handler)',
  );

  const headings = await table(page, 'SOP classes by modes').getByRole('columnheader').allInnerTexts();
  const general = headings.indexOf('General');
  const raw = headings.indexOf('Raw');
  const odd = `[data-sop-class="${unknownSOPClassUID}"]`;
  await expect(sheet(page).locator(odd)).toHaveAttribute('data-uncovered', 'true');
  const row = await cells(page, odd);
  expect([row[1], row[general], row[raw]]).toEqual(['1', 'no handler', '1']);
  const ct = await cells(page, '[data-sop-class="1.2.840.10008.5.1.4.1.1.2"]');
  expect(ct.slice(1).every((cell) => cell === '16')).toBe(true);
  const rows = table(page, 'SOP classes by modes').getByRole('row');
  const columns = (
    await rows.evaluateAll((all) => all.map((one) => [...one.children].map((cell) => cell.textContent)))
  ).slice(1);
  const sums = columns.at(-1) ?? [];
  for (const index of [1, general, raw]) {
    const total = columns.slice(0, -1).reduce((sum, line) => sum + (Number(line[index]) || 0), 0);
    expect(String(total)).toBe(sums[index]);
  }
  await axe(page);

  // Another mode of the study: the badge follows.
  await sheet(page).getByRole('button', { name: 'Close' }).click();
  await chooseMode(page, 'raw');
  await expect(badge(page)).not.toHaveAttribute('data-uncovered', 'true');
});

test('by handlers and by series: sums that add up, and what the archive promised', async ({ page }) => {
  await page.route(/\/series(\?|$)/, async (route) => {
    const response = await route.fetch();
    const series = (await response.json()) as Record<string, { Value?: unknown[] }>[];
    for (const one of series)
      if (one['0020000E']?.Value?.[0] === seriesUIDOf('coverage', 1))
        one['00201209'] = { ...one['00201209'], Value: [240] };
    // Without the headers of the answer, whose length is another.
    await route.fulfill({ contentType: 'application/dicom+json', body: JSON.stringify(series) });
  });
  await openStudy(page, archive, study);
  await openCoverage(page);
  await tab(page, /^By handlers/).click();
  await expect(table(page, 'SOP classes by handlers')).toContainText('image-stack stack');
  const ofMode = sheet(page).getByRole('combobox', { name: 'Handlers of' });
  await ofMode.selectOption('raw');
  await expect(table(page, 'SOP classes by handlers')).not.toContainText('image-stack stack');
  await ofMode.selectOption('viewer');
  expect(await cells(page, `[data-sop-class="${unknownSOPClassUID}"]`)).toEqual(
    expect.arrayContaining(['1 no handler']),
  );
  await axe(page);
  await tab(page, /^Series/).click();
  const first = sheet(page).locator(`[data-series-uid="${seriesUIDOf('coverage', 1)}"]`);
  await expect(first).toContainText('6 of 240 received');
  await expect(table(page, 'Series').getByRole('row').last()).toContainText('19 of 253 received');
  await expect(badge(page)).toContainText('19 of 253');
  await axe(page);
});

test('the sheet of display sets sorts, filters and leads to the explanation, by keyboard', async ({
  page,
}) => {
  await openStudy(page, archive, study);
  await rendered(hooks.viewport(page, 1));
  await badge(page).focus();
  await page.keyboard.press('Enter');
  await expect(sheet(page)).toBeFocused();
  await expect(sheet(page).locator('[data-modes-done]')).toHaveAttribute('aria-busy', 'false');
  await tab(page, 'SOP classes by modes').focus();
  for (const next of [/^By handlers/, /^Series/, /^Display sets/]) {
    await page.keyboard.press('ArrowRight');
    await expect(tab(page, next)).toBeFocused();
  }
  await expect(tab(page, /^Display sets/)).toHaveAttribute('aria-selected', 'true');
  const rows = sheet(page).locator('[data-qa-row]');
  await expect(rows).toHaveCount(5);
  await expect(rows.first()).toContainText('6 positions, 2.5 mm apart');
  await expect(sheet(page).locator('[data-qa-row]', { hasText: 'Clip' })).toContainText('25 fps FrameTime');

  const images = table(page, 'Display sets').getByRole('columnheader', { name: 'Images' });
  await images.getByRole('button').press('Enter');
  await expect(images).toHaveAttribute('aria-sort', 'ascending');
  await images.getByRole('button').press('Enter');
  await expect(images).toHaveAttribute('aria-sort', 'descending');
  await expect(rows.first()).toContainText('Gap');

  await sheet(page).getByRole('checkbox', { name: 'Only with warnings' }).press('Space');
  await expect(rows).toHaveCount(2);
  await sheet(page).getByRole('searchbox', { name: 'Filter display sets' }).fill('missing');
  await expect(rows).toHaveCount(1);
  await expect(rows.first()).toContainText('2 of 12 slices are missing');
  await axe(page);
  const uid = await rows.first().getAttribute('data-qa-row');
  await rows.first().getByRole('button').press('Enter');
  await expect(sheet(page)).toHaveCount(0);
  await expect(page.getByTestId('explain-panel')).toHaveAttribute('data-display-set-uid', uid ?? '');
});

test('the fingerprint is the same at two servers, another in another mode, and pasted ones are judged', async ({
  page,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const read = async () => {
    await openCoverage(page);
    await tab(page, 'Fingerprint').click();
    return sheet(page).locator('[data-fingerprint] code').allInnerTexts();
  };
  await openStudy(page, archive, study);
  const [exact = '', anonymous = ''] = await read();
  expect(exact).toMatch(/^exact1-[0-9a-f]{32}$/);
  await sheet(page).getByRole('button', { name: 'Copy the exact fingerprint' }).click();
  await expect(sheet(page).getByText('Copied')).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(exact);
  await axe(page);

  await openStudy(page, second, study);
  expect(await read()).toEqual([exact, anonymous]);
  const field = sheet(page).getByRole('textbox', { name: /^Paste a fingerprint/ });
  await field.fill(` ${exact} `);
  await expect(sheet(page).locator('[data-verdict="equal"]')).toBeVisible();
  await field.fill(anonymous.replace(/.$/, (digit) => (digit === '0' ? '1' : '0')));
  await expect(sheet(page).locator('[data-verdict="different"]')).toBeVisible();
  await field.fill('something else');
  await expect(sheet(page).locator('[data-verdict="unreadable"]')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(sheet(page)).toHaveCount(0);

  await chooseMode(page, 'raw');
  const [inRaw] = await read();
  expect(inRaw).not.toBe(exact);
});

test('exports as CSV, JSON and Markdown, without the patient', async ({ page }) => {
  await openStudy(page, archive, study);
  await openCoverage(page);
  const exported = async (item: string) => {
    await sheet(page).getByRole('button', { name: 'Export' }).click();
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('menuitem', { name: item }).click(),
    ]);
    return { name: download.suggestedFilename(), text: await readFile(await download.path(), 'utf8') };
  };
  const classes = await exported('SOP classes by modes');
  expect(classes.name).toMatch(/\.csv$/);
  expect(classes.text).toMatch(/^\uFEFFSOP class,UID,Received,Shown in General,/);
  const sets = await exported('Display sets');
  expect(sets.text.trim().split('\r\n')).toHaveLength(6);
  const json = await exported('Everything as JSON');
  const report = JSON.parse(json.text) as { modes: { shown: number; unclaimed: number; received: number }[] };
  for (const { shown, unclaimed, received } of report.modes) expect(shown + unclaimed).toBe(received);
  const markdown = await exported('Everything as Markdown');
  expect(markdown.text).toMatch(/^# Coverage in mode General/);
  for (const { text } of [classes, sets, json, markdown])
    expect(text).not.toMatch(/Fixture\^|Fixture, Test|T-coverage/i);
});

test('150 series: only rows near what is seen are drawn', async ({ page }) => {
  test.setTimeout(180_000);
  const many = await startArchive((folder) => writeStudy(folder, manySeries({ series: 150, instances: 2 })));
  try {
    await page.goto(`${many.url}viewer?StudyInstanceUIDs=${studyUIDOf('many-150')}`);
    await expect(hooks.browser(page)).toHaveAttribute('data-received-instances', '300', { timeout: 120_000 });
    await openCoverage(page);
    await tab(page, /^Display sets/).click();
    const rows = sheet(page).locator('[data-qa-row]');
    await expect(table(page, 'Display sets')).toHaveAttribute('aria-rowcount', '152');
    expect(await rows.count()).toBeLessThan(60);
    const region = sheet(page).getByRole('region', { name: 'Display sets' });
    await region.focus();
    await page.keyboard.press('End');
    await expect(rows.filter({ hasText: 'Series number 150' })).toBeVisible();
    await expect(table(page, 'Display sets').getByRole('row').last()).toContainText('300');
  } finally {
    await many.close();
  }
});

test('a study that every mode shows whole has no red', async ({ page }) => {
  await openStudy(page, archive, studyUIDOf('plain'));
  await expect(badge(page)).not.toHaveAttribute('data-uncovered', 'true');
  await hooks.modePicker(page).click();
  await page.getByRole('menuitem', { name: /^Coverage/ }).click();
  await expect(sheet(page).locator('[data-modes-done]')).toHaveAttribute('aria-busy', 'false');
  await expect(sheet(page)).toContainText('3 of 3 instances received, 3 shown in General');
  await expect(sheet(page).locator('[data-uncovered="true"]')).toHaveCount(0);
});
