import {
  useEffect,
  useRef,
  useState,
  type CSSProperties,
  type KeyboardEvent,
  type PointerEvent,
} from 'react';
import { bordersOf, type Border } from '../../core/layout/borders.ts';
import type { Layout } from '../../core/layout/layout.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { percentOf } from './places.ts';
import styles from './Places.module.css';

/** The lines between viewports: dragged, or moved by the arrow keys; a double click or Enter evens them out. */
export function Borders({ layout }: { readonly layout: Layout }) {
  const borders = bordersOf(layout);
  return borders.map((border) => (
    <BorderLine key={`${border.path.join('.')}/${border.index}`} border={border} all={borders} />
  ));
}

/** A viewport that is narrower says nothing any more. */
const smallestPx = 80;
const snapPx = 6;
const keyStep = 0.02;

function BorderLine({ border, all }: { readonly border: Border; readonly all: readonly Border[] }) {
  const viewer = useViewer();
  const line = useRef<HTMLDivElement>(null);
  /** How far from the line it was taken hold of, in pixels. */
  const [grip, setGrip] = useState<number>();
  const { split, at, from, to, start, length, between } = border;
  const isColumns = split === 'columns';
  const part = (at - from) / (to - from);

  // Whatever ends the drag ends the step.
  useEffect(() => () => viewer.giveUpBorder(), [viewer]);

  const screen = () => {
    const box = line.current?.parentElement?.getBoundingClientRect();
    if (!box) return undefined;
    return isColumns ? { start: box.left, size: box.width } : { start: box.top, size: box.height };
  };
  const smallest = () => Math.min(0.5, smallestPx / ((to - from) * (screen()?.size ?? 1)));
  const moveTo = (wanted: number, alone = false) =>
    viewer.moveBorder(border, Math.min(1 - smallest(), Math.max(smallest(), wanted)), { alone });

  const onPointerDown = (event: PointerEvent) => {
    const room = screen();
    if (event.button !== 0 || !room) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    setGrip((isColumns ? event.clientX : event.clientY) - room.start - at * room.size);
    line.current?.focus({ preventScroll: true });
  };
  const onPointerMove = (event: PointerEvent) => {
    const room = screen();
    if (grip === undefined || !room) return;
    const place = ((isColumns ? event.clientX : event.clientY) - room.start - grip) / room.size;
    const others = all.filter((other) => other.split === split && Math.abs(other.at - at) > 1e-6);
    const near = [...others.map((other) => other.at), (from + to) / 2].find(
      (other) => !event.altKey && Math.abs(other - place) * room.size < snapPx,
    );
    moveTo(((near ?? place) - from) / (to - from), event.altKey);
  };
  const stop = () => {
    if (grip === undefined) return;
    setGrip(undefined);
    viewer.settleBorder();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return;
    const [less, more] = isColumns ? ['ArrowLeft', 'ArrowRight'] : ['ArrowUp', 'ArrowDown'];
    if (event.key === 'Escape' && grip !== undefined) {
      setGrip(undefined);
      viewer.giveUpBorder();
    } else if (event.key === less) moveTo(part - keyStep, event.altKey);
    else if (event.key === more) moveTo(part + keyStep, event.altKey);
    else if (event.key === 'Home') moveTo(0, event.altKey);
    else if (event.key === 'End') moveTo(1, event.altKey);
    else if (event.key === 'Enter') viewer.evenOut(border, { alone: event.altKey });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={line}
      role="separator"
      tabIndex={0}
      aria-label={`Border between viewports ${between[0] + 1} and ${between[1] + 1}`}
      aria-orientation={isColumns ? 'vertical' : 'horizontal'}
      aria-valuenow={Math.round(part * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
      className={styles['border']}
      data-split={split}
      data-dragging={grip === undefined ? undefined : ''}
      style={lineStyle(at, start, length)}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={stop}
      onPointerCancel={stop}
      onKeyDown={onKeyDown}
      // A key that is held down moves it in one step.
      onKeyUp={() => grip === undefined && viewer.settleBorder()}
      onBlur={() => grip === undefined && viewer.settleBorder()}
      onDoubleClick={({ altKey }) => viewer.evenOut(border, { alone: altKey })}
    />
  );
}

function lineStyle(at: number, start: number, length: number): CSSProperties {
  const style: Readonly<Record<`--${string}`, string>> = {
    '--at': percentOf(at),
    '--start': percentOf(start),
    '--end': percentOf(start + length),
  };
  return style;
}
