import { ChevronDown, Crosshair, Link2, ScanLine } from 'lucide-react';
import { useEffect } from 'react';
import { linkables, type Linkable } from '../../../core/linking/linking.ts';
import type { PrimaryTool } from '../../../core/viewport.ts';
import { chosenLinks, referenceLines } from '../../../state/linking.ts';
import { useViewer, useViewerState, useViewerValue } from '../../../state/ViewerContext.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../../ui/Menu.tsx';
import { ToolbarItem, ToolbarSeparator } from '../../../ui/Toolbar.tsx';

const icon = { size: 16, strokeWidth: 1.5 };

const titles: Readonly<Record<Linkable, { readonly title: string; readonly description: string }>> = {
  scroll: { title: 'Scrolling', description: 'By position in one frame of reference, else by image number' },
  window: { title: 'Window', description: 'Between images of one modality' },
  zoomPan: { title: 'Zoom and pan', description: 'To the same size in millimetres, where both are known' },
  rotation: { title: 'Rotation', description: 'Turns and flips' },
};

/** Links between viewports, lines where they cut each other, and the crosshair. */
export function LinkTools({
  tool,
  onTool,
}: {
  readonly tool: PrimaryTool;
  readonly onTool: (tool: PrimaryTool) => void;
}) {
  const viewer = useViewer();
  const isLinked = useViewerState((state) => state.linking.groups.length > 0);
  const lines = useViewerState((state) => referenceLines(state).on);
  const isCrosshair = tool === 'crosshair';
  useEffect(() => viewer.crosshair.setChosen(isCrosshair), [viewer, isCrosshair]);
  return (
    <>
      <ToolbarSeparator />
      <ToolbarItem>
        <IconButton
          label={isLinked ? 'Unlink the viewports' : 'Link the viewports'}
          shortcut="Shift+L"
          icon={<Link2 {...icon} />}
          pressed={isLinked}
          onClick={viewer.toggleLinking}
        />
      </ToolbarItem>
      <LinkMenu />
      <ToolbarItem>
        <IconButton
          label="Reference lines"
          shortcut="Shift+R"
          icon={<ScanLine {...icon} />}
          pressed={lines}
          onClick={viewer.toggleReferenceLines}
        />
      </ToolbarItem>
      <ToolbarItem>
        <IconButton
          label="Crosshair"
          shortcut="Shift+C"
          icon={<Crosshair {...icon} />}
          pressed={isCrosshair}
          onClick={() => onTool('crosshair')}
        />
      </ToolbarItem>
    </>
  );
}

function LinkMenu() {
  const viewer = useViewer();
  const what = useViewerValue((state) => state.linking.groups[0]?.what ?? chosenLinks(state));
  const fromHere = useViewerState((state) =>
    state.linking.groups.some(({ keepsDifference }) => keepsDifference),
  );
  const { on, ends } = useViewerValue(referenceLines);
  return (
    <Menu
      label="What is linked"
      trigger={
        <ToolbarItem>
          <IconButton label="What is linked" size={24} icon={<ChevronDown size={14} strokeWidth={1.5} />} />
        </ToolbarItem>
      }
    >
      <MenuLabel>Linked viewports share</MenuLabel>
      {linkables.map((name) => (
        <MenuItem
          key={name}
          checked={what[name]}
          keepOpen
          description={titles[name].description}
          onSelect={() => viewer.setLinked(name, !what[name])}
        >
          {titles[name].title}
        </MenuItem>
      ))}
      <MenuSeparator />
      <MenuItem
        checked={fromHere}
        description="Keeps the present difference, also between two studies"
        onSelect={() => viewer.linkFromHere(!fromHere)}
      >
        Link from here
      </MenuItem>
      <MenuSeparator />
      <MenuLabel>Reference lines</MenuLabel>
      <MenuItem checked={on} shortcut="Shift+R" keepOpen onSelect={viewer.toggleReferenceLines}>
        Plane of the active viewport
      </MenuItem>
      <MenuItem checked={on && ends} keepOpen onSelect={viewer.toggleReferenceEnds}>
        First and last image, too
      </MenuItem>
    </Menu>
  );
}
