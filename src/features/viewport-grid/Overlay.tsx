import { useMemo } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { intervalBetween } from '../../core/priors/priors.ts';
import { imageAt } from '../../core/displaySet/images.ts';
import { shownImage } from '../../core/shownImage.ts';
import type { ViewportHandle, ViewportState } from '../../core/viewport.ts';
import { anyInstance } from '../../state/selectors.ts';
import { namesNeeded } from '../../state/severalPatients.ts';
import { useLiveViewport, useViewerState } from '../../state/ViewerContext.tsx';
import { Bdi } from '../../ui/Text.tsx';
import { corners, cornersFor, overlayGroupOf, type Corner } from './overlay/overlayCorners.ts';
import { imageOfFrame, type OverlayLine } from './overlay/overlayItems.ts';
import { identityLines, linesOf, readLines, writeLines } from './overlay/overlayLines.ts';
import { WarningCorner } from './WarningCorner.tsx';
import styles from './ViewportGrid.module.css';

/** The words in the corners. They speak of the image whose pixels are on the canvas, and of no other. */
export function Overlay({
  handle,
  displaySet,
  isEarly = false,
}: {
  readonly handle: ViewportHandle | undefined;
  readonly displaySet: DisplaySet;
  /** The image is shown before its series has come: which one it is among how many is not known. */
  readonly isEarly?: boolean;
}) {
  const visible = useViewerState((state) => state.overlayVisible);
  const named = useViewerState(namesNeeded);
  const chosen = useViewerState((state) => state.preferences.overlay);
  const said = useMemo(
    () => cornersFor(overlayGroupOf(displaySet.Modality), chosen),
    [displaySet.Modality, chosen],
  );
  const shown = useMemo(() => corners.flatMap((corner) => said[corner]), [said]);
  const isShown = useLiveViewport(handle, (live) => shownIndex(live, displaySet) !== undefined);
  const side = { 'data-wall': useLiveViewport(handle, (live) => chestWallSide(live, displaySet)) };
  if (!isShown || (!visible && !named)) return null;
  if (!visible) {
    return (
      <div className={styles['overlay']} data-testid="viewport-overlay" {...side}>
        <Lines handle={handle} displaySet={displaySet} corner="topLeft" lines={identityLines} />
      </div>
    );
  }
  return (
    <div className={styles['overlay']} data-testid="viewport-overlay" {...side}>
      {corners.map((corner) => (
        <Lines
          key={corner}
          handle={handle}
          displaySet={displaySet}
          corner={corner}
          lines={(facts) =>
            linesOf(corner, said[corner], facts, named, shown).filter(({ id }) => !isEarly || id !== 'image')
          }
        />
      ))}
      <Letters handle={handle} />
    </div>
  );
}

/** The image that may be spoken of: it is on the canvas, or the plane on it lies nearest to it. */
function shownIndex(live: ViewportState, { displaySetInstanceUID }: DisplaySet): number | undefined {
  if (live.status !== 'rendered' || live.displaySetInstanceUID !== displaySetInstanceUID) return undefined;
  return shownImage(live)?.index;
}

/** The side of a mammogram where the breast lies: what is said of it goes to the other. */
function chestWallSide({ orientation }: ViewportState, { Modality }: DisplaySet) {
  if (Modality !== 'MG' || !orientation) return undefined;
  if (orientation.left.startsWith('P')) return 'left';
  return orientation.right.startsWith('P') ? 'right' : undefined;
}

/** One corner; drawn again only when its words change. */
function Lines({
  handle,
  displaySet,
  corner,
  lines,
}: {
  readonly handle: ViewportHandle | undefined;
  readonly displaySet: DisplaySet;
  readonly corner: Corner;
  readonly lines: (facts: Parameters<typeof linesOf>[2]) => readonly OverlayLine[];
}) {
  const written = useLiveViewport(handle, (live) => {
    const index = shownIndex(live, displaySet);
    const at = index === undefined ? undefined : imageAt(displaySet, index);
    if (!at || index === undefined) return '';
    const { frame } = at;
    const image = imageOfFrame(at.instance, frame);
    return writeLines(lines({ image, frame, index, displaySet, live, locale: navigator.language }));
  });
  const isPlane = useLiveViewport(handle, (live) => live.plane !== undefined);
  return (
    <div
      className={styles[corner]}
      data-testid={corner === 'bottomRight' && isPlane ? 'overlay-plane' : undefined}
    >
      {corner === 'topLeft' && <PriorMark displaySet={displaySet} />}
      {corner === 'bottomLeft' && <WarningCorner displaySet={displaySet} />}
      {corner === 'bottomLeft' && <Marks handle={handle} />}
      {readLines(written).map(({ id, text }) => (
        <span key={`${id} ${text}`} data-testid={testIds[id]} data-overlay-item={id}>
          <Bdi>{text}</Bdi>
        </span>
      ))}
    </div>
  );
}

const testIds: Readonly<Record<string, string>> = { window: 'overlay-view', image: 'overlay-image' };

/** Images of another study than the first one say how long before or after they were made. */
function PriorMark({ displaySet: { StudyInstanceUID, instances } }: { readonly displaySet: DisplaySet }) {
  const isOther = useViewerState((state) => state.studyOrder.indexOf(StudyInstanceUID) > 0);
  const first = useViewerState((state) => state.studyOrder[0] ?? '');
  const firstDate = useViewerState(
    (state) => state.studies[first]?.summary?.StudyDate ?? anyInstance(state, first)?.StudyDate,
  );
  if (!isOther) return null;
  const interval = intervalBetween(firstDate, instances[0]?.StudyDate);
  return (
    <span className={styles['priorMark']} data-testid="prior-mark">
      {interval ? `Other study: ${interval}` : 'Other study'}
    </span>
  );
}

/** What a reader must know about the picture: not a matter of choice. */
function Marks({ handle }: { readonly handle: ViewportHandle | undefined }) {
  const marks = useLiveViewport(handle, (live) => live.marks.join('\n'));
  return marks
    .split('\n')
    .filter(Boolean)
    .map((mark) => (
      <span key={mark} className={styles['mark']}>
        {mark}
      </span>
    ));
}

function Letters({ handle }: { readonly handle: ViewportHandle | undefined }) {
  const letters = useLiveViewport(handle, ({ orientation }) =>
    orientation ? [orientation.left, orientation.top, orientation.right, orientation.bottom].join(' ') : '',
  );
  if (!letters) return null;
  const [left, top, right, bottom] = letters.split(' ');
  return (
    <div data-testid="orientation-letters">
      <span className={styles['letterLeft']}>{left}</span>
      <span className={styles['letterTop']}>{top}</span>
      <span className={styles['letterRight']}>{right}</span>
      <span className={styles['letterBottom']}>{bottom}</span>
    </div>
  );
}
