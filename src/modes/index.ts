import type { HangingRule } from '../core/hanging/rule.ts';
import type { Mode } from '../core/mode/mode.ts';
import { fusionRules, generalRules, projectionRules, volumeRules } from './hanging/index.ts';
import { listedModes } from './listed.ts';

const rulesOf: Readonly<Record<string, readonly HangingRule[]>> = {
  viewer: generalRules,
  volume: volumeRules,
  mammography: projectionRules,
  fusion: fusionRules,
};

/** The viewer's own modes, in the order of the picker; the first is the default. */
export const builtInModes: readonly Mode[] = listedModes.map((mode) => {
  const hangingRules = rulesOf[mode.id];
  return hangingRules ? { ...mode, hangingRules } : mode;
});
