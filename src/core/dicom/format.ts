import type { PersonName } from './instance.ts';

/** Values as people read them. Nonsense is returned as it came, never as an error. */

/**
 * PS3.5 6.2.1.1: "DOE^JANE^^DR" as "DOE, Jane, Dr"? No: family name, comma,
 * given and middle names, with prefix and suffix: "DOE, Jane". The ideographic
 * group, where there is one, follows in brackets.
 * @returns '' without a name.
 */
export function formatPersonName(name: PersonName | undefined): string {
  if (!name) return '';
  const alphabetic = formatGroup(name.Alphabetic);
  const ideographic = formatGroup(name.Ideographic, ' ');
  if (alphabetic && ideographic) return `${alphabetic} (${ideographic})`;
  return alphabetic || ideographic || formatGroup(name.Phonetic, ' ');
}

function formatGroup(group: string | undefined, separator = ', '): string {
  if (!group) return '';
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = group
    .split('^')
    .map((part) => part.trim());
  const others = [given, middle].filter(Boolean).join(' ');
  const name = [family, others].filter(Boolean).join(separator);
  const titles = [prefix, suffix].filter(Boolean).join(', ');
  return [name, titles].filter(Boolean).join(', ');
}
