import type { Locator, Page } from '@playwright/test';
import { setLayout } from './gestures.ts';
import { hang, over } from './realData.ts';
import { canvasPixels, expect, hooks, rendered, test } from './support.ts';

/** Hanging on images of real scanners: rules, priors, layouts as whole states. */
test.describe.configure({ timeout: 120_000 });

const menu = (page: Page) => page.getByTestId('hanging-menu');

/** The names of the viewports on the screen, in their order. */
async function shows(page: Page, names: readonly RegExp[]): Promise<void> {
  await expect(hooks.viewports(page)).toHaveCount(names.length);
  for (const [at, name] of names.entries())
    await expect(hooks.viewports(page).nth(at)).toHaveAccessibleName(name);
}

async function whyHere(page: Page, number: number): Promise<Locator> {
  await hooks.viewport(page, number).hover();
  await page.getByRole('button', { name: `Why is this in viewport ${number}?` }).click();
  return page.getByTestId('why-here');
}

over('mr-siemens-orientations', ({ open }) => {
  test('MR in three planes: hung by hand, saved as a rule, hung by it when opened anew, with the reason', async ({
    page,
    context,
  }) => {
    await open(page);
    await menu(page).click();
    await page.getByRole('menuitem', { name: 'Not for this study' }).click();
    await expect(page.locator('[data-hanging-rule="mr-brain"]')).toHaveAccessibleDescription(
      /^Does not fit: Nothing here where modality is MR and/,
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await setLayout(page, 1, 3);
    await hang(page, 'sag_asc', 1);
    await hang(page, 'cor_asc', 2);
    await hang(page, 'ax_asc', 3);
    await page.keyboard.press('Shift+H');
    await page.getByRole('button', { name: 'Save this screen as a rule' }).click();
    const editor = page.getByTestId('hanging-rule-editor');
    await editor.getByLabel('Name', { exact: true }).fill('From the side first');
    await expect(editor.getByTestId('rule-preview')).toContainText('It fits: 3 of 3 viewports are filled.');
    await page.getByRole('button', { name: 'Save rule' }).click();
    await page.getByRole('button', { name: 'Done' }).click();

    const again = await context.newPage();
    await again.goto(page.url());
    await shows(again, [/sag_asc/, /cor_asc/, /ax_asc/]);
    await expect(menu(again)).toHaveAccessibleDescription('From the side first');
    await rendered(hooks.viewport(again, 1));
    const why = await whyHere(again, 1);
    await expect(why).toContainText('Hung by the rule “From the side first”');
    await expect(why).toContainText('plane is sagittal: here plane sagittal');
    await expect(why).toContainText(/ax_asc.*plane is sagittal: here plane axial/i);
  });
});

over('ct-cta-64px', ({ open }) => {
  test('a CT angiography by a rule chosen by hand: the series, and two planes cut from it', async ({
    page,
  }) => {
    await open(page);
    await menu(page).click();
    await page.locator('[data-hanging-rule="ct-three-planes"]').click();
    await expect(hooks.viewports(page)).toHaveCount(3);
    for (const [number, plane] of [
      [2, 'sagittal'],
      [3, 'coronal'],
    ] as const) {
      await rendered(hooks.viewport(page, number));
      await expect(hooks.viewport(page, number)).toHaveAttribute('data-plane', plane);
      await expect(hooks.viewport(page, number)).toContainText('W 400 L 50');
    }
    await expect(hooks.viewport(page, 1)).toHaveAttribute('data-viewport-kind', 'stack');
    await expect(await whyHere(page, 2)).toContainText('Hung by the rule “CT in three planes”');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Undo' }).click();
    await expect(hooks.viewports(page)).toHaveCount(2);
  });
});

over(['pydicom-tests/6154', 'pydicom-tests/6247', 'pydicom-tests/6278'], ({ open }) => {
  test('radiographs of a neck: frontal beside lateral by the rule of the mode', async ({ page }) => {
    await open(page);
    await shows(page, [/OBLI/, /LAT/]);
    await expect(menu(page)).toHaveAttribute('data-rule-id', 'radiographs-frontal-lateral');
    for (const number of [1, 2]) {
      await rendered(hooks.viewport(page, number));
      await expect(hooks.viewport(page, number)).toContainText('Distances are at the detector');
    }
    const why = await whyHere(page, 2);
    await expect(why).toContainText('view is not PA or AP: here view LL');
    await expect(why).toContainText(/OBLI 1, AP: View is .*: here view AP/);
  });
});

over('dx-cr-mg/OutOfBoundsOverlay.dcm', ({ open }) => {
  test('a mammogram: its chest wall put to the side that a rule asks for, the letters with it', async ({
    page,
  }) => {
    const viewport = await open(page, { mode: 'mammography' });
    const letters = viewport.getByTestId('orientation-letters');
    await expect(letters).toHaveText('LARP');
    await expect(viewport).toHaveAccessibleName(/L CC/);
    await menu(page).click();
    await page.getByRole('menuitem', { name: 'Not for this study' }).click();
    await expect(page.locator('[data-hanging-rule="mammography-four-views"]')).toHaveAccessibleDescription(
      /^Does not fit/,
    );
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    const place = {
      name: 'L CC',
      match: {
        required: [
          { attribute: 'side', is: 'L' },
          { attribute: 'view', is: 'CC' },
        ],
      },
      presentation: { chestWall: 'left', scale: 'breasts' },
    };
    const rule = {
      id: 'one-view',
      name: 'One view',
      when: [{ of: [{ attribute: 'Modality', is: 'MG' }] }],
      stages: [{ name: 'One', layout: { rows: 1, columns: 1 }, viewports: [place] }],
    };
    await page.keyboard.press('Shift+H');
    await page.getByLabel('File of hanging rules').setInputFiles({
      name: 'rules.json',
      mimeType: 'application/json',
      buffer: Buffer.from(JSON.stringify({ hangar: 'hanging-rules', version: 1, rules: [rule] })),
    });
    await expect(page.getByTestId('hanging-rules')).toContainText('One view');
    await page.getByRole('button', { name: 'Done' }).click();
    await menu(page).click();
    await page.locator('[data-hanging-rule="one-view"]').click();
    await expect(hooks.viewports(page)).toHaveCount(1);
    await rendered(viewport);
    // Posterior is at the left, and there the picture begins.
    await expect(letters).toHaveText(/^P/);
    const firstBright = async () => {
      const { width, height, data } = await canvasPixels(viewport);
      for (let x = 0; x < width; x += 1)
        for (let y = 0; y < height; y += 1) if ((data[(y * width + x) * 4] ?? 0) > 40) return x;
      return width;
    };
    await expect.poll(firstBright).toBeLessThanOrEqual(1);
  });
});
