import { X } from 'lucide-react';
import { formatDate } from '../../core/dicom/format.ts';
import { intervalBetween } from '../../core/priors/priors.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Bdi } from '../../ui/Text.tsx';
import styles from './StudyBrowser.module.css';

/** One of several open studies: when it was, how long before or after the first, and the way to close it. */
export function StudyHeading({
  StudyInstanceUID,
  count,
}: {
  readonly StudyInstanceUID: string;
  readonly count: number;
}) {
  const viewer = useViewer();
  const first = useViewerState((state) => state.studyOrder[0]);
  const summary = useViewerState((state) => state.studies[StudyInstanceUID]?.summary);
  const firstDate = useViewerState((state) => state.studies[first ?? '']?.summary?.StudyDate);
  const isFirst = first === StudyInstanceUID;
  const interval = isFirst ? '' : intervalBetween(firstDate, summary?.StudyDate);
  const name = summary?.StudyDescription ?? 'Study';
  const date = formatDate(summary?.StudyDate, navigator.language);
  return (
    <div className={styles['studyLine']} data-study-heading={StudyInstanceUID}>
      <h3 className={styles['study']}>
        {date} <Bdi>{name}</Bdi> {interval && <em>{interval}</em>}
        <span>{count.toLocaleString()}</span>
      </h3>
      {!isFirst && (
        <IconButton
          label={`Close the study of ${date || 'unknown date'}`}
          size={24}
          icon={<X size={14} strokeWidth={1.5} />}
          onClick={() => viewer.removeStudy(StudyInstanceUID)}
        />
      )}
    </div>
  );
}
