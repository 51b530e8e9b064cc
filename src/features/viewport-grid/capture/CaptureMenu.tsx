import { Camera, Clapperboard, Copy, FileArchive } from 'lucide-react';
import type { DisplaySet } from '../../../core/displaySet/displaySet.ts';
import type { ViewerState } from '../../../state/viewerState.ts';
import {
  useLiveViewport,
  useViewer,
  useViewerState,
  useViewportHandle,
} from '../../../state/ViewerContext.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuSeparator } from '../../../ui/Menu.tsx';
import { ToolbarItem } from '../../../ui/Toolbar.tsx';
import { copyPictureOf, saveClip, saveDicom, savePicture } from './captureActions.ts';

const icon = { size: 16, strokeWidth: 1.5 };

function setIn({ hanging, displaySets }: ViewerState, viewportId: string): DisplaySet | undefined {
  const uid = hanging.cells.find((cell) => cell.id === viewportId)?.displaySetInstanceUID;
  return uid === undefined ? undefined : displaySets.get(uid);
}

/** What can be taken out of the active viewport: pictures, a video, the files themselves. */
export function CaptureMenu() {
  const id = useViewerState((state) => state.hanging.activeViewportId);
  const isEmpty = useViewerState((state) => setIn(state, id) === undefined);
  return (
    <Menu
      label="Save or copy"
      align="end"
      trigger={
        <ToolbarItem>
          <IconButton
            label="Save or copy"
            icon={<Camera {...icon} />}
            disabled={isEmpty}
            data-testid="capture-menu"
          />
        </ToolbarItem>
      }
    >
      <Captures viewportId={id} />
    </Menu>
  );
}

/** Drawn only while the menu is open. */
function Captures({ viewportId: id }: { readonly viewportId: string }) {
  const viewer = useViewer();
  const displaySet = useViewerState((state) => setIn(state, id));
  const kind = useViewerState((state) => state.hanging.cells.find((cell) => cell.id === id)?.kind);
  const handle = useViewportHandle(id);
  const isRendered = useLiveViewport(handle, (live) => live.status === 'rendered');
  const canPlay = useLiveViewport(handle, (live) => live.imageCount > 1);
  const isImage = kind !== undefined && viewer.registry.viewportModuleFor(kind)?.isImage === true;
  const noPicture = !isRendered || !isImage;
  return (
    <>
      <MenuItem
        icon={<Copy {...icon} />}
        shortcut="Ctrl+Shift+C"
        disabled={noPicture}
        onSelect={() => void copyPictureOf(viewer, id, false)}
      >
        Copy the picture
      </MenuItem>
      <MenuItem disabled={noPicture} onSelect={() => void copyPictureOf(viewer, id, true)}>
        Copy it with its text
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<Camera {...icon} />}
        shortcut="Ctrl+Shift+S"
        disabled={noPicture}
        onSelect={() => void savePicture(viewer, id, false)}
      >
        Save the picture (PNG)
      </MenuItem>
      <MenuItem disabled={noPicture} onSelect={() => void savePicture(viewer, id, true)}>
        Save it with its text (PNG)
      </MenuItem>
      <MenuItem
        icon={<Clapperboard {...icon} />}
        disabled={noPicture || !canPlay}
        onSelect={() => void saveClip(viewer, id, false)}
      >
        Save the images as a video (WebM)
      </MenuItem>
      <MenuItem disabled={noPicture || !canPlay} onSelect={() => void saveClip(viewer, id, true)}>
        Save the video with its text (WebM)
      </MenuItem>
      <MenuSeparator />
      <MenuItem
        icon={<FileArchive {...icon} />}
        description="As the archive holds them, with the patient’s data"
        disabled={displaySet === undefined}
        onSelect={() => displaySet && void saveDicom(viewer, displaySet)}
      >
        Save the DICOM files (ZIP)
      </MenuItem>
    </>
  );
}
