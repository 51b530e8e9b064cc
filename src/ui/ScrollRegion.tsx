import type { ComponentProps } from 'react';

export interface ScrollRegionProps extends ComponentProps<'div'> {
  /** What scrolls, for those who hear it. */
  label: string;
}

/** What scrolls must be reachable by keyboard (WCAG 2.1.1), though it is no control. */
const reachable = { role: 'region', tabIndex: 0 } as const;

/** A part of the page that scrolls by itself: named, and a stop of the Tab key. */
export const ScrollRegion = ({ label, ...rest }: ScrollRegionProps) => (
  <div {...rest} {...reachable} aria-label={label} />
);
