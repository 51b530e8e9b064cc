import { describe, expect, it } from 'vitest';
import type { ModeCoverage } from '../../core/displaySet/coverage.ts';
import { organizeSeries } from '../../core/displaySet/organize.ts';
import { createRegistry } from '../../core/extension/registry.ts';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { aSeries, slices } from '../../testing/factories.ts';
import { coverEach, type CoverJob } from './coverEach.ts';

const registry = createRegistry(builtInHandlers, builtInModes);

function aJob(overrides: Partial<CoverJob> = {}) {
  const begun: string[] = [];
  const done: ModeCoverage[] = [];
  const job: CoverJob = {
    modes: builtInModes,
    currentId: 'raw',
    organize: (mode) => {
      begun.push(mode.id);
      return Promise.resolve({ a: organizeSeries(aSeries(slices(3)), registry.handlersFor(mode)) });
    },
    handlersFor: (mode) => registry.handlersFor(mode),
    onDone: (coverage) => done.push(coverage),
    ...overrides,
  };
  return { job, begun, done };
}

describe('covering every mode', () => {
  it('begins with the current one and tells of each', async () => {
    const { job, done } = aJob();
    await coverEach(job, new AbortController().signal);
    expect(done[0]).toMatchObject({ modeId: 'raw', received: 3, shown: 3 });
    expect(done.map(({ modeId }) => modeId).sort()).toEqual(builtInModes.map(({ id }) => id).sort());
  });

  it('stopped: the one under way is not told, no other is begun', async () => {
    const abort = new AbortController();
    const { job, begun, done } = aJob();
    const stopping: CoverJob = {
      ...job,
      async organize(mode, signal) {
        const made = await job.organize(mode, signal);
        if (begun.length === 2) abort.abort();
        return made;
      },
    };
    await expect(coverEach(stopping, abort.signal)).rejects.toMatchObject({ name: 'AbortError' });
    expect(begun).toHaveLength(2);
    expect(done).toHaveLength(1);
  });
});
