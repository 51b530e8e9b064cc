import { expect, it } from 'vitest';
import { afterPaint } from './afterPaint.ts';

/** A page whose frames and timers come when told. */
function aPage() {
  let callbacks: (() => void)[] = [];
  const timers: { call: () => void; ms: number }[] = [];
  const due = (most: number) => {
    for (const timer of timers.filter(({ ms }) => ms <= most)) {
      timers.splice(timers.indexOf(timer), 1);
      timer.call();
    }
  };
  return {
    requestAnimationFrame: (then: () => void) => callbacks.push(then),
    setTimeout: (then: () => void, ms: number) => timers.push({ call: then, ms }),
    frame() {
      const now = callbacks;
      callbacks = [];
      for (const each of now) each();
      due(0);
    },
    wait: () => due(Infinity),
  };
}

it('calls back after the frame, not in it, and once', () => {
  const page = aPage();
  let calls = 0;
  afterPaint(() => (calls += 1), 1, page);
  expect(calls).toBe(0);
  page.requestAnimationFrame(() => expect(calls).toBe(0));
  page.frame();
  expect(calls).toBe(1);
  page.wait();
  expect(calls).toBe(1);
});

it('waits for as many frames as it is told', () => {
  const page = aPage();
  let calls = 0;
  afterPaint(() => (calls += 1), 2, page);
  page.frame();
  expect(calls).toBe(0);
  page.frame();
  expect(calls).toBe(1);
});

it('goes on in a page that is not drawn', () => {
  const page = aPage();
  let calls = 0;
  afterPaint(() => (calls += 1), 2, page);
  page.wait();
  expect(calls).toBe(1);
});
