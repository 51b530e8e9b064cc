import { bindingsWith } from '../../core/tools.ts';
import { doubleTapWords, dragWords, holdWords, twoFingerWords, wheelWords } from './words.ts';

const triggers: Readonly<Record<string, string>> = {
  left: 'Left button',
  middle: 'Middle button',
  right: 'Right button',
  wheel: 'Wheel',
  touch1: 'One finger',
  touch2: 'Two fingers',
  touchHold: 'Held finger',
  touchTwice: 'Double tap',
};

/** Words for what is not a drag. */
const otherWords: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  wheel: wheelWords,
  touch2: twoFingerWords,
  touchHold: holdWords,
  touchTwice: doubleTapWords,
};

/**
 * What mouse and fingers do, as they are set: each what, and with what ("Shift + Left button"). In the order of the
 * buttons; what does nothing is left out.
 */
export function pointerHelp(
  own: Readonly<Record<string, string>> | undefined,
): readonly (readonly [string, string])[] {
  const bindings: Readonly<Record<string, string | undefined>> = bindingsWith(own);
  const order = Object.keys(triggers);
  const bare = (trigger: string) => trigger.split('+').at(-1) ?? trigger;
  return Object.entries(bindings)
    .filter(([, action]) => action !== undefined && action !== 'none')
    .sort(([a], [b]) => order.indexOf(bare(a)) - order.indexOf(bare(b)) || a.length - b.length)
    .map(([trigger, action = '']) => {
      const name = bare(trigger);
      const words: Readonly<Record<string, string>> = otherWords[name] ?? dragWords;
      return [words[action] ?? action, trigger.replace(name, triggers[name] ?? name).replace('+', ' + ')];
    });
}
