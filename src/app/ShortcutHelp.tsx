import { pointerHelp } from '../features/input-settings/pointerHelp.ts';
import { commands } from '../features/viewport-grid/commands/commands.ts';
import { keysOf } from '../state/keys.ts';
import { useViewer, useViewerState } from '../state/ViewerContext.tsx';
import { Button } from '../ui/Button.tsx';
import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import { keysText } from '../ui/keys.ts';
import styles from './StudyPage.module.css';

/** Keys that belong to a place of the page and cannot be changed. */
const fixedKeys: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
  [
    'Study browser',
    [
      ['Previous, next series', '↑ ↓'],
      ['Show in the active viewport', 'Enter'],
      ['Show in viewport 1 to 9', '1 … 9'],
      ['Pick up; arrows choose; put down', 'Space'],
      ['Why is it grouped like this?', 'E'],
      ['Menu', 'Shift+F10'],
    ],
  ],
  [
    'In a viewport',
    [
      ['Marks on the scroll bar', '↑ ↓ Enter'],
      ['Move a lens, a probe or a region; ten times as far', 'Arrows, Shift'],
      ['Enlarge more, less under the lens', '+ −'],
      ['Border between viewports: move; even out', '← → Home End, Enter'],
      ['Cancel', 'Esc'],
    ],
  ],
];

/** Every key of the study page, the mouse and touch, as the reader has set them. */
export function ShortcutHelp({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  const viewer = useViewer();
  const own = useViewerState((state) => state.preferences.keys);
  const mouse = useViewerState((state) => state.preferences.mouse);
  const groups = [...new Set(commands.map(({ group }) => group))];
  const byGroup = groups.map((group): (typeof fixedKeys)[number] => [
    group,
    commands
      .filter((command) => command.group === group)
      .flatMap((command) => {
        const keys = keysText(keysOf(command, own));
        return keys === undefined ? [] : [[command.label, keys] as const];
      }),
  ]);
  return (
    <Dialog
      title="Keys"
      open={open}
      onOpenChange={onOpenChange}
      wide
      footer={
        <Button
          onClick={() => {
            onOpenChange(false);
            viewer.openSheet('input-settings');
          }}
        >
          Change keys and mouse
        </Button>
      }
    >
      <div className={styles['keys']}>
        {[...byGroup, ...fixedKeys, ['Mouse and touch', pointerHelp(mouse)] as const].flatMap(
          ([heading, keys]) => [
            <h3 key={heading}>{heading}</h3>,
            ...keys.map(([what, key]) => (
              <div key={`${heading} ${what} ${key}`}>
                <span>{what}</span>
                <Kbd>{key}</Kbd>
              </div>
            )),
          ],
        )}
      </div>
    </Dialog>
  );
}
