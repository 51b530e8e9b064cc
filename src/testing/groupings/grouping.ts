import type { SeriesRecipe } from '../series/series.ts';

const otherModes = ['volume', 'cine', 'mammography', 'fusion', 'microscopy', 'reports', 'raw'] as const;
/** A mode other than the general one. */
type OtherMode = (typeof otherModes)[number];
type ModeId = 'viewer' | OtherMode;

export const isMode = (id: string): id is ModeId =>
  id === 'viewer' || otherModes.some((other) => other === id);

/**
 * What a study is to become, in rows (`rows.ts`), one block a mode. A mode that is
 * not named makes the same as the general one, `viewer`.
 */
export interface Blocks extends Readonly<Partial<Record<OtherMode, string>>> {
  readonly viewer: string;
}

/** A generated study and what it is to become. */
export interface Grouping extends Blocks {
  readonly name: string;
  /** Why it is to be so. */
  readonly rule: string;
  /** Numbered from 1. */
  readonly series: () => readonly SeriesRecipe[];
}

/** The rows of a block; `as MODE` stands for another block of the same study. */
export function expectedRows(blocks: Blocks, mode: ModeId): readonly string[] {
  const block = blocks[mode] ?? blocks.viewer;
  const [, other = ''] = /^as (\w+)$/.exec(block) ?? [];
  return isMode(other) ? expectedRows(blocks, other) : rowsIn(block);
}

/** The lines of a block, without the indentation that all share. */
export function rowsIn(block: string): readonly string[] {
  const lines = block.split('\n').filter((line) => line.trim() !== '');
  const indent = Math.min(...lines.map((line) => line.length - line.trimStart().length));
  return lines.map((line) => line.slice(indent).trimEnd());
}
