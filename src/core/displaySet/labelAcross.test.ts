import { expect, it } from 'vitest';
import { builtInHandlers } from '../../extensions/builtInHandlers.ts';
import { builtInModes } from '../../modes/index.ts';
import { aSeries, MR, slices } from '../../testing/factories.ts';
import { createRegistry } from '../extension/registry.ts';
import { organize } from './organize.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const labels = (modeId: string, instances: Parameters<typeof organize>[0]) => {
  const mode = registry.mode(modeId);
  if (!mode) throw new Error(`no mode ${modeId}`);
  return organize(instances, registry.handlersFor(mode)).displaySets.map(({ label }) => label);
};

it('says what tells a group apart also where another handler took the rest', () => {
  const base = { ...MR, SeriesDescription: 'DWI' };
  const directions = [1, 2, 3].flatMap((n) =>
    slices(4).map((slice, i) => ({
      ...slice,
      DiffusionBValue: 1000,
      InstanceNumber: 4 * n + i + 1,
      SOPInstanceUID: `1.2.9.${n}.${i + 1}`,
    })),
  );
  const series = aSeries(
    [...slices(4).map((slice) => ({ ...slice, DiffusionBValue: 0 })), ...directions],
    base,
  );
  // The volume handler takes b = 0; what is left has one b-value.
  expect(labels('volume', series)).toEqual(['DWI, b = 0', 'DWI, b = 1000']);
});

it('names the patient of each display set of a mixed series, in every mode', () => {
  const series = aSeries(
    slices(6).map((slice, i) => ({ ...slice, PatientID: i < 3 ? 'A1' : 'B2' })),
    { SeriesDescription: 'Chest' },
  );
  for (const { id } of builtInModes)
    for (const label of labels(id, series)) expect(label, id).toMatch(/\(ID (A1|B2)\)/);
});

it('leaves alone what is told apart by its kind: no echo time beside a localizer', () => {
  const localizer = { ImageType: ['ORIGINAL', 'PRIMARY', 'LOCALIZER'], EchoTime: 5, SOPInstanceUID: '1.2.8' };
  const series = aSeries([localizer, ...slices(4).map((slice) => ({ ...slice, EchoTime: 81 }))], {
    ...MR,
    SeriesDescription: 'T2',
  });
  expect(labels('viewer', series)).toContain('T2');
});
