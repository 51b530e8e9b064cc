// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watchTooltips } from './tooltips.ts';

let shown: string | undefined;
let end: () => void;
const button = (name: string) => {
  const found = document.querySelector<HTMLElement>(`#${name}`);
  if (!found) throw new Error(`no button ${name}`);
  return found;
};
const point = (target: Element) =>
  target.dispatchEvent(new PointerEvent('pointermove', { bubbles: true, pointerType: 'mouse' }));
const act = (target: Element, type: string) => target.dispatchEvent(new Event(type, { bubbles: true }));

beforeEach(() => {
  vi.useFakeTimers();
  document.body.innerHTML =
    '<div id="none"></div><button id="a" data-tooltip="A"><i></i></button><button id="b" data-tooltip="B"></button>';
  end = watchTooltips((tooltip) => (shown = tooltip?.label));
});
afterEach(() => {
  end();
  vi.useRealTimers();
});

it('is shown when the pointer has rested, at once soon after another, and not when it goes on', () => {
  point(button('a'));
  vi.advanceTimersByTime(300);
  point(button('none'));
  vi.advanceTimersByTime(1000);
  expect(shown).toBe(undefined);
  point(button('a').querySelector('i') ?? button('a'));
  vi.advanceTimersByTime(400);
  expect(shown).toBe('A');
  point(button('none'));
  expect(shown).toBe(undefined);
  vi.advanceTimersByTime(100);
  point(button('b'));
  expect(shown).toBe('B');
});

it('is shown as the focus comes by keyboard, not by the pointer, and goes with it', () => {
  act(button('a'), 'focusin');
  expect(shown).toBe('A');
  act(button('a'), 'focusout');
  expect(shown).toBe(undefined);
  act(button('b'), 'pointerdown');
  act(button('b'), 'focusin');
  expect(shown).toBe(undefined);
  act(button('b'), 'pointerup');
  act(button('b'), 'focusin');
  expect(shown).toBe('B');
});

it('ends with a press, and does not come again while the pointer stays', () => {
  point(button('a'));
  vi.advanceTimersByTime(400);
  act(button('a'), 'pointerdown');
  expect(shown).toBe(undefined);
  act(button('a'), 'pointerup');
  point(button('a'));
  vi.advanceTimersByTime(1000);
  expect(shown).toBe(undefined);
});

it('takes an Escape for itself, once', () => {
  act(button('a'), 'focusin');
  const escape = () => new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true });
  expect(button('a').dispatchEvent(escape())).toBe(false);
  expect(shown).toBe(undefined);
  expect(button('a').dispatchEvent(escape())).toBe(true);
});

it('goes with its control, and follows its name', async () => {
  act(button('a'), 'focusin');
  button('a').dataset['tooltip'] = 'Other';
  await vi.advanceTimersByTimeAsync(20);
  expect(shown).toBe('Other');
  button('a').remove();
  await vi.advanceTimersByTimeAsync(20);
  expect(shown).toBe(undefined);
});

it('is not shown any more when it has ended', () => {
  end();
  act(button('a'), 'focusin');
  expect(shown).toBe(undefined);
});
