import { Pause, Play, StepBack, StepForward } from 'lucide-react';
import { useStore } from 'zustand';
import { maxRate } from '../../core/cineClock.ts';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { CineChange, CineState, ViewportHandle } from '../../core/viewport.ts';
import { useLiveViewport, useViewer } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { RangeSlider } from '../../ui/RangeSlider.tsx';
import cineStyles from './scroll/cine.module.css';
import { CineLoop, CineSpeed, CineTrueSpeed } from './scroll/CineParts.tsx';
import { stepWords } from './scroll/playInStep.ts';
import { stepFrame } from './scroll/stepFrame.ts';
import styles from './ViewportGrid.module.css';

const small = { size: 14, strokeWidth: 1.75 };

/** Play, frame by frame, the part that is played, speed and its source, loop or sweep: for clips, and for stacks once they are played. */
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
  const isClip = displaySet.isMultiFrame || displaySet.FrameRate !== undefined;
  if (!handle || !cine || !(isClip || cine.playing)) return null;
  const { playing } = cine;
  return (
    <div
      className={`${styles['cine']} ${cineStyles['bar']}`}
      role="group"
      aria-label="Cine"
      data-testid="cine"
      data-playing={playing}
      data-led={cine.led}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <div className={cineStyles['buttons']}>
        <IconButton
          label="One frame back"
          shortcut=","
          size={24}
          icon={<StepBack {...small} />}
          onClick={() => stepFrame(handle, -1)}
        />
        <IconButton
          label={playing ? 'Pause' : 'Play'}
          shortcut="C"
          size={24}
          icon={playing ? <Pause {...small} /> : <Play {...small} />}
          onClick={() => handle.setCine({ playing: !playing })}
        />
        <IconButton
          label="One frame on"
          shortcut="."
          size={24}
          icon={<StepForward {...small} />}
          onClick={() => stepFrame(handle, 1)}
        />
      </div>
      <Trim handle={handle} cine={cine} />
      <Speed handle={handle} cine={cine} />
      <CineLoop cine={cine} onChange={(change) => handle.setCine(change)} />
    </div>
  );
}

interface PartProps {
  readonly handle: ViewportHandle;
  readonly cine: CineState;
}

/** Which part is played: a handle at each end, a line where the clip is. */
function Trim({ handle, cine }: PartProps) {
  const count = useLiveViewport(handle, (live) => live.imageCount);
  const index = useLiveViewport(handle, (live) => live.plane?.index ?? live.image?.index);
  const { first, last } = cine.range ?? { first: 0, last: count - 1 };
  return (
    <div className={cineStyles['trim']} data-testid="cine-trim" data-first={first} data-last={last}>
      <RangeSlider
        labels={['First frame played', 'Last frame played']}
        min={0}
        max={count - 1}
        value={[first, last]}
        marker={index}
        valueText={(at) => `Frame ${at + 1} of ${count}`}
        onChange={([from, to]) => handle.setCine({ range: { first: from, last: to } })}
      />
      {cine.range && (
        <span className={cineStyles['part']} title={`Frames ${first + 1} to ${last + 1} are played`}>
          {first + 1}–{last + 1}
        </span>
      )}
    </div>
  );
}

/** Frames a second and what they are from; in step with others, what the clips have in common. */
function Speed({ handle, cine }: PartProps) {
  const { cineSync } = useViewer();
  const running = useStore(cineSync.store, (state) => state.running);
  const change = (to: CineChange) => handle.setCine(to);
  if (cine.led && running) {
    const waits = running.waitingFor.length > 0;
    return (
      <span className={styles['cineText']} data-testid="cine-step" data-by={running.by} data-waiting={waits}>
        {waits ? 'In step: waiting for images' : `In step ${stepWords[running.by]}`}
      </span>
    );
  }
  return (
    <>
      <CineSpeed cine={cine} fastest={maxRate} onChange={change} />
      <span className={styles['cineText']} title={`Speed: ${cine.source}`}>
        {cine.source}
      </span>
      <CineTrueSpeed cine={cine} onChange={change} />
    </>
  );
}
