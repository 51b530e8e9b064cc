import type { Extension } from '../core/extension/extension.ts';
import { ecgExtension } from './ecg/index.ts';
import { encapsulatedDocumentExtension } from './encapsulated-document/index.ts';
import { encapsulatedObjectExtension } from './encapsulated-object/index.ts';
import { fusionExtension } from './fusion/index.ts';
import { instanceExtension } from './instance/index.ts';
import { keyObjectsExtension } from './key-objects/index.ts';
import { mammographyExtension } from './mammography/index.ts';
import { microscopyAnnotationExtension } from './microscopy-annotation/index.ts';
import { ophthalmicMeasurementExtension } from './ophthalmic-measurement/index.ts';
import { pmapExtension } from './pmap/index.ts';
import { presentationStateExtension } from './presentation-state/index.ts';
import { protocolExtension } from './protocol/index.ts';
import { radiotherapyExtension } from './radiotherapy/index.ts';
import { realWorldValueExtension } from './real-world-value/index.ts';
import { registrationExtension } from './registration/index.ts';
import { rtdoseExtension } from './rtdose/index.ts';
import { rtstructExtension } from './rtstruct/index.ts';
import { segExtension } from './seg/index.ts';
import { structuredReportExtension } from './structured-report/index.ts';
import { videoExtension } from './video/index.ts';
import { volumeExtension } from './volume/index.ts';
import { wsiExtension } from './wsi/index.ts';

/** The built-in extensions that contribute handlers only: they run where nothing can be drawn. */
export const handlerExtensions: readonly Extension[] = [
  videoExtension,
  ecgExtension,
  wsiExtension,
  segExtension,
  rtstructExtension,
  rtdoseExtension,
  pmapExtension,
  microscopyAnnotationExtension,
  structuredReportExtension,
  keyObjectsExtension,
  encapsulatedDocumentExtension,
  encapsulatedObjectExtension,
  presentationStateExtension,
  radiotherapyExtension,
  registrationExtension,
  realWorldValueExtension,
  ophthalmicMeasurementExtension,
  protocolExtension,
  volumeExtension,
  fusionExtension,
  mammographyExtension,
  instanceExtension,
];
