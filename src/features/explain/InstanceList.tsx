import { Search } from 'lucide-react';
import { useEffect, useMemo, useRef, useState, type KeyboardEvent } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { OrganizedSeries } from '../../core/displaySet/organized.ts';
import { handlerName } from '../../core/extension/handlerName.ts';
import { useLiveViewport, useViewer, useViewerState, useViewportHandle } from '../../state/ViewerContext.tsx';
import { Checkbox } from '../../ui/Checkbox.tsx';
import { Bdi } from '../../ui/Text.tsx';
import { TextField } from '../../ui/TextField.tsx';
import { useFixedRows } from '../../ui/useFixedRows.ts';
import { copyText } from './CopyButton.tsx';
import styles from './ExplainPanel.module.css';
import { instanceLines, matchingLines, type InstanceLine } from './instanceLines.ts';
import { jumpToInstance } from './jump.ts';

const ROW_HEIGHT = 40;

/** Every instance of the series: its number, UID and place, and which handler took it or why none did. */
export function InstanceList({
  displaySet,
  organized,
}: {
  readonly displaySet: DisplaySet;
  readonly organized: OrganizedSeries;
}) {
  const viewer = useViewer();
  const [text, setText] = useState('');
  const [onlyOwn, setOnlyOwn] = useState(false);
  const [current, setCurrent] = useState(0);
  const lines = useMemo(() => ownFirst(instanceLines(organized), displaySet), [organized, displaySet]);
  const shown = useMemo(
    () => matchingLines(onlyOwn ? lines.filter((line) => isOwn(line, displaySet)) : lines, text),
    [lines, text, onlyOwn, displaySet],
  );
  const stop = Math.min(current, shown.length - 1);
  const { attach, indices, totalHeight, rowsInView, scrollTo } = useFixedRows({
    count: shown.length,
    rowHeight: ROW_HEIGHT,
    keep: stop,
  });
  const onScreen = useShownInstance();
  const list = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    list.current?.querySelector<HTMLElement>(`[data-line="${stop}"]`)?.focus({ preventScroll: true });
  });

  const moveTo = (index: number) => {
    const to = Math.min(shown.length - 1, Math.max(0, index));
    wantsFocus.current = true;
    setCurrent(to);
    scrollTo(to);
  };
  const onKeyDown = (event: KeyboardEvent, index: number, line: InstanceLine) => {
    if (event.altKey || event.metaKey) return;
    const { key, ctrlKey } = event;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: index + 1,
      ArrowUp: index - 1,
      PageDown: index + rowsInView,
      PageUp: index - rowsInView,
      Home: 0,
      End: shown.length - 1,
    };
    const move = moves[key];
    if (ctrlKey && key === 'c') copyText(viewer, line.instance.SOPInstanceUID, 'The SOPInstanceUID');
    else if (ctrlKey) return;
    else if (key === 'Enter' || key === ' ') jumpToInstance(viewer, line);
    else if (move !== undefined) moveTo(move);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles['instances']}>
      <div className={styles['instanceFilter']}>
        <TextField
          label="Filter instances"
          hideLabel
          name="instance-filter"
          type="search"
          placeholder="Number, UID, handler, reason"
          icon={<Search size={14} strokeWidth={1.5} />}
          value={text}
          onChange={setText}
          {...(text === '' ? {} : { onEscape: () => setText('') })}
        />
        {lines.length > displaySet.instances.length && (
          <Checkbox name="only-this" checked={onlyOwn} onChange={setOnlyOwn}>
            Only this display set
          </Checkbox>
        )}
        <p role="status" className={styles['faint']}>
          {shown.length.toLocaleString()} of {lines.length.toLocaleString()} instances. Enter shows one,
          Ctrl+C copies its UID.
        </p>
      </div>
      <div ref={attach} className={styles['instanceScroller']}>
        <div
          ref={list}
          role="listbox"
          aria-label="Instances"
          className={styles['instanceList']}
          style={{ height: totalHeight }}
        >
          {indices.map((index) => {
            const line = shown[index];
            if (!line) return null;
            return (
              <InstanceRow
                key={line.instance.SOPInstanceUID}
                line={line}
                index={index}
                count={shown.length}
                own={isOwn(line, displaySet)}
                focusable={index === stop}
                onScreen={line.instance.SOPInstanceUID === onScreen}
                onGo={() => {
                  setCurrent(index);
                  jumpToInstance(viewer, line);
                }}
                onKeyDown={(event) => onKeyDown(event, index, line)}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

const isOwn = (line: InstanceLine, { displaySetInstanceUID }: DisplaySet): boolean =>
  line.displaySet.displaySetInstanceUID === displaySetInstanceUID;

const ownFirst = (lines: readonly InstanceLine[], displaySet: DisplaySet): readonly InstanceLine[] => [
  ...lines.filter((line) => isOwn(line, displaySet)),
  ...lines.filter((line) => !isOwn(line, displaySet)),
];

/** The instance whose pixels are in the active viewport. */
function useShownInstance(): string | undefined {
  const handle = useViewportHandle(useViewerState((state) => state.hanging.activeViewportId));
  return useLiveViewport(handle, (live) => live.image?.SOPInstanceUID);
}

function InstanceRow({
  line: { instance, displaySet, place, reason },
  index,
  count,
  own,
  focusable,
  onScreen,
  onGo,
  onKeyDown,
}: {
  readonly line: InstanceLine;
  readonly index: number;
  readonly count: number;
  readonly own: boolean;
  readonly focusable: boolean;
  readonly onScreen: boolean;
  readonly onGo: () => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}) {
  const { InstanceNumber, SOPInstanceUID } = instance;
  const taker = reason ?? handlerName(displaySet.SOPClassHandlerId).name;
  return (
    <div
      role="option"
      tabIndex={focusable ? 0 : -1}
      aria-selected={onScreen}
      aria-posinset={index + 1}
      aria-setsize={count}
      className={styles['instance']}
      data-line={index}
      data-instance={SOPInstanceUID}
      data-unclaimed={reason !== undefined || undefined}
      data-own={own || undefined}
      style={{ transform: `translateY(${index * ROW_HEIGHT}px)` }}
      onClick={onGo}
      onKeyDown={onKeyDown}
    >
      <span className={styles['instanceNumber']}>{InstanceNumber ?? 'no number'}</span>
      <span className={styles['instancePlace']}>{place ?? ''}</span>
      <span className={styles['instanceTaker']} title={`${taker}: ${displaySet.label}`}>
        <Bdi>{reason ?? (own ? taker : `${taker}: ${displaySet.splitLabel ?? displaySet.label}`)}</Bdi>
      </span>
      <span className={styles['instanceUid']} title={SOPInstanceUID}>
        {SOPInstanceUID}
      </span>
    </div>
  );
}
