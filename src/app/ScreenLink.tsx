import { Check, Link } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { withLiveState } from '../state/hanging.ts';
import { screenOf } from '../state/screenLink.ts';
import type { Viewer } from '../state/viewer.ts';
import { useViewer, useViewerState } from '../state/ViewerContext.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { Popover } from '../ui/Popover.tsx';
import { TextField } from '../ui/TextField.tsx';
import styles from './ScreenLink.module.css';
import { screenPath } from './studyUrl.ts';

const icon = { size: 16, strokeWidth: 1.5 };
const confirmedMs = 2500;

/** Copies the address of everything that is on the screen; where the clipboard is forbidden, shows it. */
export function ScreenLink({
  linkTo,
}: {
  /** The address of the open studies in a mode and an order of its handlers. */
  readonly linkTo: (modeId: string, order: readonly string[]) => string;
}) {
  const viewer = useViewer();
  const asked = useViewerState((state) => state.asked === 'link');
  const [byHand, setByHand] = useState<string>();
  const [copied, setCopied] = useState<{ readonly link: string }>();

  const copy = () => {
    const link = linkToScreen(viewer, linkTo);
    void toClipboard(link).then((isCopied) => {
      setCopied(isCopied ? { link } : undefined);
      setByHand(isCopied ? undefined : link);
      viewer.announce(
        isCopied
          ? 'The link to this screen is on the clipboard.'
          : 'The browser does not give this page the clipboard: the link is in a field, copy it from there.',
      );
    });
  };

  const answer = useEffectEvent(() => {
    viewer.ask(undefined);
    copy();
  });
  useEffect(() => {
    if (asked) answer();
  }, [asked]);
  useEffect(() => {
    if (!copied) return undefined;
    const timer = setTimeout(() => setCopied(undefined), confirmedMs);
    return () => clearTimeout(timer);
  }, [copied]);

  return (
    <span className={styles['link']}>
      <Popover
        label="Link to this screen"
        align="end"
        open={byHand !== undefined}
        onOpenChange={(open) => (open ? copy() : setByHand(undefined))}
        trigger={
          <IconButton
            label="Copy link to this screen"
            shortcut="Shift+S"
            icon={copied ? <Check {...icon} /> : <Link {...icon} />}
          />
        }
      >
        <div className={styles['byHand']}>
          <TextField
            label="Link to this screen"
            name="screen-link"
            value={byHand ?? ''}
            // It is there to be selected, not to be changed.
            onChange={() => undefined}
          />
          <p>The browser does not give this page the clipboard. The link is selected: copy it with Ctrl+C.</p>
        </div>
      </Popover>
      {copied && (
        <span className={styles['copied']} role="status">
          Link copied
        </span>
      )}
    </span>
  );
}

function linkToScreen(viewer: Viewer, linkTo: (modeId: string, order: readonly string[]) => string): string {
  const { hanging, maximisedViewportId, modeId } = viewer.store.getState();
  const path = linkTo(modeId, viewer.modes.get(modeId)?.sopClassHandlers ?? []);
  return screenPath(path, screenOf(withLiveState(hanging, viewer.live.state), maximisedViewportId));
}

/** Whether it is there now: pages without a secure address have no clipboard, and a browser may refuse it. */
async function toClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
}
