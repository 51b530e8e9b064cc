import { useMemo, useState } from 'react';
import { useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Bdi } from '../../ui/Text.tsx';
import { handlerFaults } from './handlerFaults.ts';

/** Handlers that failed on some series, by name: others show those images, and the reader is told. */
export function HandlerFaults() {
  const organized = useViewerState((state) => state.organized);
  const faults = useMemo(() => handlerFaults(Object.values(organized)), [organized]);
  const [dismissed, setDismissed] = useState('');
  const key = faults.map(({ id, series }) => `${id} ${series}`).join('\n');
  if (faults.length === 0 || dismissed === key) return null;
  return (
    <Notice
      kind="error"
      title={faults.length === 1 ? 'A handler failed' : `${faults.length} handlers failed`}
      actions={<Button onClick={() => setDismissed(key)}>Dismiss</Button>}
    >
      {faults.map(({ id, series, instances, error }) => (
        <p key={id}>
          {id} on {series} series ({instances} instances, which went on to the next handler):{' '}
          <Bdi>{error}</Bdi>
        </p>
      ))}
    </Notice>
  );
}
