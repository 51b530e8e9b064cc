import { Ellipsis, PanelBottomDashed, PanelRightDashed, SquareX } from 'lucide-react';
import { MAX_VIEWPORTS } from '../../core/layout/layout.ts';
import { visibleCells } from '../../state/hanging.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import styles from './ViewportGrid.module.css';

const icon = { size: 16, strokeWidth: 1.5 };

/** The place of a viewport on the screen: room beside it, or its end. */
export function ViewportMenuItems({ viewportId }: { readonly viewportId: string }) {
  const viewer = useViewer();
  const count = useViewerState((state) => visibleCells(state.hanging).length);
  const isFull = count >= MAX_VIEWPORTS;
  const full = isFull ? `${MAX_VIEWPORTS} viewports are the most that fit` : undefined;
  return (
    <>
      <MenuItem
        icon={<PanelRightDashed {...icon} />}
        shortcut="Shift+→"
        disabled={isFull}
        description={full}
        onSelect={() => viewer.splitViewport(viewportId, 'right')}
      >
        Split right
      </MenuItem>
      <MenuItem
        icon={<PanelBottomDashed {...icon} />}
        shortcut="Shift+↓"
        disabled={isFull}
        description={full}
        onSelect={() => viewer.splitViewport(viewportId, 'below')}
      >
        Split below
      </MenuItem>
      <MenuItem
        icon={<SquareX {...icon} />}
        shortcut="Shift+Del"
        disabled={count === 1}
        description={count === 1 ? 'It is the only one' : undefined}
        onSelect={() => viewer.closeViewport(viewportId)}
      >
        Close this viewport
      </MenuItem>
    </>
  );
}

/** What can be done with a viewport that shows nothing. */
export function EmptyViewportBar({
  viewportId,
  number,
}: {
  readonly viewportId: string;
  readonly number: number;
}) {
  return (
    <div className={styles['bar']}>
      <Menu
        label={`Viewport ${number}`}
        trigger={<IconButton label={`Viewport ${number} menu`} size={24} icon={<Ellipsis {...icon} />} />}
      >
        <ViewportMenuItems viewportId={viewportId} />
      </Menu>
    </div>
  );
}
