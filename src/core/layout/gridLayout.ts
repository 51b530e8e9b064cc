/** Rows of equal height with columns of equal width. */
export interface GridLayout {
  readonly rows: number;
  readonly columns: number;
}
