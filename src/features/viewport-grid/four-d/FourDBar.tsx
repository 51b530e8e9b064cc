import { Pause, Play } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { useLiveViewport, useViewer, useViewerState } from '../../../state/ViewerContext.tsx';
import { fastestFamily } from '../../../core/displaySet/familyRate.ts';
import { shownImage } from '../../../core/shownImage.ts';
import { IconButton } from '../../../ui/IconButton.tsx';
import { Slider } from '../../../ui/Slider.tsx';
import type { CineChange } from '../../../core/viewport.ts';
import { CineLoop, CineSpeed, CineTrueSpeed } from '../scroll/CineParts.tsx';
import type { LayerProps } from '../layerProps.ts';
import styles from './FourDBar.module.css';
import { familyNames, memberText, missingText } from './fourDWords.ts';

/** A slider through the times, phases, b-values or echoes of what is shown; nothing where there is one only. */
export function FourDBar({ cell, displaySet, handle }: LayerProps) {
  const viewer = useViewer();
  const { fourD } = viewer;
  // Families follow the display sets that are here, and the part that is shown.
  useViewerState((state) => state.displaySets);
  const part = useLiveViewport(handle, (live) => (displaySet.parts.length > 0 ? shownImage(live)?.index : 0));
  // What is chosen of speed and loop is part of it.
  const { pending, playing } = useSyncExternalStore(fourD.subscribe, () => fourD.state(cell.id));
  const [family] = fourD.families(cell.id);
  const isDrawn = useLiveViewport(handle, (live) => live.status === 'rendered');
  const place = useLiveViewport(
    handle,
    ({ plane, image }) => `${plane?.view.name} ${plane?.index ?? image?.index}`,
  );
  const hasCine = useLiveViewport(handle, (live) => live.cine?.playing === true) || displaySet.isMultiFrame;

  // The same place of the others is asked for when this one is here, before the reader goes there.
  useEffect(
    () => (family && isDrawn ? fourD.prepare(cell.id, family) : undefined),
    [fourD, cell.id, family, isDrawn, place, part],
  );
  useEffect(() => () => void fourD.setPlaying(cell.id, false), [fourD, cell.id, cell.assignment]);

  if (!family) return null;
  const at = pending ?? family.at;
  const names = familyNames[family.kind];
  const cine = fourD.cine(cell.id, family);
  const change = (to: CineChange) => void fourD.setCine(cell.id, to);
  const missing = missingText(family);
  return (
    <div
      className={styles['bar']}
      role="group"
      aria-label={names.title}
      data-testid="four-d"
      data-kind={family.kind}
      data-member={family.at}
      data-count={family.members.length}
      data-playing={playing}
      data-raised={hasCine || undefined}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <IconButton
        label={playing ? `Stop going through ${names.many}` : `Play through ${names.many}`}
        shortcut="Alt+C"
        size={24}
        icon={playing ? <Pause size={14} strokeWidth={1.75} /> : <Play size={14} strokeWidth={1.75} />}
        onClick={() => fourD.setPlaying(cell.id, !playing)}
      />
      <div className={styles['slider']}>
        <Slider
          label={`${names.title} ( < and > )`}
          hideLabel
          min={1}
          max={family.members.length}
          step={1}
          value={at + 1}
          valueText={memberText(family, at)}
          onChange={(value) => {
            fourD.setPlaying(cell.id, false);
            void fourD.goTo(cell.id, family, value - 1);
          }}
        />
      </div>
      {missing !== undefined && <span className={styles['missing']}>{missing}</span>}
      <span className={styles['speed']}>
        <CineSpeed cine={cine} fastest={fastestFamily} onChange={change} />
      </span>
      {playing && (
        <span className={styles['rate']} title={`Speed: ${cine.source}`}>
          {Number(cine.framesPerSecond.toFixed(1))} a second, {cine.source}
        </span>
      )}
      <CineTrueSpeed cine={cine} onChange={change} />
      <CineLoop cine={cine} onChange={change} />
    </div>
  );
}
