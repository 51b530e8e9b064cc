import { useLiveViewport, useViewerState } from '../../../state/ViewerContext.tsx';
import type { LayerProps } from '../layerProps.ts';
import { scaleBar } from './scaleBar.ts';
import styles from './ScaleLayer.module.css';

/** Screen pixels that the bar may take. */
const ROOM = 140;

/** A bar of known length at the lower edge, where millimetres mean something. */
export function ScaleLayer({ handle }: LayerProps) {
  const visible = useViewerState((state) => state.overlayVisible);
  const bar = useLiveViewport(handle, (live) => {
    const made = live.status === 'rendered' ? scaleBar(live, ROOM) : undefined;
    return made ? `${made.length.toFixed(1)}|${made.text}` : undefined;
  });
  if (!visible || bar === undefined) return null;
  const [written = '', text] = bar.split('|');
  const length = Number(written);
  const shape = `M1,0 V5 H${length - 1} V0`;
  return (
    <div className={styles['scale']} data-testid="scale-bar" data-length={written}>
      <span>{text}</span>
      <svg className={styles['bar']} width={length} height={7} aria-hidden="true">
        <path className={styles['barHalo']} d={shape} />
        <path d={shape} />
      </svg>
    </div>
  );
}
