import { expect, it } from 'vitest';
import { SopClass } from '../core/dicom/sopClass.ts';
import { readInstance, toDicomJson } from './dicomJson.ts';
import { anInstance } from './factories.ts';

it('writes what the door reads', () => {
  const instance = anInstance({
    SOPClassUID: SopClass.EnhancedMRImageStorage,
    NumberOfFrames: 2,
    hasPixelData: true,
    ReferencedSeriesSequence: [
      { SeriesInstanceUID: '1.2', ReferencedSOPSequence: [{ ReferencedSOPInstanceUID: '1.2.3' }] },
    ],
    PerFrameFunctionalGroupsSequence: [
      { PlanePositionSequence: [{ ImagePositionPatient: [0, 0, 1] }] },
      { FrameContentSequence: [{ DimensionIndexValues: [1, 2], StackID: 'A' }] },
    ],
  });
  expect(readInstance(toDicomJson(instance))).toEqual(instance);
});
