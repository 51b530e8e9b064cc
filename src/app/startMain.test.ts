// @vitest-environment happy-dom
import { afterEach, expect, it, vi } from 'vitest';
import { startMain } from './startMain.ts';

declare global {
  var mainRan: boolean | undefined;
}
let visits = 0;
const setUp = () => {
  globalThis.mainRan = undefined;
  // Another address each time: a module runs once.
  const code = `data:text/javascript,globalThis.mainRan=true//${(visits += 1)}`;
  document.head.innerHTML = `<meta name="main-code" content="${code}" />`;
};
afterEach(() => vi.useRealTimers());

it('runs the code when what comes first is done, or has failed', async () => {
  for (const end of ['resolve', 'reject'] as const) {
    setUp();
    let act = () => undefined as void;
    startMain(new Promise<void>((resolve, reject) => (act = end === 'resolve' ? resolve : reject)));
    await new Promise((resolve) => setTimeout(resolve));
    expect(globalThis.mainRan).toBe(undefined);
    act();
    await vi.waitFor(() => expect(globalThis.mainRan).toBe(true));
  }
});

it('does not wait for ever', async () => {
  vi.useFakeTimers();
  setUp();
  startMain(new Promise(() => undefined));
  await vi.advanceTimersByTimeAsync(999);
  expect(globalThis.mainRan).toBe(undefined);
  await vi.advanceTimersByTimeAsync(1);
  vi.useRealTimers();
  await vi.waitFor(() => expect(globalThis.mainRan).toBe(true));
});

it('leaves it to a page that runs its code itself', async () => {
  document.head.innerHTML = '';
  globalThis.mainRan = undefined;
  startMain(Promise.resolve());
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(globalThis.mainRan).toBe(undefined);
});
