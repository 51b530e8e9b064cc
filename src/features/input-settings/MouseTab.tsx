import {
  bindingsWith,
  defaultBindings,
  doubleTapActions,
  dragActions,
  dragTriggers,
  heldKeys,
  holdActions,
  twoFingerActions,
  wheelActions,
} from '../../core/tools.ts';
import { useViewer, useViewerState } from '../../state/ViewerContext.tsx';
import { Select } from '../../ui/Select.tsx';
import styles from './InputSettings.module.css';
import { doubleTapWords, dragWords, holdWords, twoFingerWords, wheelWords } from './words.ts';

const buttons = [
  ['left', 'Left button'],
  ['middle', 'Middle button'],
  ['right', 'Right button'],
  ['wheel', 'Wheel'],
] as const;

const dragOptions = dragActions.map((value) => ({ value, label: dragWords[value] }));
const wheelOptions = wheelActions.map((value) => ({ value, label: wheelWords[value] }));
const asWithout = { value: '', label: 'As without it' };

const touches = [
  ['touch1', 'One finger', dragOptions],
  ['touch2', 'Two fingers', twoFingerActions.map((value) => ({ value, label: twoFingerWords[value] }))],
  ['touchHold', 'One finger, held', holdActions.map((value) => ({ value, label: holdWords[value] }))],
  ['touchTwice', 'Double tap', doubleTapActions.map((value) => ({ value, label: doubleTapWords[value] }))],
] as const;

/** What each button of the mouse, the wheel and fingers do, alone and with a key held. */
export function MouseTab() {
  const viewer = useViewer();
  const own = useViewerState((state) => state.preferences.mouse);
  const bindings: Readonly<Record<string, string | undefined>> = bindingsWith(own);
  const comes: Readonly<Record<string, string | undefined>> = defaultBindings;
  const hasPrimary = dragTriggers.some((trigger) => bindings[trigger] === 'primary');
  const choose = (trigger: string, action: string) => {
    const { [trigger]: _former, ...others } = own ?? {};
    // What is unbound by hand and bound as it comes is kept as what it then does.
    const bare = trigger.split('+').at(-1) ?? trigger;
    const kept = action === '' && comes[trigger] !== undefined ? (bindings[bare] ?? 'none') : action;
    const next = kept === (comes[trigger] ?? '') ? others : { ...others, [trigger]: kept };
    viewer.setPreference('mouse', Object.keys(next).length > 0 ? next : undefined);
  };
  return (
    <div className={styles['tab']}>
      <table className={styles['mouse']}>
        <thead>
          <tr>
            <th scope="col">Held</th>
            {heldKeys.map((held) => (
              <th key={held} scope="col">
                {held === 'none' ? 'Alone' : `With ${held}`}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {buttons.map(([button, title]) => (
            <tr key={button}>
              <th scope="row">{title}</th>
              {heldKeys.map((held) => {
                const trigger = held === 'none' ? button : `${held}+${button}`;
                const options = button === 'wheel' ? wheelOptions : dragOptions;
                return (
                  <td key={held}>
                    <Select
                      hideLabel
                      label={held === 'none' ? title : `${title} with ${held}`}
                      name={trigger}
                      value={bindings[trigger] ?? ''}
                      options={held === 'none' ? options : [asWithout, ...options]}
                      onChange={(action) => choose(trigger, action)}
                    />
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      {!hasPrimary && (
        <p role="alert" className={styles['problem']}>
          No button and no finger uses the tool that is chosen in the palette.
        </p>
      )}
      <h3>Touch</h3>
      <div className={styles['touch']}>
        {touches.map(([trigger, title, options]) => (
          <Select
            key={trigger}
            label={title}
            name={trigger}
            value={bindings[trigger] ?? ''}
            options={options}
            onChange={(action) => choose(trigger, action)}
          />
        ))}
      </div>
      <p className={styles['quiet']}>
        A pinch on a track pad counts as the wheel with Ctrl. On a Mac, Ctrl also stands for the command key.
      </p>
    </div>
  );
}
