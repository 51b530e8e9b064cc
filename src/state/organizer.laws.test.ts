import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { Instance } from '../core/dicom/instance.ts';
import { organize } from '../core/displaySet/organize.ts';
import { mergeOrganized } from '../core/displaySet/mergeOrganized.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { anyStudy, shuffled } from '../testing/generateStudy.ts';
import { type FakeThread, fakeThread } from '../testing/organizerThread.ts';
import { createOrganizer, type GroupingState } from './organizer.ts';
import { seriesKey, type SeriesEntry } from './viewerState.ts';

/**
 * The laws of organize where the page uses it: instances come in batches, and a
 * thread beside the page does the work. Both are to give the value that
 * `organize` gives of all instances at once.
 */

const registry = createRegistry(builtInHandlers, builtInModes);
const threads: FakeThread[] = [];
afterAll(() => threads.forEach(({ thread }) => thread.end()));

/** An organizer that has every series done by the thread, over a channel that copies. */
const beside = createOrganizer(registry, {
  atOnce: 0,
  startThread() {
    const fake = fakeThread(registry.handlers);
    threads.push(fake);
    return fake.thread;
  },
  onThreadLost: (reason) => {
    throw new Error(`the thread is lost: ${reason}`);
  },
});

/** The study as the page has it when these instances have come. */
function stateOf(instances: readonly Instance[]): GroupingState {
  const series: Record<string, SeriesEntry> = {};
  for (const instance of instances) {
    const { StudyInstanceUID, SeriesInstanceUID } = instance;
    const key = seriesKey(instance);
    series[key] = {
      key,
      summary: { StudyInstanceUID, SeriesInstanceUID },
      status: 'ready',
      instances: [...(series[key]?.instances ?? []), instance],
      problems: [],
      error: undefined,
      loaded: 0,
      total: undefined,
      waitingSeconds: undefined,
    };
  }
  return { series, rules: noRules };
}
const noRules: readonly never[] = [];

const ever = () => new AbortController().signal;
const inTwoOrders = anyStudy().chain((study) => fc.tuple(fc.constant(study), shuffled(study.instances)));

describe.each(builtInModes)('organizing in the mode $id', (mode) => {
  const handlers = registry.handlersFor(mode);

  it('is the same when instances come in batches, whatever they are', () => {
    fc.assert(
      fc.property(inTwoOrders, fc.array(fc.nat(60), { maxLength: 4 }), ([study, other], cuts) => {
        const organizer = createOrganizer(registry);
        for (const cut of cuts) organizer.organize(mode, stateOf(other.slice(0, cut)));
        const parts = organizer.organize(mode, stateOf(other));
        expect(mergeOrganized(Object.values(parts))).toEqual(organize(study.instances, handlers));
      }),
      { numRuns: 10 },
    );
  });

  it('is the same in a thread beside the page, and of the very instances that the page has', async () => {
    await fc.assert(
      fc.asyncProperty(anyStudy(), async ({ instances }) => {
        const state = stateOf(instances);
        const there = await beside.organizeLater(mode, state, ever());
        beside.clear();
        expect(mergeOrganized(Object.values(there))).toEqual(organize(instances, handlers));
        const here = new Set(instances);
        for (const { displaySets, unclaimed } of Object.values(there)) {
          expect(displaySets.every((set) => set.instances.every((instance) => here.has(instance)))).toBe(
            true,
          );
          expect(unclaimed.every(({ instance }) => here.has(instance))).toBe(true);
        }
      }),
      { numRuns: 10 },
    );
  });
});

it('all of it was done by one thread', () => {
  expect(threads).toHaveLength(1);
  const asked = threads[0]?.sent.filter(({ type }) => type === 'organize').length ?? 0;
  expect(asked).toBeGreaterThan(builtInModes.length);
});
