import { ListVideo } from 'lucide-react';
import { useStore } from 'zustand';
import { useViewer, useViewerState } from '../../../state/ViewerContext.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { ToolbarItem } from '../../../ui/Toolbar.tsx';
import { showsClip, stepWords, togglePlayInStep } from './playInStep.ts';

/** Plays all clips on the screen together; not there where nothing on the screen is a clip. */
export function CineTools() {
  const viewer = useViewer();
  const running = useStore(viewer.cineSync.store, (state) => state.running);
  const hasClips = useViewerState(showsClip);
  if (!hasClips && !running) return null;
  return (
    <ToolbarItem>
      <IconButton
        label={
          running
            ? `Stop ${running.viewportIds.length} clips in step (${stepWords[running.by]})`
            : 'Play all clips in step'
        }
        shortcut="Shift+P"
        icon={<StepIcon />}
        pressed={running !== undefined}
        onClick={() => togglePlayInStep(viewer)}
      />
    </ToolbarItem>
  );
}

const StepIcon = () => <ListVideo size={16} strokeWidth={1.5} />;
