import * as z from 'zod/mini';
import { ruleIdOf, type GroupingRule, type RuleAction, type RuleScope } from './rule.ts';
import { isRuleAttributeId, ruleAttributeIds } from './ruleAttributes.ts';

/**
 * Grouping rules as a file, and as the browser keeps them: one JSON object. What
 * comes in is checked here, once; a rule that is not understood is named and
 * left out, the others are used.
 */

/** Far more than anybody makes by hand: a file of more is not one of ours. */
const maxRules = 1000;

const shortText = z.string().check(z.maxLength(1024));
const uid = z.string().check(z.regex(/^[0-9.]{1,64}$/, 'a UID: digits and dots'));
const handler = shortText.check(z.minLength(1));

const scope = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('series'),
    seriesHash: uid,
    Modality: shortText,
    SeriesDescription: shortText,
  }),
  z.object({
    kind: z.literal('like'),
    Modality: shortText,
    SOPClassUID: shortText,
    SeriesDescription: shortText,
    Manufacturer: shortText,
  }),
]);

const attribute = z.string().check(z.refine(isRuleAttributeId, `one of ${ruleAttributeIds.join(', ')}`));
const by = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('attribute'), attribute }),
  z.object({ kind: z.literal('image'), instanceHash: uid }),
  z.object({ kind: z.literal('each') }),
]);
const set = z.object({ SOPClassHandlerId: handler, displaySetInstanceUID: uid });
const action = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('split'),
    SOPClassHandlerId: handler,
    displaySetInstanceUID: z.optional(uid),
    by,
  }),
  z.object({ kind: z.literal('merge'), displaySets: z.array(set).check(z.minLength(2), z.maxLength(1000)) }),
  z.object({
    kind: z.literal('merge-despite'),
    SOPClassHandlerId: handler,
    differing: z.array(shortText).check(z.minLength(1), z.maxLength(100)),
  }),
]);
const rule = z.object({ enabled: z.boolean(), scope, action });
const file = z.object({
  hangar: z.literal('grouping-rules'),
  version: z.literal(1),
  rules: z.array(z.unknown()).check(z.maxLength(maxRules)),
});

export interface RulesRead {
  readonly rules: readonly GroupingRule[];
  /** What is wrong, with the place, in words; the rules named here are left out. */
  readonly problems: readonly string[];
}

/** One rule of unknown origin; undefined when it is not understood. */
export function readRule(value: unknown): GroupingRule | undefined {
  const result = rule.safeParse(value);
  return result.success ? ruleOf(result.data) : undefined;
}

/** @param text of a file that somebody chose, or of the browser's storage. */
export function readRules(text: string): RulesRead {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { rules: [], problems: ['It is not JSON.'] };
  }
  const whole = file.safeParse(value);
  if (!whole.success) return { rules: [], problems: [issueText('', whole.error.issues)] };
  const byId = new Map<string, GroupingRule>();
  const problems: string[] = [];
  for (const [i, item] of whole.data.rules.entries()) {
    const result = rule.safeParse(item);
    if (!result.success) {
      problems.push(issueText(`rules.${i}`, result.error.issues));
      continue;
    }
    const made = ruleOf(result.data);
    byId.set(made.id, made);
  }
  return { rules: [...byId.values()], problems };
}

export function writeRules(rules: readonly GroupingRule[]): string {
  const plain = rules.map(({ enabled, scope: where, action: what }) => ({
    enabled,
    scope: where,
    action: what,
  }));
  return `${JSON.stringify({ hangar: 'grouping-rules', version: 1, rules: plain }, null, 2)}\n`;
}

/** The id is worked out again: it is the rule's content, whatever a file says. */
function ruleOf({ enabled, scope: where, action: what }: z.infer<typeof rule>): GroupingRule {
  const plain = actionOf(what);
  return { id: ruleIdOf(where, plain), enabled, scope: where satisfies RuleScope, action: plain };
}

function actionOf(what: z.infer<typeof action>): RuleAction {
  if (what.kind !== 'split') return what;
  const { kind, SOPClassHandlerId, displaySetInstanceUID } = what;
  const target = displaySetInstanceUID === undefined ? {} : { displaySetInstanceUID };
  if (what.by.kind !== 'attribute') return { kind, SOPClassHandlerId, ...target, by: what.by };
  // Checked by the schema; the look-up gives it its type.
  const id = ruleAttributeIds.find((known) => what.by.kind === 'attribute' && known === what.by.attribute);
  if (id === undefined) throw new TypeError('an attribute that is not among those that split');
  return { kind, SOPClassHandlerId, ...target, by: { kind: 'attribute', attribute: id } };
}

function issueText(where: string, issues: readonly { path: PropertyKey[]; message: string }[]): string {
  const [issue] = issues;
  const path = [where, ...(issue?.path ?? []).map(String)].filter(Boolean).join('.');
  return `${path || 'The file'}: ${issue?.message ?? 'not as expected'}`;
}
