import { useRef, useState } from 'react';
import type { Keyed } from '../../state/keys.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Button } from '../../ui/Button.tsx';
import { Dialog } from '../../ui/Dialog.tsx';
import { saveFile } from '../../ui/saveFile.ts';
import { Tabs } from '../../ui/Tabs.tsx';
import styles from './InputSettings.module.css';
import { KeysTab } from './KeysTab.tsx';
import { MouseTab } from './MouseTab.tsx';
import { PaletteTab, type PaletteChoice } from './PaletteTab.tsx';
import { ScreenTab } from './ScreenTab.tsx';
import { readSettings, settingNames, writeSettings } from './settingsFile.ts';

/** How the viewer is worked with: keys, mouse, touch, the palette, the screen. Every change counts at once. */
export function InputSettings({
  commands,
  palette,
}: {
  readonly commands: readonly Keyed[];
  readonly palette: readonly PaletteChoice[];
}) {
  const viewer = useViewer();
  const preferences = useViewerState((state) => state.preferences);
  const file = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string>();
  const close = () => viewer.openSheet(undefined);
  const isOwn = settingNames.some((name) => preferences[name] !== undefined);
  const reset = () => {
    for (const name of settingNames) viewer.setPreference(name, undefined);
  };
  const take = async (chosen: File) => {
    const read = readSettings(await chosen.text());
    setProblem('problem' in read ? read.problem : undefined);
    if ('problem' in read) return;
    reset();
    viewer.setPreference('keys', read.keys);
    viewer.setPreference('mouse', read.mouse);
    viewer.setPreference('palette', read.palette);
    viewer.setPreference('lens', read.lens);
  };
  return (
    <Dialog
      title="Keys and mouse"
      open
      wide
      onOpenChange={(open) => !open && close()}
      footer={
        <>
          {problem !== undefined && (
            <span role="alert" className={styles['problem']}>
              {problem}
            </span>
          )}
          <input
            ref={file}
            type="file"
            accept=".json,application/json"
            hidden
            data-testid="settings-file"
            onChange={({ target }) => {
              const [chosen] = target.files ?? [];
              // The same file can be chosen again after it was corrected.
              if (chosen)
                take(chosen)
                  .catch(() => setProblem('The file cannot be read.'))
                  .finally(() => (target.value = ''));
            }}
          />
          <Button disabled={!isOwn} onClick={reset}>
            All as they come
          </Button>
          <Button onClick={() => file.current?.click()}>Import</Button>
          <Button
            onClick={() =>
              saveFile(
                new Blob([writeSettings(preferences)], { type: 'application/json' }),
                'hangar-keys-and-mouse.json',
              )
            }
          >
            Export
          </Button>
          <Button variant="accent" onClick={close}>
            Done
          </Button>
        </>
      }
    >
      <div className={styles['settings']} data-testid="input-settings">
        <Tabs
          label="Settings"
          tabs={[
            { id: 'keys', label: 'Keys', content: <KeysTab commands={commands} /> },
            { id: 'mouse', label: 'Mouse and touch', content: <MouseTab /> },
            { id: 'palette', label: 'Palette', content: <PaletteTab palette={palette} /> },
            { id: 'screen', label: 'Screen', content: <ScreenTab /> },
          ]}
        />
      </div>
    </Dialog>
  );
}
