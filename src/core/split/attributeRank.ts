/**
 * The order in which values stand in the identity of a group, so that it does
 * not depend on which attribute a handler tries first. New ids go to the end:
 * identities that exist stay as they are.
 */
const ids = [
  ['patient', 'class', 'matrix', 'pixels', 'frame', 'type', 'orientation'],
  ['echo', 'b', 'component', 'time', 'trigger', 'delay', 'reference', 'echoNumber', 'fullType', 'kernel'],
  ['sequence', 'variant', 'tr', 'flip', 'ti', 'tilt', 'contrast', 'seriesType', 'acquisition', 'repetition'],
  ['directionality', 'percent', 'acquired', 'stack'],
].flat();
const ranks: ReadonlyMap<string, number> = new Map(ids.map((id, rank) => [id, rank]));

export const attributeRank = (id: string): number => ranks.get(id) ?? ids.length;
