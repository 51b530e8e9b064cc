/**
 * Text from elsewhere, made safe to lay out: control characters and direction
 * overrides become spaces or go, heaps of combining marks are cut to a few for each
 * letter, and what is longer than `limit` UTF-16 units ends in an ellipsis. What it
 * says stays readable in any script. Linear in `limit`, not in the text.
 */
export function cleanText(text: string, limit = 1000): string {
  // Marks and controls are dropped below, so look at somewhat more than will be kept, never at a megabyte.
  const looked = text.length > limit * 4 ? text.slice(0, limit * 4) : text;
  const clean = looked
    .replace(controls, ' ')
    .replace(directionControls, '')
    .replace(heapedMarks, '$1')
    .replace(loneSurrogates, '\uFFFD');
  return clean.length > limit || looked.length < text.length
    ? `${wholeCharacters(clean.slice(0, limit))}…`
    : clean;
}

// C0 (but tab and line ends), DEL, C1.
const controls = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/g;
// Marks, embeddings, overrides, isolates and line separators: `<bdi>` gives the text its own direction.
const directionControls = /[\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g;
const heapedMarks = /(\p{M}{4})\p{M}+/gu;
const loneSurrogates = /[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g;

const wholeCharacters = (text: string) => (/[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text);
