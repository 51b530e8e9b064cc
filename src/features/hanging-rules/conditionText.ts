import { attributes, type AttributeId } from '../../core/hanging/attributes.ts';
import { comparisonOf } from '../../core/hanging/condition.ts';
import type { Comparison, Condition } from '../../core/hanging/rule.ts';

/** Comparisons as the dialog offers them. */
export const comparisonWords: Readonly<Record<Comparison, string>> = {
  is: 'is',
  anyOf: 'is one of',
  noneOf: 'is none of',
  contains: 'contains',
  lacks: 'does not contain',
  matches: 'is like the pattern',
  atLeast: 'is at least',
  atMost: 'is at most',
  given: 'is given',
};

/** Those that mean something for an attribute. */
export function comparisonsFor(attribute: AttributeId): readonly Comparison[] {
  if (attributes[attribute].type === 'number') return ['is', 'atLeast', 'atMost', 'given'];
  return attributes[attribute].choices
    ? ['is', 'anyOf', 'noneOf', 'given']
    : ['is', 'anyOf', 'noneOf', 'contains', 'lacks', 'matches', 'given'];
}

/** The value of a condition as it is typed: several with commas between. */
export function valueText(condition: Condition): string {
  const comparison = comparisonOf(condition);
  const value = comparison && condition[comparison];
  if (Array.isArray(value)) return value.join(', ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return value === undefined ? '' : String(value);
}

/** A condition from what is typed; numbers where the attribute is one. */
export function conditionFrom(attribute: AttributeId, comparison: Comparison, text: string): Condition {
  const isNumber = attributes[attribute].type === 'number';
  const read = (part: string) => (isNumber && Number.isFinite(Number(part)) ? Number(part) : part);
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  switch (comparison) {
    case 'anyOf':
      return { attribute, anyOf: parts.map(read) };
    case 'noneOf':
      return { attribute, noneOf: parts.map(read) };
    case 'contains':
      return { attribute, contains: parts };
    case 'lacks':
      return { attribute, lacks: parts };
    case 'atLeast':
      return { attribute, atLeast: Number(text) };
    case 'atMost':
      return { attribute, atMost: Number(text) };
    case 'given':
      return { attribute, given: text.trim().toLowerCase() !== 'no' };
    case 'matches':
      return { attribute, matches: text };
    case 'is':
      return { attribute, is: read(text) };
  }
}
