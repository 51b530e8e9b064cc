import { ChevronDown } from 'lucide-react';
import { colourMaps, type ColourMap } from '../../../core/colour/colourMaps.ts';
import type { FusionPart } from '../../../core/fusion/look.ts';
import type { FusionState, ViewportHandle } from '../../../core/viewport.ts';
import { useLiveViewport } from '../../../state/ViewerContext.tsx';
import { Button } from '../../../ui/Button.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../../ui/Menu.tsx';
import { Slider } from '../../../ui/Slider.tsx';
import { ToolbarItem, ToolbarSeparator } from '../../../ui/Toolbar.tsx';
import {
  blendText,
  colourMapLabel,
  petWindowText,
  thresholdsFor,
  topsFor,
  valueText,
} from './fusionWords.ts';
import styles from './FusionTools.module.css';
import { Swatch } from './Swatch.tsx';

interface ToolsProps {
  readonly handle: ViewportHandle | undefined;
}

/** How the PET lies over CT or MR; nothing while the active viewport shows no PET of the kind. */
export function FusionTools({ handle }: ToolsProps) {
  const fusion = useFusion(handle);
  if (!handle || !fusion) return null;
  const { look, base } = fusion;
  return (
    <>
      <ToolbarSeparator />
      {base !== undefined && (
        <>
          <div className={styles['blend']}>
            <Slider
              label="PET"
              hideLabel
              min={0}
              max={100}
              step={5}
              value={Math.round(look.blend * 100)}
              valueText={`PET ${blendText(look.blend)}`}
              onChange={(percent) => handle.setFusion?.({ blend: percent / 100 })}
            />
          </div>
          <WindowOf handle={handle} base={base} windowOf={look.windowOf} />
        </>
      )}
      <PetMenu handle={handle} fusion={fusion} />
      <ColourMenu handle={handle} fusion={fusion} />
    </>
  );
}

/** The state as one value: it is drawn anew only when that is another. */
function useFusion(handle: ViewportHandle | undefined): FusionState | undefined {
  const written = useLiveViewport(handle, ({ fusion }) => (fusion ? JSON.stringify(fusion) : ''));
  return written ? (handle?.getState().fusion ?? undefined) : undefined;
}

/** Whose window dragging changes. */
function WindowOf({
  handle,
  base,
  windowOf,
}: {
  readonly handle: ViewportHandle;
  readonly base: string;
  readonly windowOf: FusionPart;
}) {
  const parts: readonly (readonly [FusionPart, string])[] = [
    ['pet', 'PET'],
    ['base', base],
  ];
  return (
    <div className={styles['parts']} role="group" aria-label="Dragging changes the window of">
      {parts.map(([part, name]) => (
        <ToolbarItem key={part}>
          <button
            type="button"
            className={styles['part']}
            aria-pressed={part === windowOf}
            title={`Dragging changes the window of the ${name} (Shift+G)`}
            onClick={() => handle.setFusion?.({ windowOf: part })}
          >
            {name}
          </button>
        </ToolbarItem>
      ))}
    </div>
  );
}

interface MenuProps {
  readonly handle: ViewportHandle;
  readonly fusion: FusionState;
}

/** Window and threshold of the PET, and which of the two lies below. */
function PetMenu({ handle, fusion }: MenuProps) {
  const { look, petWindow, base, noSuv, unit } = fusion;
  const text = petWindowText(fusion, petWindow);
  const ofUnit = noSuv === undefined || unit === undefined ? '' : ` ${unit}`;
  return (
    <Menu
      label="PET window"
      trigger={
        <ToolbarItem>
          <Button variant="quiet" aria-label={`PET window: ${text}`}>
            {text}
            <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
          </Button>
        </ToolbarItem>
      }
    >
      <MenuLabel>{noSuv ?? 'Window in SUV by body weight'} (Shift+E)</MenuLabel>
      {topsFor(fusion).map((upper) => (
        <MenuItem
          key={upper}
          checked={petWindow.lower === 0 && petWindow.upper === upper}
          onSelect={() => handle.setFusion?.({ petWindow: { lower: 0, upper } })}
        >
          0 to {valueText(upper)}
          {ofUnit}
        </MenuItem>
      ))}
      <MenuItem onSelect={() => handle.setFusion?.({ petWindow: undefined })}>As it comes</MenuItem>
      <MenuSeparator />
      <MenuLabel>PET below this is not drawn</MenuLabel>
      <MenuItem
        checked={look.threshold === undefined}
        onSelect={() => handle.setFusion?.({ threshold: undefined })}
      >
        All is drawn
      </MenuItem>
      {thresholdsFor(fusion).map((threshold) => (
        <MenuItem
          key={threshold}
          checked={look.threshold === threshold}
          onSelect={() => handle.setFusion?.({ threshold })}
        >
          {valueText(threshold)}
          {ofUnit}
        </MenuItem>
      ))}
      {base !== undefined && (
        <>
          <MenuSeparator />
          <MenuItem
            checked={look.below === 'pet'}
            shortcut="Shift+V"
            onSelect={() => handle.setFusion?.({ below: look.below === 'pet' ? 'base' : 'pet' })}
          >
            {base} over PET, clear where it is black
          </MenuItem>
        </>
      )}
    </Menu>
  );
}

const groups: readonly (readonly [ColourMap['group'], string])[] = [
  ['grey', 'Grey'],
  ['dicom', 'Palettes of DICOM'],
  ['common', 'Others'],
];

function ColourMenu({ handle, fusion: { look } }: MenuProps) {
  const label = colourMapLabel(look);
  return (
    <Menu
      label="Colours of the PET"
      trigger={
        <ToolbarItem>
          <Button variant="quiet" aria-label={`Colours of the PET: ${label}`}>
            <Swatch name={look.colourMap} />
            <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
          </Button>
        </ToolbarItem>
      }
    >
      {groups.map(([group, title], at) => [
        at > 0 ? <MenuSeparator key={`${group} line`} /> : null,
        <MenuLabel key={group}>{at === 0 ? `${title} (Shift+U)` : title}</MenuLabel>,
        ...colourMaps
          .filter((map) => map.group === group)
          .map((map) => (
            <MenuItem
              key={map.name}
              checked={map.name === look.colourMap}
              aside={<Swatch name={map.name} />}
              onSelect={() => handle.setFusion?.({ colourMap: map.name })}
            >
              {map.label}
            </MenuItem>
          )),
      ])}
    </Menu>
  );
}
