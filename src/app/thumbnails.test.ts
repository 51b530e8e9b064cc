import { expect, it } from 'vitest';
import { createRegistry } from '../core/extension/registry.ts';
import { organizeSeries } from '../core/displaySet/organize.ts';
import type { DataSource } from '../core/dataSource.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { aSeries, slices } from '../testing/factories.ts';
import { fakeDataSource } from '../testing/fakeDataSource.ts';
import { createThumbnails } from './thumbnails.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const [mode] = builtInModes;

function setUp(count = 9) {
  const instances = aSeries(slices(count), { SeriesInstanceUID: '1.2.3.1' });
  const fake = fakeDataSource(instances);
  const rendered: string[] = [];
  let release: (() => void) | undefined;
  const source: DataSource = {
    ...fake,
    async retrieveThumbnail({ SOPInstanceUID }, _size, signal) {
      rendered.push(SOPInstanceUID);
      if (release) {
        await new Promise<void>((resolve) => {
          release = resolve;
          signal.addEventListener('abort', () => resolve());
        });
        signal.throwIfAborted();
      }
      return new Blob([SOPInstanceUID], { type: 'image/jpeg' });
    },
  };
  const thumbnails = createThumbnails(registry, () => source);
  const [displaySet] = mode ? organizeSeries(instances, registry.handlersFor(mode)).displaySets : [];
  if (!displaySet) throw new Error('no display set');
  const summary = {
    StudyInstanceUID: displaySet.StudyInstanceUID,
    SeriesInstanceUID: '1.2.3.1',
    NumberOfSeriesRelatedInstances: count,
  };
  return {
    fake,
    thumbnails,
    displaySet,
    summary,
    rendered,
    instances,
    hold: () => void (release = () => undefined),
    release: () => release?.(),
  };
}
const signal = () => new AbortController().signal;

it('a series is drawn by the image in the middle of the order in which the archive lists it', async () => {
  const { fake, thumbnails, summary, rendered, instances } = setUp();
  expect(thumbnails.peekSeries(summary)).toBe(undefined);
  const url = await thumbnails.loadSeries(summary, undefined, signal());
  expect(url).toBeDefined();
  expect(thumbnails.peekSeries(summary)).toBe(url);
  expect(fake.asked).toEqual(['place in 1.2.3.1']);
  expect(rendered).toEqual([instances[4]?.SOPInstanceUID]);
});

it('an image that is known already is not looked for', async () => {
  const { fake, thumbnails, summary, rendered, instances } = setUp();
  const { SOPInstanceUID = '' } = instances[2] ?? {};
  await thumbnails.loadSeries(summary, SOPInstanceUID, signal());
  expect(fake.asked).toEqual([]);
  expect(rendered).toEqual([SOPInstanceUID]);
});

it('the display set that holds the image shows the same picture, another one its own', async () => {
  const { thumbnails, displaySet, summary, rendered, instances } = setUp();
  const { SOPInstanceUID = '' } = instances[2] ?? {};
  const url = await thumbnails.loadSeries(summary, SOPInstanceUID, signal());
  expect(thumbnails.peek(displaySet)).toBe(url);
  expect(await thumbnails.load(displaySet, signal())).toBe(url);
  expect(rendered).toHaveLength(1);

  const without = displaySet.instances.filter((one) => one.SOPInstanceUID !== SOPInstanceUID);
  const other = { ...displaySet, instances: without, numImageFrames: without.length };
  expect(thumbnails.peek(other)).toBe(undefined);
  expect(await thumbnails.load(other, signal())).not.toBe(url);
  expect(rendered).toHaveLength(2);
});

it('the display set that comes while the picture is on its way takes it over', async () => {
  const { thumbnails, displaySet, summary, rendered, instances, hold, release } = setUp();
  hold();
  const row = new AbortController();
  const ofSeries = thumbnails.loadSeries(summary, instances[2]?.SOPInstanceUID, row.signal);
  await Promise.resolve();
  row.abort();
  const ofSet = thumbnails.load(displaySet, signal());
  await new Promise((resolve) => void setTimeout(resolve));
  release();
  await expect(ofSeries).rejects.toThrow();
  expect(await ofSet).toBe(thumbnails.peekSeries(summary));
  expect(rendered).toHaveLength(1);
});

it('what nobody waits for any more is given up, and can be asked for again', async () => {
  const { thumbnails, summary, rendered, hold } = setUp();
  hold();
  const row = new AbortController();
  const asked = thumbnails.loadSeries(summary, '1.2.3.1.3', row.signal);
  await Promise.resolve();
  row.abort();
  await expect(asked).rejects.toThrow();
  expect(thumbnails.peekSeries(summary)).toBe(undefined);
  const again = setUp();
  expect(await again.thumbnails.loadSeries(again.summary, undefined, signal())).toBeDefined();
  expect(rendered).toHaveLength(1);
});
