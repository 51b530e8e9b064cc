/** On the other side where there is no room. */
export type TooltipSide = 'bottom' | 'right';

export interface TooltipProps {
  label: string;
  shortcut?: string | undefined;
  side?: TooltipSide | undefined;
}

export interface ShownTooltip extends TooltipProps {
  readonly trigger: HTMLElement;
}

/**
 * What an element carries for its tooltip. There are hundreds of triggers on a page and one tooltip, so a
 * trigger has no listeners and no state of its own: `watchTooltips` reads these.
 */
export const tooltip = ({ label, shortcut, side = 'bottom' }: TooltipProps) => ({
  'data-tooltip': label,
  'data-tooltip-keys': shortcut,
  'data-tooltip-side': side === 'bottom' ? undefined : side,
});

function read(trigger: HTMLElement): ShownTooltip {
  const { tooltip: label = '', tooltipKeys: shortcut, tooltipSide } = trigger.dataset;
  return { trigger, label, shortcut, side: tooltipSide === 'right' ? 'right' : 'bottom' };
}

const triggerOf = (target: EventTarget | null): HTMLElement | undefined =>
  target instanceof Element ? (target.closest<HTMLElement>('[data-tooltip]') ?? undefined) : undefined;

/** How long the pointer rests on a control before its tooltip is shown, ms; at once soon after another. */
const DELAY_MS = 400;
const AT_ONCE_MS = 200;

/**
 * Tells which tooltip is to be shown, and when none is: after the pointer has rested on its trigger, or as
 * the focus comes by keyboard, until either leaves, something is pressed or scrolled, or Escape.
 * @returns ends it
 */
export function watchTooltips(show: (shown: ShownTooltip | undefined) => void): () => void {
  const ending = new AbortController();
  let shown: HTMLElement | undefined;
  let pointed: HTMLElement | undefined;
  let isPressed = false;
  let closedAt = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  // The trigger may go, or be called something else, while its tooltip is there.
  const changes = new MutationObserver(() => {
    if (!shown) return;
    if (shown.isConnected && shown.dataset['tooltip'] !== undefined) show(read(shown));
    else close();
  });
  function open(trigger: HTMLElement) {
    clearTimeout(timer);
    if (!trigger.isConnected || trigger.dataset['tooltip'] === undefined) return;
    if (!shown) {
      changes.observe(document.body, {
        childList: true,
        subtree: true,
        attributeFilter: ['data-tooltip', 'data-tooltip-keys'],
      });
    }
    shown = trigger;
    show(read(trigger));
  }
  function close() {
    clearTimeout(timer);
    if (!shown) return;
    changes.disconnect();
    shown = undefined;
    closedAt = performance.now();
    show(undefined);
  }
  function pointAt(trigger: HTMLElement | undefined) {
    if (trigger === pointed) return;
    clearTimeout(timer);
    if (shown === pointed) close();
    pointed = trigger;
    if (!trigger || trigger === shown || isPressed) return;
    if (shown || performance.now() - closedAt < AT_ONCE_MS) open(trigger);
    else timer = setTimeout(() => open(trigger), DELAY_MS);
  }

  function listen<K extends keyof DocumentEventMap>(type: K, act: (event: DocumentEventMap[K]) => void) {
    document.addEventListener(type, act, {
      capture: true,
      passive: type !== 'keydown',
      signal: ending.signal,
    });
  }
  // By movement only: what comes to lie under a resting pointer has not been pointed at.
  listen('pointermove', (event) => {
    if (event.pointerType !== 'touch') pointAt(triggerOf(event.target));
  });
  listen('pointerout', ({ relatedTarget }) => relatedTarget ?? pointAt(undefined));
  listen('pointerdown', () => {
    isPressed = true;
    close();
  });
  for (const type of ['pointerup', 'pointercancel', 'dragend'] as const)
    listen(type, () => (isPressed = false));
  listen('click', close);
  listen('focusin', ({ target }) => {
    const trigger = triggerOf(target);
    if (trigger && !isPressed) open(trigger);
  });
  listen('focusout', ({ target, relatedTarget }) => {
    if (shown && triggerOf(target) === shown && triggerOf(relatedTarget) !== shown) close();
  });
  listen('scroll', ({ target }) => {
    if (shown && target instanceof Node && target.contains(shown)) close();
  });
  listen('keydown', (event) => {
    if (!shown || event.key !== 'Escape') return;
    // This one is for the tooltip.
    event.preventDefault();
    close();
  });
  window.addEventListener('resize', close, { signal: ending.signal });
  return () => {
    ending.abort();
    close();
  };
}
