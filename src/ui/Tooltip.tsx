import { Tooltip as Primitive } from 'radix-ui';
import { useState, type ReactElement } from 'react';
import { Kbd } from './Kbd.tsx';
import styles from './Tooltip.module.css';

/** One above everything: the delay before the first tooltip is shared by all. */
export function TooltipProvider({ children }: { children: React.ReactNode }) {
  return (
    <Primitive.Provider delayDuration={400} skipDelayDuration={200} disableHoverableContent>
      {children}
    </Primitive.Provider>
  );
}

export interface TooltipProps {
  label: string;
  shortcut?: string | undefined;
  side?: 'top' | 'right' | 'bottom' | 'left';
  /** One element that takes a ref and DOM properties. */
  children: ReactElement;
}

/** Says what a control is called and which key does the same; the control must have its own accessible name. */
export function Tooltip({ label, shortcut, side = 'bottom', children }: TooltipProps) {
  // A modal dialog lies above all that is not in it.
  const [dialog, setDialog] = useState<HTMLElement | null>(null);
  const [trigger, setTrigger] = useState<HTMLElement | null>(null);
  return (
    <Primitive.Root onOpenChange={(open) => open && setDialog(trigger?.closest('dialog') ?? null)}>
      <Primitive.Trigger asChild ref={setTrigger}>
        {children}
      </Primitive.Trigger>
      <Primitive.Portal container={dialog}>
        <Primitive.Content side={side} sideOffset={6} collisionPadding={8} className={styles['content']}>
          <span>{label}</span>
          {shortcut === undefined ? null : <Kbd>{shortcut}</Kbd>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
