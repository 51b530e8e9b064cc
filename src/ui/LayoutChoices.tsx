import { useState, type KeyboardEvent, type ReactNode } from 'react';
import styles from './LayoutChoices.module.css';
import { TextField } from './TextField.tsx';

/** Where a part of a picture lies, each from 0 to 1. */
export interface PictureBox {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface LayoutChoice {
  readonly name: string;
  readonly boxes: readonly PictureBox[];
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** Layouts as pictures, in groups that arrow keys go through, and rows and columns as typed. */
export function LayoutChoices({
  groups,
  onType,
  children,
}: {
  readonly groups: readonly { readonly label: string; readonly choices: readonly LayoutChoice[] }[];
  /** Takes rows and columns as they were typed. @returns what is wrong with them, in a sentence */
  readonly onType: (text: string) => string | undefined;
  /** Other choices, below. */
  readonly children?: ReactNode;
}) {
  const [typed, setTyped] = useState('');
  const [problem, setProblem] = useState<string>();
  return (
    <div className={styles['picker']} role="group" aria-label="Layouts" onKeyDown={moveFocus}>
      {groups.map(({ label, choices }) => (
        <div key={label} className={styles['options']} role="group" aria-label={label}>
          {choices.map(({ name, boxes, isChosen, onChoose }) => (
            <button
              key={name}
              type="button"
              className={styles['option']}
              aria-label={name}
              title={name}
              aria-pressed={isChosen}
              onClick={onChoose}
            >
              <LayoutPicture boxes={boxes} />
            </button>
          ))}
        </div>
      ))}
      <TextField
        label="Rows x columns"
        name="layout"
        placeholder="2x5"
        maxLength={12}
        value={typed}
        problem={problem}
        onChange={(text) => {
          setTyped(text);
          setProblem(undefined);
        }}
        onEnter={() => {
          const wrong = onType(typed);
          setProblem(wrong);
          if (wrong === undefined) setTyped('');
        }}
      />
      {children}
    </div>
  );
}

/** Arrow keys go from picture to picture, four in a row. */
function moveFocus(event: KeyboardEvent<HTMLElement>) {
  const steps: Readonly<Record<string, number>> = {
    ArrowLeft: -1,
    ArrowRight: 1,
    ArrowUp: -4,
    ArrowDown: 4,
  };
  const step = steps[event.key];
  const buttons = [...event.currentTarget.querySelectorAll<HTMLElement>('[role="group"] button')];
  const at = buttons.findIndex((button) => button === document.activeElement);
  if (step === undefined || at < 0) return;
  event.preventDefault();
  buttons[at + step]?.focus();
}

const [width, height] = [32, 24];

/** Whole pixels, with one between viewports: a picture of a layout, not a small layout. */
export function LayoutPicture({ boxes }: { readonly boxes: readonly PictureBox[] }) {
  const edge = (part: number, size: number) => Math.round(part * (size + 1));
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fill="currentcolor"
      aria-hidden="true"
    >
      {boxes.map(({ x, y, width: wide, height: high }, index) => {
        const [left, top] = [edge(x, width), edge(y, height)];
        return (
          <rect
            key={index}
            x={left}
            y={top}
            width={edge(x + wide, width) - left - 1}
            height={edge(y + high, height) - top - 1}
          />
        );
      })}
    </svg>
  );
}
