import { describe, expect, it } from 'vitest';
import { parseLayout } from './parseLayout.ts';

describe('a layout as typed', () => {
  it.each([
    ['1x4', 1, 4],
    ['2 X 4', 2, 4],
    ['3 by 3', 3, 3],
    ['9×1', 9, 1],
    [' 1 5 ', 1, 5],
    ['4x4', 4, 4],
  ])('%s', (text, rows, columns) => expect(parseLayout(text)).toEqual({ rows, columns }));

  it.each([
    ['', /such as/],
    ['four', /such as/],
    ['0x3', /At least one/],
    ['4x5', /At most 16 viewports; that would be 20/],
  ])('%s is refused in words', (text, words) => {
    const layout = parseLayout(text);
    expect('problem' in layout && layout.problem).toMatch(words);
  });
});
