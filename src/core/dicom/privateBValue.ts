/**
 * The b-value that manufacturers kept in private elements before
 * DiffusionBValue (0018,9087) existed. A private element means something only
 * under its creator's block (PS3.5 7.8.1), so the creator is looked up first.
 */

interface PrivateBValue {
  readonly value: number;
  readonly source: string;
}

interface Place {
  readonly group: string;
  /** Last two digits of the element, inside the creator's block. */
  readonly element: string;
  readonly creator: string;
  readonly source: string;
  readonly read: (raw: number) => number;
}

// GE adds 1e9 to the value on some software levels.
const withoutGeOffset = (raw: number) => (raw >= 1e9 ? raw - 1e9 : raw) % 100_000;

const places: readonly Place[] = [
  {
    group: '0019',
    element: '0C',
    creator: 'SIEMENS MR HEADER',
    source: 'Siemens (0019,xx0C)',
    read: (raw) => raw,
  },
  {
    group: '2001',
    element: '03',
    creator: 'Philips Imaging DD 001',
    source: 'Philips (2001,xx03)',
    read: (raw) => raw,
  },
  {
    group: '0043',
    element: '39',
    creator: 'GEMS_PARM_01',
    source: 'GE (0043,xx39)',
    read: withoutGeOffset,
  },
];

/** Where a block of each creator may be (PS3.5 7.8.1: 10 to FF; in practice the first few). Built once, asked of every instance. */
const blocks = places.flatMap((place) =>
  Array.from({ length: 16 }, (_, i) => {
    const digits = (0x10 + i).toString(16).toUpperCase();
    return {
      place,
      creatorTag: `${place.group}00${digits}`,
      valueTag: `${place.group}${digits}${place.element}`,
    };
  }),
);

/** @param json a data set of the DICOM JSON Model. */
export function privateBValue(json: Readonly<Record<string, unknown>>): PrivateBValue | undefined {
  for (const { place, creatorTag, valueTag } of blocks) {
    const element = json[valueTag];
    if (element === undefined || firstText(json[creatorTag]) !== place.creator) continue;
    const raw = firstNumber(element);
    if (raw === undefined) continue;
    const value = place.read(raw);
    if (value >= 0 && value < 1e6) return { value, source: place.source };
  }
  return undefined;
}

function valuesOf(element: unknown): readonly unknown[] {
  if (typeof element !== 'object' || element === null || !('Value' in element)) return [];
  return Array.isArray(element.Value) ? element.Value : [element.Value];
}

/** The first value, where it is text. */
export function firstText(element: unknown): string | undefined {
  const [value] = valuesOf(element);
  return typeof value === 'string' ? value.trim() : undefined;
}

/** A number, its text ("800\\8\\0\\0" gives 800), or the bytes of an element sent as UN. */
export function firstNumber(element: unknown): number | undefined {
  const [value] = valuesOf(element);
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value === 'string') return numberIn(value);
  if (typeof element !== 'object' || element === null || !('InlineBinary' in element)) return undefined;
  return typeof element.InlineBinary === 'string' ? numberInBytes(element.InlineBinary) : undefined;
}

function numberIn(text: string): number | undefined {
  const [first = ''] = text.replaceAll('\0', '').split('\\');
  return /^\s*[+-]?\d+(\.\d*)?(e[+-]?\d+)?\s*$/i.test(first) ? Number(first) : undefined;
}

/** UN: a decimal or integer string (Siemens, GE), else one little endian float (Philips). */
function numberInBytes(base64: string): number | undefined {
  let bytes: string;
  try {
    bytes = atob(base64);
  } catch {
    return undefined; // not base64: the same as no value
  }
  const number = numberIn(bytes);
  if (number !== undefined || bytes.length !== 4) return number;
  const view = new DataView(Uint8Array.from(bytes, (c) => c.charCodeAt(0)).buffer);
  const float = view.getFloat32(0, true);
  return Number.isFinite(float) ? float : undefined;
}
