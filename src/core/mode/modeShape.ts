import * as z from 'zod/mini';
import { ruleShape } from '../hanging/ruleShape.ts';
import { MAX_VIEWPORTS } from '../layout/layout.ts';

/** Eight rows and columns at most, and never more viewports than the page has. */
export const MAX_SIDE = 8;

const side = z
  .int('must be a whole number')
  .check(z.gte(1, 'must be at least 1'), z.lte(MAX_SIDE, `must be at most ${MAX_SIDE}`));

export const idShape = z
  .string('must be a text')
  .check(
    z.regex(
      /^[a-z][a-z0-9-]{0,63}$/,
      'must be lower case letters, digits and dashes, 64 at most, a letter first',
    ),
  );

const texts = (what: string) => z.array(z.string('must be a text'), `must be a list of ${what}`);

/** A mode as data, as far as it is data; anything else in it is left alone. */
export const modeShape = z.looseObject({
  id: idShape,
  displayName: z
    .string('must be a text')
    .check(z.minLength(1, 'must not be empty'), z.maxLength(60, 'must be at most 60 characters long')),
  description: z.optional(
    z.string('must be a text').check(z.maxLength(200, 'must be at most 200 characters long')),
  ),
  icon: z.optional(z.string('must be a text')),
  sopClassHandlers: texts('handler ids'),
  layout: z.optional(
    z
      .object({ rows: side, columns: side }, 'must be { "rows": …, "columns": … }')
      .check(
        z.refine(
          ({ rows, columns }) => rows * columns <= MAX_VIEWPORTS,
          `must have at most ${MAX_VIEWPORTS} viewports`,
        ),
      ),
  ),
  order: z.optional(z.enum(['series', 'handlers'], 'must be "series" or "handlers"')),
  autoPlay: z.optional(z.boolean('must be true or false')),
  fillsLayout: z.optional(z.boolean('must be true or false')),
  opensInPlanes: z.optional(z.boolean('must be true or false')),
  hangingRules: z.optional(z.array(ruleShape, 'must be a list of hanging rules')),
  preferredViewportKinds: z.optional(texts('viewport kinds')),
  tools: z.optional(texts('tools')),
  panels: z.optional(texts('panels')),
});
