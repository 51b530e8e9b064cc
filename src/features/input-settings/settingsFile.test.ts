import { describe, expect, test } from 'vitest';
import { readSettings, writeSettings } from './settingsFile.ts';

describe('a file of settings', () => {
  test('comes back as it went, and holds nothing else', () => {
    const own = {
      keys: { 'image.invert': ['j'] },
      mouse: { right: 'scroll' },
      palette: { hidden: ['tool.pan'] },
    };
    const text = writeSettings({ ...own, imageMemoryMB: 512 });
    expect(readSettings(text)).toEqual(own);
    expect(text).not.toContain('512');
  });
  test('that is another one says so', () => {
    expect(readSettings('{')).toEqual({ problem: 'The file is not JSON.' });
    expect(readSettings('[]')).toHaveProperty('problem');
    expect(readSettings('{"format":"hangar-input-settings","keys":{"image.invert":"j"}}')).toEqual({
      problem: '“keys” in the file is not what this version writes.',
    });
  });
});
