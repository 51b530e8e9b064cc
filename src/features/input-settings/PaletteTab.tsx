import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import styles from './InputSettings.module.css';

/** A tool of the palette, by its command. */
export interface PaletteChoice {
  readonly command: string;
  readonly label: string;
}

/** Which tools are in the palette; the others are in its menu. */
export function PaletteTab({ palette }: { readonly palette: readonly PaletteChoice[] }) {
  const viewer = useViewer();
  const hidden = useViewerState((state) => state.preferences.palette)?.hidden ?? [];
  const choose = (command: string, isShown: boolean) => {
    const next = isShown ? hidden.filter((each) => each !== command) : [...hidden, command];
    viewer.setPreference('palette', next.length > 0 ? { hidden: next } : undefined);
  };
  return (
    <div className={styles['tab']}>
      <p className={styles['quiet']}>
        What is not ticked, and what has no room, is in the menu at the end of the palette.
      </p>
      <div className={styles['palette']}>
        {palette.map(({ command, label }) => (
          <Checkbox
            key={command}
            name={command}
            checked={!hidden.includes(command)}
            onChange={(isShown) => choose(command, isShown)}
          >
            {label}
          </Checkbox>
        ))}
      </div>
    </div>
  );
}
