import { CircleHelp, Ellipsis, GripHorizontal, Maximize2, Minimize2, Undo2, X } from 'lucide-react';
import type { RefObject } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { viewportKindName } from '../../state/hangingCommands.ts';
import type { ViewportCell } from '../../state/viewerState.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { whyNoVolume } from '../../core/volume/geometry.ts';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { WhyHere } from './hanging/WhyHere.tsx';
import styles from './ViewportGrid.module.css';
import { ViewportMenuItems } from './ViewportMenuItems.tsx';

/** What can be done with a viewport as a whole; appears at the top edge when the pointer is near it, and on focus. */
export function ViewportBar({
  grip,
  cell,
  number,
  displaySet,
  isImage,
}: {
  readonly grip: RefObject<HTMLButtonElement | null>;
  readonly cell: ViewportCell;
  readonly number: number;
  readonly displaySet: DisplaySet;
  readonly isImage: boolean;
}) {
  const viewer = useViewer();
  const maximised = useViewerState((state) => state.maximisedViewportId === cell.id);
  const kinds = [...new Set([...displaySet.viewportKinds, 'tags'])].filter((kind) =>
    viewer.registry.viewportModuleFor(kind),
  );
  // Said only of slices: a photograph is not expected to be a volume.
  const noVolume =
    displaySet.geometry && !kinds.includes('volume') && viewer.registry.viewportModuleFor('volume')
      ? whyNoVolume(displaySet.geometry)
      : undefined;
  return (
    <div className={styles['bar']} data-beside={!isImage || undefined}>
      <IconButton
        ref={grip}
        label={`Drag viewport ${number} onto another to swap`}
        shortcut="X"
        size={24}
        icon={<GripHorizontal size={16} strokeWidth={1.5} />}
        className={styles['grip'] ?? ''}
        onClick={({ detail }) =>
          viewer.pickUp({
            displaySetInstanceUID: displaySet.displaySetInstanceUID,
            // A click made by a key has no count.
            by: detail === 0 ? 'keyboard' : 'tap',
            fromViewportId: cell.id,
          })
        }
      />
      <IconButton
        label={maximised ? 'Back to the layout' : 'Fill the screen'}
        shortcut="M"
        size={24}
        icon={
          maximised ? <Minimize2 size={14} strokeWidth={1.5} /> : <Maximize2 size={14} strokeWidth={1.5} />
        }
        onClick={() => viewer.toggleMaximised(cell.id)}
      />
      <IconButton
        label={`Why does viewport ${number} show this?`}
        shortcut="E"
        size={24}
        icon={<CircleHelp size={14} strokeWidth={1.5} />}
        onClick={() => viewer.explain(displaySet.displaySetInstanceUID)}
      />
      <WhyHere cell={cell} number={number} />
      <Menu
        label={`Viewport ${number}`}
        trigger={
          <IconButton
            label={`Viewport ${number} menu`}
            size={24}
            icon={<Ellipsis size={16} strokeWidth={1.5} />}
          />
        }
      >
        {kinds.length > 1 &&
          kinds.map((kind) => (
            <MenuItem key={kind} checked={kind === cell.kind} onSelect={() => viewer.showAs(cell.id, kind)}>
              Show in the {viewportKindName(kind)}
            </MenuItem>
          ))}
        {kinds.length > 1 && noVolume !== undefined && (
          <MenuItem disabled description={noVolume} onSelect={() => undefined}>
            Show in the {viewportKindName('volume')}
          </MenuItem>
        )}
        {kinds.length > 1 && noVolume !== undefined && (
          <MenuItem disabled description={noVolume} onSelect={() => undefined}>
            Show in the {viewportKindName('volume3d')}
          </MenuItem>
        )}
        {kinds.length > 1 && <MenuSeparator />}
        <MenuItem
          icon={<CircleHelp size={16} strokeWidth={1.5} />}
          shortcut="E"
          onSelect={() => viewer.explain(displaySet.displaySetInstanceUID)}
        >
          Why is it grouped like this?
        </MenuItem>
        {isImage && (
          <MenuItem
            icon={<Undo2 size={16} strokeWidth={1.5} />}
            shortcut="0"
            description={cell.hungBy ? `As ${cell.hungBy.ruleName} hung it` : 'As the image comes'}
            onSelect={() => viewer.resetViewport(cell.id)}
          >
            Reset the view
          </MenuItem>
        )}
        <MenuItem
          icon={<X size={16} strokeWidth={1.5} />}
          shortcut="Del"
          onSelect={() => viewer.clearViewport(cell.id)}
        >
          Empty this viewport
        </MenuItem>
        <MenuSeparator />
        <ViewportMenuItems viewportId={cell.id} />
      </Menu>
    </div>
  );
}
