import { type DragEvent, useState } from 'react';
import { idForName, readModeFile } from '../../core/mode/modeFile.ts';
import type { LintMessage } from '../../core/mode/lintMessage.ts';
import { useViewer } from '../../state/ViewerContext.tsx';

/** What came of importing a file. */
export interface ImportReportData {
  readonly fileName: string;
  /** The mode that it became; undefined when it could not be used. */
  readonly saved: { readonly displayName: string; readonly handlers: number } | undefined;
  readonly messages: readonly LintMessage[];
}

export interface Import {
  read(file: File): void;
  readonly report: ImportReportData | undefined;
  dismiss(): void;
  /** For the element that files can be dropped on. */
  readonly dropHere: {
    readonly onDragOver: (event: DragEvent) => void;
    readonly onDrop: (event: DragEvent) => void;
  };
}

/** Reads mode files: what can be used is saved as a mode of the reader's, and everything wrong is told. */
export function useImport(onSaved: (modeId: string) => void): Import {
  const viewer = useViewer();
  const [report, setReport] = useState<ImportReportData>();

  function take(fileName: string, text: string) {
    const { registry, modes } = viewer;
    const { mode, messages } = readModeFile(text, registry.handlers);
    const known = mode?.sopClassHandlers.filter((id) => registry.handlers.has(id)) ?? [];
    if (!mode || known.length === 0) {
      setReport({ fileName, saved: undefined, messages });
      return;
    }
    // A mode of the viewer keeps its id; one of the reader's with the same id is another version of it.
    const isFree = registry.mode(mode.id) === undefined;
    const id = isFree ? mode.id : idForName(mode.displayName, (taken) => modes.original(taken) !== undefined);
    const inUse = viewer.store.getState().modeId === id;
    const free = inUse ? idForName(mode.displayName, (taken) => modes.original(taken) !== undefined) : id;
    viewer.saveMode({ ...mode, id: free });
    setReport({ fileName, saved: { displayName: mode.displayName, handlers: known.length }, messages });
    onSaved(free);
  }

  const read = (file: File) => {
    file.text().then(
      (text) => take(file.name, text),
      () => {
        const text = 'The browser could not read the file.';
        const fault: LintMessage = { severity: 'error', code: 'not-read', path: '', text };
        setReport({ fileName: file.name, saved: undefined, messages: [fault] });
      },
    );
  };

  return {
    read,
    report,
    dismiss: () => setReport(undefined),
    dropHere: {
      onDragOver(event) {
        if (event.dataTransfer.types.includes('Files')) event.preventDefault();
      },
      onDrop(event) {
        const [file] = event.dataTransfer.files;
        if (!file) return;
        event.preventDefault();
        event.stopPropagation();
        read(file);
      },
    },
  };
}
