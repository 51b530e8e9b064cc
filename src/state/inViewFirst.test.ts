import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createInViewFirst, patienceMs } from './inViewFirst.ts';
import type { SeriesEntry } from './viewerState.ts';

const entry = (status: SeriesEntry['status']) => ({ status }) as SeriesEntry;
const listed = { a: entry('listed'), b: entry('listed'), c: entry('listed') };

describe('what is in view first', () => {
  it('holds nothing back while nothing is seen or awaited', () => {
    const due = createInViewFirst(() => undefined).due(listed);
    expect(['a', 'b', 'c'].filter(due)).toEqual(['a', 'b', 'c']);
  });

  it('fetches the series in view, and the others once those have begun', () => {
    const inView = createInViewFirst(() => undefined);
    const leave = inView.see('b');
    expect(Object.keys(listed).filter(inView.due(listed))).toEqual(['b']);
    expect(Object.keys(listed).filter(inView.due({ ...listed, b: entry('loading') }))).toHaveLength(3);
    leave();
    expect(Object.keys(listed).filter(inView.due(listed))).toHaveLength(3);
  });

  it('lets the rest wait for the thumbnails in view, and tells when it need not any more', () => {
    const onChange = vi.fn();
    const inView = createInViewFirst(onChange);
    const [first, second] = [inView.awaitThumbnail(), inView.awaitThumbnail()];
    expect(Object.keys(listed).filter(inView.due(listed))).toEqual([]);
    first();
    first();
    expect(onChange).not.toHaveBeenCalled();
    second();
    expect(onChange).toHaveBeenCalledOnce();
    expect(Object.keys(listed).filter(inView.due(listed))).toHaveLength(3);
  });

  it('does not wait for thumbnails that take too long', () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const onChange = vi.fn();
    const inView = createInViewFirst(onChange);
    inView.awaitThumbnail();
    vi.advanceTimersByTime(patienceMs);
    expect(onChange).toHaveBeenCalledOnce();
    expect(Object.keys(listed).filter(inView.due(listed))).toHaveLength(3);
  });
});
