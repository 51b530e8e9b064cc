import { sopClassUidsOf } from '../../core/dicom/sopClass.ts';
import { objectHandler } from '../../core/extension/objectHandler.ts';

/**
 * Objects that are not about this patient, or only plan for one: hanging
 * protocols, palettes, implant templates, procedure protocols, inventories.
 * @see PS3.3 A.44, A.58, A.61, A.82
 */
export const protocolHandler = objectHandler({
  name: 'protocol',
  sopClassUids: sopClassUidsOf('S'),
  purpose: 'objects it is about',
  label: ({ HangingProtocolName, ContentLabel, ProtocolName, SeriesDescription }) =>
    HangingProtocolName ?? ContentLabel ?? ProtocolName ?? SeriesDescription,
  reason: 'each protocol, palette or template is an object of its own',
});
