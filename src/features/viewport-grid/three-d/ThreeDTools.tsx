import { ChevronDown, Crop as CropIcon } from 'lucide-react';
import { sideOf, sides, viewFrom, type Side } from '../../../core/threeD/camera.ts';
import { isCropped } from '../../../core/threeD/crop.ts';
import { isMadeFor, presetsFor, type ThreeDPreset } from '../../../core/threeD/presets.ts';
import type { ThreeDState, ViewportHandle } from '../../../core/viewport.ts';
import { useLiveViewport } from '../../../state/ViewerContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../../ui/Menu.tsx';
import { Popover } from '../../../ui/Popover.tsx';
import { Slider } from '../../../ui/Slider.tsx';
import { ToolbarItem, ToolbarSeparator } from '../../../ui/Toolbar.tsx';
import { CropPanel } from './CropPanel.tsx';
import styles from './ThreeD.module.css';
import { presetLabel, shiftText } from './threeDWords.ts';

/** How a volume is shown in 3D; nothing while the active viewport shows none. */
export function ThreeDTools({ handle }: { readonly handle: ViewportHandle | undefined }) {
  const written = useLiveViewport(handle, ({ threeD }) => (threeD ? written3d(threeD) : ''));
  const state = written ? handle?.getState().threeD : undefined;
  if (!handle || !state) return null;
  const { look, modality, isProjection, isCropping } = state;
  return (
    <>
      <ToolbarSeparator />
      <PresetMenu handle={handle} chosen={look.preset} modality={modality} />
      {!isProjection && (
        <div className={styles['shift']}>
          <Slider
            label="Opacity"
            hideLabel
            min={-100}
            max={100}
            step={5}
            value={look.shift}
            valueText={`Opacity: ${shiftText(look.shift)}`}
            onChange={(shift) => handle.setThreeD?.({ shift })}
          />
        </div>
      )}
      <SideMenu handle={handle} from={sideOf(look.camera)} />
      <Popover
        label="Crop"
        trigger={
          <ToolbarItem>
            <IconButton
              label="Crop"
              icon={<CropIcon size={16} strokeWidth={1.5} />}
              pressed={isCropped(look.crop) || isCropping}
            />
          </ToolbarItem>
        }
      >
        <CropPanel
          crop={look.crop}
          isBoxShown={isCropping}
          onCrop={(crop) => handle.setThreeD?.({ crop })}
          onBox={(isOn) => handle.setCropping?.(isOn)}
        />
      </Popover>
    </>
  );
}

/** What the tools show of a state: it changes far more often than they do. */
const written3d = ({ look, modality, isCropping }: ThreeDState): string =>
  [modality, isCropping, look.preset, look.shift, sideOf(look.camera), JSON.stringify(look.crop)].join(' ');

function PresetMenu({
  handle,
  chosen,
  modality,
}: {
  readonly handle: ViewportHandle;
  readonly chosen: string;
  readonly modality: string;
}) {
  const offered = presetsFor(modality);
  const label = presetLabel(chosen);
  return (
    <Menu
      label="Preset"
      trigger={
        <ToolbarItem>
          <Button variant="quiet" aria-label={`Preset: ${label}`}>
            {label}
            <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
          </Button>
        </ToolbarItem>
      }
    >
      {offered.map((preset, at) => {
        const heading = headingOf(preset, modality);
        const isFirst = at === 0 || headingOf(offered[at - 1] ?? preset, modality) !== heading;
        return [
          isFirst && at > 0 ? <MenuSeparator key={`${heading} line`} /> : null,
          isFirst ? (
            <MenuLabel key={heading}>{at === 0 ? `${heading} (Alt+Shift+N)` : heading}</MenuLabel>
          ) : null,
          <MenuItem
            key={preset.id}
            checked={preset.id === chosen}
            onSelect={() => handle.setThreeD?.({ preset: preset.id })}
          >
            {preset.label}
          </MenuItem>,
        ];
      })}
    </Menu>
  );
}

function headingOf(preset: ThreeDPreset, modality: string): string {
  if (preset.group === 'any') return 'Any images';
  return isMadeFor(preset, modality) ? `For ${preset.group}` : `Made for ${preset.group}`;
}

const sideNames: Readonly<Record<Side, string>> = {
  A: 'Front',
  P: 'Back',
  L: 'Left',
  R: 'Right',
  H: 'Head',
  F: 'Feet',
};

function SideMenu({ handle, from }: { readonly handle: ViewportHandle; readonly from: Side | undefined }) {
  const label = from === undefined ? 'Turned' : `From: ${sideNames[from].toLowerCase()}`;
  return (
    <Menu
      label="Look from"
      trigger={
        <ToolbarItem>
          <Button
            variant="quiet"
            aria-label={`Look from: ${from ? sideNames[from].toLowerCase() : 'turned'}`}
          >
            {label}
            <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
          </Button>
        </ToolbarItem>
      }
    >
      {sides.map((side) => (
        <MenuItem
          key={side}
          checked={side === from}
          shortcut={`Alt+Shift+${side}`}
          onSelect={() => handle.setThreeD?.({ camera: viewFrom(side) })}
        >
          {sideNames[side]}
        </MenuItem>
      ))}
    </Menu>
  );
}
