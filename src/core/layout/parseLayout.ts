import { MAX_VIEWPORTS } from './layout.ts';
import type { GridLayout } from './gridLayout.ts';

/** "1x4", "2 by 4": rows and columns, or why not, in a sentence. */
export function parseLayout(text: string): GridLayout | { readonly problem: string } {
  const [, first, second] = /^\s*(\d{1,3})\s*(?:x|×|by|\s)\s*(\d{1,3})\s*$/i.exec(text) ?? [];
  if (first === undefined || second === undefined) return { problem: 'Rows and columns, such as 1x4.' };
  const rows = Number(first);
  const columns = Number(second);
  if (rows < 1 || columns < 1) return { problem: 'At least one row and one column.' };
  if (rows * columns > MAX_VIEWPORTS) {
    return { problem: `At most ${MAX_VIEWPORTS} viewports; that would be ${rows * columns}.` };
  }
  return { rows, columns };
}
