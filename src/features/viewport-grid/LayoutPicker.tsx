import { LayoutGrid, RotateCcw } from 'lucide-react';
import { boxesOf, sameLayout, toLayout, type Layout } from '../../core/layout/layout.ts';
import { parseLayout } from '../../core/layout/parseLayout.ts';
import { gridPresets, unevenPresets, type Preset } from '../../core/layout/presets.ts';
import type { GridLayout } from '../../core/mode/mode.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { LayoutChoices } from '../../ui/LayoutChoices.tsx';
import { Popover } from '../../ui/Popover.tsx';

/** Layouts as pictures, any rows and columns as typed, and the way back to the mode's own. */
export function LayoutPicker() {
  const viewer = useViewer();
  const open = useViewerState((state) => state.asked === 'layout');
  const setOpen = (opens: boolean) => viewer.ask(opens ? 'layout' : undefined);
  return (
    <Popover
      label="Layout"
      align="end"
      open={open}
      onOpenChange={setOpen}
      trigger={<IconButton label="Layout" shortcut="L" icon={<LayoutGrid size={16} strokeWidth={1.5} />} />}
    >
      <Layouts onChosen={() => setOpen(false)} />
    </Popover>
  );
}

/** Drawn only while they are looked at. */
function Layouts({ onChosen }: { readonly onChosen: () => void }) {
  const viewer = useViewer();
  const current = useViewerState((state) => state.hanging.layout);
  const modeId = useViewerState((state) => state.modeId);
  const own = toLayout(viewer.modes.get(modeId)?.layout ?? 'viewport');
  const choose = (layout: Layout | GridLayout) => {
    viewer.chooseLayout(layout);
    onChosen();
  };
  const choice = ({ name, layout }: Preset) => ({
    name,
    boxes: boxesOf(layout),
    isChosen: sameLayout(layout, current),
    onChoose: () => choose(layout),
  });
  return (
    <LayoutChoices
      groups={[
        { label: 'Rows and columns', choices: gridPresets.map(choice) },
        { label: 'Of several sizes', choices: unevenPresets.map(choice) },
      ]}
      onType={(text) => {
        const layout = parseLayout(text);
        if ('problem' in layout) return layout.problem;
        choose(layout);
        return undefined;
      }}
    >
      <Button
        variant="quiet"
        disabled={sameLayout(own, current)}
        onClick={() => {
          viewer.chooseOwnLayout();
          onChosen();
        }}
      >
        <RotateCcw size={14} strokeWidth={1.5} aria-hidden />
        As the mode has it
      </Button>
    </LayoutChoices>
  );
}
