import { expect, test } from 'vitest';
import { frameAfter } from './stepFrame.ts';

const at = (index: number, range?: { first: number; last: number }) => ({
  pendingIndex: undefined,
  image: { index, SOPInstanceUID: '1', frame: index + 1 },
  plane: undefined,
  imageCount: 10,
  cine: {
    playing: false,
    framesPerSecond: 10,
    source: 'FrameTime',
    loop: 'loop' as const,
    ...(range ? { range } : {}),
  },
});

test('a step stays within the part that is played, and goes round its ends', () => {
  expect(frameAfter(at(4), 1)).toBe(5);
  expect(frameAfter(at(9), 1)).toBe(0);
  expect(frameAfter(at(0), -1)).toBe(9);
  expect(frameAfter(at(6, { first: 3, last: 6 }), 1)).toBe(3);
  expect(frameAfter(at(3, { first: 3, last: 6 }), -1)).toBe(6);
  // From outside it leads in.
  expect(frameAfter(at(0, { first: 3, last: 6 }), 1)).toBe(3);
  expect(frameAfter(at(8, { first: 3, last: 6 }), -1)).toBe(6);
  expect(frameAfter(at(8, { first: 3, last: 6 }), 1)).toBe(3);
});

test('a step goes on from the image that was asked for last', () => {
  expect(frameAfter({ ...at(4), pendingIndex: 7 }, 1)).toBe(8);
});
