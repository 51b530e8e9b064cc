/** Something wrong with a mode, in words that its author can act on. */
export interface LintMessage {
  /** `error`: it cannot mean what it says. `warning`: it is hardly meant. `info`: worth knowing. */
  readonly severity: 'error' | 'warning' | 'info';
  /** Stable, for tests and machines: see `lintMode`. */
  readonly code: string;
  readonly text: string;
  /** Where in the mode: `layout.rows`, `sopClassHandlers[3]`; '' for the whole of it. */
  readonly path: string;
  /** The handler that it is about. */
  readonly handlerId?: string;
  /** From 1, in the file that it was read from. */
  readonly line?: number;
}
