import { dictionary } from 'dcmjs/dictionary';

interface Entry {
  readonly vr: string;
  readonly keyword: string;
}

const byTag = new Map<number, Entry>();
const byKeyword = new Map<string, number>();
/** Repeating groups (overlays, curves): keyed by element, for group 60xx or 50xx. */
const overlays = new Map<number, Entry>();
const curves = new Map<number, Entry>();

for (const [key, { vr, name }] of Object.entries(dictionary)) {
  if (vr === undefined || name === undefined || vr === 'na') continue;
  const plain = /^\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\)$/.exec(key);
  if (plain?.[1] !== undefined && plain[2] !== undefined) {
    const tag = Number.parseInt(plain[1] + plain[2], 16);
    byTag.set(tag, { vr, keyword: name });
    if (!byKeyword.has(name)) byKeyword.set(name, tag);
    continue;
  }
  const repeating = /^\((6000-60FF|5000-50FF),([0-9A-Fa-f]{4})\)$/.exec(key);
  if (repeating?.[2] === undefined) continue;
  (repeating[1] === '6000-60FF' ? overlays : curves).set(Number.parseInt(repeating[2], 16), {
    vr,
    keyword: name,
  });
}

const entryOf = (tag: number): Entry | undefined => {
  const found = byTag.get(tag);
  if (found !== undefined) return found;
  const group = Math.floor(tag / 0x10000);
  if (group % 2 === 1) return undefined;
  if (group >= 0x6000 && group <= 0x60ff) return overlays.get(tag % 0x10000);
  if (group >= 0x5000 && group <= 0x50ff) return curves.get(tag % 0x10000);
  return undefined;
};

/**
 * The VR of a standard attribute, as PS3.6 gives it; `xs`, `ox` and `lt` stand for a choice the context makes.
 * Private creators are LO, group lengths UL, everything unknown UN.
 */
export function dictionaryVr(tag: number): string {
  const found = entryOf(tag);
  if (found !== undefined) return found.vr;
  const element = tag % 0x10000;
  if (element === 0) return 'UL';
  const group = Math.floor(tag / 0x10000);
  return group % 2 === 1 && element >= 0x10 && element <= 0xff ? 'LO' : 'UN';
}

/** The tag of a PS3.6 keyword, or `undefined` when the dictionary has no such keyword. */
export const tagOfKeyword = (keyword: string): number | undefined => byKeyword.get(keyword);

/** Whether PS3.6 knows the tag. */
export const isStandardTag = (tag: number): boolean => entryOf(tag) !== undefined;

/** `00080018`: the form the DICOM JSON Model uses. */
export const tagHex = (tag: number): string => tag.toString(16).toUpperCase().padStart(8, '0');

/** A tag from `00080018` or a PS3.6 keyword; `undefined` for anything else. */
export const parseTag = (text: string): number | undefined =>
  /^[0-9A-Fa-f]{8}$/.test(text) ? Number.parseInt(text, 16) : byKeyword.get(text);
