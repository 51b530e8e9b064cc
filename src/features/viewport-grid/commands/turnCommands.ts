import { planeLines } from '../../../state/linking.ts';
import { straighten, turnPlane, type TurnWay } from '../volume/turnPlanes.ts';
import type { Command } from './command.ts';

const turn = (id: string, label: string, key: string, way: TurnWay, sign: 1 | -1): readonly Command[] =>
  ([1, 10] as const).map((degrees) => ({
    id: `volume.${id}${degrees}`,
    group: 'Volume',
    label: `${label} by ${degrees}°`,
    keys: [`${degrees === 10 ? 'Ctrl+' : ''}Alt+Shift+${key}`],
    run: ({ viewer, viewportId }) => turnPlane(viewer, viewportId, way, sign * degrees),
  }));

/** Turning planes of volumes. */
export const turnCommands: readonly Command[] = [
  ...turn('tiltUp', 'Tilt the upper edge away', 'ArrowUp', 'tilt', -1),
  ...turn('tiltDown', 'Tilt the lower edge away', 'ArrowDown', 'tilt', 1),
  ...turn('swivelLeft', 'Turn the left edge away', 'ArrowLeft', 'swivel', 1),
  ...turn('swivelRight', 'Turn the right edge away', 'ArrowRight', 'swivel', -1),
  ...turn('rotateLeft', 'Rotate the plane to the left', 'PageUp', 'rotation', -1),
  ...turn('rotateRight', 'Rotate the plane to the right', 'PageDown', 'rotation', 1),
  {
    id: 'volume.straight',
    group: 'Volume',
    label: 'Planes as the patient lies',
    keys: ['Shift+a'],
    run: ({ viewer, viewportId }) => straighten(viewer, viewportId),
  },
  {
    id: 'volume.lines',
    group: 'Volume',
    label: 'Lines of the other planes',
    keys: ['Alt+x'],
    run({ viewer, handle }) {
      if (!handle?.getState().plane) return false;
      viewer.choosePlanes({ lines: !planeLines(viewer.store.getState()) });
      return true;
    },
  },
  {
    id: 'volume.lock',
    group: 'Volume',
    label: 'Turn planes together or alone',
    keys: ['Alt+k'],
    run({ viewer, handle }) {
      if (!handle?.getState().plane) return false;
      const { locked = true } = viewer.store.getState().preferences.planes ?? {};
      viewer.choosePlanes({ locked: !locked });
      viewer.announce(locked ? 'Planes are turned alone.' : 'Planes are turned together.');
      return true;
    },
  },
];
