import { useCallback, useEffect, useRef, useState } from 'react';
import type { KeyboardEvent, MouseEvent, ReactNode, Ref, SyntheticEvent } from 'react';
import type { StudySummary } from '../../core/dataSource.ts';
import { cx } from '../../ui/cx.ts';
import { useFixedRows } from '../../ui/useFixedRows.ts';
import { HeaderRows } from './HeaderRows.tsx';
import type { HeaderRowsProps } from './HeaderRows.tsx';
import { defaultModeFor } from './openIn.ts';
import styles from './StudyList.module.css';
import { StudyRow } from './StudyRow.tsx';
import type { ModeChoice, OpenStudyRequest } from './types.ts';

export interface StudyTableProps extends Omit<HeaderRowsProps, 'onLeave'> {
  studies: readonly StudySummary[];
  /** Index of the first of `studies` in the whole result. */
  firstIndex: number;
  /** How many match in all, where known. */
  total: number | undefined;
  busy: boolean;
  /** The rows are of an earlier search. */
  stale: boolean;
  /** The reader moves the pointer, the focus or the view among the rows. */
  onEnter: () => void;
  /** The pointer and the focus are elsewhere. */
  onLeaveRows: () => void;
  selected: StudySummary | undefined;
  onSelect: (StudyInstanceUID: string) => void;
  modes: readonly ModeChoice[];
  defaultModeId: string | undefined;
  openStudy: (request: OpenStudyRequest) => void;
  /** A study is being looked at: it may be opened next. */
  onInterest: () => void;
  patientNameRef: Ref<HTMLInputElement>;
  /** In place of rows: loading, nothing found, a failure. */
  children?: ReactNode;
}

const rowHeight = 32;
const headHeight = 64;
const headRows = 2;

/** The table of studies: one stop of the Tab key for its rows, among which the arrow keys move. */
export function StudyTable({
  studies,
  firstIndex,
  total,
  busy,
  stale,
  onEnter,
  onLeaveRows,
  selected,
  onSelect,
  modes,
  defaultModeId,
  openStudy,
  onInterest,
  children,
  ...head
}: StudyTableProps) {
  const wantsFocus = useRef(false);
  const [menuUid, setMenuUid] = useState<string>();
  const selectedIndex = selected === undefined ? -1 : studies.indexOf(selected);

  const { attach, scroller, indices, totalHeight, rowsInView, scrollTo } = useFixedRows({
    count: studies.length,
    rowHeight,
    headHeight,
    keep: selectedIndex,
  });

  const moveTo = (index: number) => {
    const study = studies[Math.min(studies.length - 1, Math.max(0, index))];
    if (!study) return;
    wantsFocus.current = true;
    onSelect(study.StudyInstanceUID);
    scrollTo(studies.indexOf(study));
    // Already selected: no effect follows.
    if (study === selected) focusSelected();
  };
  const focusSelected = () => {
    if (!wantsFocus.current) return;
    const row = scroller()?.querySelector<HTMLElement>('[data-study-uid][aria-selected="true"]');
    if (!row) return;
    wantsFocus.current = false;
    row.focus({ preventScroll: true });
  };
  // After every drawing: the row that was moved to may have come only with this one.
  useEffect(focusSelected);

  // Another page, order or search begins at its top.
  const page = `${firstIndex} ${head.state.sort.keyword} ${head.state.sort.descending}`;
  const shownPage = useRef(page);
  useEffect(() => {
    if (shownPage.current === page) return;
    shownPage.current = page;
    scroller()?.scrollTo({ top: 0 });
  });

  const open = (study: StudySummary, newTab: boolean) => {
    const mode = defaultModeFor(study, modes, defaultModeId);
    if (!mode) return;
    const request = { StudyInstanceUIDs: [study.StudyInstanceUID], modeId: mode.id };
    openStudy(newTab ? { ...request, newTab } : request);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.target instanceof HTMLElement) || event.target.getAttribute('role') !== 'row') return;
    const pageRows = Math.max(1, rowsInView - 1);
    const keys: Readonly<Record<string, () => void>> = {
      ArrowDown: () => moveTo(selectedIndex + 1),
      ArrowUp: () => moveTo(selectedIndex - 1),
      PageDown: () => moveTo(selectedIndex + pageRows),
      PageUp: () => moveTo(selectedIndex - pageRows),
      Home: () => moveTo(0),
      End: () => moveTo(studies.length - 1),
      Enter: () => selected && open(selected, event.ctrlKey || event.metaKey),
      ContextMenu: () => setMenuUid(selected?.StudyInstanceUID),
    };
    const act = event.key === 'F10' && event.shiftKey ? keys['ContextMenu'] : keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };

  const onMenu = useCallback((StudyInstanceUID: string, isOpen: boolean) => {
    // Closed, the menu gives the focus back to its row.
    wantsFocus.current = !isOpen;
    setMenuUid(isOpen ? StudyInstanceUID : undefined);
  }, []);

  const studyAt = (event: SyntheticEvent) => {
    if (!(event.target instanceof Element)) return undefined;
    const uid = event.target.closest('[data-study-uid]')?.getAttribute('data-study-uid');
    return studies.find(({ StudyInstanceUID }) => StudyInstanceUID === uid);
  };
  const onRow = (act: (study: StudySummary, event: MouseEvent) => void) => (event: MouseEvent) => {
    const study = studyAt(event);
    if (study) act(study, event);
  };

  return (
    <div className={styles['tableRoom']}>
      <div
        ref={attach}
        role="grid"
        aria-label="Studies"
        tabIndex={-1}
        aria-busy={busy}
        aria-rowcount={total === undefined ? -1 : total + headRows}
        aria-colcount={10}
        data-testid="study-list"
        className={styles['table']}
        onKeyDown={onKeyDown}
        onMouseOver={onRow(onInterest)}
        onFocus={(event) => studyAt(event) && onInterest()}
        onMouseDown={onRow((study, event) => {
          if (event.button === 0) onSelect(study.StudyInstanceUID);
          // The middle button opens a tab; it must not start to scroll.
          if (event.button === 1) event.preventDefault();
        })}
        onClick={onRow((study, event) => (event.ctrlKey || event.metaKey) && open(study, true))}
        onDoubleClick={onRow((study) => open(study, false))}
        onAuxClick={onRow((study, event) => event.button === 1 && open(study, true))}
        onContextMenu={onRow((study, event) => {
          event.preventDefault();
          onSelect(study.StudyInstanceUID);
          setMenuUid(study.StudyInstanceUID);
        })}
      >
        <HeaderRows {...head} onLeave={() => moveTo(Math.max(0, selectedIndex))} />
        <div
          role="rowgroup"
          className={cx(styles['body'], stale && styles['stale'])}
          onPointerMove={onEnter}
          onPointerLeave={({ currentTarget }) =>
            currentTarget.contains(document.activeElement) || onLeaveRows()
          }
          onFocus={onEnter}
          onWheel={onEnter}
          onBlur={({ currentTarget, relatedTarget }) =>
            currentTarget.contains(relatedTarget) || currentTarget.matches(':hover') || onLeaveRows()
          }
          style={{ height: totalHeight }}
        >
          {indices.map((index) => {
            const study = studies[index];
            if (!study) return null;
            const { StudyInstanceUID } = study;
            return (
              <StudyRow
                key={StudyInstanceUID}
                study={study}
                rowIndex={firstIndex + index + headRows + 1}
                isSelected={index === selectedIndex}
                menuOpen={menuUid === StudyInstanceUID}
                onMenu={onMenu}
                modes={modes}
                defaultModeId={defaultModeId}
                openStudy={openStudy}
                top={index * rowHeight}
              />
            );
          })}
        </div>
      </div>
      <div className={styles['inPlace']}>{children}</div>
    </div>
  );
}
