import { CircleHelp, Eye, Tags } from 'lucide-react';
import { visibleCells } from '../../state/hanging.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../ui/Menu.tsx';
import { GroupingItems } from './GroupingItems.tsx';

/** What can be done with a display set, at the pointer or beside the row. */
export function DisplaySetMenu({
  at,
  onClose,
}: {
  readonly at: { readonly uid: string; readonly x: number; readonly y: number } | undefined;
  readonly onClose: () => void;
}) {
  const viewer = useViewer();
  const hanging = useViewerState((state) => state.hanging);
  const displaySet = useViewerState((state) => (at ? state.displaySets.get(at.uid) : undefined));
  if (!at || !displaySet) return null;
  const { displaySetInstanceUID, viewportKinds } = displaySet;
  const canShowTags = viewer.registry.viewportModuleFor('tags') !== undefined;
  return (
    <Menu
      label={displaySet.label}
      open
      onOpenChange={(open) => !open && onClose()}
      trigger={<span aria-hidden style={{ position: 'fixed', left: at.x, top: at.y, width: 1, height: 1 }} />}
    >
      <MenuItem
        icon={<Eye size={16} strokeWidth={1.5} />}
        shortcut="Enter"
        onSelect={() => viewer.showDisplaySet({ displaySetInstanceUID })}
      >
        Open in the active viewport
      </MenuItem>
      {visibleCells(hanging).length > 1 &&
        visibleCells(hanging).map(({ id }, index) => (
          <MenuItem
            key={id}
            shortcut={String(index + 1)}
            onSelect={() => viewer.showDisplaySet({ displaySetInstanceUID, viewportId: id })}
          >
            Open in viewport {index + 1}
          </MenuItem>
        ))}
      <MenuSeparator />
      <GroupingItems displaySet={displaySet} />
      <MenuSeparator />
      {canShowTags && !viewportKinds.every((kind) => kind === 'tags') && (
        <MenuItem
          icon={<Tags size={16} strokeWidth={1.5} />}
          onSelect={() => viewer.showDisplaySet({ displaySetInstanceUID, kind: 'tags' })}
        >
          Show its tags
        </MenuItem>
      )}
      <MenuItem
        icon={<CircleHelp size={16} strokeWidth={1.5} />}
        shortcut="E"
        onSelect={() => viewer.explain(displaySetInstanceUID)}
      >
        Why is it grouped like this?
      </MenuItem>
    </Menu>
  );
}
