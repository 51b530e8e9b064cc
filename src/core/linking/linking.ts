import type { Vector3 } from '../dicom/geometry.ts';

/** Which viewports go together, and in what. Ids and plain data. */

export const linkables = ['scroll', 'window', 'zoomPan', 'rotation'] as const;
export type Linkable = (typeof linkables)[number];
export type LinkWhat = Readonly<Record<Linkable, boolean>>;

/** What a viewport showed at the moment from which differences are kept. */
export interface LinkStart {
  readonly image?: { readonly SOPInstanceUID: string; readonly frame: number };
  /** The middle of its picture, or the point that a plane of a volume goes through, mm. */
  readonly point?: Vector3;
  readonly FrameOfReferenceUID?: string;
}

export interface LinkGroup {
  readonly id: string;
  /** Undefined: every viewport that is in no other group and was not taken out. */
  readonly viewportIds: readonly string[] | undefined;
  readonly what: LinkWhat;
  /** Keep the differences of `starts` also where both have one frame of reference. */
  readonly keepsDifference: boolean;
  /** By viewport id. */
  readonly starts: Readonly<Record<string, LinkStart>>;
}

export interface Linking {
  readonly groups: readonly LinkGroup[];
  /** Viewports that were taken out of the group of all. */
  readonly apart: readonly string[];
  /** A stage of a hanging rule brought them: they go with it. Whatever the reader changes in them makes them the reader's. */
  readonly byRule?: true;
}

export const noLinks: Linking = { groups: [], apart: [] };

/** Position and size go together; windows and turns only where the reader says so. */
export const usualLinks: LinkWhat = { scroll: true, window: false, zoomPan: true, rotation: false };

/** The group that a viewport belongs to. */
export function groupOf({ groups, apart }: Linking, viewportId: string): LinkGroup | undefined {
  return (
    groups.find(({ viewportIds }) => viewportIds?.includes(viewportId)) ??
    (apart.includes(viewportId) ? undefined : groups.find(({ viewportIds }) => viewportIds === undefined))
  );
}

/** Those of some viewports that go with one: it is not among them. */
export function linkedWith(
  linking: Linking,
  viewportId: string,
  viewportIds: readonly string[],
): readonly string[] {
  const group = groupOf(linking, viewportId);
  return group ? viewportIds.filter((id) => id !== viewportId && groupOf(linking, id) === group) : [];
}

/**
 * A group of these viewports, which leave the groups that they are in.
 * @param viewportIds undefined: every viewport, also those to come; other groups end.
 */
export function withGroup(
  { groups, apart }: Linking,
  viewportIds: readonly string[] | undefined,
  what: LinkWhat,
): Linking {
  const id = freeId(groups);
  const made: LinkGroup = { id, viewportIds, what, keepsDifference: false, starts: {} };
  if (viewportIds === undefined) return { groups: [made], apart: [] };
  const left = groups.map((group) => without(group, viewportIds)).filter(isAlive);
  return { groups: [...left, made], apart: apart.filter((each) => !viewportIds.includes(each)) };
}

/** Takes one viewport out of its group; a group with nobody left ends. */
export function takenOut(linking: Linking, viewportId: string): Linking {
  const group = groupOf(linking, viewportId);
  if (!group) return linking;
  const groups = linking.groups.map((each) => (each === group ? without(each, [viewportId]) : each));
  return {
    groups: groups.filter(isAlive),
    apart: group.viewportIds === undefined ? [...linking.apart, viewportId] : linking.apart,
  };
}

/** Puts one viewport into a group that is there, or into a new one of its own that waits for others. */
export function putIn(linking: Linking, viewportId: string, what: LinkWhat, beside?: string): Linking {
  if (groupOf(linking, viewportId)) return linking;
  const group = (beside === undefined ? undefined : groupOf(linking, beside)) ?? linking.groups[0];
  if (!group) return withGroup(linking, [viewportId], what);
  const apart = linking.apart.filter((each) => each !== viewportId);
  const groups = linking.groups.map((each) =>
    each === group && each.viewportIds ? { ...each, viewportIds: [...each.viewportIds, viewportId] } : each,
  );
  return { groups, apart };
}

export function changeGroup(linking: Linking, id: string, change: Partial<Omit<LinkGroup, 'id'>>): Linking {
  return {
    ...linking,
    groups: linking.groups.map((each) => (each.id === id ? { ...each, ...change } : each)),
  };
}

function without(group: LinkGroup, viewportIds: readonly string[]): LinkGroup {
  const starts = Object.fromEntries(Object.entries(group.starts).filter(([id]) => !viewportIds.includes(id)));
  const left = group.viewportIds?.filter((id) => !viewportIds.includes(id));
  return { ...group, viewportIds: left, starts };
}

const isAlive = ({ viewportIds }: LinkGroup) => viewportIds === undefined || viewportIds.length > 0;

function freeId(groups: readonly LinkGroup[]): string {
  const numbers = groups.map(({ id }) => Number(id.split('-').at(-1)) || 0);
  return `link-${Math.max(0, ...numbers) + 1}`;
}
