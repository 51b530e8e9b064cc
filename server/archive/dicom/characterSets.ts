/**
 * Text of the DICOM character sets, single byte, multi-byte and with code extensions (ISO 2022 escapes).
 * @see PS3.3 C.12.1.1.2, PS3.5 section 6.1 and annexes H to K
 */

/** How bytes become text in one element of an ISO 2022 stream. */
type Decode = (bytes: Uint8Array) => string;

const decoders = new Map<string, TextDecoder>();
const decoderOf = (label: string): TextDecoder => {
  const known = decoders.get(label);
  if (known !== undefined) return known;
  const decoder = new TextDecoder(label, { fatal: false, ignoreBOM: true });
  decoders.set(label, decoder);
  return decoder;
};
const withLabel =
  (label: string): Decode =>
  (bytes) =>
    decoderOf(label).decode(bytes);

/** JIS X 0208 and 0212, KS X 1001 and GB 2312 come in their 7-bit form: EUC is the same with the high bit set. */
const highBits = (bytes: Uint8Array): Uint8Array => bytes.map((b) => b | 0x80);
const jisX0212: Decode = (bytes) => {
  const euc: number[] = [];
  for (let i = 0; i + 1 < bytes.length; i += 2)
    euc.push(0x8f, (bytes[i] ?? 0) | 0x80, (bytes[i + 1] ?? 0) | 0x80);
  return decoderOf('euc-jp').decode(Uint8Array.from(euc));
};
/** ISO 8859-1 proper: the WHATWG label means windows-1252, which differs in 80 to 9F. */
const latin1: Decode = (bytes) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');

/** Defined terms without code extensions. */
const whole = new Map<string, Decode>([
  ['', latin1],
  ['ISO_IR 6', latin1],
  ['ISO_IR 100', latin1],
  ['ISO_IR 101', withLabel('iso-8859-2')],
  ['ISO_IR 109', withLabel('iso-8859-3')],
  ['ISO_IR 110', withLabel('iso-8859-4')],
  ['ISO_IR 126', withLabel('iso-8859-7')],
  ['ISO_IR 127', withLabel('iso-8859-6')],
  ['ISO_IR 138', withLabel('iso-8859-8')],
  ['ISO_IR 144', withLabel('iso-8859-5')],
  ['ISO_IR 148', withLabel('windows-1254')],
  ['ISO_IR 203', withLabel('iso-8859-15')],
  ['ISO_IR 166', withLabel('windows-874')],
  ['ISO_IR 13', withLabel('shift_jis')],
  ['ISO_IR 192', withLabel('utf-8')],
  ['GB18030', withLabel('gb18030')],
  ['GBK', withLabel('gbk')],
]);

/** Escape sequences (without ESC) to where they designate and what the bytes then mean. */
const escapes: ReadonlyArray<readonly [string, 'G0' | 'G1', Decode, number]> = [
  ['(B', 'G0', latin1, 1],
  ['(J', 'G0', withLabel('shift_jis'), 1],
  [')I', 'G1', withLabel('shift_jis'), 1],
  ['-A', 'G1', latin1, 1],
  ['-B', 'G1', withLabel('iso-8859-2'), 1],
  ['-C', 'G1', withLabel('iso-8859-3'), 1],
  ['-D', 'G1', withLabel('iso-8859-4'), 1],
  ['-F', 'G1', withLabel('iso-8859-7'), 1],
  ['-G', 'G1', withLabel('iso-8859-6'), 1],
  ['-H', 'G1', withLabel('iso-8859-8'), 1],
  ['-L', 'G1', withLabel('iso-8859-5'), 1],
  ['-M', 'G1', withLabel('windows-1254'), 1],
  ['-b', 'G1', withLabel('iso-8859-15'), 1],
  ['-T', 'G1', withLabel('windows-874'), 1],
  ['$B', 'G0', (bytes) => decoderOf('euc-jp').decode(highBits(bytes)), 2],
  ['$@', 'G0', (bytes) => decoderOf('euc-jp').decode(highBits(bytes)), 2],
  ['$(D', 'G0', jisX0212, 2],
  ['$)C', 'G1', withLabel('euc-kr'), 2],
  ['$)A', 'G1', withLabel('gbk'), 2],
];

/** The G1 set that the first value of Specific Character Set invokes before any escape. */
const initialG1 = new Map<string, Decode>([
  ['ISO 2022 IR 100', latin1],
  ['ISO 2022 IR 101', withLabel('iso-8859-2')],
  ['ISO 2022 IR 109', withLabel('iso-8859-3')],
  ['ISO 2022 IR 110', withLabel('iso-8859-4')],
  ['ISO 2022 IR 126', withLabel('iso-8859-7')],
  ['ISO 2022 IR 127', withLabel('iso-8859-6')],
  ['ISO 2022 IR 138', withLabel('iso-8859-8')],
  ['ISO 2022 IR 144', withLabel('iso-8859-5')],
  ['ISO 2022 IR 148', withLabel('windows-1254')],
  ['ISO 2022 IR 203', withLabel('iso-8859-15')],
  ['ISO 2022 IR 166', withLabel('windows-874')],
  ['ISO 2022 IR 13', withLabel('shift_jis')],
  ['ISO 2022 IR 149', withLabel('euc-kr')],
  ['ISO 2022 IR 58', withLabel('gbk')],
]);

/** Turns the bytes of one whole attribute into text. `delimiters` end a code extension: `\`, and `^` `=` in names. */
export type TextDecode = (bytes: Buffer, kind: 'text' | 'name' | 'paragraph') => string;

/** Whether bytes are the same text in every character set: ASCII without escapes. */
export const isAscii = (bytes: Uint8Array, start = 0, end = bytes.length): boolean => {
  for (let at = start; at < end; at++) {
    const b = bytes[at] ?? 0;
    if (b > 0x7e || b === 0x1b) return false;
  }
  return true;
};

/**
 * The decoder for the values of Specific Character Set (0008,0005).
 * Unknown terms fall back to the nearest known one, never to an error: text must stay readable.
 * With no character set, bytes above 7F are UTF-8 when they are valid UTF-8, else Latin-1.
 */
export function textDecoder(terms: readonly string[]): TextDecode {
  const key = terms.join('\\');
  const made = textDecoders.get(key) ?? makeTextDecoder(terms);
  if (textDecoders.size < 1000) textDecoders.set(key, made);
  return made;
}
const textDecoders = new Map<string, TextDecode>();

function makeTextDecoder(terms: readonly string[]): TextDecode {
  const known = terms.map((term) => term.trim().replace(/^ISO-IR |^ISO IR /, 'ISO_IR '));
  const first = known[0] ?? '';
  const extended = known.length > 1 || first.startsWith('ISO 2022');
  const single = whole.get(first) ?? whole.get(first.replace('ISO 2022 IR', 'ISO_IR')) ?? latin1;
  if (known.every((term) => term === '') || (known.length === 1 && first === 'ISO_IR 6')) {
    return (bytes) => (isAscii(bytes) ? bytes.toString('latin1') : guess(bytes));
  }
  if (!extended || first === 'ISO_IR 192' || first === 'GB18030' || first === 'GBK') {
    return (bytes) => (isAscii(bytes) ? bytes.toString('latin1') : single(bytes));
  }
  const g1 = initialG1.get(first.replace('ISO_IR', 'ISO 2022 IR')) ?? firstG1(known) ?? latin1;
  return (bytes, kind) => (isAscii(bytes) ? bytes.toString('latin1') : iso2022(bytes, kind, g1));
}

/** Korean and Chinese names often begin with an empty first value: the second set is then what G1 holds. */
const firstG1 = (terms: readonly string[]): Decode | undefined =>
  terms.map((term) => initialG1.get(term)).find((decode) => decode !== undefined);

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

function guess(bytes: Buffer): string {
  try {
    return strictUtf8.decode(bytes);
  } catch {
    // Not UTF-8: every byte is a Latin-1 character, so nothing can fail and nothing is lost.
    return latin1(bytes);
  }
}

function iso2022(bytes: Buffer, kind: 'text' | 'name' | 'paragraph', initial: Decode): string {
  let g0: Decode = latin1;
  let g0Width = 1;
  let g1 = initial;
  let out = '';
  let at = 0;
  const isDelimiter = (b: number) =>
    b === 0x0a ||
    b === 0x0d ||
    b === 0x0c ||
    b === 0x09 ||
    (kind !== 'paragraph' && b === 0x5c) ||
    (kind === 'name' && (b === 0x5e || b === 0x3d));
  while (at < bytes.length) {
    const b = bytes[at] ?? 0;
    if (b === 0x1b) {
      const ahead = bytes.toString('latin1', at + 1, at + 4);
      const found = escapes.find(([sequence]) => ahead.startsWith(sequence));
      if (found === undefined) {
        at++;
        continue;
      }
      const [sequence, register, decode, width] = found;
      if (register === 'G0') {
        g0 = decode;
        g0Width = width;
      } else g1 = decode;
      at += 1 + sequence.length;
      continue;
    }
    if (b < 0x80 && g0Width === 1 && isDelimiter(b)) {
      out += String.fromCharCode(b);
      g0 = latin1;
      g1 = initial;
      at++;
      continue;
    }
    if (g0Width === 2 && (b === 0x0a || b === 0x0d)) {
      g0 = latin1;
      g0Width = 1;
      continue;
    }
    const high = b >= 0x80;
    let end = at;
    while (end < bytes.length) {
      const c = bytes[end] ?? 0;
      if (c === 0x1b || c >= 0x80 !== high) break;
      if (!high && g0Width === 1 && isDelimiter(c)) break;
      if (!high && g0Width === 2 && (c === 0x0a || c === 0x0d)) break;
      end++;
    }
    out += (high ? g1 : g0)(bytes.subarray(at, end));
    at = end;
  }
  return out;
}
