import { dictionary } from 'dcmjs/dictionary';

interface Entry {
  readonly vr: string;
  readonly keyword: string;
  /** Of the tag; repeating groups have none of their own. */
  readonly hex?: string;
}

const hexOf = (tag: number): string => tag.toString(16).toUpperCase().padStart(8, '0');

const byTag = new Map<number, Entry>();
const byKeyword = new Map<string, number>();
/** Repeating groups (overlays, curves): keyed by element, for group 60xx or 50xx. */
const overlays = new Map<number, Entry>();
const curves = new Map<number, Entry>();
/** VRs of known private attributes by creator, group and the last byte of the element. */
const privates = new Map<string, string>();
const privateKey = (creator: string, group: number, element: number): string =>
  `${group}/${element % 0x100}/${creator}`;

for (const [key, { vr, name }] of Object.entries(dictionary)) {
  if (vr === undefined || name === undefined || vr === 'na') continue;
  const plain = /^\(([0-9A-Fa-f]{4}),([0-9A-Fa-f]{4})\)$/.exec(key);
  if (plain?.[1] !== undefined && plain[2] !== undefined) {
    const tag = Number.parseInt(plain[1] + plain[2], 16);
    byTag.set(tag, { vr, keyword: name, hex: hexOf(tag) });
    if (!byKeyword.has(name)) byKeyword.set(name, tag);
    continue;
  }
  const known = /^\(([0-9A-Fa-f]{4}),"(.+)",([0-9A-Fa-f]{2})\)$/.exec(key);
  if (known?.[1] !== undefined && known[2] !== undefined && known[3] !== undefined) {
    privates.set(privateKey(known[2], Number.parseInt(known[1], 16), Number.parseInt(known[3], 16)), vr);
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

/** The VR of a private attribute whose creator is known to the dictionary, else `undefined`. @see PS3.5 7.8.1 */
export const privateVr = (creator: string, tag: number): string | undefined =>
  privates.get(privateKey(creator, Math.floor(tag / 0x10000), tag % 0x10000));

/** The tag of a PS3.6 keyword, or `undefined` when the dictionary has no such keyword. */
export const tagOfKeyword = (keyword: string): number | undefined => byKeyword.get(keyword);

/** Whether PS3.6 knows the tag. */
export const isStandardTag = (tag: number): boolean => entryOf(tag) !== undefined;

/** `00080018`: the form the DICOM JSON Model uses. */
export const tagHex = (tag: number): string => byTag.get(tag)?.hex ?? hexOf(tag);

/** A tag from `00080018` or a PS3.6 keyword; `undefined` for anything else. */
export const parseTag = (text: string): number | undefined =>
  /^[0-9A-Fa-f]{8}$/.test(text) ? Number.parseInt(text, 16) : byKeyword.get(text);
