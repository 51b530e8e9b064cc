import { Download, Ellipsis, Link, Pencil, Redo2, Trash2, Undo2, Upload } from 'lucide-react';
import { useRef } from 'react';
import type { Mode } from '../../core/mode/mode.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { Select } from '../../ui/Select.tsx';
import { Button } from '../../ui/Button.tsx';
import styles from './ModeEditor.module.css';
import type { Editor } from './useEditor.ts';

const icon = { size: 16, strokeWidth: 1.5 };

export interface EditorControlsProps {
  readonly editor: Editor;
  readonly modes: readonly Mode[];
  /** Modes whose order is not their own now. */
  readonly edited: ReadonlySet<string>;
  readonly isOwn: boolean;
  readonly onCopyLink: () => void;
  readonly onExport: () => void;
  readonly onImport: (file: File) => void;
  /** Keeps the draft as the order of the reader's own mode; undefined when it is that already. */
  readonly onSave: (() => void) | undefined;
  readonly onSaveAs: () => void;
  readonly onRename: () => void;
  readonly onDelete: () => void;
}

/** Beside the sheet's title: which mode, back and forth, and what goes in and out. */
export function EditorControls(props: EditorControlsProps) {
  const { editor, modes, edited, isOwn, onImport } = props;
  const files = useRef<HTMLInputElement>(null);
  return (
    <>
      <Select
        label="Mode to change"
        hideLabel
        name="edited-mode"
        value={editor.modeId}
        onChange={editor.open}
        options={modes.map(({ id, displayName }) => ({
          value: id,
          label: edited.has(id) ? `${displayName}, edited` : displayName,
        }))}
      />
      <IconButton
        label="Undo in the editor"
        shortcut="Ctrl+Z"
        icon={<Undo2 {...icon} />}
        disabled={!editor.canUndo}
        onClick={editor.undo}
      />
      <IconButton
        label="Redo in the editor"
        shortcut="Ctrl+Y"
        icon={<Redo2 {...icon} />}
        disabled={!editor.canRedo}
        onClick={editor.redo}
      />
      <span className={styles['gap']} />
      <Button variant="quiet" onClick={props.onCopyLink}>
        <Link {...icon} aria-hidden />
        Copy link
      </Button>
      <Button variant="quiet" onClick={props.onExport}>
        <Download {...icon} aria-hidden />
        Export
      </Button>
      <Button variant="quiet" onClick={() => files.current?.click()}>
        <Upload {...icon} aria-hidden />
        Import…
      </Button>
      <input
        ref={files}
        type="file"
        accept=".json,application/json"
        hidden
        aria-label="Mode file"
        data-testid="mode-file"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          event.target.value = '';
          if (file) onImport(file);
        }}
      />
      {isOwn && (
        <Button onClick={props.onSave} disabled={props.onSave === undefined}>
          Save
        </Button>
      )}
      <Button onClick={props.onSaveAs}>Save as a mode…</Button>
      {isOwn && (
        <Menu
          label="Rename or delete"
          align="end"
          trigger={<IconButton label="Rename or delete" icon={<Ellipsis {...icon} />} />}
        >
          <MenuItem icon={<Pencil {...icon} />} onSelect={props.onRename}>
            Rename…
          </MenuItem>
          <MenuItem icon={<Trash2 {...icon} />} onSelect={props.onDelete}>
            Delete
          </MenuItem>
        </Menu>
      )}
    </>
  );
}
