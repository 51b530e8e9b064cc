import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { viewerMode } from '../../modes/viewer.ts';
import { aSeries, slices } from '../../testing/factories.ts';
import { brokenHandler, soundHandlers } from '../../testing/generateHandlers.ts';
import { anyStudy, shuffled } from '../../testing/generateStudy.ts';
import {
  deepFreeze,
  keyOf,
  takers,
  takersBy,
  uidsOf,
  withoutDuplicates,
  wordsOf,
} from '../../testing/lawChecks.ts';
import { groupBy } from '../collections.ts';
import type { Instance } from '../dicom/instance.ts';
import { createRegistry } from '../extension/registry.ts';
import type { RegisteredHandler } from '../extension/sopClassHandler.ts';
import { displaySetUid } from './complete.ts';
import { imageAt, imageCount, indexOfImage } from './images.ts';
import { mergeOrganized, organize, organizeSeries } from './organize.ts';

/**
 * The laws of organize (docs/organize.md), over studies that mix classes,
 * vendors and geometries, with the faults of real archives, in every built-in
 * mode. The same in a thread beside the page: state/organizer.laws.test.ts.
 */

const registry = createRegistry(builtInHandlers, builtInModes);
const modes = builtInModes.map((mode) => [mode.id, registry.handlersFor(mode)] as const);
/** Of each mode; together hundreds of studies a law. */
const runs = { numRuns: 12 };
const inAnyOrder = { numRuns: 60 };

/** Orders that nobody would choose: some of a mode's handlers, invented ones and broken ones, in any order. */
const anyOrder = fc
  .tuple(soundHandlers, fc.array(brokenHandler, { maxLength: 2 }), fc.constantFrom(...modes))
  .chain(([sound, broken, [, builtIn]]) => fc.shuffledSubarray([...sound, ...broken, ...builtIn]));

describe.each(modes)('the laws of organize, in the mode %s', (_, handlers) => {
  it('1: an instance is in a set of the first handler that takes it', () => {
    fc.assert(
      fc.property(anyStudy(), ({ instances }) => {
        const study = withoutDuplicates(instances);
        expect(takersBy(organize(study, handlers))).toEqual(takers(study, handlers));
      }),
      runs,
    );
  });

  it('2: every instance is in exactly one display set or unclaimed, and shown as such', () => {
    fc.assert(
      fc.property(anyStudy(), ({ instances }) => {
        const { received, displaySets, unclaimed, unsupported } = organize(instances, handlers);
        const shown = displaySets.flatMap((set) => set.instances.map(keyOf));
        const left = unclaimed.map(({ instance }) => keyOf(instance));
        expect([...shown, ...left].sort()).toEqual([...new Set(instances.map(keyOf))].sort());
        expect(received).toBe(shown.length + left.length);
        expect(unsupported.flatMap((set) => set.instances.map(keyOf)).sort()).toEqual(left.sort());
        expect(unsupported.every((set) => set.unsupported && set.viewportKinds.includes('tags'))).toBe(true);
        expect(unclaimed.every(({ reason }) => reason.length > 10)).toBe(true);
      }),
      runs,
    );
  });

  it('3: arrival does not matter, neither its order nor its batches', () => {
    const inTwoOrders = anyStudy().chain((study) => fc.tuple(fc.constant(study), shuffled(study.instances)));
    fc.assert(
      fc.property(inTwoOrders, fc.boolean(), ([study, other], turn) => {
        const expected = organize(study.instances, handlers);
        expect(organize(other, handlers)).toEqual(expected);
        const batches = [...groupBy(other, ({ SeriesInstanceUID }) => SeriesInstanceUID).values()];
        const parts = (turn ? batches.reverse() : batches).map((batch) => organizeSeries(batch, handlers));
        expect(mergeOrganized(parts)).toEqual(expected);
      }),
      runs,
    );
  });

  it('4: UIDs are made of study, series, handler and split alone, and are unique', () => {
    /** Handlers that divide the same images share a name, so that a set keeps its UID whichever of them makes it. */
    const named = new Map(handlers.map(({ id, handler }) => [id, handler.identity ?? id]));
    fc.assert(
      fc.property(anyStudy(), ({ instances }) => {
        const { displaySets, unsupported } = organize(instances, handlers);
        const all = [...displaySets, ...unsupported];
        const uids = all.map((set) => set.displaySetInstanceUID);
        expect(new Set(uids).size).toBe(uids.length);
        expect(uids).toEqual(
          all.map((set) =>
            displaySetUid({
              ...set,
              SOPClassHandlerId: named.get(set.SOPClassHandlerId) ?? set.SOPClassHandlerId,
            }),
          ),
        );
        expect(uids.every((uid) => /^2\.25\.[1-9]\d{0,38}$/.test(uid))).toBe(true);
      }),
      runs,
    );
  });

  it('7: the trace names every handler in order, and its numbers add up', () => {
    fc.assert(
      fc.property(anyStudy(), ({ instances }) => {
        const { trace, displaySets } = organize(instances, handlers);
        const told = trace.flatMap((series) => series.handlers.flatMap((one) => one.displaySets));
        expect(told.map((set) => set.displaySetInstanceUID).sort()).toEqual(
          displaySets.map((set) => set.displaySetInstanceUID).sort(),
        );
        for (const { received, unclaimed, handlers: asked } of trace) {
          expect(asked.map(({ SOPClassHandlerId }) => SOPClassHandlerId)).toEqual(
            handlers.map(({ id }) => id),
          );
          expect(sum(asked, ({ took }) => took)).toBe(received - unclaimed);
          for (const one of asked) {
            expect(sum(one.sopClasses, ({ offered }) => offered)).toBe(one.offered);
            expect(sum(one.sopClasses, ({ took }) => took)).toBe(one.took);
            expect(sum(one.displaySets, (set) => set.instances)).toBe(one.took);
            expect(one.outcome).not.toBe('failed');
            expect(one.outcome === 'no-match').toBe(one.offered === 0);
            expect(one.outcome === 'took').toBe(one.took > 0);
            expect(one.reason).not.toBe('');
          }
        }
      }),
      runs,
    );
  });

  it('8: it changes nothing it is given, and gives plain data', () => {
    fc.assert(
      fc.property(anyStudy(), ({ instances }) => {
        const result = organize(deepFreeze([...instances]), handlers);
        expect(structuredClone(result)).toEqual(result);
      }),
      runs,
    );
  });

  it('whatever an archive sends, words and numbers stay readable', () => {
    fc.assert(
      fc.property(anyStudy(12), ({ instances }) => {
        const organized = organize(instances, handlers);
        const given = JSON.stringify(instances);
        const never = ['undefined', '[object', 'NaN', 'Infinity'].filter((word) => !given.includes(word));
        for (const text of wordsOf(organized)) for (const word of never) expect(text).not.toContain(word);
        for (const set of [...organized.displaySets, ...organized.unsupported]) {
          expect(set.label.trim()).not.toBe('');
          expect(Number.isSafeInteger(set.numImageFrames) && set.numImageFrames >= 0).toBe(true);
          expect(set.FrameRate === undefined || (set.FrameRate > 0 && set.FrameRate < Infinity)).toBe(true);
          const count = imageCount(set);
          for (const { imageIndices = [] } of [...set.messages, ...(set.geometry?.findings ?? [])])
            expect(imageIndices.every((index) => index >= 0 && index < count)).toBe(true);
        }
      }),
      runs,
    );
  });

  it('every picture of a display set can be asked for, and found again', () => {
    fc.assert(
      fc.property(anyStudy(), ({ instances }) => {
        for (const set of organize(instances, handlers).displaySets) {
          const count = imageCount(set);
          // Of thousands of frames some: the first, the last and those between in steps.
          for (let index = 0; index < count; index += index + 1 === count ? 1 : Math.ceil(count / 40)) {
            const image = imageAt(set, index);
            expect(image).toBeDefined();
            if (!image) return;
            const { SOPInstanceUID } = image.instance;
            expect(indexOfImage(set, { SOPInstanceUID, frame: image.frame })).toBe(index);
          }
          expect(imageAt(set, count)).toBeUndefined();
          expect(imageAt(set, -1)).toBeUndefined();
        }
      }),
      runs,
    );
  });
});

describe('the laws of organize, in any order of handlers', () => {
  it('1: an instance is in a set of the first handler that takes it', () => {
    const order = fc
      .tuple(soundHandlers, fc.constantFrom(...modes))
      .chain(([sound, [, builtIn]]) => fc.shuffledSubarray([...sound, ...builtIn]));
    fc.assert(
      fc.property(anyStudy(), order, ({ instances }, handlers) => {
        const study = withoutDuplicates(instances);
        expect(takersBy(organize(study, handlers))).toEqual(takers(study, handlers));
      }),
      inAnyOrder,
    );
  });

  it('2 and 3: nothing is lost, and arrival does not matter', () => {
    const inTwoOrders = anyStudy().chain((study) => fc.tuple(fc.constant(study), shuffled(study.instances)));
    fc.assert(
      fc.property(inTwoOrders, anyOrder, ([{ instances }, other], handlers) => {
        const result = organize(instances, handlers);
        expect([...takersBy(result).keys()].sort()).toEqual([...new Set(instances.map(keyOf))].sort());
        expect(organize(other, handlers)).toEqual(result);
      }),
      inAnyOrder,
    );
  });

  it('4: other series leave the UIDs of a series alone', () => {
    fc.assert(
      fc.property(anyStudy(), anyOrder, ({ instances }, handlers) => {
        const uids = organize(instances, handlers).displaySets.map((set) => set.displaySetInstanceUID);
        for (const series of groupBy(instances, ({ SeriesInstanceUID }) => SeriesInstanceUID).values())
          for (const set of organizeSeries(series, handlers).displaySets)
            expect(uids).toContain(set.displaySetInstanceUID);
      }),
      inAnyOrder,
    );
  });

  it('4: more instances of a split leave its UID alone', () => {
    const stack = fc.record({
      before: fc.integer({ min: 3, max: 30 }),
      more: fc.integer({ min: 1, max: 30 }),
      acquisitions: fc.constantFrom('none', 'one', 'each'),
      shared: fc.constantFrom<Partial<Instance>>(
        {},
        { EchoTime: 81 },
        { ImageType: ['DERIVED', 'SECONDARY', 'MPR'] },
      ),
    });
    fc.assert(
      fc.property(stack, ({ before, more, acquisitions, shared }) => {
        const numbered = (item: Partial<Instance>, i: number): Partial<Instance> =>
          acquisitions === 'none' ? item : { ...item, AcquisitionNumber: acquisitions === 'one' ? 1 : i };
        const whole = aSeries(slices(before + more).map(numbered), shared);
        const handlers = registry.handlersFor(viewerMode);
        const [first] = organizeSeries(whole.slice(0, before), handlers).displaySets;
        const [then, ...others] = organizeSeries(whole, handlers).displaySets;
        expect(others).toEqual([]);
        expect(then?.instances).toHaveLength(before + more);
        expect(then?.displaySetInstanceUID).toBe(first?.displaySetInstanceUID);
      }),
      inAnyOrder,
    );
  });

  it('5: a broken handler changes nothing but what is said about it, and is named', () => {
    fc.assert(
      fc.property(anyStudy(), anyOrder, brokenHandler, fc.nat(99), ({ instances }, handlers, bad, at) => {
        const good = handlers.filter(({ id }) => !id.includes('broken'));
        const place = at % (good.length + 1);
        const withBad = [...good.slice(0, place), bad, ...good.slice(place)];
        const shape = (list: readonly RegisteredHandler[]) =>
          organize(instances, list).displaySets.map((set) => [
            set.displaySetInstanceUID,
            uidsOf(set.instances),
            set.label,
          ]);
        expect(shape(withBad)).toEqual(shape(good));
        const { trace, displaySets, unclaimed } = organize(instances, withBad);
        for (const series of trace) {
          const step = series.handlers[place];
          expect(step?.outcome).toBe(step?.offered ? 'failed' : 'no-match');
          if (!step?.offered) continue;
          expect(step.error).not.toBe('');
          const offered = step.offered;
          const told = displaySets.filter(
            (set) =>
              set.SeriesInstanceUID === series.SeriesInstanceUID &&
              set.messages.some(({ code, text }) => code === 'handler-failed' && text.includes(bad.id)),
          );
          const left = unclaimed.filter(
            ({ instance }) => instance.SeriesInstanceUID === series.SeriesInstanceUID,
          );
          // Every display set that holds one of them says so.
          expect(sum(told, (set) => set.instances.length) + left.length).toBeGreaterThanOrEqual(offered);
        }
      }),
      inAnyOrder,
    );
  });

  it('6: a handler is asked once a series', () => {
    fc.assert(
      fc.property(anyStudy(), fc.constantFrom(...modes), ({ instances }, [, handlers]) => {
        const asked = new Map<string, number>();
        const counted = handlers.map((registered): RegisteredHandler => {
          const { handler } = registered;
          return {
            ...registered,
            handler: {
              ...handler,
              getDisplaySetsFromSeries(offered) {
                const key = `${registered.id} ${offered[0]?.SeriesInstanceUID}`;
                asked.set(key, (asked.get(key) ?? 0) + 1);
                return handler.getDisplaySetsFromSeries(offered);
              },
            },
          };
        });
        organize(instances, counted);
        expect([...asked.values()].every((times) => times === 1)).toBe(true);
      }),
      inAnyOrder,
    );
  });
});

function sum<T>(items: readonly T[], of: (item: T) => number): number {
  return items.reduce((total, item) => total + of(item), 0);
}
