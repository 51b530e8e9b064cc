/** One offer of an Accept header (or of the `accept` query parameter). */
export interface MediaRange {
  /** `multipart/related`, `image/jpeg`, `*` `/*`; lower case. */
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly q: number;
}

/**
 * The offers of an Accept header, best first; a missing header accepts anything.
 * @see RFC 9110 12.5.1, PS3.18 5.1.3 and 8.3.3.1 (the query parameter overrides the header)
 */
export function acceptedTypes(header: string | undefined, query: string | null): MediaRange[] {
  const text = query ?? header ?? '*/*';
  const ranges = split(text.slice(0, 4096), ',').map((part) => range(part));
  const offered = ranges.filter(({ q, type }) => q > 0 && type !== '');
  return offered.sort((a, b) => b.q - a.q);
}

function range(part: string): MediaRange {
  const [type = '', ...rest] = split(part, ';');
  const parameters = new Map<string, string>();
  for (const parameter of rest) {
    const at = parameter.indexOf('=');
    if (at < 0) continue;
    const value = parameter.slice(at + 1).trim();
    parameters.set(parameter.slice(0, at).trim().toLowerCase(), value.replace(/^"(.*)"$/, '$1'));
  }
  const q = Number(parameters.get('q') ?? '1');
  return { type: type.trim().toLowerCase(), parameters, q: Number.isFinite(q) ? q : 1 };
}

/** Splits where the separator is not within quotes. */
function split(text: string, separator: string): string[] {
  const parts: string[] = [];
  let quoted = false;
  let start = 0;
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted;
    else if (text[i] === separator && !quoted) {
      parts.push(text.slice(start, i));
      start = i + 1;
    }
  }
  parts.push(text.slice(start));
  return parts;
}

/** How pixels are sent. */
export interface Delivery {
  /** As stored, or decoded to Explicit VR Little Endian. */
  readonly form: 'stored' | 'decoded';
  readonly multipart: boolean;
}

const EXPLICIT = '1.2.840.10008.1.2.1';

/**
 * Chooses how frames are sent; `undefined` when none of the offers can be met.
 * @param mediaType of the frame as stored
 * @see PS3.18 8.7.3.5, table 8.7.3-5
 */
export function chooseDelivery(
  accepted: readonly MediaRange[],
  mediaType: string,
  transferSyntax: string,
): Delivery | undefined {
  for (const { type, parameters } of accepted) {
    const multipart = type === 'multipart/related';
    const inner = multipart ? (parameters.get('type') ?? '*/*').toLowerCase() : type;
    const syntax = parameters.get('transfer-syntax');
    const any = inner === '*/*';
    const wanted =
      any || inner === 'application/octet-stream' || inner === mediaType || inner === kindOf(mediaType);
    if (!wanted) continue;
    const asParts = multipart || any;
    if (syntax === '*' || syntax === transferSyntax) return { form: 'stored', multipart: asParts };
    if (syntax === EXPLICIT) return { form: 'decoded', multipart: asParts };
    if (syntax !== undefined) continue;
    // Bytes without a syntax are Explicit VR Little Endian; every other type means what is stored.
    if (inner === 'application/octet-stream' && transferSyntax !== EXPLICIT)
      return { form: 'decoded', multipart: asParts };
    return { form: 'stored', multipart: asParts };
  }
  return undefined;
}

const kindOf = (mediaType: string): string => `${mediaType.split('/')[0] ?? ''}/*`;
