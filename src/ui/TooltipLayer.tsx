import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react';
import { createPortal } from 'react-dom';
import { Kbd } from './Kbd.tsx';
import styles from './TooltipLayer.module.css';
import { placeBeside } from './placeBeside.ts';
import { type ShownTooltip, watchTooltips } from './tooltips.ts';

/** Shows the tooltip of whatever on the page has one (`tooltip`). Mount it once. */
export function TooltipLayer() {
  const [shown, setShown] = useState<ShownTooltip>();
  useEffect(() => watchTooltips(setShown), []);
  if (!shown) return null;
  // A modal dialog lies above all that is not in it.
  return createPortal(<Shown {...shown} />, shown.trigger.closest('dialog') ?? document.body);
}

function Shown({ trigger, label, shortcut, side = 'bottom' }: ShownTooltip) {
  const id = useId();
  const content = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = content.current;
    if (!element) return;
    // Where 0, 0 is: not the window's corner in a parent that is transformed.
    Object.assign(element.style, { left: '0', top: '0' });
    const own = element.getBoundingClientRect();
    const room = {
      width: document.documentElement.clientWidth,
      height: document.documentElement.clientHeight,
    };
    const { left, top } = placeBeside(trigger.getBoundingClientRect(), own, room, side);
    Object.assign(element.style, { left: `${left - own.left}px`, top: `${top - own.top}px` });
  }, [trigger, label, shortcut, side]);
  useEffect(() => {
    // A control that has a description of its own keeps it.
    if (trigger.hasAttribute('aria-describedby')) return undefined;
    trigger.setAttribute('aria-describedby', id);
    return () => {
      if (trigger.getAttribute('aria-describedby') === id) trigger.removeAttribute('aria-describedby');
    };
  }, [trigger, id]);
  return (
    <div ref={content} role="tooltip" id={id} className={styles['content']}>
      <span>{label}</span>
      {shortcut === undefined ? null : <Kbd>{shortcut}</Kbd>}
    </div>
  );
}
