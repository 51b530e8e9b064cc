import { afterEach, expect, it, vi } from 'vitest';
import { groupingRule } from '../core/displaySet/rule.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { createViewer } from '../state/viewer.ts';
import { keepRules } from './keptRules.ts';

const rule = groupingRule(
  { kind: 'series', seriesHash: '2.25.1', Modality: 'MR', SeriesDescription: 'Axial' },
  { kind: 'split', SOPClassHandlerId: 'image-stack.sopClassHandlerModule.stack', by: { kind: 'each' } },
);

afterEach(() => vi.unstubAllGlobals());

it('says that rules cannot be kept where the browser forbids its storage', () => {
  const forbidden = () => {
    throw new DOMException('forbidden', 'SecurityError');
  };
  vi.stubGlobal('window', {
    localStorage: { getItem: forbidden, setItem: forbidden, removeItem: forbidden },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  });
  const registry = createRegistry(builtInHandlers, builtInModes);
  const viewer = createViewer({ registry, dataSources: [], modeId: 'viewer' });
  const stop = keepRules(viewer);
  expect(viewer.store.getState().notices).toEqual([]);
  viewer.store.setState({ rules: [rule] });
  expect(viewer.store.getState().notices.map(({ title }) => title)).toEqual([
    'Grouping rules cannot be kept',
  ]);
  stop();
});
