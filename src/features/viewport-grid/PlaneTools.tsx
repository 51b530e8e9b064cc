import { ChevronDown, Columns3 } from 'lucide-react';
import { cutNames, slabBlends } from '../../core/volume/planes.ts';
import type { ViewportHandle } from '../../core/viewport.ts';
import { useLiveViewport, useViewer } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem, MenuLabel, MenuSeparator } from '../../ui/Menu.tsx';
import { ToolbarItem, ToolbarSeparator } from '../../ui/Toolbar.tsx';
import { blendTitles, cutKeys, cutTitles, shortCutTitles, slabSteps, slabText } from './planes.ts';
import styles from './PlaneTools.module.css';
import { TurnTools } from './volume/TurnTools.tsx';

/** Which plane of a volume, and how thick; nothing while the active viewport shows no volume. */
export function PlaneTools({
  viewportId,
  handle,
}: {
  readonly viewportId: string;
  readonly handle: ViewportHandle | undefined;
}) {
  const viewer = useViewer();
  const name = useLiveViewport(handle, ({ plane }) => plane?.view.name);
  const names = useLiveViewport(handle, ({ plane }) => plane?.names.join(' ') ?? '').split(' ');
  const slabMm = useLiveViewport(handle, ({ plane }) => plane?.view.slabMm ?? 0);
  const stepMm = useLiveViewport(handle, ({ plane }) => plane?.stepMm ?? 1);
  const blend = useLiveViewport(handle, ({ plane }) => plane?.view.blend);
  // With the tools of a fusion beside them, they make room for the palette on a narrow screen.
  const isFused = useLiveViewport(handle, ({ fusion }) => fusion !== undefined);
  if (name === undefined) return null;
  const isSlab = slabMm > 0;
  return (
    <>
      <ToolbarSeparator />
      <div className={styles['planes']} role="group" aria-label="Plane">
        {cutNames
          .filter((each) => names.includes(each))
          .map((each) => (
            <ToolbarItem key={each}>
              <button
                type="button"
                className={styles['plane']}
                aria-pressed={each === name}
                aria-keyshortcuts={cutKeys[each]}
                aria-label={cutTitles[each]}
                title={`${cutTitles[each]} (${cutKeys[each]})`}
                onClick={() => handle?.setPlane?.({ name: each })}
              >
                <span className={isFused ? styles['long'] : undefined}>{cutTitles[each]}</span>
                {isFused && <span className={styles['short']}>{shortCutTitles[each]}</span>}
              </button>
            </ToolbarItem>
          ))}
      </div>
      <ToolbarItem>
        <IconButton
          label="Axial, sagittal and coronal side by side"
          shortcut="K"
          icon={<Columns3 size={16} strokeWidth={1.5} />}
          onClick={() => viewer.showPlanes(viewportId)}
        />
      </ToolbarItem>
      <TurnTools viewportId={viewportId} handle={handle} />
      <Menu
        label="Slab"
        trigger={
          <ToolbarItem>
            <Button variant="quiet" aria-label={`Slab: ${slabText(slabMm)}`}>
              Slab
              {isSlab ? (
                <span>{slabMm} mm</span>
              ) : (
                <span className={isFused ? styles['long'] : undefined}>off</span>
              )}
              <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
            </Button>
          </ToolbarItem>
        }
      >
        <MenuLabel>Thickness ( [ and ] )</MenuLabel>
        {slabSteps(stepMm).map((mm) => (
          <MenuItem key={mm} checked={mm === slabMm} onSelect={() => handle?.setPlane?.({ slabMm: mm })}>
            {slabText(mm)}
          </MenuItem>
        ))}
        <MenuSeparator />
        <MenuLabel>{isSlab ? 'Within the slab (T)' : 'Within the slab: choose a thickness first'}</MenuLabel>
        {slabBlends.map((each) => (
          <MenuItem
            key={each}
            checked={each === blend}
            disabled={!isSlab}
            onSelect={() => handle?.setPlane?.({ blend: each })}
          >
            {blendTitles[each]}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
}
