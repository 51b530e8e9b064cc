import type { StudySummary } from '../../core/dataSource.ts';
import type { ModeChoice } from './types.ts';

/**
 * The mode of a double click: the configured one where it suits, else the first
 * that does, else the configured one all the same, which then says what is missing.
 */
export function defaultModeFor(
  study: StudySummary,
  modes: readonly ModeChoice[],
  defaultModeId: string | undefined = 'viewer',
): ModeChoice | undefined {
  const preferred = modes.find(({ id }) => id === defaultModeId);
  const suits = (mode: ModeChoice) => mode.applicability(study).applicable;
  if (preferred && suits(preferred)) return preferred;
  return modes.find(suits) ?? preferred ?? modes[0];
}
