import { ChevronDown, ChevronRight, Columns2, Plus, TriangleAlert } from 'lucide-react';
import { useId, useMemo, useRef } from 'react';
import { formatDate } from '../../core/dicom/format.ts';
import type { OtherStudy } from '../../core/priors/priors.ts';
import { otherStudiesOf } from '../../state/priors.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { ProgressLine } from '../../ui/ProgressLine.tsx';
import { Text } from '../../ui/Text.tsx';
import styles from './OtherStudies.module.css';

const icon = { size: 16, strokeWidth: 1.5 };

/** The same patient's other studies: asked for only when the reader wants them. */
export function OtherStudies() {
  const viewer = useViewer();
  const list = useId();
  const toggle = useRef<HTMLButtonElement>(null);
  // A row goes when its study is opened, and would take the focus with it.
  const keepFocus = () => toggle.current?.focus();
  const open = useViewerState((state) => state.priorsOpen);
  const { status, problem, hasMore } = useViewerState((state) => state.priors);
  const studies = useOtherStudies();
  const Chevron = open ? ChevronDown : ChevronRight;
  return (
    <section
      className={styles['others']}
      data-testid="other-studies"
      aria-label="Other studies of this patient"
    >
      <button
        ref={toggle}
        type="button"
        className={styles['toggle']}
        aria-expanded={open}
        aria-controls={list}
        aria-keyshortcuts="Shift+Y"
        onClick={viewer.togglePriors}
      >
        <Chevron size={14} strokeWidth={1.5} aria-hidden="true" />
        Other studies of this patient
        {status === 'here' && <span className={styles['count']}>{studies.length.toLocaleString()}</span>}
      </button>
      {open && (
        <div id={list} className={styles['list']} aria-busy={status === 'asking'}>
          {status === 'asking' && (
            <div className={styles['said']} role="status">
              <p>
                Asking the archive
                {studies.length > 0 ? `: ${studies.length.toLocaleString()} so far` : '…'}
              </p>
              <Button
                onClick={() => {
                  keepFocus();
                  viewer.cancelPriors();
                }}
              >
                Cancel
              </Button>
              <ProgressLine label="Asking the archive for other studies" />
            </div>
          )}
          {status === 'stopped' && (
            <div className={styles['said']}>
              <p>Stopped before the archive had named them all.</p>
              <Button onClick={viewer.findPriors}>Search again</Button>
            </div>
          )}
          {status === 'failed' && (
            <div className={styles['said']} role="alert">
              <p>{problem}</p>
              <Button onClick={viewer.findPriors}>Try again</Button>
            </div>
          )}
          {status === 'here' && studies.length === 0 && (
            <p className={styles['said']}>The archive has no other study under this patient ID.</p>
          )}
          {studies.map((study) => (
            <OtherStudyRow key={study.summary.StudyInstanceUID} study={study} onOpen={keepFocus} />
          ))}
          {hasMore && <p className={styles['said']}>There are more: the study list finds them all.</p>}
        </div>
      )}
    </section>
  );
}

function OtherStudyRow({
  study: { summary, interval, doubt },
  onOpen,
}: {
  readonly study: OtherStudy;
  /** Before it is opened, and leaves the list. */
  readonly onOpen: () => void;
}) {
  const viewer = useViewer();
  const { StudyInstanceUID, StudyDate, StudyDescription, ModalitiesInStudy } = summary;
  const date = formatDate(StudyDate, navigator.language) || 'No date';
  return (
    <div className={styles['study']} data-other-study={StudyInstanceUID}>
      <div className={styles['words']}>
        <span>
          <strong>{date}</strong> <span className={styles['quiet']}>{interval}</span>
        </span>
        <span className={styles['what']}>
          <b>{ModalitiesInStudy.join(' ')}</b>
          <Text>{StudyDescription ?? 'No description'}</Text>
        </span>
        {doubt !== undefined && (
          <span className={styles['doubt']}>
            <TriangleAlert size={12} strokeWidth={2} aria-label="Warning" />
            <Text>{doubt}</Text>
          </span>
        )}
      </div>
      <IconButton
        label={`Compare with the study of ${date} side by side`}
        size={28}
        icon={<Columns2 {...icon} />}
        onClick={() => {
          onOpen();
          viewer.comparePrior(StudyInstanceUID);
        }}
      />
      <IconButton
        label={`Open the study of ${date} too`}
        size={28}
        icon={<Plus {...icon} />}
        onClick={() => {
          onOpen();
          viewer.openPrior(StudyInstanceUID);
        }}
      />
    </div>
  );
}

function useOtherStudies(): readonly OtherStudy[] {
  const { store } = useViewer();
  const priors = useViewerState((state) => state.priors);
  const studyOrder = useViewerState((state) => state.studyOrder);
  const studies = useViewerState((state) => state.studies);
  // What the list is made of; the rest of the state does not change it.
  return useMemo(
    () => (priors && studyOrder && studies ? otherStudiesOf(store.getState()) : []),
    [store, priors, studyOrder, studies],
  );
}
