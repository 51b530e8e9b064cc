import { VisuallyHidden } from './VisuallyHidden.tsx';

export interface LiveRegionProps {
  /** Read when it changes. */
  message: string;
  /** Interrupt what is being read. */
  assertive?: boolean;
}

/** Says to a screen reader what others see happen. Mount it once, before it has something to say. */
export const LiveRegion = ({ message, assertive = false }: LiveRegionProps) => (
  <div
    role={assertive ? 'alert' : 'status'}
    aria-live={assertive ? 'assertive' : 'polite'}
    aria-atomic="true"
  >
    <VisuallyHidden>{message}</VisuallyHidden>
  </div>
);
