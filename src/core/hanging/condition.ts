import { attributes } from './attributes.ts';
import type { Facts } from './facts.ts';
import { maxPatternText, readPattern } from './pattern.ts';
import { comparisons, isAnyOf, type Comparison, type Condition, type Test } from './rule.ts';
import { listOf, plainText } from './words.ts';

/** What a test found at one display set, for the explanation. */
export interface Finding {
  readonly met: boolean;
  /** What was asked: "plane is axial". */
  readonly asked: string;
  /** What is there: "sagittal", "not given". */
  readonly found: string;
  /** From what that was concluded: "kernel B70f". */
  readonly how?: string;
}

/** Whether a display set meets a test, with what was found there. */
export function tryTest(test: Test, facts: Facts): Finding {
  if (!isAnyOf(test)) return tryCondition(test, facts);
  const findings = test.any.map((condition) => tryCondition(condition, facts));
  const met = findings.find((finding) => finding.met);
  if (met) return met;
  return {
    met: false,
    asked: describeTest(test),
    found: listOf([...new Set(findings.map(({ found }) => found))]),
  };
}

function tryCondition(condition: Condition, facts: Facts): Finding {
  const { name, unit, valueOf } = attributes[condition.attribute];
  const value = valueOf(facts);
  const shown = value && listOf(value.all.map((each) => (unit ? `${each} ${unit}` : String(each))));
  return {
    met: meets(condition, value?.all),
    asked: describeCondition(condition),
    found: shown === undefined ? `no ${name} given` : `${name} ${shown}`,
    ...(value?.how !== undefined && { how: value.how }),
  };
}

function meets(condition: Condition, values: readonly (string | number)[] | undefined): boolean {
  const comparison = comparisonOf(condition);
  if (comparison === 'given') return (values !== undefined) === condition.given;
  if (comparison === 'noneOf')
    return !(values ?? []).some((value) => condition.noneOf?.some((each) => same(each, value)));
  if (comparison === 'lacks') return !(values ?? []).some((value) => has(value, condition.lacks));
  if (!values || comparison === undefined) return false;
  return values.some((value) => {
    switch (comparison) {
      case 'is':
        return condition.is !== undefined && same(condition.is, value);
      case 'anyOf':
        return condition.anyOf?.some((each) => same(each, value)) ?? false;
      case 'contains':
        return has(value, condition.contains);
      case 'matches':
        return isLike(value, condition.matches ?? '');
      case 'atLeast':
        return Number(value) >= (condition.atLeast ?? Infinity);
      case 'atMost':
        return Number(value) <= (condition.atMost ?? -Infinity);
    }
  });
}

const same = (wanted: string | number, value: string | number): boolean =>
  typeof wanted === 'number' && typeof value === 'number'
    ? wanted === value
    : plainText(String(wanted)) === plainText(String(value));

const partsOf = (texts: string | readonly string[] | undefined): readonly string[] =>
  typeof texts === 'string' ? [texts] : (texts ?? []);

function has(value: string | number, parts: string | readonly string[] | undefined): boolean {
  const text = plainText(String(value));
  return partsOf(parts).some((part) => {
    const plain = plainText(part);
    return plain !== '' && text.includes(plain);
  });
}

function isLike(value: string | number, pattern: string): boolean {
  const read = readPattern(pattern);
  return 'pattern' in read && read.pattern.test(String(value).slice(0, maxPatternText));
}

/** The comparison that a condition makes; undefined when it makes none. */
export const comparisonOf = (condition: Condition): Comparison | undefined =>
  comparisons.find((comparison) => condition[comparison] !== undefined);

export const describeTest = (test: Test): string =>
  isAnyOf(test) ? test.any.map(describeCondition).join(', or ') : describeCondition(test);

/**
 * A sentence without its capital: "plane is axial", "it is no localizer", "slice
 * thickness is at most 2 mm", "description contains lung or thorax".
 */
export function describeCondition(condition: Condition): string {
  const { name, unit, said } = attributes[condition.attribute];
  const withUnit = (value: string | number) => (unit ? `${value} ${unit}` : String(value));
  const either = (values: readonly (string | number)[] = []) => listOf(values.map(withUnit), 'or');
  switch (comparisonOf(condition)) {
    case 'is':
      return (
        (condition.is === 'yes' || condition.is === 'no' ? said?.[condition.is] : undefined) ??
        `${name} is ${withUnit(condition.is ?? '')}`
      );
    case 'anyOf':
      return `${name} is ${either(condition.anyOf)}`;
    case 'noneOf':
      return `${name} is not ${either(condition.noneOf)}`;
    case 'contains':
      return `${name} contains ${either(partsOf(condition.contains))}`;
    case 'lacks':
      return `${name} does not contain ${either(partsOf(condition.lacks))}`;
    case 'matches':
      return describePattern(name, condition.matches ?? '');
    case 'atLeast':
      return `${name} is at least ${withUnit(condition.atLeast ?? '')}`;
    case 'atMost':
      return `${name} is at most ${withUnit(condition.atMost ?? '')}`;
    case 'given':
      return condition.given ? `${name} is given` : `${name} is not given`;
    case undefined:
      return name;
  }
}

/** So many words of a pattern are named. */
const named = 3;

/** A pattern as its first words, where it only lists words; nobody reads it otherwise. */
function describePattern(name: string, pattern: string): string {
  const words = pattern
    .replace(/\\b|^\(|\)$/g, '')
    .replace(/^\(|\)$/g, '')
    .split('|')
    .map((word) => word.replace(/\\\./g, '.').replace(/.\?/g, ''));
  if (!words.every((word) => /^[\p{L}\p{N} .-]+$/u.test(word))) return `${name} is like “${pattern}”`;
  const first = words.slice(0, named);
  return words.length > named
    ? `${name} names ${first.join(', ')} or another of ${words.length} words`
    : `${name} names ${listOf(first, 'or')}`;
}
