import * as z from 'zod/mini';
import { describeError } from '../errors.ts';
import type { HangingRule } from './rule.ts';
import { ruleShape } from './ruleShape.ts';

/** Hanging rules as a file, and as the browser keeps them. Written into every file. */
export const RULES_FILE_VERSION = 1;
/** Far more than anybody makes; a file of more is not one of ours. */
const maxRules = 200;
const maxLength = 2_000_000;

const fileShape = z.object({
  hangar: z.literal('hanging-rules', 'must be "hanging-rules"'),
  version: z.literal(RULES_FILE_VERSION, `must be ${RULES_FILE_VERSION}: the file is from another version`),
  rules: z
    .array(z.unknown(), 'must be a list of rules')
    .check(z.maxLength(maxRules, `has more than ${maxRules} rules`)),
});

/** A rule of the reader's own, and whether it is in force. */
export interface OwnRule {
  readonly enabled: boolean;
  readonly rule: HangingRule;
}

export interface RulesRead {
  readonly rules: readonly OwnRule[];
  /** What is wrong, with its place: "rules[2].stages[0].layout must be …"; a rule named here is left out. */
  readonly problems: readonly string[];
}

/** @param text of a file that somebody chose. */
export function readHangingRules(text: string): RulesRead {
  if (text.length > maxLength) return unusable('The file is too long to be one of hanging rules.');
  let value: unknown;
  try {
    value = JSON.parse(text.replace(/^\ufeff/, ''));
  } catch (error) {
    return unusable(`The file is not JSON: ${describeError(error)}`);
  }
  const file = fileShape.safeParse(value);
  if (!file.success) return unusable(...issueTexts('', file.error.issues));
  const rules = new Map<string, OwnRule>();
  const problems: string[] = [];
  for (const [at, item] of file.data.rules.entries()) {
    const { enabled, rule } = unwrapped(item);
    const issues = problemsOf(rule, `rules[${at}]`);
    if (isHangingRule(rule)) rules.set(rule.id, { enabled, rule });
    else problems.push(...issues);
  }
  return { rules: [...rules.values()], problems };
}

/** A file has each rule as it is, with `enabled` beside its own members where it is switched off. */
export function writeHangingRules(rules: readonly OwnRule[]): string {
  const plain = rules.map(({ enabled, rule }) => (enabled ? rule : { enabled: false, ...rule }));
  return `${JSON.stringify({ hangar: 'hanging-rules', version: RULES_FILE_VERSION, rules: plain }, undefined, 2)}\n`;
}

function unwrapped(item: unknown): { readonly enabled: boolean; readonly rule: unknown } {
  if (typeof item !== 'object' || item === null || !('enabled' in item)) return { enabled: true, rule: item };
  const { enabled, ...rule } = item;
  return { enabled: enabled !== false, rule };
}

/** Whether a value that was JSON is a rule. */
export const isHangingRule = (value: unknown): value is HangingRule => ruleShape.safeParse(value).success;

/** What keeps a value from being a rule, each with its path; [] when it is one. */
export function problemsOf(value: unknown, where = ''): readonly string[] {
  const result = ruleShape.safeParse(value);
  return result.success ? [] : issueTexts(where, result.error.issues);
}

function issueTexts(
  where: string,
  issues: readonly { readonly path: readonly PropertyKey[]; readonly message: string }[],
): readonly string[] {
  return issues.slice(0, 20).map(({ path, message }) => {
    const place = path.reduce<string>(
      (text, step) =>
        typeof step === 'number'
          ? `${text}[${step}]`
          : text === ''
            ? String(step)
            : `${text}.${String(step)}`,
      where,
    );
    return `${place || 'The file'} ${message}.`;
  });
}

const unusable = (...problems: readonly string[]): RulesRead => ({ rules: [], problems });
