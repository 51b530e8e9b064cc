import fc from 'fast-check';
import { expect, it } from 'vitest';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { viewerMode } from '../../modes/viewer.ts';
import { aSeries, MR, slices } from '../../testing/factories.ts';
import type { Instance } from '../dicom/instance.ts';
import { organizeSeries } from '../displaySet/organize.ts';
import { createRegistry } from '../extension/registry.ts';

const handlers = createRegistry(builtInHandlers, [viewerMode]).handlersFor(viewerMode);
const pairs: readonly (readonly [Partial<Instance>, Partial<Instance>])[] = [
  [{ EchoTime: 12 }, { EchoTime: 81 }],
  [{ DiffusionBValue: 0 }, { DiffusionBValue: 1000 }],
  [{ TemporalPositionIdentifier: 1 }, { TemporalPositionIdentifier: 2 }],
  [{ ComplexImageComponent: 'MAGNITUDE' }, { ComplexImageComponent: 'PHASE' }],
  [{}, { ImageType: ['ORIGINAL', 'PRIMARY', 'P'] }],
  [{}, { ImageType: ['DERIVED', 'PRIMARY', 'ADC'] }],
  [{}, { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'] }],
];

it('a second value that arrives later leaves the name of the first alone, though another handler takes it', () => {
  fc.assert(
    fc.property(fc.constantFrom(...pairs), fc.integer({ min: 2, max: 20 }), ([first, second], count) => {
      const whole = aSeries([...slices(count, 5, first), ...slices(count, 5, second)], MR);
      const [before] = organizeSeries(whole.slice(0, count), handlers).displaySets;
      const after = organizeSeries(whole, handlers).displaySets;
      expect(after.map(({ instances }) => instances.length)).toEqual([count, count]);
      expect(after.map((set) => set.displaySetInstanceUID)).toContain(before?.displaySetInstanceUID);
    }),
  );
});

it('two handlers that make one key in one series make two names', () => {
  // The same values twice over: what the one leaves, the other takes under the same key.
  const halves = handlers
    .filter(({ id }) => id.startsWith('image-stack'))
    .flatMap((stack) => [
      {
        ...stack,
        id: 'half.sopClassHandlerModule.first',
        handler: {
          ...stack.handler,
          identity: stack.id,
          getDisplaySetsFromSeries: (instances: readonly Instance[]) =>
            stack.handler.getDisplaySetsFromSeries(instances.filter((_, i) => i % 2 === 0)),
        },
      },
      stack,
    ]);
  const { displaySets } = organizeSeries(aSeries(slices(8)), halves);
  expect(displaySets).toHaveLength(2);
  expect(new Set(displaySets.map((set) => set.displaySetInstanceUID)).size).toBe(2);
});
