import { Repeat, Repeat1, RotateCcw } from 'lucide-react';
import type { CineChange, CineState } from '../../../core/viewport.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Slider } from '../../../ui/Slider.tsx';
import styles from '../ViewportGrid.module.css';

interface CinePartProps {
  readonly cine: CineState;
  readonly onChange: (change: CineChange) => void;
}

/** How many images are shown in a second: "12 fps". */
export function CineSpeed({ cine, onChange, fastest }: CinePartProps & { readonly fastest: number }) {
  const { framesPerSecond } = cine;
  return (
    <div className={styles['cineSpeed']}>
      <Slider
        label="Frames per second"
        hideLabel
        min={1}
        max={fastest}
        step={1}
        valueText={`${Number(framesPerSecond.toFixed(1))} fps`}
        value={Math.min(fastest, Math.max(1, Math.round(framesPerSecond)))}
        onChange={(value) => onChange({ framesPerSecond: value })}
      />
    </div>
  );
}

/** Back to the speed of the data; not there while that is in force. */
export function CineTrueSpeed({ cine: { dataRate }, onChange }: CinePartProps) {
  if (!dataRate) return null;
  return (
    <IconButton
      label={`True speed: ${Number(dataRate.framesPerSecond.toFixed(1))} fps, ${dataRate.source}`}
      size={24}
      icon={<RotateCcw size={14} strokeWidth={1.75} />}
      onClick={() => onChange({ framesPerSecond: 'data' })}
    />
  );
}

/** Round and round, or back and forth. */
export function CineLoop({ cine: { loop }, onChange }: CinePartProps) {
  const Icon = loop === 'loop' ? Repeat : Repeat1;
  return (
    <IconButton
      label={
        loop === 'loop'
          ? 'Playing in a loop; change to back and forth'
          : 'Playing back and forth; change to a loop'
      }
      size={24}
      icon={<Icon size={14} strokeWidth={1.5} />}
      onClick={() => onChange({ loop: loop === 'loop' ? 'sweep' : 'loop' })}
    />
  );
}
