import { expect, it } from 'vitest';
import { ConfigurationError } from '../core/errors.ts';
import { readConfig } from './readConfig.ts';

const source = { id: 'a', dicomweb: { root: '/dicom-web' } };

it('reads a configuration, with and without what is optional', () => {
  expect(readConfig({ sources: [source] }).sources).toHaveLength(1);
  expect(
    readConfig({
      sources: [
        { ...source, displayName: 'Main' },
        { ...source, id: 'b-2' },
      ],
      defaultMode: 'raw',
    }),
  ).toMatchObject({ defaultMode: 'raw', sources: [{ displayName: 'Main' }, { id: 'b-2' }] });
  const extensions = ['./extensions/foo.js'];
  expect(readConfig({ sources: [source], extensions }).extensions).toEqual(extensions);
});

it.each([
  [null, 'config.json'],
  [[], 'config.json'],
  [{}, 'sources'],
  [{ sources: [] }, 'sources'],
  [{ sources: [{ ...source, id: 'Upper Case' }] }, 'sources.0.id'],
  [{ sources: [source, { id: 'b' }] }, 'sources.1.dicomweb'],
  [{ sources: [{ id: 'b', dicomweb: { root: '' } }] }, 'sources.0.dicomweb.root'],
  [{ sources: [source], defaultMode: 3 }, 'defaultMode'],
  [{ sources: [source, source] }, 'sources'],
  [{ sources: [source], extensions: './extensions/foo.js' }, 'extensions'],
  [{ sources: [source], extensions: ['./a.js', { path: './b.js' }] }, 'extensions.1'],
  [{ sources: [source], extensions: [''] }, 'extensions.0'],
])('names the key that is wrong: %j', (value, key) => {
  const read = () => readConfig(value);
  expect(read).toThrow(ConfigurationError);
  expect(read).toThrow(expect.objectContaining({ key, message: expect.stringContaining('config.json') }));
});
