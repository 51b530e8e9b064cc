import { Check, Link } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { rulesOfScreen } from '../state/borrowedRules.ts';
import { visibleCells, withLiveState } from '../state/hanging.ts';
import { ownRules } from '../state/hangingRules.ts';
import { fittingText, screenOf } from '../state/screenLink.ts';
import { restOf } from '../state/screenRest.ts';
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
    const { link, left } = linkToScreen(viewer, linkTo);
    void toClipboard(link).then((isCopied) => {
      setCopied(isCopied ? { link } : undefined);
      setByHand(isCopied ? undefined : link);
      const missing = left.length > 0 ? ` It does not hold: ${left.join('; ')}.` : '';
      viewer.announce(
        isCopied
          ? `The link to this screen is on the clipboard.${missing}`
          : `The browser does not give this page the clipboard: the link is in a field, copy it from there.${missing}`,
      );
      if (missing === '') return;
      viewer.notify({
        kind: 'warning',
        title: 'The link does not hold the whole screen',
        text: `Left out, as a link cannot hold it: ${left.join('; ')}. The rest opens as it is here.`,
        transient: false,
      });
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

function linkToScreen(
  viewer: Viewer,
  linkTo: (modeId: string, order: readonly string[]) => string,
): { readonly link: string; readonly left: readonly string[] } {
  const state = viewer.store.getState();
  const { maximisedViewportId, modeId } = state;
  const path = linkTo(modeId, viewer.modes.get(modeId)?.sopClassHandlers ?? []);
  const hanging = withLiveState(state.hanging, viewer.live.state);
  const { rules, isWhole } = rulesOfScreen(state);
  const ofReader = new Set(ownRules(state).map(({ rule }) => rule.id));
  const ofMode = new Set(viewer.modes.get(modeId)?.hangingRules?.map(({ id }) => id));
  const rest = restOf(state, {
    cells: visibleCells(hanging),
    crosshair: viewer.crosshair.get(),
    rules,
    sayLines: true,
    isKnownRule: (id) => ofMode.has(id) && !ofReader.has(id),
  });
  const { text, left } = fittingText({ ...screenOf(hanging, maximisedViewportId), rest });
  const mixed = 'splits and merges by hand for every series like one that holds objects of several kinds';
  return { link: screenPath(path, text), left: isWhole ? left : [...left, mixed] };
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
