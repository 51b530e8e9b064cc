import { PanelBottomDashed, PanelLeftDashed, PanelRightDashed, PanelTopDashed } from 'lucide-react';
import type { Side } from '../../core/layout/edit.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import styles from './TapZones.module.css';

const sides: readonly (readonly [Side, typeof PanelLeftDashed])[] = [
  ['above', PanelTopDashed],
  ['left', PanelLeftDashed],
  ['right', PanelRightDashed],
  ['below', PanelBottomDashed],
];

const besideWords: Readonly<Record<Side, string>> = {
  above: 'above',
  left: 'at the left of',
  right: 'at the right of',
  below: 'below',
};

/**
 * Where in a viewport a tap puts down what was picked up by tap: in the middle as
 * a drop there, at a side a place of its own; all are seen before one is tapped.
 */
export function TapZones({
  viewportId,
  number,
  middle,
  moved,
}: {
  readonly viewportId: string;
  readonly number: number;
  /** What a tap in the middle does, in words. */
  readonly middle: string;
  /** The viewport that is moved; undefined for a new one. */
  readonly moved: number | undefined;
}) {
  const viewer = useViewer();
  return (
    <div className={styles['zones']} data-testid="tap-zones">
      {sides.map(([side, Icon]) => (
        <button
          key={side}
          type="button"
          className={styles['side']}
          data-zone={side}
          aria-label={`${moved === undefined ? 'New viewport' : `Move viewport ${moved}`} ${besideWords[side]} viewport ${number}`}
          onClick={() => viewer.putDown(viewportId, side)}
          tabIndex={-1}
        >
          <Icon size={20} strokeWidth={1.5} aria-hidden />
        </button>
      ))}
      <button
        type="button"
        className={styles['middle']}
        data-zone="middle"
        aria-label={`Put down in viewport ${number}`}
        onClick={() => viewer.putDown(viewportId)}
        tabIndex={-1}
      >
        <span>{middle}</span>
      </button>
    </div>
  );
}
