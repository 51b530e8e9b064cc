import { useLayoutEffect, useState, type RefObject } from 'react';

/**
 * Pixels that a bar has for its own tools, beside what others have put into it.
 * @param taken what the bar needs in any case
 * @returns undefined before the first measure
 */
export function useRoom(
  bar: RefObject<HTMLElement | null>,
  others: RefObject<HTMLElement | null>,
  taken: number,
): number | undefined {
  const [room, setRoom] = useState<number>();
  useLayoutEffect(() => {
    const outer = bar.current;
    const inner = others.current;
    if (!outer || !inner) return undefined;
    const measure = () => {
      let width = 0;
      for (const child of inner.children) {
        const { marginLeft, marginRight } = getComputedStyle(child);
        width += child.getBoundingClientRect().width + parseFloat(marginLeft) + parseFloat(marginRight) + 2;
      }
      setRoom(Math.floor(outer.clientWidth - width - taken));
    };
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(outer);
    const children = new MutationObserver(() => {
      for (const child of inner.children) sizes.observe(child);
      measure();
    });
    children.observe(inner, { childList: true });
    for (const child of inner.children) sizes.observe(child);
    return () => {
      sizes.disconnect();
      children.disconnect();
    };
  }, [bar, others, taken]);
  return room;
}
