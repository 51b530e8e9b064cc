import { countViewports, toLayout } from '../layout/layout.ts';
import { attributes } from './attributes.ts';
import { comparisonOf } from './condition.ts';
import type { Condition, HangingPlace, HangingRule, HangingStage } from './rule.ts';
import { conditionsIn } from './ruleShape.ts';
import { problemsOf } from './rulesJson.ts';
import { plainText } from './words.ts';

/** Something that is wrong with a rule, or will not do what it seems to. */
export interface RuleMessage {
  readonly severity: 'error' | 'warning';
  /** `stages[0].viewports[2].match.required[1]`. */
  readonly path: string;
  readonly text: string;
}

export interface LintKnowledge {
  /** Handler ids; absent: they are not checked. */
  readonly handlers?: ReadonlySet<string>;
  /** Viewport kinds that something draws; absent: they are not checked. */
  readonly kinds?: ReadonlySet<string>;
}

/** Looks a rule through. A rule without errors can be tried on a study; warnings say what will find nothing. */
export function lintRule(rule: HangingRule, known: LintKnowledge = {}): readonly RuleMessage[] {
  return [
    ...problemsOf(rule).map((text): RuleMessage => ({ severity: 'error', path: '', text })),
    ...rule.stages.flatMap((stage, at) => lintStage(stage, `stages[${at}]`, known)),
    ...conditionsIn(rule).flatMap(({ path, condition }) => lintCondition(condition, path, known)),
  ];
}

function lintStage(stage: HangingStage, path: string, known: LintKnowledge): RuleMessage[] {
  const room = countViewports(toLayout(stage.layout));
  const { viewports, atLeast = 1 } = stage;
  const messages: RuleMessage[] = [];
  const error = (where: string, text: string) => messages.push({ severity: 'error', path: where, text });
  if (viewports.length > room)
    error(
      `${path}.viewports`,
      `Stage “${stage.name}” cannot be hung: ${viewports.length} pictures for ${room} ${room === 1 ? 'viewport' : 'viewports'}.`,
    );
  if (atLeast > viewports.length)
    error(
      `${path}.atLeast`,
      `Stage “${stage.name}” can never be hung: it wants ${atLeast} of ${viewports.length} viewports filled.`,
    );
  const names = new Set<string>();
  for (const [at, place] of viewports.entries()) {
    const where = `${path}.viewports[${at}]`;
    if (names.has(place.name))
      messages.push({ severity: 'warning', path: `${where}.name`, text: `“${place.name}” is there twice.` });
    for (const [field, from] of [
      ['presentation', place.presentation?.windowFrom],
      ['orElse.presentation', place.orElse?.presentation?.windowFrom],
    ])
      if (from !== undefined && from !== place.name && !names.has(from))
        error(
          `${where}.${field ?? ''}.windowFrom`,
          `Neither this viewport nor one before it is called “${from}”.`,
        );
    for (const [field, source] of [
      ['sameAs', place.sameAs],
      ['orElse.sameAs', place.orElse?.sameAs],
    ])
      if (source !== undefined && !names.has(source))
        error(`${where}.${field ?? ''}`, `No viewport before it is called “${source}”.`);
    if (place.sameAs !== undefined && place.match)
      messages.push({
        severity: 'warning',
        path: `${where}.match`,
        text: `It shows the same as “${place.sameAs}”: its own conditions do not count.`,
      });
    messages.push(...lintKinds(place, where, known));
    names.add(place.name);
  }
  return messages;
}

function lintKinds(place: HangingPlace, path: string, { kinds }: LintKnowledge): RuleMessage[] {
  const unknown = kinds ? (place.kinds ?? []).filter((kind) => !kinds.has(kind)) : [];
  return unknown.map((kind) => ({
    severity: 'warning',
    path: `${path}.kinds`,
    text: `Nothing here draws “${kind}”.`,
  }));
}

function lintCondition(condition: Condition, path: string, { handlers }: LintKnowledge): RuleMessage[] {
  const { choices, name } = attributes[condition.attribute];
  const comparison = comparisonOf(condition);
  const asked =
    comparison === 'is' ? [condition.is] : comparison === 'anyOf' ? condition.anyOf : condition.noneOf;
  const values = (asked ?? []).flatMap((value) => (value === undefined ? [] : [String(value)]));
  const warning = (text: string): RuleMessage => ({ severity: 'warning', path, text });
  const known = choices ?? (condition.attribute === 'handler' && handlers ? [...handlers] : undefined);
  if (!known) return [];
  const plain = new Set(known.map(plainText));
  return values
    .filter((value) => !plain.has(plainText(value)))
    .map((value) =>
      warning(
        choices
          ? `${name} is never “${value}”; it is ${choices.join(', ')}.`
          : `There is no handler “${value}” here.`,
      ),
    );
}
