import { Dialog } from '../ui/Dialog.tsx';
import { Kbd } from '../ui/Kbd.tsx';
import styles from './StudyPage.module.css';

const KEYS: readonly (readonly [string, readonly (readonly [string, string])[]])[] = [
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
    'Viewports',
    [
      ['Next viewport', 'Alt+arrow'],
      ['Previous, next image', '↑ ↓'],
      ['Ten images', 'Page ↑ ↓'],
      ['First, last image', 'Home End'],
      ['Play or stop', 'C or Space'],
      ['Layout', 'L'],
      ['Fill the screen, and back', 'M'],
      ['Pick up to swap', 'X'],
      ['Why does it show this?', 'E'],
      ['Marks on the scroll bar', '↑ ↓ Enter'],
      ['Cancel', 'Esc'],
    ],
  ],
  [
    'Image',
    [
      ['Window and level', 'W'],
      ['Scroll', 'S'],
      ['Zoom', 'Z'],
      ['Pan', 'P'],
      ['Fit', 'F'],
      ['Rotate', 'R'],
      ['Flip', 'H V'],
      ['Invert', 'I'],
      ['Reset', '0'],
      ['Text on images', 'O'],
    ],
  ],
  [
    'Volume',
    [
      ['Axial, sagittal, coronal', 'A J N'],
      ['As acquired', 'Q'],
      ['All three side by side', 'K'],
      ['Thinner, thicker slab', '[ ]'],
      ['Maximum, minimum, average', 'T'],
    ],
  ],
  [
    'Everywhere',
    [
      ['Change the order of handlers', 'G'],
      ['Compare modes', 'D'],
      ['Undo, redo', 'Ctrl+Z Ctrl+Y'],
      ['This page', '?'],
    ],
  ],
];

/** Every key of the study page. */
export function ShortcutHelp({
  open,
  onOpenChange,
}: {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
}) {
  return (
    <Dialog title="Keys" open={open} onOpenChange={onOpenChange} wide>
      <div className={styles['keys']}>
        {KEYS.flatMap(([heading, keys]) => [
          <h3 key={heading}>{heading}</h3>,
          ...keys.map(([what, key]) => (
            <div key={`${heading} ${what}`}>
              <span>{what}</span>
              <Kbd>{key}</Kbd>
            </div>
          )),
        ])}
      </div>
    </Dialog>
  );
}
