import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { createRegistry } from '../extension/registry.ts';
import { jsonLines } from './jsonLines.ts';
import { idForName, type ModeFile, readModeFile, toModeFile, toUserMode, writeModeFile } from './modeFile.ts';

const { handlers } = createRegistry(builtInHandlers, builtInModes);
const text = (maxLength: number) =>
  fc.string({ unit: 'grapheme', minLength: 1, maxLength }).filter((s) => s.length <= maxLength);

const files: fc.Arbitrary<ModeFile> = fc.record(
  {
    id: fc.stringMatching(/^[a-z][a-z0-9-]{0,20}$/),
    displayName: text(60),
    sopClassHandlers: fc.shuffledSubarray([...handlers.keys()], { minLength: 1 }),
    description: fc.string({ maxLength: 100 }),
    icon: fc.constantFrom('layout-grid', 'box'),
    basedOn: fc.constantFrom('viewer', 'raw'),
    layout: fc
      .record({ rows: fc.integer({ min: 1, max: 8 }), columns: fc.integer({ min: 1, max: 8 }) })
      .filter(({ rows, columns }) => rows * columns <= 9),
    order: fc.constantFrom('series' as const, 'handlers' as const),
    autoPlay: fc.boolean(),
    fillsLayout: fc.boolean(),
    preferredViewportKinds: fc.subarray(['stack', 'tags', 'document']),
  },
  { requiredKeys: ['id', 'displayName', 'sopClassHandlers'] },
);

describe('a mode as a file', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(files, (file) => {
        expect(readModeFile(writeModeFile(file), handlers).mode).toEqual(file);
      }),
    );
  });

  it('has every built-in mode, and gives it back', () => {
    for (const mode of builtInModes) {
      const { mode: file, messages } = readModeFile(writeModeFile(toModeFile(mode)), handlers);
      expect(messages).toEqual([]);
      const { isApplicable: _, file: __, ...data } = toUserMode(file ?? toModeFile(mode), mode, handlers);
      expect(data).toEqual({ ...mode, isApplicable: undefined, basedOn: mode.id });
    }
  });

  it('never throws, whatever the text', () => {
    const anything = fc.oneof(
      fc.string(),
      fc.json(),
      fc.anything().map((value) => JSON.stringify(value) ?? ''),
    );
    fc.assert(
      fc.property(anything, (words) => {
        const { mode, messages } = readModeFile(words, handlers);
        if (!mode) expect(messages.length).toBeGreaterThan(0);
      }),
    );
  });

  it('says where a text stops being JSON', () => {
    const { mode, messages } = readModeFile('{\n  "id": "x",\n  "displayName" "X"\n}', handlers);
    expect(mode).toBeUndefined();
    expect(messages).toEqual([
      expect.objectContaining({
        code: 'not-json',
        line: 3,
        text: 'The file stops being JSON at line 3, column 17: "displayName" "X"',
      }),
    ]);
    expect(readModeFile('{ "id": "x"', handlers).messages[0]?.line).toBe(1);
    expect(readModeFile('', handlers).messages[0]?.code).toBe('not-json');
  });

  it('sets a file of a later version, or of something else, aside', () => {
    const whole = { id: 'x', displayName: 'X', sopClassHandlers: [...handlers.keys()] };
    const later = readModeFile(JSON.stringify({ ...whole, version: 2 }), handlers);
    expect(later.mode).toBeUndefined();
    expect(later.messages[0]?.text).toContain('another version');
    expect(readModeFile(JSON.stringify({ ...whole, hangar: 'protocol' }), handlers).mode).toBeUndefined();
    expect(readModeFile('{}', handlers).messages.map(({ path }) => path)).toEqual(
      expect.arrayContaining(['id', 'displayName', 'sopClassHandlers']),
    );
  });

  it('tells of a field that is there twice', () => {
    const handler = [...handlers.keys()][0];
    const twice = `{"id":"x",\n"displayName":"X",\n"displayName":"Y","sopClassHandlers":["${handler}"]}`;
    const { mode, messages } = readModeFile(twice, handlers);
    expect(mode?.displayName).toBe('Y');
    expect(messages).toEqual([expect.objectContaining({ code: 'double-field', line: 3 })]);
  });
});

describe('lines of a JSON text', () => {
  it('knows every value’s line', () => {
    const { lines, stopsAt } = jsonLines('{\n "a": [1,\n  {"b":\n  true}],\n "c": "\\"{"\n}');
    expect(stopsAt).toBeUndefined();
    expect(Object.fromEntries(lines)).toEqual({ '': 1, a: 2, 'a[0]': 2, 'a[1]': 3, 'a[1].b': 3, c: 5 });
  });

  it('agrees with JSON.parse on what is JSON', () => {
    const texts = fc.oneof(
      fc.json({ maxDepth: 5 }),
      fc.json({ maxDepth: 3 }).map((json) => json.slice(0, -1)),
      fc.string(),
    );
    fc.assert(
      fc.property(texts, (words) => {
        let isJson = true;
        try {
          JSON.parse(words);
        } catch {
          isJson = false;
        }
        // Escapes that JSON does not have are JSON.parse's to find.
        if (isJson) expect(jsonLines(words).stopsAt).toBeUndefined();
        else if (!words.includes('\\') && !/\d/.test(words)) expect(jsonLines(words).stopsAt).toBeDefined();
      }),
    );
  });
});

it('makes a free id of a name', () => {
  const taken = new Set(['echo-first', 'mode']);
  const id = (name: string) => idForName(name, (one) => taken.has(one));
  expect(id('Ëcho first!')).toBe('echo-first-2');
  expect(id('3D — für Herz')).toBe('d-fur-herz');
  expect(id('心臓')).toBe('mode-2');
});
