/** What a tag's value becomes. A sequence names the table of its items (late, because some contain themselves). */
export type ValueKind =
  | 'string'
  | 'strings'
  | 'number'
  | 'numbers'
  | 'name'
  | 'bulk'
  | 'lutData'
  | { readonly items: () => AnyTagTable };

/** Keyword to tag (eight hexadecimal digits, upper case, as in PS3.18 F.2.2) and kind. */
export type AnyTagTable = Readonly<Record<string, readonly [tag: string, kind: ValueKind]>>;

/** The table of exactly the attributes of `T`, each with the kind that its type asks for: the compiler checks it. */
export type TagTable<T> = {
  readonly [K in keyof Required<T>]: readonly [tag: string, kind: KindOf<Required<T>[K]>];
};
type KindOf<T> = [T] extends [string]
  ? 'string'
  : [T] extends [number]
    ? 'number'
    : [T] extends [readonly string[]]
      ? 'strings'
      : [T] extends [readonly number[]]
        ? 'numbers'
        : [T] extends [readonly (infer Item)[]]
          ? { readonly items: () => TagTable<Item> }
          : 'Alphabetic' extends keyof T
            ? 'name'
            : 'BulkDataURI' extends keyof T
              ? 'bulk'
              : 'lutData';
