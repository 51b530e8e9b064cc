import { captureCommands } from './captureCommands.ts';
import type { Command } from './command.ts';
import { fourDCommands } from './fourDCommands.ts';
import { fusionCommands } from './fusionCommands.ts';
import { gridCommands } from './gridCommands.ts';
import { hangingRuleCommands } from './hangingRuleCommands.ts';
import { imageCommands } from './imageCommands.ts';
import { layoutCommands } from './layoutCommands.ts';
import { linkingCommands } from './linkingCommands.ts';
import { overlayCommands } from './overlayCommands.ts';
import { scrollCommands } from './scrollCommands.ts';
import { toolCommands } from './toolCommands.ts';
import { threeDCommands } from './threeDCommands.ts';
import { turnCommands } from './turnCommands.ts';
import { priorCommands } from './priorCommands.ts';
import { tagCommands } from './tagCommands.ts';
import { volumeCommands } from './volumeCommands.ts';

/** Everything that a key of the study page does. A part of the page that brings commands adds its list here. */
export const commands: readonly Command[] = [
  ...imageCommands,
  ...toolCommands,
  ...gridCommands,
  ...layoutCommands,
  ...hangingRuleCommands,
  ...linkingCommands,
  ...overlayCommands,
  ...scrollCommands,
  ...captureCommands,
  ...priorCommands,
  ...tagCommands,
  ...volumeCommands,
  ...turnCommands,
  ...fourDCommands,
  ...fusionCommands,
  ...threeDCommands,
];
