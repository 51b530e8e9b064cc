import { expect, it } from 'vitest';
import type { Instance } from '../core/dicom/instance.ts';
import { SopClass } from '../core/dicom/sopClass.ts';
import { organize } from '../core/displaySet/organize.ts';
import { createRegistry } from '../core/extension/registry.ts';
import { builtInHandlers } from '../extensions/builtInHandlers.ts';
import { builtInModes } from '../modes/index.ts';
import { anInstance, aSeries, slices } from '../testing/factories.ts';
import { neededText } from './needed.ts';
import type { SeriesEntry } from './viewerState.ts';

const registry = createRegistry(builtInHandlers, builtInModes);
const ct = aSeries(slices(4));
const pet = aSeries(slices(4), {
  SOPClassUID: SopClass.PositronEmissionTomographyImageStorage,
  SeriesInstanceUID: '1.2.3.6',
  SeriesDescription: 'PET',
});
const seg = anInstance({
  SOPClassUID: SopClass.SegmentationStorage,
  SeriesInstanceUID: '1.2.3.5',
  FrameOfReferenceUID: '9',
  ReferencedSeriesSequence: [
    {
      SeriesInstanceUID: '1.2.3.4',
      ReferencedInstanceSequence: ct.map((i) => ({ ReferencedSOPInstanceUID: i.SOPInstanceUID })),
    },
  ],
});
const listedOnly: SeriesEntry = {
  key: '1.2.3/1.2.3.4',
  summary: {
    StudyInstanceUID: '1.2.3',
    SeriesInstanceUID: '1.2.3.4',
    SeriesNumber: 3,
    SeriesDescription: 'Axial lung',
  },
  status: 'listed',
  instances: [],
  problems: [],
  error: undefined,
  loaded: 0,
  total: undefined,
  waitingSeconds: undefined,
};

function needs(
  instances: readonly Instance[],
  of: Instance,
  modeId = 'viewer',
  entries: readonly SeriesEntry[] = [],
) {
  const mode = registry.mode(modeId);
  const sets = organize(instances, mode ? registry.handlersFor(mode) : []).displaySets;
  const displaySets = new Map(sets.map((set) => [set.displaySetInstanceUID, set]));
  const series = Object.fromEntries(entries.map((entry) => [entry.key, entry]));
  const set = sets.find(({ SeriesInstanceUID }) => SeriesInstanceUID === of.SeriesInstanceUID);
  return set && neededText({ displaySets, series }, set);
}

it('names the series an object is about', () => {
  expect(needs([...ct, seg], seg)).toBe('about series 2 Axial');
});

it('names the series that is needed and not here, as the archive lists it', () => {
  expect(needs([seg], seg, 'viewer', [listedOnly])).toBe('needs series 3 Axial lung, not here');
  expect(needs([seg], seg)).toBe('needs series …1.2.3.4, not here');
});

it('says what PET is fused on, and nothing of other images', () => {
  const [first] = pet;
  if (!first) throw new Error('slices');
  expect(needs([...ct, ...pet], first, 'fusion')).toBe('fused on series 2 Axial');
  expect(needs([...ct, ...pet], first)).toBeUndefined();
});
