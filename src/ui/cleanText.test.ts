import { expect, it } from 'vitest';
import { cleanText } from './cleanText.ts';
import { safeFileName } from './saveFile.ts';

it('leaves ordinary text of any script as it is', () => {
  for (const text of ['GARCÍA LÓPEZ, María', '田中 春人', 'שלום עולם', 'e\u0301te\u0301', 'a\tb\nc']) {
    expect(cleanText(text)).toBe(text);
  }
});

it('takes out what would rewrite the text around it', () => {
  expect(cleanText('safe\u202Egnp.exe\u2066\u0000\u001B[31m')).toBe('safegnp.exe  [31m');
});

it('cuts heaps of combining marks to a few', () => {
  expect(cleanText(`Z${'\u0301'.repeat(4000)}A`, 8000)).toBe(`Z${'\u0301'.repeat(4)}A`);
});

it('limits a megabyte in no time, without half a character at its end', () => {
  const began = performance.now();
  const text = cleanText('😀'.repeat(500_000), 99);
  expect(performance.now() - began).toBeLessThan(50);
  expect(text).toBe(`${'😀'.repeat(49)}…`);
});

it('makes a file name of anything', () => {
  expect(safeFileName('../../etc/passwd\u202E<x>.pdf')).toBe('etc passwd x.pdf');
  expect(safeFileName('.pdf')).toBe('pdf');
  expect(safeFileName('=cmd|calc.dcm')).toBe('cmd calc.dcm');
});
