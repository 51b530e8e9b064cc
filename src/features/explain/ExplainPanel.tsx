import { Copy, X } from 'lucide-react';
import { useRef, useState } from 'react';
import type { DisplaySet } from '../../core/displaySet/displaySet.ts';
import type { OrganizedSeries } from '../../core/displaySet/organized.ts';
import { handlerName } from '../../core/extension/handlerName.ts';
import { describeCount } from '../../state/hangingCommands.ts';
import { seriesKey } from '../../state/viewerState.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu, MenuItem } from '../../ui/Menu.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { Splitter } from '../../ui/Splitter.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Text } from '../../ui/Text.tsx';
import { CompareSection } from './CompareSection.tsx';
import { copyText } from './CopyButton.tsx';
import styles from './ExplainPanel.module.css';
import { Findings } from './Findings.tsx';
import { FrameRateSection } from './FrameRateSection.tsx';
import { HandlerSteps } from './HandlerSteps.tsx';
import { InstanceList } from './InstanceList.tsx';
import { PartsSection } from './PartsSection.tsx';
import { RelationsSection } from './RelationsSection.tsx';
import { SplitSection } from './SplitSection.tsx';
import { usePanelFocus } from './usePanelFocus.ts';
import { traceAsJson, traceAsText } from './writeTrace.ts';

const USUAL_WIDTH = 360;

/** Why a display set is what it is: the trace of `organize`, drawn beside the viewports. */
export function ExplainPanel() {
  const uid = useViewerState((state) => state.explaining);
  const displaySet = useViewerState((state) => (uid === undefined ? undefined : state.displaySets.get(uid)));
  const organized = useViewerState((state) =>
    displaySet ? state.organized[seriesKey(displaySet)] : undefined,
  );
  const [width, setWidth] = useState(USUAL_WIDTH);
  if (!displaySet || !organized) return null;
  return (
    <>
      <Splitter
        label="Width of the explanation"
        panel="after"
        value={width}
        min={280}
        max={640}
        onChange={setWidth}
        onReset={() => setWidth(USUAL_WIDTH)}
      />
      <OpenPanel displaySet={displaySet} organized={organized} width={width} />
    </>
  );
}

interface OpenPanelProps {
  readonly displaySet: DisplaySet;
  readonly organized: OrganizedSeries;
  readonly width: number;
}

function OpenPanel({ displaySet, organized, width }: OpenPanelProps) {
  const viewer = useViewer();
  const panel = useRef<HTMLElement>(null);
  const { displaySetInstanceUID, label, SeriesNumber, Modality } = displaySet;
  usePanelFocus(panel, displaySetInstanceUID);
  const series = [
    SeriesNumber !== undefined && `Series ${SeriesNumber}`,
    Modality,
    describeCount(displaySet),
  ];
  return (
    <aside
      ref={panel}
      tabIndex={-1}
      className={styles['panel']}
      style={{ width }}
      data-testid="explain-panel"
      data-display-set-uid={displaySetInstanceUID}
      aria-label={`Why: ${label}`}
      onKeyDown={(event) => {
        // A menu of the panel is drawn elsewhere: its Escape is its own.
        const inside = event.target instanceof Node && event.currentTarget.contains(event.target);
        if (event.key !== 'Escape' || event.defaultPrevented || !inside) return;
        event.stopPropagation();
        viewer.explain(undefined);
      }}
    >
      <header className={styles['head']}>
        <div className={styles['title']}>
          <h2>
            <span>Why</span>
            <Text>{label}</Text>
          </h2>
          <p>{series.filter(Boolean).join(' · ')}</p>
        </div>
        <CopyMenu displaySet={displaySet} organized={organized} />
        <IconButton
          label="Close"
          shortcut="Esc"
          icon={<X size={16} strokeWidth={1.5} />}
          onClick={() => viewer.explain(undefined)}
        />
      </header>
      <Tabs
        label="Explanation"
        tabs={[
          {
            id: 'why',
            label: 'Explanation',
            // Another display set starts at the top, with its own handler open.
            content: (
              <Explanation key={displaySetInstanceUID} displaySet={displaySet} organized={organized} />
            ),
          },
          {
            id: 'instances',
            label: `Instances ${organized.received.toLocaleString()}`,
            content: (
              <InstanceList key={displaySetInstanceUID} displaySet={displaySet} organized={organized} />
            ),
          },
        ]}
      />
    </aside>
  );
}

function Explanation({ displaySet, organized }: Omit<OpenPanelProps, 'width'>) {
  return (
    <div className={styles['body']}>
      <Summary displaySet={displaySet} organized={organized} />
      <Findings displaySet={displaySet} />
      <section aria-label="Handlers">
        <h3>Handlers, in the order of the mode</h3>
        <HandlerSteps trace={organized.trace} displaySetInstanceUID={displaySet.displaySetInstanceUID} />
      </section>
      <SplitSection displaySet={displaySet} trace={organized.trace} />
      <PartsSection displaySet={displaySet} />
      <FrameRateSection displaySet={displaySet} />
      <RelationsSection displaySet={displaySet} />
      <CompareSection displaySet={displaySet} organized={organized} />
    </div>
  );
}

/** In one sentence: who took it, at which turn, and how much of the series it is. */
function Summary({ displaySet, organized: { received, trace } }: Omit<OpenPanelProps, 'width'>) {
  const { modes } = useViewer();
  const modeName = useViewerState((state) => modes.get(state.modeId)?.displayName ?? state.modeId);
  const { SOPClassHandlerId, unsupported, instances } = displaySet;
  const turn = trace.handlers.findIndex((handler) => handler.SOPClassHandlerId === SOPClassHandlerId) + 1;
  const { name } = handlerName(SOPClassHandlerId);
  const part = `${instances.length.toLocaleString()} of the ${received.toLocaleString()} instances of this series`;
  return (
    <p className={styles['summary']}>
      {unsupported ? (
        <>
          None of the {trace.handlers.length} handlers of {modeName} took it: {part}.
        </>
      ) : (
        <>
          <strong>{name}</strong>, handler {turn} of {trace.handlers.length} in {modeName}, made it from{' '}
          {part}.
        </>
      )}
      {!unsupported && trace.unclaimed > 0 && (
        <>
          {' '}
          {trace.unclaimed.toLocaleString()} {trace.unclaimed === 1 ? 'was' : 'were'} taken by none.
        </>
      )}
    </p>
  );
}

function CopyMenu({ displaySet, organized }: Omit<OpenPanelProps, 'width'>) {
  const viewer = useViewer();
  const mode = useViewerState((state) => viewer.modes.get(state.modeId));
  if (!mode) return null;
  const json = () => traceAsJson(organized, mode);
  const name = `why series ${displaySet.SeriesNumber ?? ''} ${mode.id}.json`;
  return (
    <Menu
      label="Take the trace away"
      align="end"
      trigger={<IconButton label="Copy or download the trace" icon={<Copy size={16} strokeWidth={1.5} />} />}
    >
      <MenuItem onSelect={() => copyText(viewer, traceAsText(organized, mode, displaySet), 'The trace')}>
        Copy as text
      </MenuItem>
      <MenuItem onSelect={() => copyText(viewer, json(), 'The trace as JSON')}>Copy as JSON</MenuItem>
      <MenuItem onSelect={() => saveFile(new Blob([json()], { type: 'application/json' }), name)}>
        Download JSON
      </MenuItem>
    </Menu>
  );
}
