import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { aSeries, slices } from '../../testing/factories.ts';
import { organizeSeries } from '../displaySet/organize.ts';
import { loadExtensions } from './loadExtensions.ts';
import { createRegistryWith } from './registry.ts';

/** The examples of docs/extensions.md are files that are run as they stand. */
const docs = new URL('../../../docs/', import.meta.url);
const examples = new URL('examples/', docs);
const textOf = (name: string, folder = examples) => readFileSync(new URL(name, folder), 'utf8');
const config: { readonly extensions: readonly string[] } = JSON.parse(textOf('config.json'));

const loaded = await loadExtensions(config.extensions, {
  base: examples.href,
  deadlineMs: 5000,
  importModule: (url) => import(/* @vite-ignore */ url),
});
const { registry, faults } = createRegistryWith(builtInHandlers, builtInModes, loaded.extensions);

/** A plain run and two phases with contrast, their slices from the head down. */
const contrast = { ContrastBolusAgent: 'agent' };
const series = aSeries([
  ...slices(3, 5, { AcquisitionNumber: 1 }),
  ...slices(4, 5, { AcquisitionNumber: 2, ...contrast }).reverse(),
  ...slices(2, 5, { AcquisitionNumber: 5, ...contrast }),
]);

function groupingOf(modeId: string) {
  const mode = registry.mode(modeId);
  if (!mode) throw new Error(`the examples bring the mode ${modeId}`);
  const { displaySets, trace } = organizeSeries(series, registry.handlersFor(mode));
  return {
    sets: displaySets.map(({ label, splitKey, instances }) => ({
      label,
      splitKey,
      heights: instances.map(({ ImagePositionPatient }) => ImagePositionPatient?.[2]),
    })),
    asked: trace.handlers.map(({ SOPClassHandlerId, outcome, took }) => ({
      SOPClassHandlerId,
      outcome,
      took,
    })),
  };
}

describe('the examples of the author guide', () => {
  it('load and are accepted', () => {
    expect([...loaded.faults, ...faults]).toEqual([]);
    expect(registry.modes.slice(builtInModes.length).map(({ id }) => id)).toEqual([
      'phases',
      'phases-classic',
    ]);
  });

  it('one handler and one mode', () => {
    const { sets, asked } = groupingOf('phases');
    expect(sets).toEqual([
      { label: 'Axial, phase 2', splitKey: 'phase:2', heights: [0, 5, 10, 15] },
      { label: 'Axial, phase 5', splitKey: 'phase:5', heights: [0, 5] },
      { label: 'Axial', splitKey: expect.any(String), heights: [0, 5, 10] },
    ]);
    expect(asked).toEqual([
      { SOPClassHandlerId: 'contrast-phases.sopClassHandlerModule.phase', outcome: 'took', took: 6 },
      { SOPClassHandlerId: 'image-stack.sopClassHandlerModule.stack', outcome: 'took', took: 3 },
    ]);
  });

  it('the classic way gives the same grouping', () => {
    expect(groupingOf('phases-classic').sets).toEqual(groupingOf('phases').sets);
  });

  it.each(config.extensions)('stands in the guide as it is: %s', (name) => {
    expect(textOf('extensions.md', docs)).toContain(textOf(name).trim());
  });
});
