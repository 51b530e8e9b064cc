import * as z from 'zod/mini';
import { MAX_SHARE } from '../layout/edit.ts';
import { countViewports, MAX_VIEWPORTS, toLayout, type Layout } from '../layout/layout.ts';
import { cutNames, slabBlends } from '../volume/planes.ts';
import { attributeIds, attributes, isAttributeId } from './attributes.ts';
import { readPattern } from './pattern.ts';
import { comparisons, isAnyOf, type Condition, type HangingRule } from './rule.ts';
import { windowNames, windowOf } from './windows.ts';

/** The shape of rules that come from a file or from the browser's storage. Messages are for people. */

const words = z
  .string('must be a text')
  .check(z.minLength(1, 'must not be empty'), z.maxLength(200, 'must be at most 200 characters long'));
const name = z
  .string('must be a text')
  .check(z.minLength(1, 'must not be empty'), z.maxLength(60, 'must be at most 60 characters long'));
const numeric = z.number('must be a number');
const count = z
  .int('must be a whole number')
  .check(z.gte(0, 'must not be negative'), z.lte(999, 'is too large'));
const yesNo = z.boolean('must be true or false');
const value = z.union([words, numeric], 'must be a text or a number');
const values = z
  .array(value, 'must be a list')
  .check(z.minLength(1, 'must not be empty'), z.maxLength(50, 'must have at most 50 values'));
const texts = z.union(
  [words, z.array(words).check(z.minLength(1, 'must not be empty'), z.maxLength(50, 'is too long'))],
  'must be a text or a list of texts',
);
const attribute = z.string('must be the name of an attribute').check(
  z.refine(isAttributeId, {
    error: ({ input }) => `“${String(input)}” is no attribute; there are ${attributeIds.join(', ')}`,
  }),
);

const condition = z
  .strictObject(
    {
      attribute,
      is: z.optional(value),
      anyOf: z.optional(values),
      noneOf: z.optional(values),
      contains: z.optional(texts),
      lacks: z.optional(texts),
      matches: z.optional(z.string('must be a text')),
      atLeast: z.optional(numeric),
      atMost: z.optional(numeric),
      given: z.optional(yesNo),
      weight: z.optional(numeric),
    },
    { error: notKnown },
  )
  .check((context) => {
    const { value: input } = context;
    const made = comparisons.filter((each) => input[each] !== undefined);
    const tell = (path: string[], message: string) =>
      context.issues.push({ code: 'custom', input, path, message });
    if (made.length !== 1)
      tell(
        [],
        `must have exactly one of ${comparisons.join(', ')}${made.length > 1 ? `; it has ${made.join(' and ')}` : ''}`,
      );
    if (input.matches !== undefined) {
      const read = readPattern(input.matches);
      if ('reason' in read) tell(['matches'], read.reason);
    }
    const isText = isAttributeId(input.attribute) && attributes[input.attribute].type === 'text';
    const range = made.find((each) => each === 'atLeast' || each === 'atMost');
    if (isText && range) tell([range], `cannot be asked of ${input.attribute}, which is a text`);
  });
const anyOf = z.strictObject(
  {
    any: z.array(condition, 'must be a list of conditions').check(z.minLength(1, 'must not be empty')),
    weight: z.optional(numeric),
  },
  { error: notKnown },
);
/** Told apart by what it has, so that a message is about what was meant. */
const test = z.unknown().check((context) => {
  const { value: input } = context;
  const shape = typeof input === 'object' && input !== null && 'any' in input ? anyOf : condition;
  const result = shape.safeParse(input);
  if (!result.success)
    for (const issue of result.error.issues)
      context.issues.push({ code: 'custom', input, path: issue.path, message: issue.message });
});
const tests = z.array(test, 'must be a list of conditions').check(z.maxLength(40, 'has too many conditions'));

const side = z
  .int('must be a whole number')
  .check(z.gte(1, 'must be at least 1'), z.lte(16, 'must be at most 16'));
const share = z
  .int('must be a whole number')
  .check(z.gte(1, 'must be at least 1'), z.lte(MAX_SHARE, `must be at most ${MAX_SHARE}`));
const tree: z.ZodMiniType<Layout> = z.union(
  [
    z.literal('viewport'),
    z.object({
      split: z.enum(['columns', 'rows']),
      parts: z
        .array(z.object({ share, layout: z.lazy(() => tree) }))
        .check(z.minLength(2), z.maxLength(MAX_VIEWPORTS)),
    }),
  ],
  'must be { "rows": …, "columns": … }, or "viewport", or { "split": "columns" or "rows", "parts": […] }',
);
const layout = z
  .union(
    [z.object({ rows: side, columns: side }), tree],
    'must be { "rows": …, "columns": … }, or "viewport", or { "split": "columns" or "rows", "parts": […] }',
  )
  .check(
    z.refine(
      (form) => countViewports(toLayout(form)) <= MAX_VIEWPORTS,
      `must have at most ${MAX_VIEWPORTS} viewports`,
    ),
  );

const window = z.union(
  [
    z.string().check(
      z.refine((text) => windowOf(text) !== undefined, {
        error: ({ input }) => `“${String(input)}” is no window; there are ${windowNames.join(', ')}`,
      }),
    ),
    z.object({ center: numeric, width: numeric.check(z.gt(0, 'must be above 0')) }),
  ],
  'must be the name of a window or { "center": …, "width": … }',
);
const presentation = z.strictObject(
  {
    window: z.optional(window),
    windowFrom: z.optional(name),
    plane: z.optional(z.enum(cutNames, `must be one of ${cutNames.join(', ')}`)),
    slabMm: z.optional(numeric.check(z.gte(0, 'must not be negative'))),
    blend: z.optional(z.enum(slabBlends, `must be one of ${slabBlends.join(', ')}`)),
    invert: z.optional(yesNo),
    colourMap: z.optional(name),
    zoom: z.optional(numeric.check(z.gt(0, 'must be above 0'), z.lte(40, 'must be at most 40'))),
    rotation: z.optional(
      z.union([z.literal(0), z.literal(90), z.literal(180), z.literal(270)], 'must be 0, 90, 180 or 270'),
    ),
    flipHorizontal: z.optional(yesNo),
    flipVertical: z.optional(yesNo),
    chestWall: z.optional(z.enum(['left', 'right'], 'must be "left" or "right"')),
    scale: z.optional(name),
  },
  { error: notKnown },
);
const kinds = z.array(name, 'must be a list').check(z.minLength(1, 'must not be empty'));
const place = z.strictObject(
  {
    name,
    needed: z.optional(yesNo),
    empty: z.optional(yesNo),
    match: z.optional(
      z.strictObject(
        {
          required: z.optional(tests),
          preferred: z.optional(tests),
          sort: z.optional(
            z.array(z.strictObject({ by: attribute, descending: z.optional(yesNo) }, { error: notKnown })),
          ),
        },
        { error: notKnown },
      ),
    ),
    sameAs: z.optional(name),
    prior: z.optional(count),
    orElse: z.optional(
      z.strictObject(
        { sameAs: z.optional(name), kinds: z.optional(kinds), presentation: z.optional(presentation) },
        { error: notKnown },
      ),
    ),
    kinds: z.optional(kinds),
    presentation: z.optional(presentation),
    sync: z.optional(name),
  },
  { error: notKnown },
);
const stage = z.strictObject(
  {
    name,
    layout,
    viewports: z
      .array(place, 'must be a list of viewports')
      .check(z.minLength(1, 'must not be empty'), z.maxLength(MAX_VIEWPORTS, 'has too many viewports')),
    atLeast: z.optional(count),
    needed: z.optional(yesNo),
  },
  { error: notKnown },
);
export const ruleShape = z.strictObject(
  {
    id: z
      .string('must be a text')
      .check(
        z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'must be lower case letters, digits and dashes, 64 at most'),
      ),
    name,
    description: z.optional(words),
    automatic: z.optional(yesNo),
    when: z.optional(
      z.array(
        z.strictObject(
          { of: tests, atLeast: z.optional(count), atMost: z.optional(count) },
          { error: notKnown },
        ),
        'must be a list',
      ),
    ),
    stages: z
      .array(stage, 'must be a list of stages')
      .check(z.minLength(1, 'must not be empty'), z.maxLength(20, 'has too many stages')),
  },
  { error: notKnown },
);

/** A misspelt name would otherwise be left out without a word. */
function notKnown(issue: { readonly code?: string; readonly keys?: readonly string[] }): string {
  return issue.code === 'unrecognized_keys'
    ? `${(issue.keys ?? []).map((key) => `“${key}”`).join(', ')} is not known here`
    : 'must be an object';
}

/** Every condition of a rule, with its path. */
export function conditionsIn(rule: HangingRule): readonly { path: string; condition: Condition }[] {
  const found: { path: string; condition: Condition }[] = [];
  const add = (path: string, list: readonly (Condition | { any: readonly Condition[] })[] = []) =>
    list.forEach((each, at) => {
      if (isAnyOf(each))
        each.any.forEach((one, n) => found.push({ path: `${path}[${at}].any[${n}]`, condition: one }));
      else found.push({ path: `${path}[${at}]`, condition: each });
    });
  rule.when?.forEach(({ of }, at) => add(`when[${at}].of`, of));
  rule.stages.forEach(({ viewports }, s) =>
    viewports.forEach(({ match }, v) => {
      add(`stages[${s}].viewports[${v}].match.required`, match?.required);
      add(`stages[${s}].viewports[${v}].match.preferred`, match?.preferred);
    }),
  );
  return found;
}
