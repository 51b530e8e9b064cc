import { expect, it } from 'vitest';
import { organize } from '../core/displaySet/organize.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aClip, aSeries, slices } from '../testing/factories.ts';
import { changeBetween } from './modeChange.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const study = [...aSeries(slices(3)), aClip({ SeriesInstanceUID: '1.2.3.5' })];
function setsOf(modeId: string) {
  const mode = registry.mode(modeId);
  if (!mode) throw new Error(`no mode ${modeId}`);
  const { displaySets } = organize(study, registry.handlersFor(mode));
  return new Map(displaySets.map((set) => [set.displaySetInstanceUID, set]));
}

const own = (id: string) => ({ id, order: undefined });

it('counts only what looks different', () => {
  const [viewer, cine, raw] = ['viewer', 'cine', 'raw'].map(setsOf);
  if (!viewer || !cine || !raw) throw new Error('no sets');
  expect(changeBetween(own('viewer'), own('cine'), viewer, cine)).toMatchObject({
    goneCount: 0,
    added: new Set(),
    changed: new Set(),
  });

  const apart = changeBetween(own('viewer'), own('raw'), viewer, raw);
  // Of the stack's three slices the first takes the stack's place; the clip is the same, under another name.
  expect(apart.added.size).toBe(2);
  expect(apart.changed.size).toBe(2);
  expect(apart.goneCount).toBe(0);

  const together = changeBetween(own('raw'), own('viewer'), raw, viewer);
  expect(together).toMatchObject({ goneCount: 2, added: new Set() });
  expect(together.changed.size).toBe(2);
});
