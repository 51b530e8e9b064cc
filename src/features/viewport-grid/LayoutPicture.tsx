import { boxesOf, sameLayout, type Layout } from '../../core/layout/layout.ts';
import type { Preset } from '../../core/layout/presets.ts';
import styles from './LayoutPicker.module.css';

/** A layout as a picture that is pressed to choose it. */
export function LayoutOption({
  preset: { name, layout },
  current,
  onChoose,
}: {
  readonly preset: Preset;
  readonly current: Layout;
  readonly onChoose: (layout: Layout) => void;
}) {
  return (
    <button
      type="button"
      className={styles['option']}
      aria-label={name}
      title={name}
      aria-pressed={sameLayout(layout, current)}
      onClick={() => onChoose(layout)}
    >
      <LayoutPicture layout={layout} />
    </button>
  );
}

const [width, height] = [32, 24];

/** Whole pixels, with one between viewports: a picture of a layout, not a small layout. */
export function LayoutPicture({ layout }: { readonly layout: Layout }) {
  const edge = (part: number, size: number) => Math.round(part * (size + 1));
  return (
    <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      {boxesOf(layout).map(({ x, y, width: wide, height: high }, index) => {
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
