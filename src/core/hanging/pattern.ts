/**
 * Patterns in rules: the part of regular expressions that cannot run away. Rules
 * come from files of others, and one that takes minutes would stop the page.
 */

/** Longer texts are compared by their beginning. */
export const maxPatternText = 128;
const maxPatternLength = 200;
/** With more of these, the time that a pattern takes could grow beyond measure with the text. */
const maxRepeats = 2;
const maxOptional = 6;

/** A compiled pattern, or why it is not one of those that are allowed. */
export type PatternOrReason = { readonly pattern: RegExp } | { readonly reason: string };

/**
 * Letters, `.`, classes, `\d \w \s \b`, `^`, `$`, `( | )`, `?`, and at most two of
 * `*`, `+`, `{m,n}`, not after a group. Without case.
 */
export function readPattern(text: string): PatternOrReason {
  if (text === '') return { reason: 'the pattern is empty' };
  if (text.length > maxPatternLength)
    return { reason: `the pattern is longer than ${maxPatternLength} characters` };
  const reason = problemOf(text);
  if (reason !== undefined) return { reason };
  try {
    return { pattern: new RegExp(text, 'i') };
  } catch {
    return { reason: 'the pattern is no regular expression' };
  }
}

function problemOf(text: string): string | undefined {
  let repeats = 0;
  let optional = 0;
  let afterGroup = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? '';
    const isRepeat = character === '*' || character === '+' || character === '{';
    if (isRepeat && afterGroup) return 'a group must not be repeated';
    if (isRepeat && ++repeats > maxRepeats) return `there are more than ${maxRepeats} repetitions`;
    if (character === '?' && ++optional > maxOptional) return `there are more than ${maxOptional} “?”`;
    afterGroup = character === ')';
    if (character === '\\') {
      at += 1;
      if (!/^[dwsbDWSB.\\/^$*+?()[\]{}|-]$/.test(text[at] ?? ''))
        return `“\\${text[at] ?? ''}” is not allowed`;
    } else if (character === '[') {
      const end = endOfClass(text, at);
      if (end === undefined) return 'a class is not closed';
      at = end;
    } else if (character === '(' && text[at + 1] === '?') {
      if (text[at + 2] !== ':') return 'looking ahead or back is not allowed';
      at += 2;
    } else if (character === '{') {
      const count = /^\{(\d{1,2})(,(\d{1,2})?)?\}/.exec(text.slice(at));
      if (!count) return '“{” must be a count, such as {2} or {1,3}';
      at += count[0].length - 1;
    }
  }
  return undefined;
}

/** Where a class ends; it may not be empty. */
function endOfClass(text: string, start: number): number | undefined {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === ']') return at > start + 1 ? at : undefined;
  }
  return undefined;
}
