import { useState } from 'react';
import { idForName, type ModeFile } from '../../core/mode/modeFile.ts';
import { modeShape } from '../../core/mode/modeShape.ts';
import { useViewer } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { TextField } from '../../ui/TextField.tsx';
import styles from './ModeEditor.module.css';

export interface SaveModeDialogProps {
  readonly title: string;
  /** What is saved; its id is given up for one made of the name, unless `keepId`. */
  readonly file: ModeFile;
  readonly keepId: boolean;
  readonly onSave: (file: ModeFile) => void;
  readonly onClose: () => void;
}

/** Name and description of a mode; the id, which links name, follows from the name. */
export function SaveModeDialog({ title, file, keepId, onSave, onClose }: SaveModeDialogProps) {
  const viewer = useViewer();
  const [name, setName] = useState(file.displayName);
  const [description, setDescription] = useState(file.description ?? '');
  const [tried, setTried] = useState(false);
  const displayName = name.trim();
  const id = keepId ? file.id : idForName(displayName, (taken) => viewer.modes.original(taken) !== undefined);
  const next: ModeFile = { ...file, id, displayName, description: description.trim() };
  const twin = viewer.modes.all().find((mode) => mode.displayName === displayName && mode.id !== id);
  const result = modeShape.safeParse(next);
  const problemOf = (field: string) =>
    result.success ? undefined : result.error.issues.find(({ path }) => path[0] === field)?.message;
  const nameProblem =
    displayName === ''
      ? 'A mode needs a name.'
      : twin
        ? `There is a mode “${displayName}” already (${twin.id}).`
        : problemOf('displayName') && `The name ${problemOf('displayName')}.`;
  const descriptionProblem = problemOf('description') && `The description ${problemOf('description')}.`;
  const save = () => {
    setTried(true);
    if (nameProblem === undefined && descriptionProblem === undefined) onSave(next);
  };
  return (
    <Dialog
      title={title}
      open
      onOpenChange={(open) => !open && onClose()}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="accent" onClick={save}>
            Save
          </Button>
        </>
      }
    >
      <div className={styles['form']}>
        <TextField
          label="Name"
          name="mode-name"
          value={name}
          onChange={setName}
          onEnter={save}
          maxLength={80}
          problem={tried || displayName !== '' ? nameProblem : undefined}
        />
        <TextField
          label="What it is for, on one line"
          name="mode-description"
          value={description}
          onChange={setDescription}
          onEnter={save}
          maxLength={240}
          problem={descriptionProblem}
        />
        <p className={styles['quiet']}>
          Its address here is <code>/{id}</code>. It is kept in this browser; a link to it names the order, so
          that others can open it.
        </p>
      </div>
    </Dialog>
  );
}
