import { Layers, Link2, Link2Off, RotateCw, SunMedium, ZoomIn, type LucideIcon } from 'lucide-react';
import { groupOf, linkables, type Linkable } from '../../../core/linking/linking.ts';
import { numberOf, visibleCells } from '../../../state/hanging.ts';
import { useViewer, useViewerState } from '../../../state/ViewerContext.tsx';
import { tooltip } from '../../../ui/tooltips.ts';
import type { LayerProps } from '../layerProps.ts';
import styles from './linking.module.css';
import { linkSentence, shortWord } from './linkWords.ts';

const icons: Readonly<Record<Linkable, LucideIcon>> = {
  scroll: Layers,
  window: SunMedium,
  zoomPan: ZoomIn,
  rotation: RotateCw,
};

/** Whether this viewport is linked, in what and by what; pressed, it leaves or joins the others. */
export function LinkMark({ cell }: LayerProps) {
  const viewer = useViewer();
  const group = useViewerState((state) => groupOf(state.linking, cell.id));
  const status = useViewerState((state) => state.linkStatus[cell.id]);
  const hanging = useViewerState((state) => state.hanging);
  const someLinked = useViewerState((state) => state.linking.groups.length > 0);
  if (!group && visibleCells(hanging).length < 2) return null;
  const number = numberOf(hanging, cell.id);
  const label = group
    ? linkSentence(status, group.what, (id) => numberOf(hanging, id))
    : `Viewport ${number} is not linked: link it`;
  const word = group ? shortWord(status, group.what) : '';
  return (
    <button
      type="button"
      {...tooltip({ label, side: 'right' })}
      className={styles['mark']}
      aria-label={label}
      aria-pressed={group !== undefined}
      data-testid="link-mark"
      data-linked={group !== undefined}
      data-outside={status?.isOutside ?? false}
      data-others={someLinked}
      data-by={word}
      onClick={() => viewer.toggleViewportLink(cell.id)}
    >
      {group ? <Link2 size={14} strokeWidth={1.5} /> : <Link2Off size={14} strokeWidth={1.5} />}
      {group && (
        <span className={styles['what']}>
          {linkables
            .filter((name) => group.what[name])
            .map((name) => {
              const Icon = icons[name];
              return <Icon key={name} size={12} strokeWidth={1.5} data-linked-in={name} />;
            })}
        </span>
      )}
      {word !== '' && <span className={styles['word']}>{word}</span>}
    </button>
  );
}
