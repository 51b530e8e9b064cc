import { Check, ChevronRight } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import { useId } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './Kbd.tsx';
import styles from './Menu.module.css';

export interface MenuProps {
  /** The button that opens it: takes a ref and DOM properties (`Button`, `IconButton`). */
  trigger: ReactElement;
  /** The menu's accessible name. */
  label: string;
  align?: 'start' | 'center' | 'end';
  side?: 'top' | 'right' | 'bottom' | 'left';
  open?: boolean;
  onOpenChange?: (open: boolean) => void;
  /** Prevent it where a choice has moved the focus elsewhere; else the trigger gets it back. */
  onCloseAutoFocus?: (event: Event) => void;
  children: ReactNode;
}

/**
 * A menu under a button. It is not modal: the page neither shifts nor gets a
 * style element (which the content security policy forbids) while it is open.
 */
export function Menu({
  trigger,
  label,
  align = 'start',
  side = 'bottom',
  onCloseAutoFocus,
  children,
  ...state
}: MenuProps) {
  return (
    <Primitive.Root modal={false} {...state}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          aria-label={label}
          align={align}
          side={side}
          sideOffset={4}
          collisionPadding={8}
          loop
          className={styles['content']}
          {...(onCloseAutoFocus && { onCloseAutoFocus })}
        >
          {children}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

interface ItemProps {
  icon?: ReactNode;
  shortcut?: string | undefined;
  /** At the right of the label, part of the description: a count. */
  aside?: ReactNode;
  /** One quiet line under the label: what it does, or why it cannot be chosen. */
  description?: string | undefined;
  /** A disabled item can still be reached by the arrow keys, so that its description can be heard. */
  disabled?: boolean | undefined;
  children: ReactNode;
  [data: `data-${string}`]: string | number | boolean | undefined;
}

export interface MenuItemProps extends ItemProps {
  onSelect: () => void;
  /** For an item that is on or off; leave out for a command. */
  checked?: boolean | undefined;
  /** Stay open after the choice. */
  keepOpen?: boolean | undefined;
}

export function MenuItem({ onSelect, checked, keepOpen, icon, ...item }: MenuItemProps) {
  const { content, attributes } = useItem(item, checked ? <Check size={14} /> : icon);
  const select = (event: Event) => {
    if (item.disabled || keepOpen) event.preventDefault();
    if (!item.disabled) onSelect();
  };
  if (checked === undefined) {
    return (
      <Primitive.Item {...attributes} onSelect={select}>
        {content}
      </Primitive.Item>
    );
  }
  return (
    <Primitive.CheckboxItem {...attributes} checked={checked} onSelect={select}>
      {content}
    </Primitive.CheckboxItem>
  );
}

export interface MenuRadioGroupProps {
  value: string;
  onValueChange: (value: string) => void;
  label?: string;
  children: ReactNode;
}

export const MenuRadioGroup = ({ value, onValueChange, label, children }: MenuRadioGroupProps) => (
  <Primitive.RadioGroup aria-label={label} value={value} onValueChange={onValueChange}>
    {children}
  </Primitive.RadioGroup>
);

export interface MenuRadioItemProps extends ItemProps {
  value: string;
}

export function MenuRadioItem({ value, icon, ...item }: MenuRadioItemProps) {
  const mark = (
    <Primitive.ItemIndicator>
      <Check size={14} />
    </Primitive.ItemIndicator>
  );
  const { content, attributes } = useItem(item, icon ?? mark);
  if (item.disabled) {
    // Not a choice of the group: it can be reached and read, and choosing it does nothing.
    return (
      <Primitive.Item
        {...attributes}
        role="menuitemradio"
        aria-checked={false}
        onSelect={(event) => event.preventDefault()}
      >
        {content}
      </Primitive.Item>
    );
  }
  return (
    <Primitive.RadioItem {...attributes} value={value}>
      {content}
    </Primitive.RadioItem>
  );
}

export const MenuSeparator = () => <Primitive.Separator className={styles['separator']} />;

export const MenuLabel = ({ children }: { children: ReactNode }) => (
  <Primitive.Label className={styles['label']}>{children}</Primitive.Label>
);

/** The label is the item's name, the second line its description: otherwise both would be read as one. */
function useItem(
  { shortcut, aside, description, disabled, children, ...data }: Omit<ItemProps, 'icon'>,
  mark: ReactNode,
) {
  const id = useId();
  const attributes = {
    ...data,
    className: styles['item'],
    'aria-labelledby': `${id}-label`,
    ...(description === undefined && aside === undefined
      ? {}
      : { 'aria-describedby': `${id}-description ${id}-aside` }),
    ...(disabled ? { 'aria-disabled': true } : {}),
  };
  const content = (
    <>
      <span className={styles['mark']} aria-hidden="true">
        {mark}
      </span>
      <span id={`${id}-label`}>{children}</span>
      <span className={styles['aside']}>
        <span id={`${id}-aside`}>{aside}</span>
        {shortcut !== undefined && <Kbd>{shortcut}</Kbd>}
      </span>
      {description === undefined ? null : (
        <span id={`${id}-description`} className={styles['description']}>
          {description}
        </span>
      )}
    </>
  );
  return { content, attributes };
}

export interface MenuSubProps extends ItemProps {
  /** The accessible name of the menu that opens beside the item. */
  label: string;
  /** What that menu holds; made when it opens. */
  items: ReactNode;
}

/** An item that opens a menu of its own beside it: on hover, click, Enter or the right arrow. */
export function MenuSub({ label, items, icon, ...item }: MenuSubProps) {
  const { content, attributes } = useItem(item, icon);
  return (
    <Primitive.Sub>
      <Primitive.SubTrigger {...attributes} disabled={item.disabled ?? false}>
        {content}
        <ChevronRight className={styles['more']} size={14} aria-hidden="true" />
      </Primitive.SubTrigger>
      <Primitive.Portal>
        <Primitive.SubContent
          aria-label={label}
          sideOffset={4}
          alignOffset={-5}
          collisionPadding={8}
          loop
          className={styles['content']}
        >
          {items}
        </Primitive.SubContent>
      </Primitive.Portal>
    </Primitive.Sub>
  );
}
