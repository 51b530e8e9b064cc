/** Texts as conditions compare them: without case, accents, and what stands between words. */
export function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
    .trim();
}

/** Whether the text has one of the words as a whole word. */
export const hasWord = (text: string, words: readonly string[]): boolean => {
  const padded = ` ${plainText(text).replace(/[^\p{L}\p{N}*.]+/gu, ' ')} `;
  return words.some((word) => padded.includes(` ${word} `));
};

/** "a, b and c". */
export function listOf(parts: readonly string[], last = 'and'): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} ${last} ${parts.at(-1)}`;
}
