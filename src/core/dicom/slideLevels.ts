import { groupBy } from '../collections.ts';
import type { Instance } from './instance.ts';

/** One resolution of a slide. */
export interface SlideLevel {
  /** Of the whole picture, in pixels (PS3.3 C.8.12.4: total pixel matrix). */
  readonly columns: number;
  readonly rows: number;
  readonly instances: number;
  readonly tiles: number;
  /** Millimetres between pixels, where the slide says it. */
  readonly spacingMm?: number;
}

const columnsOf = ({ TotalPixelMatrixColumns, Columns = 0 }: Instance) => TotalPixelMatrixColumns ?? Columns;
const rowsOf = ({ TotalPixelMatrixRows, Rows = 0 }: Instance) => TotalPixelMatrixRows ?? Rows;

/** Finest first; parts of one level keep the order in which they came. */
export const byLevel = (instances: readonly Instance[]): Instance[] =>
  [...instances].sort((a, b) => columnsOf(b) * rowsOf(b) - columnsOf(a) * rowsOf(a));

/** The levels of instances that are in the order of `byLevel`. */
export function slideLevels(instances: readonly Instance[]): SlideLevel[] {
  return [...groupBy(instances, (i) => `${columnsOf(i)}x${rowsOf(i)}`).values()].map((level) => {
    const [first] = level;
    const columns = first ? columnsOf(first) : 0;
    const width = first?.ImagedVolumeWidth;
    return {
      columns,
      rows: first ? rowsOf(first) : 0,
      instances: level.length,
      tiles: level.reduce((sum, { NumberOfFrames = 1 }) => sum + NumberOfFrames, 0),
      ...(width !== undefined && columns > 0 && { spacingMm: width / columns }),
    };
  });
}
