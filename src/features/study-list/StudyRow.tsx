import { EllipsisVertical } from 'lucide-react';
import { lazy, memo, Suspense } from 'react';
import type { StudySummary } from '../../core/dataSource.ts';
import { formatDate, formatPersonName, formatTime } from '../../core/dicom/format.ts';
import { cx } from '../../ui/cx.ts';
import { Tag } from '../../ui/Tag.tsx';
import { Text } from '../../ui/Text.tsx';
import { cleanText } from '../../ui/cleanText.ts';
import styles from './StudyList.module.css';
import type { ModeChoice, OpenStudyRequest } from './types.ts';

// Comes with the first menu that is opened: the list itself must be small.
const OpenInMenu = lazy(async () => ({ default: (await import('./OpenInMenu.tsx')).OpenInMenu }));

export interface StudyRowProps {
  study: StudySummary;
  /** From 1 over the whole table, headers included. */
  rowIndex: number;
  isSelected: boolean;
  menuOpen: boolean;
  onMenu: (StudyInstanceUID: string, open: boolean) => void;
  modes: readonly ModeChoice[];
  defaultModeId: string | undefined;
  openStudy: (request: OpenStudyRequest) => void;
  /** Where it lies among the rows, pixels. */
  top: number;
}

/**
 * One study. The row has the focus; what its keys and clicks do is the table's business. Drawn again only
 * where something of it has changed: the list is drawn often, and its rows are most of it.
 */
export const StudyRow = memo(function StudyRow({
  study,
  rowIndex,
  isSelected,
  menuOpen,
  onMenu,
  modes,
  defaultModeId,
  openStudy,
  top,
}: StudyRowProps) {
  const name = formatPersonName(study.PatientName);
  const menuLabel = `Open ${cleanText(name || 'this study', 60)} in`;
  const menuButton = (
    <button
      type="button"
      tabIndex={isSelected ? 0 : -1}
      className={styles['rowMenu']}
      aria-label={menuLabel}
      aria-haspopup="menu"
      aria-expanded={menuOpen}
      onClick={() => onMenu(study.StudyInstanceUID, true)}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      <EllipsisVertical size={16} strokeWidth={1.5} aria-hidden="true" />
    </button>
  );
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      aria-selected={isSelected}
      tabIndex={isSelected ? 0 : -1}
      data-study-uid={study.StudyInstanceUID}
      className={cx(styles['row'], styles['study'], isSelected && styles['selected'])}
      style={{ transform: `translateY(${top}px)` }}
    >
      <div role="gridcell" className={cx(styles['cell'], styles['patient'])}>
        {name === '' ? <span className={styles['absent']}>No name</span> : <Text>{name}</Text>}
      </div>
      <div role="gridcell" className={styles['cell']}>
        <Text>{study.PatientID}</Text>
      </div>
      <div role="gridcell" className={styles['cell']}>
        <Text>{formatDate(study.PatientBirthDate, navigator.language)}</Text>
      </div>
      <div role="gridcell" className={cx(styles['cell'], styles['date'])}>
        <Text>{formatDate(study.StudyDate, navigator.language)}</Text>
        <Text className={styles['time']}>{formatTime(study.StudyTime).slice(0, 5)}</Text>
      </div>
      <div role="gridcell" className={cx(styles['cell'], styles['modalities'])}>
        <Modalities modalities={study.ModalitiesInStudy} />
      </div>
      <div role="gridcell" className={styles['cell']}>
        <Text>{study.StudyDescription}</Text>
      </div>
      <div role="gridcell" className={styles['cell']}>
        <Text>{study.AccessionNumber}</Text>
      </div>
      <div role="gridcell" className={cx(styles['cell'], styles['figure'])}>
        {study.NumberOfStudyRelatedSeries?.toLocaleString()}
      </div>
      <div role="gridcell" className={cx(styles['cell'], styles['figure'])}>
        {study.NumberOfStudyRelatedInstances?.toLocaleString()}
      </div>
      <div role="gridcell" className={styles['menuCell']}>
        {menuOpen ? (
          <Suspense fallback={menuButton}>
            <OpenInMenu
              study={study}
              modes={modes}
              defaultModeId={defaultModeId}
              label={menuLabel}
              trigger={menuButton}
              onClose={() => onMenu(study.StudyInstanceUID, false)}
              openStudy={openStudy}
            />
          </Suspense>
        ) : (
          menuButton
        )}
      </div>
    </div>
  );
});

/** The first few; the rest as a number, with all of them on hover. */
function Modalities({ modalities }: { modalities: readonly string[] }) {
  const shown = modalities.slice(0, modalities.join('').length > 6 || modalities.length > 3 ? 2 : 3);
  const rest = modalities.length - shown.length;
  return (
    <span className={styles['tags']} title={cleanText(modalities.join(', '), 200)}>
      {shown.map((modality) => (
        <Tag key={modality}>{cleanText(modality, 12)}</Tag>
      ))}
      {rest > 0 ? <span className={styles['absent']}>+{rest}</span> : null}
    </span>
  );
}
