import { Rotate3d } from 'lucide-react';
import { useState } from 'react';
import { anglesOf, fromAngles, planeTitle, type PlaneAngles } from '../../../core/volume/oblique.ts';
import { anatomicalAxes, type PlaneOrientation, type PlaneView } from '../../../core/volume/planes.ts';
import type { ViewportHandle } from '../../../core/viewport.ts';
import { planeLines } from '../../../state/linking.ts';
import { useLiveViewport, useViewer, useViewerState } from '../../../state/ViewerContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Checkbox } from '../../../ui/Checkbox.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { TextField } from '../../../ui/TextField.tsx';
import { ToolbarItem } from '../../../ui/Toolbar.tsx';
import { straighten } from './turnPlanes.ts';
import styles from './TurnTools.module.css';

const fields = [
  { id: 'tilt', label: 'Tilt', hint: 'Lower edge away' },
  { id: 'swivel', label: 'Turn', hint: 'Left edge away' },
  { id: 'rotation', label: 'Rotation', hint: 'Clockwise' },
] as const;

/** How the plane is turned, in degrees that can be written; and whether its lines and the other planes go with it. */
export function TurnTools({
  viewportId,
  handle,
}: {
  readonly viewportId: string;
  readonly handle: ViewportHandle | undefined;
}) {
  const viewer = useViewer();
  const view = useLiveViewport(handle, ({ plane }) => plane?.view);
  const locked = useViewerState((state) => state.preferences.planes?.locked ?? true);
  const lines = useViewerState(planeLines);
  // As acquired: the directions are the scanner's, which only the volume knows.
  const base = view && view.name !== 'acquired' ? anatomicalAxes[view.name] : undefined;
  if (!view) return null;
  const title = planeTitle(view.name, view.orientation);
  const isTurned = view.orientation !== undefined;
  return (
    <Popover
      label="Turn the plane"
      trigger={
        <ToolbarItem>
          <Button
            variant="quiet"
            aria-label={isTurned ? `Turn the plane: ${title}` : 'Turn the plane'}
            title={isTurned ? title : 'Turn the plane (Alt+Shift and arrows)'}
          >
            <Rotate3d size={16} strokeWidth={1.5} aria-hidden />
            {isTurned && 'Oblique'}
          </Button>
        </ToolbarItem>
      }
    >
      <div className={styles['panel']}>
        <p className={styles['title']} data-testid="plane-title">
          {title}
        </p>
        {base && <Angles view={view} base={base} handle={handle} />}
        <p className={styles['hint']}>
          Alt+Shift and arrows turn by 1°, with Ctrl by 10°. Page up and down rotate.
        </p>
        <Checkbox checked={locked} onChange={(checked) => viewer.choosePlanes({ locked: checked })}>
          Planes turn together
        </Checkbox>
        <Checkbox checked={lines} onChange={(checked) => viewer.choosePlanes({ lines: checked })}>
          Lines of the other planes
        </Checkbox>
        <div>
          <Button disabled={!isTurned && !locked} onClick={() => straighten(viewer, viewportId)}>
            As the patient lies (Shift+A)
          </Button>
        </div>
      </div>
    </Popover>
  );
}

function Angles({
  view,
  base,
  handle,
}: {
  readonly view: PlaneView;
  readonly base: PlaneOrientation;
  readonly handle: ViewportHandle | undefined;
}) {
  const angles = anglesOf(base, view.orientation ?? base);
  const [written, setWritten] = useState<{ readonly id: keyof PlaneAngles; readonly text: string }>();
  const textOf = (id: keyof PlaneAngles) =>
    written?.id === id ? written.text : String(Math.round(angles[id] * 10) / 10);
  const isNumber = (text: string) => /^-?\d{1,3}([.,]\d+)?$/.test(text.trim());
  const write = (id: keyof PlaneAngles, text: string) => {
    setWritten({ id, text });
    if (!isNumber(text)) return;
    const degrees = Number(text.trim().replace(',', '.'));
    if (Math.abs(degrees) > 180) return;
    handle?.setPlane?.({ orientation: fromAngles(base, { ...angles, [id]: degrees }) });
  };
  return (
    <div className={styles['angles']} onBlur={() => setWritten(undefined)}>
      {fields.map(({ id, label, hint }) => (
        <TextField
          key={id}
          label={`${label}, °`}
          name={`plane-${id}`}
          value={textOf(id)}
          placeholder={hint}
          onChange={(text) => write(id, text)}
          problem={
            written?.id === id &&
            !(isNumber(written.text) && Math.abs(Number.parseFloat(written.text)) <= 180)
              ? '-180 to 180'
              : undefined
          }
        />
      ))}
    </div>
  );
}
