import { ArrowLeft, CircleHelp, Redo2, Undo2 } from 'lucide-react';
import { formatAge, formatDate, formatPersonName } from '../core/dicom/format.ts';
import { HangingMenu } from '../features/hanging-rules/HangingMenu.tsx';
import { LayoutPicker } from '../features/viewport-grid/LayoutPicker.tsx';
import { ModePicker } from '../features/mode-picker/ModePicker.tsx';
import { anyInstance } from '../state/selectors.ts';
import type { ModeOrder } from '../state/modeCatalog.ts';
import { severalPatients } from '../state/severalPatients.ts';
import { useViewer, useViewerState, useViewerValue } from '../state/ViewerContext.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Bdi, Text } from '../ui/Text.tsx';
import { ImageMemoryMenu } from './ImageMemoryMenu.tsx';
import { ScreenLink } from './ScreenLink.tsx';
import styles from './StudyPage.module.css';

const icon = { size: 16, strokeWidth: 1.5 };

/** Who is being looked at, what it is, and the mode: never scrolls away. */
export function StudyHeader({
  onMode,
  onHelp,
  onBack,
  linkTo,
}: {
  readonly onMode: (modeId: string, order?: ModeOrder) => void;
  readonly onHelp: () => void;
  readonly onBack: () => void;
  readonly linkTo: (modeId: string, order: readonly string[]) => string;
}) {
  const viewer = useViewer();
  const uid = useViewerState((state) => state.studyOrder[0] ?? '');
  const summary = useViewerState((state) => state.studies[uid]?.summary);
  const instance = useViewerState((state) => anyInstance(state, uid));
  const canUndo = useViewerState((state) => state.past.length > 0);
  const canRedo = useViewerState((state) => state.future.length > 0);
  const others = useViewerValue(severalPatients);
  const known = summary ?? instance;
  const name = formatPersonName(known?.PatientName);
  const person = [known?.PatientSex, formatAge(instance?.PatientAge)].filter(Boolean).join(' ');
  const study = [
    known?.StudyDescription,
    formatDate(known?.StudyDate, navigator.language),
    known?.AccessionNumber && `Acc ${known.AccessionNumber}`,
  ].filter(Boolean);
  return (
    <header className={styles['header']}>
      <IconButton label="Back to the studies" icon={<ArrowLeft {...icon} />} onClick={onBack} />
      <div className={styles['who']}>
        <div className={styles['patient']}>
          <Text className={styles['name']}>{name || (known ? 'No name' : '')}</Text>
          <Bdi className={styles['quiet']}>{person}</Bdi>
          <Bdi className={styles['quiet']}>{known?.PatientID ? `ID ${known.PatientID}` : ''}</Bdi>
        </div>
        <div className={styles['study']}>
          <Bdi>{study.join(' · ')}</Bdi>
        </div>
        {others.length > 0 && (
          <strong className={styles['patients']} role="alert">
            More than one patient: {others.join('; ')}
          </strong>
        )}
      </div>
      <div className={styles['actions']}>
        <ModePicker onMode={onMode} />
        <HangingMenu />
        <LayoutPicker />
        <ScreenLink linkTo={linkTo} />
        <ImageMemoryMenu />
        <IconButton
          label="Undo"
          shortcut="Ctrl+Z"
          icon={<Undo2 {...icon} />}
          disabled={!canUndo}
          onClick={viewer.undo}
        />
        <IconButton
          label="Redo"
          shortcut="Ctrl+Y"
          icon={<Redo2 {...icon} />}
          disabled={!canRedo}
          onClick={viewer.redo}
        />
        <IconButton label="Keys" shortcut="?" icon={<CircleHelp {...icon} />} onClick={onHelp} />
      </div>
    </header>
  );
}
