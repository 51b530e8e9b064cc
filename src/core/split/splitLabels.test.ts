import { describe, expect, it } from 'vitest';
import type { SplitGroup } from './split.ts';
import { splitLabels } from './splitLabels.ts';

const group = (labels: Readonly<Record<string, string>>): SplitGroup => ({
  images: [],
  values: new Map(
    Object.entries(labels).map(([id, label]) => [id, { key: label, label, name: id }] as const),
  ),
  toldBy: new Set(),
  declined: [],
  tooMany: [],
});

describe('labels say what tells groups apart', () => {
  it('and nothing that all have', () => {
    expect(splitLabels([group({ echo: 'TE 12', b: 'b = 0' }), group({ echo: 'TE 81', b: 'b = 0' })])).toEqual(
      ['TE 12', 'TE 81'],
    );
    expect(splitLabels([group({ echo: 'TE 12' })])).toEqual([undefined]);
  });
  it('also where only one has a value', () => {
    expect(splitLabels([group({ type: 'localizer' }), group({})])).toEqual(['localizer', undefined]);
  });
  it('each word once', () => {
    expect(
      splitLabels([
        group({ type: 'phase', component: 'phase' }),
        group({ type: 'M', component: 'magnitude' }),
      ]),
    ).toEqual(['phase', 'M, magnitude']);
  });
  it('with plane, colour, size and frame of reference only where nothing else does', () => {
    const both = { orientation: 'axial', matrix: '512 x 512', frame: 'frame of reference 1' };
    const other = { orientation: 'coronal', matrix: '256 x 256', frame: 'frame of reference 2' };
    expect(splitLabels([group({ ...both, type: 'localizer' }), group(other)])).toEqual([
      'localizer',
      undefined,
    ]);
    expect(splitLabels([group(both), group(other)])).toEqual(['axial', 'coronal']);
    expect(splitLabels([group(both), group({ ...both, matrix: '256 x 256' })])).toEqual([
      '512 x 512',
      '256 x 256',
    ]);
    expect(splitLabels([group(both), group({ ...both, frame: 'frame of reference 2' })])).toEqual([
      'frame of reference 1',
      'frame of reference 2',
    ]);
  });
  it('and go on only among those that still read the same', () => {
    const axial = { orientation: 'axial' };
    expect(
      splitLabels([
        group({ ...axial, matrix: 'a' }),
        group({ ...axial, matrix: 'b' }),
        group({ orientation: 'coronal', matrix: 'b' }),
      ]),
    ).toEqual(['axial, a', 'axial, b', 'coronal']);
  });
});
