import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { imageStackHandler } from '../../extensions/image-stack/handler.ts';
import { aSeries, slices } from '../../testing/factories.ts';
import { organizeSeries } from '../displaySet/organize.ts';
import { extensionFrom } from './api.ts';
import { createRegistry } from './registry.ts';

/** The examples of docs/extensions.md are run as they stand. */
const page = readFileSync(new URL('../../../docs/extensions.md', import.meta.url), 'utf8');
const examples = [...page.matchAll(/```js\n([\s\S]*?)```/g)].map(([, code]) => code ?? '');

async function load(code: string) {
  const module: { default: unknown } = await import(
    /* @vite-ignore */ `data:text/javascript,${encodeURIComponent(code)}`
  );
  return extensionFrom(module.default, 'example.js');
}

describe('the examples of the author guide', () => {
  it('one handler and one mode', async () => {
    const stack = { id: 'image-stack', getSopClassHandlerModule: () => [imageStackHandler] };
    const registry = createRegistry([stack, await load(examples[0] ?? '')], []);
    const mode = registry.mode('washout');
    if (!mode) throw new Error('the example registers a mode');
    const late = slices(3, 5, { ContrastBolusAgent: 'agent', TriggerTime: 400_000 });
    const { displaySets } = organizeSeries(aSeries([...slices(3), ...late]), registry.handlersFor(mode));
    expect(displaySets.map(({ label, instances }) => [label, instances.length])).toEqual([
      ['Axial, late phase', 3],
      ['Axial', 3],
    ]);
  });

  it('the classic way', async () => {
    const registry = createRegistry([await load(examples[1] ?? '')], []);
    const handlers = registry.handlersFor({
      id: 'm',
      sopClassHandlers: ['classic.sopClassHandlerModule.stack'],
    });
    expect(organizeSeries(aSeries(slices(4)), handlers).displaySets[0]?.numImageFrames).toBe(4);
  });
});
