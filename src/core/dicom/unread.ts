import { SopClass } from './sopClass.ts';

/**
 * Storage classes that no handler reads, on purpose: an object of one is listed
 * as what cannot be displayed, with this reason, its attributes and a download.
 */
export const unreadClasses: ReadonlyMap<string, string> = new Map<string, string>([
  [SopClass.RawDataStorage, 'it is in a form that only its maker can read'],
  [SopClass.MRSpectroscopyStorage, 'nothing here draws spectra'],
  [SopClass.SurfaceScanMeshStorage, 'nothing here draws surface scans'],
  [SopClass.SurfaceScanPointCloudStorage, 'nothing here draws surface scans'],
]);
