import { useEffect } from 'react';
import type { Notice as NoticeData } from '../state/viewerState.ts';
import { useViewer, useViewerState } from '../state/ViewerContext.tsx';
import { Button } from '../ui/Button.tsx';
import { Notice } from '../ui/Notice.tsx';

const TRANSIENT_MS = 8000;

/** What has to be said about the page as a whole. */
export function Notices() {
  const notices = useViewerState((state) => state.notices);
  return notices.map((notice) => <OneNotice key={notice.id} notice={notice} />);
}

function OneNotice({
  notice: { id, kind, title, text, action, transient },
}: {
  readonly notice: NoticeData;
}) {
  const viewer = useViewer();
  useEffect(() => {
    if (!transient) return undefined;
    const timer = setTimeout(() => viewer.dismissNotice(id), TRANSIENT_MS);
    return () => clearTimeout(timer);
  }, [id, transient, viewer]);
  return (
    <Notice
      kind={kind}
      title={title}
      actions={
        <>
          {action && <Button onClick={action.run}>{action.label}</Button>}
          <Button onClick={() => viewer.dismissNotice(id)}>Dismiss</Button>
        </>
      }
    >
      {text}
    </Notice>
  );
}
