import { sopClassName } from '../dicom/sopClass.ts';
import type { GroupingRule, RuleAction, RuleScope } from './rule.ts';
import { splitWords } from './splitSet.ts';

/** Rules in words, for lists, dialogs and explanations. */

/** "split by echo time", "merge 2 display sets". */
export function describeAction(action: RuleAction): string {
  switch (action.kind) {
    case 'split':
      return `split ${splitWords(action.by)}`;
    case 'merge':
      return `merge ${action.displaySets.length} display sets`;
    case 'merge-despite':
      return `merge what differs only in ${listed(action.differing)}`;
  }
}

/** "one series (MR, Ax T2)", "every series like this: MR Image, MR, Ax T2, SIEMENS". */
export function describeScope(scope: RuleScope): string {
  if (scope.kind === 'series') {
    const what = [scope.Modality, scope.SeriesDescription].filter(Boolean).join(', ');
    return what ? `one series (${what})` : 'one series';
  }
  const { Modality, SOPClassUID, SeriesDescription, Manufacturer } = scope;
  return `every series with ${[
    `Modality ${given(Modality)}`,
    `SOP class ${sopClassName(SOPClassUID)}`,
    `description ${given(SeriesDescription)}`,
    `manufacturer ${given(Manufacturer)}`,
  ].join(', ')}`;
}

/** Which display sets of the series: "what image-stack stack makes of it". */
export function describeTarget(action: RuleAction): string {
  if (action.kind === 'merge') return 'the display sets chosen by hand';
  const name = handlerName(action.SOPClassHandlerId);
  if (action.kind === 'split' && action.displaySetInstanceUID !== undefined)
    return `one display set of ${name}`;
  return `every display set of ${name}`;
}

/** The whole rule as a sentence. */
export function describeRule({ scope, action }: GroupingRule): string {
  const words = describeAction(action);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${describeTarget(action)}, in ${describeScope(scope)}`;
}

/** "image-stack stack" of "image-stack.sopClassHandlerModule.stack". */
export const handlerName = (SOPClassHandlerId: string): string =>
  SOPClassHandlerId.replace('.sopClassHandlerModule.', ' ');

const given = (value: string) => (value === '' ? 'not given' : value);

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
