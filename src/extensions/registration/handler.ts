import type { Instance } from '../../core/dicom/instance.ts';
import { SopClass, sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { objectHandler } from '../../core/extension/objectHandler.ts';

const fiducials: string = SopClass.SpatialFiducialsStorage;

/**
 * Registrations, fiducials and stereo pairs: they show nothing themselves and
 * say how others belong together.
 * @see PS3.3 A.39, A.40, C.20, C.21
 */
export const registrationHandler = objectHandler({
  name: 'registration',
  sopClassUids: sopClassUidsOf('N'),
  purpose: ({ SOPClassUID }) => (SOPClassUID === fiducials ? 'marked images' : 'registered images'),
  label: ({ SeriesDescription, ContentDescription, ContentLabel }) =>
    SeriesDescription ?? ContentDescription ?? ContentLabel,
  frameOfReferenceUIDs: framesOfReference,
  reason: 'each registration is an object of its own',
});

function framesOfReference(instance: Instance): readonly string[] {
  const { RegistrationSequence = [], DeformableRegistrationSequence = [] } = instance;
  const { FiducialSetSequence = [] } = instance;
  return [
    ...new Set([
      ...RegistrationSequence.flatMap((item) => item.FrameOfReferenceUID ?? []),
      ...DeformableRegistrationSequence.flatMap((item) => item.SourceFrameOfReferenceUID ?? []),
      ...FiducialSetSequence.flatMap((item) => item.FrameOfReferenceUID ?? []),
    ]),
  ];
}
