import { sameItems } from '../collections.ts';
import { planeAxesInTurn, planeName, sameOrientation, type PlaneAxes } from '../dicom/geometry.ts';
import type { SplitAttribute, SplitValue } from './splitAttribute.ts';

interface Cluster {
  readonly axes: PlaneAxes;
  value: SplitValue;
}

/** More are not told apart: the split is declined anyway, and looking through them all would cost the square. */
const maxClusters = 100;

/** Clusters with a tolerance, told in the order of the images; never by equality of the numbers. */
export const orientation: SplitAttribute = {
  id: 'orientation',
  name: 'orientation',
  kind: 'always',
  same: (a, b) => sameItems(a.ImageOrientationPatient, b.ImageOrientationPatient),
  classify(images) {
    const clusters: Cluster[] = [];
    const taken = new Set<string>();
    const axesOf = planeAxesInTurn();
    const clusterOf = (axes: PlaneAxes) => {
      let cluster = clusters.find((known) => sameOrientation(known.axes, axes));
      if (!cluster && clusters.length < maxClusters) {
        const key = freeKey(axes, taken);
        taken.add(key);
        cluster = { axes, value: { key, label: planeName(axes) } };
        clusters.push(cluster);
      }
      return cluster;
    };
    const found = images.map((image) => {
      const axes = axesOf(image);
      return axes && clusterOf(axes);
    });
    distinguish(clusters);
    return found.map((cluster) => cluster?.value);
  },
  // Three single planes are a localizer; many are a rotating projection, to be looked through as one.
  accepts: (parts) => parts.length <= 3 || parts.some((part) => part.length > 1),
};

/** Two oblique planes get their axes, because "oblique" alone does not tell them apart. */
function distinguish(clusters: readonly Cluster[]): void {
  const counts = new Map<string, number>();
  for (const { value } of clusters) counts.set(value.label, (counts.get(value.label) ?? 0) + 1);
  for (const cluster of clusters) {
    const { key, label } = cluster.value;
    if ((counts.get(label) ?? 0) > 1) cluster.value = { key, label: `${label} (${key})` };
  }
}

/** With as many digits as tell it from those taken. */
function freeKey(axes: PlaneAxes, taken: ReadonlySet<string>): string {
  for (const digits of [1, 2, 4, 8]) {
    const key = axesKey(axes, digits);
    if (!taken.has(key)) return key;
  }
  return '';
}

function axesKey({ row, column }: PlaneAxes, digits: number): string {
  return [...row, ...column].map((value) => value.toFixed(digits).replace(/^-(0(\.0*)?)$/, '$1')).join(' ');
}
