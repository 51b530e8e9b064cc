import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { base64 } from './harness/pictures.ts';
import { readPicture } from './harness/part10.ts';
import { expect, test, type Page } from './harness/serve.ts';

/** One CT slice in every transfer syntax that a frame of it can have, against the uncompressed one. */
const data = process.env['HANGAR_TEST_DATA'] ?? fileURLToPath(new URL('../../shared/data', import.meta.url));
const folder = `${data}/transfer-syntaxes-ct`;
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.startsWith('CTImage')) : [];
const lossy = /\.4\.(50|51|53|55|81|91)$/;

const points = Array.from(
  { length: 81 },
  (_, i) => [((i % 9) + 1) / 10, (Math.floor(i / 9) + 1) / 10] as const,
);

async function levels(page: Page, name: string): Promise<{ reason: string | undefined; levels: number[] }> {
  const { instance, frame, transferSyntaxUID } = readPicture(readFileSync(`${folder}/${name}`));
  const SOPInstanceUID = `1.${files.indexOf(name) + 1}`;
  return page.evaluate(
    async ({ set, at }) => {
      const { harness } = window;
      harness.add(set);
      await harness.mount();
      await harness.show(set.uid);
      const found = at.map(([x, y]) => harness.pixel(x, y)[0] ?? -1);
      const reason = harness.state().failure?.reason;
      harness.dispose();
      return { reason, levels: found };
    },
    {
      set: {
        uid: name,
        // One window for all: the lossy 8-bit versions bring other numbers of bits.
        instances: [{ ...instance, SOPInstanceUID }],
        frames: { [`${SOPInstanceUID}/1`]: { base64: base64(frame), transferSyntaxUID } },
      },
      at: points,
    },
  );
}

test.describe('transfer syntaxes', () => {
  test.skip(files.length === 0, `skipped: no test data in ${folder}`);
  const original = files.find((name) => name === 'CTImage.dcm');
  for (const name of files)
    test(name, async ({ harnessPage }) => {
      test.skip(original === undefined, 'skipped: the uncompressed original is missing');
      const expected = await levels(harnessPage, original ?? '');
      const actual = await levels(harnessPage, name);
      expect(actual.reason).toBeUndefined();
      expect(new Set(expected.levels).size).toBeGreaterThan(10);
      const { transferSyntaxUID } = readPicture(readFileSync(`${folder}/${name}`));
      const differences = actual.levels.map((level, i) => Math.abs(level - (expected.levels[i] ?? 0)));
      const mean = differences.reduce((sum, d) => sum + d, 0) / differences.length;
      if (lossy.test(transferSyntaxUID))
        expect(mean).toBeLessThan(transferSyntaxUID.endsWith('.50') ? 12 : 3);
      else expect(differences.every((d) => d === 0)).toBe(true);
    });
});
