import type { HangingRule } from '../../core/hanging/rule.ts';
import { ctRules } from './ct.ts';
import { mammographyRules } from './mammography.ts';
import { mrRules } from './mr.ts';
import { petCtRules } from './petCt.ts';
import { radiographRules } from './radiographs.ts';

/** Rules of the modes, each list in the order in which they are tried: the first that fits is hung. */

export const generalRules: readonly HangingRule[] = [
  ...mammographyRules,
  ...radiographRules,
  ...ctRules,
  ...mrRules,
];

export const projectionRules: readonly HangingRule[] = [...mammographyRules, ...radiographRules];

export const fusionRules: readonly HangingRule[] = petCtRules;

/** What is offered in volumes, by hand. */
export const volumeRules: readonly HangingRule[] = ctRules.filter(({ automatic }) => automatic === false);
