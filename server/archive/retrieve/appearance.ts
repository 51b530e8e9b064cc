import { asciiValue, numberValue, type DataSet, type Element } from '../dicom/part10.ts';
import type { Appearance, PaletteTable, Window } from '../pixels/render.ts';

/** What a frame (1-based) of an image is to look like, from its own attributes and its functional groups. */
export function appearanceOf(root: DataSet, frame: number): Appearance {
  const groups = [item(root, 0x52009230, frame - 1), item(root, 0x52009229, 0)];
  const inGroup = (sequence: number, tag: number): number[] => {
    for (const group of groups) {
      const found = group === undefined ? undefined : item(group, sequence, 0);
      const values = found === undefined ? [] : decimals(found, tag);
      if (values.length > 0) return values;
    }
    return decimals(root, tag);
  };
  const slope = inGroup(0x00289145, 0x00281053)[0] ?? 1;
  const intercept = inGroup(0x00289145, 0x00281052)[0] ?? 0;
  const usable = slope !== 0;
  return {
    window: windowOf(inGroup(0x00289132, 0x00281050)[0], inGroup(0x00289132, 0x00281051)[0], shapeOf(root)),
    slope: usable ? slope : 1,
    intercept: usable ? intercept : 0,
    padding: paddingOf(root),
    palette: paletteOf(root),
    aspect: aspectOf(root, inGroup(0x00289110, 0x00280030)),
  };
}

const item = (dataSet: DataSet, tag: number, index: number): DataSet | undefined =>
  dataSet.elements.get(tag)?.items?.[index];

function decimals(dataSet: DataSet, tag: number): number[] {
  const text = asciiValue(dataSet, tag);
  if (text === undefined) return [];
  return text.split('\\').flatMap((part) => {
    const value = Number(part.trim());
    return part.trim() !== '' && Number.isFinite(value) ? [value] : [];
  });
}

const windowOf = (center: number | undefined, width: number | undefined, shape: Window['shape']) =>
  center === undefined || width === undefined || width <= 0 ? undefined : { center, width, shape };

function shapeOf(root: DataSet): Window['shape'] {
  const name = asciiValue(root, 0x00281056);
  return name === 'SIGMOID' ? 'sigmoid' : name === 'LINEAR_EXACT' ? 'linear-exact' : 'linear';
}

/** Pixel Padding Value; its VR follows the sign of the pixels. */
function paddingOf(root: DataSet): number | undefined {
  const value = numberValue(root, 0x00280120);
  const signed = numberValue(root, 0x00280103) === 1;
  return value !== undefined && signed && value > 32_767 ? value - 65_536 : value;
}

/** Row spacing over column spacing, from the best statement there is; 1 without any. */
function aspectOf(root: DataSet, measured: readonly number[]): number {
  const candidates = [
    measured,
    decimals(root, 0x00181164),
    decimals(root, 0x00182010),
    decimals(root, 0x00280034),
  ];
  for (const [row, column] of candidates)
    if (row !== undefined && column !== undefined && row > 0 && column > 0) {
      const ratio = row / column;
      return ratio > 0.05 && ratio < 20 ? ratio : 1;
    }
  return 1;
}

/** @see PS3.3 C.7.6.3.1.5, C.7.6.3.1.6 */
function paletteOf(root: DataSet): Appearance['palette'] {
  const [red, green, blue] = [0, 1, 2].map((i) => tableOf(root, 0x00281101 + i, 0x00281201 + i));
  return red === undefined || green === undefined || blue === undefined ? undefined : [red, green, blue];
}

function tableOf(root: DataSet, descriptorTag: number, dataTag: number): PaletteTable | undefined {
  const descriptor = root.elements.get(descriptorTag);
  const data = root.elements.get(dataTag) ?? root.elements.get(dataTag + 0x20);
  if (descriptor === undefined || data === undefined || descriptor.length < 6 || data.length === 0)
    return undefined;
  const { bytes, littleEndian } = root;
  const word = (at: number) => (littleEndian ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at));
  const entries = word(descriptor.offset) || 65_536;
  const firstWord = word(descriptor.offset + 2);
  const signed = numberValue(root, 0x00280103) === 1 || descriptor.vr === 'SS';
  const first = signed && firstWord > 32_767 ? firstWord - 65_536 : firstWord;
  if (data.tag >= 0x00281221) return segmentedTable(root, data, first, entries);
  const count = Math.min(entries, data.length);
  if (data.length < entries * 2)
    return { first, values: Uint8Array.from(bytes.subarray(data.offset, data.offset + count)) };
  const words = Uint16Array.from({ length: entries }, (_, i) => word(data.offset + 2 * i));
  // Some writers announce 16 bits and fill only the low 8.
  const high = words.some((value) => value > 255);
  return { first, values: Uint8Array.from(words, (value) => (high ? value >> 8 : value)) };
}

/** A palette written as runs: given values, straight lines, and copies of earlier runs. @see PS3.3 C.7.9.2 */
function segmentedTable(root: DataSet, data: Element, first: number, entries: number): PaletteTable {
  const { bytes, littleEndian } = root;
  const count = Math.floor(data.length / 2);
  const word = (i: number) =>
    i >= count
      ? 0
      : littleEndian
        ? bytes.readUInt16LE(data.offset + 2 * i)
        : bytes.readUInt16BE(data.offset + 2 * i);
  const values: number[] = [];
  const put = (value: number) => {
    if (values.length < entries) values.push(value);
  };
  /** Expands segments from `start` on, and says where it stopped. Copies name no copies, so it goes one level deep. */
  const expand = (start: number, segments: number, inCopy: boolean): void => {
    let at = start;
    for (let done = 0; done < segments && at + 1 < count && values.length < entries; done++) {
      const [kind, length] = [word(at), word(at + 1)];
      if (kind === 0) {
        for (let i = 0; i < length; i++) put(word(at + 2 + i));
        at += 2 + length;
      } else if (kind === 1) {
        const from = values.at(-1) ?? 0;
        for (let i = 1; i <= length; i++) put(Math.round(from + ((word(at + 2) - from) * i) / length));
        at += 3;
      } else if (kind === 2 && !inCopy) {
        expand((word(at + 2) + word(at + 3) * 0x10000) / 2, length, true);
        at += 4;
      } else return;
    }
  };
  expand(0, Number.POSITIVE_INFINITY, false);
  const high = values.some((value) => value > 255);
  return { first, values: Uint8Array.from(values, (value) => (high ? value >> 8 : value)) };
}
