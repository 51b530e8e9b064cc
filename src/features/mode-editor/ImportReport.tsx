import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import type { ImportReportData } from './useImport.ts';
import { LintLines } from './LintLines.tsx';

/** What an imported file became, and what is wrong in it, with its lines. */
export function ImportReport({
  report: { fileName, saved, messages },
  onDismiss,
}: {
  readonly report: ImportReportData;
  readonly onDismiss: () => void;
}) {
  const name = fileName.slice(0, 80);
  return (
    <div data-testid="import-report">
      <Notice
        kind={saved ? (messages.length > 0 ? 'warning' : 'info') : 'error'}
        title={saved ? `${name}: saved as “${saved.displayName}”` : `${name} cannot be used`}
        actions={<Button onClick={onDismiss}>Dismiss</Button>}
      >
        {saved && messages.length > 0 && (
          <p>
            {messages.length === 1 ? 'One thing in it is wrong' : `${messages.length} things in it are wrong`}
            ; {saved.handlers === 1 ? 'one handler is' : `${saved.handlers} handlers are`} used.
          </p>
        )}
        {saved && messages.length === 0 && <p>Apply uses it; it is in the list of modes from now on.</p>}
        <LintLines messages={messages} />
      </Notice>
    </div>
  );
}
