/**
 * A manual split or merge, kept as data: which series it is for and what to do
 * with the display sets that a handler made of it.
 */
export interface GroupingRule {
  readonly id: string;
}
