import { type KeyboardEvent, useMemo, useState } from 'react';
import { sameItems } from '../../core/collections.ts';
import { lintForStudy } from '../../core/mode/handlerUse.ts';
import { orderMessages } from '../../core/mode/lint.ts';
import type { LintMessage } from '../../core/mode/lintMessage.ts';
import { type ModeFile, toModeFile, writeModeFile } from '../../core/mode/modeFile.ts';
import type { ModeOrder } from '../../state/modeCatalog.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { Sheet } from '../../ui/Sheet.tsx';
import { EditorControls } from './EditorControls.tsx';
import { HandlerList } from './HandlerList.tsx';
import { ImportReport } from './ImportReport.tsx';
import { LintLines } from './LintLines.tsx';
import styles from './ModeEditor.module.css';
import { PreviewPane } from './PreviewPane.tsx';
import { SaveModeDialog } from './SaveModeDialog.tsx';
import { useEditor } from './useEditor.ts';
import { useImport } from './useImport.ts';
import { usePreview } from './usePreview.ts';

export interface ModeEditorProps {
  readonly onMode: (modeId: string, order?: ModeOrder) => void;
  readonly linkTo: (modeId: string, order: readonly string[]) => string;
}

/** The order of a mode's handlers, with what a change of it would change, before it does. */
export function ModeEditor({ onMode, linkTo }: ModeEditorProps) {
  const viewer = useViewer();
  const { registry, modes } = viewer;
  const currentId = useViewerState((state) => state.modeId);
  const orders = useViewerState((state) => state.orders);
  const all = useViewerState(modes.all);
  const editor = useEditor(currentId);
  const { modeId, order } = editor;
  const state = usePreview(modeId, order);
  const imported = useImport(editor.open);
  const [saving, setSaving] = useState<'new' | 'rename'>();
  const original = modes.original(modeId);
  const base = modes.get(modeId);
  const isOwn = registry.mode(modeId) === undefined;

  const messages = useMemo(
    (): readonly LintMessage[] => [
      ...orderMessages(order, registry.handlers),
      ...(state.preview && !state.pending
        ? lintForStudy(order, Object.values(state.preview.after), registry.handlers)
        : []),
    ],
    [order, registry, state.preview, state.pending],
  );

  const close = () => viewer.openSheet(undefined);
  const apply = () => {
    onMode(modeId, order);
    close();
  };
  const isInForce = modeId === currentId && sameItems(order, base?.sopClassHandlers);
  const nothingToDo =
    order.length === 0
      ? 'Switch at least one handler on: without any, nothing could be displayed.'
      : isInForce
        ? 'This is the order in use.'
        : undefined;

  /** The draft as a file: the order as it stands here, everything else from the mode. */
  const file = (): ModeFile | undefined => original && { ...toModeFile(original), sopClassHandlers: order };

  const save = (next: ModeFile) => {
    setSaving(undefined);
    viewer.saveMode({ ...next, basedOn: baseIdOf(original) });
    if (next.id !== modeId) editor.open(next.id);
  };

  /** The draft becomes the saved mode's own order. */
  const saveOver = () => {
    const next = file();
    if (!next) return;
    // What is in use would change behind the page's back: it is applied first.
    if (modeId === currentId) onMode(modeId, order);
    save(next);
    // Its order is no edit now: the address says so.
    if (modeId === currentId && !state.pending) onMode(modeId);
  };

  const copyLink = () => {
    const link = linkTo(modeId, order);
    const told = { kind: 'info', transient: true } as const;
    const text =
      'It opens these studies in this order of handlers, also for people who do not have the mode.';
    navigator.clipboard
      .writeText(link)
      .then(() => viewer.notify({ ...told, title: 'Link copied', text }))
      // Without a secure address the browser keeps the clipboard to itself.
      .catch(() => viewer.notify({ ...told, transient: false, title: 'Copy this link', text: link }));
  };

  const exportFile = () => {
    const written = file();
    if (!written) return;
    const blob = new Blob([writeModeFile(written)], { type: 'application/json' });
    saveFile(blob, `${written.displayName} mode.json`);
    viewer.announce(`${written.displayName} exported.`);
  };

  const remove = () => {
    // The page stays what it is: the same order, as an edit of the mode that this one was made of.
    const order = base?.sopClassHandlers ?? 'original';
    const baseId = baseIdOf(original);
    if (modeId === currentId) onMode(baseId, order);
    viewer.deleteMode(modeId);
    editor.open(baseId);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const isCommand = (event.ctrlKey || event.metaKey) && !event.altKey;
    const key = event.key.toLowerCase();
    if (!isCommand || (key !== 'z' && key !== 'y')) return;
    if (key === 'y' || event.shiftKey) editor.redo();
    else editor.undo();
    event.preventDefault();
  };

  return (
    <Sheet
      title="Order of handlers"
      testId="mode-editor"
      onClose={close}
      onKeyDown={onKeyDown}
      returnFocusTo={modePicker}
      controls={
        <EditorControls
          editor={editor}
          modes={all}
          edited={new Set(Object.keys(orders))}
          isOwn={isOwn}
          onCopyLink={copyLink}
          onExport={exportFile}
          onImport={imported.read}
          onSave={
            isOwn && order.length > 0 && !sameItems(order, original?.sopClassHandlers) ? saveOver : undefined
          }
          onSaveAs={() => setSaving('new')}
          onRename={() => setSaving('rename')}
          onDelete={remove}
        />
      }
      footer={
        <>
          <span className={styles['quiet']}>
            {isInForce ? 'This is the order in use.' : 'Nothing changes until you apply it.'}
          </span>
          <span className={styles['gap']} />
          <Button
            onClick={editor.reset}
            disabled={sameItems(order, original?.sopClassHandlers)}
            reason={isOwn ? 'It is as it was saved.' : 'It is the mode’s own order.'}
          >
            Reset
          </Button>
          <Button onClick={close}>Cancel</Button>
          <Button variant="accent" onClick={apply} disabled={nothingToDo !== undefined} reason={nothingToDo}>
            Apply
          </Button>
        </>
      }
    >
      <div className={styles['columns']} {...imported.dropHere}>
        <HandlerList editor={editor} preview={state.preview} messages={messages} />
        <div className={styles['side']}>
          {imported.report && <ImportReport report={imported.report} onDismiss={imported.dismiss} />}
          <LintLines messages={messages.filter(({ handlerId }) => handlerId === undefined)} />
          <PreviewPane state={state} />
        </div>
      </div>
      {saving && original && (
        <SaveModeDialog
          title={saving === 'new' ? 'Save as a mode' : `Rename ${original.displayName}`}
          file={
            saving === 'new'
              ? { ...toModeFile(original), sopClassHandlers: order, displayName: '' }
              : toModeFile(original)
          }
          keepId={saving === 'rename'}
          onSave={save}
          onClose={() => setSaving(undefined)}
        />
      )}
    </Sheet>
  );
}

const modePicker = () => document.querySelector<HTMLElement>('[data-testid="mode-picker"]');

const baseIdOf = (mode: { readonly id: string; readonly basedOn?: string } | undefined): string =>
  mode?.basedOn ?? mode?.id ?? '';
