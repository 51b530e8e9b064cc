import fc from 'fast-check';
import { startOrganizerThread } from '../../src/app/startOrganizerThread.ts';
import { organize } from '../../src/core/displaySet/organize.ts';
import { mergeOrganized } from '../../src/core/displaySet/mergeOrganized.ts';
import type { Organized } from '../../src/core/displaySet/organized.ts';
import type { Instance } from '../../src/core/dicom/instance.ts';
import { createRegistryWith } from '../../src/core/extension/registry.ts';
import { loadExtensions } from '../../src/app/loadExtensions.ts';
import { builtInHandlers } from '../../src/extensions/builtInHandlers.ts';
import { builtInModes } from '../../src/modes/index.ts';
import { createOrganizer, type GroupingState } from '../../src/state/organizer.ts';
import type { OrganizerThread } from '../../src/state/remoteOrganizer.ts';
import { type SeriesEntry, seriesKey } from '../../src/state/viewerState.ts';
import { anyStudy } from '../../src/testing/generateStudy.ts';

/** What came of one generated study in one mode: the same in both places, or what it was. */
export interface Outcome {
  readonly mode: string;
  readonly same: boolean;
  readonly displaySets: number;
  readonly study: string;
}

export interface ThreadHarness {
  /**
   * Organizes generated studies in the page by `organize`, and in the worker
   * through the organizer, in every mode.
   * @param extensions whose modes are tried too.
   */
  compare(options: {
    readonly seed: number;
    readonly studies: number;
    readonly extensions: readonly string[];
  }): Promise<{
    readonly outcomes: readonly Outcome[];
    readonly lost: readonly string[];
    readonly asked: number;
  }>;
}

declare global {
  interface Window {
    readonly threadHarness: ThreadHarness;
  }
}

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
  return { series, rules: [] };
}

/** By value: what is `undefined` and what is absent is not told apart, and numbers that JSON has no word for are named. */
const text = (organized: Organized): string =>
  JSON.stringify(organized, (_, value: unknown) =>
    typeof value === 'number' && !Number.isFinite(value) ? String(value) : value,
  );

const harness: ThreadHarness = {
  async compare({ seed, studies, extensions }) {
    const loaded = await loadExtensions(extensions, location.href);
    const { registry, faults } = createRegistryWith(builtInHandlers, builtInModes, loaded.extensions);
    const lost: string[] = [...loaded.faults, ...faults].map(({ name, reason }) => `${name}: ${reason}`);
    let asked = 0;
    const organizer = createOrganizer(registry, {
      atOnce: 0,
      startThread() {
        const thread = startOrganizerThread(loaded.extensions.map(({ url }) => url));
        const counted: OrganizerThread = {
          ...thread,
          send(message) {
            if (message.type === 'organize') asked++;
            thread.send(message);
          },
        };
        return counted;
      },
      onThreadLost: (reason) => lost.push(reason),
    });
    const outcomes: Outcome[] = [];
    for (const study of fc.sample(anyStudy(), { seed, numRuns: studies })) {
      const { instances } = study;
      const state = stateOf(instances);
      for (const mode of registry.modes) {
        const there = await organizer.organizeLater(mode, state, new AbortController().signal);
        const expected = organize(instances, registry.handlersFor(mode));
        outcomes.push({
          mode: mode.id,
          same: text(mergeOrganized(Object.values(there))) === text(expected),
          displaySets: expected.displaySets.length,
          study: study[fc.toStringMethod](),
        });
      }
      organizer.clear();
    }
    return { outcomes, lost, asked };
  },
};
Object.assign(window, { threadHarness: harness });
