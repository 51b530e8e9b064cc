import { Tabs as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import styles from './Tabs.module.css';

export interface TabsProps {
  /** The accessible name of the row of tabs. */
  label: string;
  tabs: readonly {
    readonly id: string;
    readonly label: string;
    readonly content: ReactNode;
  }[];
}

/** Panels of which one is seen; arrow keys move between the tabs. Fills the height it is given. */
export const Tabs = ({ label, tabs }: TabsProps) => (
  <Primitive.Root className={styles['tabs']} defaultValue={tabs[0]?.id ?? ''}>
    <Primitive.List className={styles['list']} aria-label={label}>
      {tabs.map((tab) => (
        <Primitive.Trigger key={tab.id} value={tab.id} className={styles['tab']}>
          {tab.label}
        </Primitive.Trigger>
      ))}
    </Primitive.List>
    {tabs.map((tab) => (
      <Primitive.Content key={tab.id} value={tab.id} className={styles['content']}>
        {tab.content}
      </Primitive.Content>
    ))}
  </Primitive.Root>
);
