import { describe, expect, it } from 'vitest';
import { organize } from '../../core/displaySet/organize.ts';
import { createRegistry } from '../../core/extension/registry.ts';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { instancesOf } from '../series/series.ts';
import { clipsGroupings } from './clips.ts';
import { diffusionGroupings } from './diffusion.ts';
import { framesGroupings } from './frames.ts';
import { guardsGroupings } from './guards.ts';
import { objectsGroupings } from './objects.ts';
import { referencesGroupings } from './references.ts';
import { splitsGroupings } from './splits.ts';
import { stacksGroupings } from './stacks.ts';
import { verdictsGroupings } from './verdicts.ts';
import { expectedRows, type Grouping, isMode } from './grouping.ts';
import { rowsOf } from './rows.ts';

/**
 * The table of groupings: one generated study for each split, verdict, guard,
 * rate and reference, and what it becomes in each of the modes. A difference is
 * printed row by row.
 */

const registry = createRegistry(builtInHandlers, builtInModes);

function becomes(grouping: Grouping, modeId: string): readonly string[] {
  const mode = registry.mode(modeId);
  if (!mode) throw new Error(`no mode ${modeId}`);
  const instances = grouping.series().flatMap((recipe, i) => instancesOf(recipe, i + 1));
  return rowsOf(organize(instances, registry.handlersFor(mode)));
}

describe.each([
  ['stacks', stacksGroupings],
  ['verdicts', verdictsGroupings],
  ['splits', splitsGroupings],
  ['diffusion', diffusionGroupings],
  ['guards', guardsGroupings],
  ['frames', framesGroupings],
  ['clips', clipsGroupings],
  ['references', referencesGroupings],
  ['objects', objectsGroupings],
])('the table of groupings: %s', (_, groupings) => {
  it.each(groupings)('$name: $rule', (grouping) => {
    for (const { id } of builtInModes) {
      if (!isMode(id)) throw new Error(`the table has no column for the mode ${id}`);
      expect(becomes(grouping, id), `in the mode ${id}`).toEqual(expectedRows(grouping, id));
    }
  });
});
