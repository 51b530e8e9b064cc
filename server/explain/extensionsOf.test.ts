import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';
import { extensionsOf } from './extensionsOf.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'hangar-extensions-'));
afterAll(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, 'extensions'));
writeFileSync(join(folder, 'extensions/mine.mjs'), 'export default { id: "mine" };');
writeFileSync(join(folder, 'extensions/broken.mjs'), 'export default {');
const configured = (content: unknown): string => {
  const file = join(folder, 'config.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};

it('loads the extensions of a configuration from beside it, and names those that fail', async () => {
  const extensions = ['./extensions/mine.mjs', './extensions/broken.mjs', './extensions/gone.mjs'];
  const loaded = await extensionsOf(configured({ sources: [], extensions }));
  expect(loaded.extensions.map(({ extension: { id } }) => id)).toEqual(['mine']);
  expect(loaded.faults.map(({ name }) => name)).toEqual(extensions.slice(1));
});

it('needs none', async () => {
  expect(await extensionsOf(configured({ sources: [] }))).toEqual({ extensions: [], faults: [] });
});

it.each([
  ['{', /cannot be read/],
  [{ extensions: 'a.js' }, /list of paths/],
])('says what is wrong with %j', async (content, message) => {
  await expect(extensionsOf(configured(content))).rejects.toThrow(message);
});

it('lets npm run explain use the modes of extensions', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [join(root, 'server/explain.mjs'), ...args], { encoding: 'utf8' });
  const images = join(folder, 'images');
  mkdirSync(images);
  const config = join(root, 'docs/examples/config.json');
  const { status, stdout } = run(images, '--config', config, '--mode', 'phases', '--json');
  expect([status, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ mode: 'phases' })]);
  const faulty = run(images, '--config', configured({ extensions: ['./extensions/gone.mjs'] }));
  expect(faulty.stderr).toMatch(/\.\/extensions\/gone\.mjs was left out/);
  expect(faulty.status).toBe(0);
});
