/** The SOP Classes (PS3.4 B.5) and Transfer Syntaxes (PS3.5 A) that generated objects use. */
export const SOPClass = {
  ComputedRadiographyImage: '1.2.840.10008.5.1.4.1.1.1',
  DigitalXRayImageForPresentation: '1.2.840.10008.5.1.4.1.1.1.1',
  CTImage: '1.2.840.10008.5.1.4.1.1.2',
  UltrasoundMultiFrameImage: '1.2.840.10008.5.1.4.1.1.3.1',
  MRImage: '1.2.840.10008.5.1.4.1.1.4',
  UltrasoundImage: '1.2.840.10008.5.1.4.1.1.6.1',
  SecondaryCaptureImage: '1.2.840.10008.5.1.4.1.1.7',
  BasicTextSR: '1.2.840.10008.5.1.4.1.1.88.11',
  ComprehensiveSR: '1.2.840.10008.5.1.4.1.1.88.33',
  EncapsulatedPDF: '1.2.840.10008.5.1.4.1.1.104.1',
} as const;

export const TransferSyntax = {
  ImplicitVRLittleEndian: '1.2.840.10008.1.2',
  ExplicitVRLittleEndian: '1.2.840.10008.1.2.1',
  JPEGBaseline: '1.2.840.10008.1.2.4.50',
  RLELossless: '1.2.840.10008.1.2.5',
} as const;
