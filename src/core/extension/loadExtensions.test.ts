import { describe, expect, it } from 'vitest';
import { extensionUrl, loadExtensions } from './loadExtensions.ts';

const base = 'https://viewer.example/pacs/';

describe('extensionUrl', () => {
  it.each([
    ['./extensions/foo.js', 'https://viewer.example/pacs/extensions/foo.js'],
    ['/shared/foo.js?v=2', 'https://viewer.example/shared/foo.js?v=2'],
    ['https://viewer.example/foo.js', 'https://viewer.example/foo.js'],
  ])('takes %s', (name, href) => {
    expect(extensionUrl(name, base)).toEqual({ href });
  });
  it.each([
    ['https://evil.example/foo.js', /own origin, https:\/\/viewer\.example/],
    ['//evil.example/foo.js', /own origin/],
    ['http://viewer.example/foo.js', /own origin/],
    ['https://viewer.example:8443/foo.js', /own origin/],
    ['data:text/javascript,export default {}', /own origin/],
    ['blob:https://viewer.example/0b3f', /own origin/],
    ['javascript:1', /own origin/],
    ['file:///etc/foo.js', /own origin/],
    ['https://name:secret@viewer.example/foo.js', /name or a password/],
    ['https://[', /not an address/],
  ])('refuses %s', (name, reason) => {
    expect(extensionUrl(name, base)).toEqual({ reason: expect.stringMatching(reason) });
  });
});

/** Modules by the end of their address; what is not there cannot be loaded. */
function importFrom(modules: Readonly<Record<string, () => object | Promise<object>>>) {
  return async (url: string) => {
    const module = modules[url.slice(base.length)];
    if (!module) throw new Error('the server answered 404');
    return module();
  };
}

describe('loadExtensions', () => {
  const good = { id: 'good' };
  const load = (names: readonly string[], modules: Parameters<typeof importFrom>[0], deadlineMs = 1000) =>
    loadExtensions(names, { base, deadlineMs, importModule: importFrom(modules) });

  it('loads objects and functions, in the order of the configuration', async () => {
    let release = () => {};
    const slow = new Promise<object>((resolve) => {
      release = () => resolve({ default: { id: 'slow' } });
    });
    const seen: number[] = [];
    const loading = loadExtensions(['./slow.js', 'quick.js'], {
      base,
      deadlineMs: 1000,
      importModule: importFrom({
        'slow.js': () => slow,
        'quick.js': () => ({ default: ({ version }: { version: string }) => ({ id: `v-${version[0]}` }) }),
      }),
      onSettled({ extensions }) {
        seen.push(extensions.length);
        // The quick one is told of while the other is still on its way.
        release();
      },
    });
    const { extensions, faults } = await loading;
    expect(faults).toEqual([]);
    expect(extensions.map(({ name, url, extension: { id } }) => [name, url, id])).toEqual([
      ['./slow.js', `${base}slow.js`, 'slow'],
      ['quick.js', `${base}quick.js`, 'v-1'],
    ]);
    expect(seen).toEqual([1, 2]);
  });

  it('names each that fails with its reason, and loads the rest', async () => {
    const { extensions, faults } = await load(
      [
        'a.js',
        'gone.js',
        'https://evil.example/b.js',
        'throws.js',
        'nothing.js',
        'list.js',
        'later.js',
        'a.js',
      ],
      {
        'a.js': () => ({ default: good }),
        'throws.js': () => ({
          default: () => {
            throw new Error('no licence');
          },
        }),
        'nothing.js': () => ({ extension: good }),
        'list.js': () => ({ default: [good] }),
        'later.js': () => ({ default: async () => good }),
      },
    );
    expect(extensions).toHaveLength(1);
    expect(faults).toEqual([
      { name: 'gone.js', reason: 'the server answered 404' },
      { name: 'https://evil.example/b.js', reason: expect.stringContaining('own origin') },
      { name: 'throws.js', reason: 'its function failed: no licence' },
      { name: 'nothing.js', reason: expect.stringMatching(/no default export/) },
      { name: 'list.js', reason: expect.stringMatching(/is not an extension/) },
      { name: 'later.js', reason: expect.stringMatching(/returned a promise/) },
      { name: 'a.js', reason: 'the configuration names it twice' },
    ]);
  });

  it('leaves out one that hangs', async () => {
    const { extensions, faults } = await load(
      ['hangs.js', 'a.js'],
      { 'hangs.js': () => new Promise(() => undefined), 'a.js': () => ({ default: good }) },
      20,
    );
    expect(extensions.map(({ name }) => name)).toEqual(['a.js']);
    expect(faults).toEqual([{ name: 'hangs.js', reason: 'it did not load within 0.02 s' }]);
  });
});
