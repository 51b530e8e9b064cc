import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter';
import { pointerOutsideOfPreview } from '@atlaskit/pragmatic-drag-and-drop/element/pointer-outside-of-preview';
import { setCustomNativeDragPreview } from '@atlaskit/pragmatic-drag-and-drop/element/set-custom-native-drag-preview';
import { useEffect, useRef, useState, type KeyboardEvent, type MouseEvent, type PointerEvent } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import { partsText } from '../../core/displaySet/parts.ts';
import { toDragRecord } from '../../state/dragData.ts';
import { describeCount } from '../../state/hangingCommands.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { Text } from '../../ui/Text.tsx';
import { KindGlyph } from './KindGlyph.tsx';
import styles from './StudyBrowser.module.css';
import { useThumbnail } from './useThumbnail.ts';

export interface DisplaySetRowProps {
  readonly displaySet: DisplaySet;
  readonly warnings: readonly string[];
  /** Numbers of the viewports that show it. */
  readonly shownIn: readonly number[];
  readonly selected: boolean;
  readonly focusable: boolean;
  readonly carried: boolean;
  readonly change: 'new' | 'changed' | undefined;
  readonly position: { readonly index: number; readonly count: number };
  readonly onOpen: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  readonly onFocus: () => void;
  readonly onTap: () => void;
  readonly onContextMenu: (event: MouseEvent) => void;
}

/** One display set in the study browser: drag it, double-click it, or press Enter to show it. */
export function DisplaySetRow({
  displaySet,
  warnings,
  shownIn,
  selected,
  focusable,
  carried,
  change,
  position,
  onOpen,
  onKeyDown,
  onFocus,
  onTap,
  onContextMenu,
}: DisplaySetRowProps) {
  const viewer = useViewer();
  const element = useRef<HTMLDivElement>(null);
  const picture = useThumbnail(displaySet);
  const [dragging, setDragging] = useState(false);
  const { displaySetInstanceUID, label, SeriesNumber, Modality, splitLabel } = displaySet;
  const count = partsText(displaySet) || describeCount(displaySet);
  // The split has a line of its own; the title says the rest.
  const title =
    splitLabel !== undefined && label.endsWith(`, ${splitLabel}`)
      ? label.slice(0, -splitLabel.length - 2)
      : label;
  const hasSplitLine = splitLabel !== undefined && splitLabel !== title;
  const { url } = picture;

  useEffect(() => {
    if (!element.current) return undefined;
    let giveUp: (() => void) | undefined;
    return draggable({
      element: element.current,
      getInitialData: () => toDragRecord({ type: 'displaySet', displaySetInstanceUID }),
      onGenerateDragPreview({ nativeSetDragImage }) {
        setCustomNativeDragPreview({
          nativeSetDragImage,
          getOffset: pointerOutsideOfPreview({ x: '12px', y: '8px' }),
          render({ container }) {
            const card = document.createElement('div');
            card.className = styles['dragCard'] ?? '';
            card.textContent = `${label}, ${count}`;
            container.append(card);
          },
        });
      },
      onDragStart() {
        setDragging(true);
        giveUp = viewer.expectDisplaySet(displaySetInstanceUID);
      },
      onDrop({ location }) {
        setDragging(false);
        // Where it was dropped it is waited for.
        if (location.current.dropTargets.length === 0) giveUp?.();
      },
    });
  }, [viewer, displaySetInstanceUID, label, count]);

  // A double tap is a double click; a single tap on a touch screen picks up.
  const touch = useRef(false);
  const onPointerDown = (event: PointerEvent) => {
    touch.current = event.pointerType === 'touch' || event.pointerType === 'pen';
  };

  const name = [
    SeriesNumber === undefined ? undefined : `Series ${SeriesNumber}`,
    label,
    Modality,
    count,
    ...warnings.map((text) => `Warning: ${text}`),
    shownIn.length > 0 ? `shown in viewport ${shownIn.join(', ')}` : undefined,
  ]
    .filter(Boolean)
    .join(', ');

  return (
    <div
      ref={element}
      role="option"
      tabIndex={focusable ? 0 : -1}
      aria-selected={selected}
      aria-label={name}
      aria-posinset={position.index + 1}
      aria-setsize={position.count}
      className={styles['row']}
      data-display-set-uid={displaySetInstanceUID}
      data-handler-id={displaySet.SOPClassHandlerId}
      data-series-uid={displaySet.SeriesInstanceUID}
      data-modality={Modality}
      data-num-frames={displaySet.numImageFrames}
      data-thumbnail={picture.status}
      data-dragging={dragging || undefined}
      data-carried={carried || undefined}
      data-change={change}
      data-shown={shownIn.length > 0 || undefined}
      onDoubleClick={onOpen}
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onPointerDown={onPointerDown}
      onClick={() => touch.current && onTap()}
      onContextMenu={onContextMenu}
    >
      <div className={styles['picture']} title={picture.problem}>
        {url === undefined ? (
          <KindGlyph displaySet={displaySet} pending={picture.status === 'pending'} />
        ) : (
          <img src={url} alt="" draggable={false} />
        )}
        {shownIn.length > 0 && <span className={styles['shownIn']}>{shownIn.join(' ')}</span>}
      </div>
      <div className={styles['words']}>
        <div className={styles['title']}>
          {SeriesNumber !== undefined && <span className={styles['number']}>{SeriesNumber}</span>}
          <Text className={styles['label']}>{title}</Text>
        </div>
        <div className={styles['facts']}>
          <span className={styles['modality']}>{Modality || 'n/a'}</span>
          <span>{count}</span>
        </div>
        {hasSplitLine && (
          <div className={styles['facts']}>
            <Text>{splitLabel}</Text>
          </div>
        )}
        {displaySet.unsupported && <div className={styles['unsupported']}>Cannot be displayed</div>}
      </div>
      {change !== undefined && <span className={styles['changeMark']}>{change}</span>}
    </div>
  );
}
