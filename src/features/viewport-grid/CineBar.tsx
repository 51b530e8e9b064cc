import { Pause, Play, Repeat, Repeat1 } from 'lucide-react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { ViewportHandle } from '../../core/viewport.ts';
import { useLiveViewport } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Slider } from '../../ui/Slider.tsx';
import styles from './ViewportGrid.module.css';

/** Play, speed and its source, loop or sweep: for clips, and for stacks once they are played. */
export function CineBar({
  handle,
  displaySet,
}: {
  readonly handle: ViewportHandle | undefined;
  readonly displaySet: DisplaySet;
}) {
  const cine = useLiveViewport(handle, (live) =>
    live.imageCount > 1 && live.status === 'rendered' ? live.cine : undefined,
  );
  if (!handle || !cine || !(displaySet.isMultiFrame || cine.playing)) return null;
  const { playing, framesPerSecond, source, loop } = cine;
  const speed = Number(framesPerSecond.toFixed(1));
  return (
    <div
      className={styles['cine']}
      role="group"
      aria-label="Cine"
      data-testid="cine"
      data-playing={playing}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <IconButton
        label={playing ? 'Pause' : 'Play'}
        shortcut="C"
        size={24}
        icon={playing ? <Pause size={14} strokeWidth={1.75} /> : <Play size={14} strokeWidth={1.75} />}
        onClick={() => handle.setCine({ playing: !playing })}
      />
      <div className={styles['cineSpeed']}>
        <Slider
          label="Frames per second"
          hideLabel
          min={1}
          max={60}
          step={1}
          valueText={`${speed} fps`}
          value={Math.min(60, Math.max(1, Math.round(framesPerSecond)))}
          onChange={(value) => handle.setCine({ framesPerSecond: value })}
        />
      </div>
      <span className={styles['cineText']} title={`Speed: ${source}`}>
        {source}
      </span>
      <IconButton
        label={
          loop === 'loop'
            ? 'Playing in a loop; change to back and forth'
            : 'Playing back and forth; change to a loop'
        }
        size={24}
        icon={
          loop === 'loop' ? <Repeat size={14} strokeWidth={1.5} /> : <Repeat1 size={14} strokeWidth={1.5} />
        }
        onClick={() => handle.setCine({ loop: loop === 'loop' ? 'sweep' : 'loop' })}
      />
    </div>
  );
}
