import { expect, test } from 'vitest';
import type { DataSource } from '../../../core/dataSource.ts';
import { geometryVerdict } from '../../../core/dicom/geometryVerdict.ts';
import { completeDisplaySet } from '../../../core/displaySet/complete.ts';
import { aSeries, slices } from '../../../testing/factories.ts';
import type { StackImage } from '../imageStore.ts';
import { volumeContent } from '../volume/volumeContent.ts';
import { enterCard, leaveCard, type CardUser } from './cardVolume.ts';
import type { RayCaster, VolumeTexture } from './rayCaster.ts';
import type { Stage } from './stage.ts';

const source = { id: 'test' } as unknown as DataSource; // nothing is fetched
function volumeOf(SeriesInstanceUID: string) {
  const instances = aSeries(slices(4), { SeriesInstanceUID, Rows: 2, Columns: 2 });
  const geometry = geometryVerdict(instances);
  const set = completeDisplaySet(
    { instances, input: geometry ? { geometry } : {} },
    { SOPClassHandlerId: 'x', splitKey: '', messages: [], unsupported: false },
  );
  const content = volumeContent(set, source);
  if ('reason' in content) throw new Error(content.reason);
  return content;
}

/** A card that notes what it is given. */
function aStage(largestSize = 2048) {
  const textures = new Set<WebGLTexture>();
  const uploads: number[] = [];
  const caster: Partial<RayCaster> = {
    largestSize,
    allocate(size) {
      const texture: WebGLTexture = {};
      textures.add(texture);
      return { texture, size };
    },
    upload: (_texture: VolumeTexture, slice: number, values: Float32Array) => {
      if (values[0] !== -1000) uploads.push(slice);
    },
    free(texture) {
      if (texture) textures.delete(texture);
    },
  };
  const stage = { caster, isHardware: true } as unknown as Stage; // as much of one as a volume needs
  return { stage, textures, uploads };
}

function aUser(here: readonly number[]) {
  const image = (value: number) =>
    ({
      instance: { Modality: 'CT' },
      rows: 2,
      columns: 2,
      pixels: { data: new Int16Array(4).fill(value), slope: 1, intercept: 0, low: 0, high: 100 },
    }) as unknown as StackImage; // as much of one as is sent
  const shown = new Map(here.map((slice) => [slice, image(slice + 1)]));
  const told = { sent: 0, failed: 0 };
  const user: CardUser = {
    slice: (at) => shown.get(at),
    reference: shown.values().next().value,
    onSent: () => void (told.sent += 1),
    onFailed: () => void (told.failed += 1),
  };
  return { user, told, add: (slice: number) => shown.set(slice, image(slice + 1)) };
}

function counted() {
  let bytes = 0;
  const count = (more: number) => {
    bytes += more;
    return () => void (bytes -= more);
  };
  return { count, bytes: () => bytes };
}

test('two viewports of one volume have it on the card once, and each slice is sent once', () => {
  const content = volumeOf('1.1');
  const { stage, textures, uploads } = aStage();
  const { count, bytes } = counted();
  const [first, second] = [aUser([0, 1]), aUser([0, 1, 2])];
  const volume = enterCard(stage, content, first.user, count);
  volume?.send();
  expect(uploads).toEqual([0, 1]);
  expect(enterCard(stage, content, second.user, count)).toBe(volume);
  volume?.send();
  expect(uploads).toEqual([0, 1, 2]);
  expect([textures.size, bytes()]).toEqual([1, 2 * 2 * 4 * 2]);
  expect([first.told.sent > 0, second.told.sent > 0]).toEqual([true, true]);

  // The one that began goes: what the other brings is still sent, and nothing is freed.
  if (volume) leaveCard(stage, volume, first.user);
  second.add(3);
  volume?.send();
  expect(uploads).toEqual([0, 1, 2, 3]);
  expect(volume?.isBehind).toBe(false);
  expect([textures.size, bytes()]).toEqual([1, 16 * 2]);
  if (volume) leaveCard(stage, volume, second.user);
  expect([textures.size, bytes()]).toEqual([0, 0]);

  const again = aUser([0]);
  expect(enterCard(stage, content, again.user, count)).not.toBe(volume);
});

test('other volumes, and other cards, have their own', () => {
  const [one, other] = [aStage(), aStage()];
  const { user } = aUser([0]);
  const volume = enterCard(one.stage, volumeOf('1.1'), user);
  expect(enterCard(one.stage, volumeOf('1.2'), user)).not.toBe(volume);
  expect(enterCard(other.stage, volumeOf('1.1'), user)).not.toBe(volume);
  expect([one.textures.size, other.textures.size]).toEqual([2, 1]);
});

test('a card without room for it has nothing of it', () => {
  const { stage } = aStage();
  stage.caster.allocate = () => undefined;
  const { count, bytes } = counted();
  expect(enterCard(stage, volumeOf('1.1'), aUser([0]).user, count)).toBeUndefined();
  expect(bytes()).toBe(0);
});
